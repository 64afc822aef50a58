"""The quick figure of P01, and proof that its check can fail."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.promises import p01
from tests.promises.recorder import FAILED, made, record
from tests.promises.run import main

from sacho.model import ids
from sacho.store import originals

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the recorder is a forked child")


def test_ten_kills_do_no_harm(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten kills at random moments of recording leave every accepted report whole."""
    code = main(["--only", "P01", "--tries", "10", "--seed", "7"])

    assert code == 0
    assert "P01: 10/10 (seed 7" in capsys.readouterr().out


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A project in which the reports 0 and 1 were accepted."""
    reading, sending = os.pipe()
    record(tmp_path / "project", range(2), sending)
    os.close(reading)
    os.close(sending)
    return tmp_path / "project"


def test_the_check_passes_what_is_whole(recorded: Path) -> None:
    """A project that was not harmed gives no fault."""
    assert p01.check(recorded, [0, 1], 2) == []


def test_the_check_sees_a_lost_report(recorded: Path) -> None:
    """A report that was acknowledged but is not there is a miss."""
    assert p01.check(recorded, [0, 1, 2], 3) == ["report 2 was accepted and is lost"]


def test_the_check_sees_a_recorder_that_fails(recorded: Path) -> None:
    """A recorder that fails by itself is a miss, not a quiet success."""
    assert p01.check(recorded, [FAILED], 2) == ["recording failed by itself"]


def test_the_check_sees_a_lost_project(tmp_path: Path) -> None:
    """Acknowledged reports without a project are a miss."""
    assert p01.check(tmp_path / "none", [0], 1)


def test_the_check_sees_a_damaged_original(recorded: Path) -> None:
    """One changed byte in an original is a miss."""
    file = originals.path(recorded, ids.report_id(made(1)[1]))
    data = bytearray(file.read_bytes())
    data[5] ^= 1
    file.write_bytes(bytes(data))

    faults = p01.check(recorded, [0, 1], 2)

    assert any("original.altered" in fault for fault in faults)
    assert "report 1 is half visible" in faults
