"""Denials without a verb of denying: "그런 일이 없다", "사실무근", "민간인을 겨냥하지 않았다"."""

from __future__ import annotations

import re

from sacho.model.claim import Attribution
from sacho.model.span import overlaps
from sacho.read.analysis import Sentence, Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.syntax.lexicon import parties

NO = re.compile(
    r"그런\s?(?:일|사실|적|사건|명령|지시)(?:은|이|도)?\s?(?:전혀\s?|결코\s?)?(?:없|모르)|사실\s?무근|사실이\s?아니|사실과\s?다르|"
    r"사실과\s?전혀\s?다르|근거\s?없는|(?:완전한|새빨간)\s?(?:날조|거짓)|날조(?:다|이|된|극)|모략|허위\s?사실|허위\s?(?:선전|보도|주장)|"
    r"터무니없|금시초문|우리\s?(?:소행|짓|책임)이?\s?아니|(?:겨냥|공격|사격|발포|폭격|고문|학대|구금|억류|체포|살해|사용|개입)하지\s?않았|"
    r"(?:쏘|때리|죽이|가두)지\s?않았|(?:한|쏜|때린|죽인|지시한|명령한|가담한|관여한)\s?(?:적|일|바)(?:은|이|도)?\s?없|아무\s?관련이?\s?없"
)  # fmt: skip
_ANSWERS = frozenset(
    ("order", "reward", "punishment", "investigation", "denial", "reaction", "issue-of-arms")
)
NEAR = 4  # sentences between the act and its denial


def denials(
    text: str, sentences: list[Sentence], attributions: list[Attribution], found: list[Found]
) -> list[Found]:
    """An authority's words that an act told shortly before did not happen."""
    acts = [f.sentence for f in found if f.kind not in _ANSWERS]
    before = [f for f in found if f.kind == "denial"]
    told: list[Found] = []
    for attribution in attributions:
        speaker = attribution.speaker
        if speaker is None or not speaker.spans or not _accountable(speaker.name, speaker.kind):
            continue
        for content in attribution.content:
            match = NO.search(text, *content)
            at = next((s.index for s in sentences if s.start <= content[0] < s.end), -1)
            if match is None or not any(0 <= at - s <= NEAR for s in acts):
                continue
            if any(f.sentence == at or overlaps(match.span(), f.trigger) for f in before):
                continue
            one = Found(
                "denial", match.span(), at, "denial.said", [], limit=content, confidence=0.7
            )
            one.slots = [Slot("actor", speaker.spans[:1], confidence=0.8, rule="denial")]
            told.append(one)
            break
    return told


def _accountable(name: str, kind: str) -> bool:
    """Whether those who speak answer for an act: officials, soldiers, whoever is accused."""
    status = parties().status
    force = any(
        n in name for n, code in status.items() if len(n) > 1 and code in ("combatant", "official")
    )
    return kind in ("official", "perpetrator") or force
