"""The quick figures of P09, P10 and P11, and proof that their checks can fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.promises import p09, p10, p11
from tests.promises.holders import filled, holder
from tests.promises.run import main

from sacho.sealed.box import Sealed
from sacho.sealed.vault import Opener


@pytest.mark.parametrize(("promise", "tries"), [("P09", 20), ("P10", 2000), ("P11", 20)])
def test_it_is_kept(promise: str, tries: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Each promise is kept at a small figure from a seed of its own."""
    assert main(["--only", promise, "--tries", str(tries), "--seed", "7"]) == 0
    assert f"{promise}: {tries}/{tries} (seed 7" in capsys.readouterr().out


def test_what_was_not_erased_is_noticed(tmp_path: Path) -> None:
    """A thing that still opens is not counted as erased."""
    owner = holder("heron")
    vault, _ = filled(tmp_path / "sealed", 1, owner)
    assert not p09.erased(vault, vault.items[0], owner, b"k" * 99, b"")


def test_a_sealed_key_left_on_the_disk_is_noticed(tmp_path: Path) -> None:
    """An erased thing whose sealed key lies about somewhere is not gone."""
    owner = holder("heron")
    vault, _ = filled(tmp_path / "sealed", 1, owner)
    item = vault.items[0]
    key = (tmp_path / "sealed" / "keys" / item.file).read_bytes()
    vault.erase(item.name, "heron", "asked")
    assert p09.erased(vault, item, owner, key, b"nothing")
    assert not p09.erased(vault, item, owner, key, b"swap" + key)


def test_what_is_not_altered_is_not_refused() -> None:
    """The attack that alters nothing is let through, so a refusal means something."""
    import random

    attack = p10.Attack(holder("heron"), random.Random(1))
    attack.ways = [lambda: Sealed(attack.now.data, attack.now.keys)]
    assert not attack.refused()


def test_a_keyholder_who_is_still_in_is_noticed(tmp_path: Path) -> None:
    """Whoever was to be outside and opens something breaks the promise."""
    owner, swift = holder("heron"), holder("swift")
    vault, sources = filled(tmp_path / "sealed", 2, owner)
    vault.add(swift.holder, owner)
    assert p11.holds(vault, sources, [owner, swift], [])
    assert not p11.holds(vault, sources, [owner], [Opener(swift.holder, swift.secret)])
