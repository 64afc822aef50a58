"""Who the words describe. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.read.languages.en.who.parties import is_person_head, parse_party

KINDS = [
    ("the night guards", "night guards", "group", "combatant"),
    ("a border patrol", "border patrol", "unit", "combatant"),
    ("three farmers", "farmers", "group", "civilian"),
    ("the Ministry of Roads", "Ministry of Roads", "institution", "official"),
    ("police", "police", "institution", "official"),
    ("the Vellish army", "Vellish army", "institution", "combatant"),
    ("Ana Ruiz", "Ana Ruiz", "person", "unknown"),
    ("Gov. Ana Ruiz", "Ana Ruiz", "person", "official"),
    ("dozens of villagers", "villagers", "group", "civilian"),
    ("members of the Sombra Brigade", "Sombra Brigade", "unit", "combatant"),
    ("a crowd of students", "crowd of students", "crowd", "unknown"),
    ("the wounded", "wounded", "group", "unknown"),
    ("U.S. troops", "U.S. troops", "group", "combatant"),
]

DETAILS = [
    ("a 37-year-old woman", {"age": "37", "sex": "female", "kind": "person"}),
    ("Cpl. Abel Tor", {"rank": "Cpl.", "status": "combatant"}),
    ("Lt. Gen. Abel Tor", {"rank": "Lt. Gen."}),
    ("two North Korean soldiers", {"nationality": "KP", "role": "soldier"}),
    ("police spokesman Abel Tor", {"role": "police spokesman", "sex": "male"}),
    ("Abel Tor, 25, a farmer", {"age": "25", "name": "Abel Tor"}),
    ("two teenage girls", {"age": "teenage", "sex": "female"}),
    ("the victim's mother", {"sex": "female", "role": "mother"}),
]

NOBODY = ["the river", "Monday", "their weapons", "1981", "", "  ", "ammunition", "last week"]


@pytest.mark.parametrize(("words", "name", "kind", "status"), KINDS)
def test_parties_have_a_name_a_kind_and_a_status(
    words: str, name: str, kind: str, status: str
) -> None:
    """The name is the words without article and number; kind and status follow from the lexicon."""
    party = parse_party(words)
    assert party is not None
    assert (party.name, party.kind, party.status) == (name, kind, status)


@pytest.mark.parametrize(("words", "expected"), DETAILS)
def test_details_are_read_from_the_words(words: str, expected: dict[str, str]) -> None:
    """Age, sex, rank, role and nationality are told by the words or stay None."""
    party = parse_party(words)
    assert party is not None
    assert {key: getattr(party, key) for key in expected} == expected


@pytest.mark.parametrize("words", NOBODY)
def test_words_that_name_no_one_give_no_party(words: str) -> None:
    """Things, dates and figures are no parties."""
    assert parse_party(words) is None


def test_numbers_of_people_are_kept_as_counts() -> None:
    """ "Three farmers" is three, one named person one, and a body of people has no count."""
    three, one, body = (parse_party(w) for w in ("three farmers", "Ana Ruiz", "the army"))
    assert three and three.count and (three.count.low, three.count.high) == (3, 3)
    assert one and one.count and (one.count.low, one.count.high) == (1, 1)
    assert body and body.count is None


@pytest.mark.parametrize(
    ("lemma", "expected"), [("guard", True), ("ex-guard", True), ("truck", False)]
)
def test_person_heads_are_known(lemma: str, expected: bool) -> None:
    """Compounds count by their last part."""
    assert is_person_head(lemma) is expected


@given(st.text(max_size=80))
def test_any_words_give_a_party_or_none(words: str) -> None:
    """No words make the reading fail, and a party always has a name."""
    party = parse_party(words)
    assert party is None or party.name
