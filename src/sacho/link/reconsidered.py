"""Accounts that a person's values lead to, beside those that the reading led to.

A claim that was corrected, added or moved can tell of another place, day or number than the words
were read to tell. Its account is then found by that too, and by nothing less than before. Two
accounts are compared where they share a key that one of them holds by a person's values; of a key
that many held by then, as of one that many accounts came to hold before the later of the two,
nothing follows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from sacho.link.blocking import CROWD, Index, Key, OneTelling, keys
from sacho.link.profile import Profile
from sacho.link.words import Rarity

WIDE = 60
"""Accounts beyond which a kind and its days are passed over: they say less than a place does."""


def more_keys(one: Profile, read: Profile | None, known: Rarity) -> list[Key]:
    """The keys of an account that it has not by its reading; all where no reading tells it."""
    before = set() if read is None else set(keys(read, known))
    return [key for key in keys(one, known) if key not in before]


def crowd(key: Key) -> int:
    """How many may hold a key before it tells nothing."""
    return WIDE if len(key) == 2 and key[0] != "word" else CROWD


def more_pairs(
    index: Index, changed: Sequence[Profile], standing: Mapping[str, Profile], told: OneTelling
) -> Iterator[tuple[Profile, Profile]]:
    """Pairs that the changed accounts are in, the earlier first, some of them twice.

    `index` holds all accounts as they were read, `standing` all as they stand.
    """
    holding: dict[Key, list[Profile]] = {}
    for one in changed:
        for key in more_keys(one, index.profiles.get(one.id), index.known):
            holding.setdefault(key, []).append(one)
    for key, ones in holding.items():
        read = [standing[id_] for id_ in index.holders(key)]
        places = [_place(p) for p in read]
        for one in ones:
            for other in (*read, *ones):
                first, last = sorted((one, other), key=_place)
                if bisect_left(places, _place(last)) <= crowd(key) and _two(first, last):
                    yield first, last
    yield from _untold(index, changed, standing, told)


def _untold(
    index: Index, changed: Sequence[Profile], standing: Mapping[str, Profile], told: OneTelling
) -> Iterator[tuple[Profile, Profile]]:
    """What no reading tells, with the accounts of the reports that are one telling with its own."""
    alone = [one for one in changed if one.id not in index.profiles]
    of: dict[str, list[Profile]] = {}
    for other in standing.values() if alone else ():
        of.setdefault(other.account.report, []).append(other)
    for one in alone:
        for report in told.get(one.account.report, ()):
            for other in of.get(report, ()):
                first, last = sorted((one, other), key=_place)
                yield first, last


def _place(one: Profile) -> tuple[tuple[int, int], str]:
    return one.account.order, one.id


def _two(one: Profile, other: Profile) -> bool:
    return one.account.report != other.account.report
