"""The problems that ingest can name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sacho.ingest
from sacho.ingest.problems import MESSAGES, problem


@pytest.mark.parametrize("code", MESSAGES)
def test_each_message_says_what_to_do(code: str) -> None:
    """Each problem has a dotted code and a message of at least one whole sentence."""
    assert re.fullmatch(r"[a-z]+\.[a-z-]+", code)
    assert problem(code).message.endswith(".")


def test_every_code_that_is_used_is_listed() -> None:
    """No code stands anywhere in the room that the list lacks, and none is listed for nothing."""
    folder = Path(sacho.ingest.__file__).parent
    families = "|".join(sorted({code.split(".")[0] for code in MESSAGES}))
    used: set[str] = set()
    for path in folder.rglob("*.py"):
        if path.name != "problems.py":
            used |= set(
                re.findall(rf'"((?:{families})\.[a-z-]+)"', path.read_text(encoding="utf-8"))
            )
    assert used == set(MESSAGES)


def test_an_unknown_code_is_no_problem() -> None:
    """A code that is not listed cannot become a problem."""
    with pytest.raises(KeyError):
        problem("text.invented")
