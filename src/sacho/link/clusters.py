"""Accounts joined where the evidence holds, never across a refusal.

Only accounts that are tied, directly or over others, by a pair that compares well or by a person's
decision can come together: each such knot is worked out by itself, from its own accounts alone.
Within it people's pairs are joined first, then the machine's, best first, while the mean over all
pairs between two groups still speaks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sacho.link.compare import Line, hopeless, join, lines, may_be_one, total
from sacho.link.profile import Profile
from sacho.link.weights import weights
from sacho.model.incident import Join, Ruled

NEED = (
    "period", "place", "published", "killed", "injured", "happenings", "instruction", "names",
    "telling",
)  # fmt: skip
WEIGHED = 8  # accounts of a group, the earliest, that speak for it when it is joined with another


class Tie(msgspec.Struct, frozen=True):
    """Two accounts, the earlier first, that compare well enough to be joined; `told` where their
    reports are one telling.
    """

    left: str
    right: str
    score: float
    told: bool = False


def tie(earlier: Profile, later: Profile, trust: float, told: bool = False) -> Tie | None:
    """The tie between two accounts; None where there is none."""
    least = weights().join
    if not may_be_one(earlier, later):
        return None
    # A little less is asked, for sums are rounded; and what their reports say comes on top.
    if not told and hopeless(earlier, later, trust, least - 0.01):
        return None
    found = compared(earlier, later, trust, told)
    if found is None or found < least:
        return None
    return Tie(earlier.id, later.id, found, told)


def compared(a: Profile, b: Profile, trust: float, told: bool = False) -> float | None:
    """What all that two accounts tell weighs; None where they cannot be of one happening at all.

    It stays below what a join needs where they have nothing but their kind in common.
    """
    if not may_be_one(a, b):
        return None
    found = _all_lines(a, b, trust, told)
    score = total(found)
    return score if _enough(found) else min(score, weights().join - 0.001)


def _all_lines(a: Profile, b: Profile, trust: float, told: bool) -> list[Line]:
    weight = weights().of("telling", "one telling", trust)
    same = Line("telling", "one telling", weight, "", "", "their reports are one telling")
    return [*lines(a, b, trust), *([same] if told else [])]


def _enough(found: list[Line]) -> bool:
    return any(line.field in NEED and line.weight > 0.05 for line in found)


def knots(accounts: Iterable[str], tied: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The accounts by what ties them together, each knot in the order given."""
    listed = list(accounts)
    parent = {a: a for a in listed}

    def root(a: str) -> str:
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    for left, right in tied:
        if left in parent and right in parent:
            parent[root(right)] = root(left)
    found: dict[str, list[str]] = {}
    for a in listed:
        found.setdefault(root(a), []).append(a)
    return list(found.values())


class Group(msgspec.Struct, frozen=True):
    """Accounts of one happening, the earliest first, and what joined them."""

    accounts: tuple[str, ...]
    joins: tuple[Join, ...]


def groups(
    knot: Sequence[str],
    ties: Iterable[Tie],
    ruled: Ruled,
    profile: Callable[[str], Profile],
    trust: float,
) -> list[Group]:
    """The groups of one knot; `profile` gives its accounts made ready."""
    if len(knot) == 1:
        return [Group((knot[0],), ())]
    worked = _Groups({a: profile(a) for a in knot}, ruled, trust)
    for left, right in ruled.together:
        worked.decide(left, right)
    for one in sorted(ties, key=lambda t: (-t.score, t.left, t.right)):
        worked.consider(one)
    return worked.found()


class _Groups:
    """Groups of accounts that refuse to cross a cannot-link or to fold one report."""

    def __init__(self, profiles: Mapping[str, Profile], ruled: Ruled, trust: float) -> None:
        self._of = profiles
        self._trust = trust
        self._group = {id_: id_ for id_ in profiles}
        self._held: dict[str, list[str]] = {id_: [id_] for id_ in profiles}
        self._joins: list[Join] = []
        self._scores: dict[tuple[str, str], float] = {}
        self._apart: dict[str, set[str]] = {}
        for left, right in ruled.apart:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def decide(self, left: str, right: str) -> None:
        """A person's pair; a decision about an account that is no longer there has no effect."""
        if left in self._group and right in self._group:
            self._unite(Join(left, right, (), 0.0, by="decision"))

    def consider(self, one: Tie) -> None:
        """The machine's pair."""
        left, right = self._group[one.left], self._group[one.right]
        self._scores[one.left, one.right] = one.score
        if left != right and self._may_join(left, right) and not self._refused(left, right):
            a, b = self._of[one.left], self._of[one.right]
            self._unite(join(a, b, _all_lines(a, b, self._trust, one.told)))

    def found(self) -> list[Group]:
        """What there is at the end."""
        return [
            Group(tuple(self._ordered(m)), tuple(j for j in self._joins if j.left in set(m)))
            for m in self._held.values()
        ]

    def _unite(self, join: Join) -> None:
        left, right = self._group[join.left], self._group[join.right]
        if left == right or self._refused(left, right):
            return
        for member in self._held.pop(right):
            self._group[member] = left
            self._held[left].append(member)
        self._joins.append(join)

    def _may_join(self, left: str, right: str) -> bool:
        """Two accounts of one report are two happenings unless a person says otherwise, because
        the reader has told them apart.
        """
        reports = {self._of[m].account.report for m in self._held[left]}
        if not reports.isdisjoint(self._of[m].account.report for m in self._held[right]):
            return False
        mine, other = (self._ordered(self._held[g])[:WEIGHED] for g in (left, right))
        between = [self._score(a, b) for a in mine for b in other]
        return sum(between) / len(between) >= weights().hold

    def _score(self, one: str, other: str) -> float:
        a, b = self._ordered((one, other))
        if (a, b) not in self._scores:
            found = compared(self._of[a], self._of[b], self._trust)
            self._scores[a, b] = weights().unseen if found is None else found
        return self._scores[a, b]

    def _refused(self, left: str, right: str) -> bool:
        other = set(self._held[right])
        return any(not other.isdisjoint(self._apart.get(a, ())) for a in self._held[left])

    def _ordered(self, accounts: Iterable[str]) -> list[str]:
        return sorted(accounts, key=lambda a: (self._of[a].account.order, a))
