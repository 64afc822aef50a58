"""What the best pairing promises."""

from __future__ import annotations

from itertools import permutations

from evals.assignment import best_pairs
from hypothesis import given
from hypothesis import strategies as st


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    numbers = st.integers(0, 9).map(float)
    line = st.lists(numbers, min_size=columns, max_size=columns)
    return draw(st.lists(line, min_size=rows, max_size=rows))


def by_trying_all(worth: list[list[float]]) -> float:
    if len(worth) > len(worth[0]):
        worth = [list(column) for column in zip(*worth, strict=True)]
    columns = range(len(worth[0]))
    return max(
        sum(worth[row][column] for row, column in enumerate(chosen))
        for chosen in permutations(columns, len(worth))
    )


@given(tables())
def test_the_sum_is_that_of_trying_every_pairing(worth: list[list[float]]) -> None:
    """The pairing found is worth as much as the best of all pairings."""
    pairs = best_pairs(worth)

    assert by_trying_all(worth) == sum(worth[row][column] for row, column in pairs)
    assert len(pairs) == len({row for row, _ in pairs}) == len({column for _, column in pairs})


def test_nothing_to_pair_gives_no_pairs() -> None:
    """Empty tables and pairs worth nothing give no pair."""
    assert best_pairs([]) == []
    assert best_pairs([[]]) == []
    assert best_pairs([[0.0, 0.0]]) == []
