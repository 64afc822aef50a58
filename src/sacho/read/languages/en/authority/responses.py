"""What was said, felt and done about an act: denials, reactions, protests."""

from __future__ import annotations

from collections.abc import Iterator

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.view import CONJ, NOUN, OTHER, PREP, SUB, VERB, View
from sacho.read.languages.en.authority.words import (
    Draft,
    content,
    described,
    future,
    in_list,
    party,
    text_slot,
    trimmed,
)
from sacho.read.languages.en.who.persons import is_bare, is_person
from sacho.read.languages.en.who.roles import after, objects, subject

# Denials


def denials(view: View) -> Iterator[Draft]:
    """Who denied what."""
    for at, chunk in enumerate(view.chunks):
        if chunk.kind != VERB or not in_list("denial.verbs", view.head_lemma(at)):
            continue
        group = chunk.group
        _, _, _, unreal = future(view, at)
        if unreal or group is None:
            continue
        denied = objects(view, at)
        lemma = view.head_lemma(at)
        if group.passive and lemma == "deny":
            continue
        if any(
            in_list("denial.barred", view.head_lemma(view.chain_end(d)))
            or in_list("denial.barred", view.head_lemma(d))
            for d in denied
        ):
            continue
        if in_list("denial.needs_object", lemma) and not any(
            in_list("denial.objects", view.head_lemma(d)) for d in denied
        ):
            continue
        if denied and is_person(view, denied[0]) and view.is_kind(denied[0] + 1, NOUN):
            continue  # "denied him entry"
        who = [
            w
            for w in subject(view, at)
            if is_person(view, w) or view.tokens[view.chunks[w].head].tag in {"NOUN", "PROPN"}
        ]
        head = chunk.head
        draft = Draft("denial", view.span(head, head), "denial.verb", [])
        draft.slots += party(view, "actor", who, "denial.actor", whole=True)
        if chunk.last + 1 < len(view.tokens):
            draft.slots.append(
                text_slot("target", _denied_words(view, chunk.last + 1), "denial.target")
            )
        yield draft
        return


def _denied_words(view: View, first: int) -> Span:
    if view.low[first] == "that" and first + 1 < len(view.tokens):
        first += 1
    return content(view, first)


# Reactions


def reactions(view: View) -> Iterator[Draft]:
    """What people felt, said or did about it."""
    for at, chunk in enumerate(view.chunks):
        draft = None
        if chunk.kind == VERB:
            draft = (
                _feels(view, at)
                or _utters(view, at)
                or _generic_says(view, at)
                or _expresses(view, at)
            )
        if draft is not None:
            yield draft
            return


def _reactors(view: View, items: list[int]) -> list[int]:
    return [
        w
        for w in items
        if any(
            in_list("reaction.who", lemma)
            for lemma in (*view.lemmas(w), view.head_lemma(view.chain_end(w)))
        )
    ]


def _actor(view: View, items: list[int]) -> list[Slot]:
    """The reacting people, with what describes them ("people living by the dam")."""
    if not items:
        return []
    if len(items) > 1:
        return party(view, "actor", items, "reaction.actor", whole=True)
    return [Slot("actor", (described(view, items[0]),), confidence=0.7, rule="reaction.actor")]


def _feels(view: View, at: int) -> Draft | None:
    """ "Are afraid that …", "were outraged by …"."""
    chunk = view.chunks[at]
    lemma = view.head_lemma(at)
    head = chunk.head
    emotion = head if in_list("reaction.adjectives", view.low[head]) else None
    if emotion is None and lemma in {"be", "feel", "become", "remain", "get", "grow", "leave"}:
        for index in range(chunk.last + 1, min(chunk.last + 5, len(view.tokens))):
            if in_list("reaction.adjectives", view.low[index]):
                emotion = index
                break
            if view.tokens[index].tag not in {"ADV", "ADJ"}:
                break
    if emotion is None or (chunk.group is not None and (chunk.group.negated or chunk.group.modal)):
        return None
    who = _reactors(view, subject(view, at))
    if not who:
        return None
    first = emotion
    while first > 0 and view.low[first - 1] in {
        "more",
        "very",
        "so",
        "too",
        "deeply",
        "extremely",
        "increasingly",
        "even",
    }:
        first -= 1
    draft = Draft("reaction", view.span(emotion, emotion), "reaction.feeling", [])
    _felt(view, draft, who, first)
    return draft


def _felt(view: View, draft: Draft, who: list[int], first: int) -> None:
    """Actor and outcome; people whom no word describes ("others", "everyone") stand with the
    outcome's words instead of as a party."""
    if all(is_bare(view, w) and not _relative(view, w) for w in who):
        first = min(first, view.chunks[who[0]].first)
    else:
        draft.slots += _actor(view, who)
    draft.slots.append(text_slot("outcome", content(view, first), "reaction.outcome"))


def _relative(view: View, at: int) -> bool:
    start, end = described(view, at)
    return end - start > view.noun_span(at)[1] - view.noun_span(at)[0]


def _utters(view: View, at: int) -> Draft | None:
    """ "Condemned the killing", "mourned", "complained that", "fear that"."""
    lemma = view.head_lemma(at)
    if not in_list("reaction.verbs", lemma) or lemma == "express":
        return None
    chunk = view.chunks[at]
    _, _, _, unreal = future(view, at)
    group = chunk.group
    if unreal or group is None or group.passive or group.modal:
        return None
    who = _reactors(view, subject(view, at))
    if not who:
        return None
    draft = Draft("reaction", view.span(chunk.head, chunk.head), "reaction.verb", [])
    _felt(view, draft, who, chunk.head)
    return draft


def _generic_says(view: View, at: int) -> Draft | None:
    """ "Some villagers thought that …", "others said that …"."""
    lemma = view.head_lemma(at)
    if not in_list("reaction.saying", lemma):
        return None
    chunk = view.chunks[at]
    group = chunk.group
    if group is None or group.passive or group.modal or group.negated or group.infinitive:
        return None
    who = [
        w
        for w in subject(view, at)
        if in_list("reaction.generic", view.head_lemma(w)) and _crowd(view, w)
    ]
    place = at + 1
    while view.is_kind(place, OTHER):
        place += 1
    if not who or view.word_at(place) != "that":
        return None
    draft = Draft("reaction", view.span(chunk.head, chunk.head), "reaction.saying", [])
    first = view.chunks[place].last + 1
    if first >= len(view.tokens):
        return None
    _felt(view, draft, who, first)
    return draft


def _crowd(view: View, at: int) -> bool:
    chunk = view.chunks[at]
    words = view.low[chunk.first : chunk.last + 1]
    return (
        view.low[chunk.head]
        in {
            "people",
            "others",
            "everyone",
            "many",
            "some",
            "residents",
            "locals",
            "villagers",
            "citizens",
            "neighbors",
            "neighbours",
            "traders",
            "inhabitants",
            "soldiers",
        }
        and words[0] != "the"
    )


def _expresses(view: View, at: int) -> Draft | None:
    """ "Expressed outrage at", "the killing sparked anger among residents"."""
    if not in_list("reaction.express", view.head_lemma(at)):
        return None
    _, _, _, unreal = future(view, at)
    felt = [o for o in objects(view, at) if in_list("reaction.nouns", view.head_lemma(o))]
    if unreal or not felt:
        return None
    chunk = view.chunks[felt[0]]
    who = _reactors(view, subject(view, at))
    if not who:
        who = [
            p
            for p in after(view, felt[0], frozenset({"among", "from", "by"}))
            if is_person(view, p)
        ]
        if not who and view.head_lemma(at) in {"express", "voice"}:
            return None
    draft = Draft(
        "reaction", view.span(chunk.head, chunk.head), "reaction.noun", _actor(view, who[:1])
    )
    draft.slots.append(
        text_slot("outcome", trimmed(view, chunk.first, chunk.last), "reaction.outcome")
    )
    return draft


# Protests


def protests(view: View) -> Iterator[Draft]:
    """Marches, demonstrations, sit-ins: who, over what."""
    for at, chunk in enumerate(view.chunks):
        draft = None
        if chunk.kind == VERB:
            draft = _protesting(view, at)
        elif chunk.kind == NOUN and in_list("protest.nouns", view.head_lemma(at)):
            draft = _protest_noun(view, at)
        if draft is not None:
            yield draft
            return


def _protesting(view: View, at: int) -> Draft | None:
    lemma = view.head_lemma(at)
    chunk = view.chunks[at]
    gathers = in_list("protest.gather", lemma) and _demands(view, at)
    streets = lemma == "take" and view.low[chunk.last + 1 : chunk.last + 4] == [
        "to",
        "the",
        "streets",
    ]
    if not in_list("protest.verbs", lemma) and not gathers and not streets:
        return None
    stage, stance, words, unreal = future(view, at)
    governed = (
        unreal and chunk.group is not None and chunk.group.infinitive and view.is_kind(at - 1, PREP)
    )
    if unreal and not governed:
        return None
    who = [w for w in subject(view, at) if is_person(view, w)]
    if lemma == "demonstrate" and objects(view, at):
        return None
    if not who:
        return None
    last = chunk.last + 3 if streets else chunk.head
    draft = Draft("protest", view.span(chunk.head, last), "protest.verb", [], stage, stance, words)
    draft.slots += party(view, "actor", who, "protest.actor", whole=True)
    _over(view, draft, at)
    return draft


def _demands(view: View, at: int) -> bool:
    """ "Marched to demand", "rallied against"."""
    tail = view.low[view.chunks[at].last + 1 : view.chunks[at].last + 12]
    return bool(
        set(tail)
        & {"against", "demand", "demanding", "protest", "protesting", "condemn", "denounce"}
    )


def _protest_noun(view: View, at: int) -> Draft | None:
    verb = view.back_over(at, OTHER)
    chunk = view.chunks[at]
    if view.low[chunk.first] == "in" or not view.is_kind(verb, VERB):
        return None
    if view.head_lemma(verb) not in {
        "stage",
        "hold",
        "join",
        "organize",
        "organise",
        "lead",
        "attend",
    }:
        return None
    stage, stance, words, unreal = future(view, verb)
    if unreal:
        return None
    who = [w for w in subject(view, verb) if is_person(view, w)]
    if not who:
        return None
    draft = Draft(
        "protest", view.span(chunk.head, chunk.head), "protest.noun", [], stage, stance, words
    )
    draft.slots += party(view, "actor", who, "protest.actor", whole=True)
    _over(view, draft, at)
    return draft


def _over(view: View, draft: Draft, at: int) -> None:
    """What it was over: "against the arrests", "to demand his release"."""
    own = objects(view, at) if view.is_kind(at, VERB) else []
    if own:
        draft.slots.append(text_slot("reason", view.noun_span(own[0]), "protest.reason"))
        return
    place = at + 1
    while place < len(view.chunks) and place < at + 10:
        chunk = view.chunks[place]
        word = view.word_at(place)
        demand = chunk.kind == VERB and view.head_lemma(place) in {
            "demand",
            "condemn",
            "denounce",
            "call",
            "protest",
            "oppose",
        }
        if demand or (chunk.kind == PREP and word in {"against", "over", "for"}):
            follows = view.is_kind(place + 1, NOUN) or view.is_kind(place + 1, VERB)
            first = chunk.head if demand or not follows else view.chunks[place + 1].first
            draft.slots.append(text_slot("reason", content(view, first), "protest.reason"))
            return
        if chunk.kind in (SUB, CONJ):
            return
        place += 1
