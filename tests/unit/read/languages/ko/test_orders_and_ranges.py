"""Relative ordinals, durations and ranges of bare numbers, in Korean."""

from __future__ import annotations

import pytest

from sacho.model.values import Quantity
from sacho.read.languages.ko.how_many.counts import find, parse_quantity
from sacho.read.languages.ko.how_many.durations import parse_duration
from sacho.read.languages.ko.how_many.orders import parse_order
from sacho.read.languages.ko.how_many.ranges import read_range
from sacho.read.orders import FROM_LAST, FROM_THIS


def written(text: str, field: str) -> list[str]:
    """The words of the values of one field."""
    return [one.written for one in find(text) if one.field == field]


@pytest.mark.parametrize(("words", "steps", "unit"), [
    ("마지막", 0, FROM_LAST), ("끝에서 두 번째", -1, FROM_LAST), ("다음 것", 1, FROM_THIS),
    ("이전 것", -1, FROM_THIS), ("현재 것", 0, FROM_THIS),
])  # fmt: skip
def test_a_relative_ordinal_is_a_place(words: str, steps: int, unit: str) -> None:
    """What is told from the last or from this one is so many steps from it."""
    assert parse_order(words) == Quantity(steps, steps, unit)


@pytest.mark.parametrize("text", ["다음 주에 떠났다.", "다음 날 떠났다.", "마지막 날이었다."])
def test_time_words_tell_no_place(text: str) -> None:
    """다음 주 is a period, and no place in an order."""
    assert not written(text, "order")


@pytest.mark.parametrize(("words", "seconds"), [
    ("3년 반", 110376000), ("이틀", 172800), ("1년 한 달 21일", 35942400), ("하루 종일", 86400),
    ("한 달 그리고 이틀", 2764800), ("123.45초", 123.45), ("2시간 5분 30초", 7530),
])  # fmt: skip
def test_durations_are_seconds(words: str, seconds: float) -> None:
    """Parts are added from the largest unit down, a half and the words for days with them."""
    assert parse_duration(words) == Quantity(seconds, seconds, "second")


@pytest.mark.parametrize(
    "text", ["21일에 떠났다.", "2016년 3월 5일이었다.", "이틀 뒤에 떠났다.", "3년 전이다."]
)
def test_dates_and_moments_are_no_durations(text: str) -> None:
    """A lone day or year may be a date, and what is counted from a moment lasts nothing."""
    assert not written(text, "time")


@pytest.mark.parametrize(("words", "low", "high"), [
    ("이십보다 크고 삼십오보다 작다", 21, 34),
    ("20에서 100", 20, 100),
    ("마이너스 십과 십오 사이", -10, 15),
    ("사분의 일 초과 이분의 일 미만", 0.25, 0.5),
    ("200이거나 그보다 크다", 200, None),
    ("20과 같다", 20, 20),
    ("100 이상이고 200 미만", 100, 199),
    ("30을 웃도는", 31, None),
    ("30을 넘지 않는", 1, 30),
    ("30에 못 미치는", 1, 29),
    ("최소 30 이상", 30, None),
    (">30", 31, None),
])  # fmt: skip
def test_ranges_of_bare_numbers_have_both_bounds(
    words: str, low: float, high: float | None
) -> None:
    """Whole numbers are left out where the words leave them out; shares keep the bound told."""
    assert read_range(words) == parse_quantity(words) == Quantity(low, high, "number")


@pytest.mark.parametrize(
    "text", ["군인 20에서 30명이 죽었다.", "이보다 크다.", "서울에서 부산까지 갔다."]
)
def test_counts_and_other_words_are_no_bare_ranges(text: str) -> None:
    """What is counted is a count; 이보다 means than this."""
    assert not [one for one in find(text) if isinstance(one.value, Quantity)]


def test_powers_are_one_number() -> None:
    """1e10 and 2.5^-1 are read to their end."""
    for words, number in (("1e10", 1e10), ("2.5^-1", 0.4), ("12.32e+14", 1.232e15)):
        value = parse_quantity(words)
        assert value is not None and value.low == pytest.approx(number)
