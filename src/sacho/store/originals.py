"""The originals, kept to the byte: `originals/ab/cd/abcd…`, addressed by SHA-256.

A file is placed while the write lock of the database is held, in this order:

1. an empty marker `originals/pending/HASH`, made durable;
2. the bytes under the temporary name `.HASH.part` in their own folder, made durable;
3. an atomic rename to the final name, made durable;
4. (the database commits the rows that name it)
5. the marker is removed.

After a crash the marker tells what to do: a file that no row names was never accepted and goes,
one that a row names stays. An erasure uses the same marker. A file without marker is never
touched, whatever the database says: the database may be the older copy.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from sacho.errors import ProjectError
from sacho.sealed.files import opened, spelled

FOLDER = "originals"
BLOCK = 64 * 1024
"""Bytes hashed at a time; damage is named to one such block."""

_PENDING = "pending"


def path(root: Path, report: str) -> Path:
    """Where the original of a report (`sha256:…`) stands."""
    digest = report.removeprefix("sha256:")
    return root / FOLDER / digest[:2] / digest[2:4] / digest


def stands(root: Path, report: str) -> bool:
    """Whether the original is in place. Raises ProjectError where the disk cannot tell."""
    try:
        return path(root, report).is_file()
    except OSError as error:
        raise ProjectError(
            f"An original could not be looked up: {error.strerror or type(error).__name__}.",
            "Check the disk; nothing was kept of this report.",
        ) from error


def block_hashes(data: bytes) -> bytes:
    """SHA-256 of each block, one after the other: 32 bytes for each 64 KiB."""
    parts = (data[at : at + BLOCK] for at in range(0, len(data), BLOCK))
    return b"".join(hashlib.sha256(part).digest() for part in parts)


def place(root: Path, report: str, data: bytes) -> None:
    """Put the bytes in place, durably. The caller holds the write lock and then calls `settled`."""
    final = path(root, report)
    try:
        announce(root, report)
        _make_folder(final.parent)
        part = _part(final)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(final)
        _sync_folder(final.parent)
    except OSError as error:
        raise ProjectError(
            f"An original could not be kept: {error.strerror or type(error).__name__}.",
            "Check that the disk has room and can be written; nothing was half kept.",
        ) from error


def announce(root: Path, report: str) -> None:
    """Leave the marker that says: whether this original stays is about to change."""
    marker = _marker(root, report)
    _make_folder(marker.parent)
    marker.touch()
    _sync_folder(marker.parent)


def settled(root: Path, report: str) -> None:
    """The database has committed: the marker goes. One that cannot go is dealt with by the next
    opening of the project; what was accepted stays accepted.
    """
    with contextlib.suppress(OSError):
        _marker(root, report).unlink(missing_ok=True)


def remove(root: Path, report: str) -> None:
    """Delete an original that no row names any more, and its marker. Raises ProjectError where it
    cannot be deleted now: the marker stays, and the next opening of the project tries again.
    """
    final = path(root, report)
    try:
        for leftover in (_part(final), final):
            leftover.unlink(missing_ok=True)
        if final.parent.is_dir():
            _sync_folder(final.parent)
    except OSError as error:
        raise ProjectError(
            f"An original could not be removed: {error.strerror or type(error).__name__}.",
            "Its row is gone; the next command on this project tries again.",
        ) from error
    for folder in (final.parent, final.parent.parent):
        # An empty folder would still tell the first digits of the hash.
        with contextlib.suppress(OSError):
            folder.rmdir()
    settled(root, report)


def unsettled(root: Path) -> list[str]:
    """The reports whose marker stands: of a writer at work, or of one that was killed."""
    pending = root / FOLDER / _PENDING
    if not pending.is_dir():
        return []
    return sorted(f"sha256:{marker.name}" for marker in pending.iterdir())


def kept(root: Path) -> Iterator[str]:
    """Every file among the originals as a report id, or as its path where it is none."""
    for folder, folders, names in os.walk(root / FOLDER):
        if Path(folder).name == _PENDING:
            continue
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *links):
            found = Path(folder) / name
            report = f"sha256:{name}"
            is_original = len(name) == 64 and found == path(root, report)
            yield report if is_original else spelled(found.relative_to(root).as_posix())


def blocks(file: Path) -> Iterator[bytes]:
    """The bytes of a file, a block at a time. Raises OSError."""
    with opened(file) as reading:
        while block := reading.read(BLOCK):
            yield block


def _marker(root: Path, report: str) -> Path:
    return root / FOLDER / _PENDING / report.removeprefix("sha256:")


def part(report: str) -> str:
    """The name below the project that an original has while it is being placed, as `kept` has it."""
    return _part(path(Path(), report)).as_posix()


def _part(final: Path) -> Path:
    return final.with_name(f".{final.name}.part")


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Make names in a folder durable. Windows has no such call: it orders them itself."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
