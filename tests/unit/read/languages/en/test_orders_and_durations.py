"""Relative ordinals, durations and other writings of numbers, in English."""

from __future__ import annotations

import pytest

from sacho.model.values import Count, Quantity
from sacho.read.languages.en.how_many.counts import parse_count, parse_quantity
from sacho.read.languages.en.how_many.durations import parse_duration
from sacho.read.languages.en.how_many.finding import find
from sacho.read.languages.en.how_many.orders import parse_order
from sacho.read.orders import FROM_LAST, FROM_THIS


def written(text: str, field: str) -> list[str]:
    """The words of the values of one field."""
    return [one.written for one in find(text) if one.field == field]


@pytest.mark.parametrize(("words", "steps", "unit"), [
    ("last", 0, FROM_LAST), ("the second to last", -1, FROM_LAST), ("next to last", -1, FROM_LAST),
    ("penultimate", -1, FROM_LAST), ("the third to last", -2, FROM_LAST),
    ("the one before the last one", -1, FROM_LAST), ("next", 1, FROM_THIS),
    ("previous", -1, FROM_THIS), ("current", 0, FROM_THIS),
])  # fmt: skip
def test_a_relative_ordinal_is_a_place(words: str, steps: int, unit: str) -> None:
    """What is told from the last or from this one is so many steps from it."""
    assert parse_order(words) == Quantity(steps, steps, unit)


@pytest.mark.parametrize("text", [
    "He left last Friday.", "The talks resume next week.", "It will last for hours.",
    "At last they came.", "Over the last three days it rained.", "It happened last month.",
])  # fmt: skip
def test_time_words_and_verbs_tell_no_place(text: str) -> None:
    """ "Last week" is a period and "to last" a verb: neither is a place in an order."""
    assert not written(text, "order")


@pytest.mark.parametrize(("words", "seconds"), [
    ("an hour", 3600), ("an hour and a half", 5400), ("one hour and half", 5400),
    ("half an hour", 1800), ("3 days and 4 hours", 273600), ("2 hours, 5 minutes", 7500),
    ("two nights", 172800), ("1 hr", 3600), ("all day", 86400), ("a year and a quarter", 39420000),
])  # fmt: skip
def test_durations_are_seconds(words: str, seconds: int) -> None:
    """Parts are added from the largest unit down; halves and quarters count."""
    assert parse_duration(words) == Quantity(seconds, seconds, "second")


@pytest.mark.parametrize("text", [
    "He came an hour ago.", "They earned $5 a day.", "It left a day later.", "He goes twice a year.",
    "He served at least three years.", "The boy is a year old.",
])  # fmt: skip
def test_moments_rates_and_quantities_are_no_durations(text: str) -> None:
    """What is counted back, told per unit, an age or already a quantity lasts nothing more."""
    assert not written(text, "time")


@pytest.mark.parametrize(("words", "number"), [
    ("1 414 021 100", 1414021100), ("40\u202f000", 40000), ("12,34,567", 1234567),
    ("13 lakh", 1300000), ("2mil", 2000000),
])  # fmt: skip
def test_digits_grouped_otherwise_are_one_number(words: str, number: int) -> None:
    """Thin spaces, Indian groups and steps are read as the one number that they write."""
    assert parse_count(words) == Count(number, number)


def test_a_decimal_comma_behind_grouping_points_is_one() -> None:
    """1.111,5 is written in the continental way and is one thousand one hundred eleven and a half."""
    assert parse_quantity("1.111,5") == Quantity(1111.5, 1111.5, "number")


@pytest.mark.parametrize(("words", "number"), [
    ("1.3e6", 1300000), ("2.5^-1", 0.4), ("6.23x10^-4", 0.000623),
])  # fmt: skip
def test_powers_are_read_to_their_end(words: str, number: float) -> None:
    """A decimal with a power is one number, not the decimal alone."""
    value = parse_quantity(words)
    assert value is not None and value.low == pytest.approx(number)


@pytest.mark.parametrize(("words", "low", "high"), [
    ("greater or equal to 30", 30, None), ("less or equal than 100", 1, 100), ("equal to 170", 170, 170),
    ("200 or bigger", 200, None),
])  # fmt: skip
def test_bounds_with_equality_take_the_number_in(words: str, low: int, high: int | None) -> None:
    """ "Or equal" takes in the number told; "equal to" is that number."""
    assert parse_count(words) == Count(low, high)
