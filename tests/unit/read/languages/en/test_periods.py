"""When, in English: what time words of a report are read as."""

from __future__ import annotations

import pytest

from sacho.model.account import ReportHead
from sacho.model.values import Period
from sacho.read.context import Context
from sacho.read.languages.en.when.periods import find, parse

PUBLISHED = "2021-01-26"  # a Tuesday


def context(published: str | None = PUBLISHED) -> Context:
    """A declared context with nothing but the publication date."""
    return Context(head=ReportHead(id="sha256:0", published=published))


def read(words: str, published: str | None = PUBLISHED) -> tuple[str | None, str | None, str]:
    """Bounds and precision of words read alone."""
    value = parse(words, context(published), None)
    assert value is not None, words
    return value.earliest, value.latest, value.precision


WORDS = [
    # absolute
    ("Jan. 26, 2021", "2021-01-26", "2021-01-26", "day"),
    ("26 January 2021", "2021-01-26", "2021-01-26", "day"),
    ("the 26th of January, 2021", "2021-01-26", "2021-01-26", "day"),
    ("2021-01-26", "2021-01-26", "2021-01-26", "day"),
    ("1/26/2021", "2021-01-26", "2021-01-26", "day"),
    ("26/1/2021", "2021-01-26", "2021-01-26", "day"),
    ("3/4/2020", "2020-03-04", "2020-03-04", "day"),
    ("26.1.2021", "2021-01-26", "2021-01-26", "day"),
    ("05-Aug-2016", "2016-08-05", "2016-08-05", "day"),
    ("Tuesday, Jan. 26, 2021", "2021-01-26", "2021-01-26", "day"),
    ("October 7, Juche 113 (2024)", "2024-10-07", "2024-10-07", "day"),
    ("Juche 110", "2021-01-01", "2021-12-31", "year"),
    ("March 2020", "2020-03-01", "2020-03-31", "month"),
    ("2019", "2019-01-01", "2019-12-31", "year"),
    ("nineteen eighty-six", "1986-01-01", "1986-12-31", "year"),
    # without a year: the nearest past
    ("Jan. 8", "2021-01-08", "2021-01-08", "day"),
    ("March 12", "2020-03-12", "2020-03-12", "day"),
    ("December", "2020-12-01", "2020-12-31", "month"),
    ("the 14th", "2021-01-14", "2021-01-14", "day"),
    ("around the 23rd", "2021-01-23", "2021-01-23", "day"),
    ("the 28th", "2020-12-28", "2020-12-28", "day"),
    ("Friday the 18th", "2020-12-18", "2020-12-18", "day"),
    # weekdays
    ("Thursday", "2021-01-21", "2021-01-21", "day"),
    ("last Thursday", "2021-01-21", "2021-01-21", "day"),
    ("last Tuesday", "2021-01-19", "2021-01-19", "day"),
    ("next Monday", "2021-02-01", "2021-02-01", "day"),
    ("this Friday", "2021-01-29", "2021-01-29", "day"),
    ("Thursday night", "2021-01-21T18:00", "2021-01-22T05:59", "part-of-day"),
    ("Monday morning", "2021-01-25T05:00", "2021-01-25T11:59", "part-of-day"),
    # counted units
    ("today", "2021-01-26", "2021-01-26", "day"),
    ("the day before yesterday", "2021-01-24", "2021-01-24", "day"),
    ("tonight", "2021-01-26T18:00", "2021-01-27T05:59", "part-of-day"),
    ("last night", "2021-01-25T18:00", "2021-01-26T05:59", "part-of-day"),
    ("overnight", "2021-01-25T18:00", "2021-01-26T05:59", "part-of-day"),
    ("this week", "2021-01-25", "2021-01-31", "week"),
    ("last week", "2021-01-18", "2021-01-24", "week"),
    ("last month", "2020-12-01", "2020-12-31", "month"),
    ("last year", "2020-01-01", "2020-12-31", "year"),
    ("the weekend", "2021-01-23", "2021-01-24", "days"),
    ("three days ago", "2021-01-23", "2021-01-23", "day"),
    ("two weeks ago", "2021-01-11", "2021-01-17", "week"),
    ("two months ago", "2020-11-01", "2020-11-30", "month"),
    ("a year ago", "2020-01-01", "2020-12-31", "year"),
    ("years ago", "2012-01-26", "2019-01-26", "vague"),
    ("a few days ago", "2021-01-17", "2021-01-24", "vague"),
    ("past ten days", "2021-01-16", "2021-01-26", "days"),
    ("more than two years ago", None, "2019-12-31", "year"),
    # parts
    ("early this month", "2021-01-01", "2021-01-10", "part-of-month"),
    ("earlier this month", "2021-01-01", "2021-01-26", "part-of-month"),
    ("the middle of last month", "2020-12-11", "2020-12-20", "part-of-month"),
    ("the end of March", "2020-03-21", "2020-03-31", "part-of-month"),
    ("the first days of January", "2021-01-01", "2021-01-10", "part-of-month"),
    ("mid-January", "2021-01-11", "2021-01-20", "part-of-month"),
    ("late 2019", "2019-09-01", "2019-12-31", "part-of-year"),
    ("the first week of March 2020", "2020-03-02", "2020-03-08", "week"),
    ("the first Monday of March 2020", "2020-03-02", "2020-03-02", "day"),
    ("the first three months of 2020", "2020-01-01", "2020-03-31", "month"),
    # seasons, quarters, decades
    ("last winter", "2019-12-01", "2020-02-29", "season"),
    ("the summer of 2018", "2018-06-01", "2018-08-31", "season"),
    ("the winter of 2018", "2018-01-01", "2019-02-28", "season"),
    ("the winter of 2019-20", "2019-12-01", "2020-02-29", "season"),
    ("the first quarter of 2020", "2020-01-01", "2020-03-31", "quarter"),
    ("the second half of 2019", "2019-07-01", "2019-12-31", "part-of-year"),
    ("the 1990s", "1990-01-01", "1999-12-31", "years"),
    ("the late 1990s", "1996-01-01", "1999-12-31", "years"),
    ("the 19th century", "1800-01-01", "1899-12-31", "years"),
    # ranges and bounds
    ("from 5 to 12 January", "2021-01-05", "2021-01-12", "days"),
    ("between March and May 2020", "2020-03-01", "2020-05-31", "month"),
    ("Nov. 3-5", "2020-11-03", "2020-11-05", "days"),
    ("Nov. 18-Dec. 19, 2015", "2015-11-18", "2015-12-19", "days"),
    ("November to February 2017", "2016-11-01", "2017-02-28", "month"),
    ("2014-2018", "2014-01-01", "2018-12-31", "years"),
    ("from Monday to Friday", "2021-01-18", "2021-01-22", "days"),
    ("since 2019", "2019-01-01", None, "year"),
    ("until last month", None, "2020-12-31", "month"),
    ("before 2010", None, "2009-12-31", "year"),
    ("after Jan. 8", "2021-01-09", None, "day"),
    # clock times
    ("11 PM on 14 September", "2020-09-14T23:00", "2020-09-14T23:00", "time"),
    ("around 3 a.m. on Monday", "2021-01-25T03:00", "2021-01-25T03:00", "time"),
    ("23:15 on Jan. 8", "2021-01-08T23:15", "2021-01-08T23:15", "time"),
    ("5:30 on Jan. 8", "2021-01-08T05:30", "2021-01-08T17:30", "time"),
    ("noon Saturday", "2021-01-23T12:00", "2021-01-23T12:00", "time"),
    ("from 11 p.m. Monday to 3 a.m. Tuesday", "2021-01-25T23:00", "2021-01-26T03:00", "time"),
    ("the night of 14 September", "2020-09-14T18:00", "2020-09-15T05:59", "part-of-day"),
    ("the early hours of Monday", "2021-01-25T00:00", "2021-01-25T05:59", "part-of-day"),
    ("late Thursday night", "2021-01-21T21:00", "2021-01-22T05:59", "part-of-day"),
    ("0230 hours on 3 March", "2020-03-03T02:30", "2020-03-03T02:30", "time"),
    ("between 3 and 8 pm yesterday", "2021-01-25T15:00", "2021-01-25T20:00", "time"),
    ("Tuesday after 1 pm", "2021-01-26T13:01", None, "time"),
    # named
    ("the 8th Party Congress", "2021-01-05", "2021-01-12", "days"),
    ("the party's seventh congress", "2016-05-06", "2016-05-09", "days"),
    ("Seventh Congress of the Workers' Party of Korea", "2016-05-06", "2016-05-09", "days"),
    ("before the end of March 2020", None, "2020-03-31", "part-of-month"),
    ("since the end of the Korean War", "1953-07-27", None, "day"),
    ("the Sept. 11 attacks", "2001-09-11", "2001-09-11", "day"),
    ("the day before the 8th Party Congress", "2021-01-04", "2021-01-04", "day"),
    ("two weeks before the 8th Party Congress", "2020-12-21", "2020-12-27", "week"),
    ("after the 7th Party Congress", "2016-05-10", None, "days"),
    ("the Day of the Sun", "2020-04-15", "2020-04-15", "day"),
    ("Christmas 2018", "2018-12-25", "2018-12-25", "day"),
    ("Chuseok 2019", "2019-09-13", "2019-09-13", "day"),
    ("last Easter", "2020-04-12", "2020-04-12", "day"),
    # vague
    ("recently", None, "2021-01-26", "vague"),
    ("soon", "2021-01-26", None, "vague"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "earliest", "latest", "precision"), WORDS)
def test_words_read_alone(
    words: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    """Words read alone, with the publication date, give these bounds and this precision."""
    assert read(words) == (earliest, latest, precision)


LED = {"2019", "the 14th", "the 28th", "nineteen eighty-six"}  # only with "in" or "on" before


@pytest.mark.parametrize("words", [row[0] for row in WORDS if row[0] not in LED])
def test_a_finder_finds_what_the_words_say(words: str) -> None:
    """Found after a preposition in a sentence, the same words give the same value."""
    found, problems = find(f"Guards were posted, it was said, {words}.", context())
    assert [one.value for one in found] == [parse(words, context(), None)]
    assert not problems


IN_TEXT = [
    ("The river was closed in 2019.", ["2019"]),
    ("They crossed on the 14th, in fog.", ["the 14th"]),
    ("Soldiers came in December and left by Jan. 8.", ["December", "by Jan. 8"]),
    ("Before Thursday's vote nobody spoke.", ["Thursday"]),
    ("On Jan. 7 and 8 the shots were heard.", ["Jan. 7 and 8"]),
    ("In the last three days, two fled.", ["last three days"]),
    ("She may go, and they march at a second signal in the sun.", []),
    ("On the 14th floor, 2,019 people of the 5th Army marched 2000 miles.", []),
    ("He was in his 30s; the ratio was 4:3 and Sun Microsystems grew.", []),
    ("They were held for two weeks and freed within 10 days.", []),
    ("It was decided by the 7th Party Congress.", ["the 7th Party Congress"]),
    ("It was quiet before the start of the first meeting.", []),
    ("Since the fall of the old town nobody spoke; in the spring they came.", ["the spring"]),
    ("In April, May and June 2020 they came.", ["April", "May", "June 2020"]),
    ("They patrol every Monday, and each March the ice melts.", []),
    ("It was shortly before midnight on Tuesday.", ["midnight on Tuesday"]),
    ("Tel: 138-2010-2015", []),
]


@pytest.mark.parametrize(("text", "expected"), IN_TEXT)
def test_only_time_words_are_found(text: str, expected: list[str]) -> None:
    """Prepositions stay out of spans; verbs, counts, names and durations are not periods."""
    found, problems = find(text, context())
    assert [one.written for one in found] == expected
    assert not problems


FROM_A_DATE = [
    ("On Jan. 3 they were caught. Two days later one died.", "Two days later", "2021-01-05"),
    ("On Jan. 3 they were caught. The next day they left.", "The next day", "2021-01-04"),
    ("On Jan. 3 they were caught; the previous day had been calm.", "the previous day",
     "2021-01-02"),
    ("On Jan. 3 they were caught and, at 9 p.m., shot.", "9 p.m.", "2021-01-03T21:00"),
    ("In March 2020 it began. The following month it ended.", "following month", "2020-04-01"),
    ("It ran from 5 to 9 March 2020. A week later it was over.", "A week later", "2020-03-16"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "earliest"), FROM_A_DATE)
def test_counting_from_a_date_of_the_text(text: str, written: str, earliest: str) -> None:
    """What counts from a date told before says so, and points at that date's words."""
    found, _ = find(text, context())
    last = found[-1]
    assert last.written == written
    assert isinstance(last.value, Period)
    assert last.value.earliest == earliest
    assert last.value.basis.rule == "relative-to-date"
    assert last.value.basis.spans == found[0].spans


def test_a_name_without_its_number_is_the_one_told_before() -> None:
    """ "The party congress" is the congress that the text named, wherever it named it."""
    text = "At the 7th Party Congress he spoke. " + "Nothing else. " * 100
    found, _ = find(text + "At the party congress it was quiet.", context())
    value = found[-1].value
    assert isinstance(value, Period)
    assert (value.earliest, value.basis.table) == ("2016-05-06", "wpk-congress-7")
    assert value.basis.spans == found[0].spans


@pytest.mark.parametrize(
    "words", ["last Thursday", "yesterday", "Jan. 8", "two days ago", "recently", "next year",
              "past three weeks", "earlier this month", "the Day of the Sun", "two days later"]
)  # fmt: skip
def test_without_publication_relative_words_are_a_problem(words: str) -> None:
    """No publication date: relative words give period.no-anchor at their span and no value."""
    text = f"It was said {words}."
    found, problems = find(text, context(None))
    assert not found
    assert [(p.code, text[slice(*p.spans[0])]) for p in problems] == [("period.no-anchor", words)]
    assert parse(words, context(None), None) is None


@pytest.mark.parametrize("words", ["Feb. 30, 2021", "2020-13-01", "31 April 2019"])
def test_impossible_dates_are_a_problem(words: str) -> None:
    """A date that does not exist is reported, not bent into one that does."""
    found, problems = find(f"It was on {words}.", context())
    assert not found
    assert [p.code for p in problems] == ["period.impossible"]


def test_a_weekday_that_does_not_fit_is_told() -> None:
    """A weekday that contradicts a full date leaves the date and raises a problem."""
    found, problems = find("It was on Monday, Jan. 26, 2021.", context())
    assert [one.written for one in found] == ["Monday, Jan. 26, 2021"]
    assert [p.code for p in problems] == ["period.weekday-mismatch"]


def test_furniture_is_not_read() -> None:
    """Dates in captions and notices are left out of the reading."""
    text = "Photo of Jan. 7. It was on Jan. 8."
    told = Context(head=ReportHead(id="sha256:0", published=PUBLISHED), furniture=((0, 16),))
    assert [one.written for one in find(text, told)[0]] == ["Jan. 8"]


def test_the_basis_says_what_was_counted_from() -> None:
    """The basis names the rule and the date that the words were counted from."""
    rules = {
        "Jan. 26, 2021": ("absolute", None),
        "last Thursday": ("relative-to-publication", PUBLISHED),
        "two days ago": ("duration-before", PUBLISHED),
        "the 8th Party Congress": ("named", None),
    }
    for words, expected in rules.items():
        value = parse(words, context(), None)
        assert value is not None
        assert (value.basis.rule, value.basis.anchor) == expected
