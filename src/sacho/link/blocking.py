"""Which accounts are compared at all: an index of all accounts, asked for those like one.

An account is found by any of its keys: its kind and days, where and when, its rarest words, its
numbers and when. Keys that too many accounts share tell nothing and are passed over, so that a
question costs the same however many accounts there are; in a small project none is passed over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sacho.link.compare import FAMILIES
from sacho.link.profile import Profile
from sacho.link.words import Rarity

WINDOW = 16  # days in a wide block
FINE = 2  # days in a narrow one
WIDEST = 400  # days; a longer period enters the block of "any time" instead
BEFORE = 31  # days before publication in which an undated happening is looked for
RARE = 16  # words by which an account is found
CROWD = 400  # accounts beyond which a key is passed over
MOST = 120  # accounts compared with one, those that share most keys first
ANY = -1

Key = tuple[str | int, ...]


class Index:
    """All accounts by their keys. The same accounts in any order give the same answers."""

    def __init__(self, known: Rarity, profiles: Iterable[Profile] = ()) -> None:
        self.known = known
        self.profiles: dict[str, Profile] = {}
        self._holders: dict[Key, list[str]] = defaultdict(list)
        for one in profiles:
            self.add(one)

    def add(self, one: Profile) -> None:
        """Make one more account findable."""
        self.profiles[one.id] = one
        for key in keys(one, self.known):
            self._holders[key].append(one.id)

    def candidates(self, one: Profile) -> list[Profile]:
        """Accounts of other reports worth comparing with one, likeliest first, `MOST` at most."""
        met: Counter[str] = Counter()
        report = one.account.report
        for key in keys(one, self.known):
            holders = self._holders.get(key, ())
            if len(holders) <= CROWD:
                met.update(holders)
        found = [
            (-n, p.account.order, id_)
            for id_, n in met.items()
            if (p := self.profiles[id_]).account.report != report
        ]
        found.sort()
        return [self.profiles[id_] for _, _, id_ in found[:MOST]]


def pairs(index: Index) -> Iterator[tuple[Profile, Profile]]:
    """Pairs worth comparing, each once, the earlier recorded first. Never two of one report."""
    seen: set[tuple[str, str]] = set()
    for one in sorted(index.profiles.values(), key=lambda p: (p.account.order, p.id)):
        for other in index.candidates(one):
            first, second = sorted((one, other), key=lambda p: (p.account.order, p.id))
            if (first.id, second.id) not in seen:
                seen.add((first.id, second.id))
                yield first, second


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
    common = [w for w in rare if known.seen.get(w, 0) > 1][:RARE]
    found += [("word", word) for word in common or rare[:RARE]]
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
