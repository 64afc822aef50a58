"""Incidents and origins: derived, rewritten as a whole or where a new report reaches; yet every id
once shown resolves.

Their positions follow the order in which accounts and reports were recorded, so that what a new
report does not reach keeps its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    RowMapping,
    Table,
    Text,
    delete,
    insert,
    literal,
    select,
)

from sacho.errors import NotFound, UsageError
from sacho.model.incident import Compared, Incident, Join, Origin, Voice
from sacho.store import dialect, finding, journal, link_memory, schema, search_incidents
from sacho.store.encoding import from_json, to_json
from sacho.store.kept_reading import ANY_VALUE
from sacho.store.project import Project
from sacho.store.writing import Writing

_NAMES = tuple[str, ...]
_COMPARED = tuple[Compared, ...]
# Which totals an incident lies within: like the search index made anew, never migrated.
tables = MetaData()
_within = Table(
    "search_index_link_within", tables,
    Column("incident", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False), Column("whole", Text),
    sqlite_with_rowid=False,
)  # fmt: skip

LOT = 400
"""Ids asked for at once."""

_DERIVED = (
    "joining", "voice", "incident_account", "incident", "origin_report", "origin", "derivation",
)  # fmt: skip


def replace(
    project: Project,
    incidents: Iterable[Incident],
    origins: Iterable[Origin],
    besides: Callable[[Connection], None] | None = None,
) -> None:
    """Put these in the place of all incidents and origins that there were.

    Ids and aliases not shown before are recorded for ever; with none, the journal gains no entry.
    `besides` writes what linking remembers, in the same transaction.
    """
    listed = tuple(incidents)
    with project.writing() as writing:
        clear(writing.connection)
        _write(writing.connection, listed, tuple(origins))
        if besides is not None:
            besides(writing.connection)
        _derived(writing, listed)


class Change(msgspec.Struct, frozen=True):
    """Incidents and origins that go, by id, and those that come; `part_of` of others that stay."""

    gone: tuple[str, ...]
    come: tuple[Incident, ...]
    origins_gone: tuple[str, ...]
    origins_come: tuple[Origin, ...]
    part_of: dict[str, tuple[str, ...]] = {}


def change(writing: Writing, told: Change) -> None:
    """Put some incidents and origins in the place of others, inside the caller's transaction."""
    connection = writing.connection
    rows = _positions(connection, schema.account, told.gone)
    for name in ("joining", "voice", "incident_account", "incident"):
        table = schema.metadata.tables[name]
        column = table.c.id if name == "incident" else table.c.incident
        connection.execute(delete(table).where(column.in_(told.gone)))
    connection.execute(
        delete(schema.origin_report).where(schema.origin_report.c.origin.in_(told.origins_gone))
    )
    connection.execute(delete(schema.origin).where(schema.origin.c.id.in_(told.origins_gone)))
    search_incidents.unindex(connection, rows.values())
    tables.create_all(connection, checkfirst=True)
    anew = (*told.gone, *told.part_of)
    connection.execute(delete(_within).where(_within.c.incident.in_(anew)))
    _write(connection, told.come, told.origins_come)
    _insert_within(connection, told.part_of)
    connection.execute(delete(schema.derivation))
    _derived(writing, told.come)


def holding(connection: Connection, accounts: Iterable[str]) -> list[str]:
    """The incidents that hold any of these accounts."""
    k = schema.incident_account.c
    query = select(k.incident).where(k.account.in_(sorted(set(accounts)))).distinct()
    return sorted(connection.execute(query).scalars())


def members(connection: Connection, incidents: Iterable[str]) -> dict[str, list[str]]:
    """The accounts of these incidents, in order."""
    k = schema.incident_account.c
    query = select(k.incident, k.account).where(k.incident.in_(sorted(set(incidents))))
    found: dict[str, list[str]] = {}
    for row in connection.execute(query.order_by(k.position)):
        found.setdefault(row.incident, []).append(row.account)
    return found


def origins_of(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """The origin of each of these reports that has one."""
    r = schema.origin_report.c
    query = select(r.report, r.origin).where(r.report.in_(sorted(set(reports))))
    return {row.report: row.origin for row in connection.execute(query)}


def derived_at(connection: Connection) -> int | None:
    """The newest journal entry that the incidents know of; None where they were forgotten."""
    return connection.execute(select(schema.derivation.c.seq)).scalar()


def _write(
    connection: Connection, incidents: tuple[Incident, ...], origins: tuple[Origin, ...]
) -> None:
    gathered: dict[str, list[dict[str, Any]]] = {name: [] for name in _DERIVED}
    at = _positions(connection, schema.report, (o.id for o in origins))
    for position, origin in enumerate(origins):
        _gather_origin(gathered, at.get(origin.id, position), origin)
    rows = _positions(connection, schema.account, (i.id for i in incidents))
    for position, incident in enumerate(incidents):
        _gather_incident(gathered, rows.get(incident.id, position), incident)
    for name in reversed(_DERIVED):
        if gathered[name]:
            connection.execute(insert(schema.metadata.tables[name]), gathered[name])
    search_incidents.index(connection, {rows[i.id]: i for i in incidents if i.id in rows})
    tables.create_all(connection, checkfirst=True)
    _insert_within(connection, {i.id: i.part_of for i in incidents})


def _insert_within(connection: Connection, inside: Mapping[str, tuple[str, ...]]) -> None:
    rows = [
        {"incident": name, "position": at, "whole": whole}
        for name, wholes in inside.items()
        for at, whole in enumerate(wholes)
    ]
    if rows:
        connection.execute(insert(_within), rows)


def position(entry: int, number: int = 0) -> int:
    """The place in order of what was recorded as the `number`-th of a journal entry."""
    return (entry << 20) + number


def _positions(connection: Connection, table: Table, names: Iterable[str]) -> dict[str, int]:
    listed = sorted(set(names))
    number = table.c.position if "position" in table.c else literal(0)
    return {
        row[0]: position(row[1], row[2])
        for at in range(0, len(listed), LOT)
        for row in connection.execute(
            select(table.c.id, table.c.entry, number).where(table.c.id.in_(listed[at : at + LOT]))
        )
    }


def _derived(writing: Writing, listed: tuple[Incident, ...]) -> None:
    _remember(writing, listed)
    # An entry is written only where ids are shown for the first time; the number must not
    # depend on that, or a rebuild would give other bytes.
    own = writing.gathered(schema.incident_shown) + writing.gathered(schema.incident_alias)
    newest = writing.entry if own else writing.entry - 1
    writing.connection.execute(insert(schema.derivation), {"seq": newest})
    writing.record("incidents-derived")


def stale(project: Project) -> bool:
    """Whether something was recorded, judged or erased since incidents were last derived: a
    process that was killed between recording and linking leaves them so.
    """
    with project.reading() as connection:
        known = connection.execute(select(schema.derivation.c.seq)).scalar()
        return journal.last(connection)[0] > (known or 0)


def clear(connection: Connection) -> None:
    """Forget every derived incident and origin; recorded rows stay."""
    for name in _DERIVED:
        connection.execute(delete(schema.metadata.tables[name]))
    search_incidents.clear(connection)
    link_memory.clear(connection)
    if dialect.has_table(connection, _within.name):
        connection.execute(delete(_within))


def list_all(project: Project) -> list[Incident]:
    """Every incident, in the order in which their first accounts were recorded."""
    with project.reading() as connection:
        return _incidents(connection)


def of_accounts(project: Project, accounts: Iterable[str]) -> list[Incident]:
    """The incidents that hold any of these accounts, without loading the others."""
    with project.reading() as connection:
        return [_incidents(connection, name)[0] for name in holding(connection, accounts)]


def origins(project: Project) -> list[Origin]:
    """Every origin with its reports."""
    o, r = schema.origin.c, schema.origin_report.c
    with project.reading() as connection:
        members: dict[str, list[str]] = {}
        for row in connection.execute(select(schema.origin_report).order_by(r.position)):
            members.setdefault(row.origin, []).append(row.report)
        return [
            Origin(row.id, tuple(members.get(row.id, ())), from_json(row.why, _NAMES))
            for row in connection.execute(select(schema.origin).order_by(o.position))
        ]


def get(project: Project, told: str) -> Incident:
    """The incident that an id, an alias, an account or a unique beginning leads to.

    Raises NotFound, or UsageError where the beginning is not unique.
    """
    with project.reading() as connection:
        return _incidents(connection, _resolve(connection, told))[0]


def resolve(project: Project, told: str) -> str:
    """The present id of an incident ever shown. Raises as `get` does."""
    with project.reading() as connection:
        return _resolve(connection, told)


def shown(project: Project) -> list[str]:
    """Every incident id ever shown, oldest first."""
    s = schema.incident_shown.c
    with project.reading() as connection:
        return list(connection.execute(select(s.id).order_by(s.entry, s.id)).scalars())


def _resolve(connection: Connection, told: str) -> str:
    start = told if told.startswith("account:") else f"account:{told}"
    found = {
        name
        for table in (schema.incident_shown, schema.account)
        for name in finding.beginning(connection, table, start)
    }
    if start in found:
        found = {start}
    if len(start) - len("account:") < finding.SHORTEST:
        raise UsageError(f"`{told}` is too short.", f"Give {finding.SHORTEST} characters.")
    if not found:
        raise NotFound(f"No incident ever had the id `{told}`.", "`sacho incidents` lists them.")
    if len(found) > 1:
        raise UsageError(f"Several incidents begin with `{told}`.", "Give more of the id.")
    return _follow(connection, found.pop())


def _follow(connection: Connection, name: str) -> str:
    """From an id to a present incident: itself, the one that holds its account, or by alias."""
    i, k, a = schema.incident.c, schema.incident_account.c, schema.incident_alias.c
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        present = connection.execute(select(i.id).where(i.id == name)).scalar()
        holder = connection.execute(select(k.incident).where(k.account == name)).scalar()
        if present or holder:
            return present or str(holder)
        further = select(a.incident).where(a.alias == name).order_by(a.entry.desc()).limit(1)
        name = connection.execute(further).scalar() or name
    raise NotFound(
        f"The incident {name} is known, but no present reading tells of it any more.",
        "Its account and claims stay: `sacho show` them; or run `sacho link`.",
    )


def _gather_origin(
    gathered: dict[str, list[dict[str, Any]]], position: int, origin: Origin
) -> None:  # fmt: skip
    gathered["origin"].append({"id": origin.id, "position": position, "why": to_json(origin.why)})
    gathered["origin_report"] += [
        {"origin": origin.id, "position": at, "report": report}
        for at, report in enumerate(origin.reports)
    ]


def _gather_incident(
    gathered: dict[str, list[dict[str, Any]]], position: int, incident: Incident
) -> None:
    gathered["incident"].append({
        "id": incident.id, "position": position, "kind": incident.kind,
        "reports": to_json(incident.reports), "origins": to_json(incident.origins),
        "aliases": to_json(incident.aliases),
    })  # fmt: skip
    rows: dict[str, list[dict[str, Any]]] = {
        "incident_account": [{"account": account} for account in incident.accounts],
        "voice": [
            {"field": voice.field, "value": to_json(voice.value),
             "claims": to_json(voice.claims), "origins": to_json(voice.origins)}
            for voice in incident.voices
        ],
        "joining": [
            {"left_account": join.left, "right_account": join.right,
             "compared": to_json(join.compared), "score": join.score, "by": join.by}
            for join in incident.joins
        ],
    }  # fmt: skip
    for name, listed in rows.items():
        gathered[name] += [
            row | {"incident": incident.id, "position": at} for at, row in enumerate(listed)
        ]


def _remember(writing: Writing, incidents: tuple[Incident, ...]) -> None:
    s, a = schema.incident_shown.c, schema.incident_alias.c
    names = sorted({incident.id for incident in incidents})
    known: set[str] = set()
    for at in range(0, len(names), LOT):
        query = select(s.id).where(s.id.in_(names[at : at + LOT]))
        known.update(writing.connection.execute(query).scalars())
    for name in names:
        if name not in known:
            writing.add(schema.incident_shown, id=name)
    pairs = sorted((alias, incident.id) for incident in incidents for alias in incident.aliases)
    if not pairs:
        return
    newest: dict[str, str] = {
        row.alias: row.incident
        for row in writing.connection.execute(select(schema.incident_alias).order_by(a.entry))
    }
    for alias, name in pairs:
        if newest.get(alias) != name:
            newest[alias] = name
            writing.add(schema.incident_alias, alias=alias, incident=name)


def _incidents(connection: Connection, only: str | None = None) -> list[Incident]:
    i = schema.incident.c
    query = select(schema.incident).order_by(i.position)
    if only is not None:
        query = query.where(i.id == only)
    parts = {
        name: _by_incident(connection, schema.metadata.tables[name], only)
        for name in ("incident_account", "voice", "joining")
    }
    if dialect.has_table(connection, _within.name):
        parts["within"] = _by_incident(connection, _within, only)
    return [
        _incident(row, {name: rows.get(row["id"], []) for name, rows in parts.items()})
        for row in connection.execute(query).mappings()
    ]


def _by_incident(
    connection: Connection, table: Table, only: str | None
) -> dict[str, list[RowMapping]]:
    query = select(table).order_by(table.c.position)
    if only is not None:
        query = query.where(table.c.incident == only)
    found: dict[str, list[RowMapping]] = {}
    for row in connection.execute(query).mappings().all():
        found.setdefault(row["incident"], []).append(row)
    return found


def _incident(head: RowMapping, parts: dict[str, list[RowMapping]]) -> Incident:
    voices = tuple(
        Voice(r["field"], from_json(r["value"], ANY_VALUE), from_json(r["claims"], _NAMES),
              from_json(r["origins"], _NAMES))
        for r in parts["voice"]
    )  # fmt: skip
    joins = tuple(
        Join(r["left_account"], r["right_account"], from_json(r["compared"], _COMPARED),
             r["score"], r["by"])
        for r in parts["joining"]
    )  # fmt: skip
    return Incident(
        head["id"], head["kind"], tuple(r["account"] for r in parts["incident_account"]),
        from_json(head["reports"], _NAMES), from_json(head["origins"], _NAMES), voices, joins,
        from_json(head["aliases"], _NAMES), tuple(r["whole"] for r in parts.get("within", ())),
    )  # fmt: skip
