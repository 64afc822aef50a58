"""Inquiries: who inquires into whom or what, done or to come."""

from __future__ import annotations

from collections.abc import Iterator

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.view import CONJ, NOUN, OTHER, PREP, VERB, View
from sacho.read.languages.en.authority.words import (
    Draft,
    future,
    in_list,
    is_passive,
    official,
    party,
    text_slot,
    trimmed,
)
from sacho.read.languages.en.who.persons import is_person, listed
from sacho.read.languages.en.who.roles import after, agent, objects, subject


def inquiries(view: View, *, follows: bool) -> Iterator[Draft]:
    """Investigations and interrogations; `follows`: one was told in the sentences just before."""
    for at, chunk in enumerate(view.chunks):
        if (chunk.kind == VERB and in_list("investigation.verbs", view.head_lemma(at))) or (
            chunk.kind == VERB and view.head_lemma(at) == "look" and view.word_at(at + 1) == "into"
        ):
            draft = _investigates(view, at)
        elif chunk.kind == NOUN:
            draft = _inquiry_noun(view, at, follows)
        else:
            draft = None
        if draft is not None:
            yield draft
            return


def _investigates(view: View, at: int) -> Draft | None:
    stage, stance, words, unreal = future(view, at)
    if unreal:
        return None
    lemma = view.head_lemma(at)
    if is_passive(view, at):
        who, by = subject(view, at), agent(view, at)
        if (
            view.is_kind(at + 1, PREP)
            and view.word_at(at + 1) == "by"
            and not by
            and view.is_kind(at + 2, NOUN)
        ):
            by = [at + 2]
    else:
        who = objects(view, at) or (
            view.list_on(at + 2)
            if view.is_kind(at + 2, NOUN) and view.is_kind(at + 1, PREP)
            else []
        )
        by = subject(view, at)
    if lemma in {"question", "examine", "probe"} and not any(is_person(view, w) for w in who):
        return None
    if (
        lemma in {"question", "examine"}
        and not any(official(view, b) for b in by)
        and not is_passive(view, at)
    ):
        return None
    head = view.chunks[at].head
    draft = Draft("investigation", view.span(head, head), "inquiry.verb", [], stage, stance, words)
    draft.slots += party(view, "issuer", by, "inquiry.issuer", whole=True)
    _inquired(view, draft, who)
    return draft


def _inquired(view: View, draft: Draft, who: list[int]) -> None:
    """Persons inquired into are victims of the inquiry, matters its target."""
    persons = [w for w in who if is_person(view, w) and not _matter(view, w)]
    if persons:
        draft.slots += party(view, "victim", persons, "inquiry.victim", whole=True)
    for at in who:
        if at not in persons and view.tokens[view.chunks[at].head].tag in {"NOUN", "PROPN"}:
            draft.slots.append(text_slot("target", view.noun_span(at), "inquiry.target"))


def _matter(view: View, at: int) -> bool:
    return any(listed("thing.cause", lemma) for lemma in view.lemmas(at))


def _inquiry_noun(view: View, at: int, follows: bool) -> Draft | None:
    """ "Face interrogations", "launched an inquiry into", "the reviews will follow"."""
    lemma = view.head_lemma(at)
    weak = in_list("investigation.weak", lemma)
    if not in_list("investigation.nouns", lemma) and not (weak and follows):
        return None
    chunk = view.chunks[at]
    draft = Draft("investigation", view.span(chunk.head, chunk.head), "inquiry.noun", [], weak=weak)
    draft.back = view.low[chunk.first] in {"the", "this", "that", "these"}
    verb = view.back_over(at, OTHER)
    if view.is_kind(verb, VERB):
        opening = in_list("investigation.opening", view.head_lemma(verb))
        stage, stance, words, unreal = future(view, verb)
        if unreal:
            return None
        draft.stage, draft.stance, draft.words = stage, stance, words
        who = subject(view, verb)
        if view.head_lemma(verb) in {"face", "undergo"}:
            for item in _whole_list(view, who):
                draft.slots.append(Slot("victim", (item,), confidence=0.75, rule="inquiry.faces"))
            reason = _blamed_for(view, who)
            if reason is not None:
                draft.slots.append(text_slot("reason", reason, "inquiry.reason"))
        elif opening:
            draft.slots += party(
                view,
                "issuer",
                [w for w in who if is_person(view, w) or official(view, w)],
                "inquiry.issuer",
                whole=True,
            )
        elif view.head_lemma(verb) not in {"demand", "call"}:
            return None
        else:
            return None
    elif not _follows_verb(view, at, draft) and not draft.back:
        return None
    for place in after(view, at, frozenset({"into", "of"}))[:1]:
        _inquired(view, draft, view.list_on(place))
    draft.slots += party(view, "issuer", agent(view, at), "inquiry.issuer", whole=True)
    return draft if draft.slots or draft.words else None


def _whole_list(view: View, who: list[int]) -> list[Span]:
    if not who:
        return []
    if len(who) == 1:
        return [view.noun_span(who[0])]
    return [view.span(view.chunks[who[0]].first, view.chunks[view.chain_end(who[-1])].last)]


def _blamed_for(view: View, who: list[int]) -> Span | None:
    """ "Who were blamed for …": the words after "for", in the relative clause."""
    for start in who:
        for place in range(start + 1, min(start + 8, len(view.chunks))):
            if view.is_kind(place, VERB) and view.head_lemma(place) in {
                "blame",
                "accuse",
                "suspect",
            }:
                ahead = place + 1
                if view.is_kind(ahead, PREP) and view.word_at(ahead) in {"for", "of"}:
                    return _until_verb(view, ahead + 1)
    return None


def _until_verb(view: View, place: int) -> Span | None:
    """From this place to before the main clause's finite verb."""
    first = view.chunks[place].first if place < len(view.chunks) else -1
    if first < 0:
        return None
    last = view.chunks[place].last
    place += 1
    while place < len(view.chunks):
        chunk = view.chunks[place]
        nonfinite = chunk.group is not None and (chunk.group.infinitive or chunk.group.participle)
        if chunk.kind in (NOUN, PREP, OTHER, CONJ) or (chunk.kind == VERB and nonfinite):
            last = chunk.last
            place += 1
            continue
        break
    return trimmed(view, first, last)


def _follows_verb(view: View, at: int, draft: Draft) -> bool:
    """The inquiry as subject: "an investigation was opened", "the reviews will follow"."""
    place = view.chain_end(at) + 1
    while place < len(view.chunks) and view.chunks[place].kind in (OTHER, PREP, NOUN):
        place += 1
    if not view.is_kind(place, VERB):
        return False
    verbs = [place]
    if view.is_kind(place + 1, VERB):
        verbs.append(place + 1)
    stage, stance, words, unreal = future(view, verbs[-1])
    if unreal:
        return False
    draft.stage, draft.stance, draft.words = stage, stance, words
    lemma = view.head_lemma(verbs[-1])
    if in_list("investigation.opening", lemma):
        draft.slots += party(view, "issuer", agent(view, verbs[-1]), "inquiry.issuer", whole=True)
        return True
    return stage == "planned" or lemma in {"be", "take", "follow"}
