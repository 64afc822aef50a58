"""A source is sealed, a report of theirs is read by a keyholder, and both are forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.stories.conftest import Sacho

TOLD = b"INVENTED EXAMPLE.\n\nGuards shot dead two farmers near Hyesan on 3 May 2031, a teacher said.\n"
SOURCE = json.dumps({"identity": "Morvane Oskelt", "contacts": ["+999 55"], "notes": "x"}).encode()


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """A project, a key file and a passphrase of the test's own."""
    (tmp_path / "words").write_text("invented reed kestrel mill\n")
    return {
        "SACHO_PROJECT": str(tmp_path / "p"),
        "SACHO_KEY_FILE": str(tmp_path / "keys" / "sacho.key"),
        "SACHO_PASSPHRASE_FILE": str(tmp_path / "words"),
    }


def test_from_sealing_to_forgetting(sacho: Sacho, settings: dict[str, str]) -> None:
    """The keyholder reads claims that no other verb shows; forgotten is forgotten, and verifies."""
    sacho("keys", "init", "heron", **settings)
    code = sacho("keys", "recovery", **settings).stdout
    source = sacho("source", "add", stdin=SOURCE, **settings).stdout.decode().strip()
    how = ("--handling", "sealed", "--source", source, "--format", "json")
    made = sacho("record", "-", *how, stdin=TOLD, **settings).stdout
    report = json.loads(made)[0]["id"]

    assert {"id", "read"} == set(json.loads(made)[0])
    opened = json.loads(sacho("open", report, "--format", "json", **settings).stdout)
    assert source == opened["source"]
    assert "killed" in {c["field"] for a in opened["reading"]["accounts"] for c in a["claims"]}
    assert b"Morvane" in sacho("source", "show", source, **settings).stdout
    for verb in ("reports", "incidents", "problems"):
        assert [] == json.loads(sacho(verb, "--format", "json", **settings).stdout)

    Path(settings["SACHO_PASSPHRASE_FILE"]).write_bytes(code)
    assert TOLD == sacho("open", report, "--original", "--recovery", **settings).stdout

    why = ("--by", "heron", "--reason", "asked", "--yes")
    sacho("source", "forget", source, *why, **settings)
    sacho("erase", report, *why, **settings)
    sacho("open", report, "--recovery", code=2, **settings)
    sacho("verify", **settings)
    assert b"2 erased" in sacho("keys", "check", **settings).stdout


def test_a_wrong_passphrase_opens_nothing(sacho: Sacho, settings: dict[str, str]) -> None:
    """It is refused for safety, and nobody to ask is a wrong use."""
    sacho("keys", "init", "heron", **settings)
    source = sacho("source", "add", stdin=SOURCE, **settings).stdout.decode().strip()
    Path(settings["SACHO_PASSPHRASE_FILE"]).write_text("another passphrase\n")
    sacho("source", "show", source, code=4, **settings)
    sacho("source", "show", source, code=2, **(settings | {"SACHO_PASSPHRASE_FILE": ""}))


def test_a_key_file_inside_the_project_is_refused(sacho: Sacho, settings: dict[str, str]) -> None:
    """A key that travels with what it opens protects nothing."""
    inside = str(Path(settings["SACHO_PROJECT"]) / "sacho.key")
    sacho("keys", "init", "heron", code=4, **(settings | {"SACHO_KEY_FILE": inside}))
    assert not Path(settings["SACHO_PROJECT"]).exists()


def test_what_is_here_unsealed_is_not_sealed(sacho: Sacho, settings: dict[str, str]) -> None:
    """Sealing a report that lies open in the same project would only look safe."""
    sacho("record", "-", stdin=TOLD, **settings)
    sacho("keys", "init", "heron", **settings)
    sacho("record", "-", "--handling", "sealed", stdin=TOLD, code=4, **settings)
    assert [] == json.loads(sacho("open", "--format", "json", **settings).stdout)


def test_a_source_is_kept_only_of_sealed_reports(sacho: Sacho, settings: dict[str, str]) -> None:
    """The link from a source to a report is never written in the open."""
    sacho("record", "-", "--source", "S-ABCDEFGHJK", stdin=TOLD, code=2, **settings)
