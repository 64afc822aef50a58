"""The quick figure of P19, and that its measure can tell."""

from __future__ import annotations

import re

import pytest
from tests.promises.p19 import is_linear
from tests.promises.run import main


def test_no_pattern_hangs_on_a_hostile_text(capsys: pytest.CaptureFixture[str]) -> None:
    """Searching a text made to be hard takes time that grows as the text does."""
    assert main(["--only", "P19"]) == 0
    assert "P19: 250/250" in capsys.readouterr().out


def test_a_pattern_that_backtracks_is_seen() -> None:
    """A pattern that tries every way to share the letters out is told from one that does not."""
    assert not is_linear(re.compile(r"(a+)+$"), "a")
    assert is_linear(re.compile(r"a+"), "a")
