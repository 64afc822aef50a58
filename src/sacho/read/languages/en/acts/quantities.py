"""How much of what: goods and money taken, houses burned, rounds fired, years of a sentence.

An act takes the amount that stands as its object, or as its subject where it is passive ("fourteen
cows were driven off"), if things of that kind can be what the act tells how much of. Persons are
counts and no amounts; ages, distances and times of day are neither.
"""

from __future__ import annotations

import re

import msgspec

from sacho.model.span import Span, any_overlap
from sacho.read.analysis import Slot, Telling
from sacho.read.languages.en.acts.view import NOUN, PREP, VERB, View
from sacho.read.languages.en.how_many.counts import parse_quantity
from sacho.read.languages.en.how_many.numerals import is_number_word
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who.persons import is_person
from sacho.read.languages.en.who.slots import number_in

_TABLE = "quantities.toml"
_CROWD = 3
_FARTHEST = 9  # chunks between the act and its amount
_BESIDE = frozenset({"outcome", "harm", "target", "instruction", "means", "actor"})


def with_quantities(view: View, tellings: list[Telling]) -> list[Telling]:
    """The tellings of a sentence, each with the amount that its words tell."""
    triggers = [telling.trigger for telling in tellings]
    taken: list[Span] = [s for t in tellings for slot in t.slots for s in slot.spans
                         if slot.field not in _BESIDE]  # fmt: skip
    found: list[Telling] = []
    for telling in [_robbed_of(view, telling) for telling in tellings]:
        slot = _amount(view, telling, triggers, taken)
        if slot is None:
            found.append(telling)
            continue
        taken.extend(slot.spans)
        found.append(msgspec.structs.replace(telling, slots=(*telling.slots, slot)))
    return found


def _robbed_of(view: View, telling: Telling) -> Telling:
    """ "Robbed the driver of 300 francs": what was taken is no part of who was robbed."""
    slots = list(telling.slots)
    for index, slot in enumerate(telling.slots):
        start, end = slot.spans[0]
        words = view.text[start:end]
        of = re.search(r"\s+of\s+(?=\D{0,12}\d)", words)
        if telling.kind != "robbery" or slot.field != "victim" or of is None:
            continue
        amount = parse_quantity(words[of.end() :])
        if amount is not None and amount.unit.split()[0] not in words_in(_TABLE, "units.time"):
            taken = Slot("quantity", ((start + of.end(), end),), confidence=0.75, rule="robbed-of")
            slots[index] = msgspec.structs.replace(slot, spans=((start, start + of.start()),))
            slots.append(taken)
            break
    return msgspec.structs.replace(telling, slots=tuple(slots))


def _amount(view: View, telling: Telling, triggers: list[Span], taken: list[Span]) -> Slot | None:
    if any(s.field == "quantity" for s in telling.slots):
        return None
    kind = telling.kind
    if kind == "protest":
        return _protesters(view, telling)
    if kind not in words_in(_TABLE, "kinds.any") | words_in(_TABLE, "kinds.some"):
        return None
    for at in _near(view, telling.trigger, triggers):
        span = view.noun_span(at, qualified=True)
        if any_overlap((span,), taken) or not _fits(view, kind, at):
            continue
        if parse_quantity(view.text[span[0] : span[1]]) is not None:
            return Slot("quantity", (span,), confidence=0.65, rule="quantity.object")
    return None


def _protesters(view: View, telling: Telling) -> Slot | None:
    """ "About forty students held a vigil": how many they were."""
    for slot in telling.slots:
        written = view.text[slot.spans[0][0] : slot.spans[0][1]]
        if slot.field != "actor" or not any(
            map(is_number_word, re.findall(r"\w+", written.lower()))
        ):
            continue
        amount = parse_quantity(written)
        if amount is not None and amount.low >= _CROWD:
            return Slot("quantity", slot.spans, confidence=0.65, rule="quantity.people")
    return None


def _near(view: View, trigger: Span, triggers: list[Span]) -> list[int]:
    """Nouns behind the act up to the next act, then those just before it."""
    here = [at for at, c in enumerate(view.chunks) if view.span(c.first, c.last)[1] > trigger[0]]
    if not here:
        return []
    start = here[0]
    last = next((at for at in here if view.span(view.chunks[at].first, view.chunks[at].last)[0]
                 >= trigger[1]), len(view.chunks))  # fmt: skip
    behind: list[int] = []
    for at in range(start, min(len(view.chunks), last + _FARTHEST)):
        chunk = view.chunks[at]
        words = view.span(chunk.first, chunk.last)
        if any(t != trigger and any_overlap((t,), (words,)) for t in triggers):
            break
        if at > last and chunk.kind == VERB and not (chunk.group and chunk.group.participle):
            break
        if chunk.kind == NOUN:
            behind.append(at)
    before = view.chain_start(start - 1) if start and view.is_kind(start - 1, NOUN) else -1
    group = view.chunks[start].group
    weapon = before >= 0 and view.head_lemma(before) in words_in(_TABLE, "units.fired")
    told = before >= 0 and (weapon or (group is not None and group.passive))
    return [*behind, *([before] if told else [])]


def _fits(view: View, kind: str, at: int) -> bool:
    """Whether the noun is something that the act tells how much of."""
    if not number_in(view, at) or (
        at and view.chunks[at - 1].kind == PREP and not _governed(view, at)
    ):
        return False
    lemma = view.head_lemma(at)
    of = view.head_lemma(view.chain_end(at))
    if lemma in words_in(_TABLE, "units.time"):
        return kind == "punishment"
    if lemma in words_in(_TABLE, "units.never") or is_person(view, at):
        return False
    if kind in words_in(_TABLE, "kinds.any"):
        return _numeral(view, at)
    listed = words_in(_TABLE, f"things.{kind}")
    return bool({lemma, of} & listed) and _numeral(view, at)


def _numeral(view: View, at: int) -> bool:
    """Whether a number is told; "a bus" is one thing, but no amount."""
    chunk = view.chunks[at]
    words = [part for word in view.low[chunk.first : chunk.last + 1] for part in word.split("-")]
    return any(w[0].isdigit() or is_number_word(w) or w in _SOME for w in words if w)


_SOME = frozenset({"dozens", "hundreds", "thousands", "several"})


def _governed(view: View, at: int) -> bool:
    """ "Robbed of 300 dollars", "sentenced to five years", "fined for", "set fire to 14 boats"."""
    return view.word_at(at - 1) in {"of", "to", "with", "at", "down", "up", "off", "away", "out"}
