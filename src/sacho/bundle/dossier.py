"""The page of a bundle that people read: plain HTML that prints well and asks for nothing."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sacho.model.incident import Incident
from sacho.model.report import ReportRecord

_STYLE = (
    "body{font:15px/1.5 serif;max-width:50em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #888;padding:.3em .5em;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}tr{break-inside:avoid}"
)
_HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'\"><title>Dossier</title>"
)


def page(
    incident: Incident,
    records: Sequence[ReportRecord],
    claims: Iterable[Mapping[str, Any]],
    decisions: Iterable[Mapping[str, Any]],
    left_out: Iterable[str],
) -> str:
    """Reports, every value with its words, decisions, and what was left out."""
    number = {record.id: f"R{at}" for at, record in enumerate(records, 1)}
    reports = [
        (number[r.id], r.metadata.title, r.metadata.publisher, r.metadata.published, r.id)
        for r in records
    ]
    told = [
        (c["field"], c["value"], " … ".join(c["quotes"]), " > ".join(c["speakers"]), c["stance"],
         number.get(c["report"], ""))
        for c in claims
    ]  # fmt: skip
    judged = [(d["at"], d["by"], d["verb"], " ".join(d["about"]), d["reason"]) for d in decisions]
    parts = [
        _HEAD, f"<style>{_STYLE}</style>",
        f"<h1>{_told(incident.kind)}</h1><p>{_told(incident.id)}</p>",
        "<p>Values stand side by side as reports tell them; none is chosen. To check this bundle: "
        "<code>python3 verify.py</code>.</p>",
        "<h2>Reports · 보도</h2>", _table(("", "title", "publisher", "published", "id"), reports),
        "<h2>What they tell · 내용</h2>",
        _table(("field", "value", "words", "according to", "stance", "report"), told),
        "<h2>Decisions · 판단</h2>", _table(("at", "by", "verb", "about", "reason"), judged),
        "<h2>Left out · 제외</h2><ul>", *(f"<li>{_told(one)}</li>" for one in left_out), "</ul>",
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    first = "".join(f"<th>{_told(head)}</th>" for head in heads)
    rest = ("<tr>" + "".join(f"<td>{_told(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{first}</tr>{''.join(rest)}</table>"


def _told(value: object) -> str:
    """A value as text, with what could turn the direction of reading made visible."""
    words = "" if value is None else str(value)
    seen = "".join(c if unicodedata.category(c) not in ("Cc", "Cf") else "�" for c in words)
    return html.escape(seen)
