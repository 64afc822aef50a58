"""The vault's own log: which keyholders there are, and which file holds which sealed thing.

One line of JSON for each change, each naming the SHA-256 of the line before. It holds no words of
a source or a report, no time of receipt, no hash of plain bytes. It is what tells a file put back
from an older copy: only the newest line's file counts.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from sacho.errors import EvidenceError
from sacho.sealed.files import plain_bytes

BEGINNING = "0" * 64
BROKEN = "The log of sealed things does not hold together at line {}."
RESTORE = "Work on a copy; restore the newest backup that `sacho keys check` finds whole."


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change. `action`: made, keyholder, removed, sealed, erased.

    `item` is the thing's random name for people, `file` its random name on disk, `sha256` of its
    two parts as kept. `by`, `reason`, `at` are only of an erasure and stay readable.
    """

    action: str
    previous: str
    item: str = ""
    file: str = ""
    version: int = 0
    sha256: str = ""
    name: str = ""
    kind: str = ""
    public: bytes = b""
    by: str = ""
    reason: str = ""
    at: str = ""


class Log:
    """The lines of one file. `append` is durable when it returns.

    `torn`: after the last line stands something that is none; the next `append` takes it away.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.lines: list[Line] = []
        self.head = BEGINNING
        self.heads: list[str] = []
        self.torn = False
        self._whole = 0
        self._load()

    def append(self, line: Line) -> None:
        """Add a line after the newest; `previous` is set here. Call it under the lock."""
        encoded = msgspec.json.encode(msgspec.structs.replace(line, previous=self.head)) + b"\n"
        fresh = not self._path.exists()
        with self._path.open("ab") as file:
            # A line that a killed process left torn was never told to anyone.
            file.truncate(self._whole)
            file.write(encoded)
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            sync_folder(self._path.parent)
        self.torn = False
        self._take(encoded, len(self.lines) + 1)

    def _load(self) -> None:
        try:
            kept = plain_bytes(self._path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise EvidenceError(
                f"The log of sealed things cannot be read: {error.strerror}.", RESTORE
            ) from None
        *lines, torn = kept.split(b"\n")
        self.torn = bool(torn)
        for number, line in enumerate(lines, 1):
            self._take(line + b"\n", number)

    def _take(self, encoded: bytes, number: int) -> None:
        try:
            line = msgspec.json.decode(encoded, type=Line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise EvidenceError(BROKEN.format(number), RESTORE) from None
        if line.previous != self.head:
            raise EvidenceError(BROKEN.format(number), RESTORE)
        self.lines.append(line)
        self.head = hashlib.sha256(encoded).hexdigest()
        self.heads.append(self.head)
        self._whole += len(encoded)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
