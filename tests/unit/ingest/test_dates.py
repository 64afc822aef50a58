"""A date is taken only where it is written as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.ingest.dates import date_lines, iso, pdf_date


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2021-01-26", "2021-01-26"), ("2021-01-26T09:30:00+09:00", "2021-01-26T09:30+09:00"),
        ("2021-01-26T09:30:00Z", "2021-01-26T09:30+00:00"), ("2021-01-26 09:30", "2021-01-26T09:30"),
        ("2021-01-26T09:30:00.123+0900", "2021-01-26T09:30+09:00"), ("2021-02-30", None),
        ("2021-01-26T25:00", "2021-01-26"), ("26/01/2021", None), ("", None), (None, None),
        ("2021-01-26T09:30+99:99", "2021-01-26"),
    ],
)  # fmt: skip
def test_iso_takes_iso_dates_of_days_that_exist(written: str | None, value: str | None) -> None:
    """An ISO date or date-time is normalised to the minute; anything else is no date."""
    assert iso(written) == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("January 26, 2021", "2021-01-26"), ("Jan. 26, 2021", "2021-01-26"),
        ("26 January 2021", "2021-01-26"), ("Tuesday, January 26, 2021", "2021-01-26"),
        ("Published: 26 Jan 2021 09:30 GMT", "2021-01-26"), ("2021.01.26", "2021-01-26"),
        ("By Ann Fielding | January 26, 2021", "2021-01-26"), ("2021년 1월 26일", "2021-01-26"),
        ("입력 2021.01.26 09:30", "2021-01-26"), ("입력 : 2021-01-26 오전 9:30", "2021-01-26"),
        ("The Hill Courier, 26 January 2021", "2021-01-26"), ("2021-01-26", "2021-01-26"),
        ("On January 26, 2021 two men were shot.", None), ("January 2021", None),
        ("Updated: January 26, 2021", None), ("Fiction 26, 2021", None),
        ("Two men shot on January 26, 2021", None), ("February 30, 2021", None),
        ("26 January 27 2021", None), ("Since January 26, 2021, the road is closed.", None),
    ],
)  # fmt: skip
def test_a_line_that_is_only_a_date_dates_the_report(line: str, value: str | None) -> None:
    """A line near the top that holds a date and no telling is the report's date."""
    text = f"The bridge at Ashford\n\n{line}\n\nTwo men were shot."
    found = date_lines(text)
    assert [each for each, _ in found] == ([value] if value else [])
    assert all(text[slice(*span)] == line for _, span in found)


def test_a_date_far_down_is_not_the_reports() -> None:
    """Only the first lines can date a report."""
    assert date_lines("Told.\n\n" * 40 + "January 26, 2021") == []


def test_pdf_dates() -> None:
    """The day of a PDF's date is read, and nothing of what is no date."""
    assert pdf_date("D:20210126093000+09'00'") == "2021-01-26"
    assert pdf_date("D:20211326") is None
    assert pdf_date("yesterday") is None


@given(st.text(max_size=200))
def test_no_text_makes_them_raise(text: str) -> None:
    """No words make the readers of dates raise."""
    for reads in (iso, date_lines, pdf_date):
        reads(text)
