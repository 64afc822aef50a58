"""Doers told by "they" or "he": the armed men of the sentence before, where only they can be meant."""

from __future__ import annotations

import msgspec

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.fill import Reading, passive
from sacho.read.languages.en.acts.view import NOUN, VERB, View
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who.persons import listed
from sacho.read.languages.en.who.roles import subject
from sacho.read.languages.en.who.slots import CIRCUMSTANCE, party_span

_NEAR = 2  # sentences
_MANY, _ONE = frozenset({"they"}), frozenset({"he", "she"})


class Doer(msgspec.Struct, frozen=True):
    """Armed persons who stood as subject of a verb."""

    sentence: int
    span: Span
    many: bool


class Doers:
    """Those told so far in one text who can be meant by "they" or "he" as doer of a harm."""

    def __init__(self) -> None:
        self.known: list[Doer] = []

    def remember(self, view: View, readings: list[Reading]) -> None:
        """Keeps the armed subjects of this sentence, and the perpetrators read in it."""
        told = {d for r in readings for d in r.doers}
        if not told and not set(view.lemma) & words_in("roles.toml", "person.armed"):
            return
        places = {
            place
            for at, chunk in enumerate(view.chunks)
            if chunk.kind == VERB and (chunk.group is None or not chunk.group.passive)
            for place in subject(view, at)
            if listed("person.armed", view.head_lemma(place))
        }
        for place in sorted(places | told):
            chunk = view.chunks[place]
            if chunk.kind != NOUN or view.tokens[chunk.head].tag == "PRON":
                continue
            plain = view.lemma[chunk.head] == view.low[chunk.head]
            self.known.append(Doer(view.sentence.index, party_span(view, place), not plain))

    def lend(self, view: View, reading: Reading) -> None:
        """A perpetrator for a harm whose subject is a pronoun; nothing where two could be meant."""
        at = reading.hit.at
        active = view.is_kind(at, VERB) and not reading.hit.nominal and not passive(view, at)
        if reading.doers or not active or reading.kind in CIRCUMSTANCE:
            return
        if reading.hit.act.frame not in {"harm", "fire", "plant"}:
            return
        words = {view.low[view.chunks[p].first] for p in subject(view, at)}
        many = bool(words & _MANY)
        if len(words) != 1 or not words & (_MANY | _ONE):
            return
        near = [
            d for d in self.known
            if 0 < view.sentence.index - d.sentence <= _NEAR and d.many is many
        ]  # fmt: skip
        last = [d for d in near if d.sentence == near[-1].sentence] if near else []
        if len({view.text[a:b].casefold() for a, b in (d.span for d in last)}) == 1:
            reading.slots.append(
                Slot("perpetrator", (last[-1].span,), confidence=0.6, rule="pronoun")
            )
