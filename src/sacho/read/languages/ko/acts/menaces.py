"""Threats in somebody's words: "가만두지 않겠다", "조카들까지 없애겠다"."""

from __future__ import annotations

import re

from sacho.model.claim import Attribution
from sacho.model.span import Span, overlaps
from sacho.read.analysis import Sentence, Slot
from sacho.read.languages.ko.acts.found import Found

_MENACE = re.compile(
    r"(?:없애|죽이|죽여\s?버리|쏴\s?버리|쏴\s?죽이|없애\s?버리|가만두지\s?않|가만\s?두지\s?않|가만\s?안\s?두|가만있지\s?않|"
    r"잡아가|잡아넣|처넣|집어넣|불태우|폭파하|해치|처단하|묻어\s?버리|몰살시키|몰살하|끝장내|끌어가|관리소에\s?보내|"
    r"교화소에\s?보내|감옥에\s?보내|고향에서\s?쫓아내|대가를\s?치르게\s?하)겠"
)  # fmt: skip
_TOLD_BY = ("media", "ngo", "court")


def menaces(
    text: str, sentences: list[Sentence], attributions: list[Attribution], found: list[Found]
) -> list[Found]:
    """What those quoted hold out to frighten somebody, where no threat is told there yet."""
    threats = [f.trigger for f in found if f.kind == "threat"]
    told: list[Found] = []
    for attribution in attributions:
        speaker = attribution.speaker
        if speaker is None or speaker.kind in _TOLD_BY or not speaker.spans:
            continue
        for content in attribution.content:
            match = _MENACE.search(text, *content)
            sentence = _sentence(sentences, content)
            if match is None or sentence < 0:
                continue
            end = min(content[1], match.end() + 1)
            trigger: Span = (match.start(), end)
            if any(f.sentence == sentence for f in found if f.trigger in threats):
                continue
            start = _start(text, content, match.start())
            one = Found("threat", trigger, sentence, "threat.quoted", [], limit=content)
            one.slots = [
                Slot("perpetrator", speaker.spans[:1], confidence=0.75, rule="threat"),
                Slot("harm", ((start, end),), confidence=0.75, rule="threat"),
            ]
            if not any(overlaps(trigger, f.trigger) for f in told):
                told.append(one)
    return told


def _start(text: str, content: Span, at: int) -> int:
    """Where the clause that holds out harm begins: after the last comma or condition."""
    cut = max(text.rfind(mark, content[0], at) for mark in (", ", "면 ", ". ", "“", '"', "‘", "'"))
    if cut < 0:
        return content[0]
    return cut + (2 if text[cut + 1 : cut + 2] == " " else 1)


def _sentence(sentences: list[Sentence], span: Span) -> int:
    return next((s.index for s in sentences if s.start <= span[0] < s.end), -1)
