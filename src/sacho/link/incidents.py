"""Accounts and decisions become incidents.

1. accounts are grouped as `clusters` says: people's pairs first, never across a refusal
2. every value of every account stands in the incident, side by side; nothing is chosen
3. a total over several happenings is an incident of its own: those within it are named, not joined
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sacho.link.blocking import Index, one_telling, pairs
from sacho.link.clusters import Group, Tie, groups, knots, tie
from sacho.link.profile import Profile, profile
from sacho.link.within import wholes
from sacho.link.words import rarity
from sacho.model.claim import Claim
from sacho.model.incident import Incident, Origin, Ruled, Voice
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Period, Place
from sacho.model.vocabulary import class_of

UNRULED = Ruled()


class Linked(msgspec.Struct, frozen=True):
    """The incidents in the order of their earliest recorded account, and what they rest on."""

    incidents: list[Incident]
    index: Index
    ties: list[Tie]


def incidents(
    accounts: Iterable[RecordedAccount],
    origins: Iterable[Origin],
    ruled: Ruled = UNRULED,
    told: Iterable[tuple[str, str, str]] = (),
) -> list[Incident]:
    """All incidents, in the order of their earliest recorded account.

    `told` are the pairs of reports that are one telling (`origins.Pair`).
    """
    return linked(accounts, origins, ruled, told).incidents


def linked(
    accounts: Iterable[RecordedAccount],
    origins: Iterable[Origin],
    ruled: Ruled = UNRULED,
    told: Iterable[tuple[str, str, str]] = (),
) -> Linked:
    """As `incidents`, with all that a later report is compared with."""
    listed = {a.account.id: a for a in sorted(accounts, key=lambda a: (a.order, a.account.id))}
    known = rarity(listed.values())
    index = Index(known)
    made = [profile(a, known) for a in listed.values()]
    ties = [
        t
        for a, b, same in pairs(known, made, index, one_telling(told))
        if (t := tie(a, b, known.trust, same)) is not None
    ]
    found = grouped(list(listed), ties, ruled, (index.profiles, known.trust))
    origin_of = {r: o.id for o in origins for r in o.reports}
    all_ = [incident(g, listed, origin_of, ruled) for g in found]
    all_.sort(key=lambda i: (listed[i.id].order, i.id))
    inside = wholes([(i.id, [index.profiles[a] for a in i.accounts]) for i in all_])
    all_ = [msgspec.structs.replace(i, part_of=inside.get(i.id, ())) for i in all_]
    return Linked(all_, index, ties)


def grouped(
    accounts: Sequence[str],
    ties: Sequence[Tie],
    ruled: Ruled,
    compared: tuple[Mapping[str, Profile], float],
) -> list[Group]:
    """The groups of these accounts, knot by knot; `compared` are their profiles and the trust."""
    profiles, trust = compared
    tied = [(t.left, t.right) for t in ties]
    listed = knots(accounts, (*tied, *ruled.together))
    knot_of = {a: n for n, knot in enumerate(listed) for a in knot}
    held: list[list[Tie]] = [[] for _ in listed]
    for one in ties:
        held[knot_of[one.left]].append(one)
    return [
        group
        for knot, own in zip(listed, held, strict=True)
        for group in groups(knot, own, ruled, profiles.__getitem__, trust)
    ]


def incident(
    group: Group,
    accounts: Mapping[str, RecordedAccount],
    origin_of: Mapping[str, str],
    ruled: Ruled,
) -> Incident:
    """One group as an incident, without what it is part of."""
    members = [accounts[a] for a in group.accounts]
    return Incident(
        id=group.accounts[0],
        kind=_kind(members),
        accounts=group.accounts,
        reports=_unique(a.report for a in members),
        origins=_unique(origin_of.get(a.report, a.report) for a in members),
        voices=_voices(members, origin_of, ruled),
        joins=group.joins,
    )


def _kind(group: list[RecordedAccount]) -> str:
    """The act over its outcome; among acts the one that most accounts tell."""
    kinds = [a.account.kind for a in group]
    acts = [k for k in kinds if k not in ("killing", "injury", "attack")] or kinds
    harm = [k for k in acts if class_of(k) == "harm"] or acts
    return max(harm, key=lambda k: (harm.count(k), -kinds.index(k)))


def _voices(
    group: list[RecordedAccount], origin_of: Mapping[str, str], ruled: Ruled
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
