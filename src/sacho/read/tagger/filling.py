"""Marked words become claims beside those of the grammar; then every claim is weighed.

1. each act that only the network marks becomes a telling, and all tellings are joined (`acting`)
2. each act belongs to the draft told in its words, else to one of its kind told in its sentence
3. the words tied to an act become claims of its draft, unless the draft has them already
4. every claim is weighed by what both say of it, and the unlikely are left out; an act that is not
   likely enough to name its account is taken back, and the rest is joined again
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np

from sacho.model.claim import COUNT_FIELDS, Attribution, Claim, Field, Stance
from sacho.model.span import Span, Spans, any_overlap, hull, overlaps, words
from sacho.model.values import AnyValue, Count, Text
from sacho.read.accounts import ByGrammar, Draft, assemble
from sacho.read.grammar import Grammar
from sacho.read.proposers import together
from sacho.read.speakers import chain, innermost, stance_of
from sacho.read.tagger.acting import LEAST, RULE, carried_by, tellings
from sacho.read.tagger.belonging import SHARED, holds
from sacho.read.tagger.hints import hints
from sacho.read.tagger.labels import FIELDS
from sacho.read.tagger.marking import Act, Word
from sacho.read.tagger.network import Sight, shipped
from sacho.read.tagger.values import Spoken
from sacho.read.tagger.weighing import Evidence, Weigher
from sacho.read.tagger.weighing import shipped as weighers

ALIKE: dict[str, tuple[str, ...]] = {
    "killing": ("shooting", "bombing", "attack", "assault", "arson", "torture", "execution"),
    "injury": ("shooting", "bombing", "attack", "assault", "arson", "torture"),
    "attack": ("shooting", "bombing", "arson", "assault"),
}


LONG = 3000
"""Code points of a text from which on the grammar's claims stand whatever the weigher says. It was
fitted mostly on short reports; on 37 long ones this lost half a point of F1, and in the report that
the grammar knows best it had struck out true words."""


class Weighed(NamedTuple):
    """A claim with what was known of it; for `training/reader/weigh.py`."""

    claim: Claim
    evidence: Evidence


class Filling:
    """One text: the grammar's tellings and the network's, joined, and filled up with its words.

    `without` are words that the network marks as acts and that are none.
    """

    def __init__(
        self, read: ByGrammar, grammar: Grammar, sight: Sight, without: Iterable[Span] = ()
    ) -> None:
        told = read.told
        self._told, self._grammar, self._sight = told, grammar, sight
        self._spoken = Spoken(told, grammar)
        own = {trigger for draft in read.drafts for trigger in draft.triggers}
        marked = tellings(read, grammar, sight, self._spoken)
        acted = [t for t in marked if t.trigger not in without]
        standing = [t for t in read.tellings if t.trigger in own]
        self._drafts = assemble(told, together(standing, acted), grammar)
        self._act_of: dict[int, Draft] = {}
        self._number = 0

    def candidates(self) -> list[Draft]:
        """All drafts with all claims that anyone proposes."""
        furniture = self._told.context.furniture
        acts = self._sight.marked.acts
        for index, act in enumerate(acts):
            if act.chance >= LEAST and not any_overlap((act.span,), furniture):
                home = self._home(act)
                if home is not None:
                    self._act_of[index] = home
        for word in sorted(self._sight.marked.words, key=lambda w: w.part > 0.5):
            if word.field != "kind" and not any_overlap((word.span,), furniture):
                self._word(word)
        self._drafts.sort(key=lambda d: d.trigger)
        return self._drafts

    def _home(self, act: Act) -> Draft | None:
        """The draft that tells this act: in its words, else of its kind in its sentence."""
        for draft in self._drafts:
            kinds = [s for c in draft.claims if c.field == "kind" for s in c.spans]
            if any_overlap(kinds or [draft.trigger], [act.span]):
                self._rename(draft, act)
                return draft
        for draft in self._drafts:
            if any_overlap(draft.triggers, [act.span]):
                return draft
        sentence = self._sentence(act.span)
        for draft in self._drafts:
            if draft.kind == act.kind and any_overlap(draft.triggers, [sentence]):
                return draft  # one sentence seldom tells two happenings of a kind
        taken = {id(d) for d in self._act_of.values()}
        for draft in self._drafts:
            alike = draft.kind == act.kind or act.kind in ALIKE.get(draft.kind, ())
            told = any(overlaps(e, sentence) for c in draft.claims for e in c.evidence)
            if alike and told and id(draft) not in taken:
                return draft
        return None

    def _rename(self, draft: Draft, act: Act) -> None:
        """A surer kind than the grammar's replaces it where the same words carry both."""
        mine = self._sight.kind_chance(draft.kind, act.span)
        if act.kind == draft.kind or act.kind_chance < 0.6 or mine > 0.25:
            return
        carried = carried_by(self._told, act, self._grammar, self._sight, self._spoken)
        if carried is None or carried[0] != act.kind:
            return
        kind, span = carried
        value = Text(self._told.text[slice(*span)], kind)
        claim = self._claim("kind", (span,), value, act.stance, span)
        draft.kind = kind
        draft.claims = [claim, *(c for c in draft.claims if c.field != "kind")]

    def _word(self, word: Word) -> None:
        """A claim in the draft of each act that the words are tied to, or else of the nearest;
        always one that can hold such words, and only one where words seldom serve two.
        """
        acts = sorted(word.acts, key=lambda tie: -tie[1])
        homes = [(i, self._act_of[i]) for i, _ in acts if i in self._act_of]
        homes = [(i, draft) for i, draft in homes if holds(draft.kind, word.field)]
        once = word.field not in SHARED
        if (once or not homes) and self._told_anywhere(word):
            return
        if once:
            homes = homes[:1]
        able = [] if homes else [d for d in self._drafts if holds(d.kind, word.field)]
        if able:
            homes = [(-1, min(able, key=lambda d: _gap(d.triggers, word.span)))]
        for index, draft in homes:
            if word.field == "stage":
                if index >= 0:
                    self._stage(draft, word, self._sight.marked.acts[index])
            else:
                self._into(draft, word)

    def _told_anywhere(self, word: Word) -> bool:
        """Whether some account has these words for their field already."""
        claims = (c for d in self._drafts for c in d.claims if c.field == word.field)
        return any(any_overlap(c.spans, (word.span,)) for c in claims)

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
            rule=RULE,
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
        grammar = claim.confidence if claim.rule != RULE else 0.0
        by = "tagger" if not grammar else "both" if here else "grammar"
        rival = max(float(chances[i]) for i in _rivals(claim.field))
        return Evidence(
            self._grammar.language, claim.field, by, grammar, marked, tie,
            max((sight.marked.acts[i].chance for i in acts), default=float(sight.chances(own)[0])),
            sight.kind_chance(draft.kind, own), claim.written.count(" ") + 1, shared, rival,
        )  # fmt: skip


def fill(read: ByGrammar, grammar: Grammar, sight: Sight, weigher: Weigher) -> list[Draft]:
    """The drafts with the claims that stand, each with its chance as confidence."""
    if len(read.told.text) > LONG:
        weigher = msgspec.structs.replace(weigher, least={**weigher.least, "grammar": 0.0})
    without: set[Span] = set()
    while True:
        filling = Filling(read, grammar, sight, without)
        judged = [_Judged(draft, claims, weigher) for draft, claims in filling.weighed()]
        doubted = {t for one in judged for t in one.doubted()}
        if doubted <= without:
            return _written(filling, judged, weigher.voice)
        without |= doubted


class _Judged:
    """A draft with the chances of its claims and which of them stand."""

    def __init__(self, draft: Draft, claims: list[Weighed], weigher: Weigher) -> None:
        self.draft, self.claims = draft, [w.claim for w in claims]
        self.chances = {w.claim.id: weigher.chance(w.evidence) for w in claims}
        stands = {
            w.claim.id for w in claims if weigher.stands(w.evidence, self.chances[w.claim.id])
        }
        wholes = {c.of for c in self.claims if c.id in stands and c.of}
        self.standing = [c for c in self.claims if c.id in stands | wholes]

    @property
    def told(self) -> bool:
        """Whether the words of its kind stand; without them there is no account."""
        return any(claim.field == "kind" for claim in self.standing)

    def doubted(self) -> Spans:
        """The network's words for the kind, where they fall and other tellings would remain."""
        kinds = [c for c in self.claims if c.field == "kind" and c.rule == RULE]
        alone = len(self.draft.triggers) < 2
        return () if self.told or alone else tuple(s for c in kinds for s in c.spans)


def _written(filling: Filling, judged: list[_Judged], voice: float) -> list[Draft]:
    kept: list[Draft] = []
    number = 0
    for one in judged:
        if not one.told:
            continue
        names: dict[str, str] = {}
        written: list[Claim] = []
        for claim in _wholes_first(one.standing):
            number += 1
            names[claim.id] = f"c{number}"
            written.append(msgspec.structs.replace(
                filling.voiced(claim, voice), id=names[claim.id],
                confidence=round(one.chances[claim.id], 3),
                of=names.get(claim.of) if claim.of else None,
            ))  # fmt: skip
        draft = one.draft
        kept.append(
            Draft(draft.kind, draft.stage, draft.trigger, written, draft.unread, draft.triggers)
        )
    return kept


def _gap(triggers: Spans, span: Span) -> int:
    return min(abs(start - span[0]) for start, _ in triggers)


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


def filled(read: ByGrammar, grammar: Grammar) -> list[Draft]:
    """The drafts filled up and weighed by the shipped tagger; as they are where there is none."""
    tagger, weigher = shipped(), weighers().get(grammar.language)
    if tagger is None or weigher is None:
        return read.drafts
    pieces = tagger.pieces(read.told.text)
    sight = tagger.sight(pieces, hints(read.told, read.drafts, pieces))
    return fill(read, grammar, sight, weigher)
