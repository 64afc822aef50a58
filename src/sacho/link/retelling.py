"""Whether two reports are one telling: copied, translated, or taken from one another.

Each answer comes with the reason that people see. A retelling of the same happening in words of
its own shares a date, a place and a count with another; a translation shares nearly every figure
and name, told in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sacho.link.figures import Figure
from sacho.link.shingles import Hashes, containment
from sacho.link.sounds import SHORTEST, beginnings, skeleton
from sacho.link.traces import Trace, weight
from sacho.link.words import folded, prior

CONTAINED = 0.5  # share of the shorter text's shingles that must stand in the longer
APART = 14  # days between publications of a translation and its original
LATER = 31  # days after which an outlet is taken to have reported something else
BITS = 12.0  # that a translation and its original must share
FIGURES = 0.5  # share of the figures' weight, of both together
NAMED = 0.25  # share of the names of the text in Latin letters that are heard in the other
BOTH = 1.0  # both shares together: where fewer names are heard, more figures must be the same
IN_ORDER = 0.6  # share of the pairs of figures that stand in the same order
CITED = 5.0  # bits that a report shares with the one it cites
CORRECTED = 6.0  # bits that a correction shares with what it corrects, a rare word being one
CLEARLY = 2.0  # bits by which it shares more with that than with any other report
OF_CITED = 0.6  # share of the citing report's own figures and places that the cited one tells

_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}")
_BEGINS = re.compile(r"(?:^|[.!?:]|\n)[\s\"'“‘(]*\Z")
_CALENDAR = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday",
})  # fmt: skip
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
    outlets = frozenset({a.publisher, b.publisher})
    return _one_telling(a, b, names_heard(latin, hangul, outlets))


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


def corrected(later: tuple[Trace, str], earlier: Iterable[tuple[Trace, str]]) -> str:
    """Of earlier reports the one that a correction by the same outlet corrects: that with which it
    has clearly most in common, figures, places and words; "" where there is none. A correction is
    no telling of its own.
    """
    (mine, words) = later
    rare = _rare(words)
    found = [
        (
            _weigh(mine, set(mine.figures) & set(one.figures), one) + len(rare & _rare(other)),
            one.order,
            one.report,
        )
        for one, other in earlier
        if one.publisher == mine.publisher
        and _near(mine, one, LATER)
        and (mine.published or 0) >= (one.published or 0)
        and not elsewhere(mine, one)
    ]
    found.sort()
    if not found or found[-1][0] < CORRECTED:
        return ""
    return found[-1][2] if len(found) == 1 or found[-1][0] - found[-2][0] >= CLEARLY else ""


def _rare(words: str) -> set[str]:
    """The words of a text that are not in the table of everyday words."""
    shares = prior().shares
    return {w for w in folded(words) if len(w) > 1 and w not in shares and not w.isdigit()}


def alike(a: Trace, b: Trace) -> tuple[float, float]:
    """The weight of figures and places in common, in bits, and their share of all of both."""
    shared = _weigh(a, set(a.figures) & set(b.figures), b)
    every = _weigh(a, set(a.figures), a) + _weigh(b, set(b.figures), b) - shared
    return shared, shared / every if every else 0.0


def _weigh(a: Trace, figures: set[Figure], b: Trace) -> float:
    places = set(a.places) & set(b.places)
    return sum(map(weight, figures)) + sum(_PLACE[p in a.fine] for p in places)


def names_heard(
    latin: str, hangul: str, outlets: frozenset[str] = frozenset()
) -> tuple[float, float]:  # fmt: skip
    """Names of the one text that are heard in the other: their weight, and share of the weight.

    A name of several words is heard as a whole, or else word by word. `outlets`, as they sound, are
    left out: a translator seldom names the outlet of the text.
    """
    heard = _beginnings(hangul)
    every = found = 0.0
    for name in _names(latin):
        if name.whole in outlets:
            continue
        words = sum(map(_bits, name.words))
        whole = _bits(name.whole)
        every += max(whole, words)
        if name.whole in heard:
            found += max(whole, words)
        else:
            found += sum(_bits(w) for w in name.words if w in heard)
    return found, found / every if every else 1.0


def _bits(heard: str) -> float:
    """What a name says that is heard in both: a short one is anybody's."""
    return 0.0 if len(heard) < SHORTEST else {3: 2.0, 4: 3.0}.get(len(heard), 4.0)


@lru_cache(maxsize=64)
def _beginnings(words: str) -> frozenset[str]:
    return frozenset(beginnings(words))


class Name(NamedTuple):
    """A name as it sounds, as a whole and word by word."""

    whole: str
    words: tuple[str, ...]


@lru_cache(maxsize=64)
def _names(words: str) -> tuple[Name, ...]:
    """The names of a text: capitalised words that stand together. Words that are also written small
    are none, nor is a single word that begins a sentence.
    """
    small = set(re.findall(r"\b[a-z]+\b", words))
    shares = prior().shares
    found: dict[str, Name] = {}
    for match in _CAPITALS.finditer(words):
        told = [w for w in match[0].split(" ") if not (w.isupper() and len(w) > 1)]
        plain = [w.casefold().removesuffix("'s").removesuffix("’s") for w in told]
        rare = [w not in small and w not in shares and w not in _CALENDAR for w in plain]
        first = rare.index(True) if True in rare else len(rare)
        kept = plain[first:]
        if not kept or (len(plain) == 1 and _BEGINS.search(words, 0, match.start())):
            continue
        name = Name(skeleton(" ".join(kept)), tuple(map(skeleton, kept)))
        if name.whole:
            found.setdefault(name.whole, name)
    return tuple(found.values())


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
