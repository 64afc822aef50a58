"""Accounts and decisions become incidents: joined where the evidence holds, never across a refusal.

1. people's must-links are joined first, their cannot-links are never crossed
2. pairs that compare well are joined, best first; two accounts of one report are two happenings
   unless a person says otherwise, because the reader has told them apart
3. every value of every account stands in the incident, side by side; nothing is chosen
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sacho.link.blocking import pairs
from sacho.link.compare import compare, may_be_one
from sacho.model.claim import Claim
from sacho.model.incident import Incident, Join, Origin, Ruled, Voice
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Period, Place
from sacho.model.vocabulary import class_of

JOIN = 3.0  # what must speak for one happening, in the units of `compare`
NEED = ("period", "place", "published", "killed", "injured", "happenings", "instruction")


UNRULED = Ruled()


def incidents(
    accounts: Iterable[RecordedAccount], origins: Iterable[Origin], ruled: Ruled = UNRULED
) -> list[Incident]:
    """All incidents, in the order of their earliest recorded account."""
    listed = sorted(accounts, key=lambda a: a.order)
    groups = _Groups(listed, ruled)
    for left, right in ruled.together:
        groups.join(Join(left, right, (), 0.0, by="decision"))
    joins = [compare(a, b) for a, b in pairs(listed) if may_be_one(a.account.kind, b.account.kind)]
    for join in sorted(joins, key=lambda j: (-j.score, j.left, j.right)):
        if join.score < JOIN:
            break
        if _enough(join):
            groups.join(join)
    origin_of = {r: o.id for o in origins for r in o.reports}
    return [_incident(group, groups.joins, origin_of, ruled) for group in groups.members()]


def _enough(join: Join) -> bool:
    """Two accounts of a kind with nothing else in common are not one happening."""
    return any(c.field in NEED and c.weight == "for" for c in join.compared)


class _Groups:
    """Union-find over account ids that refuses to cross a cannot-link or to fold one report."""

    def __init__(self, accounts: list[RecordedAccount], ruled: Ruled) -> None:
        self.accounts = {a.account.id: a for a in accounts}
        self.group = {id_: id_ for id_ in self.accounts}
        self.held: dict[str, list[str]] = {id_: [id_] for id_ in self.accounts}
        self.apart = {frozenset(pair) for pair in ruled.apart}
        self.joins: list[Join] = []

    def join(self, join: Join) -> None:
        if join.left not in self.group or join.right not in self.group:
            return  # a decision about an account that is no longer there stands, without effect
        left, right = self.group[join.left], self.group[join.right]
        if left == right:
            return
        if join.by == "machine" and not self._may_join(left, right):
            return
        if self._refused(left, right):
            return
        for member in self.held.pop(right):
            self.group[member] = left
            self.held[left].append(member)
        self.joins.append(join)

    def _may_join(self, left: str, right: str) -> bool:
        reports = {self.accounts[m].report for m in self.held[left]}
        return reports.isdisjoint(self.accounts[m].report for m in self.held[right])

    def _refused(self, left: str, right: str) -> bool:
        return any(
            frozenset((a, b)) in self.apart for a in self.held[left] for b in self.held[right]
        )

    def members(self) -> list[list[RecordedAccount]]:
        groups = [
            sorted((self.accounts[m] for m in members), key=lambda a: a.order)
            for members in self.held.values()
        ]
        return sorted(groups, key=lambda g: g[0].order)


def _incident(
    group: list[RecordedAccount], joins: list[Join], origin_of: dict[str, str], ruled: Ruled
) -> Incident:
    ids = tuple(a.account.id for a in group)
    return Incident(
        id=ids[0],
        kind=_kind(group),
        accounts=ids,
        reports=_unique(a.report for a in group),
        origins=_unique(origin_of.get(a.report, a.report) for a in group),
        voices=_voices(group, origin_of, ruled),
        joins=tuple(j for j in joins if j.left in ids),
    )


def _kind(group: list[RecordedAccount]) -> str:
    """The act over its outcome; among acts the one that most accounts tell."""
    kinds = [a.account.kind for a in group]
    acts = [k for k in kinds if k not in ("killing", "injury", "attack")] or kinds
    harm = [k for k in acts if class_of(k) == "harm"] or acts
    return max(harm, key=lambda k: (harm.count(k), -kinds.index(k)))


def _voices(
    group: list[RecordedAccount], origin_of: dict[str, str], ruled: Ruled
) -> tuple[Voice, ...]:
    said: dict[bytes, tuple[str, AnyValue, list[str], list[str]]] = {}
    for account in group:
        for claim in account.account.claims:
            if claim.id in ruled.refused or claim.of is not None:
                continue
            key = _key(claim)
            _, _, ids, origins = said.setdefault(key, (claim.field, claim.value, [], []))
            ids.append(claim.id)
            origins.append(origin_of.get(account.report, account.report))
    return tuple(
        Voice(field, value, tuple(ids), _unique(origins))
        for field, value, ids, origins in said.values()
    )


def _key(claim: Claim) -> bytes:
    """Values that read alike are one voice: bounds for periods, the gazetteer's row for places."""
    value = claim.value
    alike: object = value
    if isinstance(value, Period):
        alike = ["period", value.earliest, value.latest]
    elif isinstance(value, Place) and value.gazetteer_id:
        alike = ["place", value.gazetteer_id, value.radius_km]
    return msgspec.json.encode([claim.field, claim.stance == "denied", alike])


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
