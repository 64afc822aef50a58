"""Backups: what is sealed comes back sealed, and a damaged one is refused."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from tests.promises.holders import filled, holder
from tests.promises.invented import invented

from sacho.errors import EvidenceError
from sacho.sealed.vault import Vault
from sacho.store import backup, reports
from sacho.store.log import checkpoints
from sacho.store.project import open_project
from sacho.store.verify import verify

OWNER = holder("heron")


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    """The backup of a project with one report and two sealed sources; the names of the sources."""
    with open_project(tmp_path / "project", create=True) as project:
        what = invented(1)
        arrival = reports.Arrival(what.data, "a.txt", "file")
        reports.add(project, arrival, what.ingested, what.reading)
        filled(project.path / "sealed", 3, OWNER)
        checkpoints.make(project)
        backup.take(project, tmp_path / "a.tar")
    return tmp_path / "a.tar"


def test_sealed_things_come_back_and_open(taken: Path, tmp_path: Path) -> None:
    """A restored vault is whole, and its keyholder opens all that was sealed."""
    backup.restore(taken, tmp_path / "restored")

    vault = Vault(tmp_path / "restored" / "sealed")
    assert not list(vault.check())
    opened = [vault.open(item.name, OWNER) for item in vault.items]
    assert {"Invented 0", "Invented 1", "Invented 2"} == {
        getattr(one, "identity", "") for one in opened
    }


def test_a_backup_says_nothing_of_the_sources(taken: Path) -> None:
    """No name, number or note of a sealed source stands in the backup's bytes."""
    data = taken.read_bytes()

    assert not [word for word in (b"+999 0000000", b"+999 0000001", b"note note") if word in data]


def test_a_backup_without_a_sealed_file_is_refused(taken: Path, tmp_path: Path) -> None:
    """A backup from which one sealed thing was taken does not restore as whole."""
    cut = tmp_path / "cut.tar"
    with tarfile.open(taken) as old, tarfile.open(cut, "w:") as new:
        members = old.getmembers()
        gone = next(m.name for m in members if m.name.startswith("sealed/things/"))
        for member in members:
            if member.name != gone:
                new.addfile(member, old.extractfile(member))

    with pytest.raises(EvidenceError, match=r"sealed\.damaged"):
        backup.restore(cut, tmp_path / "restored")


def test_a_vault_put_back_is_named(tmp_path: Path) -> None:
    """An older copy of the sealed things in the place of the newer is named by `verify`."""
    with open_project(tmp_path / "project", create=True) as project:
        folder = project.path / "sealed"
        filled(folder, 1, OWNER)
        older = {f.relative_to(folder): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
        name = Vault(folder).items[0].name
        Vault(folder).erase(name, "Han", "asked")
        checkpoints.make(project)
        assert verify(project).clean
        for path, data in older.items():
            (folder / path).write_bytes(data)

        assert "sealed.put_back" in {fault.code for fault in verify(project).faults}
        with pytest.raises(EvidenceError):
            checkpoints.make(project)


def test_a_checkpoint_kept_elsewhere_names_a_vault_put_back(tmp_path: Path) -> None:
    """Who signs anew over an older vault is found by the checkpoint that left the building."""
    with open_project(tmp_path / "project", create=True) as project:
        vault, _ = filled(project.path / "sealed", 1, OWNER)
        kept = checkpoints.make(project)
        log = project.path / "sealed" / "log"
        lines = log.read_bytes().splitlines(keepends=True)
        log.write_bytes(b"".join(lines[:-1]))

        found = checkpoints.outside(project, kept)[1]

    assert ["sealed.put_back"] == [fault.code for fault in found]
    assert vault.head not in "".join(fault.message for fault in found)
