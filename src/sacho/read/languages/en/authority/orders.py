"""Orders and the issue of arms: who told whom to do what, who was handed how much of what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.view import COMMA, CONJ, NOUN, OTHER, PREP, SUB, VERB, View
from sacho.read.languages.en.authority.words import (
    Draft,
    armed,
    content,
    content_end,
    future,
    in_list,
    is_passive,
    official,
    party,
    text_slot,
    trimmed,
)
from sacho.read.languages.en.who.roles import agent, objects, subject

_MUST = frozenset({"must", "should", "shall", "ought"})


def orders(view: View) -> Iterator[Draft]:
    """Every order that the sentence tells."""
    for at, chunk in enumerate(view.chunks):
        if chunk.kind == VERB:
            draft = _order(view, at)
            if draft is not None:
                yield draft
        elif chunk.kind == NOUN and in_list("order.nouns", view.head_lemma(at)):
            draft = _noun_order(view, at)
            if draft is not None:
                yield draft


def _order(view: View, at: int) -> Draft | None:
    lemma = view.head_lemma(at)
    telling = in_list("order.telling", lemma)
    if not telling and not in_list("order.verbs", lemma):
        return None
    stage, stance, words, unreal = future(view, at)
    if unreal or view.tokens[view.chunks[at].head].form == "VBG":
        return None
    issuers, addressees = _who(view, at)
    spans = _instructions(view, at, lemma, addressees)
    if not spans or (telling and not _commanding(view, issuers, addressees, spans)):
        return None
    if any(in_list("order.barred", view.head_lemma(a)) for a in addressees):
        return None
    draft = Draft(
        "order",
        view.span(view.chunks[at].head, view.chunks[at].head),
        "order.verb",
        [],
        stage,
        stance,
        words,
    )
    draft.slots += party(view, "issuer", issuers, "order.issuer", whole=True)
    draft.slots += party(view, "addressee", addressees, "order.addressee", whole=True)
    draft.slots.append(Slot("instruction", tuple(spans), confidence=0.75, rule="order.instruction"))
    return draft


def _who(view: View, at: int) -> tuple[list[int], list[int]]:
    """Issuers and addressees."""
    if is_passive(view, at):
        return agent(view, at), subject(view, at)
    return subject(view, at), objects(view, at)


def _commanding(view: View, issuers: list[int], addressees: list[int], spans: list[Span]) -> bool:
    """Whether "told" is an order: by or to those who command, in words that command."""
    words = view.text[spans[0][0] : spans[0][1]].lower().split()
    if "that" not in words[:1] and words[:1] not in (["to"], ["not"]) and not set(words) & _MUST:
        return False
    if any(
        view.head_lemma(a)
        in {"reporter", "journalist", "agency", "radio", "news", "newspaper", "television"}
        for a in addressees
    ):
        return False
    return any(armed(view, a) for a in addressees) or any(official(view, i) for i in issuers)


def _instructions(view: View, at: int, lemma: str, addressees: list[int]) -> list[Span]:
    """What is ordered: "to …", "not to …", "that …" (each after "and that"), or "an attack"."""
    place = at + 1
    while place < len(view.chunks):
        chunk = view.chunks[place]
        word = view.low[chunk.first]
        infinitive = chunk.kind == VERB and chunk.group is not None and chunk.group.infinitive
        if infinitive:
            return [content(view, _with_not(view, chunk.first))]
        if word == "not" and view.low[chunk.first + 1 : chunk.first + 2] == ["to"]:
            return [content(view, chunk.first)]
        if (chunk.kind == SUB and word == "that") or (chunk.kind == NOUN and word == "that"):
            return _that_clauses(view, chunk.first)
        if word == "from" and lemma in {"forbid", "ban", "prohibit", "bar"}:
            return [content(view, chunk.first)]
        if chunk.kind in (VERB, CONJ, SUB) or (chunk.kind == COMMA and place > at + 6):
            break
        place += 1
    if lemma in {"tell", "remind", "warn", "urge"}:
        return _bare_clause(view, at, addressees) if lemma == "tell" else []
    for target in objects(view, at):
        if in_list("order.deeds", view.head_lemma(target)) and not is_passive(view, at):
            first = view.chunks[target].first
            addressees[:] = [a for a in addressees if a != target]
            return [content(view, first)]
    return []


def _bare_clause(view: View, at: int, addressees: list[int]) -> list[Span]:
    """ "Told soldiers they must fire": a clause with "must" and no "that"."""
    last = addressees[-1] if addressees and addressees[-1] > at else at
    place = view.chain_end(last) + 1 if last > at else at + 1
    if view.is_kind(place, NOUN) and view.is_kind(place + 1, VERB):
        group = view.chunks[place + 1].group
        if group is not None and group.modal in {"must", "should"}:
            return [content(view, view.chunks[place].first)]
    return []


def _with_not(view: View, first: int) -> int:
    return first - 1 if first and view.low[first - 1] == "not" else first


def _that_clauses(view: View, first: int) -> list[Span]:
    """The clauses after "that", also those after "and that"; at least one must command."""
    spans: list[Span] = []
    commanding = False
    while True:
        end = content_end(view, first + 1)
        if first + 1 < len(view.tokens):
            spans.append(trimmed(view, first + 1, end))
            commanding = commanding or _modal_within(view, first + 1, end)
        if view.low[end + 1 : end + 3] == ["and", "that"]:
            first = end + 2
        elif view.low[end + 1 : end + 4] == [",", "and", "that"]:
            first = end + 3
        else:
            return spans if commanding else []


def _modal_within(view: View, first: int, last: int) -> bool:
    words = view.low[first : last + 1]
    return (
        bool(set(words) & _MUST)
        or any(a in {"not", "to"} and b in {"to", "be"} for a, b in pairwise(words))
        or any(t.form == "VB" for t in view.tokens[first : first + 3])
    )


def _on_orders(view: View, at: int) -> bool:
    """ "On the orders of the colonel"."""
    on = view.is_kind(at - 1, PREP) and view.word_at(at - 1) in {"on", "under"}
    return on and view.is_kind(at + 2, NOUN) and view.word_at(at + 1) in {"of", "from"}


def _noun_order(view: View, at: int) -> Draft | None:
    """ "Issued an order to fire", "a shoot-on-sight order", "on the orders of the colonel"."""
    chunk = view.chunks[at]
    words = view.low[chunk.first : chunk.head]
    verb = view.back_over(at, OTHER)
    issued = view.is_kind(verb, VERB) and in_list("order.issue", view.head_lemma(verb))
    draft = Draft("order", view.span(chunk.head, chunk.head), "order.noun", [])
    if _on_orders(view, at):
        draft.slots += party(view, "issuer", [at + 2], "order.issuer")
        draft.back = True
        return draft
    shoot = next((i for i, w in enumerate(words) if w.startswith("shoot-")), None)
    if shoot is not None:
        first = chunk.first + shoot
        draft.slots.append(text_slot("instruction", view.span(first, first), "order.instruction"))
    else:
        place = at + 1
        while view.is_kind(place, OTHER) or (
            view.is_kind(place, PREP) and view.word_at(place) == "not"
        ):
            place += 1
        if _infinitive(view, place):
            first = _with_not(view, view.chunks[place].first)
        elif view.is_kind(place, SUB) and view.word_at(place) == "that":
            first = view.chunks[place].first + 1
        elif view.is_kind(place, VERB) and issued and _gerund(view, place):
            first = view.chunks[place].first
            if view.low[first + 1 : first + 2] == ["that"] and first + 2 < len(view.tokens):
                first += 2
        else:
            return None
        if (
            first >= len(view.tokens)
            or words[-1:] == ["in"]
            or (chunk.first and view.low[chunk.first - 1] == "in")
        ):
            return None
        draft.slots.append(text_slot("instruction", content(view, first), "order.instruction"))
    if issued:
        stage, stance, span, unreal = future(view, verb)
        if unreal:
            return None
        draft.stage, draft.stance, draft.words = stage, stance, span
        who = agent(view, verb) if is_passive(view, verb) else subject(view, verb)
        draft.slots += party(view, "issuer", who, "order.issuer", whole=True)
    elif view.is_kind(verb, VERB) and view.head_lemma(verb) == "receive":
        draft.slots += party(view, "addressee", subject(view, verb), "order.addressee", whole=True)
    elif shoot is None and not issued:
        return None
    return draft


def _infinitive(view: View, at: int) -> bool:
    group = view.chunks[at].group if view.is_kind(at, VERB) else None
    return group is not None and group.infinitive


def _gerund(view: View, at: int) -> bool:
    return view.tokens[view.chunks[at].head].form == "VBG"
