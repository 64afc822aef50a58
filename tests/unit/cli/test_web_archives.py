"""Web archives on the command line, and what this machine says of its walls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sacho.cli.app import app
from sacho.ingest import sandbox, warc

PAGE = b"<html><body><p>INVENTED EXAMPLE. The river town of Orelund stayed calm.</p></body></html>"
HTML = [("Content-Type", "text/html")]


def two_pages() -> bytes:
    parts = [
        warc.response(f"http://a.example/{n}", "192.0.2.1", (200, "OK"), HTML, PAGE + b" " * n)
        for n in (1, 2)
    ]
    return b"".join(parts)


@pytest.mark.skipif(not sandbox.is_full(), reason="archives are refused here")
def test_an_archive_is_kept_whole_beside_its_pages(tmp_path: Path) -> None:
    """The archive is an original of its own to the byte, its pages are read, and nothing failed."""
    given = tmp_path / "pages.warc"
    given.write_bytes(two_pages())
    project = tmp_path / "project"
    done = CliRunner().invoke(
        app, ["record", str(given), "--project", str(project), "--format", "json"]
    )
    assert done.exit_code == 0
    rows = json.loads(done.stdout)
    assert [row["read"] for row in rows] == [False, True, True]
    kept = [file.read_bytes() for file in (project / "originals").rglob("*") if file.is_file()]
    assert given.read_bytes() in kept


def test_one_address_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    """An address that may not be visited is named; the file after it is recorded; the code is 1."""
    letter = tmp_path / "letter.txt"
    letter.write_text("INVENTED EXAMPLE. The river town of Orelund stayed calm.", "utf-8")
    done = CliRunner().invoke(
        app,
        ["record", "http://127.0.0.1/", str(letter), "--allow-network", "--format", "json",
         "--project", str(tmp_path / "project")],
    )  # fmt: skip
    assert done.exit_code == 1
    assert "http://127.0.0.1/: not recorded" in done.stderr
    assert [row["received_name"] for row in json.loads(done.stdout)] == ["letter.txt"]


def test_the_doctor_names_each_wall_and_fails_where_one_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The walls, the library and sealing are told as rows; a wall that is missing gives code 1."""
    monkeypatch.setattr(sandbox, "standing", lambda: [("files (Landlock)", "missing", False)])
    done = CliRunner().invoke(app, ["doctor", "--format", "json", "--project", str(tmp_path)])
    rows = {row["what"]: row["ok"] for row in json.loads(done.stdout)}
    assert done.exit_code == 1
    assert rows["wall: files (Landlock)"] == "no"
    assert {"SQLite", "sealing"} <= rows.keys()
