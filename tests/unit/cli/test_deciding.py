"""`sacho decide` about accounts and heads, and Korean words in what is printed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sacho.cli.app import app

ENGLISH = (
    "INVENTED EXAMPLE\n\nBorder guards shot dead three people near Hyesan on Monday, a resident "
    "said. Police detained six traders in Hoeryong on Tuesday, a trader said.\n"
)
KOREAN = (
    "INVENTED EXAMPLE\n\n국경경비대가 2031년 5월 3일 혜산 근처에서 주민 3명을 사살했다고 "
    "현지 소식통이 가상신문에 전했다.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two reports, one of them Korean."""
    for name, text in (("two.txt", ENGLISH), ("셋.txt", KOREAN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        told = ["--published", "2031-05-08"] if name == "two.txt" else []
        run(tmp_path / "p", "record", str(tmp_path / name), *told)
    return tmp_path / "p"


def run(project: Path, *arguments: str, code: int = 0) -> str:
    """What the command prints."""
    done = CliRunner().invoke(app, [*arguments, "--project", str(project)])
    assert done.exit_code == code or (code and done.exception is not None), done.output
    return done.output


def rows(project: Path, *arguments: str) -> list[dict[str, str]]:
    """The rows that the command prints as CSV."""
    return list(csv.DictReader(io.StringIO(run(project, *arguments, "--format", "csv"))))


def incident(project: Path, kind: str, report: str = "") -> str:
    """The incident of a kind, of the English report where there are several."""
    return next(r["id"] for r in rows(project, "incidents") if r["kind"] == kind)


def by(reason: str) -> tuple[str, ...]:
    """Who and why."""
    return "--by", "Han", "--reason", reason


def test_a_claim_moves_and_an_account_becomes_two(project: Path) -> None:
    """`move` needs no account to leave where one alone holds the claim; `divide` makes a third
    incident; `show` tells who moved what; `retract` gives back what was.
    """
    shooting, detention = incident(project, "shooting"), incident(project, "detention")
    place = next(r["claim"] for r in rows(project, "show", detention) if r["field"] == "place")
    before = len(rows(project, "incidents"))

    made = run(project, "decide", "move", place, shooting, *by("told of the shots")).split()[0]
    assert place not in {r["claim"] for r in rows(project, "show", detention)}
    assert "moved by Han: place" in run(project, "show", shooting)
    run(project, "decide", "retract", made, *by("no"))
    assert place in {r["claim"] for r in rows(project, "show", detention)}

    run(project, "decide", "divide", detention, place, *by("two happenings"))
    assert before + 1 == len(rows(project, "incidents"))


def test_a_mended_day_is_told_with_who_and_why(project: Path) -> None:
    """The report shows both days, by whom and why, and counts weekdays from the later."""
    report = next(r["id"] for r in rows(project, "reports") if r["received_name"] == "two.txt")
    made = run(project, "decide", "mend", report, "--published", "2031-06-12", *by("paper copy"))
    shown = run(project, "show", report)

    assert "published 2031-05-08 -> 2031-06-12: paper copy" in shown
    assert "2031-06-09" in shown and "2031-05-05" not in shown
    run(project, "decide", "retract", made.split()[0], *by("no"))
    shown = run(project, "show", report)
    assert "(taken back)" in shown and "2031-05-05" in shown and "2031-06-09" not in shown


def test_korean_words_are_printed_as_they_stand(project: Path) -> None:
    """Tables, CSV and explanations hold the Korean words, names of files and speakers unbroken."""
    report = next(r["id"] for r in rows(project, "reports") if r["received_name"] == "셋.txt")
    told = run(project, "show", report)
    assert "«주민 3명»" in told and "현지 소식통" in told and "(셋.txt)" in told
    found = next(
        r for i in rows(project, "incidents") for r in rows(project, "show", i["id"])
        if r["report"] == report and r["field"] == "killed"
    )  # fmt: skip
    assert ("주민 3명", "3") == (found["written"], found["value"])
    assert "«주민 3명»" in run(project, "explain", found["claim"])
    assert "셋.txt" in run(project, "search", "혜산")
