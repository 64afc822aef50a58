"""The arithmetic of amounts that every language shares."""

from __future__ import annotations

import pytest

from sacho.model.values import Count
from sacho.read.counts import Amount, as_count, bounded, exactly, grouped_digits, odd


def test_a_sum_with_an_open_end_stays_open() -> None:
    """No bound told for one part is no bound for the sum."""
    assert Amount(5, None) == exactly(3).plus(Amount(2, None))
    assert Amount(5, 6) == exactly(3).plus(Amount(2, 3))


@pytest.mark.parametrize(
    ("how", "low", "high"),
    [("at-least", 10, None), ("more-than", 11, None), ("up-to", 1, 10), ("under", 1, 9),
     ("nearly", 9, 10), ("about", 10, 10)],
)  # fmt: skip
def test_a_qualifier_moves_only_the_bound_that_it_speaks_of(
    how: str, low: int, high: int | None
) -> None:
    """The module's table of bounds holds for ten."""
    assert Amount(low, high) == bounded(how, exactly(10))


@pytest.mark.parametrize(
    ("number", "high"), [(10, 19), (30, 39), (100, 199), (120, 129), (12_000, 12_999), (7, 7)]
)
def test_and_some_ends_before_the_next_step(number: int, high: int) -> None:
    """10여 is at most 19, and 120여 at most 129."""
    assert Amount(number, high) == odd(number)


@pytest.mark.parametrize("written", ["1,23", "1234,567", "12,34,567", "1.", "", "x", "1" * 30])
def test_digits_that_are_no_number_give_none(written: str) -> None:
    """Commas stand before groups of three; anything else is not guessed at."""
    assert grouped_digits(written) is None


@pytest.mark.parametrize("amount", [Amount(2.5, 2.5), Amount(-1, 3), Amount(5, 4), None])
def test_what_is_no_whole_number_of_things_is_no_count(amount: Amount | None) -> None:
    """Half a person, less than none, or an end before its beginning is no count."""
    assert as_count(amount) is None
    assert Count(0, 0) == as_count(exactly(0))
