"""What comes out when two values of a field are compared. Intervals are compared, never points.

Less precision widens an interval and weakens the evidence instead of forcing a guess. An outcome
is a name; `weights.toml` says what it weighs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from rapidfuzz import fuzz

from sacho.link.profile import Days
from sacho.link.sounds import SHORTEST, beginnings, skeleton
from sacho.link.words import prior
from sacho.model.distance import kilometres
from sacho.model.values import Count, Party, Place, exclude

Outcome = tuple[str, str]  # its name, and a note for people

WIDTHS = ((1, "same day"), (3, "within 3 days"), (10, "within 10 days"), (40, "within 40 days"),
          (400, "within a year"))  # fmt: skip
GAPS = ((3, "2-3 days apart"), (10, "4-10 days apart"), (31, "11-31 days apart"))
PUBLISHED = ((1, "0-1 days apart"), (7, "2-7 days apart"), (31, "8-31 days apart"),
             (365, "32-365 days apart"))  # fmt: skip
LIKENESS = (0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.22, 0.26, 0.32, 0.4, 0.6)
NAMED = (6, 10, 16, 24, 36, 60)
NEAR = 40  # km beyond both radii
FAR = 200
FINE = ("point", "settlement", "admin2")


def of_periods(a: Days, b: Days) -> Outcome:
    """Overlap by the width of the wider, or the gap between them in days."""
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap > 1:
        return _named(gap, GAPS, "over a month apart"), f"{gap} days apart"
    if gap == 1:
        return "one day apart", "one day apart, as tellings often are"
    width = max(a.last - a.first, b.last - b.first) + 1
    outcome = _named(width, WIDTHS, "within years")
    return outcome, "the same day" if width == 1 else f"overlap within {width} days"


def of_publication(a: int, b: int) -> Outcome:
    """How many days lie between the reports, where one does not say when it happened."""
    gap = abs(a - b)
    note = f"published {gap} days apart; at least one does not say when it happened"
    return _named(gap, PUBLISHED, "over a year apart"), note


def _named(value: int, steps: tuple[tuple[int, str], ...], beyond: str) -> str:
    return next((name for most, name in steps if value <= most), beyond)


def of_places(a: Place, b: Place) -> Outcome:
    """The same row of the gazetteer, else the distance beyond both radii, else the name."""
    coarse = a if FINE.count(a.level) < FINE.count(b.level) else b
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return f"same {coarse.level}", "the same place"
    distance = kilometres(a, b)
    if distance is None:
        alike = fuzz.ratio(a.name.casefold(), b.name.casefold()) > 90
        return ("same name", "the same name") if alike else ("unmapped", "a place not on the map")
    reach = (a.radius_km or 0) + (b.radius_km or 0)
    if distance <= reach + 5:
        fine = "fine" if coarse.level in FINE else "coarse"
        return f"within {fine} radii", f"{distance:.0f} km apart, within their radii"
    if distance <= reach + NEAR:
        return "near", f"{distance:.0f} km apart"
    outcome = "apart" if distance <= reach + FAR else "far apart"
    return outcome, f"{distance:.0f} km apart, beyond their radii ({reach:.0f} km)"


def of_counts(a: Count, b: Count) -> Outcome:
    """The same number (the larger the rarer), ranges that meet, near or different numbers."""
    if a == b:
        step = "1" if a.low <= 1 else "2" if a.low == 2 else "3-5" if a.low <= 5 else "over 5"
        return f"same {step}", "the same number"
    if not exclude(a, b):
        return "overlap", "ranges that overlap"
    ratio = min(a.low, b.low) / max(a.low, b.low, 1)
    return ("near", "near numbers") if ratio >= 0.6 else ("different", "different numbers")


def of_parties(a: Party, b: Party) -> Outcome:
    """A name in common, names that sound alike, words alike, else what is known to differ."""
    mine, other = proper(a), proper(b)
    if mine & other:
        return "same name", "a name in common"
    heard = sounds(a.name, *a.variants) & sounds(b.name, *b.variants)
    if heard and (mine or other):
        return "same in sound", f"{a.name} and {b.name} sound alike ({max(heard, key=_length)})"
    if fuzz.token_set_ratio(a.name.casefold(), b.name.casefold()) >= 85:
        return "alike", "named alike"
    if mine and other:
        return "other name", "other names"
    if a.age and b.age:
        return ("same age", "of one age") if a.age == b.age else ("other age", "of other ages")
    if "unknown" not in (a.status, b.status) and a.status != b.status:
        return "other status", f"{a.status} against {b.status}"
    return "unlike", "named differently"


def proper(party: Party) -> frozenset[str]:
    """The words of a name that belong to one person or body: capitalised and not everyday."""
    shares = prior().shares
    found = (w for name in (party.name, *party.variants) for w in _CAPITAL.findall(name))
    return frozenset(w.casefold() for w in found if w.casefold() not in shares)


def _length(heard: str) -> tuple[int, str]:
    return len(heard), heard


@lru_cache(maxsize=65536)
def sounds(*names: str) -> frozenset[str]:
    """How a person's or a body's names sound, in either alphabet and however they are romanised: of
    Latin letters the capitalised words together, of Hangul each word without what follows it.
    """
    found: set[str] = set()
    for name in names:
        found |= beginnings(name)
        capitals = _CAPITALS.findall(name)
        heard = skeleton(" ".join(capitals))
        if len(heard) >= (SHORTEST if len(capitals) > 1 else SHORTEST + 1):
            found.add(heard)
    return frozenset(found)


_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]{2,}")


def of_words(likeness: float) -> str:
    """The step of likeness between two accounts' words."""
    return str(bisect_right(LIKENESS, likeness))


def of_names(bits: float) -> str:
    """The step of rarity that the names in common sum to."""
    return str(bisect_right(NAMED, bits))
