"""The quick figures of P13 and P16."""

from __future__ import annotations

import platform
import sys

import pytest
from tests.promises.run import main


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="probes are for x86-64 Linux"
)
def test_probes_are_held_and_hostile_files_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    """Every probe is held within the child, and hostile files end in text or a named problem."""
    assert main(["--only", "P13", "--tries", "60"]) == 0
    assert "P13: 60/60" in capsys.readouterr().out


def test_no_visit_reaches_an_address_of_the_inside(capsys: pytest.CaptureFixture[str]) -> None:
    """Every form of an inner address is refused before a connection is opened."""
    assert main(["--only", "P16"]) == 0
    assert "P16: 440/440" in capsys.readouterr().out
