"""What every store must do, whichever database it stands on. SQLite is the only one so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from tests.promises.invented import Made, invented

from sacho.errors import EvidenceError, NotFound, RefusedForSafety
from sacho.model.decision import Decision
from sacho.model.incident import Incident
from sacho.store import (
    accounts,
    claims,
    decisions,
    erase,
    incidents,
    readings,
    rebuild,
    reports,
    schema,
    search,
)
from sacho.store.project import Project, open_project
from sacho.store.verify import verify

Open = Callable[[Path], AbstractContextManager[Project]]

STORES: dict[str, Open] = {"sqlite": lambda path: open_project(path, create=True)}

ONE, TWO = invented(0), invented(1)


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """An empty project on each kind of store."""
    with STORES[request.param](tmp_path / "project") as opened:
        yield opened


def _record(store: Project, made: Made) -> str:
    arrival = reports.Arrival(made.data, "letter.txt", "file")
    return reports.add(store, arrival, made.ingested, made.reading).record.id


def _merge(store: Project) -> Decision:
    one, two = (told.accounts[0].account.id for told in accounts.current(store))
    return decisions.add(store, "merge", (one, two), ("Reviewer", "same mill"), "{}")


def test_what_goes_in_comes_out(store: Project) -> None:
    """Bytes, texts, readings and decisions come back equal to what was given."""
    report = _record(store, ONE)
    _record(store, TWO)
    made = _merge(store)

    assert reports.original(store, report) == ONE.data
    assert reports.texts(store, report) == [ONE.ingested.text]
    reading = readings.current(store, report)
    assert reading is not None
    assert readings.get(store, reading) == ONE.reading
    assert decisions.list_all(store) == [made]


def test_the_same_bytes_are_one_report(store: Project) -> None:
    """Recorded twice: one report, one text, one reading, two receipts."""
    report = _record(store, ONE)

    assert _record(store, ONE) == report
    record = reports.get(store, report)
    assert (len(record.receipts), len(record.texts)) == (2, 1)
    assert len(readings.list_all(store)) == 1


def test_every_lasting_id_leads_back(store: Project) -> None:
    """Each account and claim that is listed can be asked for by its id."""
    _record(store, ONE)

    for record in accounts.current(store)[0].accounts:
        assert accounts.get(store, record.account.id) == record
        for claim in record.account.claims:
            assert claims.get(store, claim.id).claim == claim


def test_sealed_is_refused(store: Project) -> None:
    """Sealed reports are refused for safety, and nothing of them is kept."""
    with pytest.raises(RefusedForSafety):
        reports.add(store, reports.Arrival(ONE.data, "a", "file", "sealed"), ONE.ingested)

    assert reports.list_all(store) == []


@pytest.mark.parametrize("table", schema.append_only(), ids=lambda table: table.name)
def test_recorded_tables_only_grow(store: Project, table: schema.Table) -> None:
    """UPDATE and DELETE are refused, whichever way they come."""
    for made in (ONE, TWO):
        _record(store, made)
    _merge(store)
    with store.reading() as connection:
        row = connection.execute(select(table)).mappings().first()
    if row is None:
        pytest.skip("the unit tests fill this table")
    column = table.columns[0]

    for statement in (update(table).values({column: row[column.name]}), delete(table)):
        with pytest.raises(EvidenceError), store.locked() as connection:
            connection.execute(statement)


def test_a_failed_transaction_leaves_nothing(store: Project) -> None:
    """Whatever is raised inside a transaction, none of it is kept, and the next one works."""
    before = rebuild.dump_hash(store)

    with pytest.raises(ZeroDivisionError), store.writing() as writing:
        writing.add(schema.incident_shown, id="account:x")
        writing.flush()
        writing.record("incidents-derived")
        raise ZeroDivisionError

    assert rebuild.dump_hash(store) == before
    _record(store, ONE)
    assert verify(store).clean


def test_a_reader_sees_one_moment(store: Project) -> None:
    """What is committed while a view is open is not seen in it."""
    _record(store, ONE)

    with store.reading() as connection:
        first = connection.execute(select(schema.report.c.id)).scalars().all()
        _record(store, TWO)
        assert connection.execute(select(schema.report.c.id)).scalars().all() == first

    assert reports.count(store) == 2


def test_incidents_resolve_for_ever(store: Project) -> None:
    """Merged away, an incident's id still leads to the incident that holds its account."""
    for made in (ONE, TWO):
        _record(store, made)
    one, two = (told.accounts[0].account.id for told in accounts.current(store))
    apart = [Incident(name, "shooting", (name,), (), (), (), ()) for name in (one, two)]
    merged = Incident(one, "shooting", (one, two), (), (), (), (), (two,))

    incidents.replace(store, apart, [])
    incidents.replace(store, [merged], [])

    assert incidents.get(store, two) == merged


def test_words_are_found(store: Project) -> None:
    """Latin and Korean words lead to the reports that hold them."""
    report = _record(store, ONE)

    for words in ("Weavers", "꾸며", "낸 글"):
        assert [hit.report for hit in search.search(store, words)] == [report]


def test_an_erased_report_is_gone_and_the_rest_verifies(store: Project) -> None:
    """Erasing removes a report for every way of asking, and verify stays clean and says so."""
    report = _record(store, ONE)
    _record(store, TWO)
    _merge(store)

    erase.erase(store, report, "Owner", "asked")

    with pytest.raises(NotFound):
        reports.get(store, report)
    assert search.search(store, f"{ONE.ingested.metadata.title}".split()[-1]) == []
    found = verify(store)
    assert found.clean
    assert found.erased == 2


def test_rebuilding_changes_no_byte(store: Project) -> None:
    """What is derived can be dropped and made again."""
    for made in (ONE, TWO):
        _record(store, made)
    before = rebuild.dump_hash(store)

    rebuild.rebuild(store)

    assert rebuild.dump_hash(store) == before
