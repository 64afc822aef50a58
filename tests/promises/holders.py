"""Vaults with keyholders whose passphrases cost nothing, for the promises about sealed things."""

from __future__ import annotations

from pathlib import Path

from nacl.public import PrivateKey

from sacho.sealed import keys
from sacho.sealed.contents import Source
from sacho.sealed.vault import Opener, Vault


def holder(name: str) -> Opener:
    """A keyholder with a fresh pair of keys."""
    secret = PrivateKey.generate()
    return Opener(keys.keyholder(name, bytes(secret.public_key)), secret)


def filled(folder: Path, number: int, owner: Opener) -> tuple[Vault, dict[str, Source]]:
    """A vault with so many invented sources, by pseudonym."""
    vault = Vault(folder)
    vault.make(owner.holder)
    sources = [Source(f"Invented {i}", (f"+999 {i:07d}",), "note " * i) for i in range(number)]
    return vault, {vault.put(source): source for source in sources}
