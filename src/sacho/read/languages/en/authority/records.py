"""Orders, rewards, inquiries and what was said about it: records that hang on acts.

`told` gives those of one sentence. `carries` is what the grounding gate asks of the bare words.
"""

from __future__ import annotations

import re
from functools import cache

from sacho.model.span import Span, covers
from sacho.read.analysis import Telling
from sacho.read.languages.en.acts.kinds import forms
from sacho.read.languages.en.acts.view import View
from sacho.read.languages.en.authority.arms import arms, settled
from sacho.read.languages.en.authority.inquiries import inquiries
from sacho.read.languages.en.authority.orders import orders
from sacho.read.languages.en.authority.patterns import carries as pattern_carries
from sacho.read.languages.en.authority.patterns import patterned
from sacho.read.languages.en.authority.responses import denials, protests, reactions
from sacho.read.languages.en.authority.rewards import punishments, rewards
from sacho.read.languages.en.authority.threats import threats
from sacho.read.languages.en.authority.words import Draft
from sacho.read.languages.en.syntax.tokens import token_spans
from sacho.read.languages.en.tables import words_in

# Fields whose words speak of acts only to say who is meant or what is ordered.
_DESCRIBING = frozenset({"instruction", "beneficiary", "addressee", "outcome", "harm"})


def told(view: View, *, inquiry_before: bool) -> list[Telling]:
    """The authority and response tellings of the sentence."""
    drafts: list[Draft] = [
        *orders(view), *arms(view), *rewards(view), *punishments(view),
        *inquiries(view, follows=inquiry_before), *denials(view), *reactions(view),
        *protests(view), *threats(view),
    ]  # fmt: skip
    kinds = {d.kind for d in drafts}
    drafts += [d for d in patterned(view) if d.kind not in kinds]
    for draft in drafts:
        draft.slots = settled(draft.slots)
    inside = [
        (d, s)
        for d in drafts
        if d.kind == "order"
        for t in d.slots
        for s in t.spans
        if t.field == "instruction"
    ]
    kept = [
        d for d in drafts
        if not any(other is not d and covers(span, d.trigger) for other, span in inside)
    ]  # fmt: skip
    return [d.telling(view) for d in kept]


def describing(tellings: list[Telling]) -> list[Span]:
    """The words in which acts are named only to describe, not told as happenings of their own."""
    return [
        span
        for telling in tellings
        if telling.kind in {"order", "reward", "issue-of-arms", "reaction", "punishment", "threat"}
        and telling.rule != "reaction.verb"  # "condemned the murder of two judges" tells of it
        for slot in telling.slots
        if slot.field in _DESCRIBING
        for span in slot.spans
    ]


_KEYS = {
    "order": ("order.verbs", "order.telling", "order.nouns"),
    "issue-of-arms": ("arms.verbs", "arms.goods"),
    "reward": ("reward.verbs", "reward.giving", "reward.things"),
    "punishment": ("punishment.verbs", "punishment.nouns", "punishment.giving"),
    "investigation": ("investigation.verbs", "investigation.nouns", "investigation.weak"),
    "threat": ("threat.telling",),
    "denial": ("denial.verbs",),
    "reaction": (
        "reaction.adjectives", "reaction.verbs", "reaction.saying", "reaction.nouns",
        "reaction.express",
    ),
    "protest": ("protest.verbs", "protest.nouns", "protest.gather"),
}  # fmt: skip


_PENALTY = re.compile(
    r"\b(?:(?:moved|transferred|posted|reassigned|replaced)\b.{0,80}\b(?:to|from)\b|(?:jailed|imprisoned)\b.{0,80}\b(?:year|month)s?\b|"
    r"(?:placed|put|sent|puts|sends) (?:\w+ ){0,3}(?:on leave|under (?:house )?arrest)|(?:given|got|gets|get|received|receives)\b.{0,80}\byears?\b)",
    re.IGNORECASE | re.DOTALL,
)
"""Words that punish only with what stands after them: "moved to a mine", "given ten years"."""


@cache
def _words_of(kind: str) -> frozenset[str]:
    found: set[str] = set()
    for key in _KEYS.get(kind, ()):
        found |= words_in("authority.toml", key)
    return frozenset(found)


def carries(kind: str, words: str) -> bool:
    """Whether a word of these carries the authority or response kind."""
    listed = [words[s:e].lower() for s, e in token_spans(words, 0, len(words))]
    if kind == "protest" and [w for w in listed if w == "streets"]:
        return True
    if kind == "punishment" and _PENALTY.search(words):
        return True
    if kind == "investigation" and "into" in listed and "look" in "".join(listed):
        return True
    if any(forms(word) & _words_of(kind) for word in listed):
        return True
    return pattern_carries(kind, words)
