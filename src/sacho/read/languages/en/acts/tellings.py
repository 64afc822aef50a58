"""What happened, who to whom, how many, with what: the acts that a text tells.

1. every word of the table of acts                         (acts_find)
2. less figures of speech and acts whose needs are unmet   (acts_guards)
3. less what is wished, ordered, imagined or denied        (stages)
4. filled from the nouns around, frame by frame            (acts_read)
5. folded, so that outcomes stand with their act           (acts_fold)
"""

from __future__ import annotations

from functools import cache

import msgspec

from sacho.model.claim import Attribution
from sacho.model.span import Span, covers
from sacho.read.analysis import Sentence, Slot, Telling
from sacho.read.languages.en.acts.after_the_act import outcome, with_outcome
from sacho.read.languages.en.acts.fill import Reading, passive
from sacho.read.languages.en.acts.find import Hit, triggers
from sacho.read.languages.en.acts.fold import as_telling, fold
from sacho.read.languages.en.acts.guards import figurative, fits, guarded_tokens
from sacho.read.languages.en.acts.kinds import acts as acts_table
from sacho.read.languages.en.acts.kinds import carries_kind
from sacho.read.languages.en.acts.means import carries_means
from sacho.read.languages.en.acts.quantities import with_quantities
from sacho.read.languages.en.acts.read import as_threat, by_authority, read
from sacho.read.languages.en.acts.stages import manner
from sacho.read.languages.en.acts.stages_manner import carries_stage
from sacho.read.languages.en.acts.view import NOUN, View
from sacho.read.languages.en.acts.whole_text import settle_text
from sacho.read.languages.en.authority import records
from sacho.read.languages.en.authority.records import describing, told
from sacho.read.languages.en.authority.words import reason_after, text_slot
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who.blamed import blame_slots
from sacho.read.languages.en.who.harm import (
    Patient,
    harms,
    hit_in_body,
    outlooks,
    parted,
    patients_in,
    point_back,
)
from sacho.read.languages.en.who.names import names
from sacho.read.languages.en.who.parts import whole_of
from sacho.read.languages.en.who.pronouns import Doers
from sacho.read.languages.en.who.slots import CIRCUMSTANCE


def tellings(
    text: str, sentences: list[Sentence], attributions: list[Attribution]
) -> list[Telling]:
    """The acts told, sentence by sentence, in order of the text."""
    teller = _Teller(text)
    found: list[Telling] = []
    for sentence in sentences:
        if sentence.tokens:
            told_here = teller.tell(sentence)
            if teller.outcome is not None and not any(t.kind in _ENDED for t in told_here):
                with_outcome(found, teller.outcome, sentence.index)
            found += told_here
    return settle_text(text, found)


_ANOTHER = frozenset({"another", "separate", "different", "further", "additional"})


def _another(view: View) -> bool:
    """ "In a separate attack", "Separately, …": what the sentence tells is another happening."""
    if view.low[:1] == ["separately"] or view.low[:2] in (["days", "later"], ["hours", "later"]):
        return True
    if not set(view.low) & _ANOTHER:
        return False
    nouns = _named() | {"incident", "case", "episode", "event", "occasion"}
    return any(
        chunk.kind == NOUN and view.head_lemma(at) in nouns
        and bool(set(view.low[chunk.first : chunk.head]) & _ANOTHER)
        for at, chunk in enumerate(view.chunks)
    )  # fmt: skip


@cache
def _named() -> frozenset[str]:
    return frozenset(acts_table().nouns)


_ENDED = frozenset({"detention", "abduction", "punishment"})
_REASONED = frozenset({"detention", "execution", "forced-return", "torture", "abduction"})
_DONE_FOR = frozenset({"assault", "shooting", "killing", "displacement", "sexual-violence"})


class _Teller:
    """Goes through the sentences and keeps what later ones point back to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: list[Patient] = []
        self.whole: tuple[int, Span] | None = None  # sentence and words of "the two"
        self.doers = Doers()
        self.outcome: Slot | None = None  # how it ended for those taken, in this sentence
        self.inquiry = -9  # the sentence that last told an inquiry

    def tell(self, sentence: Sentence) -> list[Telling]:
        """The tellings of one sentence."""
        view = View(self.text, sentence)
        self.outcome = outcome(view)
        readings = self._readings(view)
        readings += outlooks(view, readings, self.known)
        readings += names(view, self.known)
        said = told(view, inquiry_before=view.sentence.index - self.inquiry <= 2)
        if any(t.kind == "investigation" for t in said):
            self.inquiry = view.sentence.index
        asides = describing(said)
        readings = [r for r in readings if not any(covers(a, r.trigger) for a in asides)]
        readings = _beside_reasons(readings)
        _without_doers(readings, said)
        for reading in readings:
            self.doers.lend(view, reading)
        self.doers.remember(view, readings)
        folded = fold(view, readings)
        for reading in folded:
            self.known += patients_in(view, reading)
        violent = bool(set(view.lemma) & words_in("guards.toml", "accident.violent"))
        for reading in folded:
            reading.rule += "+" if violent else ""
        acts = [as_telling(view, r) for r in folded]
        if _another(view):
            acts = [msgspec.structs.replace(t, fresh=True, back=False) for t in acts]
        return with_quantities(view, sorted([*acts, *said], key=lambda t: t.trigger))

    def _readings(self, view: View) -> list[Reading]:
        found: list[Reading] = []
        guarded = guarded_tokens(view)
        whole = self._whole(view)
        for hit in triggers(view):
            if figurative(view, hit, guarded):
                continue
            fitting = fits(view, hit)
            if not fitting and not self._hit_before(view, hit):
                continue
            how = manner(view, hit)
            if how.unreal:
                continue
            reading = read(view, hit, how)
            if reading is None or _told_closer(reading, found):
                continue
            reading.back = reading.back or not fitting
            as_threat(view, reading)
            if hit.nominal and not reading.doers:
                blamed = blame_slots(view, reading.kind, hit.at)
                named = {slot.spans for slot in blamed}  # "blamed the attack on the rebels"
                reading.slots = [s for s in reading.slots if s.spans not in named] + blamed
            reason = None
            if not hit.nominal and reading.kind in _REASONED | _DONE_FOR:
                reason = reason_after(view, hit.at, doing=reading.kind in _DONE_FOR)
            if reason is not None:
                reading.slots.append(text_slot("reason", reason, "reason"))
            by_authority(view, reading)
            reading.slots = parted(view, reading, whole)
            reading.slots += harms(view, reading)
            point_back(view, reading, self.known)
            found.append(reading)
        return found

    def _hit_before(self, view: View, hit: Hit) -> bool:
        """ "Was hit in the shoulder", where a shooting was told just before."""
        near = any(
            p.kind == "shooting" and view.sentence.index - p.sentence <= 4 for p in self.known
        )
        return (
            hit.act.needs == "bullet" and near and passive(view, hit.at) and hit_in_body(view, hit)
        )

    def _whole(self, view: View) -> Span | None:
        """The whole that this sentence or the one before it parts."""
        own = whole_of(view)
        if own is not None:
            self.whole = view.sentence.index, own
        if self.whole is not None and view.sentence.index - self.whole[0] <= 1:
            return self.whole[1]
        return None


def _told_closer(reading: Reading, found: list[Reading]) -> bool:
    """ "Was shot and is in critical condition": the second adds no other person hurt."""
    return reading.hit.act.frame == "weak" and any(
        set(reading.sufferers) & set(other.sufferers) for other in found
    )


def _without_doers(readings: list[Reading], said: list[Telling]) -> None:
    """ "Awarded the guards a bonus for shooting two men": those who award did not shoot."""
    reasons = [p for t in said for s in t.slots if s.field == "reason" for p in s.spans]
    for reading in readings:
        if any(covers(span, reading.trigger) for span in reasons):
            reading.slots = [s for s in reading.slots if s.field != "perpetrator"]
            reading.back = True


def _beside_reasons(readings: list[Reading]) -> list[Reading]:
    """What somebody was held for is told as alleged; a circumstance there is only the reason."""
    reasons = [s.spans[0] for r in readings for s in r.slots if s.field == "reason"]
    kept: list[Reading] = []
    for reading in readings:
        if any(covers(span, reading.trigger) for span in reasons):
            if reading.kind in CIRCUMSTANCE:
                continue
            reading.manner = msgspec.structs.replace(reading.manner, stance="alleged")
        kept.append(reading)
    return kept


def carries(field: str, code: str, words: str) -> bool:
    """Whether the words carry this code of the vocabulary for kind, stage or means."""
    if field == "kind":
        return carries_kind(code, words) or records.carries(code, words)
    if field == "means":
        return carries_means(code, words)
    return field == "stage" and carries_stage(code, words)
