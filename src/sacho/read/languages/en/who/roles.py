"""Who stands where around a verb or a noun of action: subject, object, agent, phrases after it.

Every answer is a list of places in the view's row of chunks, in order of the text.
"""

from __future__ import annotations

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
from sacho.read.languages.en.who.around import (
    antecedent,
    before_reduced,
    between_commas,
    modified,
    over_insertion,
)
from sacho.read.languages.en.who.persons import (
    after_time,
    is_person,
    is_thing,
    is_time,
    listed,
)


def subject(view: View, at: int, depth: int = 0) -> list[int]:
    """The nouns that stand as subject of the verb at `at`, whatever its voice."""
    if depth > 6:
        return []
    group = view.chunks[at].group
    left = view.back_over(at, OTHER)
    left = _before_time(view, left)
    if left < 0:
        return []
    kind = view.chunks[left].kind
    if kind == REL:
        return antecedent(view, left)
    if kind == NOUN:
        return _noun_subject(view, left, at)
    gerund = group is not None and (group.participle or _opens_ing(view, at))
    if kind == PREP and gerund:
        accused = _accused(view, left)
        if accused is not None:
            return accused
    if kind == COMMA:
        if gerund and not between_commas(view, left):
            return _of_verb_before(view, left, depth)
        inserted = over_insertion(view, left)
        if inserted:
            return inserted
        return _of_verb_before(view, left, depth)
    if kind in (CONJ, VERB):
        return _of_verb_before(view, left + 1, depth)
    if kind == PREP and (gerund or (group is not None and group.infinitive)):
        return _of_verb_before(view, left, depth)
    if kind == SUB and gerund:
        return _of_verb_before(view, left, depth)
    return []


def _before_time(view: View, left: int) -> int:
    """The place left of words such as "today" and "last night"; -1 where there is none."""
    while view.is_kind(left, NOUN) and is_time(view, left):
        left = view.back_over(left, OTHER)
    return left


def _opens_ing(view: View, at: int) -> bool:
    """ "Being shot", "having fired"."""
    return view.tokens[view.chunks[at].first].form == "VBG"


def _accused(view: View, prep: int) -> list[int] | None:
    """ "Accused Dorn of killing": the doer of the deed is the one accused."""
    place = prep - 1
    while place >= 0 and view.chunks[place].kind in (NOUN, OTHER, PREP):
        place -= 1
    if not view.is_kind(place, VERB) or view.head_lemma(place) not in _ACCUSE:
        return None
    group = view.chunks[place].group
    if group is not None and (group.passive or group.participle):
        return None
    return objects(view, place)


_ACCUSE = frozenset(
    [
        "accuse",
        "suspect",
        "convict",
        "charge",
        "blame",
        "acquit",
        "indict",
        "prevent",
        "stop",
        "ban",
        "bar",
    ]
)


def _noun_subject(view: View, left: int, at: int) -> list[int]:
    """The noun before the verb, or the head of the chain that it ends."""
    group = view.chunks[at].group
    if after_time(view, left) != view.chunks[left].first:
        return [left]  # "in the middle of last month security agents": no chain over the time
    start = view.chain_start(left)
    described = modified(view, left) if group is None or not group.participle else None
    if described is not None:
        return view.list_back(described)
    if group is not None and group.participle:
        # "a man from the village shot by guards": persons before places
        if start != left and is_person(view, start) and not is_person(view, left):
            return [start]
        definite = view.low[view.chunks[left].first] in {"the", "those"}
        if start != left and view.word_at(left - 1) == "of" and is_person(view, left) and definite:
            return [left]  # "one of the people killed": the people were
        return view.list_back(left) if is_person(view, left) else [start]
    if view.in_phrase(start) and start == left:
        # "In the clash at dawn …" leaves no subject unless a verb or noun stands before the phrase
        before = start - 2
        if view.is_kind(before, COMMA):
            return over_insertion(view, before) or [start]
        reduced = before_reduced(view, before)
        if reduced is not None:
            return view.list_back(reduced)
        by = view.word_at(start - 1) == "by" and group is not None and group.infinitive
        return [start] if by or view.word_at(start - 1) == "of" else []
    items = view.list_back(left)
    while len(items) > 1 and view.is_kind(items[0] - 1, VERB):
        items = items[1:]  # "shot two men and a boy fled": the men are of the verb before
    return items


def _modifies(view: View, at: int) -> bool:
    """A bare participle that only describes the noun before it."""
    past = view.tokens[view.chunks[at].head].form == "VBN"
    return past or view.is_kind(at - 1, NOUN)


def _of_verb_before(view: View, at: int, depth: int) -> list[int]:
    """The subject of the verb before this one in the sentence."""
    place = at - 1
    while place >= 0:
        if view.chunks[place].kind == STOP:
            return []
        if view.chunks[place].kind == VERB:
            lemma = view.head_lemma(place)
            if lemma not in {"say", "report", "accord", "add", "tell", "include", "follow"}:
                group = view.chunks[place].group
                if group is not None and group.participle and _modifies(view, place):
                    place -= 1
                    continue
                return subject(view, place, depth + 1)
        place -= 1
    return []


def objects(view: View, at: int) -> list[int]:
    """The nouns straight after the verb at `at`; "N, N and N" gives each."""
    place = at + 1
    while place < len(view.chunks) and view.chunks[place].kind == OTHER:
        place += 1
    if view.is_kind(place, NOUN) and is_time(view, place) and view.is_kind(place + 1, NOUN):
        place += 1
    if view.is_kind(place, NOUN) and view.tokens[view.chunks[place].head].tag != "PUNCT":
        return view.list_on(place)
    return []


def after(view: View, at: int, preps: frozenset[str], *, limit: int = 14) -> list[int]:
    """The nouns of phrases with one of these prepositions after `at`, before the next verb."""
    found: list[int] = []
    place = at + 1
    while place < len(view.chunks) and place - at <= limit:
        chunk = view.chunks[place]
        if chunk.kind in (VERB, SUB, REL, STOP):
            break
        if chunk.kind == PREP and view.word_at(place) in preps and view.is_kind(place + 1, NOUN):
            found.append(place + 1)
        place += 1
    return found


BY = frozenset({"by"})


def agent(view: View, at: int) -> list[int]:
    """Those by whom, of a passive verb or a noun of action: persons, units, institutions."""
    found: list[int] = []
    for place in after(view, at, BY):
        if is_person(view, place) and not is_thing(view, place):
            found += view.list_on(place)
            break
        noun = view.tokens[view.chunks[place].head].tag in {"NOUN", "PROPN"}
        never = is_thing(view, place) or listed("person.never", view.low[view.chunks[place].head])
        if noun and not never:
            found.append(place)
            break
    return found
