"""Who Korean words describe."""

from __future__ import annotations

import pytest

from sacho.model.values import Count
from sacho.read.languages.ko.who.parties import parse_party

CASES = [
    ("국경경비대", {"kind": "unit", "status": "combatant"}),
    ("국경경비대 군인 2명", {"kind": "group", "status": "combatant", "count": Count(2, 2)}),
    ("보위부", {"kind": "institution", "status": "official"}),
    ("총참모부", {"kind": "institution"}),
    ("주민 3명", {"kind": "group", "status": "civilian", "count": Count(3, 3)}),
    ("30대 남성", {"kind": "person", "age": "30대", "sex": "male", "status": "civilian"}),
    ("37살 여성", {"age": "37", "sex": "female"}),
    ("김모(37) 씨", {"kind": "person", "age": "37"}),
    ("박모 씨(42, 여)", {"age": "42", "sex": "female"}),
    ("중대장", {"rank": "중대장", "status": "combatant", "kind": "person"}),
    ("보위지도원", {"role": "보위지도원", "status": "official"}),
    ("중국 공안", {"kind": "institution", "nationality": "cn"}),
    ("주민들", {"kind": "crowd", "status": "civilian"}),
    ("군인들에게", {"status": "combatant"}),
    ("일가족 4명", {"kind": "group", "count": Count(4, 4)}),
    ("사람을 쏜 군인", {"kind": "person", "status": "combatant"}),
    ("밀수꾼 2명을 사살한 하전사", {"status": "combatant", "count": None}),
    ("군인 가족", {"status": "civilian"}),
    ("대학생 10여 명", {"role": "대학생", "count": Count(10, 19)}),
    ("탈북민 20여 명", {"nationality": "kp", "status": "civilian"}),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_words_describe_a_party(words: str, expected: dict[str, object]) -> None:
    """Kind, number, age, sex, status, rank and role are read from the words alone."""
    party = parse_party(words)
    assert party is not None
    assert {k: getattr(party, k) for k in expected} == expected


@pytest.mark.parametrize("words", ["", "강가", "2021년", "총격", "…", "   "])
def test_words_without_persons_describe_nobody(words: str) -> None:
    """Things, places and dates are no party."""
    assert parse_party(words) is None
