"""The days that the parts of a date name, from the weekday to the century."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sacho.read import calendar
from sacho.read.calendar import Interval
from sacho.read.frame import Frame, Unresolved, end_of
from sacho.read.resolve_years import decade, month_of, named, quarter, season, year_of
from sacho.read.when import When


def dates(when: When, frame: Frame) -> Interval:
    """The days that the parts of a date name, before any part of them or time of day."""
    if when.named is not None or when.family is not None:
        return named(when, frame)
    if when.days is not None:
        return calendar.day(frame.origin(when) + timedelta(days=when.days))
    if when.weekday is not None and when.day is None:
        return weekday_of(when, frame)
    if when.day is not None:
        return numbered_day(when, frame)
    if when.week is not None or when.weeks is not None or when.weekend:
        return week_of(when, frame)
    if when.month is not None or when.months is not None:
        return calendar.month(*month_of(when, frame))
    if when.season is not None:
        return season(when, frame)
    if when.quarter is not None or when.quarters is not None or when.half is not None:
        return quarter(when, frame)
    if when.decade is not None or when.decades is not None or when.century is not None:
        return decade(when, frame)
    if when.year is not None or when.years is not None:
        return calendar.year(year_of(when, frame))
    if when.origin == "text":
        told = frame.told()
        return calendar.day(end_of(told, forward=False).date())
    raise Unresolved("period.no-anchor")


def weekday_of(when: When, frame: Frame) -> Interval:
    """A weekday: of a week, of a month, or the nearest by `pick`."""
    weekday = when.weekday or 0
    in_month = when.month is not None or when.months is not None
    if when.nth is not None:
        if not in_month:
            raise Unresolved("period.no-anchor")
        return calendar.day(calendar.nth_weekday(*month_of(when, frame), weekday, when.nth))
    if when.week is not None and in_month:
        # "Wednesday of the third week" of a month is its third Wednesday.
        return calendar.day(calendar.nth_weekday(*month_of(when, frame), weekday, when.week))
    if when.week is not None:
        first = week_of(when, frame).first
        return calendar.day((first or datetime.max).date() + timedelta(days=weekday))
    if when.weeks is not None:
        first = calendar.monday(frame.origin(when)) + timedelta(days=7 * when.weeks)
        return calendar.day(first + timedelta(days=weekday))
    if in_month:
        return calendar.month(*month_of(when, frame))
    now = frame.origin(when)
    this = calendar.monday(now) + timedelta(days=weekday)
    if when.pick == "past":
        return calendar.day(now - timedelta(days=(now.weekday() - weekday) % 7))
    if when.pick == "coming" or (when.origin == "text" and when.pick == "next"):
        return calendar.day(now + timedelta(days=(weekday - now.weekday() - 1) % 7 + 1))
    if when.pick == "before" or (when.origin == "text" and when.pick == "last"):
        return calendar.day(now - timedelta(days=(now.weekday() - weekday - 1) % 7 + 1))
    return calendar.day(this + timedelta(days={"last": -7, "this": 0, "next": 7}[when.pick]))


def numbered_day(when: When, frame: Frame) -> Interval:
    """A day of a month by its number, or several, or the week around it."""
    first = _day_of(when, frame)
    if when.weekday is not None and first.weekday() != when.weekday:
        frame.mismatch = True
    if when.week_of:
        return calendar.week(first)
    if when.day_end is None:
        return calendar.day(first)
    last = first.replace(day=when.day_end)
    if last < first:
        raise ValueError("a range that ends before it begins")
    return calendar.days(first, last, "days")


def _day_of(when: When, frame: Frame) -> date:
    number = when.day or 0
    if not 1 <= number <= 31:
        raise ValueError("no such day")
    closed = when.year is not None or when.years is not None or when.months is not None
    if closed or (when.month is None and when.pick == "this"):
        return date(*month_of(when, frame), number)
    now = frame.origin(when)
    if when.month is not None:
        if when.pick == "this":
            return date(now.year, when.month, number)
        steps = range(9) if when.pick == "next" else range(0, -9, -1)
        tries = [(now.year + step, when.month) for step in steps]
    else:
        index = calendar.month_index(now)
        # Within fourteen months each day of the month falls on each weekday.
        steps = range(14) if when.pick == "next" else range(0, -14, -1)
        tries = [((index + step) // 12, (index + step) % 12 + 1) for step in steps]
    return _fitting(tries, number, when, now)


def _fitting(tries: list[tuple[int, int]], number: int, when: When, now: date) -> date:
    """The first real day that lies on the side that `pick` says; 29 February waits for its year."""
    if when.weekday is not None:
        agreed = _agreeing(tries, number, when.weekday, now)
        if agreed is not None:
            return agreed
    for year, month in tries:
        if not 1 <= year <= 9999 or number > calendar.last_of_month(year, month).day:
            continue
        found = date(year, month, number)
        if (
            (found > now)
            if when.pick == "next"
            else (found < now or (when.pick != "last" and found == now))
        ):
            return found
    raise ValueError("no such day")


def _agreeing(tries: list[tuple[int, int]], number: int, weekday: int, now: date) -> date | None:
    """The nearest such day that is that weekday: the weekday tells which month or year is meant."""
    by_month = len({month for _, month in tries}) > 1
    step = 1 if by_month else 12
    ahead = [calendar.month_index(date(y, m, 1)) + step for y, m in tries[:1]]
    near = [
        *(tries if by_month else tries[:2]),
        *((index // 12, index % 12 + 1) for index in ahead),
    ]
    found = [
        date(year, month, number)
        for year, month in near
        if 1 <= year <= 9999 and number <= calendar.last_of_month(year, month).day
    ]
    fits = [one for one in found if one.weekday() == weekday]
    return min(fits, key=lambda one: abs((one - now).days)) if fits else None


def week_of(when: When, frame: Frame) -> Interval:
    """A week or weekend: counted from the origin, or the nth of a month or year."""
    if when.week is not None:
        if when.month is not None or when.months is not None:
            return calendar.nth_week(calendar.month(*month_of(when, frame)), when.week)
        if when.year is None and when.years is None:
            raise Unresolved("period.no-anchor")
        return calendar.nth_week(calendar.year(year_of(when, frame)), when.week)
    now = frame.origin(when) + timedelta(days=7 * (when.weeks or 0))
    if when.weekend and when.weeks is None:
        # "The weekend" is the last one that has begun.
        now -= timedelta(days=(now.weekday() - 5) % 7)
    return calendar.weekend(now) if when.weekend else calendar.week(now)
