"""The page of a project: its incidents, each value with its words and voices, and every report."""

from __future__ import annotations

import re
from functools import cache

import msgspec
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from sacho.model.incident import Incident
from sacho.model.problem import Problem
from sacho.model.recorded import RecordedAccount, RecordedLink
from sacho.model.report import ReportRecord
from sacho.model.vocabulary import label
from sacho.pages.cards import ORDER, Card, Desk, Shown, Turn
from sacho.pages.drawing import draw_map, draw_timeline
from sacho.pages.marking import Piece, pieces

__all__ = ["ORDER", "Sheet", "Source", "page"]

CLASSES = ("harm", "circumstance", "authority", "response")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


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
    turns: dict[str, tuple[Turn, ...]] = {}
    """How the telling of each incident changed, by its id."""


def page(source: Source) -> str:
    """The whole page as HTML. Words of reports are text there, never markup."""
    desk = Desk(
        source.accounts, source.links, [(r, text) for r, text, _ in source.reports],
        source.incidents, source.turns,
    )  # fmt: skip
    cards = sorted(map(desk.card, source.incidents), key=lambda c: CLASSES.index(c.class_))
    sheets = [_sheet(r, text, problems, source) for r, text, problems in source.reports]
    return _environment().get_template("project.html.j2").render(
        source=source, cards=cards, sheets=sheets, timeline=draw_timeline(source.incidents),
        map=draw_map(source.incidents), on_cards=_claims_shown(cards), label=label,
    )  # fmt: skip


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sacho.pages"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tongue"] = tongue
    return made


def tongue(words: str, page_language: str = "en") -> Markup:
    """The attribute `lang` that words need on a page of another language; nothing for its own."""
    language = "ko" if _HANGUL.search(words) else "en"
    return Markup("") if language == page_language else Markup(' lang="{}"').format(language)


def _sheet(report: ReportRecord, text: str, problems: tuple[Problem, ...], source: Source) -> Sheet:
    claims = [
        c for a in source.accounts if a.report == report.id for c in a.account.claims
    ]  # fmt: skip
    return Sheet(report, report.receipts[0].received_name, pieces(text, claims), problems)


def _claims_shown(cards: list[Card]) -> frozenset[str]:
    """Claims that a card shows, to which their words in the text may lead back."""

    def ids(shown: Shown) -> list[str]:
        return [shown.claim.id, *(i for part in shown.parts for i in ids(part))]

    return frozenset(
        id_
        for card in cards
        for row in card.rows
        if row.field != "kind"
        for told in row.told
        for first, repeats in told.shown
        for id_ in [*ids(first), *(r.claim.id for r in repeats)]
    )
