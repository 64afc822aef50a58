"""Parties compared by name, in one alphabet or two; every name is invented."""

from __future__ import annotations

import pytest

from sacho.link.compare import compare
from sacho.link.outcomes import of_parties
from sacho.model.values import Party
from tests.unit.link.accounts import account, period


@pytest.mark.parametrize(
    ("latin", "other"),
    [
        ("Kim Chol-su", "김철수"), ("Gim Cheolsu", "김철수 씨"), ("Pak Yong Hui", "농장원 박영희"),
        ("Kim Chol-su", "Gim Cheol Soo"), ("Ri Sun-ok", "리순옥은"),
    ],
)  # fmt: skip
def test_a_name_in_two_alphabets_or_spellings_is_one(latin: str, other: str) -> None:
    """However a Korean name is romanised, it is heard in its Hangul and in another spelling."""
    assert "same in sound" == of_parties(Party(latin), Party(other))[0]
    assert "same in sound" == of_parties(Party(other), Party(latin))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Chol-su", "박영희"), ("Kim Chol-su", "최옥"), ("김철수", "김철호"), ("a farmer", "농장원"),
        ("Kim Chol-su", "주민 세 명"),
    ],
)  # fmt: skip
def test_other_names_are_not_heard_as_one(one: str, other: str) -> None:
    """Other names, and words that are no names, do not sound alike."""
    assert "same in sound" != of_parties(Party(one), Party(other))[0]


def test_a_variant_is_heard_as_well() -> None:
    """A spelling that the text gives beside the name counts as the name does."""
    told = Party("a weaver", variants=("Choe Myong-ok",))

    assert "same in sound" == of_parties(told, Party("최명옥"))[0]


def test_the_comparison_shows_both_spellings() -> None:
    """What people see names both, says that they sound alike, and speaks for one happening."""
    day = period("2024-05-03", "2024-05-03")
    left = account("a", "r1", 1, when=day, victim=Party("Kim Chol-su"))
    right = account("b", "r2", 2, when=day, victim=Party("김철수"))

    (line,) = (c for c in compare(left, right).compared if c.field == "victim")

    assert ("for", True) == (line.weight, "Kim Chol-su and 김철수 sound alike" in line.note)
