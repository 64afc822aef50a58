"""When, in English: what must hold for every date and every text."""

from __future__ import annotations

import calendar
import time
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sacho.model.account import ReportHead
from sacho.model.values import Period
from sacho.read.clock_times import time_of_day
from sacho.read.context import Context
from sacho.read.languages.en.when.periods import find, matches, parse, read
from sacho.read.periods import same_reading
from sacho.read.when import grounded

PUBLISHED = "2021-01-26"  # a Tuesday
DAYS = st.dates(date(1800, 1, 1), date(2100, 12, 31))


def context(published: str | None = PUBLISHED) -> Context:
    """A declared context with nothing but the publication date."""
    return Context(head=ReportHead(id="sha256:0", published=published))


FORMATS = [
    "{0:%B} {1}, {2}", "{0:%b}. {1}, {2}", "{1} {0:%B} {2}", "{1} {0:%b} {2}",
    "the {1}{3} of {0:%B}, {2}", "{0:%A}, {0:%B} {1}, {2}", "{0:%Y-%m-%d}", "{0:%Y/%m/%d}",
    "{0:%d}.{0:%m}.{2}", "{0:%d}-{0:%b}-{2}", "{0:%B} {1}{3} {2}",
]  # fmt: skip


@given(day=DAYS, form=st.sampled_from(FORMATS))
def test_a_written_date_is_read_back(day: date, form: str) -> None:
    """Any date, written in any supported way, is read back as that date."""
    suffix = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    written = form.format(day, day.day, day.year, suffix).replace("May.", "May")
    value = parse(written, context(None), None)
    assert value is not None, written
    assert (value.earliest, value.latest) == (day.isoformat(), day.isoformat())


@given(day=DAYS)
def test_month_first_with_slashes(day: date) -> None:
    """With slashes the month stands first unless the number is no month."""
    value = parse(f"{day.month}/{day.day}/{day.year}", context(None), None)
    assert value is not None
    assert value.earliest == day.isoformat()


@given(published=DAYS, weekday=st.integers(0, 6))
def test_a_weekday_is_in_the_week_before(published: date, weekday: int) -> None:
    """A bare weekday is one of the seven days that end with the publication."""
    value = parse(calendar.day_name[weekday], context(published.isoformat()), None)
    assert value is not None and value.earliest is not None
    told = date.fromisoformat(value.earliest)
    assert told.weekday() == weekday
    assert timedelta(0) <= published - told < timedelta(days=7)


PIECES = st.sampled_from(
    [
        "the",
        "last",
        "next",
        "this",
        "in",
        "on",
        "of",
        "at",
        "since",
        "from",
        "to",
        "until",
        "before",
        "after",
        "early",
        "mid",
        "late",
        "end",
        "middle",
        "first",
        "second",
        "week",
        "month",
        "year",
        "Thursday",
        "Monday",
        "January",
        "May",
        "March",
        "2019",
        "14th",
        "5",
        "12",
        "ago",
        "later",
        "days",
        "two",
        "a",
        "few",
        "around",
        "p.m.",
        "11:30",
        "night",
        "morning",
        "summer",
        "yesterday",
        "today",
        ",",
        "-",
        ".",
        "and",
        "between",
        "past",
        "Party",
        "Congress",
        "8th",
        "Christmas",
        "2021-02-30",
        "1990s",
        "day",
        "that",
        "following",
        "previous",
    ]
)


@given(words=st.lists(PIECES, max_size=12), published=st.sampled_from([PUBLISHED, None]))
def test_what_is_found_is_read_again_from_its_words(
    words: list[str], published: str | None
) -> None:
    """Reading a found value's own words again, with its anchor, gives the value; ends are ordered."""
    text = " ".join(words)
    told = context(published)
    found, _ = find(text, told)
    for one in found:
        if one.field == "time":
            node = read(one.written)
            assert node is not None and time_of_day(node) == one.value
            continue
        value = one.value
        assert isinstance(value, Period)
        start, end = one.spans[0]
        assert text[start:end] == one.written
        anchor = None
        if value.basis.spans:
            first, last = value.basis.spans[0]
            anchor = parse(text[first:last], told, None)
        again = parse(one.written, told, anchor)
        assert again is not None and same_reading(again, value)
        if value.earliest is not None and value.latest is not None:
            assert value.earliest <= value.latest


@given(words=st.lists(PIECES, max_size=10))
def test_taking_the_publication_away_never_gives_other_values(words: list[str]) -> None:
    """Without a publication date there are no values but those that never needed it."""
    text = " ".join(words)
    known = {one.spans: one.value for one in find(text, context())[0]}
    for one in find(text, context(None))[0]:
        if one.field == "time":
            continue
        assert isinstance(one.value, Period)
        if one.value.basis.rule in ("absolute", "named"):
            assert known[one.spans] == one.value
        else:
            assert one.value.basis.rule == "relative-to-date"
            assert one.value.basis.spans


@given(text=st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Arbitrary text gives values and problems, never an exception."""
    find(text, context())
    parse(text, context(None), None)


def test_long_text_is_read_in_linear_time() -> None:
    """Ten times the text takes about ten times as long, also where everything looks like a date."""

    def seconds(times: int) -> float:
        text = "from the 5 to the 12 of the first week of the end of May 2019, " * times
        started = time.perf_counter()
        matches(text)
        return time.perf_counter() - started

    seconds(5)
    short, long = min(seconds(20) for _ in range(3)), seconds(200)
    assert long < 40 * max(short, 0.001)


def test_relative_nodes_know_their_origin() -> None:
    """Only words that count from another date of the text ask for one."""
    asked = {m.node: grounded(m.node) for m in matches("last week; two days later; that night")}
    assert list(asked.values()) == ["publication", "text", "text"]
