"""Who is said to stand behind an act that a noun names: "blamed the rebels for the attack"."""

from __future__ import annotations

from functools import cache

import msgspec

from sacho.model.claim import Stance
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.fill import passive as is_passive
from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.view import CONJ, NOUN, OTHER, PREP, VERB, View
from sacho.read.languages.en.tables import FOLDER, rows_of
from sacho.read.languages.en.who.persons import listed
from sacho.read.languages.en.who.roles import agent, objects, subject
from sacho.read.languages.en.who.slots import doer_field, doers, party_slots

_BLAME = frozenset({"blame", "accuse", "suspect", "implicate"})
_TRACE = frozenset({"attribute", "ascribe", "trace", "link", "pin"})
_SHARE = frozenset({"participate", "commit", "perpetrate", "author", "mastermind", "plan"})


class Blamed(msgspec.Struct, frozen=True):
    """The places of those named, and how the words commit to it."""

    places: list[int]
    stance: Stance | None = None


def blame_slots(view: View, kind: str, at: int) -> list[Slot]:
    """Perpetrators of the act that the noun at `at` names, from the verb around it."""
    found = _responsible(view, at) or _accused(view, at) or _traced(view, at) or _shared(view, at)
    if found is None:
        return []
    slots = party_slots(view, doer_field(kind), doers(view, found.places), "blamed")
    return [
        msgspec.structs.replace(_without_act(view, s, at), stance=found.stance, confidence=0.65)
        for s in slots
    ]


def _without_act(view: View, slot: Slot, at: int) -> Slot:
    """ "Suspect the militia of the killing": the act is no part of the name."""
    (start, end), act = slot.spans[0], view.span(view.chunks[at].first, view.chunks[at].last)
    if not start < act[0] < end or not view.is_kind(at - 1, PREP):
        return slot
    before = view.chunks[at - 1].first - 1
    return msgspec.structs.replace(slot, spans=((start, view.span(before, before)[1]),))


def _verb_before(view: View, at: int, words: frozenset[str]) -> int | None:
    """The verb before the act, over nouns and prepositions, the last one one of `words`."""
    place = at - 1
    if not view.is_kind(place, PREP) or view.word_at(place) not in words:
        return None
    place = view.back_over(place, NOUN + OTHER + PREP)
    return place if view.is_kind(place, VERB) else None


def _responsible(view: View, at: int) -> Blamed | None:
    """ "X were responsible for the attack", "could be responsible"."""
    verb = _verb_before(view, at, frozenset({"for"}))
    group = view.chunks[verb].group if verb is not None else None
    if (
        verb is None
        or group is None
        or group.negated
        or view.head_lemma(verb) not in {"be", "hold"}
    ):
        return None
    first, last = view.chunks[verb].last, view.chunks[at].first
    if "responsible" not in view.low[first:last]:
        return None
    if view.head_lemma(verb) == "hold":  # "we hold the government responsible for the attack"
        return Blamed(subject(view, verb) if group.passive else objects(view, verb), "alleged")
    return Blamed(subject(view, verb), "hedged" if group.modal else None)


def _accused(view: View, at: int) -> Blamed | None:
    """ "Blamed X for the attack", "X was accused of the murder", "blamed the attack on X"."""
    verb = _verb_before(view, at, frozenset({"for", "of", "in"}))
    if verb is not None and view.head_lemma(verb) in _BLAME:
        group = view.chunks[verb].group
        if group is None or group.negated:
            return None
        passive = group.passive or group.participle
        return Blamed(subject(view, verb) if passive else objects(view, verb), "alleged")
    start = at
    before = view.back_over(start, OTHER)
    on = view.chain_end(at) + 1
    blames = view.is_kind(before, VERB) and view.head_lemma(before) == "blame"
    if blames and view.word_at(on) == "on" and view.is_kind(on + 1, NOUN):
        return Blamed(view.list_on(on + 1), "alleged")
    return None


def _traced(view: View, at: int) -> Blamed | None:
    """ "Attributed the attack to X", "the attack has been blamed on X"."""
    end = view.chain_end(at)
    before, after = view.back_over(at, OTHER), end + 1
    for verb, to in ((before, end + 1), (after, after + 1)):
        if not view.is_kind(verb, VERB) or not (view.is_kind(to, PREP) or verb == after):
            continue
        wanted = {"to": _TRACE, "on": _BLAME | _TRACE}.get(view.word_at(to), frozenset[str]())
        group = view.chunks[verb].group
        if verb == after and group is not None and not group.negated:
            work = _work_of(view, verb)
            if work is not None:
                return work
        told = group is not None and not group.negated and view.head_lemma(verb) in wanted
        if told and view.is_kind(to + 1, NOUN):
            return Blamed(view.list_on(to + 1), "alleged")
    return None


def _work_of(view: View, verb: int) -> Blamed | None:
    """ "Was the work of X", "is believed to have been the work of X"."""
    place = verb + 1
    while view.is_kind(place, VERB) or view.is_kind(place, OTHER):
        place += 1
    if not view.is_kind(place, NOUN) or view.head_lemma(place) not in {
        "work",
        "doing",
        "handiwork",
    }:
        return None
    end = view.chain_end(place)
    hedged = view.head_lemma(verb) != "be"
    return Blamed([end], "hedged" if hedged else None) if end != place else None


def _shared(view: View, at: int) -> Blamed | None:
    """ "Participated in the murder", "claimed credit for the bombing", "took part in the raid"."""
    verb = _verb_before(view, at, frozenset({"in", "for"}))
    if verb is None:
        before = view.back_over(at, OTHER)
        verb = before if view.is_kind(before, VERB) else None
        if verb is None or view.head_lemma(verb) not in _SHARE:
            return None
    group = view.chunks[verb].group
    if group is None or group.negated or group.infinitive:
        return None
    between = set(view.low[view.chunks[verb].last : view.chunks[at].first])
    claims = view.head_lemma(verb) == "claim" and bool(between & {"credit", "responsibility"})
    part = view.head_lemma(verb) == "take" and "part" in between
    if not (claims or part or view.head_lemma(verb) in _SHARE):
        return None
    return Blamed(agent(view, verb) if group.passive else subject(view, verb))


_COMMIT = frozenset(
    [
        "commit",
        "carry",
        "perpetrate",
        "launch",
        "stage",
        "mount",
        "conduct",
        "claim",
        "execute",
        "undertake",
        "plan",
        "mastermind",
        "organize",
        "organise",
    ]
)


def committed_by(view: View, at: int) -> list[int]:
    """ "The attack carried out by …", "… launched an attack", "claimed responsibility for"."""
    end = view.chain_end(at)
    if (
        view.is_kind(end + 1, VERB)
        and view.head_lemma(end + 1) in _COMMIT
        and is_passive(view, end + 1)
        and not _reported(view, end + 1)
    ):
        joined = view.is_kind(end + 2, CONJ) and view.is_kind(end + 3, VERB)
        second = joined and view.head_lemma(end + 3) in _COMMIT
        return agent(view, end + 3 if second else end + 1)
    start = view.chain_start(at)
    before = view.back_over(start, OTHER)
    if view.is_kind(before, PREP) and view.head_lemma(before - 1) == "out":
        before -= 1
    if view.is_kind(before, PREP) and view.word_at(before) == "out":
        before -= 1
    if (
        view.is_kind(before, VERB)
        and view.head_lemma(before) in _COMMIT
        and not is_passive(view, before)
    ):
        return subject(view, before)
    if view.head_lemma(start) == "responsibility" and view.is_kind(start - 1, VERB):
        return subject(view, start - 1) if view.head_lemma(start - 1) == "claim" else []
    return []


def _reported(view: View, verb: int) -> bool:
    """ "The report on her injury was carried by the agency": carried, and not carried out."""
    last = view.chunks[verb].last
    return view.head_lemma(verb) == "carry" and view.low[last + 1 : last + 2] != ["out"]


def by_modifier(view: View, hit: Hit) -> list[Slot]:
    """ "A *guerrilla* attack", "an *Israeli* airstrike": the doer stands before the noun."""
    if hit.act.kind not in {"attack", "bombing"}:
        return []
    first = view.chunks[hit.at].first
    if any(view.low[i] in {"'s", "'"} for i in range(first, hit.first)):
        return []
    for index in range(first, hit.first):
        known = view.low[index] in _demonyms() or listed("person.modifier", view.lemma[index])
        if known:
            span = view.span(index, index)
            return [Slot("perpetrator", (span,), confidence=0.6, rule="modifier")]
    return []


@cache
def _demonyms() -> frozenset[str]:
    rows: dict[str, str] = rows_of(FOLDER / "persons.toml")["nationality"]
    return frozenset(word for words in rows.values() for word in words.split())
