"""Reports with their receipts, descriptions and texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, select

from sacho.errors import NotFound, RefusedForSafety, UsageError
from sacho.model import ids
from sacho.model.account import Reading
from sacho.model.report import (
    Format,
    Handling,
    Ingested,
    Metadata,
    Receipt,
    ReportRecord,
    ReportText,
)
from sacho.model.span import Spans
from sacho.store import dialect, mending, originals, problems, readings, schema, search
from sacho.store.encoding import from_json, to_json
from sacho.store.project import Project
from sacho.store.writing import Writing


class Arrival(msgspec.Struct, frozen=True):
    """Bytes that came in: under which name, and how (`file`, `folder`, `stdin` …)."""

    data: bytes
    received_name: str
    how: str
    handling: Handling = "open"


class Added(msgspec.Struct, frozen=True):
    """The report as now kept; `is_new` False where its bytes were known and only came again."""

    record: ReportRecord
    is_new: bool


def add(
    project: Project, arrival: Arrival, ingested: Ingested, reading: Reading | None = None
) -> Added:
    """Accept a report: its original durable first, then all its rows in one transaction.

    The same bytes again add a receipt, and whatever is new: a text by another maker, a changed
    description, problems, a reading. Raises RefusedForSafety for sealed reports (nothing is
    written), UsageError where `ingested` or `reading` is of other bytes.
    """
    if arrival.handling == "sealed":
        raise RefusedForSafety(
            "A sealed report does not belong among those that anybody can read; nothing was kept.",
            "Seal it on the command line: sacho record FILE --handling sealed.",
        )
    report = ids.report_id(arrival.data)
    if ingested.report != report or (ingested.text and ingested.text.report != report):
        raise UsageError("What was ingested is not of these bytes.")
    with project.writing() as writing:
        known = _entry_of(writing.connection, report)
        if known is None:
            writing.add(
                schema.report, id=report, size=len(arrival.data),
                blocks=originals.block_hashes(arrival.data),
            )  # fmt: skip
        if not originals.stands(project.path, report):
            originals.place(project.path, report, arrival.data)
            writing.afterwards.append(lambda: originals.settled(project.path, report))
        _add_receipt(writing, report, arrival)
        _add_description(writing, report, ingested)
        _add_text(writing, ingested.text)
        problems.add_new(writing, ingested.problems, report=report)
        if reading is not None:
            if ingested.text is None:
                raise UsageError("A reading needs the text that it read.")
            writing.flush()
            readings.write(writing, ingested.text.id, reading)
        about = writing.entry if known is None else known
        writing.record("report-recorded" if known is None else "receipt-added", about)
        writing.flush()
        record = _record(writing.connection, report)
    return Added(record, known is None)


def get(project: Project, report: str) -> ReportRecord:
    """The report of this id. Raises NotFound."""
    with project.reading() as connection:
        return _record(connection, report)


def list_all(project: Project, only: Iterable[str] | None = None) -> list[ReportRecord]:
    """Every report, or some, in the order in which they were first received."""
    with project.reading() as connection:
        return _records(connection, None if only is None else sorted(set(only)))


def recorded_at(connection: Connection, entries: Iterable[int | None]) -> list[str]:
    """The reports that these entries of the journal recorded."""
    wanted = sorted({entry for entry in entries if entry is not None})
    r = schema.report.c
    return list(connection.execute(select(r.id).where(r.entry.in_(wanted))).scalars())


def holding(project: Project, words: str) -> set[str]:
    """The ids of the texts that hold these very words."""
    query = select(schema.text.c.id).where(dialect.holds(schema.text.c.text, words))
    with project.reading() as connection:
        return set(connection.execute(query).scalars())


def first_text(project: Project) -> ReportText | None:
    """The text that is read now of the first report that has one."""
    r, t = schema.report.c, schema.text.c
    query = select(schema.text).join(schema.report, r.id == t.report)
    with project.reading() as connection:
        row = connection.execute(query.order_by(r.entry, t.entry.desc()).limit(1)).mappings()
        found = row.first()
    return None if found is None else _text(found)


def count(project: Project) -> int:
    """How many reports there are."""
    with project.reading() as connection:
        return len(connection.execute(select(schema.report.c.id)).all())


def original(project: Project, report: str) -> bytes:
    """The bytes as received. Raises NotFound where there is no such report or no such file."""
    get(project, report)
    try:
        return originals.path(project.path, report).read_bytes()
    except OSError as error:
        raise NotFound(
            f"The original of {report} is missing.", "Run `sacho verify` and restore a backup."
        ) from error


def text(project: Project, text_id: str) -> ReportText:
    """The text of this id. Raises NotFound."""
    with project.reading() as connection:
        query = select(schema.text).where(schema.text.c.id == text_id)
        row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(f"There is no text {text_id} in this project.")
    return _text(row)


def newest_texts(project: Project, only: Iterable[str] | None = None) -> dict[str, ReportText]:
    """The text of each report, or of some, that is read now, by report; one query."""
    query = select(schema.text).order_by(schema.text.c.entry)
    if only is not None:
        query = query.where(schema.text.c.report.in_(sorted(set(only))))
    with project.reading() as connection:
        return {row["report"]: _text(row) for row in connection.execute(query).mappings()}


class Head(msgspec.Struct, frozen=True):
    """What linking needs to know of a report: its journal entry, its day and its outlet."""

    entry: int
    published: str | None
    publisher: str | None


def heads(project: Project, only: Iterable[str] | None = None) -> dict[str, Head]:
    """The heads of all reports, or of some, by report, in the order in which they were received."""
    r, d = schema.report.c, schema.description.c
    query = (
        select(r.id, r.entry, d.published, d.publisher)
        .join(schema.description, d.report == r.id)
        .order_by(r.entry, d.entry)
    )
    if only is not None:
        query = query.where(r.id.in_(sorted(set(only))))
    with project.reading() as connection:
        return {
            row.id: Head(row.entry, row.published, row.publisher)
            for row in connection.execute(query)
        }


def texts(project: Project, report: str) -> list[ReportText]:
    """The texts of a report, oldest first; the last is the one that is read."""
    columns = schema.text.c
    with project.reading() as connection:
        rows = connection.execute(
            select(schema.text).where(columns.report == report).order_by(columns.entry)
        )
        return [_text(row) for row in rows.mappings()]


def _text(row: RowMapping) -> ReportText:
    return ReportText(
        row["id"], row["report"], row["maker"], row["text"], from_json(row["furniture"], Spans)
    )


def _entry_of(connection: Connection, report: str) -> int | None:
    return connection.execute(
        select(schema.report.c.entry).where(schema.report.c.id == report)
    ).scalar()


def _add_receipt(writing: Writing, report: str, arrival: Arrival) -> None:
    # A file name need not be valid Unicode; what cannot be said in UTF-8 becomes U+FFFD.
    name = arrival.received_name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    writing.add(
        schema.receipt, id=f"receipt:{writing.entry}", report=report,
        received_name=name, received_at=writing.at, how=arrival.how,
        handling=arrival.handling,
    )  # fmt: skip


def _add_description(writing: Writing, report: str, ingested: Ingested) -> None:
    told: dict[str, Any] = {"format": ingested.format, **msgspec.structs.asdict(ingested.metadata)}
    told = mending.over(told, mending.mended(writing.connection, report))
    columns = schema.description.c
    newest = (
        select(schema.description)
        .where(columns.report == report)
        .order_by(columns.entry.desc())
        .limit(1)
    )
    kept = writing.connection.execute(newest).mappings().first()
    if kept is None or any(kept[name] != value for name, value in told.items()):
        writing.add(schema.description, report=report, **told)


def _add_text(writing: Writing, made: ReportText | None) -> None:
    if made is None:
        return
    if made.id != ids.text_id(made.report, made.text):
        raise UsageError("The text's id is not that of its words.")
    known = select(schema.text.c.id).where(schema.text.c.id == made.id)
    if writing.connection.execute(known).first():
        return
    writing.add(
        schema.text, id=made.id, report=made.report, maker=made.maker, text=made.text,
        furniture=to_json(made.furniture),
    )  # fmt: skip
    writing.flush()
    search.index(writing.connection, writing.entry, made.id, made.text)


def _record(connection: Connection, report: str) -> ReportRecord:
    found = _records(connection, [report])
    if not found:
        raise NotFound(
            f"There is no report {report} in this project.", "`sacho reports` lists them."
        )
    return found[0]


def _records(connection: Connection, only: Collection[str] | None = None) -> list[ReportRecord]:
    """Four queries whatever the number of reports, put together by report."""
    r, d, c, t = (table.c for table in
                  (schema.report, schema.description, schema.receipt, schema.text))  # fmt: skip
    heads = select(schema.report).order_by(r.entry)
    described = select(schema.description).order_by(d.entry)
    received = select(schema.receipt).order_by(c.entry)
    made = select(t.id, t.report).order_by(t.entry)
    if only is not None:
        heads, described = heads.where(r.id.in_(only)), described.where(d.report.in_(only))
        received, made = received.where(c.report.in_(only)), made.where(t.report.in_(only))
    newest = {row["report"]: row for row in connection.execute(described).mappings()}
    receipts: dict[str, list[RowMapping]] = {}
    for row in connection.execute(received).mappings():
        receipts.setdefault(row["report"], []).append(row)
    kept_texts: dict[str, list[str]] = {}
    for text_row in connection.execute(made):
        kept_texts.setdefault(text_row.report, []).append(text_row.id)
    return [
        _assemble(row, newest[row["id"]], receipts[row["id"]], kept_texts.get(row["id"], []))
        for row in connection.execute(heads).mappings()
    ]


def _assemble(
    head: RowMapping, described: RowMapping, received: list[RowMapping], made: list[str]
) -> ReportRecord:
    metadata = Metadata(**{name: described[name] for name in Metadata.__struct_fields__})
    kept_format: Format = described["format"]
    # The strictest handling that any receipt asked for.
    handling: Handling = (
        "internal" if any(row["handling"] == "internal" for row in received) else "open"
    )
    receipts = tuple(
        Receipt(**{name: row[name] for name in Receipt.__struct_fields__}) for row in received
    )
    return ReportRecord(
        head["id"], head["size"], kept_format, handling, metadata, receipts, tuple(made)
    )
