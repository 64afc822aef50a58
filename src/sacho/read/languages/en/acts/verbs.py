"""Frames of verbs: who stands before, after and behind "by" of a verb that carries an act.

Each fills the reading and says whether the frame stands.
"""

from __future__ import annotations

from sacho.model.span import hull
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.fill import (
    Reading,
    done_by,
    inside,
    natural,
    near,
    passive,
    suffered_by,
)
from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.stages_manner import Manner
from sacho.read.languages.en.acts.view import NOUN, VERB, View
from sacho.read.languages.en.who.persons import is_person, is_thing, listed
from sacho.read.languages.en.who.roles import after, agent, objects, subject
from sacho.read.languages.en.who.slots import (
    means_of,
    means_slots,
    number_in,
    of_whole,
    party_slots,
)

_TARGET_PREPS = frozenset({"at", "on", "upon", "into", "against", "toward", "towards"})


def harm(view: View, reading: Reading) -> bool:
    """The subject does it and the object suffers it; the other way round in the passive."""
    at = reading.hit.at
    if passive(view, at):
        sufferers = subject(view, at)
        if _by_no_person(view, reading):
            return False
        if not sufferers and view.is_kind(at + 1, VERB) and view.head_lemma(at + 1) == "be":
            suffered_by(view, reading, objects(view, at + 1), "inverted")
            return bool(reading.sufferers)
        if _among(view, sufferers):
            reading.sufferers = objects(view, at)
            reading.slots += party_slots(view, "victim", reading.sufferers, "among")
            return bool(reading.slots)
        suffered_by(view, reading, sufferers, "passive")
        if _bare_bombed(view, reading) or _not_persons(view, reading):
            return False
        last = view.at_token.get(reading.hit.last, at) if reading.hit.phrase else at
        done_by(view, reading, agent(view, at) or agent(view, last), "agent")
        for place in after(view, at, frozenset({"by", "in", "during", "after"})):
            if is_thing(view, place):
                reading.cause = place
                break
        return bool(sufferers) or reading.hit.phrase
    if reading.hit.phrase and view.lemma[reading.hit.head] in {"come", "receive"}:
        suffered_by(view, reading, subject(view, at), "undergone")
        return True
    inner = _inner_objects(view, reading.hit)
    sufferers = inner or [o for o in objects(view, at) if not inside(view, o)]
    if not sufferers and _gapped(view, reading.hit):
        suffered_by(view, reading, subject(view, at), "gapped")
        return bool(reading.sufferers)
    if sufferers and view.low[view.chunks[sufferers[0]].head].endswith("self"):
        if reading.kind == "bombing":
            done_by(view, reading, subject(view, at), "subject")
            return True
        sufferers = subject(view, at)
    suffered_by(view, reading, sufferers, "object")
    doing = subject(view, at)
    if _not_persons(view, reading) and view.lemma[reading.hit.head] != "hijack":
        return False
    if _only_it(view, sufferers) or any(natural(view, d) for d in doing):
        return False
    done_by(view, reading, doing, "subject")
    return bool(sufferers) or bool(reading.doers) or reading.cause is not None


def _gapped(view: View, hit: Hit) -> bool:
    """ "… and four others wounded": a past form without an object where one is needed."""
    past = view.tokens[hit.head].form in {"VBD", "VBN"}
    taken = hit.phrase and hit.act.kind in _TAKING
    return past and (taken or view.lemma[hit.head] in _TRANSITIVE)


_TAKING = frozenset({"forced-return", "displacement", "detention", "abduction"})
_TRANSITIVE = frozenset(
    [
        "kill",
        "wound",
        "injure",
        "hurt",
        "arrest",
        "detain",
        "kidnap",
        "abduct",
        "murder",
        "assassinate",
        "displace",
        "shoot",
    ]
)


_PERSONAL = frozenset({"detention", "abduction", "execution", "torture", "sexual-violence"})


def _not_persons(view: View, reading: Reading) -> bool:
    """ "Obsequies were held": what is held there is no person."""
    items = reading.sufferers
    if reading.kind not in _PERSONAL or (not items and not reading.hit.phrase):
        return False
    return not any(is_person(view, i) and not is_thing(view, i) for i in items)


def _bare_bombed(view: View, reading: Reading) -> bool:
    """ "The actor bombed at the box office": a past form of "bomb" with neither object nor agent."""
    group = view.chunks[reading.hit.at].group
    active = group is not None and not group.passive
    return (
        reading.kind == "bombing"
        and active
        and any(is_person(view, s) for s in reading.sufferers)
        and not agent(view, reading.hit.at)
    )


def _only_it(view: View, items: list[int]) -> bool:
    """ "Killed it": no person suffers."""
    return bool(items) and all(
        view.low[view.chunks[i].head] in {"it", "itself", "that", "this"} for i in items
    )


def _by_no_person(view: View, reading: Reading) -> bool:
    """ "Arrested by the beauty of the view", "killed by frost"."""
    for place in after(view, reading.hit.at, frozenset({"by"})):
        if natural(view, place):
            return True
        if reading.kind == "detention" and not is_person(view, place):
            return (
                not listed("person.never", view.head_lemma(place))
                and view.tokens[view.chunks[place].head].tag == "NOUN"
            )
    return False


def _among(view: View, items: list[int]) -> bool:
    """ "Among those killed were two medics": those told of stand after the verb."""
    return bool(items) and view.word_at(items[0] - 1) == "among"


def _inner_objects(view: View, hit: Hit) -> list[int]:
    """The noun inside a phrase: "shot two men dead", "claimed the lives of two men"."""
    if not hit.phrase:
        return []
    place = hit.at + 1
    while place < len(view.chunks) and view.chunks[place].first <= hit.last:
        if view.chunks[place].kind == NOUN and not inside(view, place):
            if view.head_lemma(place) in {"life", "lives", "death"}:
                end = view.chain_end(place)
                if end != place:
                    return view.list_on(place + 2)
                return []
            return view.list_on(place)
        place += 1
    last = view.at_token.get(hit.last, hit.at)
    if last == hit.at:
        return []
    return objects(view, last)


def suffer(view: View, reading: Reading) -> bool:
    """The subject suffers it and nobody need do it: "died", "went missing"."""
    at = reading.hit.at
    group = view.chunks[at].group
    sufferers = subject(view, at)
    if reading.hit.act.frame == "weak" and not any(number_in(view, s) for s in sufferers):
        return False
    if reading.kind == "disappearance" and not sufferers:
        return False
    sufferers = [s for s in sufferers if is_person(view, s) and not is_thing(view, s)]
    if not sufferers:
        return False
    if group is not None and group.infinitive and reading.manner.stage != "accomplished":
        return False
    suffered_by(view, reading, sufferers, "sufferer")
    for place in after(view, at, frozenset({"of", "from", "in", "during", "after", "by"})):
        if any(listed("thing.natural", lemma) for lemma in view.lemmas(place)):
            return False
        if is_thing(view, place):
            reading.cause = place
            break
    return True


def fire(view: View, reading: Reading) -> bool:
    """ "Opened fire on", "fired three rounds at", "shots were fired"; with an explosive, a bombing."""
    at = reading.hit.at
    things = _fired_things(view, reading)
    for place in things:
        slot = means_of(view, place, used=True)
        if slot is not None and view.head_lemma(place) not in {"weapon", "gun", "firearm"}:
            reading.slots.append(slot)
    explosive = [t for t in things if view.head_lemma(t) in _LAUNCHED]
    if explosive and reading.kind == "shooting":
        reading.kind = "bombing"
        _widen(view, reading, explosive)
    last = view.at_token.get(reading.hit.last, at)
    for place in after(view, min(at, last), _TARGET_PREPS)[:1]:
        if view.head_lemma(place) in _NOBODY:
            return False
        _aimed_at(view, reading, view.list_on(place))
    return True


_NOBODY = frozenset({"sea", "ocean", "water", "waters", "range", "roof"})
_LAUNCHED = frozenset({"rocket", "missile", "grenade", "mortar", "shell", "bomb"})


def _fired_things(view: View, reading: Reading) -> list[int]:
    """What was fired; the doers, and those fired upon, go to the reading."""
    at = reading.hit.at
    if not passive(view, at):
        done_by(view, reading, subject(view, at), "subject")
        return objects(view, at)
    done_by(view, reading, agent(view, at), "agent")
    items = subject(view, at)
    if any(is_person(view, s) for s in items):
        suffered_by(view, reading, items, "fired-upon")
        return []
    things = [i for i in items if listed("place.building", view.head_lemma(i))]
    reading.slots += [
        Slot("target", (view.noun_span(t),), confidence=0.7, rule="fired-upon") for t in things
    ]
    return [i for i in items if i not in things]


def _aimed_at(view: View, reading: Reading, items: list[int]) -> None:
    persons = [p for p in items if is_person(view, p) and not is_thing(view, p)]
    reading.slots += party_slots(view, "victim", persons, "aimed-at")
    for place in items:
        building = listed("place.building", view.head_lemma(place))
        if place not in persons and building and not _is_pronoun(view, place):
            reading.slots.append(
                Slot("target", (view.noun_span(place),), confidence=0.7, rule="aimed-at")
            )


def _is_pronoun(view: View, at: int) -> bool:
    return view.tokens[view.chunks[at].head].tag == "PRON"


def blast(view: View, reading: Reading) -> bool:
    """ "A bomb exploded": the subject is the weapon."""
    at = reading.hit.at
    doing = subject(view, at)
    things = [d for d in doing if listed("thing.blast", view.head_lemma(d))]
    if not things and not passive(view, at):
        inner = [o for o in objects(view, at) if listed("weapon.thrown", view.head_lemma(o))]
        if not inner:
            return False
        done_by(view, reading, doing, "subject")
        things = inner
    for at_thing in things:
        slot = means_of(view, at_thing, used=True)
        if slot is not None:
            reading.slots.append(slot)
    near(view, reading, reading.hit.at)
    return True


def defused(view: View, reading: Reading) -> bool:
    """A bomb found in time: attempted, and whoever took it apart is no perpetrator."""
    at = reading.hit.at
    things = subject(view, at) if passive(view, at) else objects(view, at)
    if not any(listed("weapon.thrown", view.head_lemma(t)) for t in things):
        return False
    for thing in things:
        slot = means_of(view, thing, used=True)
        if slot is not None:
            reading.slots.append(slot)
    near(view, reading, at)
    reading.manner = Manner("attempted", words=reading.trigger)
    return True


def plant(view: View, reading: Reading) -> bool:
    """ "Hurled a grenade at", "placed a bomb under": an explosive and where it was meant to go off."""
    at = reading.hit.at
    if passive(view, at):
        things = subject(view, at)
        done_by(view, reading, agent(view, at), "agent")
    else:
        things = objects(view, at) or objects(view, view.at_token.get(reading.hit.last, at))
        done_by(view, reading, subject(view, at), "subject")
    if not any(
        listed("weapon.thrown", view.head_lemma(t))
        or listed("weapon.thrown", view.head_lemma(view.chain_end(t)))
        for t in things
    ):
        return False
    for thing in things:
        slot = means_of(view, thing, used=True)
        if slot is not None:
            reading.slots.append(slot)
    _widen(view, reading, things)
    near(view, reading, at)
    return True


def _widen(view: View, reading: Reading, things: list[int]) -> None:
    """The trigger with the weapon beside it: the verb alone carries no kind."""
    if things:
        nearest = min(things, key=lambda t: abs(t - reading.hit.at))
        chunk = view.chunks[view.chain_end(nearest)]
        weapon = view.span(view.chunks[nearest].head, chunk.last)
        reading.trigger = hull([reading.trigger, weapon])


def hit_by(view: View, reading: Reading) -> bool:
    """ "An airstrike hit a house", "was hit by a bullet"."""
    at = reading.hit.at
    if passive(view, at):
        suffered_by(view, reading, subject(view, at), "passive")
        reading.slots += of_whole(means_slots(view, at), len(reading.slots))
        _widen(view, reading, after(view, at, frozenset({"by"}))[:1])
        return bool(reading.sufferers)
    suffered_by(view, reading, objects(view, at), "object")
    doing = subject(view, at)
    done_by(view, reading, doing, "subject")
    _widen(view, reading, [d for d in doing if is_thing(view, d)])
    return True


def clash(view: View, reading: Reading) -> bool:
    """A fight, or a mine stepped on: nobody is told as the one who did it."""
    for place in after(view, reading.hit.at, frozenset({"on", "over"}))[:1]:
        slot = means_of(view, place, used=True)
        if slot is not None:
            reading.slots.append(slot)
    return True


def deed(view: View, reading: Reading) -> bool:
    """ "Crossed the river", "smuggled copper": the subject does it."""
    at = reading.hit.at
    doing = subject(view, at)
    group = view.chunks[at].group
    if group is not None and group.passive:
        done_by(view, reading, agent(view, at), "agent")
        return True
    done_by(view, reading, doing, "subject")
    reading.aggregate = any(_many(view, d) for d in doing)
    if not reading.slots:
        counted = [d for d in doing if number_in(view, d) and is_person(view, d)]
        reading.slots += [
            Slot("actor", (view.noun_span(d),), confidence=0.7, rule="deed.counted")
            for d in counted
            if not _is_pronoun(view, d)
        ]
    if reading.kind == "smuggling":
        for place in objects(view, at):
            if not is_person(view, place) or listed("goods.words", view.head_lemma(place)):
                reading.slots.append(
                    Slot("target", (view.noun_span(place),), confidence=0.7, rule="goods")
                )
    return True


def _many(view: View, at: int) -> bool:
    """A crowd without a number ("many villagers") is of several happenings."""
    chunk = view.chunks[at]
    plural = view.low[chunk.head] in {
        "people",
        "residents",
        "others",
        "many",
        "defectors",
        "traders",
    }
    numeral = any(view.tokens[i].tag == "NUM" for i in range(chunk.first, chunk.last + 1))
    return plural and not numeral and view.low[chunk.first] not in {"the", "these", "those"}
