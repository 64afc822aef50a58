"""Each unusual change once."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from tests.promises import p04, unusual


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("unusual") / "project"
    p04.project(root, range(3))
    return root


@pytest.mark.parametrize("what", sorted(unusual.CHANGES))
def test_an_unusual_change_is_named(what: str, project: Path, tmp_path: Path) -> None:
    """Whatever is put, taken or swapped past the program, `verify` names it and ends in time."""
    root = tmp_path / "a" / "b" / "project"
    shutil.copytree(project, root)
    items = unusual.CHANGES[what](root, random.Random(1))
    found = p04.verified(root)
    assert any(item in one for one in found for item in items), (items, found[:3])
