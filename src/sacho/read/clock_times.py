"""Times of day whose day is not told: the hour stands, though no period can be made of it.

"The meeting begins at 9:30", without a date near it, is no period: which day is not known, and a
problem says so. The hour itself is told all the same, and is kept as a value of field "time" that
no claim takes: a quantity of minutes after midnight, beyond 1,439 on the next day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sacho.model.account import FoundValue
from sacho.model.problem import Problem
from sacho.model.values import Basis, Period, Quantity
from sacho.read.calendar import Interval
from sacho.read.frame import Frame, Unresolved
from sacho.read.resolve import resolve
from sacho.read.when import Between, Bound, Match, Node, When, dated, timed

CLOCK, PART = "minute of day", "minute of part of day"
"""Units: of hours told by the clock, and of "the morning", whose bounds are the table's."""

_ANY_DAY = datetime(2001, 1, 1)  # any: only what is counted from it is kept
_ANY = Period("2001-01-01", "2001-01-01", "day", Basis("absolute", None, ()))


def time_of_day(node: Node) -> Quantity | None:
    """The minutes of the day that the node tells; None where it tells a day or no time.

    An open end stays open: "after nine" has no high, "before nine" begins at 0.
    """
    if not _only_time(node):
        return None
    try:
        interval = resolve(node, Frame(None, False, _ANY))
    except Unresolved:
        return None
    return _minutes(interval)


def undated(text: str, matches: Iterable[Match], problems: Iterable[Problem]) -> list[FoundValue]:
    """The times among the matches that no date was known for, in order."""
    unread = {one.spans[0] for one in problems if one.code == "period.no-anchor"}
    found: list[FoundValue] = []
    for match in matches:
        span = (match.start, match.end)
        value = time_of_day(match.node) if span in unread else None
        if value is not None:
            found.append(FoundValue("time", value, text[match.start : match.end], (span,)))
    return found


def _only_time(node: Node) -> bool:
    if isinstance(node, When):
        return timed(node) and not dated(node) and node.year is None
    if isinstance(node, Between):
        return _only_time(node.start) and _only_time(node.end)
    return isinstance(node, Bound) and _only_time(node.of)


def _minutes(interval: Interval) -> Quantity:
    low = 0.0 if interval.first is None else _since_midnight(interval.first)
    high = None if interval.last is None else _since_midnight(interval.last)
    return Quantity(low, high, PART if interval.precision == "part-of-day" else CLOCK)


def _since_midnight(moment: datetime) -> float:
    return float((moment - _ANY_DAY) // timedelta(minutes=1))
