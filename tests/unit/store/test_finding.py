"""From the beginning of an id to the thing it names."""

from __future__ import annotations

import pytest

from sacho.errors import NotFound, UsageError
from sacho.store import finding
from sacho.store.project import Project

NOUNS = ("report", "receipt", "text", "reading", "account", "claim", "problem", "decision")


def _some_id(project: Project, noun: str) -> str:
    with project.reading() as connection:
        return str(connection.exec_driver_sql(f'SELECT max(id) FROM "{noun}"').scalar())


@pytest.mark.parametrize("noun", NOUNS)
def test_a_whole_id_names_its_noun(filled: Project, noun: str) -> None:
    """Every kind of id is known for what it is."""
    full = _some_id(filled, noun)

    assert finding.resolve(filled, full) == (noun, full)


@pytest.mark.parametrize("noun", ["report", "text", "reading", "account", "claim", "decision"])
def test_a_unique_beginning_will_do(filled: Project, noun: str) -> None:
    """Twelve characters are enough, with or without the noun before them."""
    full = _some_id(filled, noun)
    prefix, _, digits = full.partition(":")

    assert finding.resolve(filled, digits[:12]) == (noun, full)
    assert finding.resolve(filled, f"{prefix}:{digits[:12]}") == (noun, full)


def test_what_is_too_short_ambiguous_or_unknown_is_said(filled: Project) -> None:
    """A short beginning is wrong use, an unknown one is not found; a wildcard is no wildcard."""
    with pytest.raises(UsageError, match="short"):
        finding.resolve(filled, "claim:ab")
    for unknown in ("zzzzzzzz", "claim:zzzzzzzz", "%%%%%%%%", "______", "claim:%%%%%%"):
        with pytest.raises(NotFound):
            finding.resolve(filled, unknown)


def test_several_are_not_chosen_among(filled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A beginning that fits several ids asks for more of the id."""
    monkeypatch.setattr(finding, "SHORTEST", 0)

    with pytest.raises(UsageError, match="Several"):
        finding.resolve(filled, "claim:")
