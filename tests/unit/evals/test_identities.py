"""What the scorers give for known answers on the real keys, where the data is present.

The same answers on the test part of MUC-4 are published: 100, 87.2, 17.6 and 32.1. Here the values
of our own scorer are pinned for the parts that may be looked at.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.data import records
from evals.muc4 import gold_keys, gold_templates
from evals.scorers import muc_slots
from evals.scorers.ceaf import ROLES, Entity, Template, ree, rme

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
EXPECTED = {
    "dev": {"one per type": 84.57, "one attack": 15.90, "types": 39.69, "first string": 77.85},
    "train": {"one per type": 85.64, "one attack": 18.50, "types": 43.24, "first string": 83.80},
}

Documents = list[list[Template]]


@pytest.fixture(params=["dev", "train"])
def split(request: pytest.FixtureRequest) -> str:
    """A split whose file is there."""
    name: str = request.param
    if not (DATA / "muc4" / f"{name}.jsonl.gz").is_file():
        pytest.skip("the MUC-4 keys are not here")
    return name


@pytest.fixture
def gold(split: str) -> Documents:
    """The five-slot key of every text."""
    return [gold_templates(one) for one in records(DATA / "muc4" / f"{split}.jsonl.gz")]


def f1(predicted: Documents, gold: Documents) -> float:
    micro = ree(list(zip(predicted, gold, strict=True)))["micro"]
    return round(100 * micro.f1, 2)


def collapsed(templates: list[Template]) -> list[Template]:
    """One template per type, with the entities of all."""
    by_type: dict[str, dict[str, tuple[Entity, ...]]] = {}
    for one in templates:
        roles = by_type.setdefault(one.type, dict.fromkeys(ROLES, ()))
        for role in ROLES:
            roles[role] = tuple(dict.fromkeys((*roles[role], *one.of(role))))
    return [Template(type_, roles) for type_, roles in by_type.items()]


def first_strings(one: Template) -> Template:
    return Template(one.type, {r: tuple(e[:1] for e in one.of(r)) for r in ROLES})


def test_known_answers_score_as_pinned(split: str, gold: Documents) -> None:
    """Gold is 100; one template per type, one empty attack and bare types are as pinned."""
    expected = EXPECTED[split]
    bare = [[Template(one.type, {}) for one in templates] for templates in gold]
    attack = [[Template("attack", {})] for _ in gold]

    assert f1(gold, gold) == 100
    assert f1([collapsed(templates) for templates in gold], gold) == expected["one per type"]
    assert f1(attack, gold) == expected["one attack"]
    assert f1(bare, gold) == expected["types"]


def test_one_string_an_entity_is_perfect_only_where_strings_are_not_counted(
    split: str, gold: Documents
) -> None:
    """The first string of each entity is all that CEAF-REE asks and less than phi-3 does."""
    short = [[first_strings(one) for one in templates] for templates in gold]

    assert f1(short, gold) == 100
    phi_3 = rme(list(zip(short, gold, strict=True)), "phi-3").f1
    assert round(100 * phi_3, 2) == EXPECTED[split]["first string"]


def test_the_raw_key_answers_for_itself(split: str) -> None:
    """The strict scorer gives 100 for the key against itself, in every slot."""
    keys = [gold_keys(one) for one in records(DATA / "muc4" / f"{split}.jsonl.gz")]

    scored = muc_slots.score(list(zip(keys, keys, strict=True)))

    assert {slot for slot, tally in scored.items() if tally.wanted and tally.f1 != 1} == set()
