"""Personal names without 씨, and words that only look like names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.read.languages.ko.syntax.names import is_name
from sacho.read.languages.ko.who.parties import parse_party


@pytest.mark.parametrize("word", ["김덕수", "박용일", "리철민", "림금희", "류경수", "김철"])
def test_a_surname_with_a_given_name_is_a_person(word: str) -> None:
    """Names of South and North are persons, known to a dictionary or not."""
    party = parse_party(word)
    assert is_name(word)
    assert party is not None
    assert party.kind == "person"
    assert party.name == word


@pytest.mark.parametrize(
    "word",
    ["강가", "신의주", "총격", "정부군", "장마당", "조사", "한국", "김치", "양강도", "국정원", "이유",
     "박격포", "황해도", "강도떼", "임시반", "최근", "오늘"],
)  # fmt: skip
def test_places_bodies_and_things_are_no_names(word: str) -> None:
    """A word with a meaning of its own stays what it is, though it begins like a surname."""
    assert not is_name(word)


def test_a_name_keeps_its_age() -> None:
    """The age in brackets behind a name is the person's."""
    party = parse_party("박용일(34)")
    assert party is not None
    assert party.age == "34"


def test_an_army_is_a_unit_and_a_county_is_nobody() -> None:
    """…군 names an army unless the gazetteer knows a county of that name."""
    army = parse_party("신속지원군")
    assert army is not None
    assert (army.kind, army.status) == ("unit", "combatant")
    assert parse_party("보천군") is None


@given(st.text(max_size=12))
def test_any_text_is_a_name_or_not(text: str) -> None:
    """Nothing that stands in a text breaks the question."""
    assert is_name(text) in (True, False)
