"""TempEval-3: where times stand in news, and which days they mean.

There is one public file; one document of five, by its name, is measured as dev. A gold value and
a reading of ours are compared as days: `1989-Q3` is 1 July to 30 September. Durations, sets and
vague references (PRESENT_REF) count for the spans only.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from datetime import date, timedelta

from evals.data import Record, listed, worded
from evals.metrics import Metric, Rate, Tally, prf
from sacho.model.account import FoundValue, Reading, ReportHead
from sacho.model.span import Span, hull, overlaps
from sacho.model.values import Period, Quantity

NAME = "tempeval3"
_TIME_UNITS = {"second", "minute", "hour", "day", "week", "month", "year", "decade"}
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")

Days = tuple[str, str]


def part(record: Record) -> str:
    """Which split a document belongs to."""
    number = hashlib.sha256(worded(record, "docid").encode()).digest()[0]
    return "dev" if number % 5 == 0 else "train"


def text(record: Record) -> str:
    """What is read."""
    return worded(record, "text")


def head(record: Record) -> ReportHead:
    """The day it was made, and that it is English."""
    day = worded(record, "dct")[:10] or None
    return ReportHead(id=f"{NAME}:{worded(record, 'docid')}", published=day, language="en")


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """F1 of overlapping spans (main), of exact spans, and of overlapping spans with their days."""
    relaxed, strict, valued = Tally(), Tally(), Tally()
    for record, reading in zip(records, readings, strict=True):
        given = [one for one in reading.values if _is_time(one)]
        wanted = [((t["start"], t["end"]), days(t["value"])) for t in listed(record, "timex3")]
        spans = [hull(one.spans) for one in given]
        relaxed.add(_met(spans, [span for span, _ in wanted], exact=False))
        strict.add(_met(spans, [span for span, _ in wanted], exact=True))
        valued.add(_valued(given, [(span, told) for span, told in wanted if told]))
    return [
        *prf(NAME, "relaxed", relaxed, main=True),
        *prf(NAME, "strict", strict),
        Metric(NAME, "days right of gold days", valued.recall, round(valued.wanted)),
        Metric(NAME, "days right of days found", valued.precision, round(valued.given)),
    ]


def _is_time(one: FoundValue) -> bool:
    value = one.value
    return isinstance(value, Period) or (isinstance(value, Quantity) and value.unit in _TIME_UNITS)


def _met(given: list[Span], wanted: list[Span], exact: bool) -> Tally:
    def same(one: Span, other: Span) -> bool:
        return one == other if exact else overlaps(one, other)

    right = sum(any(same(g, w) for w in wanted) for g in given)
    found = sum(any(same(g, w) for g in given) for w in wanted)
    return Tally(right, len(given), found, len(wanted))


def _valued(given: list[FoundValue], wanted: list[tuple[Span, Days]]) -> Tally:
    found = met = 0
    for span, told in wanted:
        mine = [g.value for g in given if overlaps(hull(g.spans), span)]
        periods = [p for p in mine if isinstance(p, Period) and p.earliest is not None]
        met += bool(periods)
        found += any(((p.earliest or "")[:10], (p.latest or "")[:10]) == told for p in periods)
    return Tally(found, met, found, len(wanted))


def days(value: str) -> Days | None:
    """First and last day of a TIMEX3 value; None where it names no days of the calendar."""
    if match := _DAY.fullmatch(value):
        return match[1], match[1]
    if match := _WEEK.fullmatch(value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return first.isoformat(), (first + timedelta(days=6)).isoformat()
    if match := _QUARTER.fullmatch(value):
        month = 3 * int(match[2]) - 2
        return f"{match[1]}-{month:02}-01", _last(int(match[1]), month + 2)
    if match := _MONTH.fullmatch(value):
        return f"{value}-01", _last(int(match[1]), int(match[2]))
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    return None


def _last(year: int, month: int) -> str:
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
