"""English amounts: a numeral with its qualifier or range, or a word that stands for an amount."""

from __future__ import annotations

import msgspec

from sacho.read.counts import Amount, bounded, exactly, table
from sacho.read.languages.en.how_many.numerals import Piece, is_number_word, pieces, read_number

_WORDS = table("counts_en")
_DASHES = ("-", "–", "—", "~", "−")
_BEFORE_PRONOUN = (
    "the", "this", "that", "no", "any", "every", "each", "which", "some", "last", "next",
)  # fmt: skip
_SIGNS: dict[str, str] = _WORDS["currency_signs"]


class Read(msgspec.Struct, frozen=True):
    """An amount at pieces `[start, end)`. `told` False: no numeral, a word such as "several".

    `core` is where the qualifier ends: "about" is at `start`, the number at `core`. `sign` is a
    currency sign that stood before the number.
    """

    amount: Amount
    start: int
    end: int
    core: int
    told: bool = True
    sign: str = ""
    qualifier: str = ""


_BOUNDS = ("at-least", "more-than", "up-to", "under")


def _word(line: list[Piece], at: int) -> str:
    return line[at].word if 0 <= at < len(line) else ""


def _phrases(mapping: dict[str, object]) -> dict[str, list[tuple[tuple[str, ...], object]]]:
    """By first word, the phrases in words, longest first."""
    table_of: dict[str, list[tuple[tuple[str, ...], object]]] = {}
    for phrase, meaning in mapping.items():
        words = tuple(p.word for p in pieces(phrase))
        table_of.setdefault(words[0], []).append((words, meaning))
    for listed in table_of.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return table_of


_BEFORE = _phrases(_WORDS["before"])
_AFTER = _phrases(_WORDS["after"])
_VAGUE = _phrases(_WORDS["vague"])


_NUMBER_STARTS = frozenset(
    [*_WORDS["units"], *_WORDS["tens"], *_WORDS["magnitudes"], *_WORDS["ordinals"],
     *(f"{word}s" for word in _WORDS["ordinals"]), *_SIGNS, *_VAGUE, *_BEFORE, "half", "between",
     "from", "minus", "negative", "nought", "aged", "age", "ages", "quarter", "½", "⅓", "⅔", "¼",
     "¾", "⅙", "⅛"]
)  # fmt: skip
_AFTER_ARTICLE = _NUMBER_STARTS | frozenset(_WORDS["collective_numbers"])


def may_begin(line: list[Piece], at: int) -> bool:
    """Whether piece `at` can begin a number at all: most words cannot, and are passed over."""
    word = line[at].word
    if word[0].isdecimal() or (word in _NUMBER_STARTS and word not in ("a", "an")):
        return True
    following = line[at + 1].word if at + 1 < len(line) else ""
    if word in ("a", "an"):
        return following in _AFTER_ARTICLE or following == "half"
    return not word.isalpha() and following[:1].isdecimal()


def phrase_at(
    listed: dict[str, list[tuple[tuple[str, ...], object]]], line: list[Piece], at: int
) -> tuple[object, int] | None:
    """What the longest phrase that begins at `at` means, and the piece after it."""
    if at >= len(line):
        return None
    for words, meaning in listed.get(line[at].word, ()):
        if all(at + i < len(line) and line[at + i].word == word for i, word in enumerate(words)):
            return meaning, at + len(words)
    return None


def read_amount(line: list[Piece], at: int) -> Read | None:
    """The amount that begins at piece `at`, with its qualifiers; None where there is none.

    `more than 30 and less than 40` is one amount: both bounds are told.
    """
    first = _one_amount(line, at)
    if first is None or not first.qualifier:
        return first
    lower = first.amount.high is None
    after = first.end + (1 if _word(line, first.end) in ("and", "but", ",") else 0)
    second = _one_amount(line, after) if after > first.end else None
    if second is None or second.qualifier not in _BOUNDS or (second.amount.high is None) is lower:
        return first
    low, high = (first, second) if lower else (second, first)
    if high.amount.high is None or high.amount.high < low.amount.low:
        return first
    both = Amount(low.amount.low, high.amount.high)
    return Read(both, first.start, second.end, first.core, True, first.sign, "between")


def _one_amount(line: list[Piece], at: int) -> Read | None:
    before = phrase_at(_BEFORE, line, at)
    if before:
        how, after = before
        inner = _plain(line, after)
        if inner:
            return _finish(line, at, inner, str(how))
        if how in ("about", "exactly", "nearly") and after < len(line):
            nested = phrase_at(_BEFORE, line, after)
            inner = _plain(line, nested[1]) if nested else None
            if inner and nested:
                return _finish(line, at, inner, str(nested[0]))
        return None
    inner = _plain(line, at)
    if inner and not inner.sign and _is_year_before(line, at, inner.end):
        return None
    return _finish(line, at, inner, "") if inner else None


def _is_year_before(line: list[Piece], at: int, end: int) -> bool:
    """`2023 at least six`: a year, and the number that the words tell begins behind it."""
    year = end == at + 1 and len(line[at].word) == 4 and line[at].word[:2] in ("19", "20")
    before = phrase_at(_BEFORE, line, end) if year else None
    return before is not None and _plain(line, before[1]) is not None


def _finish(line: list[Piece], start: int, inner: Read, how: str) -> Read:
    """Applies the qualifier before, or one after: "12 or more", "30+", "10 or so"."""
    end = inner.end
    after = phrase_at(_AFTER, line, end)
    if how in ("", "about", "exactly") and after and line[end].word != "plus":
        how, end = str(after[0]), after[1]
    elif not how and _word(line, end) == "+":
        how, end = "at-least", end + 1
    elif not how and end + 1 < len(line) and line[end].word == "-" and line[end + 1].word == "plus":
        how, end = "at-least", end + 2
    amount = bounded(how, inner.amount) if how else inner.amount
    return Read(amount, start, end, inner.core, inner.told, inner.sign, how)


def _plain(line: list[Piece], at: int) -> Read | None:
    """A range, a number, or a word for an amount, without qualifiers."""
    if at >= len(line):
        return None
    if line[at].word in ("between", "from"):
        return _between(line, at)
    vague = phrase_at(_VAGUE, line, at)
    sign = line[at].word if line[at].word in _SIGNS else ""
    first = read_number(line, at + (1 if sign else 0))
    if vague and not _is_amount_here(line, at, vague[1]):
        vague = None
    if vague and (not first or vague[1] >= first[1]):
        bounds = vague[0]
        assert isinstance(bounds, list)
        low, high = float(bounds[0]), float(bounds[1]) if len(bounds) > 1 else None
        end = vague[1]
        return Read(Amount(low, high), at, end, at, told=len(bounds) > 1)
    if not first:
        return None
    number, end = first
    if not sign and _is_article_one(line, at, end):
        return None
    upper = _upper(line, end, number)
    if upper:
        return Read(Amount(_scaled(line, at, end, number, upper), upper[0]), at, upper[1], at,
                    sign=sign)  # fmt: skip
    return Read(exactly(number), at, end, at, sign=sign)


def _is_amount_here(line: list[Piece], at: int, end: int) -> bool:
    """`a number`, `a group` and `scores` tell an amount only of something."""
    article = line[at].word in ("a", "an") and line[end - 1].word not in ("few", "handful", "lot")
    if end > at + (3 if article else 1) or not (article or line[at].word in ("scores", "tens")):
        return True
    return _word(line, end) in ("of", "more", "were", "killed", "injured", "wounded", "dead")


def _is_article_one(line: list[Piece], at: int, end: int) -> bool:
    """`the one`, `this one`, `no one`: no number is told."""
    if line[at].word != "one" or end != at + 1 or at == 0:
        return False
    return line[at - 1].word in _BEFORE_PRONOUN


def _upper(line: list[Piece], at: int, low: float) -> tuple[float, int] | None:
    """The upper end after `to`, `or` or a dash, when it is above the lower one."""
    if at + 1 >= len(line) or line[at].word not in (*_DASHES, "to", "or", "through"):
        return None
    after = at + 1
    if line[at].word == "or" and line[after].word in ("even", "possibly", "perhaps"):
        after += 1
    if after < len(line) and line[after].word in _SIGNS:
        after += 1
    upper = read_number(line, after)
    if not upper or upper[0] <= low:
        return None
    if line[at].word in _DASHES and line[at].start == line[at - 1].end and _compound(line, at):
        return None
    return upper


def _compound(line: list[Piece], at: int) -> bool:
    """`one-million`: a hyphen inside one number in words."""
    steps = ("hundred", "thousand", "million")
    return is_number_word(line[at - 1].word) and line[at + 1].word in steps


def _scaled(line: list[Piece], start: int, end: int, low: float, upper: tuple[float, int]) -> float:
    """`two to three hundred`, `2-3 million`: the lower end shares the upper end's step."""
    last = line[upper[1] - 1].word
    sizes: dict[str, int] = {**_WORDS["magnitudes"], "dozen": 12}
    size = sizes.get(last)
    if size and all(line[i].word not in sizes for i in range(start, end)) and low * size < upper[0]:
        return low * size
    return low


def _between(line: list[Piece], at: int) -> Read | None:
    """`between 10 and 15`, `from 10 to 15`."""
    first = read_number(line, at + 1)
    if not first or first[1] >= len(line):
        return None
    joiners = ("and", "-", "–", "to") if line[at].word == "between" else ("to", "-", "–")
    if line[first[1]].word not in joiners:
        return None
    second = read_number(line, first[1] + 1)
    if not second or second[0] < first[0]:
        return None
    low = _scaled(line, at + 1, first[1], first[0], second)
    return Read(Amount(low, second[0]), at, second[1], at)
