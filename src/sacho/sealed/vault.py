"""The vault of a project: `sealed/` beside the database, one log and two files for each thing.

    sealed/log            who can open, which file holds what (see `log.py`)
    sealed/things/RANDOM  the encrypted bytes
    sealed/keys/RANDOM    their key, sealed to each keyholder

Sealing needs no secret; opening needs one. A change is durable first and takes effect with its
line in the log: what a killed process left beside that is destroyed when the vault opens next.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from nacl.public import PrivateKey

from sacho.errors import EvidenceError, NotFound, RefusedForSafety, UsageError
from sacho.sealed import keys
from sacho.sealed.box import Bound, Sealed, seal, unseal
from sacho.sealed.contents import Content, SealedReport, Source, pack, unpack
from sacho.sealed.files import plain_bytes
from sacho.sealed.keys import Keyholder
from sacho.sealed.log import RESTORE, Line, Log, sync_folder

FOLDER = "sealed"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = {Source: "S-", SealedReport: "R-"}
_NAME_LETTERS = 10
_EPOCH = 0


class Item(msgspec.Struct, frozen=True):
    """A sealed thing as the log knows it: `name` is its pseudonym, `file` its name on disk."""

    name: str
    file: str
    version: int
    sha256: str


class Opener(msgspec.Struct, frozen=True):
    """A keyholder with their secret: who opens. Never kept, printed or compared."""

    holder: Keyholder
    secret: PrivateKey

    def __repr__(self) -> str:
        return f"Opener({self.holder.id})"


class Vault:
    """The sealed things below a folder. `lock` keeps other writers out for the length of a block.

    Raises EvidenceError where its log does not hold together.
    """

    def __init__(
        self, folder: Path, lock: Callable[[], AbstractContextManager[object]] = nullcontext
    ) -> None:
        self._folder = folder
        self._lock = lock
        self._log = Log(folder / "log")
        self._read_log()

    @property
    def exists(self) -> bool:
        """Whether there is a keyholder to seal to."""
        return bool(self.holders)

    @property
    def head(self) -> str:
        """The hash of the log's newest line: a copy kept elsewhere shows a log put back."""
        return self._log.head

    @property
    def heads(self) -> tuple[str, ...]:
        """The hash of every line, oldest first: one kept elsewhere must be among them."""
        return tuple(self._log.heads)

    @property
    def items(self) -> list[Item]:
        """Every sealed thing, by its name."""
        return [self._items[name] for name in sorted(self._items)]

    # -- keyholders -------------------------------------------------------------------------

    def make(self, first: Keyholder) -> None:
        """Make the vault with its first keyholder. Raises RefusedForSafety where there is one."""
        with self._changing():
            if any(line.action == "keyholder" for line in self._log.lines):
                raise RefusedForSafety(
                    "This project has keyholders already.", "One of them can add you: keys add."
                )
            for name in ("things", "keys"):
                (self._folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self.id:
                self._append(Line("made", "", item=secrets.token_hex(16)))
            self._append(_entering(first))

    def add(self, holder: Keyholder, opener: Opener) -> int:
        """Let one more keyholder in, to everything sealed so far; gives how much was sealed anew."""
        with self._changing():
            self._allowed(opener)
            known = self.holders.get(holder.id)
            if known is None:
                taken = {h.name for h in self.holders.values()}
                if holder.name in taken:
                    raise UsageError(f"There is a keyholder {holder.name} already.", "Rename one.")
                self._append(_entering(holder))
            return self._seal_anew(opener)

    def remove(self, name: str, opener: Opener) -> int:
        """Shut a keyholder out: nothing is sealed to them from here on, and all is sealed anew.

        What they opened or copied before stays theirs. Gives how much was sealed anew; a call that
        was stopped is finished by the next one.
        """
        with self._changing():
            self._allowed(opener)
            gone = [h for h in self.holders.values() if h.name == name]
            if not gone and not any(li.name == name for li in self._log.lines):
                raise NotFound(f"There is no keyholder {name}.", "`sacho keys list` names them.")
            for holder in gone:
                if holder.id == opener.holder.id:
                    raise RefusedForSafety(
                        "A keyholder cannot remove themselves.", "Ask another keyholder."
                    )
                self._append(Line("removed", "", name=holder.name, public=holder.public))
            return self._seal_anew(opener)

    def behind(self) -> int:
        """How many things are not sealed to exactly the keyholders of now."""
        wanted = set(self.holders)
        return sum(set(self._keys(item)) != wanted for item in self.items)

    # -- sealed things ----------------------------------------------------------------------

    def put(self, content: Content) -> str:
        """Seal something new to every keyholder; gives its pseudonym. Needs no secret."""
        with self._changing():
            if not self.exists:
                raise RefusedForSafety(
                    "Nobody could open it: this project has no keyholder.",
                    "Make one first: sacho keys init NAME.",
                )
            name = PREFIX[type(content)] + _letters()
            self._write(name, 1, pack(content))
            return name

    def replace(self, name: str, content: Content, opener: Opener) -> None:
        """A new version in the place of the old, whose key is destroyed."""
        with self._changing():
            self._allowed(opener)
            old = self._item(name)
            self._write(name, old.version + 1, pack(content))
            self._destroy(old.file)

    def open(self, name: str, opener: Opener) -> Content:
        """What is inside. Raises NotFound, RefusedForSafety (no keyholder of it), EvidenceError."""
        item = self._item(name)
        if opener.holder.id not in self._keys(item):
            raise RefusedForSafety(
                "This key does not open it.", "Ask a keyholder; `sacho keys list` names them."
            )
        plain = self._unseal(item, opener)
        try:
            return unpack(plain)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise EvidenceError(f"{name} was sealed by a newer Sacho.", "Update Sacho.") from None

    def erase(self, name: str, by: str, reason: str) -> None:
        """Destroy a thing's keys, then its bytes. Needs no secret. Who, when and why stay readable.

        Older backups hold its sealed key still: destroy them too. Raises NotFound, UsageError.
        """
        by, reason = by.strip(), reason.strip()
        if not by or not reason:
            raise UsageError("An erasure needs a name and a reason.", "Give --by and --reason.")
        with self._changing():
            item = self._item(name)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            self._append(Line("erased", "", item=name, by=by, reason=reason, at=at))
            self._destroy(item.file)

    def check(self) -> Iterator[tuple[str, str]]:
        """What is wrong, without any key: files missing, altered, put back, or left over.

        The name of the thing or the file below `sealed/`, and what is wrong with it.
        """
        kept = {item.file for item in self.items}
        for item in self.items:
            try:
                self._parts(item)
            except EvidenceError as error:
                name, _, told = error.message.partition(": ")
                yield name, told
        if self._log.torn:
            yield "log", "it ends in what is no line of it."
        for path in self._files():
            if path.name not in kept:
                yield f"{path.parent.name}/{path.name}", "the log does not know this file."
        beside = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        for path in beside:
            if path.name not in ("log", "things", "keys"):
                yield path.name, "the log does not know this file."

    # -- within -----------------------------------------------------------------------------

    def _read_log(self) -> None:
        self.id = ""
        self.holders: dict[str, Keyholder] = {}
        self.erased: list[Line] = []
        self._items: dict[str, Item] = {}
        for line in self._log.lines:
            self._take(line)

    def _take(self, line: Line) -> None:
        if line.action == "made":
            self.id = line.item
        elif line.action == "keyholder":
            holder = Keyholder(line.name, line.kind, line.public)
            self.holders[holder.id] = holder
        elif line.action == "removed":
            self.holders.pop(Keyholder(line.name, "", line.public).id, None)
        elif line.action == "sealed":
            self._items[line.item] = Item(line.item, line.file, line.version, line.sha256)
        elif line.action == "erased":
            self._items.pop(line.item, None)
            self.erased.append(line)

    def _append(self, line: Line) -> None:
        self._log.append(line)
        self._take(line)

    @contextmanager
    def _changing(self) -> Generator[None]:
        """Alone among writers, with the newest log; what was left over is destroyed first."""
        with self._lock():
            self._log = Log(self._folder / "log")
            self._read_log()
            kept = {item.file for item in self.items}
            for path in self._files():
                if path.name not in kept:
                    _sweep(path)
            yield

    def _files(self) -> list[Path]:
        # Keys first: a thing is gone once they are.
        folders = [self._folder / "keys", self._folder / "things"]
        return [p for folder in folders if folder.is_dir() for p in sorted(folder.iterdir())]

    def _allowed(self, opener: Opener) -> None:
        if opener.holder.id not in self.holders:
            raise RefusedForSafety("This key is of no keyholder of this project.", "Ask one.")

    def _item(self, name: str) -> Item:
        if name not in self._items:
            if any(line.item == name for line in self.erased):
                raise NotFound(f"{name} was erased.", "Nothing of it is left to open.")
            # What was asked for is not repeated: it may be a name that must not be written.
            raise NotFound("There is no such sealed thing.", "`sacho source list` names them.")
        return self._items[name]

    def _write(self, name: str, version: int, plain: bytes) -> None:
        file = secrets.token_hex(16)
        readers = {id_: keys.public_key(holder) for id_, holder in self.holders.items()}
        made = seal(plain, Bound(self.id, name, version), readers)
        wrapped = msgspec.msgpack.encode(dict(sorted(made.keys.items())))
        _place(self._folder / "things" / file, made.data)
        _place(self._folder / "keys" / file, wrapped)
        digest = _digest(made.data, wrapped)
        self._append(Line("sealed", "", item=name, file=file, version=version, sha256=digest))

    def _seal_anew(self, opener: Opener) -> int:
        wanted, done = set(self.holders), 0
        for item in self.items:
            if set(self._keys(item)) != wanted:
                self._write(item.name, item.version + 1, self._unseal(item, opener))
                self._destroy(item.file)
                done += 1
        return done

    def _unseal(self, item: Item, opener: Opener) -> bytes:
        data, wrapped = self._parts(item)
        sealed = Sealed(data, _keys_of(wrapped))
        bound = Bound(self.id, item.name, item.version)
        return unseal(sealed, bound, opener.holder.id, opener.secret)

    def _parts(self, item: Item) -> tuple[bytes, bytes]:
        try:
            data = plain_bytes(self._folder / "things" / item.file)
            wrapped = plain_bytes(self._folder / "keys" / item.file)
        except FileNotFoundError:
            raise EvidenceError(f"{item.name}: a file of it is missing.", RESTORE) from None
        except OSError as error:
            told = f"{item.name}: a file of it cannot be read ({error.strerror})."
            raise EvidenceError(told, RESTORE) from None
        if _digest(data, wrapped) != item.sha256:
            raise EvidenceError(f"{item.name}: it was altered, or put back.", RESTORE)
        return data, wrapped

    def _keys(self, item: Item) -> dict[str, bytes]:
        return _keys_of(self._parts(item)[1])

    def _destroy(self, file: str) -> None:
        for folder in ("keys", "things"):
            _shred(self._folder / folder / file)


def looks_sealed(name: str) -> bool:
    """Whether a name is the pseudonym of a sealed thing, as people write it."""
    return name[:2] in PREFIX.values() and len(name) == 2 + _NAME_LETTERS


def _entering(holder: Keyholder) -> Line:
    return Line("keyholder", "", name=holder.name, kind=holder.kind, public=holder.public)


def _letters() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(_NAME_LETTERS))


def _digest(data: bytes, wrapped: bytes) -> str:
    return hashlib.sha256(len(data).to_bytes(8, "big") + data + wrapped).hexdigest()


def _keys_of(wrapped: bytes) -> dict[str, bytes]:
    try:
        return msgspec.msgpack.decode(wrapped, type=dict[str, bytes])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise EvidenceError("A sealed key is damaged.", RESTORE) from None


def _place(path: Path, data: bytes) -> None:
    """Write a new file, durably. Its times say nothing: when a source spoke is theirs to hide."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.utime(path, (_EPOCH, _EPOCH))
    sync_folder(path.parent)


def _sweep(path: Path) -> None:
    """Destroy what a stopped command left. What only leads elsewhere, or stands elsewhere as well,
    is not ours to write over: its name goes. Folders and devices stay; `check` names them.
    """
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode) or (stat.S_ISREG(found.st_mode) and found.st_nlink > 1):
        path.unlink()
    elif stat.S_ISREG(found.st_mode):
        _shred(path)


def _shred(path: Path) -> None:
    """Write noise over a file, then remove it: on most disks the old bytes are gone at once.

    Of a link, only the link goes: what it leads to was never ours.
    """
    if path.is_symlink():
        path.unlink()
        return
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    sync_folder(path.parent)
