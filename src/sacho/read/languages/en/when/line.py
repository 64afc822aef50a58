"""The lexemes of an English text in a line, and the numbers and names of months in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sacho.read.languages.en.when.words import (
    MONTHS,
    NOTHING,
    NUMBERS,
    ORDINALS,
    SAFE_AFTER,
    TENS,
    Lexeme,
)

Slots = dict[str, Any]


class Piece(NamedTuple):
    """Where it ended, its kind, and the parts of a date that it says."""

    end: int
    kind: str
    slots: Slots


PADDING = 24  # no piece looks further than this beyond its end or before its start


class Line:
    """The lexemes of a text, with the names in it by the lexeme they begin at.

    `alone`: the words were chosen already, so that nothing around them can speak against them.
    `points` keeps what was read already.
    """

    def __init__(
        self, lexemes: list[Lexeme], names: Mapping[int, tuple[int, Slots]], alone: bool
    ) -> None:
        """The lexemes are padded: before the first and after the last stands nothing."""
        self.count = len(lexemes)
        self.lexemes = lexemes + [NOTHING] * PADDING
        self.words = [one.word for one in self.lexemes]
        self.names = names
        self.alone = alone
        self.points: dict[int, Any] = {}

    def at(self, i: int) -> Lexeme:
        """The lexeme, or one of no kind beyond the ends."""
        return self.lexemes[i]

    def word(self, i: int) -> str:
        """Its lower-case spelling, "" beyond the ends."""
        return self.words[i]


Reader = Callable[[Line, int], Piece | None]


def small_number(line: Line, i: int) -> tuple[int, int] | None:
    """A count in figures or words ("twenty-one"): where it ended and its value."""
    one = line.at(i)
    if one.kind == "num" and len(one.word) <= 4:
        return i + 1, int(one.word)
    if one.word in TENS:
        j = i + 2 if line.word(i + 1) == "-" else i + 1
        ones = NUMBERS.get(line.word(j), 0)
        if 0 < ones < 10:
            return j + 1, TENS[one.word] + ones
    if one.word in NUMBERS:
        return i + 1, NUMBERS[one.word]
    return None


def ordinal(line: Line, i: int) -> tuple[int, int] | None:
    """An ordinal in figures or words: where it ended and its value."""
    one = line.at(i)
    if one.kind == "ord":
        return i + 1, int(one.word[:-2])
    if one.word in ORDINALS:
        return i + 1, ORDINALS[one.word]
    if one.word in TENS:
        j = i + 2 if line.word(i + 1) == "-" else i + 1
        ones = ORDINALS.get(line.word(j), 0)
        if 0 < ones < 10:
            return j + 1, TENS[one.word] + ones
    return None


def month_name(line: Line, i: int) -> tuple[int, int] | None:
    """A month's name or abbreviation, with the dot where more of the date follows."""
    one = line.at(i)
    month = MONTHS.get(one.word)
    if month is None:
        return None
    dotted = line.word(i + 1) == "." and len(one.word) <= 4 and one.word != "may"
    if dotted and (line.at(i + 2).kind in ("num", "ord") or line.word(i + 2) in (",", "-", "–")):
        return i + 2, month
    return i + 1, month


def day_number(line: Line, i: int) -> tuple[int, int] | None:
    """A day in figures ("7", "07") or as an ordinal in figures or words."""
    found = ordinal(line, i)
    if found is not None:
        return found
    one = line.at(i)
    if one.kind == "num" and len(one.word) <= 2:
        return i + 1, int(one.word)
    return None


def day_in_words(line: Line, i: int) -> tuple[int, int] | None:
    """A day as a plain number in words ("twenty-five")."""
    found = small_number(line, i) if line.at(i).kind == "word" else None
    return found if found is not None and found[1] <= 31 else None


_TO = frozenset(("-", "–", "—", "~", "to", "through", "until", "till"))


def day_range(line: Line, i: int) -> tuple[int, int] | None:
    """What follows a day to make it a range: "-5", "to 12", "and 8"."""
    joint = line.word(i)
    if joint not in _TO and joint != "and":
        return None
    j = i + 2 if line.word(i + 1) == "the" else i + 1
    found = day_number(line, j)
    if found is None:
        return None
    after = line.at(found[0])
    if after.word in ("-", "/", ":", "–") or after.kind == "ampm" or after.word in ("am", "pm"):
        return None
    if joint == "and" and line.at(j).kind == "num" and after.kind == "word":
        safe = after.word in SAFE_AFTER or after.word in MONTHS or after.word == "of"
        return found if safe else None
    return found
