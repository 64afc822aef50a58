"""Orders, arms handed out, rewards, punishments, inquiries, denials, reactions, protests."""

from __future__ import annotations

from pathlib import Path

import pytest

from sacho.model.span import words
from sacho.read.analysis import Telling
from sacho.read.languages.en.acts.tellings import tellings
from sacho.read.languages.en.syntax.analyse import analyse

CASES = Path(__file__).parent / "authority_cases.tsv"
# What such a record is about; without any act in the text, a reaction or an inquiry is of none.
ABOUT = " Guards shot two men."


def rows() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def first_sentence(text: str) -> list[Telling]:
    return [t for t in tellings(text, analyse(text), []) if t.sentence == 0]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_a_record_of_authority_or_response_has_the_words_of_each_field(row: list[str]) -> None:
    """Issuer, addressee, instruction, beneficiary, outcome … are exactly the words that tell them."""
    sentence, kind, manner, fields = (*row, "", "")[:4]
    text = sentence + ABOUT
    found = first_sentence(text)
    assert kind in [t.kind for t in found]
    telling = next(t for t in found if t.kind == kind)
    assert f"{telling.stage}/{telling.stance}" == (manner or "accomplished/asserted")
    got = [(s.field, words(text, s.spans)) for s in telling.slots]
    for field in filter(None, (part.strip() for part in fields.split(";"))):
        name, _, wanted = field.partition("=")
        assert (name, wanted) in got


def test_each_receiver_has_the_amount_that_was_handed_to_them() -> None:
    """Amounts hang on their own receivers, also inside brackets, and "each" belongs to both."""
    text = "Officers had been given 25 cartridges (recruits 10 cartridges) of ammunition each."
    telling = next(t for t in first_sentence(text + ABOUT) if t.kind == "issue-of-arms")
    pairs = {
        words(text, telling.slots[s.of].spans): words(text, s.spans)
        for s in telling.slots
        if s.field == "quantity" and s.of is not None
    }
    assert pairs == {"Officers": "25 cartridges … each", "recruits": "10 cartridges … each"}


def test_who_got_which_reward_is_told_apart() -> None:
    """Two receivers with two outcomes are one reward with two pairs."""
    text = (
        "Guards who hit a runner were given “brigade medals” while guards who stopped a boat were "
        "given “army medals,” a driver said."
    )
    telling = next(t for t in first_sentence(text + ABOUT) if t.kind == "reward")
    pairs = {
        words(text, telling.slots[s.of].spans): words(text, s.spans)
        for s in telling.slots
        if s.field == "outcome" and s.of is not None
    }
    assert pairs == {
        "Guards who hit a runner": "brigade medals",
        "guards who stopped a boat": "army medals",
    }


def test_an_order_ends_where_another_clause_begins() -> None:
    """Two orders in one sentence keep their own issuers and instructions."""
    text = (
        "The ministry reminded sentries not to “fire by mistake,” and the navy also ordered sailors "
        "to stay ashore."
    )
    orders = [t for t in first_sentence(text) if t.kind == "order"]
    told = [
        [words(text, s.spans) for s in t.slots if s.field in ("issuer", "instruction")]
        for t in orders
    ]
    assert told == [
        ["The ministry", "not to “fire by mistake,”"],
        ["the navy", "to stay ashore"],
    ]


def test_a_reaction_without_any_act_is_left_out() -> None:
    """People may be afraid of much; without an act in the text it is no record."""
    assert first_sentence("Residents are afraid of the winter.") == []
