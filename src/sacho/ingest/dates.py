"""The dates by which a document dates itself, as ISO 8601, and only what is written as such."""

from __future__ import annotations

import re
from datetime import date, datetime

from sacho.model.span import Span

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_MONTHS = {
    name: at
    for at, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:day)?,?\s+)?"
_ENGLISH = re.compile(
    _DAY_NAME + r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[a-z]{3,9})\.?,?\s+"
    r"(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{4})",
    re.I,
)
_KOREAN = re.compile(r"(\d{4})년\s?(\d{1,2})월\s?(\d{1,2})일")
_DOTTED = re.compile(r"(\d{4})[.\-/]\s?(\d{1,2})[.\-/]\s?(\d{1,2})\.?")
_LABEL = re.compile(
    r"(?:first\s+|date\s+)?(?:published|posted|issued|date|dated|filed|입력|등록|승인|발행일?|게시|작성일?"
    r"|기사입력|보도일?)(?:\s?(?:on|at|일|일자|시간|날짜))?\s?[:：]?\s*",
    re.I,
)
_TIME = re.compile(
    r"\A\s*+(?:[,|·(-]\s*+)?(?:(?:오전|오후)\s?)?\d{1,2}:\d{2}(?::\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)?"
    r"\s?(?:[A-Z]{2,4}|\([A-Z]{2,4}\))?\)?",
    re.I,
)
_AUTHOR_BEFORE = re.compile(r"(?:by\s+)?[^\W\d_][\w.'’ \-]{1,60}?\s*[|·/,–—-]\s*", re.I)
_LINES = 16
_LONGEST = 100


def iso(value: str | None) -> str | None:
    """`value` as an ISO date or date-time if it is one and names a day that exists, else None."""
    found = _ISO.match((value or "").strip())
    if found is None:
        return None
    year, month, day, hour, minute, zone = found.groups()
    whole = _date(int(year), int(month), int(day))
    if whole is None or hour is None or not (int(hour) < 24 and int(minute) < 60):
        return whole
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    stamp = f"{whole}T{hour}:{minute}{'+00:00' if zone == 'Z' else zone or ''}"
    try:
        datetime.fromisoformat(stamp)
    except ValueError:
        return whole
    return stamp


def pdf_date(value: str | None) -> str | None:
    """The day of a PDF date (`D:20210126093000+09'00'`), else None."""
    found = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", value or "", re.ASCII)
    return _date(*(int(part) for part in found.groups())) if found else None


def date_lines(text: str) -> list[tuple[str, Span]]:
    """The dates, with their spans, of lines among the first of the text that hold nothing else.

    A label ("Published:", "입력"), a name before it and a time after it may stand beside it. The
    first of them dates the report.
    """
    told: list[tuple[str, Span]] = []
    at = 0
    for raw in text.split("\n", _LINES)[:_LINES]:
        found = _only_date(raw) if raw and len(raw) <= _LONGEST else None
        if found is not None:
            told.append((found, (at, at + len(raw))))
        at += len(raw) + 1
    return told


def _only_date(raw: str) -> str | None:
    body = raw.strip(" []()|·-–—")
    label = _LABEL.match(body)
    bodies = [body, body[label.end() :] if label else body]
    name = _AUTHOR_BEFORE.match(body)
    if name:
        rest = body[name.end() :]
        label = _LABEL.match(rest)
        bodies += [rest, rest[label.end() :] if label else rest]
    return next((found for each in bodies if (found := _whole_date(each))), None)


def _whole_date(body: str) -> str | None:
    for pattern in (_KOREAN, _DOTTED, _ENGLISH):
        found = pattern.match(body)
        if found is None:
            continue
        rest = body[found.end() :]
        after = _TIME.match(rest)
        if (rest[after.end() :] if after else rest).strip(" .|)(,") == "":
            return _from(found)
    return None


def _from(found: re.Match[str]) -> str | None:
    if "month" not in found.re.groupindex:
        return _date(*(int(part) for part in found.groups()))
    month = _MONTHS.get(found["month"].lower())
    day = found["d1"] or found["d2"]
    if month is None or day is None or (found["d1"] and found["d2"]):
        return None
    return _date(int(found["year"]), month, int(day))


def _date(year: int, month: int, day: int) -> str | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
