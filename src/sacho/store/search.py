"""Find reports by their words. The index is derived: it can be dropped and made again.

Only open and internal reports are indexed; sealed ones never will be. The index keeps tokens and
no text, and gives up every trace of a token that is taken out.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select

from sacho.model.span import Span, Spans, overlaps
from sacho.store import dialect, schema
from sacho.store.encoding import from_json
from sacho.store.project import Project
from sacho.store.tokens import phrases, places, tokens

AROUND = 60
"""Code points shown on either side of the first words found."""


class Hit(msgspec.Struct, frozen=True):
    """A text that holds all the words: where, the words around the first, and its claims there."""

    report: str
    text: str
    title: str | None
    spans: Spans
    snippet: str
    claims: tuple[str, ...]


def search(project: Project, words: str, limit: int = 50) -> list[Hit]:
    """The texts that hold every word (Korean runs anywhere inside a word), best first."""
    wanted = phrases(words)
    if not wanted:
        return []
    with project.reading() as connection:
        rows = dialect.rows_with(connection, wanted, limit)
        return [_hit(connection, row, wanted) for row in rows]


def index(connection: Connection, row: int, text_id: str, words: str) -> None:
    """Index one text under a row number: that of the journal entry that recorded it."""
    connection.execute(insert(schema.search_text), {"row": row, "text": text_id})
    dialect.index_tokens(connection, row, (token.text for token in tokens(words)))


def unindex(connection: Connection, row: int, words: str) -> None:
    """Take one text out of the index, leaving none of its tokens behind."""
    connection.execute(delete(schema.search_text).where(schema.search_text.c.row == row))
    dialect.unindex_tokens(connection, row, (token.text for token in tokens(words)))


def reindex(connection: Connection) -> None:
    """Drop the index and make it again from the texts."""
    connection.execute(delete(schema.search_text))
    dialect.make_index(connection)
    t = schema.text.c
    for row in connection.execute(select(t.entry, t.id, t.text).order_by(t.entry)).all():
        index(connection, row.entry, row.id, row.text)


def _hit(connection: Connection, row: int, wanted: list[tuple[str, ...]]) -> Hit:
    s, t, d, c = (x.c for x in
                  (schema.search_text, schema.text, schema.description, schema.claim))  # fmt: skip
    found = connection.execute(
        select(t.id, t.report, t.text).join(schema.search_text, s.text == t.id).where(s.row == row)
    ).one()
    title = connection.execute(
        select(d.title).where(d.report == found.report).order_by(d.entry.desc()).limit(1)
    ).scalar()
    listed = tokens(found.text)
    spans = tuple(sorted({span for phrase in wanted for span in places(listed, phrase)}))
    claims = connection.execute(select(c.id, c.spans).where(c.text == found.id).order_by(c.id))
    told = tuple(
        claim.id
        for claim in claims
        if any(overlaps(a, b) for a in spans for b in from_json(claim.spans, Spans))
    )
    return Hit(found.report, found.id, title, spans, _snippet(found.text, spans), told)


def _snippet(text: str, spans: tuple[Span, ...]) -> str:
    if not spans:
        return ""
    start, end = max(0, spans[0][0] - AROUND), min(len(text), spans[0][1] + AROUND)
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"
