"""Check that everything kept is whole and accounted for, and name each fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec
from sqlalchemy import Connection, Table

from sacho.store import accounting, checks, dialect, migrate, originals, schema, shapes
from sacho.store.fault import RESTORE, Fault
from sacho.store.log import checkpoints, stamps, vault
from sacho.store.project import Project
from sacho.store.views import VIEWS

UNCHECKED = (
    "whether the newest entries were cut off together with their rows, or the whole project was "
    "replaced by an older copy of itself or by a rebuilt one: only a checkpoint kept elsewhere "
    "shows it (`sacho verify --against FILE`)",
    "whether a report tells the truth, or came from where it says",
    "derived incidents, origins and the search index: `sacho rebuild` makes them again",
)
"""What `verify` cannot say, in words for the person who asked."""

Progress = Callable[[int, int], None]


class Verification(msgspec.Struct, frozen=True):
    """What was looked at and what is wrong. `head` is the newest entry's hash: note it elsewhere.

    `stamped` says in words until when a time stamping service vouched for the journal.
    `erased` counts the entries whose rows were removed by an erasure, as they should be. `sealed`
    things were looked at without opening them; `sealed_erased` were erased with a reason.
    """

    reports: int
    bytes: int
    entries: int
    rows: int
    erased: int
    head: str
    faults: tuple[Fault, ...]
    stamped: str = ""
    unchecked: tuple[str, ...] = UNCHECKED
    sealed: int = 0
    sealed_erased: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(project: Project, progress: Progress | None = None) -> Verification:
    """Check a project without changing it. `progress` is told (originals done, originals in all).

    1. The database file is sound by its own check, and no reference leads nowhere.
    2. The schema is the one of this version: tables, columns, triggers and views; and
       each value is of the kind that its column holds.
    3. The journal is gapless, each entry hashes to what it says and names the one before it.
    4. Each recorded row is one that its journal entry counted and marked, and none is missing;
       rows that an erasure removed are gone, with their salts.
    5. The ids of texts, accounts, claims, readings and decisions follow from their content.
    6. Each original is there, has its size and hashes to its id; damage is named to 64 KiB.
    7. No file among the originals is without a report.
    8. The tiles of the log are what the journal gives, and journal and vault grew out of each of
       the signed checkpoints beside it.
    9. Each sealed thing is there as the vault's own log says; none was put back or added.

    What it cannot check is in `UNCHECKED`. All of it is one view of the database, so that others
    may write meanwhile.
    """
    faults: list[Fault] = []
    with project.reading() as connection:
        faults += _database(connection)
        faults += _schema(connection)
        if any(fault.code == "schema.table" for fault in faults):
            return _given_up(faults)
        faults += shapes.faults(connection)
        if any(fault.code == "row.altered" for fault in faults):
            # What is no number cannot be counted with: nothing below can be looked at.
            return _given_up(faults)
        try:
            chain = checks.chain(connection)
            rows = accounting.rows(connection)
            wrong_ids = checks.ids(connection)
            kept = checks.kept_originals(connection)
            log = checkpoints.load(connection)
        except dialect.FAILURES:
            broken = shapes.unreadable(connection)
            if not broken:
                raise
            return _given_up(faults + broken)
    faults += chain.faults + rows.faults + wrong_ids
    faults += checkpoints.faults(project, log) + stamps.faults(project, log)
    faults += vault.faults(project)
    # The markers are read before the files: a file placed later than the view is not a fault.
    pending = set(originals.unsettled(project.path))
    found, size = _originals(project, kept, progress)
    faults += found
    faults += _strangers(project, kept, pending)
    sealed, sealed_erased = vault.counted(project)
    return Verification(
        len(kept),
        size,
        chain.entries,
        rows.counted,
        rows.erased,
        chain.head,
        tuple(faults),
        stamps.state(project, chain.entries),
        sealed=sealed,
        sealed_erased=sealed_erased,
    )


def _given_up(faults: list[Fault]) -> Verification:
    """What is said where the database cannot be read far enough to look at anything else."""
    return Verification(0, 0, 0, 0, 0, "", tuple(faults))


def _database(connection: Connection) -> list[Fault]:
    damaged = [
        Fault("database.damaged", "sacho.db", line, RESTORE)
        for line in dialect.integrity(connection)
    ]
    broken = [
        Fault("database.reference", table, f"a row refers to a {target} that is not there",
              RESTORE)
        for table, target in dialect.broken_references(connection)
    ]  # fmt: skip
    return damaged + broken


def _schema(connection: Connection) -> list[Fault]:
    faults: list[Fault] = []
    version = migrate.version(connection)
    if version != schema.HEAD:
        told = f"the schema is {version}, not {schema.HEAD}"
        faults.append(Fault("schema.version", "alembic_version", told, RESTORE))
    present = dialect.described(connection)
    guards = dialect.guards(schema.append_only())
    expected = {("trigger", name): sql for name, sql in guards.items()}
    expected |= {("view", name): sql for name, sql in VIEWS.items()}
    for (kind, name), sql in expected.items():
        if present.get((kind, name)) != sql:
            state = "changed" if (kind, name) in present else "missing"
            remedy = "Ask who changed it; `sacho rebuild` puts it back."
            faults.append(Fault(f"schema.{kind}", name, f"this {kind} is {state}", remedy))
    for kind, name in present.keys() - expected.keys():
        known = name in schema.metadata.tables or name == "alembic_version"
        if kind in ("trigger", "view") or (kind == "table" and not known):
            told = f"Sacho makes no {kind} of this name"
            faults.append(Fault("schema.strange", name, told, "Ask who added it."))
    for table in schema.metadata.sorted_tables:
        if ("table", table.name) not in present:
            faults.append(Fault("schema.table", table.name, "this table is missing", RESTORE))
        else:
            faults += _columns(table, dialect.columns(connection, table.name))
    return faults


def _columns(table: Table, found: list[str]) -> Iterator[Fault]:
    """Columns that were added, which no mark covers, or taken away."""
    due = [str(column.name) for column in table.columns]
    for name in found:
        if name not in due:
            told = "Sacho makes no column of this name"
            yield Fault("schema.strange", f"{table.name}.{name}", told, "Ask who added it.")
    for name in due:
        if name not in found:
            told = f"its column {name} is missing"
            yield Fault("schema.table", table.name, told, RESTORE)


def _originals(
    project: Project, kept: list[checks.KeptOriginal], progress: Progress | None
) -> tuple[list[Fault], int]:
    faults: list[Fault] = []
    size = 0
    for done, original in enumerate(kept, 1):
        size += original.size
        faults += checks.original(originals.path(project.path, original.report), original)
        if progress is not None:
            progress(done, len(kept))
    return faults, size


def _parts(pending: set[str]) -> set[str]:
    """What the files are called whose originals are being placed just now."""
    return {originals.part(report) for report in pending}


def _strangers(
    project: Project, kept: Iterable[checks.KeptOriginal], pending: set[str]
) -> list[Fault]:
    named = {original.report for original in kept}
    strangers = sorted(
        name
        for name in originals.kept(project.path)
        if name not in named and name not in pending and name not in _parts(pending)
    )
    if strangers:
        # One more look: a report may have been accepted while the originals were read.
        with project.reading() as connection:
            named |= {original.report for original in checks.kept_originals(connection)}
    remedy = "Keep it; find out where it came from. The database may be an older copy."
    return [
        Fault("original.stranger", name, "a file among the originals that no report names", remedy)
        for name in strangers
        if name not in named
    ]
