"""One sealed thing as bytes: encrypted under a key of its own, which is sealed to each keyholder.

The cipher is XChaCha20-Poly1305 under a random key used once. What it is bound to (vault, thing,
version) is authenticated beside it, so bytes moved to another thing, or an older version put back
under a newer number, do not open. Plain bytes are padded to a few sizes, since a length tells.
"""

from __future__ import annotations

import msgspec
from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random

from sacho.errors import EvidenceError

KEY_BYTES = 32
NONCE_BYTES = 24
SIZES = (4 << 10, 64 << 10, 1 << 20, 16 << 20)
"""What plain bytes are padded to; above the last, to a multiple of it."""
_LENGTH_BYTES = 8


class Bound(msgspec.Struct, frozen=True):
    """What a sealed thing is bound to: which vault, which thing, which of its versions."""

    vault: str
    item: str
    version: int


class Sealed(msgspec.Struct, frozen=True):
    """A sealed thing in two parts: the encrypted bytes, and its key sealed to each keyholder.

    `keys` maps a keyholder's id to the sealed key. Without one of them the bytes are noise.
    """

    data: bytes
    keys: dict[str, bytes]


def seal(plain: bytes, bound: Bound, readers: dict[str, PublicKey]) -> Sealed:
    """Encrypt under a fresh key for these keyholders. No secret is needed to seal."""
    key, nonce = random(KEY_BYTES), random(NONCE_BYTES)
    data = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        _pad(plain), _told(bound), nonce, key
    )
    keys = {name: SealedBox(public).encrypt(key) for name, public in readers.items()}
    return Sealed(nonce + data, keys)


def unseal(sealed: Sealed, bound: Bound, reader: str, secret: PrivateKey) -> bytes:
    """The plain bytes. Raises EvidenceError where anything was altered, moved or rolled back."""
    try:
        key = SealedBox(secret).decrypt(sealed.keys[reader])
        nonce, data = sealed.data[:NONCE_BYTES], sealed.data[NONCE_BYTES:]
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(data, _told(bound), nonce, key)
        return _unpad(padded)
    except (CryptoError, ValueError, KeyError, TypeError):
        raise EvidenceError(
            f"{bound.item} does not open: it was altered, moved or put back.",
            "Work on a copy; restore the newest backup that opens.",
        ) from None


def padded_size(length: int) -> int:
    """How many bytes are encrypted for a plain text of this length."""
    needed = length + _LENGTH_BYTES
    for size in SIZES:
        if needed <= size:
            return size
    return -(-needed // SIZES[-1]) * SIZES[-1]


def _pad(plain: bytes) -> bytes:
    whole = len(plain).to_bytes(_LENGTH_BYTES, "big") + plain
    return whole.ljust(padded_size(len(plain)), b"\0")


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    plain = padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
    if len(plain) != length:
        raise ValueError("shorter than it says")
    return plain


def _told(bound: Bound) -> bytes:
    return b"sacho-sealed/1\0" + msgspec.json.encode((bound.vault, bound.item, bound.version))
