"""Marked words become claims beside those of the grammar; then every claim is weighed.

1. each act that the network marks goes to the draft told in the same words, else to one of its kind
   that speaks of the same sentence, else it begins a draft of its own
2. the words tied to an act become claims of its draft, unless the draft has them already
3. every claim is weighed by what both say of it, and the unlikely are left out
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np

from sacho.model.claim import COUNT_FIELDS, Attribution, Claim, Field, Stage, Stance
from sacho.model.span import Span, Spans, any_overlap, hull, overlaps, words
from sacho.model.values import AnyValue, Count, Text
from sacho.read.accounts import Draft, Told
from sacho.read.grammar import Grammar
from sacho.read.speakers import chain, innermost, stance_of
from sacho.read.tagger.hints import hints
from sacho.read.tagger.labels import FIELDS
from sacho.read.tagger.marking import Act, Word
from sacho.read.tagger.network import Sight, shipped
from sacho.read.tagger.values import Spoken
from sacho.read.tagger.weighing import Evidence, Weigher
from sacho.read.tagger.weighing import shipped as weighers
from sacho.read.tagger.wording import carries_kind

ACT_LEAST = 0.25
ALIKE: dict[str, tuple[str, ...]] = {
    "killing": ("shooting", "bombing", "attack", "assault", "arson", "torture", "execution"),
    "injury": ("shooting", "bombing", "attack", "assault", "arson", "torture"),
    "attack": ("shooting", "bombing", "arson", "assault"),
}


class Weighed(NamedTuple):
    """A claim with what was known of it; for `training/reader/weigh.py`."""

    claim: Claim
    evidence: Evidence


class Filling:
    """One text: the grammar's drafts, filled up with what the network marks."""

    def __init__(self, told: Told, drafts: list[Draft], grammar: Grammar, sight: Sight) -> None:
        self._told, self._grammar, self._sight = told, grammar, sight
        self._drafts = [self._copied(draft) for draft in drafts]
        self._spoken = Spoken(told, grammar)
        self._by_grammar = {c.id for d in drafts for c in d.claims}
        self._act_of: dict[int, Draft] = {}
        self._number = 0

    @staticmethod
    def _copied(draft: Draft) -> Draft:
        return Draft(draft.kind, draft.stage, draft.trigger, [*draft.claims], [*draft.unread])

    def candidates(self) -> list[Draft]:
        """All drafts with all claims that anyone proposes."""
        furniture = self._told.context.furniture
        acts = self._sight.marked.acts
        for index, act in enumerate(acts):
            if act.chance >= ACT_LEAST and not any_overlap((act.span,), furniture):
                home = self._home(act)
                if home is not None:
                    self._act_of[index] = home
        for word in sorted(self._sight.marked.words, key=lambda w: w.part > 0.5):
            if word.field != "kind" and not any_overlap((word.span,), furniture):
                self._word(word)
        self._drafts.sort(key=lambda d: d.trigger)
        return self._drafts

    def _home(self, act: Act) -> Draft | None:
        """The draft that tells this act; a new one where none does and the words carry its kind."""
        for draft in self._drafts:
            kinds = [c for c in draft.claims if c.field == "kind"]
            if any_overlap([s for c in kinds for s in c.spans] or [draft.trigger], [act.span]):
                self._rename(draft, act)
                return draft
        sentence = self._sentence(act.span)
        for draft in self._drafts:
            if draft.kind == act.kind and overlaps(draft.trigger, sentence):
                return draft  # one sentence seldom tells two happenings of a kind
        taken = {id(d) for d in self._act_of.values()}
        for draft in self._drafts:
            alike = draft.kind == act.kind or act.kind in ALIKE.get(draft.kind, ())
            told = any(overlaps(e, sentence) for c in draft.claims for e in c.evidence)
            if alike and told and id(draft) not in taken:
                return draft
        return self._new(act)

    def _rename(self, draft: Draft, act: Act) -> None:
        """A surer kind than the grammar's replaces it where the same words carry both."""
        sight = self._sight
        mine = sight.kind_chance(draft.kind, act.span)
        if act.kind == draft.kind or act.kind_chance < 0.6 or mine > 0.25:
            return
        claim = self._kind_claim(act)
        if claim is not None:
            draft.kind = act.kind
            draft.claims = [claim, *(c for c in draft.claims if c.field != "kind")]

    def _new(self, act: Act) -> Draft | None:
        claim = self._kind_claim(act)
        if claim is None:
            return None
        stage: Stage = act.stage  # type: ignore[assignment]
        draft = Draft(act.kind, stage, claim.spans[0], [claim], [])
        self._drafts.append(draft)
        return draft

    def _kind_claim(self, act: Act) -> Claim | None:
        """The words that carry the act's kind: as marked, else with a few more around them."""
        for span in self._spoken.around(act.span):
            written = self._told.text[slice(*span)]
            if self._grammar.carries("kind", act.kind, written) or carries_kind(act.kind, written):
                return self._claim("kind", (span,), Text(written, act.kind), act.stance, span)
        return None

    def _word(self, word: Word) -> None:
        """A claim in the draft of each act that the words are tied to, or else of the nearest."""
        homes = [(i, self._act_of[i]) for i, _ in word.acts if i in self._act_of]
        if not homes and self._drafts:
            homes = [(-1, min(self._drafts, key=lambda d: abs(d.trigger[0] - word.span[0])))]
        for index, draft in homes:
            if word.field == "stage":
                if index >= 0:
                    self._stage(draft, word, self._sight.marked.acts[index])
            else:
                self._into(draft, word)

    def _into(self, draft: Draft, word: Word) -> None:
        field: Field = word.field  # type: ignore[assignment]
        own = [c for c in draft.claims if c.field == field]
        if any(any_overlap(c.spans, (word.span,)) for c in own):
            return
        if own and field in ("period", "place") and not self._told_in(draft, word.span):
            return  # what has a day and a town takes no other from a sentence about something else
        read = self._spoken.value(word.field, word.span)
        if read is None:
            return
        spans, value = read
        if any(any_overlap(c.spans, spans) or _again(c, value, word) for c in own):
            return
        claim = self._claim(field, spans, value, word.stance, draft.trigger)
        of = self._whole(draft, claim) if word.part > 0.5 else None
        draft.claims.append(msgspec.structs.replace(claim, of=of) if of else claim)

    def _told_in(self, draft: Draft, span: Span) -> bool:
        """Whether the draft has words in the sentence of these words."""
        sentence = self._sentence(span)
        return any(overlaps(s, sentence) for c in draft.claims for s in c.spans)

    def _stage(self, draft: Draft, word: Word, act: Act) -> None:
        span = self._spoken.whole("stage", word.span)
        if span is None or act.stage == "accomplished":
            return
        written = self._told.text[slice(*span)]
        has = any(c.field == "stage" for c in draft.claims)
        if not has and self._grammar.carries("stage", act.stage, written):
            value = Text(written, act.stage)
            draft.claims.append(self._claim("stage", (span,), value, word.stance, draft.trigger))

    def _whole(self, draft: Draft, part: Claim) -> str | None:
        """The count that this one is part of: of its field, not less, and told whole."""
        if part.field not in COUNT_FIELDS or not isinstance(part.value, Count):
            return None
        wholes = [
            c for c in draft.claims
            if c.of is None and isinstance(c.value, Count) and c.value != part.value
            and c.field in (part.field, "injured") and c.value.low >= part.value.low
        ]  # fmt: skip
        same = [c for c in wholes if c.field == part.field] or wholes
        return same[-1].id if same else None

    def _claim(
        self, field: Field, spans: Spans, value: AnyValue, stance: str, trigger: Span
    ) -> Claim:
        told = self._told
        self._number += 1
        attribution = innermost(told.attributions, spans, trigger)
        mine: Stance = stance  # type: ignore[assignment]
        return Claim(
            id=f"t{self._number}",
            field=field,
            value=value,
            written=words(told.text, spans),
            spans=spans,
            evidence=self._evidence(spans),
            stance=stance_of(mine, attribution),
            attribution=attribution.id if attribution else None,
            speakers=chain(attribution, told.attributions, told.context.head.publisher),
            confidence=0.5,
            rule="tagger",
        )

    def voiced(self, claim: Claim, least: float) -> Claim:
        """The claim as told by whom the network hears, where the grammar hears only the outlet."""
        if claim.attribution is not None:
            return claim
        for word in self._sight.marked.words:
            voice, chance = word.speaker
            here = word.field == claim.field and any_overlap(claim.spans, (word.span,))
            if not here or voice is None or chance < least:
                continue
            for said in self._told.attributions:
                if said.speaker is not None and any_overlap(said.speaker.spans, (voice,)):
                    return self._told_by(claim, said)
        return claim

    def _told_by(self, claim: Claim, said: Attribution) -> Claim:
        told = self._told
        return msgspec.structs.replace(
            claim,
            attribution=said.id,
            speakers=chain(said, told.attributions, told.context.head.publisher),
            stance=stance_of(claim.stance, said),
        )

    def _evidence(self, spans: Spans) -> Spans:
        return (hull([*map(self._sentence, spans), *spans]),)

    def _sentence(self, span: Span) -> Span:
        for sentence in self._told.sentences:
            if overlaps(span, (sentence.start, sentence.end)):
                return sentence.start, sentence.end
        return span

    def weighed(self) -> list[tuple[Draft, list[Weighed]]]:
        """Every draft's claims with what is known of each."""
        drafts = self.candidates()
        shared = Counter((c.field, c.spans) for d in drafts for c in d.claims)
        return [
            (draft, [Weighed(c, self._known(draft, c, shared[c.field, c.spans])) for c in
                     draft.claims])
            for draft in drafts
        ]  # fmt: skip

    def _known(self, draft: Draft, claim: Claim, shared: int) -> Evidence:
        sight = self._sight
        acts = [i for i, home in self._act_of.items() if home is draft]
        chances = np.max([sight.chances(s) for s in claim.spans], axis=0)
        marked = float(chances[FIELDS.index(claim.field)])
        here = [
            w for w in sight.marked.words
            if w.field == claim.field and any_overlap(claim.spans, (w.span,))
        ]  # fmt: skip
        tie = max((c for w in here for i, c in w.acts if i in acts), default=0.0)
        kinds = [c for c in draft.claims if c.field == "kind"]
        own = kinds[0].spans[0] if kinds else draft.trigger
        grammar = claim.confidence if claim.id in self._by_grammar else 0.0
        by = "tagger" if not grammar else "both" if here else "grammar"
        rival = max(float(chances[i]) for i in _rivals(claim.field))
        return Evidence(
            self._grammar.language, claim.field, by, grammar, marked, tie,
            max((sight.marked.acts[i].chance for i in acts), default=float(sight.chances(own)[0])),
            sight.kind_chance(draft.kind, own), claim.written.count(" ") + 1, shared, rival,
        )  # fmt: skip


def fill(
    told: Told, drafts: list[Draft], grammar: Grammar, sight: Sight, weigher: Weigher
) -> list[Draft]:
    """The drafts with the claims that stand, each with its chance as confidence."""
    filled = Filling(told, drafts, grammar, sight)
    kept: list[Draft] = []
    number = 0
    for draft, claims in filled.weighed():
        chances = {w.claim.id: weigher.chance(w.evidence) for w in claims}
        stands = {w.claim.id for w in claims if weigher.stands(w.evidence, chances[w.claim.id])}
        stands |= {w.claim.of for w in claims if w.claim.id in stands and w.claim.of}
        if not any(w.claim.field == "kind" and w.claim.id in stands for w in claims):
            continue
        names: dict[str, str] = {}
        written: list[Claim] = []
        for claim in _wholes_first(w.claim for w in claims if w.claim.id in stands):
            number += 1
            names[claim.id] = f"c{number}"
            voiced = filled.voiced(claim, weigher.voice)
            written.append(msgspec.structs.replace(
                voiced, id=names[claim.id], confidence=round(chances[claim.id], 3),
                of=names.get(claim.of) if claim.of else None,
            ))  # fmt: skip
        kept.append(Draft(draft.kind, draft.stage, draft.trigger, written, draft.unread))
    return kept


def _wholes_first(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: c.of is not None)


def _again(claim: Claim, value: AnyValue, word: Word) -> bool:
    """Whether a claim of the same field says the same value already, told whole."""
    if word.part > 0.5 or claim.of is not None:
        return False
    return claim.value == value


@cache
def _rivals(field: str) -> tuple[int, ...]:
    """The places of fields whose words are seldom this field's too."""
    pairs = ({"victim", *COUNT_FIELDS}, {"kind", "stage", "harm", "outcome"})
    mates = {field}.union(*(pair for pair in pairs if field in pair))
    return tuple(i for i, name in enumerate(FIELDS) if name not in mates)


def filled(told: Told, drafts: list[Draft], grammar: Grammar) -> list[Draft]:
    """The drafts filled up and weighed by the shipped tagger; as they are where there is none."""
    tagger, weigher = shipped(), weighers().get(grammar.language)
    if tagger is None or weigher is None:
        return drafts
    pieces = tagger.pieces(told.text)
    sight = tagger.sight(pieces, hints(told, drafts, pieces))
    return fill(told, drafts, grammar, sight, weigher)
