"""English numerals: `one hundred and twenty`, `1,200`, `2.5 million`, `half a dozen`."""

from __future__ import annotations

import re

import msgspec

from sacho.read.counts import grouped_digits, table

_WORDS = table("counts_en")
_UNITS: dict[str, int] = _WORDS["units"]
_TENS: dict[str, int] = _WORDS["tens"]
_MAGNITUDES: dict[str, int] = _WORDS["magnitudes"]
_SHORT: dict[str, int] = _WORDS["short_magnitudes"]
_COLLECTIVE: dict[str, int] = _WORDS["collective_numbers"]
_DOZENS = ("dozen", "dz", "doz")
_ORDINALS: dict[str, int] = _WORDS["ordinals"]

_PIECE = re.compile(
    r"\d{1,3}(?:[\u00a0\u202f]\d{3}){1,9}(?!\d)|\d{1,3}(?: \d{3}){2,9}(?! ?\d)|"
    r"\d{1,2}(?:,\d{2}){1,9},\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){1,9},\d+(?!\d)|"
    r"\d{1,40}(?:,\d{3}){1,9}(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?|\.\d+|us\$|km/h|u\.s\.|"
    r"[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_",
    re.IGNORECASE,
)


class Piece(msgspec.Struct, frozen=True):
    """A word, number or sign: `word` is in lower case, `raw` as written."""

    word: str
    raw: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The text in words, numbers and signs."""
    return [Piece(_plain(m[0].lower()), m[0], m.start(), m.end()) for m in _PIECE.finditer(text)]


def _plain(word: str) -> str:
    """Digits grouped otherwise (`1 414 021`, `12,34,567`, `1.111,5`) grouped as in English."""
    if not word[0].isdecimal():
        return word
    if "," in word and "." in word and word.rindex(".") < word.index(","):
        return word.replace(".", "").replace(",", ".")
    if re.search(r"\s|^\d{1,2}(?:,\d{2})+,\d{3}(?:\.|$)", word):
        return re.sub(r"[\s,]", "", word)
    return word


class _Sum:
    """A number word by word. `take` says whether the word still belongs to it."""

    def __init__(self) -> None:
        self.total = 0.0
        self.part: float | None = None  # what stands before the next magnitude
        self.last_magnitude = float("inf")

    def take(self, word: str) -> bool:
        if word in _UNITS:
            return self._small(_UNITS[word], 10 if _UNITS[word] < 10 else 100)
        if word in _TENS:
            return self._small(_TENS[word], 100)
        if word == "hundred" and self.part is not None and 0 < self.part < 100:
            self.part *= 100
            return True
        size = _MAGNITUDES.get(word, 0)
        if size > 100 and self.part is not None and size < self.last_magnitude:
            self.total += self.part * size
            self.part, self.last_magnitude = None, size
            return True
        return False

    def _small(self, value: int, step: int) -> bool:
        if self.part is None:
            self.part = value
            return True
        if self.part and value and self.part % step == 0 and self.part % 100 not in range(10, 20):
            self.part += value
            return True
        return False

    @property
    def value(self) -> float:
        return self.total + (self.part or 0)


def is_number_word(word: str) -> bool:
    """Whether the word can stand in a number in words."""
    return word in _UNITS or word in _TENS or word in _MAGNITUDES


def read_number(line: list[Piece], at: int) -> tuple[float, int] | None:
    """The number that begins at piece `at`, and the piece after it."""
    if at >= len(line):
        return None
    return _digits(line, at) or _half(line, at) or _in_words(line, at)


def _word(line: list[Piece], at: int) -> str:
    return line[at].word if 0 <= at < len(line) else ""


def _joined(line: list[Piece], at: int) -> bool:
    """Whether piece `at` is written against the one before."""
    return 0 < at < len(line) and line[at].start == line[at - 1].end


def _digits(line: list[Piece], at: int) -> tuple[float, int] | None:
    word = line[at].word
    if not (word[0].isdecimal() or (word[0] == "." and len(word) > 1)):
        return None
    number = grouped_digits("0" + word if word[0] == "." else word)
    if number is None:
        return None
    after = at + 1
    follow = _word(line, after)
    while follow in _MAGNITUDES or (follow in _SHORT and not _short_is_unit(line, after)):
        number *= _MAGNITUDES.get(follow) or _SHORT[follow]
        after += 1
        follow = _word(line, after)
    number, after = _digits_go_on(line, number, after)
    follow = _word(line, after)
    if follow.removesuffix("s") in _DOZENS:
        number, after = number * 12, after + 1
    return (round(number, 6) if number != int(number) else int(number)), after


def _digits_go_on(line: list[Piece], number: float, after: int) -> tuple[float, int]:
    """`3 hundred and 21`, `4 thousand 3 hundred`: digits after a step, smaller than the step."""
    while (step := _MAGNITUDES.get(_word(line, after - 1))) is not None:
        start = after + (_word(line, after) == "and")
        more = _digits(line, start) if start < len(line) and line[start].word.isdecimal() else None
        if more is None or more[0] >= step or more[0] == 0:
            more = _in_words(line, start) if start > after else None
        if more is None or more[0] >= step:
            break
        number, after = number + more[0], more[1]
    return number, after


def _short_is_unit(line: list[Piece], at: int) -> bool:
    """`5 m` may be metres and `5 b` anything: one letter counts only against the digits."""
    return len(line[at].word) == 1 and not _joined(line, at)


def _half(line: list[Piece], at: int) -> tuple[float, int] | None:
    """`half a dozen`, `half a million`, `half million`, `a half-dozen`."""
    after = at
    if _word(line, after) in ("a", "an") and _word(line, after + 1) == "half":
        after += 1
    if _word(line, after) != "half":
        return None
    after += 1
    if _word(line, after) in ("a", "an", "-"):
        after += 1
    word = _word(line, after)
    size = _MAGNITUDES.get(word) or (12 if word == "dozen" else 0)
    return (size / 2, after + 1) if size else None


def _in_words(line: list[Piece], at: int) -> tuple[float, int] | None:
    after = at
    number = _Sum()
    if _word(line, at) in ("a", "an"):
        follow = _word(line, at + 1)
        if follow in _COLLECTIVE and follow not in ("couple", "pair", "duo"):
            return _COLLECTIVE[follow], at + 2
        if follow in ("couple", "pair", "duo") and _word(line, at + 2) in ("of", "dozen", "more"):
            factor = 12 if _word(line, at + 2) == "dozen" else 1
            return 2 * factor, at + (3 if factor == 12 else 2)
        if follow not in _MAGNITUDES:
            return None
        number.part = 1
        after = at + 1
    if _word(line, at) in _MAGNITUDES and _word(line, at + 1) in _MAGNITUDES:
        number.part = 1  # "hundred thousand dollars"
    start = after
    while after < len(line):
        step = _connected(line, after, start)
        if not number.take(_word(line, step)):
            break
        after = step + 1
        if _word(line, after) == "and" and _word(line, after + 1) == "a":
            half = _and_a_half(line, after, number)
            if half:
                return half
    if after == start and number.part != 1:
        return None
    value = number.value
    if _word(line, after).removesuffix("s") in _DOZENS and value:
        value, after = value * 12, after + 1
    return (int(value) if value == int(value) else value), after


def _connected(line: list[Piece], at: int, start: int) -> int:
    """Skips a hyphen between number words, and "and" after a hundred or a larger step."""
    word = _word(line, at)
    if at > start and word == "-" and _joined(line, at) and is_number_word(_word(line, at + 1)):
        return at + 1
    if at > start and word == "and" and _word(line, at - 1) in _MAGNITUDES:
        return at + 1
    return at


def _and_a_half(line: list[Piece], at: int, number: _Sum) -> tuple[float, int] | None:
    """`two and a half`, `one and a half million`."""
    if _word(line, at + 2) != "half":
        return None
    before = _MAGNITUDES.get(_word(line, at - 1), 1)
    # "One million and a half" is half a million more.
    value = number.value + 0.5 * (before if before >= 1000 else 1)
    size = _MAGNITUDES.get(_word(line, at + 3), 0)
    return (value * size, at + 4) if size else (value, at + 3)


def read_ordinal(line: list[Piece], at: int) -> tuple[int, int] | None:
    """`third`, `twenty-first`, `two hundredth`, `30th`, and the piece after."""
    word = _word(line, at)
    tail = _word(line, at + 1)
    if word.isdecimal() and tail in ("st", "nd", "rd", "th") and _joined(line, at + 1):
        return int(word), at + 2
    number, after = 0, at
    read = _in_words(line, at)
    if read and float(read[0]).is_integer():
        number, after = int(read[0]), read[1]
        if _word(line, after) in ("-", "and") and _word(line, after + 1) in _ORDINALS:
            after += 1
    last = _ORDINALS.get(_word(line, after))
    if last is None:
        return None
    if not number:
        return last, after + 1
    if last >= 100:
        return (number * last, after + 1) if number else None
    return (number + last, after + 1) if number % 10 == 0 and last < number else None
