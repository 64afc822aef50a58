"""When: from the time words of a text to periods with their basis, or to problems.

The words of a period carry its whole value: prepositions are left out of the span, except those
that make a bound or a range ("since 2019", "from March to May", "8월부터"). Words like "around",
"about", 경, 께 and 쯤 stand inside the span and widen nothing. Without a year, the nearest past one
is meant; without a publication date, nothing is.

How words are taken, where usage wavers:
- a bare weekday is the nearest one gone, publication day included; "last Thursday" is Thursday of
  the week before, 지난 목요일 the nearest one gone, 지난주 목요일 of the week before
- so many weeks, months or years ago is that calendar week, month or year; days are exact
- "in the past three days" runs from that day to the publication day
- a clock time that leaves morning or evening open runs from the one to the other
- the winter of a year may be either of the two that it has a share in
- "the next day" and a time without a day count from the nearest date told before, if one is near
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sacho.model.account import FoundValue
from sacho.model.problem import Problem
from sacho.model.span import Span, any_overlap
from sacho.model.values import Basis, Period
from sacho.read import calendar
from sacho.read.context import Context
from sacho.read.frame import Frame, Unresolved
from sacho.read.named_periods import table
from sacho.read.resolve import resolve
from sacho.read.when import (
    Between,
    Bound,
    Match,
    Node,
    Shift,
    Stretch,
    When,
    dated,
    grounded,
    timed,
    when_unit,
)

# Code points within which "the next day" and "at noon" may count from a date told before.
REACH = 1000
REACH_OF_TIMES = 300

MESSAGES = {
    "period.no-anchor": "These words count from a date that is not known; tell when the report"
    " was published, or read the date by hand.",
    "period.impossible": "There is no such date; check the words against the original.",
    "period.unknown-year": "The table of named periods has no dates for that year; add them to it.",
    "period.weekday-mismatch": "The day of the week does not fit the date; the date was kept.",
}


def collect(
    text: str, matches: Iterable[Match], context: Context
) -> tuple[list[FoundValue], list[Problem]]:
    """Periods and problems for matches in order, none of them overlapping furniture."""
    found: list[FoundValue] = []
    problems: list[Problem] = []
    for match in matches:
        span = (match.start, match.end)
        if any_overlap((span,), context.furniture):
            continue
        before = _anchor(match, found)
        value, code = _read(match.node, context, before)
        if value is not None:
            found.append(FoundValue("period", value, text[match.start : match.end], (span,)))
        if code is not None:
            problems.append(Problem(code, MESSAGES[code], (span,)))
    return found, problems


def period(node: Node, context: Context, anchor: Period | None) -> Period | None:
    """The period that the node is, read alone; None where it cannot be resolved."""
    value, _ = _read(node, context, (anchor, ()) if anchor is not None else None)
    return value


def same_reading(left: Period, right: Period) -> bool:
    """Whether two readings agree in all but where the anchor's words stand.

    Words read alone do not know in which place of the text the date that they count from was told.
    """
    return _placeless(left) == _placeless(right)


def _placeless(one: Period) -> Period:
    return msgspec.structs.replace(one, basis=msgspec.structs.replace(one.basis, spans=()))


def _read(
    node: Node, context: Context, before: tuple[Period, tuple[Span, ...]] | None
) -> tuple[Period | None, str | None]:
    """The period, and the code of a problem, if there is one."""
    published = calendar.moment(context.published)
    hours = "T" in (context.published or "") or ":" in (context.published or "")
    anchor = before[0] if before is not None else None
    frame = Frame(published, hours, anchor)
    try:
        interval = resolve(node, frame)
    except Unresolved as unresolved:
        return None, unresolved.code
    earliest, latest = interval.iso()
    spans = before[1] if before is not None and frame.used_anchor else ()
    value = Period(earliest, latest, interval.precision, _basis(node, frame, spans))
    return value, "period.weekday-mismatch" if frame.mismatch else None


def _basis(node: Node, frame: Frame, spans: tuple[Span, ...]) -> Basis:
    name = frame.row or _table_row(node)
    if frame.used_anchor and frame.anchor is not None:
        counted = frame.anchor
        anchor = counted.earliest or ""
        if counted.latest != counted.earliest:
            anchor = f"{anchor}/{counted.latest or ''}"
        return Basis("relative-to-date", anchor, spans, name)
    anchor = None
    if frame.used_published and frame.published is not None:
        anchor = frame.published.date().isoformat()
        if frame.hours:
            anchor = frame.published.isoformat(timespec="minutes")
    if frame.row is not None:
        return Basis("named", anchor, (), name)
    if anchor is None:
        return Basis("absolute", None, (), name)
    counted_back = isinstance(node, Shift | Stretch)
    return Basis("duration-before" if counted_back else "relative-to-publication", anchor, (), name)


def _table_row(node: Node) -> str | None:
    """The part of the day that gave the bounds, as `part_of_day/…`."""
    if isinstance(node, When) and node.day_part is not None and node.clock is None:
        return f"part_of_day/{node.day_part}"
    return None


def _anchor(match: Match, found: list[FoundValue]) -> tuple[Period, tuple[Span, ...]] | None:
    """The nearest earlier period that counts from no other date and fits the units counted in."""
    if grounded(match.node) != "text":
        return None
    unit, family = _needed(match.node)
    for earlier in reversed(found):
        reach = REACH_OF_TIMES if unit == "time" else REACH
        if family is None and match.start - earlier.spans[0][1] > reach:
            return None
        value = earlier.value
        if not isinstance(value, Period) or value.basis.rule == "relative-to-date":
            continue
        if family is not None:
            row = table().rows.get(value.basis.table or "")
            if row is not None and row.family == family:
                return value, earlier.spans
        elif _fits(value, unit):
            return value, earlier.spans
    return None


def _needed(node: Node) -> tuple[str, str | None]:
    if isinstance(node, When):
        if timed(node) and not dated(node):
            return "time", None
        return "that day" if node.days == 0 else when_unit(node), node.family
    if isinstance(node, Shift):
        if node.of is not None:
            return _needed(node.of)
        unit = node.amounts[-1][2]
        return "weeks on" if unit == "week" else unit, None
    if isinstance(node, Between):
        ends = [_needed(end) for end in (node.start, node.end) if grounded(end) == "text"]
        return ends[0] if ends else ("day", None)
    if isinstance(node, Bound):
        return _needed(node.of)
    return "day", None


def _fits(value: Period, unit: str) -> bool:
    """Whether the period lies within one such unit, so that counting from it is no guess."""
    first, last = calendar.moment(value.earliest), calendar.moment(value.latest)
    if first is None or last is None or value.precision == "vague":
        return False
    if unit in ("time", "that day"):
        return value.precision in ("day", "time", "part-of-day")
    if unit in ("day", "hour", "minute"):
        return value.precision in ("day", "time", "part-of-day", "days")
    if unit == "weeks on":
        return value.precision in ("day", "time", "part-of-day", "days", "week")
    if unit == "week":
        return calendar.monday(first.date()) == calendar.monday(last.date())
    if unit == "month":
        return (first.year, first.month) == (last.year, last.month)
    return first.year == last.year
