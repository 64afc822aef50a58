"""The days of a year, season, quarter, decade or named period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sacho.read import calendar
from sacho.read.calendar import Interval
from sacho.read.frame import Frame, Unresolved
from sacho.read.named_periods import table
from sacho.read.when import When


def year_of(when: When, frame: Frame) -> int:
    """The year told, or counted from the origin."""
    if when.year is not None:
        return when.year
    return frame.origin(when).year + (when.years or 0)


def month_of(when: When, frame: Frame) -> tuple[int, int]:
    """Year and month; an open year is closed by `pick`."""
    if when.month is None:
        counted = calendar.month_index(frame.origin(when)) + (when.months or 0)
        return counted // 12, counted % 12 + 1
    if when.year is not None or when.years is not None:
        return year_of(when, frame), when.month
    now = frame.origin(when)
    if when.pick == "this":
        return now.year, when.month
    if when.pick == "next":
        return now.year + (when.month <= now.month), when.month
    late = when.month > now.month or (when.pick == "last" and when.month == now.month)
    return now.year - late, when.month


def season(when: When, frame: Frame) -> Interval:
    """The season told, of its year or the nearest by `pick`."""
    name = when.season or ""
    if when.year is not None or when.years is not None:
        year = year_of(when, frame)
        told = calendar.season(year, name)
        if name != "winter" or when.pick == "this":
            return told
        # "The winter of 2018" may be either of the two that it has a share in.
        return calendar.days(date(year, 1, 1), calendar.last_of_month(year + 1, 2), "season")
    now = frame.origin(when)
    seasons = [calendar.season(now.year + step, name) for step in (-2, -1, 0, 1)]
    begun = [one for one in seasons if one.first is not None and one.first.date() <= now]
    current = begun[-1]
    inside = current.last is not None and now <= current.last.date()
    if when.pick == "next" or (when.pick == "this" and not inside and _ahead(current, now)):
        return seasons[len(begun)]
    if when.pick == "last" and inside:
        return begun[-2]
    return current


def _ahead(current: Interval, now: date) -> bool:
    """Whether this year's season is still to come."""
    return current.first is not None and current.first.year < now.year


def quarter(when: When, frame: Frame) -> Interval:
    """A quarter or half of a year, the nearest past one where no year is told."""
    if when.half is not None:
        if when.year is None and when.years is None:
            return calendar.half(frame.now().year, when.half)
        return calendar.half(year_of(when, frame), when.half)
    if when.quarters is not None:
        now = frame.origin(when)
        counted = now.year * 4 + (now.month - 1) // 3 + when.quarters
        return calendar.quarter(counted // 4, counted % 4 + 1)
    number = when.quarter or 0
    if when.year is not None or when.years is not None:
        return calendar.quarter(year_of(when, frame), number)
    now = frame.origin(when)
    return calendar.quarter(now.year - (3 * number - 2 > now.month), number)


def decade(when: When, frame: Frame) -> Interval:
    """A decade or century."""
    if when.century is not None:
        return calendar.years(max(1, 100 * (when.century - 1)), 100 * when.century - 1)
    if when.decade is not None:
        return calendar.years(when.decade, when.decade + 9)
    year = frame.origin(when).year
    first = year - year % 10 + 10 * (when.decades or 0)
    return calendar.years(first, first + 9)


def named(when: When, frame: Frame) -> Interval:
    """The bounds of a named period; a yearly one in its year or the nearest."""
    row = table().rows.get(when.named or "")
    if row is None:
        return _named_before(when, frame)
    frame.row = row.id
    if not row.yearly:
        return row.bounds()
    if when.year is not None or when.years is not None:
        found = row.in_year(year_of(when, frame))
    else:
        found = _nearest(row.in_year, when, frame)
    if found is None:
        raise Unresolved("period.unknown-year")
    return found


def _nearest(
    in_year: Callable[[int], Interval | None], when: When, frame: Frame
) -> Interval | None:
    now = frame.origin(when)
    for step in (0, 1) if when.pick == "next" else (0,) if when.pick == "this" else (0, -1):
        found = in_year(now.year + step)
        if found is None or found.first is None:
            return None
        start = found.first.date()
        if when.pick == "next":
            fits = start > now
        elif when.pick == "last":
            fits = start < now
        else:
            fits = when.pick == "this" or start <= now
        if fits:
            return found
    return None


def _named_before(when: When, frame: Frame) -> Interval:
    """A name without a number is the one of its family that was told before."""
    anchor = frame.anchor
    row = table().rows.get((anchor.basis.table if anchor is not None else None) or "")
    if row is None or row.family != when.family:
        raise Unresolved("period.no-anchor")
    frame.used_anchor = True
    frame.row = row.id
    return row.bounds()
