"""Acts told in phrases, in patterns and in later sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from sacho.read.analysis import Telling
from sacho.read.languages.en.acts.tellings import carries, tellings
from sacho.read.languages.en.syntax.analyse import analyse

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    """The rows of a table of cases, without its comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def told(text: str) -> list[Telling]:
    return tellings(text, analyse(text, ()), [])


@pytest.mark.parametrize("text", [r[0] for r in rows("quiet_texts_more.txt")])
def test_a_text_that_uses_the_words_in_another_sense_gives_nothing(text: str) -> None:
    """Markets, games, weather, cooking, stages, programs, sickness, mountains, old law: no act."""
    assert told(text) == []


@pytest.mark.parametrize("row", rows("told_otherwise_cases.tsv"), ids=lambda row: row[0][:60])
def test_an_act_told_in_other_words_is_read_with_its_fields(row: list[str]) -> None:
    """The kind is read, its words carry it alone, and each field holds the words given."""
    text, kind, fields = (*row, "")[:3]
    found = [t for t in told(text) if t.kind == kind]
    assert found
    assert all(carries("kind", kind, text[slice(*t.trigger)]) for t in found)
    got = {(s.field, text[slice(*s.spans[0])]) for t in found for s in t.slots}
    for field in filter(None, fields.split(";")):
        name, _, words = field.partition("=")
        assert any(f == name and words in given for f, given in got), got


def test_how_it_ended_is_an_outcome_of_the_taking_told_before() -> None:
    """ "Released with a fine" in the next sentence fills the outcome of the detention."""
    text = "Police detained nine students. Four were released with a fine."
    detention = next(t for t in told(text) if t.kind == "detention")
    assert ["released with a fine"] == [
        text[slice(*s.spans[0])] for s in detention.slots if s.field == "outcome"
    ]


def test_no_word_since_belongs_to_the_abduction() -> None:
    """After an abduction, silence about the person is no second act."""
    text = "Gunmen abducted a nurse. Her family has had no word of her."
    assert [t.kind for t in told(text)] == ["abduction"]
