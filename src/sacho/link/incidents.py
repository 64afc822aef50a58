"""Accounts and decisions become incidents: joined where the evidence holds, never across a refusal.

1. people's must-links are joined first, their cannot-links are never crossed
2. pairs that compare well are joined, best first, while all that was compared between the two
   groups still speaks for it; two accounts of one report are two happenings unless a person says
   otherwise, because the reader has told them apart
3. every value of every account stands in the incident, side by side; nothing is chosen
4. a total over several happenings is an incident of its own: those within it are named, not joined
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sacho.link.blocking import Index, pairs
from sacho.link.compare import Line, join, lines, may_be_one, total
from sacho.link.profile import Profile, profile
from sacho.link.weights import weights
from sacho.link.within import wholes
from sacho.link.words import rarity
from sacho.model.claim import Claim
from sacho.model.incident import Incident, Join, Origin, Ruled, Voice
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Period, Place
from sacho.model.vocabulary import class_of

NEED = (
    "period", "place", "published", "killed", "injured", "happenings", "instruction", "names",
)  # fmt: skip
UNRULED = Ruled()


def incidents(
    accounts: Iterable[RecordedAccount], origins: Iterable[Origin], ruled: Ruled = UNRULED
) -> list[Incident]:
    """All incidents, in the order of their earliest recorded account."""
    listed = sorted(accounts, key=lambda a: (a.order, a.account.id))
    known = rarity(listed)
    index = Index(known, (profile(a, known) for a in listed))
    scored = [c for a, b in pairs(index) if (c := compared(a, b, known.trust)) is not None]
    groups = clustered(listed, scored, ruled)
    origin_of = {r: o.id for o in origins for r in o.reports}
    made = [_incident(group, groups.joins, origin_of, ruled) for group in groups.members()]
    inside = wholes([(i.id, [index.profiles[a] for a in i.accounts]) for i in made])
    return [msgspec.structs.replace(i, part_of=inside[i.id]) if i.id in inside else i for i in made]


class Scored(msgspec.Struct, frozen=True):
    """Two accounts compared: the sum, and the lines where it is enough for a join."""

    left: Profile
    right: Profile
    score: float
    lines: tuple[Line, ...] = ()


def compared(a: Profile, b: Profile, trust: float) -> Scored | None:
    """Compare two accounts; None where they cannot be of one happening at all."""
    if not may_be_one(a, b):
        return None
    found = lines(a, b, trust)
    score = total(found)
    if score < weights().join or not _enough(found):
        return Scored(a, b, min(score, weights().join - 0.001))
    return Scored(a, b, score, tuple(found))


def _enough(found: list[Line]) -> bool:
    """Two accounts of a kind with nothing else in common are not one happening."""
    return any(line.field in NEED and line.weight > 0.05 for line in found)


def clustered(accounts: list[RecordedAccount], scored: list[Scored], ruled: Ruled) -> _Groups:
    """Join people's pairs, then the machine's, best first."""
    groups = _Groups(accounts, ruled, {(s.left.id, s.right.id): s.score for s in scored})
    for left, right in ruled.together:
        groups.join(Join(left, right, (), 0.0, by="decision"))
    enough = [s for s in scored if s.lines]
    for one in sorted(enough, key=lambda s: (-s.score, s.left.id, s.right.id)):
        groups.join(join(one.left, one.right, one.lines))
    return groups


class _Groups:
    """Groups of account ids that refuse to cross a cannot-link or to fold one report."""

    def __init__(
        self, accounts: list[RecordedAccount], ruled: Ruled, scores: dict[tuple[str, str], float]
    ) -> None:
        self.accounts = {a.account.id: a for a in accounts}
        self.group = {id_: id_ for id_ in self.accounts}
        self.held: dict[str, list[str]] = {id_: [id_] for id_ in self.accounts}
        self.apart = {frozenset(pair) for pair in ruled.apart}
        self.joins: list[Join] = []
        self._scores = scores

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
        if not reports.isdisjoint(self.accounts[m].report for m in self.held[right]):
            return False
        between = [self._score(a, b) for a in self.held[left] for b in self.held[right]]
        return sum(between) / len(between) >= weights().hold

    def _score(self, left: str, right: str) -> float:
        found = self._scores.get((left, right), self._scores.get((right, left)))
        return weights().unseen if found is None else found

    def _refused(self, left: str, right: str) -> bool:
        return any(
            frozenset((a, b)) in self.apart for a in self.held[left] for b in self.held[right]
        )

    def members(self) -> list[list[RecordedAccount]]:
        groups = [
            sorted((self.accounts[m] for m in members), key=lambda a: (a.order, a.account.id))
            for members in self.held.values()
        ]
        return sorted(groups, key=lambda g: (g[0].order, g[0].account.id))


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
