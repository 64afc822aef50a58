"""English amounts of time: "three", "a few", "the first two weeks of", and what only approximates."""

from __future__ import annotations

from sacho.read.languages.en.when.line import Line, Piece, small_number
from sacho.read.languages.en.when.words import APPROXIMATE, UNITS


def skip_approximate(line: Line, i: int) -> int:
    """Past "around", "about" and the like, which widen nothing."""
    if line.word(i) == "about" and line.word(i - 1) in ("how", "what"):
        return i
    return i + 1 if line.word(i) in APPROXIMATE else i


def amount(line: Line, i: int) -> tuple[int, int, int] | None:
    """ "three", "a", "a few", "several", "a couple of": where it ended, low, high."""
    word, after = line.word(i), line.word(i + 1)
    if word == "a" and after in ("few", "couple", "dozen", "half"):
        low, high = {"few": (2, 9), "couple": (2, 3), "dozen": (12, 12), "half": (0, 0)}[after]
        if after == "half":
            return None
        return i + 3 if line.word(i + 2) == "of" else i + 2, low, high
    if word in ("a", "an", "one"):
        return i + 1, 1, 1
    if word == "couple":
        return i + 1, 2, 3
    if word in ("several", "some"):
        return i + 1, 2, 9
    if word == "few":
        return i + 1, 2, 9
    found = small_number(line, i)
    if found is None or found[1] == 0:
        return None
    j, low = found
    if line.word(j) in ("or", "to", "-"):
        second = small_number(line, j + 1)
        if second is not None and second[1] > low:
            return second[0], low, second[1]
    return j, low, low


def first_units(line: Line, i: int) -> Piece | None:
    """ "the first three months", "the last two weeks" of a longer time."""
    j = i + 1 if line.word(i) == "the" else i
    sign = {"first": 1, "last": -1, "final": -1}.get(line.word(j))
    many = small_number(line, j + 1) if sign is not None else None
    if sign is None or many is None or not many[1]:
        return None
    unit = UNITS.get(line.word(many[0]))
    if unit not in ("day", "week", "month", "year") or line.word(many[0] + 1) != "of":
        return None
    return Piece(many[0] + 2, "units", {"count": sign * many[1], "count_unit": unit})
