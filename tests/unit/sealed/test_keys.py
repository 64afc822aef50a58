"""A keyholder's secret: under a passphrase, on paper, never elsewhere."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sacho.errors import ProjectError, RefusedForSafety, UsageError
from sacho.sealed import keys

CHEAP = keys.Cost(1, 8 << 20)
WORDS = b"invented reed kestrel"


def test_the_passphrase_opens_the_key_file(tmp_path: Path) -> None:
    """What was made is what opens, and only its owner may read the file."""
    path = tmp_path / "a" / "sacho.key"
    made = keys.new_key_file(path, "heron", WORDS, CHEAP)
    holder, secret = keys.unlock(path, WORDS)

    assert made == holder
    assert bytes(secret.public_key) == holder.public
    assert bytes(secret) not in path.read_bytes()
    assert 0o600 == path.stat().st_mode & 0o777


def test_another_passphrase_does_not(tmp_path: Path) -> None:
    """A wrong passphrase is refused with a next step."""
    path = tmp_path / "sacho.key"
    keys.new_key_file(path, "heron", WORDS, CHEAP)
    with pytest.raises(RefusedForSafety):
        keys.unlock(path, WORDS + b"x")


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    """Fewer than twelve characters make no key file."""
    with pytest.raises(RefusedForSafety):
        keys.new_key_file(tmp_path / "k", "heron", b"short", CHEAP)
    assert not (tmp_path / "k").exists()


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    """A second key under the same name is refused, and the first still opens."""
    keys.new_key_file(tmp_path / "k", "heron", WORDS, CHEAP)
    with pytest.raises(RefusedForSafety):
        keys.new_key_file(tmp_path / "k", "heron", WORDS, CHEAP)
    keys.unlock(tmp_path / "k", WORDS)


def test_a_key_file_that_asks_for_all_memory_is_refused(tmp_path: Path) -> None:
    """A hostile key file cannot make opening it take gigabytes."""
    path = tmp_path / "k"
    keys.new_key_file(path, "heron", WORDS, CHEAP)
    kept = msgspec.json.decode(path.read_bytes(), type=keys.KeyFile)
    heavy = msgspec.structs.replace(kept, cost=keys.Cost(1, 1 << 40))
    path.write_bytes(msgspec.json.encode(heavy))
    with pytest.raises(ProjectError):
        keys.unlock(path, WORDS)


@pytest.mark.parametrize("held", [b"", b"{}", b"\xff\xfe", b"[1]"])
def test_a_broken_key_file_is_a_named_error(tmp_path: Path, held: bytes) -> None:
    """What is no key file is told as such."""
    (tmp_path / "k").write_bytes(held)
    with pytest.raises(ProjectError):
        keys.unlock(tmp_path / "k", WORDS)


def test_the_recovery_code_may_be_typed_carelessly() -> None:
    """Case, spaces and dashes do not matter; one wrong letter does."""
    holder, code = keys.new_recovery()
    assert holder == keys.from_recovery(code.lower().replace("-", " "))[0]
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    for bad in (wrong, code[:-5], "", "한글", "1890-1890"):
        with pytest.raises(RefusedForSafety):
            keys.from_recovery(bad)


def test_a_line_names_its_keyholder() -> None:
    """The line that is handed over gives the same keyholder; anything else is refused."""
    holder = keys.new_recovery()[0]
    assert keys.from_line(holder.line).id == holder.id
    for bad in ("", "heron", holder.line[:-9], f"x{holder.line}", "sacho-keyholder::AAAA"):
        with pytest.raises(UsageError):
            keys.from_line(bad)
