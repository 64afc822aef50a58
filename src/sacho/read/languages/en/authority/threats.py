"""Threats in words of warning: "warned that anyone who crossed would be shot"."""

from __future__ import annotations

from collections.abc import Iterator

from sacho.read.languages.en.acts.kinds import acts
from sacho.read.languages.en.acts.view import STOP, SUB, VERB, View
from sacho.read.languages.en.authority.words import (
    Draft,
    armed,
    content,
    future,
    in_list,
    is_passive,
    official,
    party,
    text_slot,
)
from sacho.read.languages.en.who.persons import is_person
from sacho.read.languages.en.who.roles import agent, objects, subject

_HARM = frozenset(
    {"killing", "shooting", "execution", "detention", "torture", "assault", "bombing", "attack",
     "abduction", "arson", "injury"}
)  # fmt: skip


def threats(view: View) -> Iterator[Draft]:
    """Each warning of harm to come, told of those who are warned; to troops it is an order too."""
    for at, chunk in enumerate(view.chunks):
        if chunk.kind != VERB or not in_list("threat.telling", view.head_lemma(at)):
            continue
        _, _, _, unreal = future(view, at)
        passive = is_passive(view, at)
        who = agent(view, at) if passive else subject(view, at)
        told = subject(view, at) if passive else objects(view, at)
        first = _that(view, at)
        if unreal or first is None or not _harm_to_come(view, first, who):
            continue
        yield from _drafts(view, at, who, told, first)


def _drafts(view: View, at: int, who: list[int], told: list[int], first: int) -> Iterator[Draft]:
    head = view.chunks[at].head
    trigger, words = view.span(head, head), content(view, first)
    troops = any(armed(view, t) for t in told)
    if in_list("threat.plain", view.head_lemma(at)) or troops or any(
        official(view, w) or armed(view, w) for w in who
    ):  # fmt: skip
        threat = Draft("threat", trigger, "threat.warning", [])
        threat.slots += party(view, "perpetrator", who, "threat.by", whole=True)
        if not troops:
            threat.slots += party(view, "victim", told, "threat.to", whole=True)
        threat.slots.append(text_slot("outcome", words, "threat.outcome"))
        yield threat
    if troops:
        order = Draft("order", trigger, "order.warning", [])
        order.slots += party(view, "issuer", who, "order.issuer", whole=True)
        order.slots += party(view, "addressee", told, "order.addressee", whole=True)
        order.slots.append(text_slot("instruction", words, "order.instruction"))
        yield order


def _that(view: View, at: int) -> int | None:
    """The token after "that", where a clause follows the warning."""
    for place in range(at + 1, min(at + 6, len(view.chunks))):
        chunk = view.chunks[place]
        if view.low[chunk.first] == "that" and chunk.first + 1 < len(view.tokens):
            return chunk.first + 1
        if chunk.kind in (VERB, STOP, SUB):
            return None
    return None


def _harm_to_come(view: View, first: int, who: list[int]) -> bool:
    """Whether the clause tells harm under "would" or "will" to persons, not by a third party."""
    for at, chunk in enumerate(view.chunks):
        group = chunk.group
        if chunk.kind != VERB or group is None or chunk.first < first:
            continue
        if group.modal not in {"will", "would", "'ll", "shall"} or group.negated:
            continue
        listed = acts().verbs.get(view.head_lemma(at), ())
        if not any(act.kind in _HARM for act in listed):
            continue
        if group.passive:
            return not agent(view, at) or set(agent(view, at)) <= set(who)
        own = subject(view, at)
        back = {view.low[view.chunks[o].first] for o in own} & {"they", "he", "she", "it", "we"}
        return bool(back) and any(is_person(view, o) for o in objects(view, at))
    return False
