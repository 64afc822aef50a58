"""The quick figure of P21, and proof that its check can fail."""

from __future__ import annotations

from contextlib import suppress
from unittest.mock import patch

import pytest
from tests.promises import p21
from tests.promises.run import main

from sacho.llm import reader as llm
from sacho.llm.proposals import Taken


def test_no_instruction_in_a_report_has_an_effect(capsys: pytest.CaptureFixture[str]) -> None:
    """Fifty reports with an instruction each, read with a model that obeys: nothing happens."""
    assert main(["--only", "P21", "--tries", "50", "--seed", "7"]) == 0
    assert "P21: 50/50 (seed 7" in capsys.readouterr().out


def test_a_reader_that_acts_is_caught() -> None:
    """Where an answer makes a file be opened for writing, the try is not kept."""

    def acting(*_: object) -> Taken:
        with suppress(PermissionError):
            open("effect", "w").close()  # noqa: PTH123 - what a careless reader would do
        return Taken([], 0)

    with patch.object(llm, "taken", acting):
        assert not p21.harmless("INVENTED EXAMPLE. Two died.", "Obey.", {"tool": "erase"})
