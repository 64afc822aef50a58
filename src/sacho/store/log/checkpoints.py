"""Sign where the log stands, keep its tiles, and hold a log against what was signed earlier.

    log/key             the signing key, for its owner's eyes (whoever has it can sign for the log)
    log/public          the public key, one line
    log/checkpoint      the newest checkpoint
    log/checkpoints/N   each earlier checkpoint by its size; each names the one before it
    log/stamps/         what a time stamping service said of some of them, see `stamps.py`
    log/tile/           the tree, see `tiles.py`

The database is the journal; all but the keys and checkpoints can be made from it again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import Connection, select

from sacho.errors import EvidenceError, NotFound, ProjectError
from sacho.sealed.files import plain_bytes, spelled
from sacho.store import checks, dialect, journal, schema
from sacho.store.fault import RESTORE, Fault
from sacho.store.log import merkle, note, tiles, vault
from sacho.store.project import Project

FOLDER = "log"
CHECKPOINT, CHECKPOINTS, KEY, PUBLIC, STAMPS = (
    "checkpoint",
    "checkpoints",
    "key",
    "public",
    "stamps",
)


class Log(msgspec.Struct, frozen=True):
    """The journal as a tree: `entries` are the leaves' bytes."""

    entries: tuple[bytes, ...]
    tree: merkle.Tree


def load(connection: Connection) -> Log:
    """The tree over the journal as it stands; each entry is hashed anew."""
    entries = tuple(bytes.fromhex(entry.hashed()) for entry in journal.entries(connection))
    return Log(entries, merkle.Tree(merkle.leaf(entry) for entry in entries))


def folder(project: Project) -> Path:
    """Where the log's files stand."""
    return project.path / FOLDER


def make(project: Project) -> str:
    """Sign the journal as it stands, bring the tiles up to date; gives the signed note.

    Refuses to sign what does not follow from the checkpoint before. Raises EvidenceError.
    """
    root = folder(project)
    with project.locked() as connection:
        chain = checks.chain(connection)
        log, heads = load(connection), vault.heads(project)
        if chain.faults:
            raise EvidenceError("The journal does not hold together; it is not signed.", RESTORE)
        key = _signing_key(root, _origin(connection))
        name, public = public_key(project)
        before = newest(project)
        if before is not None:
            found = against(log, before) + put_back(before, heads)
            if found:
                raise EvidenceError(f"{found[0].message} Nothing was signed.", RESTORE)
        dialect.note_begun(connection, FOLDER)
        signed = note.sign(_next(name, log, before, heads), key)
        note.read(signed, name, public)
        if before is not None and before.size < log.tree.size:
            keep(root / CHECKPOINTS / str(before.size), (root / CHECKPOINT).read_bytes())
        _lay_out(root, log)
        # The new one last: whoever reads the files meanwhile finds all that it promises.
        keep(root / CHECKPOINT, signed.encode())
        _sweep(root, log)
    return signed


def _next(
    name: str, log: Log, before: note.Checkpoint | None, heads: tuple[str, ...]
) -> note.Checkpoint:
    """What is to be signed now; the same as before where nothing was added."""
    same = before is not None and before.size == log.tree.size
    previous = 0 if before is None else before.previous if same else before.size
    sealed = heads[-1] if heads else ""
    return note.Checkpoint(name, log.tree.size, log.tree.root(), previous, sealed)


def put_back(checkpoint: note.Checkpoint, heads: tuple[str, ...]) -> list[Fault]:
    """What is wrong with a vault whose log should have grown out of what was signed."""
    if not checkpoint.sealed or checkpoint.sealed in heads:
        return []
    told = f"It is an older or another one than checkpoint {checkpoint.size} of the journal saw."
    return [Fault("sealed.put_back", vault.LOG, told, RESTORE)]


def public_key(project: Project) -> tuple[str, VerifyKey]:
    """The log's name and public key. Raises NotFound before the first checkpoint."""
    try:
        return note.read_public(plain_bytes(folder(project) / PUBLIC).decode())
    except FileNotFoundError as error:
        raise NotFound(
            "There is no checkpoint yet.", "Make one with `sacho checkpoint`."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise EvidenceError("The public key of the log cannot be read.") from error


def newest(project: Project) -> note.Checkpoint | None:
    """The newest checkpoint, its signature checked; None before the first."""
    file = folder(project) / CHECKPOINT
    if not os.path.lexists(file):
        return None
    return note.read(_text(file), *public_key(project))


def outside(
    project: Project, told: str, leaves: bytes = b""
) -> tuple[note.Checkpoint, list[Fault]]:
    """A checkpoint that was kept elsewhere, and what of the project does not follow from it.

    `leaves` are the leaf hashes kept with it (see `leaves_of`): they name the first entry that
    was changed. Raises EvidenceError where this log's key did not sign it, NotFound without a key.
    """
    checkpoint = note.read(told, *public_key(project))
    with project.reading() as connection:
        log = load(connection)
    found = against(log, checkpoint)
    sealed = put_back(checkpoint, vault.heads(project))
    kept = [leaves[at : at + 32] for at in range(0, len(leaves), 32)]
    # Leaf hashes count only where they give the very root that was signed.
    if found and len(kept) == checkpoint.size and merkle.Tree(kept).root() == checkpoint.root:
        seq = first_changed(log, kept)
        item = f"journal entry {seq}"
        found.append(Fault("log.changed", item, "the first that is not as signed", RESTORE))
    return checkpoint, found + sealed


def leaves_of(project: Project, size: int) -> bytes:
    """The leaf hashes of the first entries, 32 bytes each: salted commitments, safe to give."""
    with project.reading() as connection:
        return b"".join(load(connection).tree.levels[0][:size])


def against(log: Log, checkpoint: note.Checkpoint) -> list[Fault]:
    """What is wrong with a log that should have grown out of this checkpoint."""
    item = f"checkpoint {checkpoint.size}"
    if log.tree.size < checkpoint.size:
        told = f"The log has {log.tree.size} entries; {checkpoint.size} were signed."
        return [Fault("log.cut", item, told, RESTORE)]
    if log.tree.root(checkpoint.size) != checkpoint.root:
        told = f"The first {checkpoint.size} entries are not those that were signed."
        return [Fault("log.rewritten", item, told, RESTORE)]
    return []


def first_changed(log: Log, leaves: list[bytes]) -> int | None:
    """The number of the first entry that is not the one whose leaf hash was kept elsewhere."""
    for seq, (here, kept) in enumerate(zip(log.tree.levels[0], leaves, strict=False), 1):
        if here != kept:
            return seq
    return len(log.entries) + 1 if len(log.entries) < len(leaves) else None


def signature(project: Project, data: bytes) -> bytes:
    """The log's signature over other bytes. They must not begin like a checkpoint."""
    assert not data.startswith(b"sacho/")
    return SigningKey((folder(project) / KEY).read_bytes()).sign(data).signature


# -- verify ------------------------------------------------------------------------------------


def faults(project: Project, log: Log) -> list[Fault]:
    """What is wrong with the files of the log, against the journal as read."""
    root = folder(project)
    if not root.is_dir():
        with project.reading() as connection:
            due = FOLDER in dialect.begun(connection)
        told = "it is missing, though checkpoints were signed"
        gone = due or os.path.lexists(root)
        return [Fault("log.missing", FOLDER, told, RESTORE)] if gone else []
    try:
        name, key = public_key(project)
    except (EvidenceError, NotFound) as error:
        return [Fault("log.public", f"{FOLDER}/{PUBLIC}", error.message, RESTORE)]
    found = [*_key_faults(root, key)]
    try:
        top = newest(project)
    except EvidenceError as error:
        found.append(Fault("log.checkpoint", f"{FOLDER}/{CHECKPOINT}", error.message, RESTORE))
        return found
    if top is None:
        told = "it is missing, though the log has a key"
        return [*found, Fault("log.checkpoint", f"{FOLDER}/{CHECKPOINT}", told, RESTORE)]
    heads = vault.heads(project)
    known = {Path(KEY), Path(PUBLIC), Path(CHECKPOINT)}
    for told in (top, *_history(root, top, (name, key), known, found)):
        found += against(log, told) + put_back(told, heads)
    if log.tree.size >= top.size:
        found += _tiles(root, log, top.size, known)
    strange = list(_strangers(root, known))
    if any(f"/{tiles.FOLDER}/" in fault.item for fault in strange):
        told = "The tiles go beyond it: it was put back, or a signing was stopped."
        remedy = "`sacho checkpoint` signs anew; compare one that was kept elsewhere first."
        found.append(Fault("log.checkpoint", f"{FOLDER}/{CHECKPOINT}", told, remedy))
    return [*found, *strange]


def _key_faults(root: Path, public: VerifyKey) -> Iterator[Fault]:
    try:
        if bytes(SigningKey(plain_bytes(root / KEY)).verify_key) == bytes(public):
            return
        told = "it is not the one of the public key"
    except FileNotFoundError:
        told = "it is missing: no further checkpoint can be signed"
    except (OSError, ValueError):
        told = "it cannot be read"
    yield Fault("log.key", f"{FOLDER}/{KEY}", told, RESTORE)


def _history(
    root: Path,
    top: note.Checkpoint,
    public: tuple[str, VerifyKey],
    known: set[Path],
    found: list[Fault],
) -> Iterator[note.Checkpoint]:
    """The checkpoints before the newest back to the first, each named by the one after it."""
    # Stopped between keeping the old one and signing a new one, both stand there, alike.
    twin = root / CHECKPOINTS / str(top.size)
    if twin.is_file() and _text(twin) == _text(root / CHECKPOINT):
        known.add(Path(CHECKPOINTS) / str(top.size))
    size, after = top.previous, top.size
    while size > 0:
        known.add(Path(CHECKPOINTS) / str(size))
        item = f"{FOLDER}/{CHECKPOINTS}/{size}"
        try:
            told = note.read(_text(root / CHECKPOINTS / str(size)), *public)
        except EvidenceError as error:
            found.append(Fault("log.checkpoint", item, error.message, RESTORE))
            return
        if told.size != size or size >= after:
            told_of = "it stands in the place of another"
            found.append(Fault("log.checkpoint", item, told_of, RESTORE))
            return
        yield told
        size, after = told.previous, size


def _tiles(root: Path, log: Log, size: int, known: set[Path]) -> Iterator[Fault]:
    for path, data in tiles.expected(log.tree, log.entries, size):
        known.add(Path(path))
        item = f"{FOLDER}/{path}"
        try:
            if plain_bytes(root / path) != data:
                yield Fault("log.tile", item, "it is not what the journal gives", RESTORE)
        except OSError:
            yield Fault("log.tile", item, "it is missing or cannot be read", RESTORE)


def _strangers(root: Path, known: set[Path]) -> Iterator[Fault]:
    for file in sorted(_files(root)):
        if file.relative_to(root) not in known and file.parent.name != STAMPS:
            item = f"{FOLDER}/{spelled(file.relative_to(root).as_posix())}"
            yield Fault("log.stranger", item, "Sacho made no such file", "Ask who added it.")


# -- files -------------------------------------------------------------------------------------


def _origin(connection: Connection) -> str:
    name = connection.execute(select(schema.project.c.id)).scalar_one()
    return f"sacho/{str(name).removeprefix('project:')}"


def _signing_key(root: Path, origin: str) -> SigningKey:
    file = root / KEY
    try:
        if not file.exists():
            if (root / PUBLIC).exists():
                raise ProjectError("The log's signing key is missing.", RESTORE)
            key = SigningKey.generate()
            root.mkdir(exist_ok=True, mode=0o700)
            keep(file, bytes(key), mode=0o600)
        key = SigningKey(file.read_bytes())
    except (OSError, ValueError) as error:
        raise ProjectError("The log's signing key cannot be read or kept.") from error
    line = note.public_line(origin, key.verify_key)
    if not (root / PUBLIC).exists():
        keep(root / PUBLIC, f"{line}\n".encode())
    return key


def _lay_out(root: Path, log: Log) -> None:
    for path, data in tiles.expected(log.tree, log.entries, log.tree.size):
        if not (root / path).exists():
            keep(root / path, data)


def _sweep(root: Path, log: Log) -> None:
    """Partial tiles that fuller ones have replaced, and what a killed process left."""
    due = {root / path for path, _ in tiles.expected(log.tree, log.entries, log.tree.size)}
    for file in [*_files(root / tiles.FOLDER)]:
        if file not in due:
            file.unlink()
            with contextlib.suppress(OSError):
                file.parent.rmdir()
    for file in root.rglob("*.part"):
        file.unlink()


def _files(root: Path) -> Iterator[Path]:
    return (file for file in root.rglob("*") if file.is_symlink() or not file.is_dir())


def _text(file: Path) -> str:
    try:
        return plain_bytes(file).decode()
    except FileNotFoundError as error:
        raise EvidenceError("The checkpoint is missing.") from error
    except OSError as error:
        raise EvidenceError(f"The checkpoint cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise EvidenceError("The checkpoint cannot be read.") from error


def keep(file: Path, data: bytes, mode: int = 0o644) -> None:
    """Put bytes in place at once and durably. Raises ProjectError."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
    except OSError as error:
        raise ProjectError(
            f"The log could not be kept: {error.strerror or type(error).__name__}.",
            "Check that the disk has room and can be written; the journal itself is whole.",
        ) from error
