"""Invented reports with all that can be told of them, made from a number; the same every time."""

from __future__ import annotations

import random

import msgspec

from sacho.model import ids
from sacho.model.account import Account, FoundValue, Link, MadeWith, Reading, ReportHead
from sacho.model.claim import Attribution, Claim, Field, Said, Speaker, Stance
from sacho.model.problem import Problem
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.model.span import Span
from sacho.model.values import (
    AnyValue,
    Basis,
    Candidate,
    Count,
    Means,
    Party,
    Period,
    Place,
    Quantity,
    Text,
)

PLACES = ("Arvendale", "Korsk", "Lower Tamrin", "Belmoor", "Istrava", "새벽리")
NUMBERS = ("two", "three", "four", "five", "six", "seven")
OUTLETS = ("The Invented Courier", "Imagined Daily", "지어낸 신문")


class Made(msgspec.Struct, frozen=True):
    """An invented report: its bytes, what ingesting gives, and what a reader would read."""

    data: bytes
    ingested: Ingested
    reading: Reading


class _Words:
    """Finds the words it is asked for in a text, one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, after: int = 0) -> Span:
        start = self.text.index(words, after)
        return start, start + len(words)


def invented(number: int, padding: int = 0) -> Made:
    """The invented report of this number; `padding` adds so many characters to its bytes."""
    dice = random.Random(number)
    place, killed = dice.choice(PLACES), dice.randrange(len(NUMBERS))
    outlet = dice.choice(OUTLETS)
    text = (
        f"INVENTED EXAMPLE number {number}. Guards at the mill of {place} shot at a crowd and "
        f"killed {NUMBERS[killed]} weavers, one of them a boy, a miller told {outlet} on Monday. "
        f"An order to hold 40 rounds each had come in spring, the miller said. 꾸며 낸 글입니다. "
    )
    text += "x" * padding
    data = text.encode()
    report = ids.report_id(data)
    made = ReportText(ids.text_id(report, text), report, "plain/1", text, ((0, 16),))
    metadata = Metadata(f"Invented {number}", None, outlet, "2031-05-02", "declared", "en")
    problems = (Problem("period.no-anchor", "Give --published.", ()),)
    ingested = Ingested(report, "text", metadata, made, problems)
    return Made(data, ingested, _reading(ingested, killed + 2, place))


def _reading(ingested: Ingested, killed: int, place: str) -> Reading:
    made = ingested.text
    assert made
    metadata = ingested.metadata
    words = _Words(made.text)
    outlet = Speaker(metadata.publisher or "", "media", ())
    miller = Speaker("a miller", "witness", (words.span("a miller"),))
    monday = words.span("Monday")
    told = Attribution(
        "q1", miller, (words.span("told"),), (words.span("Guards"),), None,
        Said("Monday", (monday,), None),
    )  # fmt: skip
    inner = Attribution("q2", None, (words.span("said"),), (words.span("An order"),), "q1")
    shooting = _shooting(words, killed, place, (outlet, miller))
    order = _order(words, (outlet, miller))
    period = Period("2031-03-01", "2031-05-31", "season", Basis("relative-to-publication"))
    head = ReportHead(
        made.report, metadata.title, metadata.publisher, metadata.author, metadata.published,
        metadata.language,
    )  # fmt: skip
    return Reading(
        MadeWith("invented-reader/1", "none", "none"), head, made.text, (told, inner),
        (shooting, order),
        (Link("a1", "under-order", "a2", (order.trigger,), 0.5),),
        (FoundValue("period", period, "spring", (words.span("spring"),)),),
        (Problem("place.unknown", "No gazetteer knows it.", (words.span(place),)),),
    )  # fmt: skip


class _Claims:
    """Makes claims with local ids in order, all by one chain of speakers."""

    def __init__(self, words: _Words, speakers: tuple[Speaker, ...], start: int) -> None:
        self.words, self.speakers, self.next = words, speakers, start

    def make(
        self, field: Field, value: AnyValue, written: str, of: str | None = None,
        stance: Stance = "asserted",
    ) -> Claim:  # fmt: skip
        span = self.words.span(written)
        name = f"c{self.next}"
        self.next += 1
        return Claim(
            name, field, value, written, (span,), (span,), stance, "q1", self.speakers, 0.75, of,
            "invented",
        )  # fmt: skip


def _shooting(words: _Words, killed: int, place: str, speakers: tuple[Speaker, ...]) -> Account:
    claims = _Claims(words, speakers, 1)
    candidate = Candidate(place, None, None, 1.25, -2.5, "settlement", "invented:1")
    where = Place(place, None, None, 1.25, -2.5, 3.0, "settlement", (candidate,), "invented:1")
    whole = claims.make("killed", Count(killed, killed), f"{NUMBERS[killed - 2]} weavers")
    return Account(
        "a1", "shooting", "accomplished",
        (
            claims.make("kind", Text("shot", "shooting"), "shot"),
            whole,
            claims.make("killed", Count(1, 1), "one of them a boy", whole.id),
            claims.make("perpetrator", Party("Guards", kind="unit"), "Guards"),
            claims.make("place", where, place, stance="hedged"),
        ),
        words.span("shot"),
    )  # fmt: skip


def _order(words: _Words, speakers: tuple[Speaker, ...]) -> Account:
    claims = _Claims(words, speakers, 6)
    basis = Basis("relative-to-publication", "2031-05-02")
    return Account(
        "a2", "order", "accomplished",
        (
            claims.make("quantity", Quantity(40.0, 40.0, "round", "person"), "40 rounds each"),
            claims.make("means", Means("firearm", "rounds"), "rounds"),
            claims.make("period", Period("2031-03-01", None, "season", basis), "spring"),
        ),
        words.span("order"),
    )  # fmt: skip
