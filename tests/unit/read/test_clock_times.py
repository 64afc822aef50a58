"""Times of day whose day is not told."""

from __future__ import annotations

import pytest

from sacho.model.account import ReportHead
from sacho.model.values import Quantity
from sacho.read.clock_times import CLOCK, PART, time_of_day
from sacho.read.context import Context
from sacho.read.languages.en.when import periods as english
from sacho.read.languages.ko.when import periods as korean

UNDATED = Context(head=ReportHead(id="sha256:0", published=None))


@pytest.mark.parametrize(("words", "low", "high", "unit"), [
    ("11:30 p.m.", 1410, 1410, CLOCK),
    ("23:15", 1395, 1395, CLOCK),
    ("ten past nine", 550, 1270, CLOCK),  # morning or evening is untold
    ("36 minutes past eight", 516, 1236, CLOCK),
    ("from 2 to 4 pm", 840, 960, CLOCK),
    ("after 9 pm", 1261, None, CLOCK),
    ("before 9 am", 0, 539, CLOCK),
    ("the evening", 1020, 1379, PART),
    ("the night", 1080, 1799, PART),
])  # fmt: skip
def test_a_time_without_its_day_is_minutes_after_midnight(
    words: str, low: int, high: int | None, unit: str
) -> None:
    """An hour is kept without its day: both bounds, an open end, the next morning past 1,439."""
    node = english.read(words)
    assert node is not None
    assert time_of_day(node) == Quantity(low, high, unit)


@pytest.mark.parametrize("words", ["yesterday at 9 pm", "5 May 2020", "last week", "two days ago"])
def test_what_tells_a_day_is_no_bare_time(words: str) -> None:
    """Words that name a day, or no hour, are periods and no time of day."""
    node = english.read(words)
    assert node is not None
    assert time_of_day(node) is None


def test_an_hour_of_no_known_day_is_kept_and_stays_a_problem() -> None:
    """English and Korean: the hour is a value of field "time", and the missing day is named."""
    for find, text, written in (
        (english.find, "INVENTED EXAMPLE: they met at 11:30 p.m. by the mill.", "11:30 p.m."),
        (korean.find, "지어낸 예: 그들은 밤 11시 30분에 만났다.", "밤 11시 30분"),
    ):
        (value,), (problem,) = find(text, UNDATED)
        assert (value.field, value.written) == ("time", written)
        assert value.value == Quantity(1410, 1410, CLOCK)
        assert problem.code == "period.no-anchor"


def test_an_hour_beside_a_date_is_a_period_alone() -> None:
    """Where the day is told, the hour belongs to the period, and no second value stands there."""
    text = "INVENTED EXAMPLE: they met on 5 May 2020 at 11:30 p.m. by the mill."
    found, problems = english.find(text, UNDATED)
    assert [one.field for one in found] == ["period"]
    assert not problems
