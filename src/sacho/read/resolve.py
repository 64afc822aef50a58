"""From what time words say to an interval: ranges, bounds, shifts and times of day."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from sacho.read import calendar
from sacho.read.calendar import Interval, Unit
from sacho.read.frame import Frame, Unresolved, end_of
from sacho.read.named_periods import table
from sacho.read.resolve_days import dates
from sacho.read.when import Between, Bound, Node, Shift, Stretch, Vague, When


def resolve(node: Node, frame: Frame) -> Interval:
    """The interval. Raises Unresolved with period.no-anchor or period.impossible."""
    try:
        return _resolve(node, frame)
    except (ValueError, OverflowError) as error:
        raise Unresolved("period.impossible") from error


def _resolve(node: Node, frame: Frame) -> Interval:
    if isinstance(node, When):
        return _when(node, frame)
    if isinstance(node, Shift):
        return _shift(node, frame)
    if isinstance(node, Stretch):
        return _stretch(node, frame)
    if isinstance(node, Between):
        return _between(node, frame)
    if isinstance(node, Bound):
        return _bound(node, frame)
    return _vague(node, frame)


def _vague(node: Vague, frame: Frame) -> Interval:
    today = calendar.day(frame.now().date())
    if node.kind == "recent":
        return Interval(None, today.last, "vague")
    if node.kind == "soon":
        return Interval(today.first, None, "vague")
    return Interval(today.first, today.last, "vague")


def _bound(node: Bound, frame: Frame) -> Interval:
    whole = _resolve(node.of, frame)
    step = calendar.MINUTE
    part = node.of.part if isinstance(node.of, When) else None
    if node.kind == "since" or (node.kind == "after" and part == "early"):
        return Interval(whole.first, None, whole.precision, whole.clocked)
    # Nobody knows on which day "the end of the year" begins: before it is within the year.
    if node.kind == "until" or (node.kind == "before" and part == "late"):
        return Interval(None, whole.last, whole.precision, whole.clocked)
    if node.kind == "after":
        return Interval(whole.last and whole.last + step, None, whole.precision, whole.clocked)
    return Interval(None, whole.first and whole.first - step, whole.precision, whole.clocked)


_RANGE_PRECISION = {"day": "days", "year": "years"}


def _between(node: Between, frame: Frame) -> Interval:
    start, end = _ends(node, frame)
    if start.first is None or end.last is None:
        return Interval(start.first, end.last, "vague")
    last = end.last
    if start.clocked and end.clocked and last < start.first:
        last += timedelta(days=1)
    if last < start.first:
        raise ValueError("a range that ends before it begins")
    coarse = (
        end.precision
        if end.precision == start.precision or end.clocked
        else ("days" if "day" in (start.precision, end.precision) else end.precision)
    )
    clocked = start.clocked or end.clocked
    precision = _RANGE_PRECISION.get(coarse, coarse)
    return Interval(start.first, last, precision, clocked)  # pyright: ignore[reportArgumentType]


def _ends(node: Between, frame: Frame) -> tuple[Interval, Interval]:
    """Both ends, an end without its year taken from the other."""
    left, right = node.start, node.end
    if isinstance(left, When) and isinstance(right, When):
        if _open_year(left) and not _open_year(right):
            end = _when(right, frame)
            near = Frame(end.last, False, frame.anchor)
            return _when(left, near), end
        if _open_weekday(right):
            start = _when(left, frame)
            first = start.first or datetime.min
            near = Frame(first - calendar.MINUTE, False, frame.anchor)
            if _open_weekday(left):
                end = _when(right, frame)
                near = Frame(end.first, False, frame.anchor)
                return _when(left, near), end
            return start, _when(msgspec.structs.replace(right, pick="coming"), near)
        if _open_year(right) and left.pick == "past":
            start = _when(left, frame)
            if start.first is None:
                raise ValueError("no bound to count from")
            near = Frame(start.first - calendar.MINUTE, False, frame.anchor)
            return start, _when(msgspec.structs.replace(right, pick="next"), near)
    return _resolve(left, frame), _resolve(right, frame)


def _open_weekday(when: When) -> bool:
    return (
        when.weekday is not None
        and when.pick == "past"
        and when.origin == "publication"
        and (when.weeks is None and when.day is None and when.month is None and when.months is None)
    )


def _open_year(when: When) -> bool:
    closed = (when.year, when.years, when.months, when.weeks, when.days)
    return when.pick == "past" and when.month is not None and all(one is None for one in closed)


def _shift(node: Shift, frame: Frame) -> Interval:
    whole = node.of is None and node.origin == "publication" and not frame.hours
    several = False
    if node.of is not None:
        base = _when(node.of, frame)
        several = base.precision not in ("day", "time", "part-of-day")
        if several:
            base = calendar.day(end_of(base, forward=node.sign > 0).date())
    elif node.origin == "text":
        base = frame.told()
        if base.precision == "days":
            # "A week later" counts from the last of several days, "a week earlier" from the first.
            base = calendar.day(end_of(base, forward=node.sign > 0).date())
    else:
        now = frame.now()
        base = calendar.day(now.date()) if whole else Interval(now, now, "time", True)
    if base.first is None or base.last is None:
        raise Unresolved("period.no-anchor")
    units: list[Unit] = [unit for _, _, unit in node.amounts]
    early, late = base.first, base.last
    for low, high, unit in node.amounts:
        far, near = (high, low) if node.sign < 0 else (low, high)
        early = calendar.shift(early, node.sign * far, unit)
        late = calendar.shift(late, node.sign * near, unit)
    if any(unit in ("hour", "minute") for unit in units):
        return Interval(early, late, "time", True)
    if any(low != high for low, high, _ in node.amounts):
        return calendar.days(early.date(), late.date(), "vague")
    return _unit_around(base, early, late, units, node.of is not None and not several)


def _unit_around(
    base: Interval, early: datetime, late: datetime, units: list[Unit], exact: bool
) -> Interval:
    """So many weeks ago is that calendar week, so many years ago that year; days are exact."""
    exact = exact or len(units) > 1 or units[0] == "day"
    if exact and base.precision in ("day", "time", "part-of-day"):
        return calendar.day(early.date())
    first = calendar.around(early.date(), units[-1])
    last = calendar.around(late.date(), units[-1])
    if first.first is None or last.last is None:
        raise ValueError("no such unit")
    if first == last:
        return first
    return calendar.days(first.first.date(), last.last.date(), "days")


def _stretch(node: Stretch, frame: Frame) -> Interval:
    if node.of is not None:
        now = _when(node.of, frame).first
    elif node.origin == "text":
        now = end_of(frame.told(), forward=node.sign > 0)
    else:
        now = frame.now()
    if now is None:
        raise Unresolved("period.no-anchor")
    far = calendar.shift(now, node.sign * node.high, node.unit)
    first, last = min(now, far), max(now, far)
    if node.unit in ("hour", "minute"):
        if not frame.hours:
            first, last = (first, last + timedelta(days=1) - calendar.MINUTE)
        return Interval(first, last, "time", True)
    vague = node.low != node.high
    precision = "vague" if vague else ("years" if node.unit in ("year", "decade") else "days")
    return calendar.days(first.date(), last.date(), precision)


def _when(when: When, frame: Frame) -> Interval:
    base = dates(when, frame)
    if when.part in ("earlier", "later"):
        base = calendar.clip_to(base, when.part, frame.now())
    elif when.part is not None and when.day_part is None:
        base = _part(when, base)
    if when.count is not None:
        base = calendar.some_of(base, when.count, when.count_unit or "day")
    if when.clock is None and when.day_part is None:
        return base
    if base.first is None:
        raise Unresolved("period.no-anchor")
    day = base.first.date()
    if when.clock is not None:
        end = when.clock if when.clock_end is None else when.clock_end
        return calendar.at_clock(day, when.clock, end, "time")
    start, end = table().day_parts[when.day_part or ""].minutes
    return calendar.at_clock(day, *_part_of_day(start, end, when.part), "part-of-day")


def _part(when: When, base: Interval) -> Interval:
    """A part of a period; a war or a congress begins on its first and ends on its last day."""
    if when.named is not None and base.precision == "days" and when.part in ("early", "late"):
        return calendar.day(end_of(base, forward=when.part == "late").date())
    return calendar.part_of(base, when.part or "mid")


def _part_of_day(start: int, end: int, part: str | None) -> tuple[int, int]:
    end += 24 * 60 if end < start else 0
    middle = (start + end) // 2
    if part in ("early", "first-half"):
        return start, middle
    if part in ("late", "second-half"):
        # Late at night begins well before midnight.
        return (start + (end - start + 1) // 4 if end > 24 * 60 else middle + 1), end
    return start, end
