"""Claims that are the same telling under another outlet's name, where people mended the outlet.

The outlet of a report is the outermost speaker of what it tells, so a mended outlet gives every
claim another id. What people judged of such a claim before holds for it after.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from sacho.model.claim import Speaker
from sacho.store import counting, schema
from sacho.store.encoding import canonical, from_json
from sacho.store.kept_reading import SPEAKERS
from sacho.store.project import Project


def heirs(project: Project) -> dict[str, str]:
    """Claims that are read no more to those, now read, that differ from them in the outlet alone.

    Only of reports that people mended: for all others there are none.
    """
    d, s = schema.decision.c, schema.decision_about.c
    mended = (
        select(s.subject)
        .join(schema.decision, d.id == s.decision)
        .where(d.verb == "mend", s.position == 0)
    )
    with project.reading() as connection:
        found = sorted(set(connection.execute(mended).scalars()))
        return _of(connection, found) if found else {}


def _of(connection: Connection, reports: list[str]) -> dict[str, str]:
    c, t, p = schema.claim.c, schema.text.c, schema.proposal.c
    count = list(counting.readings(connection, reports).values())
    now = set(connection.execute(select(p.claim).where(p.reading.in_(count))).scalars())
    query = select(schema.claim).join(schema.text, t.id == c.text).where(t.report.in_(reports))
    rows = {row["id"]: row for row in connection.execute(query).mappings()}
    alike: dict[bytes, list[str]] = {}
    for row in rows.values():
        alike.setdefault(canonical(_telling(row, rows)), []).append(row["id"])
    found: dict[str, str] = {}
    for same in alike.values():
        present = [id_ for id_ in same if id_ in now]
        if len(present) == 1:
            found |= {id_: present[0] for id_ in same if id_ not in now}
    return found


def _telling(row: RowMapping, rows: dict[str, RowMapping]) -> list[Any]:
    """All that makes the claim what it is but the outlet, as does that which it is a part of."""
    whole = rows.get(row["of"] or "")
    speakers = from_json(row["speakers"], SPEAKERS)
    if speakers and _is_outlet(speakers[0]):
        speakers = speakers[1:]
    return [
        row["text"], row["field"], row["value"], row["spans"],
        [[s.name, s.kind, s.spans] for s in speakers],
        _telling(whole, rows) if whole is not None else row["of"],
    ]  # fmt: skip


def _is_outlet(speaker: Speaker) -> bool:
    """An outlet known from the report's metadata alone has no words of its own."""
    return speaker.kind == "media" and not speaker.spans
