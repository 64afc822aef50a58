"""How far an act got and how the words commit to it: endings, bound nouns, negation."""

from __future__ import annotations

import msgspec

from sacho.model.claim import Stage, Stance
from sacho.model.span import Spans
from sacho.read.languages.ko.syntax.clauses import MODAL, Clause, Phrase, Region

FUTURE = frozenset(("ᆯ", "을"))
IMPERATIVE = frozenset(
    ("으라고", "으라는", "으라며", "도록", "으라", "라", "어라", "아라", "자", "자고", "자며", "으라면서", "ᆯ것", "을것")
)  # fmt: skip
IMPERATIVE_AFTER_VERB = frozenset(("라고", "라는", "라며", "라면서"))
JOINED = frozenset(("고", "며", "면서"))
CHAINED = frozenset(("어", "아", "어서", "아서", "고", "며", "면서", "다가", "고서"))
HABITUAL = frozenset(("ᆫ다는", "는다는", "ᆫ다고", "는다고", "ᆫ다며", "는다며"))
RUMOURED = frozenset(("보도", "주장", "의혹", "소문", "설", "이야기", "말", "풍문", "얘기"))
THREATS = frozenset(("위협", "협박", "경고", "엄포"))
PURPOSE = frozenset(("려고", "으려고", "고자", "러", "으러"))
TRYING = ("려", "으려")
CONDITION = frozenset(
    (
        "면",
        "으면",
        "ᆫ다면",
        "는다면",
        "다면",
        "라면",
        "ᆯ지",
        "을지",
        "든지",
        "거나",
        "ᆯ까",
        "을까",
        "ᆯ수록",
    )
)
PLANNED = frozenset(("예정", "계획", "방침", "전망", "참", "생각", "작정", "요량", "심산"))
SEEMS = frozenset(("보이", "추정되", "추측되", "관측되", "여겨지", "짐작되", "의심되"))
EXPECTS = frozenset(
    (
        "예상되",
        "전망되",
        "예측되",
        "보이",
        "알려지",
        "전해지",
        "전하",
        "예견되",
        "관측되",
        "예상하",
        "전망하",
    )
)


class Status(msgspec.Struct):
    """`told` False: the words only imagine, forbid or generalise the act, so nothing is told."""

    stage: Stage = "accomplished"
    spans: Spans = ()
    stance: Stance = "asserted"
    negated: bool = False
    told: bool = True


def status(region: Region, index: int) -> Status:
    """Stage and stance of the act whose predicate is the clause of this index."""
    clause = region.clauses[index]
    following = region.clauses[index + 1] if index + 1 < len(region.clauses) else None
    if imperative(region, clause) or clause.ending in CONDITION or _asks(clause):
        return Status(told=False)
    return (
        _chained(region, index)
        or _unfinished(region, clause, following)
        or _described_as(clause, following)
        or Status(told=clause.close != "EF" or not _habitual(clause))
    )


def _chained(region: Region, index: int) -> Status | None:
    """쏴 죽이겠다고 위협했다: the last verb of a chain speaks for those before it."""
    clause = region.clauses[index]
    chained = clause.close == "EC" and clause.ending in CHAINED and "었" not in clause.endings
    if not chained or clause.negated or index + 1 >= len(region.clauses):
        return None
    after = next(
        (i for i, c in enumerate(region.clauses) if i > index and c.close != "ETM"), index + 1
    )
    if any(c.head is not None and c.head.head in MODAL for c in region.clauses[index + 1 : after]):
        after = index + 1
    while clause.ending in JOINED and after + 1 < len(region.clauses) and _complement(
        region, region.clauses[after]
    ):  # fmt: skip
        after += 1  # 고문하며 공범을 대라고 강요했다
    later = status(region, after)
    if not later.told or later.stage in ("planned", "threatened"):
        return later
    return Status(stance="hedged") if later.stance == "hedged" else None


def _complement(region: Region, clause: Clause) -> bool:
    """Words that somebody is told, between two verbs of who tells them."""
    return clause.ending.endswith("라고") and imperative(region, clause)


def _habitual(clause: Clause) -> bool:
    """What is done as a rule: 쏜다, but not 쏘고 있다."""
    return clause.ending in (*HABITUAL, "ᆫ다", "는다") and "있" not in clause.helpers


def _unfinished(region: Region, clause: Clause, following: Clause | None) -> Status | None:
    """Tried, meant, announced, threatened, denied; None where it was simply done."""
    span: Spans = ((clause.start, clause.end),)
    if any(e.startswith(TRYING) for e in clause.endings):
        return Status("attempted", span)
    if clause.ending in PURPOSE:
        return Status(told=False)
    if clause.close == "ETN":
        return _nominalised(clause, following)
    if clause.stem == "약속하":
        return Status("planned", span, "expected")
    if clause.stem in ("시도하", "기도하") or clause.noun in ("시도", "기도"):
        return Status("attempted", span)
    if "겠" in clause.endings:
        return _announced(clause, following, span)
    if clause.close == "ETM" and clause.ending in FUTURE:
        return _future(region, clause, following)
    if clause.negated or clause.stem == "없" or "없" in clause.helpers:
        return Status(stance="denied", negated=True)
    if clause.ending in ("ᆫ다고", "는다고") and following is not None and following.noun in THREATS:
        return Status("threatened", ((following.start, following.end),))
    return None


def _described_as(clause: Clause, following: Clause | None) -> Status | None:
    """-ㄴ 듯하다, -ㄴ 것으로 보인다, -다는 의혹: what the noun after the verb says of it."""
    if clause.close == "ETM" and clause.head is not None:
        if clause.head.head in ("듯", "모양"):
            return Status(stance="hedged")
        if clause.head.head == "것":
            return _seeming(following)
        if (
            clause.head.head in ("적", "바", "일")
            and following is not None
            and following.stem == "없"
        ):
            return Status(stance="denied", negated=True)
        if clause.head.head == "의혹" or (
            clause.ending.endswith("다는") and clause.head.head in RUMOURED
        ):
            return Status(stance="alleged")
    if clause.ending in HABITUAL and _habitual(clause):
        return Status(told=False)
    return None


def _asks(clause: Clause) -> bool:
    return (
        clause.ending.endswith(("냐", "까", "는가", "ᆫ가", "나요", "냐고", "냐며"))
        and clause.close != "ETM"
    )


def imperative(region: Region, clause: Clause) -> bool:
    """쏘라고, 쏘라는, 쏘도록, 쏘지 말 것: told to do or not to do."""
    ending = clause.ending
    if ending in IMPERATIVE and ending not in ("라", "자", "도록"):
        return True
    verb = region.tokens[clause.last - 1].tag if clause.last else ""
    plain = verb not in ("EP", "VCP", "VCN")
    if ending in ("라", "자") and clause.close == "EF":
        return plain
    if ending == "도록" and clause.close == "EC":
        return True
    if ending in IMPERATIVE_AFTER_VERB:
        return plain
    if clause.close == "ETM" and ending in FUTURE and clause.head and clause.head.head == "것":
        return "말" in clause.helpers or _ordered_after(region, clause)
    return False


def _ordered_after(region: Region, clause: Clause) -> bool:
    head = clause.head
    if head is None or head.case != "obj":
        return False
    following = next((c for c in region.clauses if any(p is head for p in c.phrases)), None)
    return following is not None and following.stem in (
        "지시하", "명령하", "요구하", "당부하", "주문하", "강조하", "촉구하", "권고하",
    )  # fmt: skip


def _nominalised(clause: Clause, following: Clause | None) -> Status:
    """-기 위해 is a purpose; -기로 했다 a plan; -기도 했다 a fact."""
    if clause.ending == "기" and following is not None and following.stem == "하":
        return Status("planned", ((clause.start, following.end),), "expected")
    if clause.ending in ("ᆷ", "음"):
        return Status()
    if following is not None and following.stem in ("시도하", "시작하"):
        stage: Stage = "attempted" if following.stem == "시도하" else "accomplished"
        return Status(stage, ((clause.start, following.end),) if stage == "attempted" else ())
    return Status(told=False)


def _announced(clause: Clause, following: Clause | None, span: Spans) -> Status:
    """-겠다고 위협했다: held out as a threat; -겠다고 밝혔다: a plan."""
    if following is not None and following.noun in THREATS:
        return Status("threatened", (((clause.start, following.end)),))
    if following is not None and following.stem in ("하", "말하", "외치", "통보하"):
        return Status("threatened", (((clause.start, following.end)),), "asserted")
    if clause.close == "EF" or clause.ending in ("다고", "다며", "다면서"):
        return Status("planned", span, "expected")
    return Status(told=False)


def _future(region: Region, clause: Clause, following: Clause | None) -> Status:
    head = clause.head
    if head is None:
        return Status(told=False)
    end = following.end if following is not None and following.stem == "이" else head.end
    span: Spans = ((clause.start, end),)
    if head.head == "뿐":
        return Status(stance="denied", negated=True) if clause.negated else Status()
    if head.head in PLANNED:
        return Status("planned", span, "expected")
    if head.head in ("것", "거") and following is None and head is region.phrases[-1]:
        return Status(told=False) if clause.negated else Status("planned", span, "expected")
    if head.head in ("것", "거") and following is not None:
        negated = clause.negated
        if following.stem == "이" or (
            head.case == "means"
            and (following.stem in EXPECTS or following.noun in ("예상", "전망"))
        ):
            if negated:
                return Status(told=False)
            return Status("planned", ((clause.start, following.end),), "expected")
    return Status(told=False)


def _seeming(following: Clause | None) -> Status:
    if following is not None and (following.stem in SEEMS or following.noun in ("추정", "추측")):
        return Status(stance="hedged")
    if following is not None and following.stem == "아니":
        return Status(stance="denied", negated=True)
    return Status()


def nominal_status(text: str, region: Region, phrase: Phrase, index: int, start: int = 0) -> Status:
    """Of an act that a noun carries: 탈북 시도, 살인 미수, 총격 계획, 총격은 없었다.

    `start` is where the noun stands: in 탈북 시도 일가족 총격 nobody only tried to shoot.
    """
    first = max(phrase.start, start)
    words = text[first : phrase.end]
    for word in ("시도", "미수", "기도"):
        at = words.find(word)
        if at >= 0:
            return Status("attempted", ((first + at, first + at + len(word)),))
    for word in ("계획", "예고", "모의"):
        if word in words:
            return Status("planned", ((phrase.start, phrase.end),), "expected")
    if any(
        w in words
        for w in ("위협", "가능성", "우려", "예방", "방지", "단속", "금지", "근절", "차단", "대비")
    ):
        return Status(told=False)
    if index >= 0:
        clause = region.clauses[index]
        if clause.stem in ("달하", "이르", "넘", "육박하"):
            return Status()  # 부상자가 40명에 달한다
        held = status(region, index)
        if clause.stem in ("시도하", "기도하", "실패하", "좌절되", "미수"):
            return Status("attempted", ((clause.start, clause.end),))
        if phrase.case in ("subj", "topic", "obj", "also", "", "means"):
            return held
    return Status()
