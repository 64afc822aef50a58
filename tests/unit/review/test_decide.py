"""What a person may answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.errors import UsageError
from sacho.model.claim import Claim
from sacho.model.values import Count
from sacho.review.decide import Answer, check, read_value

CLAIM = Claim(
    "claim:a", "killed", Count(3, 3), "three", ((0, 5),), ((0, 9),), "asserted", None, (), 0.8
)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("praise", ("claim:a",), "Han", "why"), "no decision"),
        (Answer("accept", ("claim:a",), " ", "why"), "needs a name"),
        (Answer("accept", ("claim:a",), "Han", ""), "needs a reason"),
        (Answer("link", ("account:a",), "Han", "why"), "judges 2 ids"),
        (Answer("accept", ("claim:a", "claim:b"), "Han", "why"), "judges 1 id"),
        (Answer("grade", ("account:a",), "Han", "why", "B2"), "one of three"),
        (Answer("correct", ("claim:a",), "Han", "why"), "needs a value"),
    ],
)
def test_an_answer_amiss_is_refused_with_what_is_wrong(answer: Answer, said: str) -> None:
    """A verb, name, reason, number of ids or value amiss is named."""
    with pytest.raises(UsageError, match=said):
        check(answer)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_typed_range_is_read_as_its_bounds(low: int, more: int) -> None:
    """`6`, `6-7` and `6+` are read back as the counts that they say."""
    assert Count(low, low) == read_value(CLAIM, f"{low}")
    assert Count(low, low + more) == read_value(CLAIM, f" {low} - {low + more}")
    assert Count(low, None) == read_value(CLAIM, f"{low}+")


@pytest.mark.parametrize("typed", ["seven to six", "7-6", "-1", "{", '{"type":"count"}'])
def test_a_value_that_is_none_is_refused(typed: str) -> None:
    """Words, bounds the wrong way round and broken JSON are no count."""
    with pytest.raises(UsageError):
        read_value(CLAIM, typed)
