"""Who speaks of an act and is in it: the body that says it arrested, the man who says he was hit."""

from __future__ import annotations

import re

from sacho.model.claim import Attribution
from sacho.model.span import overlaps
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.syntax.clauses import Clause, Phrase
from sacho.read.languages.ko.syntax.lexicon import parties
from sacho.read.languages.ko.syntax.regions import Part
from sacho.read.languages.ko.who.parties import parse_party
from sacho.read.languages.ko.who.roles import can_do, forceful, is_body

SUBJECTS = ("topic", "subj", "also")


def announcer(attributions: list[Attribution], one: Found) -> list[Slot]:
    """쏘겠다고 위협했다: who says so is the one who would."""
    for attribution in attributions:
        speaker = attribution.speaker
        if speaker is not None and speaker.spans and one.limit in attribution.content:
            return [Slot("perpetrator", speaker.spans[:1], confidence=0.7, rule="announced")]
    return []


def own_act(
    text: str, attributions: list[Attribution], clause: Clause | None, one: Found
) -> list[Slot]:
    """경찰은 용의자를 체포했다고 밝혔다: the body that says so did it."""
    if clause is None or clause.having("subj", "topic") or text[one.limit[0]] in '“"‘':
        return []
    for attribution in attributions:
        speaker = attribution.speaker
        if speaker is None or speaker.kind != "official" or not speaker.spans:
            continue
        if one.limit in attribution.content and parse_party(speaker.name) is not None:
            return [Slot("perpetrator", speaker.spans[:1], confidence=0.7, rule="own-act")]
    return []


def own_words(attributions: list[Attribution], one: Found) -> list[Slot]:
    """A씨는 구타를 당했다고 진술했다: the named one who tells it suffered it."""
    for attribution in attributions:
        speaker = attribution.speaker
        if speaker is None or not speaker.spans or one.limit not in attribution.content:
            continue
        if re.search(r"씨\b|씨\(|탈북 여성|탈북 남성", speaker.name):
            return [Slot("victim", speaker.spans[:1], confidence=0.7, rule="own-words")]
    return []


def carried_topic(
    before: Part | None, part: Part, attributions: list[Attribution]
) -> Phrase | None:
    """저는 강을 건넜습니다. 붙잡혀 북송됐습니다: whom a sentence without subject is still about.

    None where the sentence names anybody as its subject, or where somebody was telling something.
    """
    near = before is not None and part.quote is None and (
        before.sentence.paragraph == part.sentence.paragraph
        and before.sentence.index + 1 == part.sentence.index
    )  # fmt: skip
    if before is None or not near or any(p.case in SUBJECTS for p in part.region.phrases):
        return None
    topics = [p for p in before.region.phrases if p.case in ("topic", "subj")]
    if len(topics) != 1 or topics[0].case != "topic" or not can_do(topics[0]):
        return None
    spoken = [s for a in attributions if a.speaker for s in a.speaker.spans]
    told = any(overlaps(topics[0].span, s) for s in spoken)
    return None if told or is_body(topics[0]) or forceful(topics[0]) else topics[0]


def carried(topic: Phrase | None) -> list[Slot]:
    """The one a sentence is still about, as who suffered; a bare number or pronoun is nobody."""
    if topic is None or all(n in parties().bare for n in topic.nouns):
        return []
    return [Slot("victim", (topic.span,), confidence=0.65, rule="carried")]


def speaking(attributions: list[Attribution], one: Found) -> list[Slot]:
    """수사하겠다고 밝혔다: the official who says so is the one who will."""
    if any(s.field == "issuer" for s in one.slots):
        return []
    for attribution in attributions:
        speaker = attribution.speaker
        if speaker is None or speaker.kind != "official" or not speaker.spans:
            continue
        if any(c == one.limit for c in attribution.content):
            return [Slot("issuer", speaker.spans[:1], confidence=0.7, rule="office.speaker")]
    return []
