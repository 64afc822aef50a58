"""Values found in a text -> the writings in which Recognizers-Text gives its answers.

A writing is one string per answer: `2019-01-03`, `2019-01-03 08:00`, `08:00`, `start..end` for
intervals (an open end is empty), `5`, `[20..30]` for ranges of numbers, `5 year` for ages and
durations in seconds as `86400 s`. A value that can be said in two ways has two writings: our
intervals include their last day, theirs exclude it. Hours without a day, durations and relative
ordinals ("the last": `end+0`) are values that no claim takes; a number told as equal is a range too.
"""

from __future__ import annotations

import re

import msgspec

from evals.adapters.recognizers_periods import hour_writings, period_writings
from sacho.model.account import FoundValue, Reading
from sacho.model.span import Span, hull
from sacho.model.values import Count, Period, Quantity

SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000,
    "year": 31536000,
}  # fmt: skip
_NUMERAL = re.compile(
    r"[-+]?\d[\d.,\s]*(?:\d|(?<=\d))(?:\s?(?:hundred|thousand|million|billion|trillion|dozen|[백천만억조]+))*"
    r"|(?:(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion"
    r"|dozen|and|a|point|half)\b[\s-]*)+"
    r"|(?:하나|둘|셋|넷|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)+"
    r"|[일이삼사오육칠팔구십백천만억조영공]+",
    re.IGNORECASE,
)


_AFTER = re.compile(r"\s?(?:동안|(?<!시)간)$")
_BEFORE = re.compile(r"(?:about|around|approximately|aged?|약)\s+|[$€£¥₩]\s?", re.IGNORECASE)


_ORIGINS = {"place from the last": "end", "place from this one": "current"}
"""Units of relative ordinals -> what they are counted from."""


class Found(msgspec.Struct, frozen=True):
    """A value at its words; `group` is time, number, ordinal, age or other."""

    group: str
    span: Span
    writings: frozenset[str]


def found(reading: Reading) -> list[Found]:
    """Every value that the reading found, in the writings of the benchmark."""
    listed: list[Found] = []
    for one in reading.values:
        if not one.spans:
            continue
        group, writings = _written(one, reading.report.published)
        listed.append(Found(group, hull(one.spans), frozenset(writings)))
        listed += [*_numeral(one), *_without_after(one, group, writings)]
    return listed


def _without_after(one: FoundValue, group: str, writings: set[str]) -> list[Found]:
    """A duration without the word that it lasted: of "3년 동안" the 3년."""
    after = _AFTER.search(one.written)
    if after is None or len(one.spans) != 1 or not isinstance(one.value, Quantity):
        return []
    start = one.spans[0][0]
    return [Found(group, (start, start + after.start()), frozenset(writings))]


def _numeral(one: FoundValue) -> list[Found]:
    """The number in front of a unit or of what is counted: of "30 rounds" the 30, of "$20" the 20.

    An age with a word before it ("around eighteen months of age") is also the age without it.
    """
    value = one.value
    if not isinstance(value, Count | Quantity) or value.low != value.high:
        return []
    before = _BEFORE.match(one.written)
    skipped = before.end() if before else 0
    head = _NUMERAL.match(one.written, skipped)
    if head is None or not head[0].strip(" -"):
        return []
    first, whole = one.spans[0][0] + skipped, hull(one.spans)
    numeral = (first, first + len(head[0].rstrip(" -")))
    number = frozenset(_number_writings(value.low, value.high))
    listed = [Found("number", numeral, number)] if numeral != whole else []
    if skipped and isinstance(value, Quantity):
        group, writings = _quantity_writings(value)
        listed.append(Found(group, (first, whole[1]), frozenset(writings)))
    return listed


def _written(one: FoundValue, told_on: str | None) -> tuple[str, set[str]]:
    value = one.value
    if isinstance(value, Period):
        return "time", period_writings(value, told_on)
    if isinstance(value, Count):
        return "number", _range_writings(value.low, value.high)
    if isinstance(value, Quantity) and one.field == "time":
        lasting = value.unit == "second"
        return "time", {f"{_number(value.low)} s"} if lasting else hour_writings(value)
    if isinstance(value, Quantity) and one.field == "order":
        return "ordinal", {f"{_ORIGINS[value.unit]}{int(value.low):+d}"}
    if isinstance(value, Quantity):
        return _quantity_writings(value)
    return "other", set()


def _quantity_writings(value: Quantity) -> tuple[str, set[str]]:
    unit, _, of_age = value.unit.partition(" of ")
    writings = _number_writings(value.low, value.high)
    if of_age == "age":
        return "age", {f"{one} {unit}" for one in writings}
    if value.unit == "ordinal":
        return "ordinal", writings
    if unit in SECONDS and value.low == value.high:
        return "time", {f"{_number(value.low * SECONDS[unit])} s"}
    if value.unit == "number":
        return "number", _range_writings(value.low, value.high)
    return "number", writings


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def _range_writings(low: float, high: float | None) -> set[str]:
    """A number as such, and as a range of that number alone ("equal to 20")."""
    alone = {f"[{_number(low)}..{_number(low)}]"} if low == high else set[str]()
    return _number_writings(low, high) | alone


def _number_writings(low: float, high: float | None) -> set[str]:
    """One number is itself; a range is written with the bounds told or with whole ones beside.

    Recognizers writes "more than 20" as open at 20; a count says 21 and more.
    """
    if high is not None and low == high:
        return {_number(low)}
    lows = {_number(low), _number(low - 1)} | ({""} if low <= 1 else set())
    highs = {_number(high), _number(high + 1)} if high is not None else {""}
    return {f"[{a}..{b}]" for a in lows for b in highs}
