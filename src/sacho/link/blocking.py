"""Which accounts are compared at all: those that came in before and share a key with one.

An account is found by any of its keys: its kind and days, where and when, its rarest words, its
numbers and when. Keys that too many accounts share tell nothing and are passed over, so that a
question costs the same however many accounts there are; in a small project none is passed over.
An account is compared with earlier ones only: what comes in later changes none of its answers.

Accounts are found as they were read, so that no decision changes which others are compared;
`reconsidered` adds what a person's values are found by.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Protocol

import numpy as np

from sacho.link.compare import FAMILIES
from sacho.link.profile import Profile
from sacho.link.words import Rarity

WINDOW = 16  # days in a wide block
FINE = 2  # days in a narrow one
WIDEST = 400  # days; a longer period enters the block of "any time" instead
BEFORE = 31  # days before publication in which an undated happening is looked for
RARE = 16  # words by which an account is found
UNKNOWN = 8  # words not known to stand in two reports by which it is found as well
CROWD = 400  # accounts beyond which a key is passed over
MOST = 60  # accounts compared with one, those that share most keys first
ANY = -1

Key = tuple[str | int, ...]
OneTelling = Mapping[str, Sequence[str]]
"""The reports that each report is one telling with."""


class Earlier(Protocol):
    """The accounts that came in before, asked by their keys."""

    def holding(self, asked: Sequence[Key]) -> list[tuple[int, str]]:
        """How many of the keys each account has; at most `MOST`, those with most keys first and
        the earlier of equals. Keys with more than `CROWD` holders are passed over.
        """
        ...

    def profile(self, account: str) -> Profile:
        """One of those named."""
        ...

    def keys(self, one: Profile) -> list[Key]:
        """All keys by which an account is found."""
        ...


class Growing(Earlier, Protocol):
    """Earlier accounts to which more are added."""

    def add(self, group: Sequence[Profile], met: Mapping[str, Sequence[str]]) -> None:
        """Make the accounts of one report findable; `met` are the candidates that each had."""
        ...

    def accounts(self, report: str) -> list[Profile]:
        """The accounts of an earlier report, in order."""
        ...


class Index:
    """All accounts by their keys, in memory; each account by its place in the order of coming."""

    def __init__(self, known: Rarity, profiles: Iterable[Profile] = ()) -> None:
        self.known = known
        self.profiles: dict[str, Profile] = {}
        self.met: dict[str, tuple[str, ...]] = {}
        self._names: list[str] = []
        self._of: dict[str, list[Profile]] = {}
        self._holders: dict[Key, array[int]] = {}
        self._asked: dict[str, list[Key]] = {}
        for one in profiles:
            self.add([one], {})

    def keys(self, one: Profile) -> list[Key]:
        """See `Earlier`. Kept until the account is added, for each is asked for twice."""
        if one.id not in self._asked:
            self._asked[one.id] = keys(one, self.known)
        return self._asked[one.id]

    def add(self, group: Sequence[Profile], met: Mapping[str, Sequence[str]]) -> None:
        """See `Growing`. Whether a key is crowded is asked once for a whole report."""
        free = [[held for k in self.keys(one) if len(held := self._held(k)) <= CROWD]
                for one in group]  # fmt: skip
        self._asked.clear()
        for one, holders in zip(group, free, strict=True):
            self.profiles[one.id] = one
            self._of.setdefault(one.account.report, []).append(one)
            self.met[one.id] = tuple(met.get(one.id, ()))
            for held in holders:
                held.append(len(self._names))
            self._names.append(one.id)

    def _held(self, key: Key) -> array[int]:
        return self._holders.setdefault(key, array("l"))

    def holding(self, asked: Sequence[Key]) -> list[tuple[int, str]]:
        """See `Earlier`."""
        lists = [held for k in asked if (held := self._holders.get(k)) and len(held) <= CROWD]
        if not lists:
            return []
        every = np.concatenate([np.frombuffer(held, np.dtype("l")) for held in lists])
        places, times = np.unique(every, return_counts=True)
        likeliest = np.lexsort((places, -times))[:MOST]
        return [(int(times[n]), self._names[places[n]]) for n in likeliest]

    def holders(self, key: Key) -> list[str]:
        """The accounts that hold a key, in order; of a crowded one the first."""
        return [self._names[n] for n in self._holders.get(key, ())]

    def held(self) -> Iterator[tuple[Key, list[str]]]:
        """Every key with its holders."""
        return ((key, self.holders(key)) for key in self._holders)

    def profile(self, account: str) -> Profile:
        """See `Earlier`."""
        return self.profiles[account]

    def accounts(self, report: str) -> list[Profile]:
        """See `Growing`."""
        return self._of.get(report, [])

    def candidates(self, one: Profile) -> list[Profile]:
        """Accounts of other reports worth comparing with one, likeliest first."""
        return candidates(one, self)


def candidates(one: Profile, earlier: Earlier) -> list[Profile]:
    """Accounts of other reports worth comparing with one, likeliest first, `MOST` at most."""
    found = (earlier.profile(id_) for _, id_ in earlier.holding(earlier.keys(one)))
    return [p for p in found if p.account.report != one.account.report]


def pairs(
    profiles: Iterable[Profile], index: Growing, one_telling: OneTelling
) -> Iterator[tuple[Profile, Profile, bool]]:
    """Pairs worth comparing, the earlier recorded first, and whether their reports are one telling;
    never two of one report.

    The accounts of a report are looked for together, before they can be found, and put in `index`.
    """
    ordered = sorted(profiles, key=lambda p: (p.account.order, p.id))
    for report, told in groupby(ordered, key=lambda p: p.account.report):
        group = list(told)
        same = [a for r in one_telling.get(report, ()) for a in index.accounts(r)]
        of_same = {p.id for p in same}
        met: dict[str, list[str]] = {}
        for one in group:
            found = candidates(one, index)
            met[one.id] = [p.id for p in found]
            yield from ((other, one, True) for other in same)
            yield from ((other, one, False) for other in found if other.id not in of_same)
        index.add(group, met)


def one_telling(found: Iterable[tuple[str, str, str]]) -> dict[str, list[str]]:
    """The reports that each report is one telling with, of (earlier, later, why)."""
    told: dict[str, list[str]] = {}
    for earlier, later, _ in found:
        told.setdefault(later, []).append(earlier)
        told.setdefault(earlier, []).append(later)
    return told


def keys(one: Profile, known: Rarity) -> list[Key]:
    """All keys by which an account is found, each once."""
    families: list[str | int] = [i for i, f in enumerate(FAMILIES) if one.kind in f] or [one.kind]
    spans = _spans(one)
    found: list[Key] = []
    wide = _blocks(spans, WINDOW)
    found += [(f, block) for f in families for block in wide]
    narrow = _blocks(spans, FINE) if len(wide) <= 6 else wide
    cells = {c for place, _ in one.places for c in _cells(place.latitude, place.longitude)}
    found += [("at", *cell, block) for cell in cells for block in narrow]
    for field in ("killed", "injured"):
        low = max((count.low for count, _ in one.counts.get(field, ())), default=0)
        if low > 1:
            found += [(field, low, block) for block in narrow]
    rare = sorted(one.words.vector, key=lambda w: (-known.bits(w), w))
    found += [("word", word) for word in [w for w in rare if known.seen.get(w, 0) > 1][:RARE]]
    found += [("word", word) for word in [w for w in rare if known.seen.get(w, 0) < 2][:UNKNOWN]]
    return list(dict.fromkeys(found))


def _cells(latitude: float | None, longitude: float | None) -> list[tuple[int, int]]:
    """The degree in which a place lies, and the neighbours that it may have come from."""
    if latitude is None or longitude is None:
        return []
    return [
        (int((latitude + dy) // 1), int((longitude + dx) // 1))
        for dy in (0, 0.5)
        for dx in (0, 0.5)
    ]


def _spans(one: Profile) -> list[tuple[int, int]]:
    spans = [(d.first, d.last) for d in one.periods if d.last - d.first <= WIDEST]
    if not spans and not one.periods and one.published is not None:
        spans.append((one.published - BEFORE, one.published))
    return spans


def _blocks(spans: list[tuple[int, int]], width: int) -> list[int]:
    """The blocks that the spans touch, with a neighbour on each side; `ANY` where none is told."""
    found = {b for first, last in spans for b in range(first // width - 1, last // width + 2)}
    return sorted(found) or [ANY]
