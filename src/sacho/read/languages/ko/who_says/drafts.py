"""Attributions before they have ids: their words, stance and place in the chain of speakers."""

from __future__ import annotations

import re

import msgspec

from sacho.model.claim import Attribution, Said, Speaker, Stance
from sacho.model.span import Span, Spans, covers
from sacho.read.languages.ko.syntax.clauses import Clause, Phrase
from sacho.read.languages.ko.syntax.lexicon import cues

LINK = re.compile(r"(?:반면|한편|당시|현재|최근|결국)\s(?=\S)")  # no part of a name
TAILS = ("면서", "고", "며")


class Draft(msgspec.Struct):
    """An attribution before its id and its place in the chain are known."""

    speaker: Speaker | None
    cue: Spans
    content: list[Span]
    stance: Stance = "asserted"
    said: Said | None = None
    inside: int | None = None  # index of the draft that quotes this one ("소식통을 인용해")


def crowd(text: str, phrase: Phrase, among: bool) -> Speaker | None:
    """The people among whom something is said: 주민들 of 주민들 사이에서."""
    words = text[phrase.start : phrase.end]
    end = phrase.end
    if among:
        cut = max(words.rfind("사이"), words.rfind(" 속"))
        words = words[:cut].rstrip() if cut > 0 else words
        end = phrase.start + len(words)
    link = LINK.match(words)
    start = phrase.start + (link.end() if link else 0)
    return Speaker(text[start:end], "anonymous", ((start, end),)) if words else None


def said_stance(stem: str) -> Stance:
    """What the verb of telling says of its words."""
    if stem in cues().expected:
        return "expected"
    stance = cues().verbs.get(stem, "asserted")
    return msgspec.convert(stance, Stance)


def without_tail(clause: Clause, text: str) -> int:
    """Where a clause ends without what makes it indirect."""
    if clause.close == "EF":
        return clause.end
    for tail in TAILS:
        if text[: clause.end].endswith(tail):
            return clause.end - len(tail)
    return clause.end


def stripped(text: str, start: int, end: int) -> Span:
    """The span without white space and commas at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",，·"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def chained(drafts: list[Draft]) -> list[Attribution]:
    """Ids in the order of the text, and each one within the narrowest words that hold its cue."""
    drafts = [d for d in drafts if d.content and all(e > s for s, e in d.content)]
    order = sorted(drafts, key=lambda d: (d.content[0][0], -d.content[-1][1], d.inside is not None))
    ids = {id(d): f"q{n}" for n, d in enumerate(order, 1)}
    found: list[Attribution] = []
    for draft in order:
        outer = _holder(draft, order)
        found.append(
            Attribution(
                ids[id(draft)], draft.speaker, draft.cue, tuple(draft.content),
                ids[id(outer)] if outer else None, draft.said, draft.stance,
            )
        )  # fmt: skip
    return found


def _holder(draft: Draft, every: list[Draft]) -> Draft | None:
    if draft.inside is not None:
        return next(
            (d for d in every if d is not draft and d.inside is None
             and any(covers(c, i) for c in d.content for i in draft.content)), None,
        )  # fmt: skip
    at = draft.cue[0] if draft.cue else draft.content[0]
    held = [
        (c[1] - c[0], n) for n, d in enumerate(every) if d is not draft
        for c in d.content if covers(c, at) and c not in draft.content
    ]  # fmt: skip
    return every[min(held)[1]] if held else None
