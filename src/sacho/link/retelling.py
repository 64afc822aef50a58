"""Whether two reports are one telling: copied, translated, or taken from one another.

Each answer comes with the reason that people see. A retelling of the same happening in words of
its own shares a date, a place and a count with another; a translation shares nearly every figure
and name, told in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sacho.link.figures import Figure
from sacho.link.shingles import Hashes, containment
from sacho.link.sounds import SHORTEST, beginnings, skeleton
from sacho.link.traces import Trace, weight
from sacho.link.words import prior

CONTAINED = 0.5  # share of the shorter text's shingles that must stand in the longer
APART = 14  # days between publications of a translation and its original
LATER = 31  # days after which an outlet is taken to have reported something else
BITS = 12.0  # that a translation and its original must share
FIGURES = 0.5  # share of the figures' weight, of both together
NAMED = 0.25  # share of the names of the text in Latin letters that are heard in the other
BOTH = 1.0  # both shares together: where fewer names are heard, more figures must be the same
IN_ORDER = 0.6  # share of the pairs of figures that stand in the same order
CITED = 5.0  # bits that a report shares with the one it cites
OF_CITED = 0.6  # share of the citing report's own figures and places that the cited one tells

_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*[a-z][\w’'-]*")
_PLACE = {True: 4.0, False: 1.0}


def copied(left: Hashes, right: Hashes) -> str:
    """The reason why one text is a copy of the other, edited or cut; "" where it is not."""
    share = containment(left, right)
    return f"{share:.0%} of the shorter text stands in the other" if share >= CONTAINED else ""


def elsewhere(a: Trace, b: Trace) -> bool:
    """Two entries of one form ("a militia executed two farmers in …") that name no town in common
    tell of two happenings, however alike their words are.
    """
    return bool(a.fine and b.fine) and not a.fine & b.fine


def may_retell(a: Trace, b: Trace) -> bool:
    """Whether two reports could be text and translation, or one taken from the other, at all."""
    cited = a.cites == b.publisher if a.cites else False
    return cited or (b.cites != "" and b.cites == a.publisher) or (
        a.script != b.script and alike(a, b)[1] >= FIGURES
    )  # fmt: skip


def translated(left: tuple[Trace, str], right: tuple[Trace, str]) -> str:
    """The reason why two texts of two alphabets are a text and its translation; else ""."""
    (a, words), (b, other) = left, right
    if a.script == b.script or not _near(a, b, APART):
        return ""
    latin, hangul = (words, other) if a.script == "latin" else (other, words)
    return _one_telling(a, b, names_heard(latin, hangul))


def _one_telling(a: Trace, b: Trace, heard: tuple[float, float]) -> str:
    shared, share = alike(a, b)
    bits, named = heard
    if shared + bits < BITS or share < FIGURES or named < NAMED or share + named < BOTH:
        return ""
    if in_order(a.figures, b.figures) < IN_ORDER:
        return ""
    return (
        f"translation: {share:.0%} of the figures and places and {named:.0%} of the names "
        "are the same, in the same order"
    )


def taken_from(later: Trace, earlier: Trace) -> str:
    """The reason why one report tells only what the other's outlet told; else ""."""
    for citing, cited in ((later, earlier), (earlier, later)):
        if not citing.cites or citing.cites != cited.publisher:
            continue
        if not _near(citing, cited, LATER) or (citing.published or 0) < (cited.published or 0) - 1:
            continue
        shared = _weigh(citing, set(citing.figures) & set(cited.figures), cited)
        if shared >= CITED and shared >= OF_CITED * _weigh(citing, set(citing.figures), citing):
            return "all that it tells, it tells after the outlet of the other"
    return ""


def alike(a: Trace, b: Trace) -> tuple[float, float]:
    """The weight of figures and places in common, in bits, and their share of all of both."""
    shared = _weigh(a, set(a.figures) & set(b.figures), b)
    every = _weigh(a, set(a.figures), a) + _weigh(b, set(b.figures), b) - shared
    return shared, shared / every if every else 0.0


def _weigh(a: Trace, figures: set[Figure], b: Trace) -> float:
    places = set(a.places) & set(b.places)
    return sum(map(weight, figures)) + sum(_PLACE[p in a.fine] for p in places)


def names_heard(latin: str, hangul: str) -> tuple[float, float]:
    """Names of the one text that are heard in the other: their weight, and share of the weight."""
    wanted = _names(latin)
    heard = _beginnings(hangul)
    every = sum(wanted.values())
    found = sum(bits for name, bits in wanted.items() if name in heard)
    return found, found / every if every else 1.0


@lru_cache(maxsize=64)
def _beginnings(words: str) -> frozenset[str]:
    return frozenset(beginnings(words))


@lru_cache(maxsize=64)
def _names(words: str) -> dict[str, float]:
    """The names of a text as they sound; words that are also written small are no names."""
    small = set(re.findall(r"\b[a-z]+\b", words))
    shares = prior().shares
    found: dict[str, float] = {}
    for name in dict.fromkeys(_CAPITAL.findall(words)):
        plain = name.casefold().removesuffix("'s").removesuffix("’s")
        heard = skeleton(plain)
        if len(heard) >= SHORTEST and plain not in small and plain not in shares:
            found[heard] = {3: 2.0, 4: 3.0}.get(len(heard), 4.0)
    return found


def in_order(left: Sequence[Figure], right: Sequence[Figure]) -> float:
    """The share of pairs of common figures that stand in the same order; 1 of fewer than three."""
    at = {figure: n for n, figure in enumerate(right)}
    common = [at[f] for f in left if f in at]
    if len(common) < 3:
        return 1.0
    pairs = [(x, y) for n, x in enumerate(common) for y in common[n + 1 :]]
    return sum(x < y for x, y in pairs) / len(pairs)


def _near(a: Trace, b: Trace, days: int) -> bool:
    return a.published is None or b.published is None or abs(a.published - b.published) <= days
