"""What linking remembers, so that one more report is compared only with what is like it.

Derived: made anew by linking everything, added to when reports come in, and forgotten whenever
anything is erased. What is kept here is given and read back by keys; what it means is not known here.
Row numbers follow the order in which accounts and reports were recorded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    insert,
    select,
)

from sacho.store import dialect

# Named alike and made anew from this definition, never migrated.
tables = MetaData()
_state = Table(
    "search_index_link_state", tables,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("version", Text), Column("reports", Integer), Column("counted", Integer),
)  # fmt: skip
_words = Table(
    "search_index_link_word", tables,
    Column("word", Text, primary_key=True), Column("seen", Integer),
    sqlite_with_rowid=False,
)  # fmt: skip
_accounts = Table(
    "search_index_link_account", tables,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("account", Text, unique=True), Column("report", Text, index=True),
    Column("profile", LargeBinary), Column("met", LargeBinary),
)  # fmt: skip
_totals = Table(
    "search_index_link_total", tables,
    Column("first", Integer), Column("last", Integer), Column("account", Text),
    Index("search_index_link_total_when", "first", "last", "account"),
)  # fmt: skip
_reports = Table(
    "search_index_link_report", tables,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("report", Text, unique=True), Column("trace", LargeBinary),
)  # fmt: skip
_keys = Table(
    "search_index_link_key", tables,
    Column("of", Integer, primary_key=True, autoincrement=False),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("row", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip
_ties = Table(
    "search_index_link_tie", tables,
    Column("left", Text, primary_key=True), Column("right", Text, primary_key=True),
    Column("score", Float), Column("told", Boolean),
    Index("search_index_link_tie_right", "right"),
    sqlite_with_rowid=False,
)  # fmt: skip
_tellings = Table(
    "search_index_link_telling", tables,
    Column("later", Text, primary_key=True), Column("number", Integer, primary_key=True),
    Column("earlier", Text), Column("why", Text), Index("search_index_link_telling_earlier", "earlier"),
    sqlite_with_rowid=False,
)  # fmt: skip

ACCOUNTS, PASSAGES, FIGURES, DECIDED = 0, 1, 2, 3
"""Whose keys: accounts as they were read, reports by passages and by figures, and accounts by what
people decided.
"""

MANY = 400  # ids asked for at once


class State(msgspec.Struct, frozen=True):
    """How many reports tell something, of how many words were counted, and by which `version`."""

    reports: int
    counted: int
    version: str


class AccountRow(msgspec.Struct, frozen=True):
    """An account as it is kept: its row, its report, its profile packed, of a total the days, and
    packed rows of the earlier accounts that it was compared with.
    """

    row: int
    account: str
    report: str
    profile: bytes
    totals: tuple[tuple[int, int], ...] = ()
    met: bytes = b""


def state(connection: Connection) -> State | None:
    """What is remembered; None where nothing is."""
    if not dialect.has_table(connection, _state.name):
        return None
    row = connection.execute(select(_state)).first()
    return State(row.reports, row.counted, row.version) if row else None


def clear(connection: Connection) -> None:
    """Forget everything."""
    if dialect.has_table(connection, _state.name):
        for table in tables.sorted_tables:
            connection.execute(delete(table))


def begin(connection: Connection, now: State, words: Mapping[str, int]) -> None:
    """Forget everything and remember in how many reports each word stands."""
    tables.create_all(connection, checkfirst=True)
    clear(connection)
    connection.execute(insert(_state), {"one": 1, **msgspec.structs.asdict(now)})
    _put(connection, _words, [{"word": w, "seen": n} for w, n in sorted(words.items())])


def grown(connection: Connection, reports: int) -> None:
    """So many reports tell something now."""
    connection.execute(_state.update().values(reports=reports))


def seen(connection: Connection, words: Iterable[str]) -> dict[str, int]:
    """In how many of the counted reports each of these words stands; unknown ones are left out."""
    return dict(_those(connection, f"SELECT word, seen FROM {_words.name} WHERE word IN", words))


# -- accounts --------------------------------------------------------------------------------


def add_accounts(connection: Connection, rows: Iterable[AccountRow]) -> None:
    """Remember accounts."""
    listed = list(rows)
    _put(connection, _accounts, [
        {"row": r.row, "account": r.account, "report": r.report, "profile": r.profile, "met": r.met}
        for r in listed
    ])  # fmt: skip
    _put(connection, _totals, [
        {"first": first, "last": last, "account": r.account}
        for r in listed for first, last in r.totals
    ])  # fmt: skip


def forget_accounts(connection: Connection, accounts: Iterable[str]) -> None:
    """Forget accounts and what ties them to others; their keys are left."""
    for lot in _lots(sorted(set(accounts))):
        connection.execute(delete(_accounts).where(_accounts.c.account.in_(lot)))
        connection.execute(delete(_totals).where(_totals.c.account.in_(lot)))
        connection.execute(delete(_ties).where(_ties.c.left.in_(lot)))
        connection.execute(delete(_ties).where(_ties.c.right.in_(lot)))


def rows_of(connection: Connection, accounts: Iterable[str]) -> dict[str, AccountRow]:
    """These accounts as they are kept, without the days of totals."""
    query = f"SELECT row, account, report, profile, met FROM {_accounts.name} WHERE account IN"
    return {
        account: AccountRow(row, account, report, profile, (), met)
        for row, account, report, profile, met in _those(connection, query, accounts)
    }


def met(connection: Connection, rows: Iterable[int]) -> dict[int, bytes]:
    """The packed rows that each of these accounts, by row, was compared with."""
    return dict(_those(connection, f"SELECT row, met FROM {_accounts.name} WHERE row IN", rows))


def profiles(connection: Connection, accounts: Iterable[str]) -> dict[str, bytes]:
    """The packed profiles of these accounts."""
    query = f"SELECT account, profile FROM {_accounts.name} WHERE account IN"
    return dict(_those(connection, query, accounts))


def known(connection: Connection, accounts: Iterable[str]) -> set[str]:
    """Those of these accounts that are remembered."""
    query = f"SELECT account FROM {_accounts.name} WHERE account IN"
    return {row[0] for row in _those(connection, query, accounts)}


def accounts_of(connection: Connection, reports: Iterable[str]) -> dict[str, list[str]]:
    """The accounts of these reports, by report."""
    query = f"SELECT row, report, account FROM {_accounts.name} WHERE report IN"
    found: dict[str, list[str]] = {}
    for _, report, account in sorted(_those(connection, query, reports)):
        found.setdefault(report, []).append(account)
    return found


def totals(connection: Connection, first: int, last: int) -> list[str]:
    """The accounts of totals over days that share one with these."""
    t = _totals.c
    query = select(t.account).where(t.first <= last, t.last >= first).distinct()
    return sorted(connection.execute(query).scalars())


def add_ties(connection: Connection, found: Iterable[tuple[str, str, float, bool]]) -> None:
    """Remember pairs of accounts that compare well."""
    _put(
        connection,
        _ties,
        [{"left": a, "right": b, "score": s, "told": told} for a, b, s, told in found],
    )


def ties(connection: Connection, accounts: Iterable[str]) -> list[tuple[str, str, float, bool]]:
    """The pairs that one of these accounts is in."""
    listed = list(accounts)
    found: set[tuple[str, str, float, bool]] = set()
    for side in ("left", "right"):
        query = f'SELECT "left", "right", score, told FROM {_ties.name} WHERE "{side}" IN'
        rows = _those(connection, query, listed)
        found |= {(left, right, score, bool(told)) for left, right, score, told in rows}
    return sorted(found)


# -- reports ---------------------------------------------------------------------------------


def add_reports(connection: Connection, found: Iterable[tuple[int, str, bytes]]) -> None:
    """Remember reports: row, id, packed trace."""
    _put(connection, _reports, [{"row": n, "report": r, "trace": t} for n, r, t in found])


def traces(connection: Connection, reports: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    """Row and packed trace of each of these reports."""
    query = f"SELECT report, row, trace FROM {_reports.name} WHERE report IN"
    return {report: (row, trace) for report, row, trace in _those(connection, query, reports)}


def add_tellings(
    connection: Connection, found: Iterable[tuple[str, str, str]]
) -> None:  # fmt: skip
    """Remember (earlier, later, why) in the order found, for later reports not yet there."""
    number: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    for earlier, later, why in found:
        rows.append({"later": later, "number": number[later], "earlier": earlier, "why": why})
        number[later] += 1
    _put(connection, _tellings, rows)


def tellings(connection: Connection, reports: Iterable[str]) -> list[tuple[str, int, str, str]]:
    """(later, number, earlier, why) of every pair that one of these reports is in."""
    listed = list(reports)
    found: set[tuple[str, int, str, str]] = set()
    for side in ("later", "earlier"):
        query = f"SELECT later, number, earlier, why FROM {_tellings.name} WHERE {side} IN"
        found |= set(_those(connection, query, listed))
    return sorted(found)


def all_tellings(connection: Connection) -> list[tuple[str, str, str]]:
    """(earlier, later, why) of every pair, in no order of weight."""
    if not dialect.has_table(connection, _tellings.name):
        return []
    t = _tellings.c
    rows = connection.execute(select(t.earlier, t.later, t.why).order_by(t.later, t.number))
    return [(row.earlier, row.later, row.why) for row in rows]


# -- keys ------------------------------------------------------------------------------------


def add_keys(connection: Connection, of: int, held: Iterable[tuple[int, int]]) -> None:
    """Remember (key, row) pairs."""
    _put(connection, _keys, [{"of": of, "key": _signed(k), "row": n} for k, n in held])


def drop_keys(connection: Connection, of: int, held: Iterable[tuple[int, int]]) -> None:
    """Forget (key, row) pairs."""
    raw = connection.connection.cursor()
    try:
        raw.executemany(
            f'DELETE FROM {_keys.name} WHERE "of" = ? AND key = ? AND row = ?',
            [(of, _signed(k), n) for k, n in held],
        )
    finally:
        raw.close()


def holders(connection: Connection, of: int, keys: Iterable[int]) -> dict[int, list[int]]:
    """The rows that hold each key, in order; keys nobody holds are left out."""
    query = f'SELECT key, row FROM {_keys.name} WHERE "of" = {of:d} AND key IN'
    found: dict[int, list[int]] = {}
    for key, row in _those(connection, query, map(_signed, keys)):
        found.setdefault(key % 2**64, []).append(row)
    for rows in found.values():
        rows.sort()
    return found


def named(connection: Connection, of: int, rows: Iterable[int]) -> dict[int, str]:
    """The account or report of each row."""
    table, name = (_accounts, "account") if of == ACCOUNTS else (_reports, "report")
    return dict(_those(connection, f"SELECT row, {name} FROM {table.name} WHERE row IN", rows))


def _signed(key: int) -> int:
    """A number of 64 bits as the database keeps it."""
    return key - 2**64 if key >= 2**63 else key


def _lots(listed: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (listed[at : at + MANY] for at in range(0, len(listed), MANY))


def _those(connection: Connection, query: str, wanted: Iterable[Any]) -> Iterator[Any]:
    """The rows of a query that ends in IN, straight from the driver: for one more report there are
    a hundred such questions, and each would cost ten times what its answer does.
    """
    raw = connection.connection.cursor()
    try:
        for lot in _lots(sorted(set(wanted))):
            yield from raw.execute(f"{query} ({', '.join('?' * len(lot))})", lot).fetchall()
    finally:
        raw.close()


def _put(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Many rows, straight to the driver: the millions of keys would take minutes otherwise."""
    if not rows:
        return
    columns = [c.name for c in table.columns if c.name in rows[0]]
    listed = ", ".join(f'"{c}"' for c in columns)
    marks = ", ".join("?" for _ in columns)
    raw = connection.connection.cursor()
    try:
        raw.executemany(
            f"INSERT INTO {table.name} ({listed}) VALUES ({marks})",
            [tuple(row[c] for c in columns) for row in rows],
        )
    finally:
        raw.close()
