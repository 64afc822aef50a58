"""Whether incidents follow from all that is recorded, or are to be derived anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from sacho.store import incidents, journal, schema
from sacho.store.project import Project

_NO_MATTER = ("incidents-derived", "search-saved", "search-forgotten")
"""Entries of the journal that tell nothing of any happening."""


def behind(project: Project, quiet: Iterable[str]) -> bool:
    """Whether something was recorded since incidents were last derived from which others may
    follow. Decisions by `quiet` verbs change none; `incidents.stale` counts them too.
    """
    d, j = schema.decision.c, schema.journal.c
    with project.reading() as connection:
        known = incidents.derived_at(connection)
        if known is None:
            return journal.last(connection)[0] > 0
        since = select(j.seq).where(j.seq > known, j.action.not_in(_NO_MATTER))
        quietly = select(d.entry).where(d.entry > known, d.verb.in_(sorted(quiet)))
        return connection.execute(since.where(j.seq.not_in(quietly)).limit(1)).first() is not None
