"""What the naming of MUC-4 slots promises; every name is an INVENTED EXAMPLE."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from evals.adapters.muc4_names import fullest, named, sort_of, strings, words

from sacho.model.claim import Claim
from sacho.model.values import Means, Party, Text
from sacho.model.vocabulary import harm, kinds

ClaimOf = Callable[..., Claim]


@pytest.mark.parametrize(
    ("written", "party", "expected"),
    [
        ("THE ARMED RAIDERS", {"kind": "group"}, [("PerpInd", "armed raiders")]),
        ("SOME 20 TERRORISTS", {"kind": "group"}, [("PerpInd", "terrorists")]),
        ("THE RLF", {"kind": "institution"}, [("PerpOrg", "rlf")]),
        (
            "GUERRILLAS OF THE RED LAMP FRONT",
            {"kind": "group"},
            [("PerpInd", "guerrillas"), ("PerpOrg", "red lamp front")],
        ),
        ("RLF GUERRILLAS", {"kind": "group"}, [("PerpInd", "rlf guerrillas"), ("PerpOrg", "rlf")]),
        ("MEMBERS OF THE RED LAMP FRONT", {"kind": "institution"}, [("PerpOrg", "red lamp front")]),
    ],
)
def test_individuals_are_told_from_their_organisation(
    claim_of: ClaimOf, written: str, party: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    """Doers fill PerpInd, bodies PerpOrg, and words that name both fill both."""
    claim = claim_of("perpetrator", Party(written, **party), written)

    assert expected == [(role, names[0]) for role, names in named(claim)]


@pytest.mark.parametrize(
    ("written", "party", "name"),
    [
        ("COL MINA GABER", {"kind": "person"}, "mina gaber"),
        ("MINA GABER", {"kind": "institution"}, "mina gaber"),
        ("THREE MILLERS", {"kind": "group", "role": "miller"}, None),
        ("THE JUDGES", {"kind": "group"}, None),
        ("A NATIONAL POLICE OFFICER", {"kind": "person", "role": "police officer"}, None),
    ],
)
def test_only_named_victims_fill_a_slot(
    claim_of: ClaimOf, written: str, party: dict[str, Any], name: str | None
) -> None:
    """A name goes without its title; a description is no name."""
    found = named(claim_of("victim", Party(written, **party), written))

    assert found == ([("Victim", (name,))] if name else [])


def test_weapons_go_without_what_they_did(claim_of: ClaimOf) -> None:
    """Of "two bomb explosions" the bomb is the weapon; an explosion alone is none."""
    bomb = claim_of("means", Means("ied", ""), "TWO BOMB EXPLOSIONS")
    blast = claim_of("means", Means("ied", ""), "THE EXPLOSION")

    assert named(bomb) == [("Weapon", ("bomb",))]
    assert named(blast) == []


def test_places_and_positions_are_no_targets(claim_of: ClaimOf) -> None:
    """The task leaves out towns and military positions."""
    ((role, names),) = named(claim_of("target", Text("mill"), "THE MILL"))

    assert (role, names[0]) == ("Target", "mill")
    assert named(claim_of("target", Text("x"), "ENEMY POSITIONS")) == []


def test_a_surname_is_filled_up_from_the_full_name() -> None:
    """The longest name that holds every word is taken; an unknown one stays."""
    assert fullest("gaber", ["mina gaber", "ode"]) == "mina gaber"
    assert fullest("moss", ["mina gaber"]) == "moss"


def test_sorts_are_found_by_words_and_fall_back(claim_of: ClaimOf) -> None:
    """The first list that has a word of the claim names its sort."""
    bus = claim_of("target", Text("bus"), "A BUS")

    assert sort_of(bus, words().things, "other") == "transport vehicle"
    assert sort_of(claim_of("target", Text("x"), "A KITE"), words().things, "other") == "other"


def test_no_words_give_no_strings(claim_of: ClaimOf) -> None:
    """A claim without words fills nothing."""
    empty = claim_of("target", Text(""), "")

    assert strings(empty) == ()
    assert named(empty) == []


def test_only_harms_are_incidents() -> None:
    """Every kind that is mapped to an incident type is a harm of the vocabulary."""
    assert all(kind in kinds() and harm(kind) for kind in words().type)
