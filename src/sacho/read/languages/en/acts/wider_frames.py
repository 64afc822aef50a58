"""Frames of what falls, what is taken and what is left: shells, goods, homes."""

from __future__ import annotations

from sacho.model.span import hull
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.fill import Reading, done_by, near, suffered_by
from sacho.read.languages.en.acts.needs import Place, goods_taken, is_passive, noted
from sacho.read.languages.en.acts.view import View
from sacho.read.languages.en.how_many.counts import parse_quantity
from sacho.read.languages.en.who.persons import is_person, is_thing
from sacho.read.languages.en.who.roles import after, agent, objects, subject
from sacho.read.languages.en.who.slots import counted, means_of, number_in, party_slots


def falls(view: View, reading: Reading) -> bool:
    """ "A shell landed in the market": the subject is the weapon, the target stands after it."""
    at = reading.hit.at
    things = [s for s in subject(view, at) if _weapon(view, s)]
    for thing in things:
        slot = means_of(view, thing, used=True)
        if slot is not None:
            reading.slots.append(slot)
    if things:
        first = view.chunks[things[0]].head
        reading.trigger = hull([view.span(first, first), reading.trigger])
    near(view, reading, at)
    return bool(things)


def _weapon(view: View, at: int) -> bool:
    return noted("munition", view.head_lemma(at)) or noted(
        "munition", view.head_lemma(view.chain_end(at))
    )


def goods(view: View, reading: Reading) -> bool:
    """ "Took 40,000 pounds from him": what was taken, from whom, by whom."""
    hit = reading.hit
    taken = goods_taken(view, Place(hit.first, hit.last, hit.at))
    if is_passive(view, hit.at):
        done_by(view, reading, agent(view, hit.at), "agent")
    else:
        done_by(view, reading, subject(view, hit.at), "subject")
    for thing in taken:
        reading.slots.append(_amount_or_target(view, thing))
    persons = [
        p for p in after(view, hit.at, frozenset({"from"}))
        if is_person(view, p) and not is_thing(view, p)
    ]  # fmt: skip
    reading.sufferers = persons[:1]
    reading.slots += party_slots(view, "victim", persons[:1], "robbed")
    return bool(taken)


def _amount_or_target(view: View, at: int) -> Slot:
    """ "40,000 pounds" is a quantity, "a telephone" a thing aimed at."""
    span = view.noun_span(at, qualified=True)
    if number_in(view, at) and parse_quantity(view.text[span[0] : span[1]]) is not None:
        return Slot("quantity", (span,), confidence=0.75, rule="taken")
    return Slot("target", (view.noun_span(at),), confidence=0.7, rule="taken")


def onto(view: View, reading: Reading) -> bool:
    """ "Put wires on his feet", "made her stand": the doer, the person, the thing used."""
    at = reading.hit.at
    if is_passive(view, at):
        items = subject(view, at)
        done_by(view, reading, agent(view, at), "agent")
    else:
        items = objects(view, at)
        done_by(view, reading, subject(view, at), "subject")
    persons = [i for i in items if is_person(view, i) and not is_thing(view, i)]
    if persons:
        suffered_by(view, reading, persons, "onto")
    for item in items:
        slot = means_of(view, item, used=True)
        if slot is not None:
            reading.slots.append(slot)
    return True


_HOUSEHOLDS = frozenset({"household", "family", "home", "house"})


def left(view: View, reading: Reading) -> bool:
    """ "Thirty households left the valley": those who leave; households are an amount."""
    items = [s for s in subject(view, reading.hit.at) if _leaves(view, s)]
    if not items:
        return False
    for at in items:
        span = counted(view, [at])
        if view.head_lemma(at) in _HOUSEHOLDS and span is not None and number_in(view, at):
            if parse_quantity(view.text[span[0] : span[1]]) is not None:
                reading.slots.append(Slot("quantity", (span,), confidence=0.75, rule="left"))
            items = [i for i in items if i != at]
    if items:
        suffered_by(view, reading, items, "left")
        reading.slots = [_as_victim(s) for s in reading.slots]
    return True


def _as_victim(slot: Slot) -> Slot:
    """Those who had to leave suffer it; a displacement has no other doer told here."""
    if slot.field != "actor":
        return slot
    return Slot("victim", slot.spans, slot.code, slot.of, slot.part_of, slot.stance,
                slot.confidence, slot.rule)  # fmt: skip


def _leaves(view: View, at: int) -> bool:
    return view.head_lemma(at) in _HOUSEHOLDS or (is_person(view, at) and not is_thing(view, at))
