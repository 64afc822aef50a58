"""Frames of nouns: "the killing of two men by guards", "five attacks", "two dead", "no casualties"."""

from __future__ import annotations

import msgspec

from sacho.model.claim import Field
from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.fill import Reading, done_by, near, suffered_by
from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.view import NOUN, OTHER, PREP, VERB, View
from sacho.read.languages.en.who.blamed import by_modifier, committed_by
from sacho.read.languages.en.who.persons import is_person, is_thing, listed
from sacho.read.languages.en.who.roles import after, agent, subject
from sacho.read.languages.en.who.slots import (
    count_slot,
    doer_field,
    housed,
    is_back,
    means_of,
    means_slots,
    number_in,
    of_whole,
    party_slots,
)

_AGAINST = frozenset({"on", "against", "upon"})


def nominal(view: View, reading: Reading) -> Reading | None:
    """ "The killing of two men by guards", "five attacks on farms"."""
    hit = reading.hit
    chunk = view.chunks[hit.at]
    if hit.act.frame == "device":
        return _device(view, reading)
    possessor = _possessor(view, hit)
    place = view.chain_end(hit.at)
    of = hit.at + 2 if place != hit.at else _of_over_place(view, hit.at)
    harms = hit.act.result or reading.kind in {"torture", "sexual-violence", "assault", "robbery"}
    if of is not None and listed("thing.blast", view.head_lemma(of)):
        of = None  # "the explosion of a grenade"
    if (of is not None and (harms if is_person(view, of) else not harms)) or (
        of is not None and reading.kind == "bombing"
    ):
        suffered_by(view, reading, view.list_on(of), "of")
    for target in after(view, hit.at, _AGAINST)[:1]:
        place_name = listed("person.never", view.head_lemma(target))
        if reading.kind in _AIMED and not (view.word_at(target - 1) == "on" and place_name):
            _suffered_by_target(view, reading, view.list_on(target))
    verb = view.back_over(hit.at, OTHER)
    if view.is_kind(verb, VERB) and view.head_lemma(verb) in {"survive", "escape"} and harms:
        reading.slots += party_slots(view, "victim", subject(view, verb), "survived")
    if possessor is not None:
        _possessed(view, reading, possessor, bool(harms))
    done_by(view, reading, agent(view, hit.at) or committed_by(view, hit.at), "by")
    if not reading.doers:
        reading.slots += by_modifier(view, hit)
    if reading.kind in {"attack", "bombing"} and not any(
        s.field == "target" for s in reading.slots
    ):
        near(view, reading, place)
    reading.slots += of_whole(means_slots(view, hit.at), len(reading.slots))
    weapon = reading.kind == "bombing" or hit.phrase
    own = means_of(view, hit.at, used=True) if weapon and reading.kind in _ARMED else None
    if own is not None:
        reading.slots.append(own)
    _happenings(view, reading, chunk.first)
    first = view.low[chunk.first]
    reading.back = first in {
        "the",
        "this",
        "these",
        "those",
        "that",
        "his",
        "her",
        "their",
        "both",
        "its",
    } or is_back(view, reading.sufferers)
    return reading


def _of_over_place(view: View, at: int) -> int | None:
    """ "The murder in the capital of A and B": "of" behind where it was."""
    where = view.is_kind(at + 1, PREP) and view.word_at(at + 1) in {"in", "near", "at"}
    if not where or not view.is_kind(at + 2, NOUN) or not view.is_kind(at + 4, NOUN):
        return None
    return at + 4 if view.word_at(at + 3) == "of" and is_person(view, at + 4) else None


_AIMED = frozenset({"attack", "bombing", "assault", "threat", "arson", "robbery", "shooting"})
_ARMED = frozenset({"bombing", "torture", "shooting", "attack"})


def _suffered_by_target(view: View, reading: Reading, items: list[int]) -> None:
    persons = [
        p for p in items
        if is_person(view, p) and not is_thing(view, p) and not _lone_name(view, p)
        and not housed(view, reading.kind, p)
    ]  # fmt: skip
    if persons:
        reading.slots += party_slots(view, "victim", persons, "on")
    for place in items:
        head = view.tokens[view.chunks[place].head]
        if place not in persons and head.tag in {"NOUN", "PROPN"} and _not_time(view, place):
            reading.slots.append(
                Slot("target", (view.noun_span(place),), confidence=0.7, rule="on")
            )


def _lone_name(view: View, at: int) -> bool:
    """ "A raid on Tesso": one name without a title is more often a place than a person."""
    chunk = view.chunks[at]
    return chunk.first == chunk.last and view.tokens[chunk.head].tag == "PROPN"


def _not_time(view: View, at: int) -> bool:
    lemmas = {w.strip(".") for w in view.low[view.chunks[at].first : view.chunks[at].last + 1]}
    return not lemmas & _TIMES


_TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "today",
        "yesterday",
        "street",
        "road",
        "avenue",
        "highway",
        "spot",
        "scene",
        "outskirts",
        "ground",
        "side",
        "eve",
        "behalf",
        "basis",
        "way",
    ]
)


def _possessor(view: View, hit: Hit) -> tuple[int, int] | None:
    """The tokens before "'s" in the group of the noun of action."""
    chunk = view.chunks[hit.at]
    for index in range(chunk.first + 1, hit.first):
        if view.low[index] in {"'s", "'"}:
            return chunk.first, index - 1
    return None


def _possessed(view: View, reading: Reading, owner: tuple[int, int], harms: bool) -> None:
    """ "Kim's arrest" is of the one who suffers; "the army's attack" of the one who does it."""
    last = owner[1]
    if view.tokens[last].tag not in {"NOUN", "PROPN"} or not listed_person(view, last):
        return
    field: Field = "victim" if harms else doer_field(reading.kind)
    span = view.span(*owner)
    reading.slots.append(Slot(field, (span,), confidence=0.7, rule="possessor"))


def listed_person(view: View, token: int) -> bool:
    """Whether a single token names a person or a body of persons."""
    return view.tokens[token].tag == "PROPN" or listed("person.nouns", view.lemma[token])


def _happenings(view: View, reading: Reading, first: int) -> None:
    """ "Two defection attempts", "a series of attacks": how many there were."""
    hit = reading.hit
    chunk = view.chunks[hit.at]
    head = view.tokens[chunk.head]
    plural = head.text.lower() != head.lemma.lower() and head.text.lower().endswith("s")
    start = view.chain_start(hit.at)
    series = (
        start != hit.at and view.head_lemma(start) in _SERIES and view.word_at(start + 1) == "of"
    )
    numbered = any(view.tokens[i].tag == "NUM" for i in range(first, chunk.head))
    loose = bool(
        set(view.lemma[first : chunk.head])
        & {"several", "many", "few", "various", "numerous", "multiple"}
    )
    definite = view.low[first] in {"the", "these", "those", "this"}
    if series and plural:
        span = view.span(view.chunks[start].first, chunk.last)
    elif plural and (numbered or loose) and hit.act.result != "killed":
        span = view.noun_span(hit.at, of=False, qualified=True)
    else:
        reading.aggregate = plural and not definite and reading.kind in _COUNTABLE
        return
    reading.slots.append(Slot("happenings", (span,), confidence=0.85, rule="happenings"))
    reading.aggregate = True


_COUNTABLE = frozenset(
    {
        "bombing",
        "attack",
        "border-crossing",
        "smuggling",
        "robbery",
        "arson",
        "abduction",
        "shooting",
    }
)


_SERIES = frozenset(
    [
        "series",
        "string",
        "wave",
        "spate",
        "number",
        "dozen",
        "hundred",
        "score",
        "thousand",
        "couple",
        "pair",
        "total",
    ]
)


def _device(view: View, reading: Reading) -> Reading | None:
    """A weapon noun alone tells no act; as the doer of a harm it is folded in by its place."""
    slot = means_of(view, reading.hit.at, used=True)
    if slot is not None:
        reading.slots.append(slot)
    return reading


def tally(view: View, reading: Reading) -> Reading | None:
    """ "Two dead and five wounded", "the bodies of three men were found", "no casualties"."""
    hit = reading.hit
    chunk = view.chunks[hit.at]
    at = hit.at
    words = view.low[chunk.first : chunk.head + 1]
    field: Field = "killed" if hit.act.result == "killed" else "injured"
    if words[0] in {"no", "zero", "without"} or (
        chunk.first and view.low[chunk.first - 1] == "without"
    ):
        span = view.span(chunk.first, chunk.last)
        reading.slots.append(Slot(field, (span,), confidence=0.8, rule="none"))
        if view.lemma[hit.head] == "casualty":
            reading.slots.append(Slot("killed", (span,), confidence=0.7, rule="none"))
        return reading
    if hit.act.frame == "body":
        return _bodies(view, reading)
    if view.lemma[hit.head] == "toll":
        return _toll(view, reading)
    if not chunk.first <= hit.head <= chunk.last:  # "two dead": the number stands before
        slot = count_slot(view, field, [at], "tally")
        if slot is not None and view.low[hit.head] == "fatally":
            slot = msgspec.structs.replace(slot, part_of=_shot_before(view, at))
        reading.sufferers, reading.slots = [at], [slot] if slot is not None else []
        return reading if reading.slots else None
    if hit.head != chunk.head or view.lemma[hit.head] in {"casualty", "toll", "martyr"}:
        return None
    if not any(view.tokens[i].tag == "NUM" for i in range(chunk.first, chunk.head)):
        return None
    slot = count_slot(view, field, [at], "tally")
    if slot is None:
        return None
    reading.sufferers = [at]
    reading.slots.append(slot)
    return reading


def _shot_before(view: View, at: int) -> Span | None:
    """ "*Four people* were shot, one fatally": the nearest number of persons before."""
    for place in range(at - 1, -1, -1):
        if view.is_kind(place, NOUN) and number_in(view, place) and is_person(view, place):
            return view.span(view.chunks[place].first, view.chunks[place].last)
    return None


def _toll(view: View, reading: Reading) -> Reading | None:
    """ "The death toll rose to 18", "put the toll at 18"."""
    at = reading.hit.at
    for place in range(at + 1, min(at + 8, len(view.chunks) - 1)):
        if view.is_kind(place, PREP) and view.word_at(place) in {"to", "at", "of"}:
            number = place + 1
            if view.is_kind(number, NOUN) and number_in(view, number):
                slot = count_slot(view, "killed", [number], "toll")
                if slot is not None:
                    reading.slots.append(slot)
                    reading.back = True
                    return reading
    return None


_FOUND = frozenset(
    [
        "find",
        "recover",
        "discover",
        "pull",
        "retrieve",
        "exhume",
        "unearth",
        "dump",
        "leave",
        "count",
        "bury",
    ]
)


def _bodies(view: View, reading: Reading) -> Reading | None:
    at = reading.hit.at
    end = view.chain_end(at)
    verb = next((p for p in range(end + 1, len(view.chunks)) if view.chunks[p].kind == VERB), None)
    before = next((p for p in range(at - 1, -1, -1) if view.chunks[p].kind == VERB), None)
    near = [view.head_lemma(p) for p in (verb, before) if p is not None and abs(p - at) <= 6]
    if not set(near) & _FOUND:
        return None
    items = view.list_on(at + 2) if end != at else [at]
    if end == at and not number_in(view, at):
        return None
    suffered_by(view, reading, [i for i in items if is_person(view, i)], "body")
    return reading if reading.slots else None
