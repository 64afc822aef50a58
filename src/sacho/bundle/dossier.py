"""The dossier of a bundle: what people read, as a page of plain HTML and as a PDF (`sheets.py`)."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sacho.model.incident import Incident
from sacho.model.report import ReportRecord
from sacho.model.vocabulary import label

_STYLE = (
    "body{font:15px/1.5 serif;max-width:50em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #888;padding:.3em .5em;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}tr{break-inside:avoid}"
)
_HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'\">"
)
_FIRST = (
    "Values stand side by side as reports tell them; none is chosen. Each stands with its words in "
    "the report and with who says so. To check this bundle: python3 verify.py (Python alone, no "
    "network).",
    "값은 보도가 말하는 대로 나란히 놓이며 어느 것도 고르지 않았습니다. 값마다 보도 속의 말과 "
    "말한 사람이 함께 있습니다. 이 묶음을 검증하려면: python3 verify.py (파이썬만 필요, 네트워크 없음).",
)  # fmt: skip
_ITSELF = "the report itself · 보도 자체"


class Section(msgspec.Struct, frozen=True):
    """A table under a heading. `shares` say how wide its columns are beside one another."""

    title: str
    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


class Dossier(msgspec.Struct, frozen=True):
    """What both forms show: a heading, lines beneath it, and sections."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def compose(
    incident: Incident,
    records: Sequence[ReportRecord],
    claims: Iterable[Mapping[str, Any]],
    decisions: Iterable[Mapping[str, Any]],
    left_out: Iterable[str],
) -> Dossier:
    """Reports, every value with its words and who says so, decisions, and what was left out."""
    number = {record.id: f"R{at}" for at, record in enumerate(records, 1)}
    reports = tuple(
        (number[r.id], r.metadata.title or "", r.metadata.publisher or "",
         r.metadata.published or "", r.id)
        for r in records
    )  # fmt: skip
    claims = list(claims)
    fields = list(dict.fromkeys(c["field"] for c in claims))
    claims.sort(key=lambda claim: fields.index(claim["field"]))
    told = tuple(
        (_both("field", c["field"]), c["value"], " … ".join(c["quotes"]),
         " > ".join(c["speakers"]) or _ITSELF, _both("stance", c["stance"]),
         number.get(c["report"], ""))
        for c in claims
    )  # fmt: skip
    judged = tuple(
        (d["at"], d["by"], d["verb"], " ".join(d["about"]), d["reason"] or "") for d in decisions
    )
    return Dossier(
        _both("kind", incident.kind),
        (incident.id, *_FIRST),
        (
            Section(
                "Reports · 보도",
                ("", "title · 제목", "publisher · 매체", "published · 발행일", "id"),
                (6, 34, 20, 16, 24), reports,
            ),
            Section(
                "What they tell · 내용",
                ("field · 항목", "value · 값", "words · 말", "according to · 말한 사람",
                 "stance · 태도", "report · 보도"),
                (14, 20, 30, 20, 10, 6), told,
            ),
            Section(
                "Decisions · 판단",
                ("at · 때", "by · 누가", "verb · 판단", "about · 대상", "reason · 이유"),
                (16, 12, 10, 34, 28), judged,
            ),
            Section("Left out · 제외", ("",), (100,), tuple((one,) for one in left_out)),
        ),
    )  # fmt: skip


def page(told: Dossier) -> str:
    """The dossier as plain HTML that prints well and asks for nothing."""
    parts = [_HEAD, f"<title>{_marked(told.title)}</title>", f"<style>{_STYLE}</style>",
             f"<h1>{_marked(told.title)}</h1>"]  # fmt: skip
    parts += [f"<p>{_marked(line)}</p>" for line in told.lines]
    for section in told.sections:
        parts += [f"<h2>{_marked(section.title)}</h2>", _table(section)]
    return "\n".join(parts) + "\n"


def visible(words: str) -> str:
    """Words with what could turn or hide them made visible; a line's end is a space."""
    return "".join(
        " " if c in "\t\n\r" else c if unicodedata.category(c) not in ("Cc", "Cf") else "�"
        for c in words
    )


def _table(section: Section) -> str:
    if not section.rows:
        return "<p>-</p>"
    first = "".join(f"<th>{_marked(head)}</th>" for head in section.heads)
    rest = (
        "<tr>" + "".join(f"<td>{_marked(cell)}</td>" for cell in row) + "</tr>"
        for row in section.rows
    )
    return f"<table><tr>{first}</tr>{''.join(rest)}</table>"


def _both(group: str, code: str) -> str:
    """What people read for a code, in both languages; the code where the vocabulary has none."""
    try:
        return f"{label(group, code)} · {label(group, code, 'ko')}"
    except KeyError:
        return code


def _marked(words: str) -> str:
    return html.escape(visible(words))
