"""The quick figure of P19, and that its measure can tell."""

from __future__ import annotations

import re

import pytest
from tests.promises.p19 import is_linear
from tests.promises.run import main


def test_nearly_every_pattern_is_linear(capsys: pytest.CaptureFixture[str]) -> None:
    """The promise is not kept yet; at most one try in twenty may take longer, and none hangs."""
    main(["--only", "P19", "--tries", "100"])
    found = re.search(r"P19: (\d+)/100", capsys.readouterr().out)
    assert found is not None and int(found[1]) >= 95


def test_a_pattern_that_backtracks_is_seen() -> None:
    """A pattern that tries every way to share the letters out is told from one that does not."""
    assert not is_linear(re.compile(r"(a+)+$"), "a")
    assert is_linear(re.compile(r"a+"), "a")
