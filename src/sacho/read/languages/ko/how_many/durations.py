"""Korean durations that are no counted quantity: `3년 반`, `이틀`, `2시간 5분 30초`, `하루 종일`.

They tell how long, in seconds (a month is 30 days, a year 365). No claim takes them; one number
with one unit of time (20분 동안) is a quantity of that unit already. A lone 21일 or 2016년 may be a
date and is none.
"""

from __future__ import annotations

import re

from sacho.model.account import FoundValue
from sacho.model.values import Quantity
from sacho.read.languages.ko.how_many.numerals import NUMERAL, narrow, read_numeral

_UNITS = {
    "년": 31536000, "개월": 2592000, "달": 2592000, "주일": 604800, "주": 604800, "일": 86400,
    "시간": 3600, "분": 60, "초": 1,
}  # fmt: skip
DAY_WORDS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8,
         "아흐레": 9, "열흘": 10, "보름": 15, "일주일": 7}  # fmt: skip
_DAYS: dict[str, float] = {**DAY_WORDS, "한나절": 0.25, "반나절": 0.25}
_DAY_WORD = "|".join(sorted(_DAYS, key=len, reverse=True))
_PART = rf"(?:(?:\d{{1,40}}\.\d{{1,20}}|{NUMERAL})\s?(?:{'|'.join(_UNITS)})(?![월요차째대])(?:\s?반(?![가-힣]))?|{_DAY_WORD})"
_ONE = re.compile(
    rf"(?P<number>\d{{1,40}}\.\d{{1,20}}|{NUMERAL})\s?(?P<unit>{'|'.join(_UNITS)})(?P<half>\s?반)?|(?P<days>{_DAY_WORD})"
)
_DURATION = re.compile(
    rf"(?<![가-힣\d.])(?<![월년] )(?:지난 )?(?P<all>{_PART}(?:\s?(?:그리고\s)?{_PART}){{0,12}})"
    r"(?P<whole>\s?(?:종일|내내))*"
)
_MOMENT = re.compile(
    r"\s?(?:전|후|뒤|만에|째|이내|안에|내[로에]|앞|이상|이하|지나|사이|[가-힣]{0,20}부터)"
)
_LONGEST_YEARS = 1000


def parse_duration(words: str) -> Quantity | None:
    """How many seconds the words last; None where they tell no duration."""
    match = _DURATION.fullmatch(narrow(words).strip())
    seconds = _seconds(match) if match else None
    return None if seconds is None else Quantity(seconds, seconds, "second")


def find_durations(text: str) -> list[FoundValue]:
    """The durations in the text, in order; each says the same read alone."""
    found: list[FoundValue] = []
    plain = narrow(text)
    for match in _DURATION.finditer(plain):
        start, end = match.start("all"), match.end()
        value = None if _MOMENT.match(plain, end) else parse_duration(plain[start:end])
        if value is not None:
            found.append(FoundValue("time", value, text[start:end], ((start, end),)))
    return found


def _seconds(match: re.Match[str]) -> float | None:
    """The parts from the largest unit to the smallest; None where they may be a date."""
    total, size = 0.0, float("inf")
    parts = list(_ONE.finditer(match["all"]))
    for part in parts:
        number, unit = _one(part)
        if number is None or unit >= size:
            return None
        if unit == _UNITS["년"] and number >= _LONGEST_YEARS:
            return None
        total, size = total + number * unit, unit
    return total if _sure(parts) else None


def _one(part: re.Match[str]) -> tuple[float | None, float]:
    if part["days"]:
        return float(_DAYS[part["days"]]), 86400
    written = part["number"]
    amount = None if "." in written else read_numeral(written)
    number = float(written) if "." in written else amount.low if amount else None
    if number is None or (amount is not None and amount.low != amount.high):
        return None, 1
    return number + (0.5 if part["half"] else 0), _UNITS[part["unit"]]


def _sure(parts: list[re.Match[str]]) -> bool:
    """Several parts, a half, a decimal or a word for days: no date is written so."""
    if len(parts) > 1:
        return not all(part["unit"] in ("분", "초") for part in parts)
    return bool(parts and (parts[0]["days"] or parts[0]["half"] or "." in parts[0]["number"]))
