"""Small figures of P02 to P07 and P23."""

from __future__ import annotations

import os
import shutil

import pytest
from tests.promises.run import main

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the recorder is a forked child")

FIGURES = {"P02": 4, "P03": 1, "P04": 12, "P05": 5, "P06": 12, "P07": 10, "P23": 1}


@pytest.mark.parametrize("name", FIGURES)
def test_the_promise_is_kept(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A few tries of each promise of custody are all kept, and the figure tells its seed."""
    if name == "P07" and shutil.which("openssl") is None:
        pytest.skip("openssl plays the time stamping service")
    code = main(["--only", name, "--tries", str(FIGURES[name]), "--seed", "7"])

    told = capsys.readouterr().out
    assert code == 0, told
    assert f"{name}: " in told
    assert "(seed 7" in told
