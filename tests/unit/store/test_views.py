"""The views that a person opens in Datasette read well and agree with the store."""

from __future__ import annotations

from tests.unit.store.filled import FIRST, SECOND, add, reread

from sacho.store import accounts, incidents, readings, reports
from sacho.store.project import Project


def _rows(project: Project, view: str) -> list[dict[str, object]]:
    with project.reading() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {view}").mappings().all()
    return [{str(name): value for name, value in row.items()} for row in found]


def test_reports_are_one_row_each(filled: Project) -> None:
    """One row for each report, with its first receipt, its description and its counts."""
    rows = {row["id"]: row for row in _rows(filled, "reports")}

    assert set(rows) == {record.id for record in reports.list_all(filled)}
    first = rows[FIRST.ingested.report]
    assert first["received_name"] == "letter.txt"
    assert first["publisher"] == FIRST.ingested.metadata.publisher
    assert (first["receipts"], first["texts"], first["handling"]) == (2, 1, "open")


def test_the_strictest_handling_is_shown(project: Project) -> None:
    """A report received as internal once is internal in the view."""
    for handling in ("internal", "open"):
        arrival = reports.Arrival(FIRST.data, "a", "file", handling)
        reports.add(project, arrival, FIRST.ingested)

    assert [row["handling"] for row in _rows(project, "reports")] == ["internal"]


def test_claims_are_one_row_for_each_account_that_holds_them(project: Project) -> None:
    """A claim that two readings propose is one row, as last read, and marked as proposed."""
    add(project, FIRST)
    assert FIRST.ingested.text
    readings.add(project, FIRST.ingested.text.id, reread(FIRST).reading)
    told = accounts.current(project)[0].accounts

    rows = _rows(project, "claims")

    assert {(row["id"], row["account"]) for row in rows} == {
        (claim.id, record.account.id) for record in told for claim in record.account.claims
    }
    assert len(rows) == sum(len(record.account.claims) for record in told)
    assert {row["proposed"] for row in rows} == {1}
    assert {row["reader"] for row in rows} == {"invented-reader/2"}


def test_incidents_are_one_row_for_each_voice(filled: Project) -> None:
    """Contradictory values stand in rows of their own, each with the claims behind it."""
    [incident] = incidents.list_all(filled)

    rows = _rows(filled, "incidents")

    assert [(row["id"], row["field"]) for row in rows] == [
        (incident.id, voice.field) for voice in incident.voices
    ]
    assert rows[0]["accounts"] == len(incident.accounts) == 2
    assert SECOND.ingested.report in str(rows[0]["reports"])
