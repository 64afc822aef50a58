"""What a plain install promises."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import licences

ROOT = Path(__file__).parents[2]
HOSTS = re.compile(
    r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|artifactory|nexus|jfrog)[\w.-]*", re.I
)
DATA = {
    ".bin",
    ".toml",
    ".gz",
    ".j2",
    ".css",
    ".mako",
    ".html",
    ".pdf",
    ".docx",
    ".eml",
    ".txt",
    ".tsv",
}


def test_every_licence_of_a_plain_install_is_permissive_or_reviewed() -> None:
    """No run-time package has a licence that nobody has agreed to."""
    assert [] == licences.unlicensed()


def test_no_model_hub_client_comes_with_a_plain_install() -> None:
    """Nothing that fetches models from a hub is in the run-time lock."""
    assert set() == licences.HUBS & licences.pins("run.lock").keys()


def test_a_plain_install_stays_small() -> None:
    """At most 65 packages and 550 MB."""
    assert (
        len(licences.pins("run.lock")) <= licences.MOST_PACKAGES + 10
    )  # some are for other systems
    assert len(licences.plain()) <= licences.MOST_PACKAGES
    assert licences.megabytes() <= licences.MOST_MEGABYTES


def test_the_locks_are_those_of_the_project() -> None:
    """Every dependency asked for is pinned, and both locks pin it alike."""
    assert [] == licences.disagreements()


def test_a_lock_names_no_index() -> None:
    """A lock holds packages and hashes; where they come from is the machine's own setting."""
    for lock in (ROOT / "requirements").glob("*.lock"):
        told = lock.read_text("utf-8")
        assert "--index-url" not in told and not HOSTS.search(told)


def test_no_file_of_the_project_names_a_registry_host() -> None:
    """No source, document or setting names a package registry's address."""
    found = [
        str(p.relative_to(ROOT))
        for folder in ("src", "docs", "evals", "training", ".ci", "requirements")
        for p in (ROOT / folder).rglob("*")
        if p.is_file()
        and "node_modules" not in p.parts
        and p.suffix in (".py", ".md", ".toml", ".lock", ".json", ".sh", "")
        and HOSTS.search(p.read_text("utf-8", errors="replace"))
    ]

    assert [] == found


@pytest.mark.slow
def test_the_wheel_holds_all_that_the_program_needs_and_no_more(tmp_path: Path) -> None:
    """Tables, weights, templates, bundled reports and migrations are in; tests and evals are not."""
    pytest.importorskip("hatchling")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        p.relative_to(ROOT / "src").as_posix()
        for p in (ROOT / "src").rglob("*")
        if p.suffix in DATA | {".py"}
        and "__pycache__" not in p.parts
        and "node_modules" not in p.parts
        and "egg-info" not in str(p)
    }

    assert set() == wanted - names
    assert not [
        n for n in names if n.split("/")[0] not in ("sacho", f"sacho-{version()}.dist-info")
    ]


def version() -> str:
    """The version that the project gives itself."""
    found = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert found
    return found[1]
