"""What the scorers of five-slot templates promise, on hand-made cases and on identities."""

from __future__ import annotations

from itertools import permutations

import pytest
from evals.scorers.ceaf import FIELDS, ROLES, Template, normalise, ree, rme, template
from hypothesis import given, settings
from hypothesis import strategies as st

RAID = template("attack", {"PerpInd": [["the raiders", "armed raiders"]], "Weapon": [["rifles"]]})
BLAST = template("bombing", {"Target": [["a mill"]], "PerpOrg": [["Red Lamp", "RL"]]})


def test_strings_are_compared_without_case_articles_and_punctuation() -> None:
    """`The "Red" Lamp` and `red lamp` are one string."""
    assert normalise('The  "Red" Lamp,') == normalise("red lamp") == "red lamp"


def test_gold_against_gold_is_100() -> None:
    """Every field and every metric gives 1 when the key answers for itself."""
    documents = [([RAID, BLAST], [RAID, BLAST]), ([], []), ([BLAST], [BLAST])]

    assert {field: 1.0 for field in (*FIELDS, "micro") if field != "Victim"} == {
        field: tally.f1 for field, tally in ree(documents).items() if field != "Victim"
    }
    assert rme(documents, "phi-3").f1 == 1.0
    assert rme(documents, "phi-subset").f1 == 1.0


def test_an_entity_is_right_only_if_every_string_is_the_golds() -> None:
    """One string that the gold entity does not have makes the entity wrong."""
    half = template("attack", {"PerpInd": [["raiders", "bandits"]], "Weapon": [["rifles"]]})

    scored = ree([([half], [RAID])])

    assert scored["PerpInd"].right == 0
    assert scored["Weapon"].right == 1
    assert scored["micro"].right == 2  # the type and the weapon
    assert scored["micro"].given == scored["micro"].wanted == 3


def test_a_type_with_two_names_accepts_either_and_no_other() -> None:
    """A pair counts only if the predicted type is a substring of the gold type."""
    both = Template("attack / bombing", {})

    assert ree([([Template("bombing", {})], [both])])["micro"].f1 == 1.0
    assert ree([([Template("arson", {})], [both])])["micro"].f1 == 0.0


def test_an_empty_attack_scores_its_type_alone() -> None:
    """Without fillers only the incident type is right."""
    scored = ree([([Template("attack", {})], [RAID]), ([Template("attack", {})], [])])

    assert scored["micro"].precision == 0.5
    assert scored["micro"].recall == pytest.approx(1 / 3)


def test_one_template_per_type_loses_only_what_was_told_apart() -> None:
    """Two attacks taken for one are paired with one: the fillers of the other are missed."""
    second = template("attack", {"Victim": [["Mina Gaber"]]})
    merged = template(
        "attack",
        {"PerpInd": [["raiders"]], "Weapon": [["rifles"]], "Victim": [["Mina Gaber"]]},
    )

    scored = ree([([merged], [RAID, second])])

    assert scored["micro"].right == 3  # type, perpetrator, weapon
    assert scored["micro"].given == 4
    assert scored["micro"].wanted == 5


def test_phi_3_pays_for_every_string_that_names_an_entity() -> None:
    """One string an entity is all right under phi-subset and half right under phi-3."""
    first = template("bombing", {"Target": [["mill"]], "PerpOrg": [["rl"]]})

    assert rme([([first], [BLAST])], "phi-subset").f1 == 1.0
    assert rme([([first], [BLAST])], "phi-3").recall == pytest.approx(2 / 3)
    assert rme([([first], [BLAST])], "phi-3").precision == 1.0


def test_a_wrong_type_shares_nothing() -> None:
    """In CEAF-RME the type is a condition: the same strings under another type score 0."""
    other = Template("arson", BLAST.roles)

    assert rme([([other], [BLAST])], "phi-3").f1 == 0.0


names = st.sampled_from(["ada", "bo", "cy"])
entity = st.lists(names, min_size=1, max_size=2, unique=True).map(tuple)
entities = st.lists(entity, max_size=2, unique=True).map(tuple)
one_template = st.builds(
    Template,
    st.sampled_from(["attack", "bombing", "attack / bombing"]),
    st.fixed_dictionaries({"PerpInd": entities, "Victim": entities}),
)
documents = st.lists(one_template, max_size=3)


@given(documents, documents)
def test_scores_stay_between_0_and_1(predicted: list[Template], gold: list[Template]) -> None:
    """No pairing finds more than there is, and gold against itself is never below another."""
    micro = ree([(predicted, gold)])["micro"]

    assert 0 <= micro.right <= micro.given
    assert 0 <= micro.found <= micro.wanted
    assert all(role in FIELDS for role in ROLES)


@settings(deadline=None)
@given(documents, documents)
def test_the_pairing_is_as_good_as_the_published_exhaustive_one(
    predicted: list[Template], gold: list[Template]
) -> None:
    """No other pairing of the document gives a better F1."""
    ours = ree([(predicted, gold)])["micro"].f1
    slots: list[Template | None] = [*gold, *[None] * len(predicted)]
    best = 0.0
    for chosen in set(permutations(range(len(slots)), len(predicted))):
        paired = [(one, slots[index]) for one, index in zip(predicted, chosen, strict=True)]
        right = found = 0.0
        for left, partner in paired:
            if partner is not None:
                tally = ree([([left], [partner])])["micro"]
                right, found = right + tally.right, found + tally.found
        given_size = sum(1 + sum(len(t.of(r)) for r in ROLES) for t in predicted)
        gold_size = sum(1 + sum(len(t.of(r)) for r in ROLES) for t in gold)
        p, r = right / (given_size or 1), found / (gold_size or 1)
        best = max(best, 2 * p * r / (p + r) if p + r else 0.0)

    assert ours == pytest.approx(best)


def test_a_text_with_very_many_templates_is_paired_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the number of pairings that are tried the sum of both sides gives the pairing."""
    many = [template("attack", {"Victim": [[f"person {number}"]]}) for number in range(12)]
    reversed_ = list(reversed(many))

    assert ree([(reversed_, many)])["micro"].f1 == 1.0
    monkeypatch.setattr("evals.scorers.ceaf.TRIED", 0)
    assert ree([(reversed_[:3], many[:3])])["micro"].f1 == 0.5
    assert ree([(many[:3], reversed_[-3:])])["micro"].f1 == 1.0
