"""Searches kept by name are recorded as everything else that people say."""

from __future__ import annotations

import json

import pytest
from tests.unit.store.filled import FIRST, add
from typer.testing import CliRunner

from sacho.cli.app import app
from sacho.errors import NotFound, ProjectError, UsageError
from sacho.store import arrivals, rebuild, saved_searches
from sacho.store.journal import last
from sacho.store.project import SEARCHES, Project
from sacho.store.saved_searches import Asked
from sacho.store.verify import verify

MILL: Asked = {"words": "mill", "kind": None, "radius": 25.0, "origins": 2}
QUAY: Asked = {"words": "", "kind": "shooting", "radius": 5.0}


def test_the_newest_search_of_a_name_holds(project: Project) -> None:
    """Saving under a name again replaces what it asks; other names keep theirs."""
    saved_searches.save(project, "quay", MILL)
    saved_searches.save(project, "mill", MILL)
    saved_searches.save(project, "quay", QUAY)

    assert saved_searches.list_all(project) == {"mill": MILL, "quay": QUAY}
    assert saved_searches.get(project, "quay") == QUAY


def test_a_forgotten_search_can_be_saved_again(project: Project) -> None:
    """Forgetting ends a search, another saving begins it anew, and the journal holds each step."""
    saved_searches.save(project, "mill", MILL)
    saved_searches.forget(project, "mill")

    assert saved_searches.list_all(project) == {}
    with pytest.raises(NotFound):
        saved_searches.get(project, "mill")
    with pytest.raises(NotFound):
        saved_searches.forget(project, "mill")
    saved_searches.save(project, "mill", QUAY)
    assert saved_searches.get(project, "mill") == QUAY
    assert b'["saved_search",3,' in b"".join(rebuild.canonical_dump(project))
    assert verify(project).clean


def test_saving_the_same_again_records_nothing(project: Project) -> None:
    """A search saved as it already stands leaves the project as it was."""
    saved_searches.save(project, "mill", MILL)
    before = rebuild.dump_hash(project)

    saved_searches.save(project, "mill", MILL)

    assert rebuild.dump_hash(project) == before


def test_saved_searches_outlive_a_rebuild(project: Project) -> None:
    """What is derived can go; saved searches stay."""
    saved_searches.save(project, "mill", MILL)

    rebuild.rebuild(project)

    assert saved_searches.list_all(project) == {"mill": MILL}


@pytest.mark.parametrize("name", ["", "  ", "list"])
def test_a_name_that_says_nothing_is_refused(project: Project, name: str) -> None:
    """An empty name, and the word that lists all, name no search."""
    with pytest.raises(UsageError):
        saved_searches.save(project, name, MILL)


def test_the_file_of_older_versions_is_recorded(project: Project) -> None:
    """Searches in the old file are recorded and the file goes; what was recorded is newer."""
    saved_searches.save(project, "mill", MILL)
    file = project.path / SEARCHES
    file.write_text(json.dumps({"mill": QUAY, "quay": QUAY}))

    assert saved_searches.list_all(project) == {"mill": MILL, "quay": QUAY}
    assert not file.exists()
    assert verify(project).clean


def test_a_damaged_old_file_is_named(project: Project) -> None:
    """An old file that holds no searches gives an error that names it, and stays."""
    file = project.path / SEARCHES
    file.write_bytes(b"\xff{")

    with pytest.raises(ProjectError, match=SEARCHES):
        saved_searches.list_all(project)
    assert file.exists()


def test_the_verb_saves_lists_does_and_forgets(project: Project) -> None:
    """`search` keeps what it searched, names it, searches it again, and forgets it."""
    add(project, FIRST)
    where = ["search", "--project", str(project.path), "--format", "json"]

    def told(*more: str) -> object:
        ran = CliRunner().invoke(app, [*where, *more], catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        return json.loads(ran.stdout) if ran.stdout.strip() else None

    first = told("mill", "--save", "mine")
    assert first
    assert told("--saved", "mine") == first
    assert told("--saved", "list") == [{"name": "mine", "search": ["radius 25.0", "words mill"]}]
    told("--forget", "mine")
    assert told("--saved", "list") == []


def test_a_search_that_cannot_be_done_is_not_kept(project: Project) -> None:
    """A search of an unknown kind fails, and no search is kept by it."""
    ran = CliRunner().invoke(
        app, ["search", "--project", str(project.path), "--kind", "picnic", "--save", "mine"]
    )

    assert ran.exit_code != 0
    assert saved_searches.list_all(project) == {}


def test_saving_a_search_makes_nothing_linked_again(project: Project) -> None:
    """Incidents stay as they are derived when a search is saved: no report came in, none waits."""
    add(project, FIRST)
    with project.reading() as connection:
        derived = last(connection)[0]

    saved_searches.save(project, "mill", MILL)

    with project.reading() as connection:
        assert arrivals.since(connection, derived) == arrivals.Since([], [])
