"""Checkpoints as signed notes: the C2SP formats `signed-note` and `tlog-checkpoint`, with Ed25519."""

from __future__ import annotations

import base64
import binascii
import hashlib

import msgspec
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from sacho.errors import EvidenceError

ED25519 = b"\x01"
_SIGNED = "\N{EM DASH} "
_PREVIOUS = "previous "
_SEALED = "sealed "


class Checkpoint(msgspec.Struct, frozen=True):
    """The first `size` entries of a log have this root. `previous` is the size before it signed.

    `sealed` is the hash of the newest line of the vault's log, empty where nothing is sealed.
    """

    origin: str
    size: int
    root: bytes
    previous: int
    sealed: str = ""

    def body(self) -> str:
        """The words that are signed."""
        root = base64.b64encode(self.root).decode()
        sealed = f"{_SEALED}{self.sealed}\n" if self.sealed else ""
        return f"{self.origin}\n{self.size}\n{root}\n{_PREVIOUS}{self.previous}\n{sealed}"


def public_line(name: str, key: VerifyKey) -> str:
    """A public key as signed notes write it: `name+hash+base64`."""
    raw = ED25519 + bytes(key)
    return f"{name}+{_key_id(name, raw).hex()}+{base64.b64encode(raw).decode()}"


def read_public(line: str) -> tuple[str, VerifyKey]:
    """Name and key of a public line. Raises EvidenceError."""
    try:
        name, hashed, encoded = line.removesuffix("\n").split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
        if len(raw) != 33 or raw[:1] != ED25519 or _key_id(name, raw).hex() != hashed:
            raise ValueError
        return name, VerifyKey(raw[1:])
    except (ValueError, binascii.Error) as error:
        raise EvidenceError("The public key of the log cannot be read.") from error


def sign(checkpoint: Checkpoint, key: SigningKey) -> str:
    """The signed note, a small text."""
    raw = ED25519 + bytes(key.verify_key)
    body = checkpoint.body()
    signed = key.sign(body.encode()).signature
    told = base64.b64encode(_key_id(checkpoint.origin, raw) + signed).decode()
    return f"{body}\n{_SIGNED}{checkpoint.origin} {told}\n"


def read(note: str, name: str, key: VerifyKey) -> Checkpoint:
    """What a note says, once its signature is found good. Raises EvidenceError."""
    body, parted, signatures = note.partition("\n\n")
    if not parted:
        raise EvidenceError("This is no signed checkpoint.", "Give the whole file, as it was made.")
    body += "\n"
    checkpoint = _parse(body)
    # The one spelling of what was read: nothing may stand in a note that is not understood.
    if checkpoint.body() != body or checkpoint.origin != name:
        raise EvidenceError("The checkpoint is of another log, or was altered.")
    raw = ED25519 + bytes(key)
    start = f"{_SIGNED}{name} "
    if not signatures.startswith(start) or signatures.count("\n") != 1 or signatures[-1] != "\n":
        raise EvidenceError("The checkpoint bears no signature of this log.")
    encoded = signatures[len(start) : -1]
    try:
        told = base64.b64decode(encoded, validate=True)
        if base64.b64encode(told).decode() != encoded or told[:4] != _key_id(name, raw):
            raise ValueError
        key.verify(body.encode(), told[4:])
    except (ValueError, binascii.Error, CryptoError) as error:
        raise EvidenceError("The signature of the checkpoint is wrong.") from error
    return checkpoint


def _parse(body: str) -> Checkpoint:
    try:
        origin, size, root, previous, *more = body.split("\n")
        sealed = more[0].removeprefix(_SEALED)
        # Whatever else stands in it shows where it is spelled again.
        if not previous.startswith(_PREVIOUS):
            raise ValueError
        number = int(previous.removeprefix(_PREVIOUS))
        decoded = base64.b64decode(root, validate=True)
        return Checkpoint(origin, int(size), decoded, number, sealed)
    except (ValueError, binascii.Error) as error:
        raise EvidenceError("The checkpoint cannot be read.") from error


def _key_id(name: str, raw: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
