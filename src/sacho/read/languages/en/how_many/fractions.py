"""English numbers that are no counts: `two thirds`, `2.5`, `nine point four`, `minus 5`, `1 in 3`.

They are read so that their words are not taken for counts: two thirds of a village are not two.
"""

from __future__ import annotations

from sacho.read.counts import grouped_digits, table
from sacho.read.languages.en.how_many.numerals import Piece, read_number, read_ordinal

_WORDS = table("counts_en")
_ORDINALS: dict[str, int] = _WORDS["ordinals"]
_MAGNITUDES: dict[str, int] = _WORDS["magnitudes"]
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_SIGNS = ("-", "−", "minus", "negative")
_GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅙": 1 / 6, "⅛": 1 / 8}
_DIGIT = {"zero": 0, "nought": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
          "six": 6, "seven": 7, "eight": 8, "nine": 9}  # fmt: skip


def _word(line: list[Piece], at: int) -> str:
    return line[at].word if 0 <= at < len(line) else ""


def read_fraction(line: list[Piece], at: int) -> tuple[float, int] | None:
    """The number that begins at `at` and is no count, and the piece after; None where it is one."""
    if _word(line, at) in _GLYPHS:
        return _GLYPHS[_word(line, at)], at + 1
    if _word(line, at) in _SIGNS and _negative_begins(line, at):
        inner = read_fraction(line, at + 1) or read_number(line, at + 1)
        return (-float(inner[0]), inner[1]) if inner else None
    return (
        _power(line, at) or _decimal(line, at) or _mixed(line, at) or _part(line, at)
        or _ratio(line, at)
    )  # fmt: skip


def _negative_begins(line: list[Piece], at: int) -> bool:
    """A minus sign is none between two numbers or inside a word."""
    if line[at].word in ("minus", "negative"):
        return True
    before = line[at - 1] if at else None
    return before is None or (
        before.end < line[at].start and not before.word[0].isdecimal()
        and _word(line, at + 1)[:1].isdecimal()
    )  # fmt: skip


def _denominator(line: list[Piece], at: int) -> tuple[int, int] | None:
    """`thirds`, `quarter`, `twenty-fifths`, `hundredth`, and the piece after."""
    word = _word(line, at)
    if word in _PARTS:
        return _PARTS[word], at + 1
    if word in _ORDINALS and word not in ("first", "second"):
        return _ORDINALS[word], at + 1
    if word.endswith("s") and word[:-1] in _ORDINALS and word != "seconds":
        return _ORDINALS[word[:-1]], at + 1
    ordinal = read_ordinal(line, at)
    if ordinal and ordinal[1] > at + 1 and ordinal[0] > 2:
        return ordinal
    number = read_number(line, at)
    if number and number[0] >= 20:
        step = number[1] + (_word(line, number[1]) == "-")
        last = _word(line, step).removesuffix("s")
        if last in _ORDINALS and number[0] % 10 == 0 and _ORDINALS[last] < 20:
            return int(number[0]) + _ORDINALS[last], step + 1
    return None


def _part(line: list[Piece], at: int) -> tuple[float, int] | None:
    """`two thirds`, `a quarter`, `three-fifths`; `a third` only before `of`: else it is an ordinal."""
    word = _word(line, at)
    if word == "half" and _word(line, at - 1) not in ("a", "an"):
        return (0.5, at + 1) if _word(line, at + 1) not in ("a", "an", "-", *_MAGNITUDES) else None
    if word in ("a", "an"):
        below = _denominator(line, at + 1)
        if below is None:
            return None
        whole = _word(line, below[1]) in ("of", "") or _word(line, at + 1) in _PARTS
        small = _word(line, at + 1) in ("second",)
        return (1 / below[0], below[1]) if whole and not small else None
    top = read_number(line, at)
    if top is None:
        return None
    hyphen = _word(line, top[1]) == "-"
    below = _denominator(line, top[1] + hyphen)
    if below is None or (not _is_plural(line, below[1] - 1) and top[0] != 1):
        return None
    value = float(top[0]) / below[0]
    if _word(line, below[1]) == "of" and _word(line, below[1] + 1) == "a":
        size = _MAGNITUDES.get(_word(line, below[1] + 2))
        return (value * size, below[1] + 3) if size else (value, below[1])
    size = _MAGNITUDES.get(_word(line, below[1]), 1)
    return value * size, below[1] + (size > 1)


def _is_plural(line: list[Piece], at: int) -> bool:
    return _word(line, at).endswith("s") or _word(line, at) == "halves"


def _mixed(line: list[Piece], at: int) -> tuple[float, int] | None:
    """`one and a half`, `five and a quarter`, `twenty and three fifths`."""
    whole = read_number(line, at)
    if whole is None:
        return None
    after = whole[1]
    if whole[0] != int(whole[0]):  # "one and a half"
        return (float(whole[0]), after) if "and" in {p.word for p in line[at:after]} else None
    if _word(line, after) != "and":
        return None
    rest = _part(line, after + 1)
    if rest is None and _word(line, after + 1) in ("a", "an"):
        below = _denominator(line, after + 2)
        rest = (1 / below[0], below[1]) if below else None
    if rest is None or not 0 < rest[0] < 1:
        return None
    size = next((s for word, s in _MAGNITUDES.items() if _word(line, after - 1) == word), 1)
    if size >= 1000:  # "three million and a half"
        return float(whole[0]) + rest[0] * size, rest[1]
    return float(whole[0]) + rest[0], rest[1]


def _decimal(line: list[Piece], at: int) -> tuple[float, int] | None:
    """`2.5` (no magnitude after it), `nine point nought four`."""
    word = _word(line, at)
    if "." in word and word.replace(".", "").replace(",", "").isdecimal():
        number = grouped_digits("0" + word if word[0] == "." else word)
        scaled = read_number(line, at)
        return (number, at + 1) if number is not None and scaled and scaled[1] == at + 1 else None
    whole = (0, at + 1) if word == "nought" else read_number(line, at)
    if whole is None or _word(line, whole[1]) != "point":
        return None
    digits, after = "", whole[1] + 1
    while (said := _word(line, after)) in _DIGIT:
        digits, after = digits + str(_DIGIT[said]), after + 1
    if not digits or (len(digits) == 1 and digits != "0"):
        number = read_number(line, whole[1] + 1)
        if number and number[1] > after - (1 if digits else 0) and number[0] == int(number[0]):
            digits, after = str(int(number[0])), number[1]
    return (float(f"{int(whole[0])}.{digits}"), after) if digits else None


def _power(line: list[Piece], at: int) -> tuple[float, int] | None:
    """`1e10`, `12.32e+14`, `2^3`, `1.3x10^6`: only written in one piece."""
    start = read_number(line, at)
    if start is None or (not _word(line, at)[0].isdecimal() and _word(line, at)[0] != "."):
        return None
    tight = [line[at]]
    while (
        len(tight) < 8
        and at + len(tight) < len(line)
        and line[at + len(tight)].start == tight[-1].end
    ):
        tight.append(line[at + len(tight)])
    words = [p.word for p in tight]
    base = grouped_digits("0" + words[0] if words[0][0] == "." else words[0])
    if base is None:
        return None
    for lead, ten in (
        (["e"], True),
        (["^"], False),
        (["x", "10", "^"], True),
        (["×", "10", "^"], True),
    ):
        if words[1 : 1 + len(lead)] != lead:
            continue
        rest = words[1 + len(lead) :]
        sign = -1 if rest[:1] in (["-"], ["−"]) else 1
        digits = rest[1:2] if rest[:1] in (["-"], ["+"], ["−"]) else rest[:1]
        if not digits or not digits[0].isdecimal() or int(digits[0]) > 30:
            return None
        used = 1 + len(lead) + (len(rest) and rest[0] in "-+−") + 1
        power = sign * int(digits[0])
        return (base * 10.0**power if ten else float(base) ** power), at + used
    return None


def _ratio(line: list[Piece], at: int) -> tuple[float, int] | None:
    """`one in three`, `two out of five`, `1 over 3`: told of a share."""
    top = read_number(line, at)
    if top is None:
        return None
    after = top[1]
    if (_word(line, after) == "/" and _word(line, after + 2) != "/") or _word(
        line, after
    ) == "over":
        step = 1
    elif _word(line, after) == "out" and _word(line, after + 1) == "of":
        step = 2
    elif _word(line, after) == "in" and top[0] == 1 and _word(line, at) in ("one", "1"):
        step = 1
    else:
        return None
    below = read_number(line, after + step)
    if below is None or below[0] <= top[0] or below[0] > 1_000_000:
        return None
    if step == 1 and _word(line, after) == "in" and 1500 < below[0] < 2100:
        return None
    return float(top[0]) / float(below[0]), below[1]
