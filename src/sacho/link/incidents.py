"""Accounts and decisions become incidents.

1. accounts are grouped as `clusters` says: people's pairs first, never across a refusal
2. every value of every account stands in the incident, side by side; nothing is chosen
3. a total over several happenings is an incident of its own: those within it are named, not joined
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sacho.link.blocking import Index, OneTelling, one_telling, pairs
from sacho.link.clusters import Group, Tie, groups, knots, tie
from sacho.link.profile import Profile, profile
from sacho.link.reconsidered import more_pairs
from sacho.link.within import wholes
from sacho.link.words import rarity
from sacho.model.claim import Claim
from sacho.model.incident import Incident, Origin, Ruled, Voice
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Period, Place
from sacho.model.vocabulary import class_of

UNRULED = Ruled()
Pair = tuple[str, str, str]
"""Two reports that are one telling, and why; see `origins`."""


class Linked(msgspec.Struct, frozen=True):
    """The incidents in the order of their earliest recorded account, and what they rest on.

    `index` holds the accounts as they were read, `standing` all as they stand, of which those
    under `changed` stand otherwise than they were read.
    """

    incidents: list[Incident]
    index: Index
    ties: list[Tie]
    standing: dict[str, Profile]
    changed: list[str]


def incidents(
    accounts: Iterable[RecordedAccount],
    origins: Iterable[Origin],
    ruled: Ruled = UNRULED,
    told: Iterable[Pair] = (),
) -> list[Incident]:
    """All incidents, in the order of their earliest recorded account.

    `told` are the pairs of reports that are one telling (`origins.Pair`).
    """
    listed = list(accounts)
    return linked(listed, listed, origins, ruled, told).incidents


def linked(
    accounts: Iterable[RecordedAccount],
    read: Iterable[RecordedAccount],
    origins: Iterable[Origin],
    ruled: Ruled = UNRULED,
    told: Iterable[Pair] = (),
) -> Linked:
    """As `incidents`, with all that a later report is compared with; `read` are the accounts
    before people decided anything.
    """
    listed = {a.account.id: a for a in sorted(accounts, key=_order)}
    as_read = {a.account.id: a for a in sorted(read, key=_order)}
    known = rarity(as_read.values())
    index = Index(known)
    same = one_telling(told)
    profiles = {a: profile(one, known) for a, one in as_read.items()}
    standing = {a: profiles[a] for a in listed if a in profiles}
    changed: list[str] = []
    for name, one in listed.items():
        stands = standing_as(one, ruled)
        if name not in as_read or stands.account.claims != as_read[name].account.claims:
            words = profiles[name].words if name in profiles else None
            standing[name] = profile(stands, known, words)
            changed.append(name)
    found: dict[tuple[str, str], Tie] = {}
    for a, b, one_telling_ in _met(profiles.values(), index, (standing, changed), same):
        t = tie(a, b, known.trust, one_telling_)
        if t is not None:
            found[t.left, t.right] = t
    ties = list(found.values())
    groups_ = grouped(list(listed), ties, ruled, (standing, known.trust))
    origin_of = {r: o.id for o in origins for r in o.reports}
    all_ = [incident(g, listed, origin_of, ruled) for g in groups_]
    all_.sort(key=lambda i: (listed[i.id].order, i.id))
    inside = wholes([(i.id, [standing[a] for a in i.accounts]) for i in all_])
    all_ = [msgspec.structs.replace(i, part_of=inside.get(i.id, ())) for i in all_]
    return Linked(all_, index, ties, standing, changed)


def _met(
    read: Iterable[Profile],
    index: Index,
    stands: tuple[Mapping[str, Profile], Sequence[str]],
    same: OneTelling,
) -> Iterator[tuple[Profile, Profile, bool]]:
    """Pairs worth comparing as they stand, and whether their reports are one telling. There are
    sixty an account: they are never held together.
    """
    standing, changed = stands
    for a, b, told in pairs(read, index, same):
        yield standing[a.id], standing[b.id], told
    if changed:
        for a, b in more_pairs(index, [standing[c] for c in changed], standing, same):
            yield a, b, b.account.report in same.get(a.account.report, ())


def standing_as(one: RecordedAccount, ruled: Ruled) -> RecordedAccount:
    """The account as it is compared: on a refused claim nothing rests."""
    kept = tuple(c for c in one.account.claims if c.id not in ruled.refused)
    if len(kept) == len(one.account.claims):
        return one
    return msgspec.structs.replace(one, account=msgspec.structs.replace(one.account, claims=kept))


def _order(one: RecordedAccount) -> tuple[tuple[int, int], str]:
    return one.order, one.account.id


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
