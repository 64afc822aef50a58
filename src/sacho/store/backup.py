"""A backup of a project in one file, taken while others write, and its restoring to the same root.

The file is an uncompressed tar: `backup.json`, `sacho.db`, `log/`, `sealed/` as it is on disk
(encrypted), and each original. It holds what the project holds, the log's signing key with it.
"""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from sacho.errors import EvidenceError, ProjectError, UsageError
from sacho.store import checks, dialect, originals
from sacho.store.log import checkpoints
from sacho.store.project import DATABASE, Project, open_project
from sacho.store.verify import verify

FORMAT = "sacho-backup/1"
_MANIFEST = "backup.json"
_BESIDE = (checkpoints.FOLDER, "sealed")


class Backup(msgspec.Struct, frozen=True):
    """What a backup holds: the journal's length and root, and how many originals."""

    format: str
    entries: int
    root: str
    reports: int


def take(project: Project, file: Path) -> Backup:
    """Write a backup; it appears under its name once it is whole and durable.

    Raises UsageError where the file exists, ProjectError where it cannot be written or an
    original of the backup was erased meanwhile.
    """
    if file.exists():
        raise UsageError(f"{file} exists.", "Name a new file.")
    part = file.with_name(f"{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix="sacho-", dir=file.parent) as folder:
            made = _write(project, part, Path(folder))
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ProjectError(
            f"The backup could not be written: {error.strerror or type(error).__name__}.",
            "Check that the disk has room; if a report was erased meanwhile, try again.",
        ) from error
    return made


def _write(project: Project, part: Path, folder: Path) -> Backup:
    copy = folder / DATABASE
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened, tarfile.open(fileobj=opened, mode="w") as tar:
        with project.locked():
            # What is small is copied while nobody writes; the originals never change.
            dialect.copy(project.engine, copy)
            for name in _BESIDE:
                for found in sorted((project.path / name).rglob("*")):
                    if found.is_file():
                        tar.add(found, found.relative_to(project.path).as_posix())
        engine = dialect.engine(copy)
        try:
            with Project(folder, engine).reading() as connection:
                kept = checks.kept_originals(connection)
                tree = checkpoints.load(connection).tree
        finally:
            engine.dispose()
        tar.add(copy, DATABASE)
        for original in kept:
            place = originals.path(project.path, original.report)
            tar.add(place, place.relative_to(project.path).as_posix())
        made = Backup(FORMAT, tree.size, tree.root().hex(), len(kept))
        _add(tar, _MANIFEST, msgspec.json.encode(made))
        tar.close()
        opened.flush()
        os.fsync(opened.fileno())
    return made


def restore(file: Path, into: Path) -> Backup:
    """Lay out a backup in a new folder, and verify it: same length, same root, nothing wrong.

    Raises UsageError where the folder holds something, EvidenceError where the backup is damaged.
    """
    if into.exists() and any(into.iterdir()):
        raise UsageError(f"The folder {into} holds something.", "Name a new or an empty folder.")
    manifest: Backup | None = None
    try:
        with tarfile.open(file, "r:") as tar:
            for member, data in _members(tar):
                if member == _MANIFEST:
                    manifest = msgspec.json.decode(data.read(), type=Backup)
                    continue
                _lay(into / member, data)
    except (tarfile.TarError, msgspec.MsgspecError, UnicodeDecodeError, EOFError) as error:
        raise EvidenceError(f"{file} is no whole backup.", "Use another one.") from error
    except OSError as error:
        raise ProjectError(f"The backup could not be restored: {error.strerror}.") from error
    if manifest is None or manifest.format != FORMAT:
        raise EvidenceError(f"{file} is no whole backup.", "Use another one.")
    with open_project(into) as project:
        with project.reading() as connection:
            tree = checkpoints.load(connection).tree
        found = verify(project).faults
    if (tree.size, tree.root().hex()) != (manifest.entries, manifest.root) or found:
        told = f" {found[0].code} {found[0].item}: {found[0].message}" if found else ""
        raise EvidenceError(
            f"What was restored does not verify.{told}", "Use another backup; do not work in it."
        )
    return manifest


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, io.BufferedReader]]:
    """The files of a backup, each with a name that a backup may hold."""
    for member in tar:
        path = PurePosixPath(member.name)
        data = tar.extractfile(member) if member.isreg() else None
        known = path.parts[:1] in (("originals",), *((name,) for name in _BESIDE))
        known = known or member.name in (DATABASE, _MANIFEST)
        if data is None or ".." in path.parts or path.is_absolute() or not known:
            raise EvidenceError("The backup holds what no backup holds.", "Use another one.")
        yield member.name, data  # pyright: ignore[reportReturnType]


def _lay(file: Path, data: io.BufferedReader) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = file.parts[-2:] == (checkpoints.FOLDER, checkpoints.KEY)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644)
    with os.fdopen(descriptor, "wb") as opened:
        while block := data.read(1 << 20):
            opened.write(block)
        opened.flush()
        os.fsync(opened.fileno())


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    told = tarfile.TarInfo(name)
    told.size = len(data)
    tar.addfile(told, io.BytesIO(data))
