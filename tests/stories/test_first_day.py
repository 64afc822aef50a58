"""A desk's first day: try the demonstration, record reports, look, judge, check, erase."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

from tests.stories.conftest import Sacho

TOLD = (
    "INVENTED EXAMPLE.\n\nGuards shot dead two farmers near Hyesan on 3 May 2031, a teacher told "
    "Northern Line.\n"
)


def test_the_demonstration_shows_incidents_with_words_and_speakers(
    sacho: Sacho, tmp_path: Path
) -> None:
    """`sacho demo` prints incidents with quotes and speakers and writes a page."""
    done = sacho("demo", "--project", tmp_path / "demo")
    told = done.stdout.decode()

    assert "INVENTED EXAMPLE" in told
    assert re.search(r"«[^»]+»", told)
    assert "— The Kestrel Daily" in told
    assert (tmp_path / "demo" / "incidents.html").is_file()


def test_the_demonstration_may_be_made_anew_but_never_over_other_things(
    sacho: Sacho, tmp_path: Path
) -> None:
    """A folder of an earlier demonstration is made anew; any other is refused and left as it is."""
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "notes.txt").write_text("mine")
    sacho("demo", "--project", tmp_path / "demo", "--quiet")

    again = sacho("demo", "--project", tmp_path / "demo", "--quiet")
    refused = sacho("demo", "--project", foreign, code=2)

    assert again.returncode == 0
    assert b"did not make" in refused.stderr
    assert ["notes.txt"] == [p.name for p in foreign.iterdir()]


def test_a_project_that_people_use_is_never_taken_for_a_demonstration(
    sacho: Sacho, tmp_path: Path
) -> None:
    """`sacho demo` refuses the folder of a recorded project."""
    sacho("record", "-", "--project", tmp_path / "p", stdin=TOLD.encode())

    assert b"did not make" in sacho("demo", "--project", tmp_path / "p", code=2).stderr


def test_the_page_needs_nothing_but_itself(demonstration: Path) -> None:
    """The page holds no script, loads nothing, works dark and in print, and says it is invented."""
    page = (demonstration / "incidents.html").read_text("utf-8")

    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "prefers-color-scheme:dark" in page and "@media print" in page
    assert page.count("INVENTED EXAMPLE") > 17


def test_every_claim_on_the_page_leads_to_its_words(demonstration: Path) -> None:
    """Each link to a claim's words has exactly that anchor in a report's text."""
    page = (demonstration / "incidents.html").read_text("utf-8")
    asked = set(re.findall(r'href="#w-([^"]+)"', page))
    anchors = re.findall(r'id="w-([^"]+)"', page)

    assert asked
    assert asked <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_reports_of_one_shooting_become_one_incident(sacho: Sacho, demonstration: Path) -> None:
    """The demonstration's shooting is one incident: several reports, fewer origins, both counts."""
    listed = json.loads(sacho("incidents", "--project", demonstration, "--format", "json").stdout)
    largest = max(listed, key=lambda i: i["reports"])

    assert "shooting" == largest["kind"]
    assert largest["reports"] > largest["origins"] >= 3
    assert any("3" in counts and "at least 4" in counts for counts in largest["counts"])


def test_the_same_bytes_twice_are_one_report(sacho: Sacho, tmp_path: Path) -> None:
    """A document that comes in again is a second receipt of the same report."""
    for _ in range(2):
        sacho("record", "-", "--project", tmp_path / "p", stdin=TOLD.encode())

    with sqlite3.connect(tmp_path / "p" / "sacho.db") as database:
        receipts = database.execute("select count(*) from receipt").fetchone()[0]
    listed = json.loads(sacho("reports", "--project", tmp_path / "p", "--format", "json").stdout)

    assert (1, 2) == (len(listed), receipts)


def test_a_document_that_cannot_be_read_stops_nothing(sacho: Sacho, tmp_path: Path) -> None:
    """A broken PDF is kept with a problem, the others are read, and the exit code is 1."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(200)))
    (folder / "good.txt").write_text(TOLD)

    done = sacho("record", folder, "--project", tmp_path / "p", "--format", "json", code=1)
    problems = json.loads(sacho("problems", "--project", tmp_path / "p", "--format", "json").stdout)

    assert {"broken.pdf": False, "good.txt": True} == {
        row["received_name"]: row["read"] for row in json.loads(done.stdout)
    }
    assert "broken.pdf" in {p["received_name"] for p in problems}
    sacho("verify", "--project", tmp_path / "p")


def test_a_sealed_report_is_refused_and_nothing_is_written(sacho: Sacho, tmp_path: Path) -> None:
    """Without a keyholder nobody could open it: `--handling sealed` exits 4 and leaves no trace."""
    sacho(
        "record", "-", "--project", tmp_path / "p", "--handling", "sealed",
        stdin=TOLD.encode(), code=4,
    )  # fmt: skip

    assert not (tmp_path / "p").exists()


def test_a_person_refuses_a_claim_and_takes_it_back(sacho: Sacho, tmp_path: Path) -> None:
    """A refused count leaves the incident; retracting the refusal brings it back."""
    project = tmp_path / "p"
    sacho("record", "-", "--project", project, stdin=TOLD.encode())
    incident = json.loads(sacho("incidents", "--project", project, "--format", "json").stdout)[0]
    shown = json.loads(
        sacho("show", incident["id"], "--project", project, "--format", "json").stdout
    )
    claim = next(c["id"] for a in shown["accounts"] for c in a["claims"] if c["field"] == "killed")
    why = ("--by", "Han", "--reason", "read the words again", "--project", project)

    made = sacho("decide", "refuse", claim, *why).stdout.decode()
    without = sacho("incidents", "--project", project, "--format", "json").stdout
    sacho("rebuild", "--project", project)
    still = sacho("incidents", "--project", project, "--format", "json").stdout
    sacho("decide", "retract", made.split()[0], *why)
    back = sacho("incidents", "--project", project, "--format", "json").stdout

    assert ["killed 2"] == incident["counts"]
    assert [] == json.loads(without)[0]["counts"] == json.loads(still)[0]["counts"]
    assert ["killed 2"] == json.loads(back)[0]["counts"]


def test_explain_says_words_rule_and_basis(sacho: Sacho, demonstration: Path) -> None:
    """`sacho explain` gives the words, the rule, the chance and what a date was counted from."""
    with sqlite3.connect(f"file:{demonstration / 'sacho.db'}?mode=ro", uri=True) as database:
        claim = database.execute("select id from claim where field = 'period'").fetchone()[0]

    told = sacho("explain", claim, "--project", demonstration).stdout.decode()

    assert "«" in told and "rule" in told and "confidence" in told and "basis" in told


def test_rebuild_gives_the_same_bytes(sacho: Sacho, tmp_path: Path) -> None:
    """Two rebuilds print the same hash over everything that is kept."""
    sacho("record", "-", "--project", tmp_path / "p", stdin=TOLD.encode())

    first, second = (
        json.loads(sacho("rebuild", "--project", tmp_path / "p", "--format", "json").stdout)
        for _ in range(2)
    )

    assert first == second


def test_verify_names_an_altered_original(sacho: Sacho, tmp_path: Path) -> None:
    """One byte changed in an original is found and named, and the exit code is 3."""
    project = tmp_path / "p"
    sacho("record", "-", "--project", project, stdin=TOLD.encode())
    (original,) = [p for p in (project / "originals").rglob("*") if p.is_file()]
    original.chmod(0o600)
    original.write_bytes(original.read_bytes().replace(b"two", b"six"))

    told = sacho("verify", "--project", project, code=3).stdout.decode()

    assert "WRONG" in told


def test_an_erased_report_is_gone_and_the_project_verifies(sacho: Sacho, tmp_path: Path) -> None:
    """Erasing removes the words everywhere; verify stays clean and says that it was erased."""
    project = tmp_path / "p"
    sacho("record", "-", "--project", project, stdin=TOLD.encode())
    report = json.loads(sacho("reports", "--project", project, "--format", "json").stdout)[0]["id"]
    why = ("--by", "Han", "--reason", "asked for", "--project", project)

    sacho("erase", report, *why, code=2)
    sacho("erase", report, "--yes", *why)

    assert b"0 originals" in sacho("verify", "--project", project).stdout
    left = b"".join(p.read_bytes() for p in project.rglob("*") if p.is_file())
    assert b"farmers" not in left


def test_csv_cannot_start_a_formula(sacho: Sacho, tmp_path: Path) -> None:
    """A received name that a spreadsheet would run is printed as text."""
    sacho("record", "-", "--name", "=1+1.txt", "--project", tmp_path / "p", stdin=TOLD.encode())

    told = sacho("reports", "--project", tmp_path / "p", "--format", "csv").stdout.decode()

    assert "'=1+1.txt" in told


def test_wrong_use_says_what_to_do(sacho: Sacho, tmp_path: Path) -> None:
    """No project, no file, no such id, no date: each exits 2 with a next step."""
    empty = tmp_path / "none"

    assert b"--project" in sacho("incidents", "--project", empty, code=2).stderr
    assert b"no file" in sacho("record", empty / "x", "--project", empty, code=2).stderr
    assert b"2021-01-26" in sacho("read", "-", "--published", "soon", code=2).stderr
    assert not empty.exists()
