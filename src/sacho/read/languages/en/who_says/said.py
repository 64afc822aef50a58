"""When it was told: words beside the cue that date the telling, never the deed."""

from __future__ import annotations

import re

from sacho.model.claim import Said
from sacho.model.span import Span
from sacho.read.analysis import Sentence

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_SAID = re.compile(
    rf"\b(?:(?:last |this |late |early |earlier ){{0,4}}{_DAY}(?: (?:morning|afternoon|evening|night))?"
    rf"(?:,? (?:the )?{_DATE})?|{_DATE}|yesterday|today|earlier (?:today|this week|this month)"
    r"|(?:last|this) (?:week|month|night|year)|(?:one|two|three|four|five|six|several) "
    rf"(?:days|weeks|months) (?:ago|later|earlier)|(?<=in ){_MONTH}(?: \d{{4}})?|(?<=in )\d{{4}})\b",
    re.IGNORECASE,
)


def said_at(
    text: str, sentence: Sentence, source: Span | None, cue: Span, content: list[Span]
) -> Said | None:
    """The date of a telling with this cue; None where none stands beside it, outside its content."""
    bounds = sorted([sentence.end, *(start for start, _ in content if start >= cue[1])])
    start = max(cue[1], source[1] if source is not None and source[0] >= cue[1] else cue[1])
    for match in _SAID.finditer(text, start, max(bounds[0], start)):
        if _beside(text[start : match.start()]):
            return Said(" ".join(match.group().split()), (match.span(),), None)
    if source is not None and source[1] <= cue[0] and not any(s < source[0] for s, _ in content):
        match = _SAID.search(text, sentence.start, source[0])
        if match is not None and text[match.end() : source[0]].strip(" ,") == "":
            return Said(" ".join(match.group().split()), (match.span(),), None)
    return None


def _beside(between: str) -> bool:
    """Whether what stands between cue and date leaves the date with the cue."""
    return len(between) < 80 and not re.search(r"[.;:“”\"]|\b(?:that|who|which|when)\b", between)
