"""When, in English: time words found in a text and read alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from sacho.model.account import FoundValue
from sacho.model.problem import Problem
from sacho.model.values import Period
from sacho.read import clock_times, periods
from sacho.read.context import Context
from sacho.read.languages.en.when import bounds, spans
from sacho.read.languages.en.when.amounts import skip_approximate
from sacho.read.languages.en.when.line import Line, Slots
from sacho.read.languages.en.when.points import point
from sacho.read.languages.en.when.words import (
    APPROXIMATE,
    DAY_PARTS,
    DECADE_WORDS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    Lexeme,
    lexemes,
    word_set,
)
from sacho.read.named_periods import pattern, table
from sacho.read.when import Match, Node, When

_STARTS = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SEASONS) | frozenset(DAY_PARTS)
    | frozenset(NUMBERS) | frozenset(ORDINALS) | frozenset(DECADE_WORDS) | APPROXIMATE
    | word_set(
        "the a an today yesterday tomorrow tonight overnight noon midnight last next this "
        "past previous coming following that same early mid late earlier later beginning "
        "start middle end first second few several some recent recently lately currently "
        "presently soon at right these since until till before after by through prior up from "
        "between q year week no not upcoming current over more less half quarter latest in "
        "now weekend couple juche starting within hours days weeks months years decades opening final closing"
    )
)  # fmt: skip
_NUMERIC = frozenset(("num", "ord", "iso", "pair", "dmy", "dec", "slash", "clock", "decade"))
_READERS: tuple[Callable[[Line, int], tuple[int, Node] | None], ...] = (
    point, bounds.bound, spans.shift, spans.between, spans.stretch, spans.vague,
    spans.ahead,
)  # fmt: skip

# "the last three days": the article is no part of the date, as it is of "the next day".
_PLAIN_AFTER_THE = word_set(
    "last past next coming upcoming previous following same latest recent mid year end "
    "middle beginning start juche starting"
)
_NUMBER = "(?P<n>" + "|".join([*ORDINALS, r"\d{1,3}(?:st|nd|rd|th)"]) + ")"


class _Name:
    """A name's pattern, the words it cannot be without, and what it says."""

    def __init__(self, written: str, row: str | None, family: str | None) -> None:
        self.regex = re.compile(
            r"(?<!\w)" + pattern(written, _NUMBER, r"\s+") + r"(?!\w)", re.IGNORECASE
        )
        plain = re.sub(r"\[[^\]]*\]|\([^)]*\)|\{n\}", " ", written)
        self.needed = max(re.findall(r"[\w.]+", plain), key=len)
        self.row = row
        self.family = family


@functools.cache
def _names() -> tuple[_Name, ...]:
    known = table()
    names: list[_Name] = []
    for family in known.families.values():
        names += [_Name(written, None, family.id) for written in family.en]
        names += [_Name(written, "", family.id) for written in family.en_bare]
    for row in known.rows.values():
        names += [_Name(written, row.id, None) for written in row.en]
    return tuple(names)


def _named(text: str, cut: list[Lexeme]) -> dict[int, tuple[int, Slots]]:
    """The names in a text, by the lexeme that they begin at."""
    lowered = text.lower()
    begins = {one.start: index for index, one in enumerate(cut)}
    ends = {one.end: index + 1 for index, one in enumerate(cut)}
    found: dict[int, tuple[int, Slots]] = {}
    for name in _names():
        if name.needed not in lowered:
            continue
        for hit in name.regex.finditer(text):
            slots = _name_slots(name, hit)
            begin, end = begins.get(hit.start()), ends.get(hit.end())
            if slots is None or begin is None or end is None:
                continue
            if begin not in found or found[begin][0] < end:
                found[begin] = end, slots
    return found


def _name_slots(name: _Name, hit: re.Match[str]) -> Slots | None:
    if name.family is None:
        return {"named": name.row}
    if name.row == "":
        return {"family": name.family, "origin": "text"}
    written = hit.group("n").lower()
    number = ORDINALS.get(written) or int(re.sub(r"\D", "", written) or 0)
    row = table().numbered(name.family, number)
    return {"named": row.id} if row is not None else None


def _line(text: str, alone: bool) -> Line:
    cut = lexemes(text)
    return Line(cut, _named(text, cut), alone)


def _longest(line: Line, i: int) -> tuple[int, Node] | None:
    best: tuple[int, Node] | None = None
    for reader in _READERS:
        found = reader(line, i)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def _counted(node: Node) -> bool:
    """ "The last week of July" keeps its article: it is one of several."""
    return isinstance(node, When) and (node.week or node.nth or node.count) is not None


def _begins(line: Line, i: int) -> bool:
    one = line.lexemes[i]
    return one.kind in _NUMERIC or one.word in _STARTS or i in line.names


def read(words: str) -> Node | None:
    """What the words say, if they say when and nothing else."""
    line = _line(words, True)
    if not line.count or line.at(0).start != 0 or line.at(line.count - 1).end != len(words):
        return None
    found = _longest(line, 0)
    if found is None or found[0] != line.count:
        return None
    return found[1]


def matches(text: str) -> list[Match]:
    """The time words of a text, in order, none overlapping, each saying the same read alone."""
    line = _line(text, False)
    found: list[Match] = []
    i = 0
    while i < line.count:
        often = line.word(i - 1) in ("every", "each")
        hit = _longest(line, i) if _begins(line, i) and not often else None
        if hit is None:
            i += 1
            continue
        plain = line.word(i + 1) in _PLAIN_AFTER_THE and line.word(i + 2) != "day"
        if line.word(i) == "the" and plain and not _counted(hit[1]):
            i += 1
        start, end = line.at(i).start, line.at(hit[0] - 1).end
        if read(text[start:end]) == hit[1]:
            found.append(Match(start, end, hit[1]))
            i = hit[0]
        else:
            i = skip_approximate(line, i + 1)
    return found


def find(text: str, context: Context) -> tuple[list[FoundValue], list[Problem]]:
    """Periods and times of day anywhere in the text, and the words that stayed unresolved."""
    listed = matches(text)
    found, problems = periods.collect(text, listed, context)
    return [*found, *clock_times.undated(text, listed, problems)], problems


def parse(words: str, context: Context, anchor: Period | None) -> Period | None:
    """When the words say, read alone; `anchor` is the date that "two days later" counts from."""
    node = read(words)
    return periods.period(node, context, anchor) if node is not None else None
