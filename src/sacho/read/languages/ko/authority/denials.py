"""Denials that quote nothing denied, or use no verb of denying: "혐의를 부인했다", "그런 일이 없다",
"사실무근", "민간인을 겨냥하지 않았다".
"""

from __future__ import annotations

import re

from sacho.model.claim import Attribution
from sacho.model.span import overlaps
from sacho.read.analysis import Sentence, Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.syntax.lexicon import parties

NO = re.compile(
    r"그런\s?(?:일|사실|적|사건|명령|지시)(?:은|이|도)?\s?(?:전혀\s?|결코\s?)?(?:없|모르)|사실\s?무근|사실이\s?아니|사실과\s?다르|"
    r"사실과\s?전혀\s?다르|근거\s?없는|(?:완전한|새빨간)\s?(?:날조|거짓)|날조(?:다|이|된|극|”|라)|조작(?:이다|이라|된 것|”)|모략|연출(?:이라|이다|”)|허위\s?사실|허위\s?(?:선전|보도|주장)|"
    r"터무니없|금시초문|우리\s?(?:소행|짓|책임)이?\s?아니|(?:겨냥|공격|사격|발포|폭격|고문|학대|구금|억류|체포|살해|사용|개입)하지\s?않았|"
    r"(?:쏘|때리|죽이|가두)지\s?않았|(?:한|쏜|때린|죽인|지시한|명령한|가담한|관여한)\s?(?:적|일|바)(?:은|이|도)?\s?없|아무\s?관련이?\s?없|"
    r"우리와\s?무관|손가락\s?하나|존재하지\s?않|(?:들어온|들어간|받은)\s?기록이?\s?없|(?:그런|이른바)\s?[가-힣]{1,4}(?:은|는|이|란)\s?(?:존재하지|없|온 적)|"
    r"(?:죽은|다친|숨진|맞은|송환된|끌려간|잡힌)\s?(?:사람|자|주민)(?:은|는|도)\s?(?:한 명도\s?)?없|데리고\s?있지\s?않|짐꾼으로\s?쓰지\s?않"
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
    return [*told, *_denied_outright(text, sentences, attributions, acts, [*before, *told])]


OUTRIGHT = re.compile(
    r"(?<![가-힣0-9])(?P<target>(?:[가-힣0-9]{1,12}\s){0,4}[가-힣]{1,12})(?:을|를|은|는)\s(?:모두\s|전면\s|강력히\s|거듭\s|완강히\s)?"
    r"(?P<verb>(?:전면\s?)?(?:부인|반박|일축|부정)(?:했|하(?!지)|한|해))"
)
"""혐의를 부인했다: what is denied is named and not quoted."""


def _denied_outright(
    text: str,
    sentences: list[Sentence],
    attributions: list[Attribution],
    acts: list[int],
    before: list[Found],
) -> list[Found]:
    told: list[Found] = []
    for sentence in sentences:
        match = OUTRIGHT.search(text, sentence.start, sentence.end)
        at = sentence.index
        if match is None or any(f.sentence == at for f in before):
            continue
        if not any(0 <= at - s <= NEAR for s in acts):
            continue
        whole = (sentence.start, sentence.end)
        one = Found(
            "denial", match.span("verb"), at, "denial.outright", [], limit=whole, confidence=0.7
        )
        said = [
            a.speaker.spans[0] for a in attributions
            if a.speaker and a.speaker.spans and a.cue and overlaps(a.cue[0], whole)
        ]  # fmt: skip
        one.slots = [Slot("actor", (said[0],), confidence=0.75, rule="denial")] if said else []
        one.slots.append(Slot("target", (match.span("target"),), confidence=0.7, rule="denial"))
        told.append(one)
    return told


def _accountable(name: str, kind: str) -> bool:
    """Whether those who speak answer for an act: officials, soldiers, whoever is accused."""
    status = parties().status
    force = any(
        n in name for n, code in status.items() if len(n) > 1 and code in ("combatant", "official")
    )
    return kind in ("official", "perpetrator") or force
