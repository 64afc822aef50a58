"""Projects for the tests of the store: an empty one, and one with everything in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.store.filled import fill

from sacho.store.project import Project, open_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project."""
    with open_project(tmp_path / "project", create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with rows in every table, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "project"
    with open_project(path, create=True) as opened:
        fill(opened)
    return path


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path) -> Iterator[Project]:
    """A project with rows in every table; see `filled.fill`."""
    shutil.copytree(filled_once, tmp_path / "project")
    with open_project(tmp_path / "project") as opened:
        yield opened
