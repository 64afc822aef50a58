"""A reading of one act while its fields are filled, and what the frames share to fill them."""

from __future__ import annotations

import msgspec

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.stages_manner import Manner
from sacho.read.languages.en.acts.view import COMMA, CONJ, NOUN, PREP, STOP, VERB, View
from sacho.read.languages.en.who.persons import is_person, is_thing, listed
from sacho.read.languages.en.who.roles import after, objects, subject
from sacho.read.languages.en.who.slots import (
    doer_field,
    doers,
    means_of,
    of_whole,
    party_slots,
    sufferer_slots,
)


class Reading(msgspec.Struct):
    """An act as one trigger tells it, before those of one sentence are folded together."""

    kind: str
    hit: Hit
    trigger: Span
    manner: Manner
    slots: list[Slot]
    sufferers: list[int]
    doers: list[int]
    cause: int | None = None  # the place of the noun that did it: another act or a thing
    back: bool = False
    aggregate: bool = False
    rule: str = ""


_TARGET_PREPS = frozenset({"at", "on", "upon", "into", "against", "toward", "towards"})


_PLACE_PREPS = frozenset(
    {
        "in",
        "at",
        "on",
        "near",
        "outside",
        "inside",
        "against",
        "under",
        "into",
        "behind",
        "beside",
        "front",
    }
)


def passive(view: View, at: int) -> bool:
    """Whether the verb at this place is passive, or a bare past participle after its noun."""
    group = view.chunks[at].group
    if group is None:
        return False
    if group.passive:
        return True
    if not group.participle:
        return False
    if view.head_lemma(at) == "fire" and not any(after(view, at, frozenset({"by"}))):
        return False  # "its troops fired": a past form taken for a participle
    return view.tokens[group.head].form == "VBN" and not _active_object(view, at)


def _active_object(view: View, at: int) -> bool:
    """ "… and killed three people": a form taken for a participle that has an object."""
    following = objects(view, at) or objects(view, at + 1)
    if following and inside(view, following[0]):
        return False
    if not following or _times(view, following[0]):
        return False
    return bool(objects(view, at)) or view.word_at(at + 1) in {"off", "up", "down"}


_INSIDE = frozenset(
    [
        "fire",
        "siege",
        "hostage",
        "prisoner",
        "captive",
        "custody",
        "arrest",
        "prison",
        "jail",
        "threat",
        "flame",
    ]
)


def inside(view: View, at: int) -> bool:
    """Whether the noun is a part of the phrase ("take *hostage*", "set *fire* to"), nobody."""
    chunk = view.chunks[at]
    return chunk.first == chunk.last and view.head_lemma(at) in _INSIDE


def _times(view: View, at: int) -> bool:
    """ "People killed Sunday", "shot twelve times"."""
    chunk = view.chunks[at]
    words = view.low[chunk.first : chunk.last + 1]
    return words[-1] in {"times", "time"} or any(listed("thing.time", w.strip(".")) for w in words)


def suffered_by(view: View, reading: Reading, items: list[int], rule: str) -> None:
    """Those who suffer the act: their count, who they are, what was hit, names listed after them."""
    reading.sufferers = items
    slots = sufferer_slots(view, reading.kind, reading.hit.act.result, items, rule)
    slots += party_slots(view, "victim", _listed_names(view, reading, items), "listed")
    reading.slots += of_whole(slots, len(reading.slots))


def _listed_names(view: View, reading: Reading, items: list[int]) -> list[int]:
    """ "Killed three reporters: A, B and C": the names after the colon."""
    if not items or not any(is_person(view, i) for i in items):
        return []
    start = max(reading.hit.at, items[-1])
    colon = next((p for p in range(start + 1, len(view.chunks)) if view.word_at(p) == ":"), None)
    if colon is None:
        return []
    found: list[int] = []
    for place in range(colon + 1, len(view.chunks)):
        chunk = view.chunks[place]
        named = chunk.kind == NOUN and view.tokens[chunk.head].tag == "PROPN"
        if (
            named
            and chunk.last > chunk.first
            and view.chunks[place - 1].kind in (STOP, COMMA, CONJ)
        ):
            found.append(place)
        elif chunk.kind not in (NOUN, COMMA, CONJ, PREP, STOP):
            break
    return found


def done_by(view: View, reading: Reading, items: list[int], rule: str) -> None:
    """Doers to slots; a weapon or an act as subject becomes means or cause."""
    items = [_speaker_for(view, at) for at in items]
    for at in items:
        if "firing" in view.low[view.chunks[at].first : view.chunks[at].head]:
            reading.slots += [s for s in (means_of(view, at, used=True),) if s is not None]
            continue
        if is_thing(view, at) and not _crowd(view, at):
            reading.cause = at
            slot = means_of(view, at, used=True)
            if slot is not None and not reading.manner.unreal:
                reading.slots.append(slot)
    squads = [a for a in items if "firing" in view.low[view.chunks[a].first : view.chunks[a].head]]
    reading.doers = [d for d in doers(view, items) if d not in squads]
    reading.slots += party_slots(view, doer_field(reading.kind), reading.doers, rule)


def _speaker_for(view: View, at: int) -> int:
    """ "The army said it had killed …": the pronoun stands for the one who says so."""
    chunk = view.chunks[at]
    if view.low[chunk.first] not in {"it", "they"} or chunk.first != chunk.last:
        return at
    verb = at - 1 - int(view.word_at(at - 1) == "that")
    if verb < 1 or view.chunks[verb].kind != VERB or view.head_lemma(verb) not in _OWNING:
        return at
    said = subject(view, verb)
    return said[0] if len(said) == 1 else at


_OWNING = frozenset(
    [
        "say",
        "claim",
        "admit",
        "announce",
        "confirm",
        "report",
        "acknowledge",
        "state",
        "declare",
        "boast",
        "add",
    ]
)


def _crowd(view: View, at: int) -> bool:
    return listed("person.nouns", view.head_lemma(at))


def near(view: View, reading: Reading, at: int) -> None:
    """The building or vehicle that the blast was at."""
    for place in after(view, at, _PLACE_PREPS)[:2]:
        here = view.chain_end(place) if view.head_lemma(place) == "front" else place
        if listed("place.building", view.head_lemma(here)):
            slot = Slot("target", (view.noun_span(here),), confidence=0.6, rule="at")
            reading.slots.append(slot)
            return


def natural(view: View, at: int) -> bool:
    """Whether it is an accident or a sickness, which nobody does to anybody."""
    return listed("thing.natural", view.head_lemma(at))
