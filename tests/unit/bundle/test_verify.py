"""The verifier's own Ed25519 against another one."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from sacho.bundle import verify


@settings(max_examples=20, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
def test_signatures_are_judged_as_by_libsodium(seed: bytes, message: bytes, bit: int) -> None:
    """A good signature passes; with one bit changed, or over other words, it does not."""
    key = SigningKey(seed)
    good = key.sign(message).signature
    bad = bytearray(good)
    bad[bit // 8] ^= 1 << (bit % 8)

    assert verify.signed(bytes(key.verify_key), message, good)
    assert not verify.signed(bytes(key.verify_key), message, bytes(bad))
    assert not verify.signed(bytes(key.verify_key), message + b"x", good)


def test_the_verifier_stays_short() -> None:
    """An expert can read all of the verifier: it has fewer than 400 lines."""
    assert len(Path(verify.__file__).read_text().splitlines()) < 400
