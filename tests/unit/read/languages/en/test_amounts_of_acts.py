"""How much of what an act tells, and acts told in general. Every text is an INVENTED EXAMPLE."""

from __future__ import annotations

import pytest

from sacho.model.account import Account, ReportHead
from sacho.read.reader import read_text


def accounts(text: str) -> tuple[Account, ...]:
    """What the grammar alone reads in an invented report of May 2030."""
    head = ReportHead(id="invented", published="2030-05-16", language="en")
    return read_text(text, head, trained=False).accounts


def told(text: str, field: str) -> list[str]:
    """The words of all claims of a field."""
    return [c.written for a in accounts(text) for c in a.claims if c.field == field]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Gunmen robbed the driver of 300,000 francs.", "300,000 francs"),
        ("Forest guards burned down 26 huts on Sunday.", "26 huts"),
        ("Fourteen houses were set on fire by soldiers.", "Fourteen houses"),
        ("A sentry shot a farmer three times on Monday.", "three times"),
        ("Soldiers shot a farmer. A sergeant was sentenced to four years.", "four years"),
        ("About forty weavers held a vigil outside the court.", "forty weavers"),
    ],
)
def test_an_act_takes_the_amount_beside_it(text: str, amount: str) -> None:
    """Money taken, things burned, shots, years of a sentence, and how many protested."""
    assert amount in told(text, "quantity")


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers burned a bus.",
        "Gunmen robbed two women of 30 and 41 years.",
        "Two men were robbed 40 miles from the town.",
    ],
)
def test_one_thing_an_age_and_a_distance_are_no_amount(text: str) -> None:
    """ "A bus" is one thing, "30 years" an age, "40 miles" a way."""
    assert told(text, "quantity") == []


def test_acts_in_general_are_no_account() -> None:
    """A plural noun of acts that nobody counts and no words date is no happening."""
    general = "The mayors are concerned about the constant raids by bandits."
    dated = "The mayors spoke of two raids by bandits on Monday."
    assert not accounts(general)
    assert [a.kind for a in accounts(dated)] == ["attack"]


@pytest.mark.parametrize(
    ("after", "who"),
    [
        ("Police blamed the attack on the Red Dawn.", "the Red Dawn"),
        ("We hold the Red Dawn responsible for this attack.", "the Red Dawn"),
        ("The attack is believed to be the work of the Red Dawn.", "the Red Dawn"),
        ("The attack was planned and carried out by the Red Dawn.", "the Red Dawn"),
        ("Officials suspect the militia of the attack.", "the militia"),
    ],
)
def test_whoever_is_blamed_is_the_perpetrator_and_no_victim(after: str, who: str) -> None:
    """ "Blamed the attack on X" tells who did it, whatever stands between."""
    text = f"A bomb exploded at a market on Monday, killing three people. {after}"
    assert who in told(text, "perpetrator")
    assert who not in told(text, "victim")


def test_a_report_carried_by_an_agency_accuses_nobody() -> None:
    """ "Carried by the agency" is not "carried out by"."""
    text = "Two men were shot. The report on the attack was carried by the Lodestar agency."
    assert told(text, "perpetrator") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The librarian has been dismissed.", "punishment"),
        ("The officer was moved to a mine.", "punishment"),
        ("Two women were jailed for six years.", "punishment"),
        ("The three men face trial.", "punishment"),
        ("The army said there had been no shooting at all.", "denial"),
        ("The minister called the report a forgery.", "denial"),
        ("A reward of 20,000 ringgit was announced.", "reward"),
        ("The prefect has forbidden departures at night.", "order"),
        ("Soldiers have been told not to fire on the caves.", "order"),
        ("Some 250 families have left the valley.", "displacement"),
        ("The raiders drove off 400 cattle.", "robbery"),
        ("Parents gathered outside the ministry.", "protest"),
    ],
)
def test_answers_to_an_act_are_told_in_many_words(text: str, kind: str) -> None:
    """Beside an act of harm, these words tell a punishment, a denial, a reward, an order …"""
    assert kind in [a.kind for a in accounts(f"Soldiers shot two farmers dead on Monday. {text}")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Soldiers beat a driver because he had taken a picture.", "he had taken a picture"),
        ("A warder kicked him for singing.", "singing"),
    ],
)
def test_why_somebody_was_hurt(text: str, reason: str) -> None:
    """What follows "because", and "for" with what the person did, is the reason."""
    assert told(text, "reason") == [reason]


def test_a_beating_for_hours_has_no_reason() -> None:
    """ "For two hours" is how long."""
    assert told("Soldiers beat the driver for two hours.", "reason") == []
