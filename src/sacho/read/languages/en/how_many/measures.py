"""English amounts with a unit: `30 rounds each`, `$1,200`, `12 years in prison`, `34-year-old`."""

from __future__ import annotations

import re

from sacho.model.account import FoundValue
from sacho.model.span import Span, Spans
from sacho.model.span import words as words_at
from sacho.model.values import Quantity
from sacho.read.counts import as_quantity, exactly, table
from sacho.read.languages.en.how_many.amounts import Read, may_begin, read_amount
from sacho.read.languages.en.how_many.fractions import read_fraction
from sacho.read.languages.en.how_many.numerals import Piece, pieces, read_number, read_ordinal
from sacho.read.languages.en.syntax.lexicon import lemma_of
from sacho.read.languages.en.tables import words_in

_WORDS = table("counts_en")
_SIGNS: dict[str, str] = _WORDS["currency_signs"]
_SPAN_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_MONTHS = frozenset(_WORDS["months"]["names"])
_TIME = frozenset(_SPAN_UNITS)


def _by_first(units: dict[str, list[str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    listed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for unit, names in units.items():
        for name in names:
            words = tuple(p.word for p in pieces(name))
            listed.setdefault(words[0], []).append((words, unit))
    for entries in listed.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return listed


_UNITS = _by_first(_WORDS["units_of_quantity"])
_PUNISHMENT = _by_first({"year of sentence": _WORDS["sentence"]["after"]})
_BEFORE_PUNISHMENT = frozenset(_WORDS["sentence"]["before"])
_EACH = ("each", "apiece")
_PER = ("per", "a", "an", "every", "for each")


def _match(
    listed: dict[str, list[tuple[tuple[str, ...], str]]], line: list[Piece], at: int
) -> tuple[str, int] | None:
    if at >= len(line):
        return None
    for words, unit in listed.get(line[at].word, ()):
        if tuple(p.word for p in line[at : at + len(words)]) == words:
            return unit, at + len(words)
    return None


def parse_quantity(words: str) -> Quantity | None:
    """The amount with its unit that the words tell; None where there is no unit."""
    line = pieces(words.strip())
    for at in range(len(line)):
        read = _quantity_at(line, at)
        if read:
            return read[0]
    return _things(line)


_ONE = ("a", "an", "his", "her", "another")
_NO_UNIT = frozenset(
    ("of", "in", "on", "at", "to", "from", "for", "with", "by", "and", "or", "each", "who", "which", "that",
     "the", "people", "persons", "person")
)  # fmt: skip


def _things(line: list[Piece]) -> Quantity | None:
    """`sixty desks`, `250,000 naira`, `a tractor`: so many of what the last noun names.

    Only of words chosen for an amount: no table holds every currency and every thing.
    """
    start = next((at for at in range(len(line)) if read_amount(line, at)), -1)
    read = read_amount(line, start) if start >= 0 else None
    if read is None and line and line[0].word in _ONE:
        start, after, amount = 0, 1, exactly(1)
    elif read is not None and (read.told or start == 0) and start <= _LEADING:
        after, amount = read.end, read.amount
    else:
        return None
    after += after < len(line) and line[after].word == "of"
    noun = ""
    while after < len(line) and line[after].word.isalpha() and line[after].word not in _NO_UNIT:
        noun = line[after].word
        after += 1
    if len(noun) < _SHORTEST:
        return None
    unit = lemma_of(noun, "NOUN", "")
    if unit in words_in("quantities.toml", "units.never"):
        return None  # "40 paces from a post" is a way
    per, _ = _per(line, after, noun)
    return as_quantity(amount, unit, per)


_LEADING, _SHORTEST = 2, 3  # words before the number; letters of a noun


def find_quantities(text: str, line: list[Piece]) -> list[FoundValue]:
    """Quantities, ages and ordinals in the text, in order; the gate's question holds for each."""
    found: list[FoundValue] = []
    at = 0
    while at < len(line):
        read = _quantity_at(line, at) if may_begin(line, at) else None
        if read is None:
            number = read_number(line, at) if may_begin(line, at) else None
            at = number[1] if number else at + 1
            continue
        value, start, end = read
        spans: Spans = ((line[start].start, line[end - 1].end),)
        each = _each_after_aside(line, end) if value.per is None else None
        if each is not None:
            spans, value = (*spans, each), Quantity(value.low, value.high, value.unit, "each")
        found.append(FoundValue("quantity", value, words_at(text, spans), spans))
        at = end
    return found


def _each_after_aside(line: list[Piece], at: int) -> Span | None:
    """The "each" of `30 shells (recruits 70 shells) of artillery each`, for both amounts."""
    here = at
    for _ in range(12):
        if here >= len(line) or line[here].word in (".", ",", ";"):
            return None
        if line[here].word in _EACH and any(p.word == ")" for p in line[at:here]):
            return line[here].start, line[here].end
        here += 1
    return None


def _quantity_at(line: list[Piece], at: int) -> tuple[Quantity, int, int] | None:
    """A quantity that begins at piece `at`, with the pieces `[start, end)` it takes."""
    return (
        _age_in_apposition(line, at) or _measured(line, at) or _number(line, at)
        or _ordinal(line, at)
    )  # fmt: skip


def _number(line: list[Piece], at: int) -> tuple[Quantity, int, int] | None:
    """A fraction, a decimal or a negative number: unit "number", for it is no count."""
    read = read_fraction(line, at)
    if read is None:
        return None
    unit = _match(_UNITS, line, read[1])
    name, end = unit if unit else ("number", read[1])
    return as_quantity(exactly(round(read[0], 15)), name), at, end


def _ordinal(line: list[Piece], at: int) -> tuple[Quantity, int, int] | None:
    """`third`: an ordinal is no count; `second` after a number is a unit of time."""
    if at and line[at - 1].word == "-" and line[at - 1].start == line[at - 2].end:
        return None
    read = read_ordinal(line, at)
    if read and line[at].word.isdecimal() and _is_of_month(line, at, read[1]):
        return None  # "October 31st" is a date
    return (as_quantity(exactly(read[0]), "ordinal"), at, read[1]) if read else None


def _is_of_month(line: list[Piece], start: int, end: int) -> bool:
    around = [line[start - 1].word if start else "", *(p.word for p in line[end : end + 2])]
    return any(word in _MONTHS for word in around)


def _age_in_apposition(line: list[Piece], at: int) -> tuple[Quantity, int, int] | None:
    """`aged 34`, `age 34`, `aged 5 to 12`; and the 34 in `Kim, 34, was`."""
    word = line[at].word
    if word in ("aged", "age", "ages") and at + 1 < len(line):
        after = at + 2 if line[at + 1].word in ("of", "between") else at + 1
        start = at + 1 if line[at + 1].word == "between" else after
        read = read_amount(line, start)
        if read and 0 <= read.amount.low < 120 and not _match(_UNITS, line, read.end):
            return as_quantity(read.amount, "year of age"), at, read.end
    if word == "(" and at + 2 < len(line) and line[at + 2].word == ")":
        named = at == 0 or line[at - 1].raw[:1].isupper()
        if named and line[at + 1].word.isdecimal() and 0 < int(line[at + 1].word) < 110:
            return as_quantity(exactly(int(line[at + 1].word)), "year of age"), at, at + 3
    closed = at + 2 < len(line) and line[at + 2].word == ","
    if word == "," and closed and line[at + 1].word.isdecimal():
        named = at == 0 or line[at - 1].raw[:1].isupper()
        if named and 1 <= int(line[at + 1].word) < 110 and line[at].end < line[at + 1].start:
            return as_quantity(exactly(int(line[at + 1].word)), "year of age"), at, at + 3
    return None


def _measured(line: list[Piece], at: int) -> tuple[Quantity, int, int] | None:
    read = read_amount(line, at)
    if read is None or (at and line[at - 1].word == "." and line[at - 1].end == line[at].start):
        return None
    if read.sign:
        return _money(line, read)
    after = read.end
    if after < len(line) and line[after].word == "-" and line[after].start == line[after - 1].end:
        after += 1
    after = _adjectives(line, after)
    if after < len(line) and line[after].word == "of" and not read.told:
        after += 1
    unit = _match(_UNITS, line, after)
    if unit is None:
        return None
    name, end = unit
    if name in _TIME:
        name, end = _punishment(line, at, name, end)
    if name == "round" and line[end - 1].word in ("shot", "shots") and end == after + 1:
        per, end = None, end
    per, end = _per(line, end, name)
    start = read.core if read.qualifier in ("", "about", "exactly") else read.start
    return as_quantity(read.amount, name, per), start, end


def _adjectives(line: list[Piece], at: int) -> int:
    """`30 live rounds`, `two automatic rifles`: one adjective between number and unit."""
    if _match(_UNITS, line, at) or at + 1 >= len(line):
        return at
    adjective = line[at].word in (
        "live", "spare", "automatic", "assault", "hunting", "additional", "extra", "more", "full",
        "blank", "loaded", "metric", "small", "large", "old", "chinese", "american", "whole",
    )  # fmt: skip
    return at + 1 if adjective and _match(_UNITS, line, at + 1) else at


def _money(line: list[Piece], read: Read) -> tuple[Quantity, int, int]:
    """`$20 million`; a following `each` or `per person` is kept."""
    unit = _SIGNS[read.sign]
    end = read.end
    follow = _match(_UNITS, line, end)
    if follow and follow[0] == unit:
        end = follow[1]
    per, end = _per(line, end, unit)
    return as_quantity(read.amount, unit, per), read.start, end


def _punishment(line: list[Piece], at: int, name: str, end: int) -> tuple[str, int]:
    """`12 years in prison`, `sentenced to five years`: a term, in years, months or days."""
    after = end + 1 if end < len(line) and line[end].word in ("'", "’") else end
    told = _match(_PUNISHMENT, line, after)
    if told:
        return f"{name} of sentence", told[1]
    if line[at:] and any(p.word in _BEFORE_PUNISHMENT for p in line[max(0, at - 4) : at]):
        return name, end  # the words of the punishment stand outside: the caller's span decides
    return name, end


def _per(line: list[Piece], at: int, unit: str) -> tuple[str | None, int]:
    """`each`, `per soldier`, `a head`, `a kilogram`: as the words say it."""
    if at >= len(line):
        return None, at
    if line[at].word == "…" and at + 1 < len(line):
        at += 1
    word = line[at].word
    if word == "of" and at + 2 < len(line) and line[at + 2].word in _EACH:
        return "each", at + 3  # "30 rounds of it each"
    if word in _EACH:
        return "each", at + 1
    if word in ("per", "/") and at + 1 < len(line) and line[at + 1].word.isalpha():
        return line[at + 1].word, at + 2
    if word in ("a", "an", "every", "for"):
        target = at + 2 if word == "for" and line[at + 1 : at + 2] and line[at + 1].word in (
            "each", "every") else at + 1  # fmt: skip
        if word == "for" and target == at + 1:
            return None, at
        if target < len(line) and re.fullmatch(
            r"head|person|soldier|guard|man|household|family|day|month|week|year|kilogram|kilo|"
            r"officer|commander|prisoner|worker|piece|crossing",
            line[target].word,
        ):
            return line[target].word, target + 1
    return None, at
