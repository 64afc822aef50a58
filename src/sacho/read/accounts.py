"""Tellings become accounts: one a happening, its words turned into claims.

1. each telling gets the periods and places of its own sentence   (surroundings)
2. tellings of one happening are joined                           (joining)
3. each slot's words are read as a value and become a claim, with the chain of who says it
4. a happening without words of its own for when or where takes those told just before it,
   with less confidence; anything else that is not told stays absent
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from sacho.model.account import FoundValue
from sacho.model.claim import (
    COUNT_FIELDS,
    PARTY_FIELDS,
    Attribution,
    Claim,
    Field,
    Speaker,
    Stage,
    Stance,
)
from sacho.model.problem import Problem
from sacho.model.span import Span, Spans, covers, hull, overlaps, words
from sacho.model.values import AnyValue, Count, Means, Party, Period, Place, Text
from sacho.read.analysis import Sentence, Slot, Telling
from sacho.read.context import Context
from sacho.read.grammar import Grammar
from sacho.read.joining import AUTHORITY, RESPONSE, Happening, Placed, join, periods_meet
from sacho.read.speakers import chain, innermost, same_mouth, stance_of
from sacho.read.surroundings import own_values, settings, within

CROSSINGS = ("border-crossing", "smuggling", "forced-return")
ANYBODY = ("people", "persons", "사람", "사람들")
INHERITED = 0.7  # confidence of a period or place told just before, not with the act


class Told(msgspec.Struct, frozen=True):
    """All that has been found in the text before tellings are assembled."""

    text: str
    context: Context
    sentences: list[Sentence]
    values: list[FoundValue]
    attributions: list[Attribution]


class Draft(msgspec.Struct):
    """An account before the grounding gate. `unread` are words whose value could not be read,
    `triggers` those of every telling of it.
    """

    kind: str
    stage: Stage
    trigger: Span
    claims: list[Claim]
    unread: list[tuple[str, Spans]]
    triggers: Spans = ()


class ByGrammar(NamedTuple):
    """What the grammar finds; `drafts` are its tellings joined."""

    told: Told
    tellings: list[Telling]
    drafts: list[Draft]
    problems: list[Problem]


def assemble(told: Told, tellings: list[Telling], grammar: Grammar) -> list[Draft]:
    """Accounts in the order in which they are first told; claim ids are still local numbers."""
    placed = _place(told, tellings, grammar)
    happenings = join(placed)
    _inherit(happenings, _headings(told, tellings))
    number = 0
    drafts: list[Draft] = []
    for happening in happenings:
        draft = _Writer(told, grammar, happening, number).write()
        number += len(draft.claims)
        drafts.append(draft)
    return drafts


def _place(told: Told, tellings: list[Telling], grammar: Grammar) -> list[Placed]:
    by_sentence: dict[int, list[Telling]] = {}
    for telling in tellings:
        by_sentence.setdefault(telling.sentence, []).append(telling)
    sentences = {s.index: s for s in told.sentences}
    publisher = told.context.head.publisher
    usable = settings(told.text, told.values, told.attributions, publisher)
    placed: list[Placed] = []
    for index in sorted(by_sentence):
        group, sentence = by_sentence[index], sentences[index]
        taken = tuple(
            span for t in group for s in t.slots if s.field in PARTY_FIELDS for span in s.spans
        )
        found = within(sentence, usable, taken)
        for telling in group:
            placed.append(_place_one(told, telling, group, found, (sentence.paragraph, grammar)))
    return placed


def _place_one(
    told: Told,
    telling: Telling,
    group: list[Telling],
    found: list[FoundValue],
    at: tuple[int, Grammar],
) -> Placed:
    paragraph, grammar = at
    attribution = innermost(told.attributions, (telling.trigger,), telling.trigger)
    counts: list[tuple[str, Count]] = []
    for slot in telling.slots:
        if slot.field in COUNT_FIELDS and slot.of is None and slot.part_of is None:
            count = grammar.parse_count(words(told.text, slot.spans))
            if count is not None:
                counts.append((slot.field, count))
    parties = [
        (s.field, words(told.text, s.spans)) for s in telling.slots if s.field in PARTY_FIELDS
    ]
    speaker = attribution.speaker.name if attribution and attribution.speaker else ""
    return Placed(
        telling, paragraph,
        own_values("period", telling, group, found), own_values("place", telling, group, found),
        tuple(counts), speaker, tuple(parties),
    )  # fmt: skip


def _headings(told: Told, tellings: list[Telling]) -> list[tuple[Sentence, list[FoundValue]]]:
    """Sentences that tell of no act but say when or where: "5 March: Mandalay."."""
    acting = {telling.sentence for telling in tellings}
    usable = settings(told.text, told.values, told.attributions, told.context.head.publisher)
    silent = [s for s in told.sentences if s.index not in acting]
    usable = [v for v in usable if not isinstance(v.value, Period) or v.value.latest]  # no "since"
    return [(s, held) for s in silent if (held := within(s, usable, ()))]


def _inherit(
    happenings: list[Happening], headings: list[tuple[Sentence, list[FoundValue]]]
) -> None:
    """Harm and circumstance told without when or where: as told at most two sentences before."""
    every = sorted((p for h in happenings for p in h.told), key=lambda p: p.telling.trigger)
    for happening in happenings:
        first = happening.told[0]
        if first.telling.kind in AUTHORITY or first.telling.kind in RESPONSE:
            continue
        for name in ("periods", "places"):
            if any(getattr(p, name) for p in happening.told):
                continue
            near = [
                p for p in every
                if getattr(p, name) and 0 <= first.telling.sentence - p.telling.sentence <= 2
                and p.telling.kind not in (*AUTHORITY, "denial", "reaction")
                and periods_meet(p, first)
            ]  # fmt: skip
            at = near[-1].telling.sentence if near else -1
            headed = [
                value for sentence, held in headings for value in held
                if sentence.paragraph == first.paragraph and value.field == name[:-1]
                and max(at, first.telling.sentence - 3) < sentence.index < first.telling.sentence
            ]  # fmt: skip
            if near or headed:
                lent = {name: tuple(headed[-1:]) or getattr(near[-1], name)[:1]}
                happening.told[0] = msgspec.structs.replace(first, **lent)
                first = happening.told[0]


class _Said(msgspec.Struct, frozen=True):
    """What is about to become a claim."""

    field: Field
    spans: Spans
    value: AnyValue
    stance: Stance
    confidence: float
    rule: str
    of: str | None = None


class _Writer:
    """Writes one happening's claims; knows which were written already, so none is said twice."""

    def __init__(self, told: Told, grammar: Grammar, happening: Happening, number: int) -> None:
        self.told, self.grammar, self.happening = told, grammar, happening
        self.number = number
        self.claims: list[Claim] = []
        self.unread: list[tuple[str, Spans]] = []
        self.trigger = happening.told[0].telling.trigger  # of the telling being written

    def write(self) -> Draft:
        first = next(
            (p.telling for p in self.happening.told if p.telling.kind == self.happening.kind),
            self.happening.told[0].telling,
        )
        self.trigger = first.trigger
        self._code("kind", first, (first.trigger,), first.kind)
        if first.stage != "accomplished" and first.stage_spans:
            self._code("stage", first, first.stage_spans, first.stage)
        for placed in self.happening.told:
            self._telling(placed)
        triggers = tuple(p.telling.trigger for p in self.happening.told)
        return Draft(
            self.happening.kind, first.stage, first.trigger, self.claims, self.unread, triggers
        )

    def _code(self, field: Field, telling: Telling, spans: Spans, code: str) -> None:
        value = Text(words(self.told.text, spans), code)
        self._add(_Said(field, spans, value, telling.stance, telling.confidence, telling.rule))

    def _telling(self, placed: Placed) -> None:
        telling = placed.telling
        self.trigger = telling.trigger
        written: dict[int, str | None] = {}  # slot index -> claim id
        order = sorted(range(len(telling.slots)), key=lambda i: telling.slots[i].of is not None)
        for index in order:
            slot = telling.slots[index]
            value = self._read(slot)
            if value is None:
                self.unread.append((slot.field, slot.spans))
                continue
            if slot.field in ("means", "outcome") and self._said_by_trigger(telling, slot):
                continue
            if slot.field == "actor" and self._anybody(slot):
                continue
            of = written.get(slot.of) if slot.of is not None else self._whole(slot)
            stance = slot.stance or telling.stance
            rule = slot.rule or telling.rule
            said = _Said(slot.field, slot.spans, value, stance, slot.confidence, rule, of)
            written[index] = self._add(said)
        self._surroundings(placed)

    def _surroundings(self, placed: Placed) -> None:
        for found in (*placed.periods[:1], *placed.places[:1]):
            if not self._possible(placed.telling, found.value):
                continue
            near = self._sentence(found.spans) == placed.telling.sentence
            field: Field = "period" if found.field == "period" else "place"
            confidence = placed.telling.confidence * (1 if near else INHERITED)
            rule = f"{field}.{'nearest' if near else 'told-before'}"
            self._add(_Said(field, found.spans, found.value, "asserted", confidence, rule))

    def _anybody(self, slot: Slot) -> bool:
        """ "A good many people": words that describe nobody name no party."""
        return words(self.told.text, slot.spans).split()[-1].casefold() in ANYBODY

    def _said_by_trigger(self, telling: Telling, slot: Slot) -> bool:
        """ "Showered praise": the one word for what was given is in the kind's own words."""
        single = " " not in words(self.told.text, slot.spans)
        return single and covers(telling.trigger, slot.spans[0])

    def _possible(self, telling: Telling, value: AnyValue) -> bool:
        """A crossing goes into a country and does not happen all over it; the place in what is
        denied is not where it was denied; what is still planned does not happen before it is told.
        """
        if isinstance(value, Place):
            into = value.level == "country" and telling.kind in CROSSINGS
            return not into and telling.kind not in ("denial", "reaction")
        published = self.told.context.published
        if isinstance(value, Period) and telling.stage == "planned":
            return published is not None and (value.latest or published)[:10] >= published[:10]
        return True

    def _read(self, slot: Slot) -> AnyValue | None:
        written = words(self.told.text, slot.spans)
        if slot.field in COUNT_FIELDS:
            return self.grammar.parse_count(written)
        if slot.field in PARTY_FIELDS:
            return self.grammar.parse_party(written)
        if slot.field == "quantity":
            return self.grammar.parse_quantity(written)
        if slot.field == "means":
            return Means(slot.code or "other", written)
        return Text(written, slot.code)

    def _whole(self, slot: Slot) -> str | None:
        """The claim that "of the two" speaks of: same field, that number; else the only one.

        Of those shot ("four were hit, one fatally") the dead are a part too.
        """
        if slot.part_of is None:
            return None
        count = self.grammar.parse_count(words(self.told.text, (slot.part_of,)))
        own = self.grammar.parse_count(words(self.told.text, slot.spans))
        wholes = [c for c in self.claims if c.field == slot.field and c.of is None]
        wholes = [c for c in wholes if c.value != own]  # two of them are no part of the two
        if slot.field == "killed" and not wholes:
            wholes = [c for c in self.claims if c.field == "injured" and c.of is None]
            wholes = [c for c in wholes if c.value == count]
        exact = [c for c in wholes if c.value == count]
        if exact:
            return exact[-1].id
        return wholes[0].id if len(wholes) == 1 else None

    def _add(self, said: _Said) -> str | None:
        """The new claim's id, or that of the claim that says the same already."""
        told = self.told
        attribution = innermost(told.attributions, said.spans, self.trigger)
        speakers = chain(attribution, told.attributions, told.context.head.publisher)
        for index, claim in enumerate(self.claims):
            if claim.field != said.field:
                continue
            if _says_again(claim, said, speakers):
                return claim.id
            if said.field == "instruction" and same_mouth(claim.speakers, speakers):
                self.claims[index] = self._told_on(claim, said)
                return claim.id
        self.number += 1
        claim = Claim(
            id=f"c{self.number}",
            field=said.field,
            value=said.value,
            written=words(told.text, said.spans),
            spans=said.spans,
            evidence=self._evidence(said.spans),
            stance=stance_of(said.stance, attribution),
            attribution=attribution.id if attribution else None,
            speakers=speakers,
            confidence=round(max(0.01, min(0.99, said.confidence)), 3),
            of=said.of,
            rule=said.rule,
        )
        self.claims.append(claim)
        return claim.id

    def _told_on(self, claim: Claim, said: _Said) -> Claim:
        """One order told on in further sentences is one instruction over all their words."""
        spans = tuple(sorted({*claim.spans, *said.spans}))
        written = words(self.told.text, spans)
        return msgspec.structs.replace(
            claim, spans=spans, written=written, value=Text(written), evidence=self._evidence(spans)
        )

    def _sentence(self, spans: Spans) -> int:
        for sentence in self.told.sentences:
            if overlaps(spans[0], (sentence.start, sentence.end)):
                return sentence.index
        return -1

    def _evidence(self, spans: Spans) -> Spans:
        held = [
            (s.start, s.end)
            for s in self.told.sentences
            if any(overlaps(span, (s.start, s.end)) for span in spans)
        ]
        return (hull([*held, *spans]),) if held else spans


def _says_again(claim: Claim, said: _Said, speakers: tuple[Speaker, ...]) -> bool:
    """Whether a claim already says this: from the same mouth, the same or a tighter value.

    Parts are never the same ("one … the other" are two claims of one person each).
    """
    if (claim.stance == "denied") != (said.stance == "denied"):
        return False  # taking a number back says it not again
    if claim.spans == said.spans and claim.value == said.value:
        return claim.of == said.of
    if not same_mouth(claim.speakers, speakers):
        return False
    if claim.of is not None or said.of is not None:
        return False
    old, value = claim.value, said.value
    if isinstance(value, Count) and isinstance(old, Count):
        bare = value.high is None and value.low == 2  # "people", "several"
        return value == old or (bare and old.low >= 2)
    if isinstance(value, Party) and isinstance(old, Party):
        a, b = value.name.casefold(), old.name.casefold()
        # Who got what is told by the whole words ("those who fired"), who did it by the name.
        apart = claim.field in ("beneficiary", "victim") and claim.spans != said.spans
        return not apart and (a in b or b in a)
    if isinstance(value, Period) and isinstance(old, Period):
        return (value.earliest, value.latest) == (old.earliest, old.latest)
    if isinstance(value, Text) and isinstance(old, Text):
        return value.code == old.code if value.code else value.text == old.text
    return value == old
