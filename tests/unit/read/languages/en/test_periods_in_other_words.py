"""Dates in less usual words. Published on Friday 7 September 2018; every text is an INVENTED EXAMPLE."""

from __future__ import annotations

import pytest

from sacho.model.account import ReportHead
from sacho.model.values import Period
from sacho.read.context import Context
from sacho.read.languages.en.when.periods import find

CONTEXT = Context(ReportHead(id="invented", published="2018-09-07", language="en"))


def periods(text: str) -> dict[str, tuple[str | None, str | None]]:
    """The periods of the text by their words."""
    found, _ = find(text, CONTEXT)
    return {
        v.written: (v.value.earliest, v.value.latest) for v in found if isinstance(v.value, Period)
    }


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("It ran from August to October.", "from August to October", "2018-08-01", "2018-10-31"),
        ("It ran Nov-Feb 2017.", "Nov-Feb 2017", "2016-11-01", "2017-02-28"),
        ("It ran 2 May to today.", "2 May to today", "2018-05-02", "2018-09-07"),
        ("Born in April '87.", "April '87", "1987-04-01", "1987-04-30"),
        ("He was born on 15 April of 87.", "15 April of 87", "1987-04-15", "1987-04-15"),
        ("The log of 20161016 was lost.", "20161016", "2016-10-16", "2016-10-16"),
        ("In 2017-Q1 it fell.", "2017-Q1", "2017-01-01", "2017-03-31"),
        ("It was so the year before last.", "year before last", "2016-01-01", "2016-12-31"),
        ("In week 3 of 2027 it rained.", "week 3 of 2027", "2027-01-18", "2027-01-24"),
        ("It rained in the 5 past years.", "5 past years", "2013-09-07", "2018-09-07"),
        ("They plan to return within nine months.", "within nine months", "2018-09-07",
         "2019-06-07"),
        ("It was the last week of 2019.", "the last week of 2019", "2019-12-23", "2019-12-29"),
        ("It is on Sunday 31.", "Sunday 31", "2017-12-31", "2017-12-31"),
    ],
)  # fmt: skip
def test_a_date_in_other_words_is_read(text: str, words: str, first: str, last: str) -> None:
    """Ranges that hold today, short years, figures without marks, quarters and weeks by number."""
    assert (first, last) == periods(text)[words]


@pytest.mark.parametrize(
    "text",
    ["He was freed within 48 hours.", "He may march to the city.", "The code is 20169916."],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """How long something took, a verb and a number without such a month are no dates."""
    assert not periods(text)


def test_an_amount_of_money_is_no_day() -> None:
    """ "For $12 December 27": the day stands behind the month."""
    assert ("2017-12-27", "2017-12-27") == periods("Bought for $12 December 27.")["December 27"]
