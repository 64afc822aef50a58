"""A keyholder's pair of keys: the public half is for the vault, the secret half stays with them.

The secret is kept in a key file, encrypted under a passphrase (Argon2id), or is written on paper
(the recovery key). It never enters the project.
"""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

import msgspec
from nacl import bindings, pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey
from nacl.utils import random

from sacho.errors import ProjectError, RefusedForSafety, UsageError

FORMAT = "sacho-key/1"
SHORTEST_PASSPHRASE = 12
_MOST_MEMORY = 1 << 30
_MOST_PASSES = 20
_CODE_GROUP = 4
_CHECK_BYTES = 3


class Cost(msgspec.Struct, frozen=True):
    """What one guess of a passphrase costs: passes over so many bytes of memory (Argon2id)."""

    passes: int = pwhash.argon2id.OPSLIMIT_MODERATE
    memory: int = pwhash.argon2id.MEMLIMIT_MODERATE


COST = Cost()
"""What a new key file costs to open: near a second and 256 MiB a guess."""


class KeyFile(msgspec.Struct, frozen=True):
    """A key file as written: all but the secret, which is encrypted under the passphrase."""

    format: str
    name: str
    public: bytes
    salt: bytes
    cost: Cost
    nonce: bytes
    secret: bytes


class Keyholder(msgspec.Struct, frozen=True):
    """Who can open sealed things. `kind` is keyholder or recovery; `public` is the public key."""

    name: str
    kind: str
    public: bytes

    @property
    def id(self) -> str:
        """Says which key, and nothing of the person."""
        return hashlib.sha256(b"sacho-keyholder\0" + self.public).hexdigest()[:16]

    @property
    def line(self) -> str:
        """What is handed to the one who adds this keyholder; holds no secret."""
        return f"sacho-keyholder:{self.name}:{base64.urlsafe_b64encode(self.public).decode()}"


def keyholder(name: str, public: bytes, kind: str = "keyholder") -> Keyholder:
    """A keyholder by this name. Raises UsageError for a name that would break a line."""
    name = name.strip()
    if not name or len(name) > 60 or ":" in name or not name.isprintable():
        raise UsageError(
            "A keyholder's name is 1 to 60 characters without a colon.",
            "It stays readable on disk: a made-up name will do.",
        )
    return Keyholder(name, kind, public)


def from_line(line: str) -> Keyholder:
    """The keyholder of a line that `sacho keys new` printed. Raises UsageError."""
    parts = line.strip().split(":")
    try:
        mark, name, encoded = parts
        public = base64.urlsafe_b64decode(encoded)
        if mark != "sacho-keyholder" or len(public) != bindings.crypto_box_PUBLICKEYBYTES:
            raise ValueError
    except ValueError:
        raise UsageError(
            "This is no keyholder's line.", "Paste the whole line that `sacho keys new` printed."
        ) from None
    return keyholder(name, public)


def new_key_file(path: Path, name: str, passphrase: bytes, cost: Cost | None = None) -> Keyholder:
    """Make a pair of keys and keep it at `path`, which must not exist. Raises SachoError."""
    holder_secret = PrivateKey.generate()
    made = keyholder(name, bytes(holder_secret.public_key))
    write_key_file(path, made, holder_secret, passphrase, cost)
    return made


def write_key_file(
    path: Path, holder: Keyholder, secret: PrivateKey, passphrase: bytes, cost: Cost | None = None
) -> None:
    """Write a key file that only its owner may read. Never writes over one."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise RefusedForSafety(
            f"The passphrase is shorter than {SHORTEST_PASSPHRASE} characters.",
            "Five or six unrelated words are good.",
        )
    cost = cost or COST
    salt, nonce = random(pwhash.argon2id.SALTBYTES), random(24)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(secret), holder.public, nonce, _stretched(passphrase, salt, cost)
    )
    kept = KeyFile(FORMAT, holder.name, holder.public, salt, cost, nonce, sealed)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(msgspec.json.encode(kept) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise RefusedForSafety(
            "There is a key file already, and it is not written over.",
            "Name another place with --key-file.",
        ) from None
    except OSError as error:
        raise ProjectError(
            f"The key file cannot be written: {error.strerror}.", "Name another with --key-file."
        ) from None


def unlock(path: Path, passphrase: bytes) -> tuple[Keyholder, PrivateKey]:
    """The keyholder and secret of a key file. Raises ProjectError, RefusedForSafety."""
    kept = _read(path)
    holder = Keyholder(kept.name, "keyholder", kept.public)
    try:
        plain = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            kept.secret, kept.public, kept.nonce, _stretched(passphrase, kept.salt, kept.cost)
        )
        secret = PrivateKey(plain)
    except (CryptoError, ValueError, TypeError):
        raise RefusedForSafety(
            "The passphrase does not open this key file.",
            "Try again; if it is lost, use the recovery key (--recovery).",
        ) from None
    return holder, secret


def new_recovery() -> tuple[Keyholder, str]:
    """A recovery key: its public half, and the code to write on paper. The code is kept nowhere."""
    secret = PrivateKey.generate()
    raw = bytes(secret)
    code = base64.b32encode(raw + _check(raw)).decode().rstrip("=")
    groups = [code[i : i + _CODE_GROUP] for i in range(0, len(code), _CODE_GROUP)]
    return keyholder("recovery", bytes(secret.public_key), "recovery"), "-".join(groups)


def from_recovery(code: str) -> tuple[Keyholder, PrivateKey]:
    """The secret of a recovery code; case, spaces and dashes do not matter. RefusedForSafety."""
    letters = "".join(code.split()).replace("-", "").upper()
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raw = b""
    secret, check = raw[:-_CHECK_BYTES], raw[-_CHECK_BYTES:]
    if len(secret) != PrivateKey.SIZE or _check(secret) != check:
        raise RefusedForSafety("This is no recovery code.", "Compare each letter with the paper.")
    opened = PrivateKey(secret)
    return Keyholder("recovery", "recovery", bytes(opened.public_key)), opened


def public_key(holder: Keyholder) -> PublicKey:
    """The keyholder's public key, for sealing to them."""
    return PublicKey(holder.public)


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(b"sacho-recovery\0" + raw).digest()[:_CHECK_BYTES]


def _stretched(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    return pwhash.argon2id.kdf(32, passphrase, salt, opslimit=cost.passes, memlimit=cost.memory)


def _read(path: Path) -> KeyFile:
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=KeyFile)
    except FileNotFoundError:
        raise ProjectError(
            "There is no key file where it was looked for.",
            "Name it with --key-file or SACHO_KEY_FILE.",
        ) from None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        raise ProjectError("The key file cannot be read.", "Restore it from your copy.") from None
    # A key file may come from elsewhere: it must not make us take all memory.
    if kept.format != FORMAT or kept.cost.memory > _MOST_MEMORY or kept.cost.passes > _MOST_PASSES:
        raise ProjectError("The key file is not one that this Sacho knows.", "Update Sacho.")
    return kept
