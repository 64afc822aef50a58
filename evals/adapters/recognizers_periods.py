"""Periods -> the writings in which Recognizers-Text gives times.

Where the two draw lines unlike, both drawings of the same words are written:

- our last day is inside the interval, theirs is outside; of an interval named by its two ends
  ("from May to September") their end is the start of the last unit named;
- parts of the day: our afternoon ends at six, theirs at four (`_PARTS`);
- a clock time whose half of the day is untold is an interval of twelve hours to us, and two
  answers to them;
- "two months ago" is a month to us and a day to them;
- "now" is the day of the reference moment to us and that moment to them; "after nine" begins a
  minute past nine to us.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from sacho.model.values import Period, Quantity

HALF_DAY = 12
_NO_DAY = datetime(1, 1, 2)
_DAY = re.compile(r"\d-\d")
_WITH_TIME = 16  # 2019-01-03T08:00
_PARTS = {
    ("05:00", "11:59"): ("08:00", "12:00"),
    ("00:00", "11:59"): ("08:00", "12:00"),
    ("12:00", "17:59"): ("12:00", "16:00"),
    ("12:00", "23:59"): ("12:00", "16:00"),
    ("17:00", "22:59"): ("16:00", "20:00"),
    ("18:00", "05:59"): ("20:00", "23:59"),
    ("09:00", "17:59"): ("08:00", "18:00"),
    ("11:00", "14:59"): ("11:00", "13:00"),
    ("03:00", "07:59"): ("04:00", "08:00"),
}
"""Our parts of the day, first and last minute -> theirs, start and end."""


def period_writings(value: Period, told_on: str | None = None) -> set[str]:
    """The ways to write a period; none where neither end is known.

    `told_on` is the reference moment, from which they count months and years to the day.
    """
    start, end = value.earliest, value.latest
    if start is None and end is None:
        return set()
    if len(start or "") >= _WITH_TIME or len(end or "") >= _WITH_TIME:
        return _clock_writings(start, end, value.precision == "part-of-day")
    if start is not None and start == end:
        now = {told_on.replace("T", " ").removesuffix(":00")} if told_on else set[str]()
        # "Now" is the reference moment to them and its day to us.
        return {start} | (now if value.precision == "vague" else set())
    writings = {f"{a}..{b}" for a in _starts(start, end) for b in _ends(value)}
    if value.precision in ("month", "year") and told_on and start and end:
        writings |= _same_day(start, told_on)
    return writings


def _starts(start: str | None, end: str | None) -> set[str]:
    if start is None:
        return {""}
    # "after the 4th" starts on the 5th to us and after the 4th to them.
    return {start, _shifted(start, -1)} if end is None else {start}


def _ends(value: Period) -> set[str]:
    start, end = value.earliest, value.latest
    if end is None:
        return {""}
    ends = {_shifted(end, 1)}
    if start is None or value.precision in ("days", "years", "vague"):
        ends.add(end)
    last = _last_unit(start, end, value.precision)
    return ends | ({last} if last else set())


def _last_unit(start: str | None, end: str, precision: str) -> str | None:
    """Where the last month, quarter or year begins of an interval that has several."""
    after = _shifted(end, 1)
    if start is None or start[8:] != "01" or after[8:] != "01":
        return None
    years, months = int(after[:4]) - int(start[:4]), int(after[5:7]) - int(start[5:7])
    length = {"year": 12, "years": 12, "quarter": 3}.get(precision, 1)
    if 12 * years + months <= length:
        return None
    year, month = divmod(12 * int(after[:4]) + int(after[5:7]) - 1 - length, 12)
    return f"{year:04}-{month + 1:02}-01"


def _same_day(start: str, told_on: str) -> set[str]:
    """The reference day in the month or year that begins at `start`; a month's last day if less."""
    try:
        first, reference = date.fromisoformat(start[:10]), date.fromisoformat(told_on[:10])
    except ValueError:
        return set()
    days: set[str] = set()
    for month in {first.month, reference.month} if first.month == 1 else {first.month}:
        last = calendar.monthrange(first.year, month)[1]
        days.add(first.replace(month=month, day=min(reference.day, last)).isoformat())
    return days


def _clock_writings(start: str | None, end: str | None, part: bool) -> set[str]:
    """A moment or an interval with a clock time, with its day and without it."""
    first, last = _clock(start, "00:00"), _clock(end, "23:59")
    if first and first == last:
        return {first, first[11:]}
    pairs = {(first, last)}
    if last:
        pairs.add((first, _later(last, 1 / 60)))
    elif first:  # "after nine" begins at one past nine to us and after nine to them
        pairs.add((_later(first, -1 / 60), last))
    if part and first and last:
        theirs = _PARTS.get((first[11:], last[11:]))
        if theirs:
            pairs = {(f"{first[:10]} {theirs[0]}", f"{first[:10]} {theirs[1]}")}
    writings = {f"{a}..{b}" for a, b in pairs} | {f"{a[11:]}..{b[11:]}" for a, b in pairs}
    apart = _hours_apart(first, last) if first and last and not part else 0
    if apart == HALF_DAY:
        writings |= {first, last, first[11:], last[11:]}
    elif apart > HALF_DAY:  # "from 3 to 4": from three to four, in either half of the day
        for a, b in ((first, _later(last, -HALF_DAY)), (_later(first, HALF_DAY), last)):
            writings |= {f"{a}..{b}", f"{a[11:]}..{b[11:]}"}
    return writings


def hour_writings(value: Quantity) -> set[str]:
    """A time of day without its day, counted in minutes after midnight."""
    first, last = _on_no_day(value.low), _on_no_day(value.high)
    written = _clock_writings(first, last, "part" in value.unit)
    if value.low == 0 and value.high:  # "before nine" has no start to them
        written |= _clock_writings(None, last, False)
    return {one for one in written if not _DAY.search(one)}


def _on_no_day(minutes: float | None) -> str | None:
    return None if minutes is None else (_NO_DAY + timedelta(minutes=minutes)).isoformat()


def _hours_apart(first: str, last: str) -> float:
    try:
        apart = datetime.fromisoformat(last) - datetime.fromisoformat(first)
    except ValueError:
        return 0.0
    return apart.total_seconds() / 3600


def _clock(moment: str | None, otherwise: str) -> str:
    if moment is None:
        return ""
    day, _, clock = moment.replace("T", " ").partition(" ")
    return f"{day} {clock[:5] or otherwise}"


def _later(moment: str, hours: float) -> str:
    try:
        return (datetime.fromisoformat(moment) + timedelta(hours=hours)).isoformat(" ", "minutes")
    except (ValueError, OverflowError):
        return moment


def _shifted(day: str, days: int) -> str:
    try:
        return (datetime.fromisoformat(day) + timedelta(days=days)).date().isoformat()
    except (ValueError, OverflowError):
        return day
