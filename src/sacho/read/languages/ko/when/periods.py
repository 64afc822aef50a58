"""When, in Korean: time words found in a text and read alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import msgspec

from sacho.model.account import FoundValue
from sacho.model.problem import Problem
from sacho.model.values import Period
from sacho.read import clock_times, periods
from sacho.read.context import Context
from sacho.read.languages.ko.when import spans
from sacho.read.languages.ko.when.pieces import Slots
from sacho.read.languages.ko.when.points import Line, point
from sacho.read.languages.ko.when.words import PLAIN, number
from sacho.read.named_periods import pattern, table
from sacho.read.when import Between, Match, Node, When, dated

_NUMBER = r"(?P<n>\d{1,3}|[일이삼사오육칠팔구십]{1,3})"
_BEGIN = re.compile(r"(?<![가-힣A-Za-z0-9.,])[가-힣0-9'‘(]|(?<=[가-힣(])(?<![제년월])\d")
_Reader = Callable[[Line, int], tuple[int, Node] | None]
_READERS: tuple[_Reader, ...] = (
    point, spans.bound, spans.shift, spans.between, spans.stretch, spans.vague,
)  # fmt: skip


# 낮은 is an adjective, 밤 a chestnut, 아침 a meal: alone they are times only before these.
_OFTEN = re.compile(r"매(?:년|월|달|주|일)\s?$")
_PART_FOLLOWED = re.compile(r"에(?![가-힣])|에는|엔|부터|까지")


def _loose_part(node: Node) -> bool:
    return isinstance(node, When) and node.day_part is not None and not dated(node)


class _Name:
    """A name's pattern, the letters it cannot be without, and what it says."""

    def __init__(self, written: str, row: str | None, family: str | None) -> None:
        self.regex = re.compile(r"(?<![가-힣\d])" + pattern(written, _NUMBER, r"\s*"))
        plain = re.sub(r"\[[^\]]*\]|\([^)]*\)|\{n\}", " ", written)
        self.needed = max(plain.split() or [""], key=len)
        self.row = row
        self.family = family

    def says(self, found: re.Match[str]) -> Slots | None:
        """The parts that the name says; None where its number is in no row."""
        if self.family is None:
            return {"named": self.row}
        if self.row == "":
            return {"family": self.family, "origin": "text"}
        row = table().numbered(self.family, number(found.group("n")) or 0)
        return {"named": row.id} if row is not None else None


@functools.cache
def _names() -> tuple[_Name, ...]:
    known = table()
    names: list[_Name] = []
    for family in known.families.values():
        names += [_Name(written, None, family.id) for written in family.ko]
        names += [_Name(written, "", family.id) for written in family.ko_bare]
    for row in known.rows.values():
        names += [_Name(written, row.id, None) for written in row.ko]
    return tuple(names)


def _named(text: str) -> dict[int, tuple[int, Slots]]:
    """The names in a text, by where they begin."""
    found: dict[int, tuple[int, Slots]] = {}
    for name in _names():
        if name.needed not in text:
            continue
        for hit in name.regex.finditer(text):
            slots = name.says(hit)
            known = found.get(hit.start())
            if slots is not None and (known is None or known[0] < hit.end()):
                found[hit.start()] = hit.end(), slots
    return found


def _longest(line: Line, at: int) -> tuple[int, Node] | None:
    best: tuple[int, Node] | None = None
    for reader in _READERS:
        found = reader(line, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def read(words: str) -> Node | None:
    """What the words say, if they say when and nothing else."""
    plain = words.translate(PLAIN)
    found = _longest(Line(plain, _named(plain), {}), 0)
    return found[1] if found is not None and found[0] == len(words) else None


def matches(text: str) -> list[Match]:
    """The time words of a text, in order, none overlapping, each saying the same read alone."""
    plain = text.translate(PLAIN)
    line = Line(plain, _named(plain), {})
    found: list[Match] = []
    reached = 0
    for begin in _BEGIN.finditer(plain):
        at = begin.start()
        if at < reached:
            continue
        hit = _longest(line, at)
        if hit is not None and _loose_part(hit[1]) and not _PART_FOLLOWED.match(plain, hit[0]):
            continue
        if _OFTEN.search(plain, max(0, at - 4), at):
            continue
        if hit is not None and read(text[at : hit[0]]) == hit[1]:
            found.append(Match(at, hit[0], hit[1]))
            reached = hit[0]
    return found


def find(text: str, context: Context) -> tuple[list[FoundValue], list[Problem]]:
    """Periods anywhere in the text, and the time words that stayed unresolved.

    An hour with no date told near it is of the day of publication.
    """
    listed = matches(text)
    found, problems = periods.collect(text, listed, context)
    unread = {p.spans[0] for p in problems if p.code == "period.no-anchor"}
    kept: list[Problem] = []
    again = {(m.start, m.end): _published(m.node) for m in listed if (m.start, m.end) in unread}
    for problem in problems:
        node = again.get(problem.spans[0])
        value = periods.period(node, context, None) if node is not None else None
        start, end = problem.spans[0]
        if value is None:
            kept.append(problem)
        else:
            found.append(FoundValue("period", value, text[start:end], problem.spans))
    found += clock_times.undated(text, listed, kept)
    found.sort(key=lambda value: value.spans[0])
    return found, kept


def _published(node: Node) -> Node | None:
    """오후 3시에: the hour as one of the day of publication; None for anything else."""
    if isinstance(node, Between):
        ends = _published(node.start), _published(node.end)
        if isinstance(ends[0], When) and isinstance(ends[1], When):
            return Between(ends[0], ends[1])
    elif isinstance(node, When) and node.clock is not None and not dated(node):
        return msgspec.structs.replace(node, days=0, origin="publication")
    return None


def parse(words: str, context: Context, anchor: Period | None) -> Period | None:
    """When the words say, read alone; `anchor` is the date that "이틀 뒤" counts from."""
    node = read(words)
    value = periods.period(node, context, anchor) if node is not None else None
    if value is None and anchor is None and node is not None:
        node = _published(node)
        value = periods.period(node, context, None) if node is not None else None
    return value
