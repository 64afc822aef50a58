"""Find incidents by words of the reports that tell of them, among those that meet other filters.

What is found comes in the order of the first report that holds the words. Of a rare word all
reports are looked up; beside filters that few incidents meet, those incidents' reports are looked
into; where all are common, reports are gone through in order until there are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from sacho.store import dialect, schema
from sacho.store.search_conditions import FEW, Asked, Filters, asked, facets, heads, near_enough
from sacho.store.tokens import phrases

SOME = 2000
"""Incidents whose reports are looked into one by one."""

FIRST_LOT = 16
LOT = 400
"""Reports, or incidents, looked at together."""

Words = list[tuple[str, ...]]


def search(connection: Connection, filters: Filters, limit: int) -> list[str]:
    """The ids of the incidents, `limit` at most."""
    wanted = phrases(filters.words)
    if not wanted:
        return []
    texts = dialect.some_rows_with(connection, wanted, 0, FEW + 1)
    if len(texts) > FEW:
        asking = asked(connection, filters, SOME)
        if asking.listed:
            return _of_rows(connection, filters, wanted, asking)[:limit]
    found: dict[str, None] = {}
    for lot in _all_texts(connection, wanted, texts):
        found |= dict.fromkeys(_of_texts(connection, filters, lot))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _all_texts(connection: Connection, wanted: Words, first: list[int]) -> Iterator[list[int]]:
    """Row numbers of the texts with the words, in order, in lots that grow: few are often enough."""
    size, at = FIRST_LOT, 0
    while at < len(first):
        yield first[at : at + size]
        at, size = at + size, size * 2
    more = len(first) > FEW
    last = first[-1] if first else 0
    while more and (lot := dialect.some_rows_with(connection, wanted, last, LOT)):
        yield lot
        last = lot[-1]


def _of_texts(connection: Connection, filters: Filters, texts: list[int]) -> list[str]:
    """The incidents that these texts tell of and that meet the filters, in the texts' order."""
    f, s, t = facets.c, schema.search_text.c, schema.text.c
    reports = select(t.report, s.row).join(schema.search_text, s.text == t.id)
    text_of: dict[str, int] = {}
    for one in connection.execute(reports.where(s.row.in_(texts))):
        text_of[one.report] = min(one.row, text_of.get(one.report, one.row))
    first: dict[int, int] = {}
    named = select(f.row, f.value).where(f.name == "report", f.value.in_(list(text_of)))
    for one in connection.execute(named):
        first[one.row] = min(text_of[one.value], first.get(one.row, text_of[one.value]))
    rows = _meeting(connection, filters, asked(connection, filters, 0), first)
    return [rows[r] for r in sorted(rows, key=lambda r: (first[r], r))]


def _of_rows(connection: Connection, filters: Filters, wanted: Words, asking: Asked) -> list[str]:
    """The incidents that meet the filters and that a text with the words tells of."""
    rows = _meeting(connection, filters, asking)
    f, s, t = facets.c, schema.search_text.c, schema.text.c
    of_report: dict[str, list[int]] = {}
    for lot in _lots(sorted(rows)):
        query = select(f.row, f.value).where(f.row.in_(lot), f.name == "report")
        for one in connection.execute(query):
            of_report.setdefault(one.value, []).append(one.row)
    texts: dict[int, list[int]] = {}
    listed = sorted(of_report)
    for lot in (listed[at : at + LOT] for at in range(0, len(listed), LOT)):
        query = select(t.report, s.row).join(schema.search_text, s.text == t.id)
        for one in connection.execute(query.where(t.report.in_(lot))):
            texts.setdefault(one.row, []).extend(of_report[one.report])
    first: dict[int, int] = {}
    for text in dialect.those_with(connection, wanted, sorted(texts)):
        for row in texts[text]:
            first.setdefault(row, text)
    return [rows[r] for r in sorted(first, key=lambda r: (first[r], r))]


def _meeting(
    connection: Connection, filters: Filters, asking: Asked, among: Iterable[int] | None = None
) -> dict[int, str]:
    """Rows that meet every filter but the words, with their incidents; `among` these only."""
    query = select(heads.c.row, heads.c.incident).where(*asking.conditions)
    found: dict[int, str] = {}
    for lot in [None] if among is None else _lots(sorted(among)):
        chosen = query if lot is None else query.where(heads.c.row.in_(lot))
        met = {row.row: row.incident for row in connection.execute(chosen)}
        found |= {row: met[row] for row in near_enough(connection, sorted(met), filters.near)}
    if filters.only is None:
        return found
    return {row: name for row, name in found.items() if name in filters.only}


def _lots(listed: list[int]) -> Iterator[list[int]]:
    return (listed[at : at + LOT] for at in range(0, len(listed), LOT))
