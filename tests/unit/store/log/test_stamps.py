"""Time stamps: taken when good, refused when not, and what came after is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.promises.authority import Authority, served

from sacho.errors import EvidenceError, ProjectError, UsageError
from sacho.store.log import checkpoints, stamps
from sacho.store.project import open_project
from sacho.store.verify import verify

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl plays the service")


def test_a_stamp_is_kept_and_verified(tmp_path: Path) -> None:
    """A good token is kept, verifies, and `verify` says up to where it vouches."""
    with open_project(tmp_path / "project", create=True) as project:
        authority = Authority(tmp_path / "authority")
        assert verify(project).stamped.startswith("Never stamped")
        with served(authority) as service:
            made = stamps.ask(project, service.url, authority.root)
        found = verify(project)

    assert found.clean
    assert f"Stamped up to journal entry {made.size} at {made.at}" in found.stamped


def test_a_token_from_elsewhere_is_taken_only_over_the_newest_checkpoint(tmp_path: Path) -> None:
    """A token carried in by hand counts if it is over the newest checkpoint, else not."""
    with open_project(tmp_path / "project", create=True) as project:
        authority = Authority(tmp_path / "authority")
        with pytest.raises(UsageError):
            stamps.take(project, b"", authority.root)
        checkpoints.make(project)
        with served(authority) as service:
            made = stamps.ask(project, service.url, authority.root)
        folder = checkpoints.folder(project) / checkpoints.STAMPS
        token = (folder / f"{made.size}.tsr").read_bytes()

        assert stamps.take(project, token, authority.root) == made
        with pytest.raises(EvidenceError):
            stamps.take(project, token[:-1], authority.root)


@pytest.mark.parametrize("manner", ["refuse", "noise"])
def test_a_service_that_fails_leaves_no_stamp(tmp_path: Path, manner: str) -> None:
    """A service that refuses or sends noise is a named problem, and nothing of it is kept."""
    with open_project(tmp_path / "project", create=True) as project:
        authority = Authority(tmp_path / "authority")
        with served(authority) as service, pytest.raises((ProjectError, EvidenceError)):
            service.manner = manner
            stamps.ask(project, service.url, authority.root)

        assert stamps.newest(project) is None
        assert verify(project).clean


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://x.example", "stamps.example"])
def test_only_web_addresses_are_asked(tmp_path: Path, url: str) -> None:
    """Anything but a web address is a wrong use."""
    with open_project(tmp_path / "project", create=True) as project, pytest.raises(UsageError):
        stamps.ask(project, url, b"")
