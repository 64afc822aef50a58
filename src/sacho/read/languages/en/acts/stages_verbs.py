"""Stage and stance of a verb: its modal, its negation, what governs its infinitive or gerund."""

from __future__ import annotations

from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.stages_manner import Manner, stage_word
from sacho.read.languages.en.acts.view import (
    COMMA,
    CONJ,
    NOUN,
    OTHER,
    PREP,
    REL,
    STOP,
    SUB,
    VERB,
    View,
)
from sacho.read.languages.en.who.persons import is_person


def of_verb(view: View, hit: Hit) -> Manner:
    """The manner of a verb that carries an act."""
    chunk = view.chunks[hit.at]
    group = chunk.group
    if group is None:
        return Manner()
    if group.negated or _never(view, hit) or _of_nothing(view, hit):
        return Manner(unreal=True)
    if _of_whoever(view, hit):
        return Manner(unreal=True)
    if group.infinitive or _bare_gerund(view, hit):
        return governed(view, hit.at)
    if group.modal:
        return _modal(view, hit, group.modal, group.perfect)
    if group.participle and view.is_kind(hit.at - 1, CONJ):
        before = _verb_before(view, hit.at)
        if before is not None and _shares(view, before, hit.at):
            return of_verb(
                view, Hit(hit.act, hit.first, hit.last, view.chunks[before].head, before)
            )
    if _future(view, hit.at):
        return Manner("planned", "expected", view.span(chunk.first, chunk.last))
    return Manner()


def _of_whoever(view: View, hit: Hit) -> bool:
    """ "Soldiers who killed a person would get a medal", "anyone who crosses will be shot"."""
    left = view.back_over(hit.at, OTHER)
    if not view.is_kind(left, REL):
        return False
    place = hit.at + 1
    while place < len(view.chunks) and view.chunks[place].kind in (NOUN, PREP, OTHER):
        place += 1
    group = view.chunks[place].group if view.is_kind(place, VERB) else None
    if group is None:
        return False
    whoever = view.is_kind(left - 1, NOUN) and view.word_at(left - 1) in _WHOEVER
    return (group.modal in _WOULD and not group.perfect) or (whoever and group.modal == "will")


_WOULD = frozenset({"would", "could", "should", "can", "must"})
_WHOEVER = frozenset({"anyone", "anybody", "those", "whoever", "people", "everyone"})


def _shares(view: View, before: int, at: int) -> bool:
    """Whether a bare verb after "and" goes on from the verb before it ("tried to flee and was")."""
    one, other = view.chunks[before].group, view.chunks[at].group
    return (
        one is not None
        and other is not None
        and one.infinitive
        and view.tokens[other.head].form == "VB"
    )


def _of_nothing(view: View, hit: Hit) -> bool:
    """ "No shots were fired", "fired no shots"; "no one was hurt" is a count instead."""
    for place in (hit.at - 1, hit.at + 1):
        if view.is_kind(place, NOUN):
            chunk = view.chunks[place]
            if view.low[chunk.first] == "no" and not is_person(view, place):
                return True
    return False


def _modal(view: View, hit: Hit, modal: str, perfect: bool) -> Manner:
    chunk = view.chunks[hit.at]
    words = view.span(chunk.first, chunk.last)
    if modal in {"will", "shall"} and not perfect:
        return Manner("planned", "expected", words)
    if modal == "would" and not perfect and _announced(view, hit):
        return Manner("planned", "expected", words)
    if modal in {"may", "might", "could", "must"} and perfect:
        return Manner("accomplished", "hedged")
    if modal in {"will"} and perfect:
        return Manner()
    return Manner(unreal=True)


def _announced(view: View, hit: Hit) -> bool:
    """ "Said that they would be sent to a camp": told of what is to come, in the past."""
    if {"if", "unless", "only", "anyone", "whoever"} & set(view.low):
        return False
    place = hit.at - 1
    while place >= 0 and view.chunks[place].kind in (NOUN, PREP, OTHER, SUB):
        if view.chunks[place].kind == SUB and view.word_at(place) != "that":
            return False
        place -= 1
    telling = view.is_kind(place, VERB) and view.head_lemma(place) in _TELLING
    group = view.chunks[place].group if telling else None
    return group is not None and not group.negated and not group.modal


_TELLING = frozenset({"say", "tell", "announce", "vow", "promise", "state", "warn"})


def _future(view: View, at: int) -> bool:
    """ "Is to be shot", "are going to": told of what is to come."""
    chunk = view.chunks[at]
    words = view.low[chunk.first : chunk.last + 1]
    return len(words) > 2 and words[1] == "going" and words[2] == "to"


def _never(view: View, hit: Hit) -> bool:
    chunk = view.chunks[hit.at]
    return view.low[chunk.first - 1] in {"never", "nor", "neither"} if chunk.first else False


def _bare_gerund(view: View, hit: Hit) -> bool:
    """An -ing form after a preposition or straight after another verb: what governs it decides."""
    group = view.chunks[hit.at].group
    first = view.tokens[view.chunks[hit.at].first].form
    if group is None or (not group.participle and first != "VBG"):
        return False
    if first != "VBG":
        return False
    left = view.back_over(hit.at, OTHER)
    return view.is_kind(left, PREP) or view.is_kind(left, VERB)


def _verb_before(view: View, at: int) -> int | None:
    """The nearest verb left of `at` in the same clause."""
    place = at - 1
    while place >= 0 and view.chunks[place].kind not in (SUB, STOP):
        if view.chunks[place].kind == VERB:
            return place
        place -= 1
    return None


def governed(view: View, at: int) -> Manner:
    """An infinitive or a gerund: what the verb, adjective or noun before it makes of it."""
    chunk = view.chunks[at]
    if chunk.first > 0 and _negating(view, chunk.first):
        return Manner(unreal=True)
    place = at - 1
    while place >= 0 and view.chunks[place].kind in (OTHER, PREP, NOUN, COMMA):
        if view.chunks[place].kind == NOUN:
            found = _by_noun(view, place, chunk.last)
            if found is not None:
                return found
        if view.chunks[place].kind == OTHER:
            found = _by_adjective(view, place, chunk.last)
            if found is not None:
                return found
        if view.chunks[place].kind == PREP and view.word_at(place) in _AFTERWARDS:
            return _charged(view, place)
        if view.chunks[place].kind == COMMA and place < at - 1:
            return Manner(unreal=True)
        place -= 1
    if place < 0 or view.chunks[place].kind != VERB:
        return _top(view, at)
    return _by_verb(view, place, at)


def _charged(view: View, prep: int) -> Manner:
    """ "Accused a driver of killing": alleged; after any other such word the deed is told."""
    if view.word_at(prep) in {"of", "with", "in", "for"}:
        place = prep - 1
        while place >= 0 and view.chunks[place].kind in (NOUN, OTHER, PREP):
            place -= 1
        if (
            place >= 0
            and view.chunks[place].kind == VERB
            and stage_word("governor.alleged", view.head_lemma(place))
        ):
            return Manner(stance="alleged")
    return Manner()


_AFTERWARDS = frozenset(
    {"after", "before", "while", "when", "since", "for", "by", "upon", "of", "in"}
)


def _top(view: View, at: int) -> Manner:
    """No verb before it: a gerund as subject or in a headline is told; an infinitive is not."""
    group = view.chunks[at].group
    return Manner(unreal=group is not None and group.infinitive)


def _negating(view: View, first: int) -> bool:
    return view.low[first - 1] in {"not", "without", "never"} or (
        first > 1 and view.low[first - 2] in {"without", "not"} and view.low[first - 1] == "to"
    )


def _by_noun(view: View, place: int, last: int) -> Manner | None:
    head = view.head_lemma(place)
    words = view.span(view.chunks[place].head, last)
    if stage_word("noun.attempted", head):
        return Manner("attempted", words=words)
    if stage_word("noun.planned", head):
        return Manner("planned", "expected", words)
    if stage_word("noun.threatened", head):
        return Manner("threatened", words=words, threat=True)
    return None


def _by_adjective(view: View, place: int, last: int) -> Manner | None:
    word = view.word_at(place)
    if word in {"able", "unable", "likely", "ready", "willing", "unlikely", "eager", "allowed"}:
        return Manner(unreal=True)
    if word == "about":
        return Manner("attempted", words=view.span(view.chunks[place].first, last))
    return None


def _by_verb(view: View, place: int, at: int) -> Manner:
    """The act as what the verb at `place` governs."""
    governor = view.chunks[place].group
    head = view.head_lemma(place)
    words = view.span(view.chunks[place].head, view.chunks[at].last)
    if governor is not None and (
        governor.negated or governor.modal in {"would", "could", "should"}
    ):
        return Manner(unreal=True)
    if governor is not None and head in {"go", "be"} and (governor.progressive or head == "be"):
        first = view.chunks[place].first
        return Manner("planned", "expected", view.span(first, view.chunks[at].last))
    if stage_word("governor.attempted", head):
        return Manner("attempted", words=words)
    if stage_word("governor.threatened", head):
        return Manner("threatened", words=words, threat=True)
    if stage_word("governor.planned", head):
        return Manner("planned", "expected", words)
    if stage_word("governor.expected", head):
        return Manner("planned", "expected", words)
    if stage_word("governor.alleged", head):
        return Manner("accomplished", "alleged" if head not in _BELIEFS else "hedged")
    if stage_word("governor.hedged", head):
        return Manner("accomplished", "hedged")
    if head == "catch":
        return Manner()
    if stage_word("governor.wish", head):
        return Manner(unreal=True)
    group = view.chunks[at].group
    if stage_word("governor.done", head) or (group is not None and not group.infinitive):
        return Manner()
    return Manner(unreal=True)


_BELIEFS = frozenset({"believe", "think"})
