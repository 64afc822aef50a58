"""Accepting reports: to the byte, once each, whole or not at all."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.store.filled import FIRST, SECOND, add

from sacho.errors import NotFound, RefusedForSafety, UsageError
from sacho.model import ids
from sacho.model.problem import Problem
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.store import originals, problems, readings, rebuild, reports, schema
from sacho.store.project import Project
from sacho.store.verify import verify


def test_a_report_comes_back_as_it_was_given(project: Project) -> None:
    """Bytes, text, metadata, receipt and problems of an accepted report are those given."""
    added = add(project, FIRST, "편지 letter.txt")

    record = reports.get(project, FIRST.ingested.report)
    assert added.is_new
    assert record == added.record
    assert record.size == len(FIRST.data)
    assert record.metadata == FIRST.ingested.metadata
    assert [r.received_name for r in record.receipts] == ["편지 letter.txt"]
    assert reports.original(project, record.id) == FIRST.data
    assert reports.texts(project, record.id) == [FIRST.ingested.text]
    assert [p.code for p in problems.list_all(project)] == ["period.no-anchor", "place.unknown"]
    assert originals.unsettled(project.path) == []


def test_the_same_bytes_again_are_one_report_with_two_receipts(project: Project) -> None:
    """A second arrival adds a receipt, and neither a text nor a problem nor a reading again."""
    add(project, FIRST, "one.txt")

    again = add(project, FIRST, "two.txt")

    assert not again.is_new
    assert [r.received_name for r in again.record.receipts] == ["one.txt", "two.txt"]
    assert len(again.record.texts) == 1
    assert len(readings.list_all(project)) == 1
    assert len(problems.list_all(project)) == 2
    assert reports.count(project) == 1


def test_unreadable_bytes_are_kept_all_the_same(project: Project) -> None:
    """Bytes without a text are a report like any other, with the problem that says why."""
    data = b"\x00\x01 INVENTED EXAMPLE"
    why = Problem("format.unknown", "Sacho cannot read this kind of file.")
    ingested = Ingested(ids.report_id(data), "unknown", Metadata(), None, (why,))

    record = reports.add(project, reports.Arrival(data, "x.bin", "stdin"), ingested).record

    assert record.texts == ()
    assert reports.original(project, record.id) == data
    assert verify(project).clean


def test_sealed_is_refused_and_nothing_is_written(project: Project) -> None:
    """Here a sealed report leaves no byte, no row and no journal entry."""
    before = rebuild.dump_hash(project)
    arrival = reports.Arrival(FIRST.data, "secret.txt", "file", "sealed")

    with pytest.raises(RefusedForSafety) as caught:
        reports.add(project, arrival, FIRST.ingested)

    assert caught.value.exit_code == 4
    assert rebuild.dump_hash(project) == before
    assert list(originals.kept(project.path)) == []


def test_the_strictest_handling_holds(project: Project) -> None:
    """A report once received as internal stays internal, whatever comes after."""
    for handling in ("open", "internal", "open"):
        arrival = reports.Arrival(FIRST.data, "a.txt", "file", handling)
        reports.add(project, arrival, FIRST.ingested)

    assert reports.get(project, FIRST.ingested.report).handling == "internal"


def test_a_better_description_is_added(project: Project) -> None:
    """Metadata told later is what the report shows; what was told first is kept beneath."""
    add(project, FIRST)
    metadata = msgspec.structs.replace(FIRST.ingested.metadata, published="2031-05-03")
    ingested = msgspec.structs.replace(FIRST.ingested, metadata=metadata)

    reports.add(project, reports.Arrival(FIRST.data, "a.txt", "file"), ingested)

    assert reports.get(project, FIRST.ingested.report).metadata == metadata
    with project.reading() as connection:
        assert len(connection.execute(schema.description.select()).all()) == 2


def test_a_new_text_maker_adds_a_text(project: Project) -> None:
    """Another maker's text stands beside the first one, which keeps its reading."""
    add(project, FIRST)
    words = "INVENTED EXAMPLE, made anew"
    report = FIRST.ingested.report
    made = ReportText(ids.text_id(report, words), report, "plain/2", words)
    ingested = msgspec.structs.replace(FIRST.ingested, text=made)

    record = reports.add(project, reports.Arrival(FIRST.data, "a", "file"), ingested).record

    assert record.texts == (FIRST.ingested.text.id if FIRST.ingested.text else "", made.id)
    assert len(readings.list_all(project)) == 1


def test_what_is_not_of_these_bytes_is_refused(project: Project) -> None:
    """Ingested parts of another report, or a text under a wrong id, are wrong use."""
    arrival = reports.Arrival(FIRST.data, "a.txt", "file")
    assert FIRST.ingested.text
    forged = msgspec.structs.replace(FIRST.ingested.text, text="other words")

    with pytest.raises(UsageError):
        reports.add(project, arrival, SECOND.ingested)
    with pytest.raises(UsageError):
        reports.add(project, arrival, msgspec.structs.replace(FIRST.ingested, text=forged))
    with pytest.raises(UsageError):
        reports.add(project, arrival, FIRST.ingested, SECOND.reading)

    assert reports.list_all(project) == []


def test_a_refused_report_leaves_nothing_half_visible(project: Project) -> None:
    """When recording fails midway the project is as before, but for a file that opening clears."""
    before = rebuild.dump_hash(project)

    with pytest.raises(UsageError):
        arrival = reports.Arrival(FIRST.data, "a.txt", "file")
        reports.add(project, arrival, FIRST.ingested, SECOND.reading)

    assert rebuild.dump_hash(project) == before
    assert verify(project).clean


def test_a_lost_original_is_put_back_when_it_arrives_again(project: Project) -> None:
    """The same bytes again heal a missing file."""
    record = add(project, FIRST).record
    originals.path(project.path, record.id).unlink()

    add(project, FIRST)

    assert verify(project).clean


def test_reports_are_listed_in_order_of_arrival(project: Project) -> None:
    """The list follows the journal, not the ids."""
    for made in (SECOND, FIRST):
        add(project, made)

    listed = [record.id for record in reports.list_all(project)]
    assert listed == [SECOND.ingested.report, FIRST.ingested.report]


def test_what_is_not_there_is_said(project: Project) -> None:
    """Unknown ids are NotFound, not None and not a traceback."""
    for ask in (reports.get, reports.original, reports.text):
        with pytest.raises(NotFound):
            ask(project, "sha256:" + "0" * 64)


def test_a_file_name_that_is_no_unicode_is_kept(project: Project) -> None:
    """A name with bytes that are no UTF-8 does not keep its report out."""
    record = add(project, FIRST, "letter-\udcff.txt").record

    assert record.receipts[0].received_name == "letter-\ufffd.txt"


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(data=st.binary(max_size=2000), name=st.text(max_size=30))
def test_any_bytes_and_any_name_are_kept(project: Project, data: bytes, name: str) -> None:
    """Whatever the bytes and however the file was called, they come back unchanged."""
    name = name.encode("utf-8", "replace").decode()
    ingested = Ingested(ids.report_id(data), "unknown", Metadata(), None)

    record = reports.add(project, reports.Arrival(data, name, "file"), ingested).record

    assert reports.original(project, record.id) == data
    assert record.receipts[-1].received_name == name
