"""The page of a project: its incidents, each value with its words and voices, and every report."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec
from jinja2 import Environment, PackageLoader, select_autoescape

from sacho.model.claim import Claim, Speaker
from sacho.model.incident import Incident
from sacho.model.plain import plain
from sacho.model.problem import Problem
from sacho.model.recorded import RecordedAccount, RecordedLink
from sacho.model.report import ReportRecord
from sacho.model.span import hull
from sacho.model.values import Count
from sacho.model.vocabulary import class_of, label
from sacho.pages.drawing import Map, Timeline, draw_map, draw_timeline
from sacho.pages.marking import Piece, pieces

ORDER = (
    "happenings", "period", "place", "killed", "injured", "missing", "detained", "abducted",
    "returned", "displaced", "victim", "harm", "perpetrator", "actor", "issuer", "addressee",
    "beneficiary", "means", "quantity", "instruction", "outcome", "reason", "target", "stage",
    "kind",
)  # fmt: skip
CLASSES = ("harm", "circumstance", "authority", "response")


class Shown(msgspec.Struct, frozen=True):
    """One claim as the page shows it: its value, its words in their sentence, its speakers."""

    claim: Claim
    value: str
    words: list[Piece]
    voices: str
    report: str
    report_name: str
    parts: tuple[Shown, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """One value of a field, with every claim that says it: the same words of several reports
    (a copy's) are shown once."""

    value: str
    stance: str
    shown: list[tuple[Shown, list[Shown]]]  # the first, and those that repeat its words


class Row(msgspec.Struct, frozen=True):
    """One field of an incident: all its values side by side. `differ` where counts exclude each
    other."""

    field: str
    label: str
    told: list[Told]
    differ: bool


class Card(msgspec.Struct, frozen=True):
    """One incident on the page."""

    incident: Incident
    title: str
    class_: str
    rows: list[Row]
    related: list[tuple[str, str, str]]
    invented: bool


class Sheet(msgspec.Struct, frozen=True):
    """One report on the page: its text with all its claims marked."""

    report: ReportRecord
    name: str
    pieces: list[Piece]
    problems: tuple[Problem, ...]


class Source(msgspec.Struct, frozen=True):
    """What the page is made from: a project read once."""

    title: str
    incidents: list[Incident]
    accounts: list[RecordedAccount]
    links: list[RecordedLink]
    reports: list[tuple[ReportRecord, str, tuple[Problem, ...]]]  # record, text, problems
    made_with: str
    notice: str = ""


def page(source: Source) -> str:
    """The whole page as HTML. Words of reports are text there, never markup."""
    names = {r.id: r.receipts[0].received_name for r, _, _ in source.reports}
    texts = {r.id: text for r, text, _ in source.reports}
    by_id = {a.account.id: a for a in source.accounts}
    cards = [_card(i, by_id, texts, names, source) for i in source.incidents]
    cards.sort(key=lambda c: CLASSES.index(c.class_))
    sheets = [_sheet(r, text, problems, source) for r, text, problems in source.reports]
    timeline: Timeline = draw_timeline(source.incidents)
    world: Map = draw_map(source.incidents)
    template = _environment().get_template("project.html.j2")
    return template.render(
        source=source, cards=cards, sheets=sheets, timeline=timeline, map=world, label=label
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("sacho.pages"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _card(
    incident: Incident,
    by_id: dict[str, RecordedAccount],
    texts: dict[str, str],
    names: dict[str, str],
    source: Source,
) -> Card:
    group = [by_id[id_] for id_ in incident.accounts if id_ in by_id]
    rows: list[Row] = []
    for field in ORDER:
        shown = [
            _shown(claim, account, texts, names)
            for account in group
            for claim in account.account.claims
            if claim.field == field and claim.of is None
        ]
        if shown:
            rows.append(
                Row(field, label("field", field), _by_value(shown), _differ(field, incident))
            )
    return Card(
        incident, title(incident), class_of(incident.kind), rows, _related(incident, source),
        any("INVENTED EXAMPLE" in texts.get(a.report, "") for a in group),
    )  # fmt: skip


def _by_value(shown: list[Shown]) -> list[Told]:
    grouped: dict[tuple[str, str], dict[str, list[Shown]]] = {}
    for one in shown:
        words = "".join(p.text for p in one.words) + str(len(one.parts))
        same = grouped.setdefault((one.value, one.claim.stance), {})
        same.setdefault(words, []).append(one)
    return [
        Told(value, stance, [(same[0], same[1:]) for same in by_words.values()])
        for (value, stance), by_words in grouped.items()
    ]


def title(incident: Incident) -> str:
    """Kind, then the first told place and period, as one line."""
    parts = [label("kind", incident.kind)]
    for field in ("place", "period"):
        voice = next((v for v in incident.voices if v.field == field), None)
        if voice is not None:
            parts.append(plain(voice.value))
    return " · ".join(parts)


def _shown(
    claim: Claim, account: RecordedAccount, texts: dict[str, str], names: dict[str, str]
) -> Shown:
    text = texts[account.report]
    parts = tuple(
        _shown(part, account, texts, names)
        for part in account.account.claims
        if part.of == claim.id
    )
    return Shown(
        claim, plain(claim.value), pieces(text, [claim], hull(claim.evidence)),
        voices(claim.speakers), account.report, names[account.report], parts,
    )  # fmt: skip


def voices(speakers: Iterable[Speaker]) -> str:
    """The chain of who says it, outermost first."""
    return " → ".join(s.name for s in speakers) or "the report itself"


def _differ(field: str, incident: Incident) -> bool:
    """Whether two voices give values of a count that exclude each other."""
    counts = [v.value for v in incident.voices if v.field == field and isinstance(v.value, Count)]
    return any(_apart(a, b) for a in counts for b in counts)


def _apart(a: Count, b: Count) -> bool:
    return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)


def _related(incident: Incident, source: Source) -> list[tuple[str, str, str]]:
    """(relation, other incident's id, its title) for every link that leaves or enters this one."""
    of = {account: i for i in source.incidents for account in i.accounts}
    found: dict[tuple[str, str], str] = {}
    for link in source.links:
        a, b = of.get(link.source), of.get(link.target)
        if a is None or b is None or a is b:
            continue
        if a is incident:
            found[(label("relation", link.relation), b.id)] = title(b)
        elif b is incident:
            found[(f"← {label('relation', link.relation)}", a.id)] = title(a)
    return [(relation, id_, name) for (relation, id_), name in found.items()]


def _sheet(report: ReportRecord, text: str, problems: tuple[Problem, ...], source: Source) -> Sheet:
    claims = [
        c for a in source.accounts if a.report == report.id for c in a.account.claims
    ]  # fmt: skip
    return Sheet(report, report.receipts[0].received_name, pieces(text, claims), problems)
