"""Calendar arithmetic for reading: intervals of days and minutes, and their parts.

An interval is inclusive at both ends and counted in minutes; a whole day is 00:00 to 23:59. Weeks
begin on Monday (ISO 8601). Seasons are those of the northern hemisphere, in whole months.
"""

from __future__ import annotations

import calendar
import functools
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Literal

import msgspec

from sacho.model.values import PeriodPrecision

Unit = Literal["minute", "hour", "day", "week", "month", "quarter", "year", "decade"]
Part = Literal["early", "mid", "late", "first-half", "second-half", "earlier", "later"]

LAST_MINUTE = time(23, 59)
MINUTE = timedelta(minutes=1)
SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


class Interval(msgspec.Struct, frozen=True):
    """`first` to `last`, inclusive, to the minute; `clocked` says that minutes are told.

    None at an end: no bound is known there.
    """

    first: datetime | None
    last: datetime | None
    precision: PeriodPrecision
    clocked: bool = False

    def iso(self) -> tuple[str | None, str | None]:
        """Both ends as ISO dates, or as date-times to the minute where minutes are told."""
        return _iso(self.first, self.clocked), _iso(self.last, self.clocked)


def _iso(moment: datetime | None, clocked: bool) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if clocked else moment.date().isoformat()


def days(first: date, last: date, precision: PeriodPrecision) -> Interval:
    """Whole days from `first` to `last`."""
    return Interval(datetime.combine(first, time()), datetime.combine(last, LAST_MINUTE), precision)


def day(one: date) -> Interval:
    """One whole day."""
    return days(one, one, "day")


def monday(one: date) -> date:
    """The Monday of the week that `one` lies in."""
    return one - timedelta(days=one.weekday())


def week(one: date) -> Interval:
    """Monday to Sunday around `one`."""
    first = monday(one)
    return days(first, first + timedelta(days=6), "week")


def weekend(one: date) -> Interval:
    """Saturday and Sunday of the week that `one` lies in."""
    first = monday(one) + timedelta(days=5)
    return days(first, first + timedelta(days=1), "days")


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month(year: int, number: int) -> Interval:
    """A whole month. Raises ValueError where there is none."""
    return days(date(year, number, 1), last_of_month(year, number), "month")


def year(number: int) -> Interval:
    """A whole year. Raises ValueError outside 1 to 9999."""
    return days(date(number, 1, 1), date(number, 12, 31), "year")


def years(first: int, last: int) -> Interval:
    """Whole years from `first` to `last`."""
    return days(date(first, 1, 1), date(last, 12, 31), "years")


def quarter(year_: int, number: int) -> Interval:
    """The first to fourth quarter of a year."""
    if not 1 <= number <= 4:
        raise ValueError("no such quarter")
    start = 3 * number - 2
    return days(date(year_, start, 1), last_of_month(year_, start + 2), "quarter")


def half(year_: int, number: int) -> Interval:
    """The first or second half of a year."""
    return days(
        date(year_, 1 if number == 1 else 7, 1),
        date(year_, 6, 30) if number == 1 else date(year_, 12, 31),
        "part-of-year",
    )


def season(year_: int, name: str) -> Interval:
    """A season; winter is the one that begins in December of that year."""
    start = SEASON_MONTHS[name]
    if name == "winter":
        return days(date(year_, 12, 1), last_of_month(year_ + 1, 2), "season")
    return days(date(year_, start, 1), last_of_month(year_, start + 2), "season")


def month_index(one: date) -> int:
    """Months counted through from year 0, for adding and comparing."""
    return one.year * 12 + one.month - 1


def add_months(one: date, number: int) -> date:
    """The same day of another month, or that month's last day where it has no such day."""
    year_, month_ = divmod(month_index(one) + number, 12)
    last = calendar.monthrange(year_, month_ + 1)[1]
    return date(year_, month_ + 1, min(one.day, last))


def shift(moment: datetime, number: int, unit: Unit) -> datetime:
    """`moment` moved by a signed number of units. Raises OverflowError or ValueError."""
    if unit in ("minute", "hour", "day", "week"):
        return moment + timedelta(**{unit + "s": number})
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit] * number
    return datetime.combine(add_months(moment.date(), months), moment.time())


def around(one: date, unit: Unit) -> Interval:
    """The calendar day, week, month, quarter, year or decade that `one` lies in."""
    if unit == "week":
        return week(one)
    if unit == "month":
        return month(one.year, one.month)
    if unit == "quarter":
        return quarter(one.year, (one.month + 2) // 3)
    if unit == "year":
        return year(one.year)
    if unit == "decade":
        return years(one.year - one.year % 10, one.year - one.year % 10 + 9)
    return day(one)


def nth_weekday(year_: int, month_: int, weekday: int, number: int) -> date:
    """The first, second … (or, with -1, last) such weekday of a month; ValueError if none."""
    if number < 0:
        last = last_of_month(year_, month_)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year_, month_, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    if found.month != month_:
        raise ValueError("no such weekday in the month")
    return found


def nth_week(within: Interval, number: int) -> Interval:
    """The nth week (Monday to Sunday) of a month or year: the first has most of its days in it,

    and so has the last, which is -1. Raises ValueError where there is no such week.
    """
    if within.first is None or within.last is None:
        raise ValueError("no bounded period to count weeks in")
    first = monday(within.first.date() + timedelta(days=3))
    if number < 0:
        return week(within.last.date() - timedelta(days=3))
    start = first + timedelta(days=7 * (number - 1))
    if start > within.last.date():
        raise ValueError("no such week")
    return week(start)


def easter(year_: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    golden, century, rest = year_ % 19, year_ // 100, year_ % 100
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shifted = (golden + 11 * epact + 22 * weekday) // 451
    month_, day_ = divmod(epact + weekday - 7 * shifted + 114, 31)
    return date(year_, month_, day_ + 1)


def _month_part(first: date, last: date, part: Part) -> tuple[date, date]:
    bounds = {
        "early": (1, 10), "mid": (11, 20), "late": (21, last.day),
        "first-half": (1, 15), "second-half": (16, last.day),
    }[part]  # fmt: skip
    return first.replace(day=bounds[0]), first.replace(day=bounds[1])


def _year_part(first: date, last: date, part: Part) -> tuple[date, date]:
    low, high = {
        "early": (1, 4), "mid": (5, 8), "late": (9, 12),
        "first-half": (1, 6), "second-half": (7, 12),
    }[part]  # fmt: skip
    return date(first.year, low, 1), last_of_month(last.year, high)


def _decade_part(first: date, last: date, part: Part) -> tuple[date, date]:
    # Early, mid and late overlap by a year: nobody draws these lines sharply.
    low, high = {
        "early": (0, 3), "mid": (3, 6), "late": (6, 9), "first-half": (0, 4), "second-half": (5, 9),
    }[part]  # fmt: skip
    scale = (last.year - first.year + 1) // 10
    start = first.year + low * scale
    return date(start, 1, 1), date(first.year + (high + 1) * scale - 1, 12, 31)


def _week_part(first: date, last: date, part: Part) -> tuple[date, date]:
    low, high = {
        "early": (0, 2), "mid": (1, 3), "late": (3, 6), "first-half": (0, 2), "second-half": (3, 6),
    }[part]  # fmt: skip
    return first + timedelta(days=low), first + timedelta(days=high)


def _span_part(first: date, last: date, part: Part) -> tuple[date, date]:
    length = (last - first).days + 1
    third = length // 3
    low, high = {
        "early": (0, third), "mid": (third, length - third), "late": (length - third, length),
        "first-half": (0, length // 2), "second-half": (length // 2, length),
    }[part]  # fmt: skip
    return first + timedelta(days=low), first + timedelta(days=max(low, high - 1))


_DAY_PARTS: dict[str, tuple[time, time]] = {
    "early": (time(0, 0), time(11, 59)),
    "mid": (time(10, 0), time(14, 59)),
    "late": (time(17, 0), LAST_MINUTE),
    "first-half": (time(0, 0), time(11, 59)),
    "second-half": (time(12, 0), LAST_MINUTE),
}

_Cut = Callable[[date, date, Part], tuple[date, date]]
_CUTS: dict[str, tuple[_Cut, PeriodPrecision]] = {
    "month": (_month_part, "part-of-month"),
    "year": (_year_part, "part-of-year"),
    "years": (_decade_part, "years"),
    "week": (_week_part, "days"),
}


def part_of(whole: Interval, part: Part) -> Interval:
    """Early, mid or late in a period. Early, mid and late month are days 1-10, 11-20 and 21-end.

    Thirds of other periods, by months in a year; early Thursday is before noon, late after 17:00.
    """
    if whole.first is None or whole.last is None:
        raise ValueError("no part of a period without bounds")
    first, last = whole.first.date(), whole.last.date()
    if whole.precision == "day":
        start, end = _DAY_PARTS[part]
        return Interval(
            datetime.combine(first, start), datetime.combine(last, end), "part-of-day", True
        )
    cut, precision = _CUTS.get(whole.precision, (_span_part, "days"))
    if cut is _decade_part and (last.year - first.year + 1) % 10:
        cut = _span_part
    return days(*cut(first, last, part), precision)


def some_of(whole: Interval, count: int, unit: Unit) -> Interval:
    """The first so many (or, below 0, last so many) days, weeks, months of a period."""
    if whole.first is None or whole.last is None:
        raise ValueError("no part of a period without bounds")
    first, last = whole.first, whole.last
    if count > 0:
        last = shift(first, count, unit) - MINUTE
    else:
        first = shift(last + MINUTE, count, unit)
    if first < whole.first or last > whole.last:
        raise ValueError("more than the whole")
    return days(first.date(), last.date(), "month" if unit == "month" else "days")


def clip_to(whole: Interval, part: Part, now: datetime) -> Interval:
    """ "Earlier this month" ends, "later this month" begins with the day of `now`."""
    if whole.first is None or whole.last is None:
        raise ValueError("no part of a period without bounds")
    today = day(now.date())
    if part == "earlier":
        return msgspec.structs.replace(
            whole, last=min(whole.last, today.last or now), precision=_clipped(whole.precision)
        )
    return msgspec.structs.replace(
        whole, first=max(whole.first, today.first or now), precision=_clipped(whole.precision)
    )


def _clipped(precision: PeriodPrecision) -> PeriodPrecision:
    known: dict[str, PeriodPrecision] = {"month": "part-of-month", "year": "part-of-year"}
    return known.get(precision, "days" if precision == "week" else precision)


def at_clock(one: date, start: int, end: int, precision: PeriodPrecision) -> Interval:
    """Minutes `start` to `end` after midnight of a day; `end` below `start` is the next day's."""
    base = datetime.combine(one, time())
    if end < start:
        end += 24 * 60
    return Interval(base + start * MINUTE, base + end * MINUTE, precision, True)


@functools.lru_cache(maxsize=64)
def moment(written: str | None) -> datetime | None:
    """An ISO date or date-time as local wall time; None for None or anything else."""
    if not written:
        return None
    try:
        return datetime.fromisoformat(written.strip()).replace(tzinfo=None)
    except ValueError:
        return None
