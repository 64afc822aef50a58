"""Calendar arithmetic that both languages share."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.read import calendar

DAYS = st.dates(date(1583, 1, 1), date(2200, 12, 31))


def test_thirds_of_a_month() -> None:
    """Early, mid and late month are days 1-10, 11-20 and 21 to the end."""
    whole = calendar.month(2020, 2)
    bounds = [calendar.part_of(whole, part).iso() for part in ("early", "mid", "late")]
    assert bounds == [
        ("2020-02-01", "2020-02-10"),
        ("2020-02-11", "2020-02-20"),
        ("2020-02-21", "2020-02-29"),
    ]


def test_a_day_keeps_its_dates_and_a_time_its_minutes() -> None:
    """Bounds are ISO dates, and date-times to the minute only where minutes are told."""
    assert calendar.day(date(2021, 1, 26)).iso() == ("2021-01-26", "2021-01-26")
    assert calendar.at_clock(date(2021, 1, 26), 1080, 359, "part-of-day").iso() == (
        "2021-01-26T18:00",
        "2021-01-27T05:59",
    )


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2019, "2019-04-21"), (2024, "2024-03-31")],
)
def test_easter(year: int, expected: str) -> None:
    """Easter Sunday falls where it fell."""
    assert calendar.easter(year).isoformat() == expected


@given(year=st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    """Easter is a Sunday from 22 March to 25 April."""
    found = calendar.easter(year)
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


@given(day=DAYS, months=st.integers(-500, 500))
def test_months_are_added_without_leaving_the_month(day: date, months: int) -> None:
    """Adding months lands in the month so many further on, on that day or its last."""
    found = calendar.add_months(day, months)
    assert calendar.month_index(found) == calendar.month_index(day) + months
    assert found.day == min(day.day, calendar.last_of_month(found.year, found.month).day)


@given(day=DAYS)
def test_the_units_around_a_day_hold_it(day: date) -> None:
    """The week, month, quarter, year and decade around a day hold that day."""
    moment = datetime.combine(day, datetime.min.time())
    for unit in ("day", "week", "month", "quarter", "year", "decade"):
        whole = calendar.around(day, unit)
        assert whole.first is not None and whole.last is not None
        assert whole.first <= moment <= whole.last


@given(day=DAYS, part=st.sampled_from(["early", "mid", "late", "first-half", "second-half"]))
def test_a_part_lies_within_its_whole(day: date, part: calendar.Part) -> None:
    """Any part of a week, month, quarter, year or decade lies within it, ends in order."""
    for unit in ("week", "month", "quarter", "year", "decade"):
        whole = calendar.around(day, unit)
        some = calendar.part_of(whole, part)
        assert whole.first is not None and whole.last is not None
        assert some.first is not None and some.last is not None
        assert whole.first <= some.first <= some.last <= whole.last


@given(year=st.integers(1600, 2200), month=st.integers(1, 12), weekday=st.integers(0, 6))
def test_the_last_weekday_has_none_after_it(year: int, month: int, weekday: int) -> None:
    """The last Monday of a month is a Monday of it, and a week later the month is over."""
    found = calendar.nth_weekday(year, month, weekday, -1)
    assert (found.month, found.weekday()) == (month, weekday)
    assert (found + timedelta(days=7)).month != month


def test_what_is_not_there_is_an_error() -> None:
    """A fifth quarter, a sixth Monday and a sixtieth week raise ValueError."""
    with pytest.raises(ValueError, match="quarter"):
        calendar.quarter(2020, 5)
    with pytest.raises(ValueError, match="weekday"):
        calendar.nth_weekday(2021, 2, 0, 5)
    with pytest.raises(ValueError, match="week"):
        calendar.nth_week(calendar.year(2020), 60)


def test_the_moment_of_a_publication() -> None:
    """ISO dates and date-times are understood, anything else is None and no exception."""
    assert calendar.moment("2021-01-26") == datetime(2021, 1, 26)
    assert calendar.moment("2021-01-26T08:30:00+09:00") == datetime(2021, 1, 26, 8, 30)
    assert calendar.moment("last week") is None
    assert calendar.moment(None) is None
