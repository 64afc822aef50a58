"""What the vocabulary promises."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import pytest

from sacho.model.account import Relation
from sacho.model.claim import (
    COUNT_FIELDS,
    PARTY_FIELDS,
    TEXT_FIELDS,
    SpeakerKind,
    Stage,
    Stance,
)
from sacho.model.vocabulary import (
    KindClass,
    Term,
    class_of,
    harm,
    is_violation,
    kinds,
    label,
    vocabulary,
)
from sacho.rules.changes import How

CONTRACT_KINDS = {
    "harm": "killing injury shooting assault torture sexual-violence execution detention "
    "disappearance abduction forced-return bombing attack arson robbery destruction threat",
    "circumstance": "border-crossing smuggling displacement issue-of-arms",
    "authority": "order reward punishment investigation",
    "response": "denial reaction protest",
}


def every_term() -> list[tuple[str, Term]]:
    words = vocabulary()
    groups: list[dict[str, Term]] = [
        dict(words.kind), words.classes, words.stage, words.stance, words.speaker,
        words.relation, words.change, words.field,
    ]  # fmt: skip
    return [(code, term) for group in groups for code, term in group.items()]


@pytest.mark.parametrize("class_name", CONTRACT_KINDS)
def test_kinds_are_those_of_the_contract(class_name: str) -> None:
    """Each class holds the kinds of the contract, no more and no fewer."""
    listed = {kind for kind in kinds() if class_of(kind) == class_name}

    assert set(CONTRACT_KINDS[class_name].split()) == listed


def test_every_literal_of_the_model_is_defined_and_nothing_else() -> None:
    """A stage, stance, speaker kind, relation, class or field exists in both places or in none."""
    words = vocabulary()

    assert set(get_args(KindClass)) == set(words.classes)
    assert set(get_args(Stage)) == set(words.stage)
    assert set(get_args(Stance)) == set(words.stance)
    assert set(get_args(SpeakerKind)) == set(words.speaker)
    assert set(get_args(Relation)) == set(words.relation)
    assert set(get_args(How)) == set(words.change)
    fields = {*COUNT_FIELDS, *PARTY_FIELDS, *TEXT_FIELDS, "period", "place", "means", "quantity"}
    assert fields == set(words.field)


@pytest.mark.parametrize(("code", "term"), every_term())
def test_every_term_is_worded_in_both_languages(code: str, term: Term) -> None:
    """No label or definition is empty, and the Korean wording is written in Hangul."""
    for wording in (term.en, term.ko):
        assert wording.label.strip(), code
        assert len(wording.definition) > len(wording.label) > 0, code
    assert any("가" <= letter <= "힣" for letter in term.ko.label + term.ko.definition), code


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_has_examples_and_counter_examples_in_both_languages(kind: str) -> None:
    """A counter-example names another kind or no account, never the kind itself."""
    entry = vocabulary().kind[kind]

    assert entry.examples.en and entry.examples.ko
    assert entry.counter.en and len(entry.counter.en) == len(entry.counter.ko)
    for example in (*entry.counter.en, *entry.counter.ko):
        assert example.instead != kind
        assert example.instead == "" or example.instead in kinds()


def test_circumstances_are_never_violations() -> None:
    """Only a harm may be listed as a violation; crossing a border is none."""
    for kind in kinds():
        assert is_violation(kind) == (class_of(kind) == "harm") == harm(kind)
    assert not is_violation("border-crossing")
    assert not is_violation("smuggling")


def test_codes_of_the_events_standard_formats_have_twelve_digits() -> None:
    """A code of the Events Standard Formats is kept whole."""
    for kind, entry in vocabulary().kind.items():
        assert all(len(code) == 12 and code.isdigit() for code in entry.codes.esf), kind
        assert set(entry.codes.ucdp) <= {"1", "2", "3"}, kind


def test_labels_are_found_by_group_and_language() -> None:
    """A label is given in the asked language, and an unknown code is an error."""
    assert label("kind", "shooting") == "shooting"
    assert label("kind", "shooting", "ko") == "총격"
    assert label("field", "perpetrator") == "reported perpetrator"
    with pytest.raises(KeyError):
        label("kind", "wedding")


def test_the_vocabulary_loads_without_a_heavy_import() -> None:
    """Asking for a class imports neither a reader nor the store."""
    code = (
        "import sys; from sacho.model.vocabulary import class_of; class_of('shooting');"
        "bad = {'kiwipiepy', 'lxml', 'sqlalchemy', 'trafilatura'} & set(sys.modules);"
        "sys.exit(', '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
