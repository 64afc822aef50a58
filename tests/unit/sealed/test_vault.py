"""The vault: who opens, what is refused, and what is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.errors import EvidenceError, NotFound, RefusedForSafety, UsageError
from sacho.sealed.box import Bound, Sealed, seal, unseal
from sacho.sealed.contents import SealedReport, Source
from sacho.sealed.keys import public_key
from sacho.sealed.vault import Vault
from tests.promises.holders import holder
from tests.promises.invented import invented

OWNER = holder("heron")
SOMEONE = Source("Invented Person", ("+999 1",), "notes")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A vault with one keyholder."""
    made = Vault(tmp_path / "sealed")
    made.make(OWNER.holder)
    return made


@given(st.binary(max_size=9000))
def test_what_is_sealed_comes_back(plain: bytes) -> None:
    """Any bytes come back as they were, for the one they were sealed to."""
    bound = Bound("v", "S-X", 1)
    made = seal(plain, bound, {OWNER.holder.id: public_key(OWNER.holder)})
    assert plain == unseal(made, bound, OWNER.holder.id, OWNER.secret)


@given(st.binary(max_size=200), st.binary(max_size=99))
def test_noise_is_refused(data: bytes, key: bytes) -> None:
    """Bytes that nobody sealed are a named error."""
    with pytest.raises(EvidenceError):
        unseal(Sealed(data, {"x": key}), Bound("v", "S-X", 1), "x", OWNER.secret)


def test_a_report_comes_back_with_its_reading(vault: Vault) -> None:
    """Bytes, text, claims and source of a sealed report are as they were."""
    made = invented(3)
    report = SealedReport(made.data, "a.txt", "2031", "file", made.ingested, made.reading, "S-A")
    assert report == vault.open(vault.put(report), OWNER)


def test_who_is_no_keyholder_opens_nothing(vault: Vault) -> None:
    """A key of no keyholder is refused, for opening and for letting others in."""
    name, other = vault.put(SOMEONE), holder("swift")
    for forbidden in (
        lambda: vault.open(name, other),
        lambda: vault.add(other.holder, other),
        lambda: vault.remove("heron", other),
        lambda: vault.replace(name, SOMEONE, other),
        lambda: vault.remove("heron", OWNER),
        lambda: vault.make(other.holder),
    ):
        with pytest.raises(RefusedForSafety):
            forbidden()
    assert {OWNER.holder.id} == set(vault.holders)


def test_a_new_version_destroys_the_old(vault: Vault, tmp_path: Path) -> None:
    """After a change there is one file of each kind, and it is the new one."""
    name = vault.put(SOMEONE)
    old = vault.items[0].file
    vault.replace(name, Source("Other"), OWNER)
    files = {
        p.name for p in (tmp_path / "sealed").rglob("*") if p.parent.name in ("keys", "things")
    }
    assert Source("Other") == vault.open(name, OWNER)
    assert 1 == len(files)
    assert old not in files


def test_an_older_version_put_back_is_found(vault: Vault, tmp_path: Path) -> None:
    """Files of an older version under the newest name are refused, with and without a key."""
    folder = tmp_path / "sealed"
    name = vault.put(SOMEONE)
    old = {kind: (folder / kind / vault.items[0].file).read_bytes() for kind in ("things", "keys")}
    vault.replace(name, Source("Other"), OWNER)
    for kind, data in old.items():
        (folder / kind / vault.items[0].file).write_bytes(data)
    assert list(vault.check())
    with pytest.raises(EvidenceError):
        vault.open(name, OWNER)


def test_an_altered_log_is_found(vault: Vault, tmp_path: Path) -> None:
    """Any changed byte of the log is an error of its own, before anything is opened."""
    vault.put(SOMEONE)
    vault.put(SOMEONE)
    path = tmp_path / "sealed" / "log"
    lines = path.read_bytes().splitlines(keepends=True)
    for broken in (lines[1:], [lines[0], *lines[2:]], [lines[1], lines[0], *lines[2:]]):
        path.write_bytes(b"".join(broken))
        with pytest.raises(EvidenceError):
            Vault(tmp_path / "sealed")


def test_erasing_needs_a_name_and_a_reason(vault: Vault) -> None:
    """Without them nothing goes; with them it is gone and told."""
    name = vault.put(SOMEONE)
    with pytest.raises(UsageError):
        vault.erase(name, "heron", " ")
    vault.erase(name, "heron", "asked")
    with pytest.raises(NotFound, match="erased"):
        vault.open(name, OWNER)
    assert ["asked"] == [line.reason for line in vault.erased]


def test_what_is_asked_for_is_not_repeated(vault: Vault) -> None:
    """A name typed by mistake does not stand in the error."""
    with pytest.raises(NotFound) as told:
        vault.open("Invented Person", OWNER)
    assert "Invented" not in told.value.message + told.value.next_step


def test_what_a_killed_process_left_is_destroyed(vault: Vault, tmp_path: Path) -> None:
    """Files that no line names go at the next change."""
    left = tmp_path / "sealed" / "keys" / "left"
    left.write_bytes(b"x")
    assert list(vault.check())
    vault.put(SOMEONE)
    assert not left.exists()
    assert not list(vault.check())
