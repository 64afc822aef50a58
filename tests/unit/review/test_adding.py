"""What a person may add by hand, and how a typed value is read."""

from __future__ import annotations

import pytest

from sacho.errors import UsageError
from sacho.model.account import Account
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Count, Party, Period
from sacho.review.adding import Given, found, proposed, sentence
from sacho.review.typed import typed

TEXT = "INVENTED EXAMPLE. Guards shot two men. Two men fled. 경비대가 두 명을 쐈다."
ACCOUNT = RecordedAccount(
    Account("account:a", "shooting", "accomplished", (), (25, 29)), "r1", "text:1", (1, 0)
)


def test_words_are_found_once_or_named() -> None:
    """Words that stand once are found; of several the person says which."""
    assert "shot" == TEXT[slice(*found(TEXT, "shot", None))]
    assert 30 == found("two men, " + TEXT, "two men", 2)[0] - 9
    with pytest.raises(UsageError, match="2 times"):
        found("two men, " + TEXT, "two men", None)
    with pytest.raises(UsageError, match="does not hold"):
        found(TEXT, "three", None)
    with pytest.raises(UsageError, match="1 occurrences"):
        found(TEXT, "shot", 2)


def test_the_sentence_around_is_the_evidence() -> None:
    """Full stops and line ends bound it."""
    assert "Guards shot two men." == TEXT[slice(*sentence(TEXT, found(TEXT, "shot", None)))]


def test_a_claim_by_hand_stands_in_the_account_named() -> None:
    """Words, value and account are kept; its id is for the store to make."""
    given = Given("two men", field="killed", value="2")

    made = proposed("text:1", TEXT, given, ACCOUNT, "r1")

    assert (Count(2, 2), "two men", "by hand") == (
        made.claim.value, made.claim.written, made.claim.rule,
    )  # fmt: skip
    assert ["account:a"] == [w.account for w in made.within]


@pytest.mark.parametrize(
    "given",
    [
        Given("shot", kind="praise"),
        Given("shot", field="colour", value="3"),
        Given("shot", field="killed", value="some"),
        Given("", field="killed", value="3"),
    ],
)
def test_what_is_amiss_is_refused(given: Given) -> None:
    """A kind, field, value or words that there are not."""
    with pytest.raises(UsageError):
        proposed("text:1", TEXT, given, ACCOUNT, "r1")


def test_a_typed_value_is_of_its_fields_type() -> None:
    """A day, two days, a name; JSON of another type is refused."""
    day = typed("period", "2031-05-03")
    both = typed("period", "2031-05-01 to 2031-05-03")

    assert isinstance(day, Period)
    assert ("2031-05-03", "day", "given") == (day.earliest, day.precision, day.basis.rule)
    assert isinstance(both, Period)
    assert ("2031-05-01", "2031-05-03") == (both.earliest, both.latest)
    assert Party("guards") == typed("perpetrator", "guards")
    for field, value in (
        ("period", "May"), ("period", "2031-05-03 to 2031-05-01"), ("place", "Ford"),
        ("killed", '{"type":"text","text":"x","code":null}'),
        ("killed", '{"type":"count","low":3,"high":2}'),
    ):  # fmt: skip
        with pytest.raises(UsageError):
            typed(field, value)
