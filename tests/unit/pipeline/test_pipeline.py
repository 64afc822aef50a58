"""What the pipeline promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from sacho.errors import UsageError
from sacho.pipeline import Arrived, Given, read_again, reader, record
from sacho.store import reports
from sacho.store.project import open_project

TOLD = b"INVENTED EXAMPLE. Guards shot dead two farmers near Hyesan on Monday, a teacher said.\n"


def test_what_the_owner_says_stands_over_the_document() -> None:
    """Publisher, date and language given are those of the reading, and the date is named given."""
    given = Given(publisher="Northern Line", published="2031-05-08", language="en")
    with reader() as reading:
        ingested, result = reading.read(TOLD, "a.txt", given)

    assert result is not None
    assert ("Northern Line", "2031-05-08", "en") == (
        result.report.publisher, result.report.published, result.report.language,
    )  # fmt: skip
    assert "given" == ingested.metadata.published_from


def test_a_date_that_is_none_is_refused() -> None:
    """A given date that cannot be read is wrong use, said before anything is kept."""
    with pytest.raises(UsageError):
        Given(published="soon")


def test_reading_again_adds_nothing_when_nothing_changed(tmp_path: Path) -> None:
    """The same reader over the same texts adds no reading."""
    with open_project(tmp_path / "p", create=True) as project:
        list(record(project, [Arrived(TOLD, "a.txt", "file")]))

        assert [False] == [new for _, new in read_again(project)]


def test_reports_are_recorded_in_the_order_they_come(tmp_path: Path) -> None:
    """Outcomes and the project's list follow the order of arrival; a copy is not new."""
    arrivals = [Arrived(TOLD + b"x " * n, f"{n}.txt", "file") for n in (3, 1, 2)]
    with open_project(tmp_path / "p", create=True) as project:
        outcomes = list(record(project, [*arrivals, arrivals[0]]))
        listed = [r.receipts[0].received_name for r in reports.list_all(project)]

    assert ["3.txt", "1.txt", "2.txt"] == listed
    assert [True, True, True, False] == [o.is_new for o in outcomes]
