"""Pages that are made from the program say what it says now."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from docs.reference import make_cli, make_problems, make_promises

from sacho.ingest.problems import MESSAGES
from sacho.model.account import Account, FoundValue, Link, Reading, ReportHead
from sacho.model.claim import Attribution, Claim, Speaker

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_the_command_line_page_is_the_program_s_help() -> None:
    """Each verb's help stands on the page word for word."""
    assert make_cli.page() == make_cli.PAGE.read_text("utf-8")


@pytest.mark.parametrize("verb", [v for v in make_cli.verbs() if v != "sacho"])
def test_every_verb_shows_an_example(verb: str) -> None:
    """The help of a verb holds a command that begins with that verb."""
    told = make_cli.verbs()[verb]

    assert re.search(rf"(?:Example:|\n)[^\n]*{re.escape(verb)} ?", told.split("\n", 1)[1])


def test_the_problems_page_holds_every_message() -> None:
    """Each problem's meaning and next step stands on the page word for word."""
    assert make_problems.page() == make_problems.PAGE.read_text("utf-8")


def test_the_promises_page_is_made_from_the_promises() -> None:
    """Each promise stands on the page as its test states it, with the results that are noted."""
    assert make_promises.page() == make_promises.PAGE.read_text("utf-8")


def test_every_problem_that_the_code_makes_is_on_the_page() -> None:
    """A code given to `Problem` in the source is explained; so is every one that ingest names."""
    told = make_problems.PAGE.read_text("utf-8")
    made = {
        code
        for path in SOURCES
        for code in re.findall(r"\bProblem\(\s*(?:code=)?\"([a-z.-]+)\"", path.read_text("utf-8"))
    }

    assert [] == sorted(c for c in made | set(MESSAGES) if f"`{c}`" not in told)


@pytest.mark.parametrize(
    "shape", [Reading, ReportHead, Attribution, Speaker, Account, Claim, Link, FoundValue]
)
def test_the_page_of_the_reading_names_every_key(shape: type[msgspec.Struct]) -> None:
    """Every key that `sacho read --format json` prints is explained."""
    told = (ROOT / "docs/reference/reading.md").read_text("utf-8")

    assert [] == [
        f.encode_name for f in msgspec.structs.fields(shape) if f"`{f.encode_name}`" not in told
    ]
