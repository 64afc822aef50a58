"""Durations that are no counted quantity, in English: `an hour and a half`, `3 days and 4 hours`.

They tell how long, in seconds (a month is 30 days, a year 365). No claim takes them; one number
with one unit ("30 minutes") is a quantity of that unit already.
"""

from __future__ import annotations

from sacho.model.account import FoundValue
from sacho.model.values import Quantity
from sacho.read.languages.en.how_many.fractions import read_fraction
from sacho.read.languages.en.how_many.numerals import Piece, pieces, read_number

SECONDS = {
    "second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400,
    "night": 86400, "week": 604800, "fortnight": 1209600, "month": 2592000, "year": 31536000,
    "yr": 31536000, "decade": 315360000,
}  # fmt: skip
"""Units of time and their lengths."""

_ONE = ("a", "an", "another", "one")
_WHOLE = ("all", "whole", "entire")
_NOT_BEFORE = frozenset(
    ["once", "twice", "times", "time", "per", "percent", "%", "$", "miles", "one", "than"]
)
_NOT_AFTER = frozenset(
    ["ago", "later", "earlier", "before", "after", "from", "old", "since", "long", "-", "of", "to",
     "when", "that", "as", "in", "hence", "back"]
)  # fmt: skip


def parse_duration(words: str) -> Quantity | None:
    """How many seconds the words last; None where they tell no duration or more than one."""
    line = pieces(words.strip())
    read = _duration(line, 0) if line else None
    return Quantity(read[0], read[0], "second") if read and read[1] == len(line) else None


def find_durations(text: str, line: list[Piece]) -> list[FoundValue]:
    """The durations in the text, in order; each says the same read alone."""
    found: list[FoundValue] = []
    at = 0
    while at < len(line):
        read = _duration(line, at) if _may_begin(line, at) else None
        if read is None or _elsewhere(line, at, read[1]):
            at += 1
            continue
        start, end = line[at].start, line[read[1] - 1].end
        value = Quantity(read[0], read[0], "second")
        if parse_duration(text[start:end]) == value:
            found.append(FoundValue("time", value, text[start:end], ((start, end),)))
        at = read[1]
    return found


def _word(line: list[Piece], at: int) -> str:
    return line[at].word if 0 <= at < len(line) else ""


def _may_begin(line: list[Piece], at: int) -> bool:
    word = line[at].word
    if word in _ONE or word in _WHOLE or word == "half":
        before = _word(line, at - 1)
        return before not in _NOT_BEFORE and not before[:1].isdecimal()
    tight = (
        at > 0 and line[at - 1].end == line[at].start and line[at - 1].word not in ("(", "“", '"')
    )
    return not tight and read_number(line, at) is not None


def _elsewhere(line: list[Piece], start: int, end: int) -> bool:
    """ "An hour ago" is a moment, "a day of work" what was done, "five hours" a quantity."""
    return _word(line, end) in _NOT_AFTER and _word(line, start) not in _WHOLE


def _duration(line: list[Piece], at: int) -> tuple[float, int] | None:
    """Parts from the largest unit to the smallest, joined by nothing, "and" or a comma."""
    first = _part(line, at)
    if first is None:
        return None
    total, size, end = first
    while True:
        joined = end + (_word(line, end) == ",")
        joined += _word(line, joined) == "and"
        part = _part(line, joined)
        if part is None or part[1] >= size:
            return total, end
        total, size, end = total + part[0], part[1], part[2]


def _part(line: list[Piece], at: int) -> tuple[float, int, int] | None:
    """Seconds, the unit's length, and the piece after: "two hours", "an hour and a half"."""
    if _word(line, at) in _WHOLE:
        number, after = 1.0, at + 1
    elif _word(line, at) == "half" and _word(line, at + 1) in ("a", "an"):
        number, after = 0.5, at + 2
    else:
        read = read_fraction(line, at) or read_number(line, at)
        if read is None and _word(line, at) in _ONE:
            read = 1.0, at + 1
        if read is None or read[0] < 0:
            return None
        number, after = float(read[0]), read[1]
    size = SECONDS.get(_word(line, after).removesuffix("s"))
    if size is None or (_word(line, at) in _WHOLE and _word(line, after).endswith("s")):
        return None
    after += 1
    share, after = _share(line, after)
    return round((number + share) * size, 3), size, after


def _share(line: list[Piece], at: int) -> tuple[float, int]:
    """ "and a half", "and half", "and a quarter" behind the unit."""
    if _word(line, at) != "and":
        return 0.0, at
    here = at + 1 + (_word(line, at + 1) == "a")
    shares = {"half": 0.5, "quarter": 0.25}
    word = _word(line, here)
    return (shares[word], here + 1) if word in shares else (0.0, at)
