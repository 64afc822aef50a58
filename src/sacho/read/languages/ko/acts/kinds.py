"""Which words of a sentence carry an act: verbs, event nouns with their verbs, noun-verb pairs."""

from __future__ import annotations

import msgspec

from sacho.model.span import Span
from sacho.read.languages.ko.acts.guards import stands
from sacho.read.languages.ko.acts.serial import (
    SOLD,
    beaten,
    bound_for,
    forceful,
    hidden,
    onward,
)
from sacho.read.languages.ko.syntax.arguments import subject
from sacho.read.languages.ko.syntax.clauses import BOUND, Clause, Phrase, Region
from sacho.read.languages.ko.syntax.lexicon import Act, acts, means, parties

ACTIVE = frozenset(
    ("하", "가하", "벌이", "저지르", "감행하", "자행하", "퍼붓", "일으키", "휘두르", "일삼", "주도하", "나서", "들어가",
     "착수하", "실시하", "진행하", "벌여오", "행하", "집행하", "시도하", "기도하", "단행하", "내리", "주", "수여하", "감수하",
     "시키", "계속하", "강행하", "이어가", "동원하", "참가하", "참여하", "가담하", "개시하", "돌입하", "시작하", "처하", "벌리", "조직하")
)  # fmt: skip
PASSIVE = frozenset(
    ("당하", "받", "입", "겪", "처해지", "시달리", "면하", "맞", "받아오", "넘기", "넘겨지", "회부되", "이르")
)  # fmt: skip
HAPPENING = frozenset(
    ("있", "발생하", "벌어지", "일어나", "이뤄지", "이루어지", "자행되", "집행되", "진행되", "계속되", "잇따르", "없", "터지",
     "시작되", "실시되", "이어지", "나오", "늘", "속출하", "생기", "빚", "빚어지", "나", "가해지", "시도되", "적발되", "포착되", "단행되",
     "끊이")
)  # fmt: skip
TOYS = ("딱총", "물총", "새총", "장난감", "비비탄", "모형", "폭죽", "눈싸움")
ATTEMPT = frozenset(("시도", "미수", "기도"))
PERSONAL = frozenset(
    ("사망자", "희생자", "부상자", "중상자", "경상자", "사상자", "실종자", "이재민")
)


class Trigger(msgspec.Struct):
    """`voice`: active, passive (the subject suffers), event (it took place) or nominal.

    `clause` is the clause whose phrases say who and whom, -1 where there is none; `phrase` the noun
    phrase that holds the event noun, where a noun carries the act.
    """

    act: Act
    clause: int
    span: Span
    voice: str
    phrase: Phrase | None = None


def triggers(text: str, region: Region) -> list[Trigger]:
    """Every act that the region's words carry, in order; one a clause or noun phrase."""
    found: list[Trigger] = []
    used: set[int] = set()  # first token of phrases whose noun has been taken
    for index, clause in enumerate(region.clauses):
        trigger = _carried(text, region, index, used)
        if trigger is not None and not _excluded(text, region, trigger):
            found.append(trigger)
            found += _compound(region, trigger)
            found += _beside(region, trigger, used)
        elif trigger is not None and clause.noun:
            used.update(p.first for p in clause.phrases if p.head == clause.noun)
    for phrase in region.phrases:
        if phrase.first in used:
            continue
        trigger = _nominal(region, phrase)
        if trigger is None or _only_named(region, trigger, found):
            continue
        if not stands(text, region, trigger.clause, trigger.act, passive=False):
            continue
        if not _excluded(text, region, trigger):
            found.append(trigger)
            found += _compound(region, trigger)
    return sorted(found, key=lambda t: t.span)


def _carried(text: str, region: Region, index: int, used: set[int]) -> Trigger | None:
    """The act that the clause carries, by a pair, by its verb or by a light verb."""
    for make in (_pair, _verb, _light):
        taken = set(used)
        trigger = make(text, region, index, taken)
        if trigger is None:
            continue
        if stands(text, region, index, trigger.act, trigger.voice == "passive"):
            used |= taken
            return trigger
    return None


def _pair(text: str, region: Region, index: int, used: set[int]) -> Trigger | None:
    del text
    clause = region.clauses[index]
    stems = {clause.stem, clause.noun + clause.light if clause.noun else clause.stem}
    before = region.clauses[index - 1] if index else None
    serial: list[Phrase] = []
    if (
        before is not None
        and before.ending in ("어", "아", "어서", "아서")
        and before.close == "EC"
    ):
        serial = before.having("obj") if not before.noun else []
    held = [
        *serial,
        *clause.phrases,
        *([clause.head] if clause.head and clause.close == "ETM" else []),
    ]
    for phrase in reversed(held):
        for noun in reversed(phrase.nouns):
            for stem in stems:
                entry = acts().pairs.get((noun, stem))
                if entry is None:
                    continue
                if phrase is clause.head:
                    end = clause.end if entry.act.kind == "shooting" else phrase.end
                    span = (clause.start, end)
                else:
                    used.add(phrase.first)
                    span = (_noun_start(region, phrase, noun), clause.end)
                passive = entry.suffers or "지" in clause.helpers or kicked(clause)
                voice = "passive" if passive else "active"
                return Trigger(entry.act, index, span, voice, None)
    return None


def _verb(text: str, region: Region, index: int, used: set[int]) -> Trigger | None:
    clause = region.clauses[index]
    table = acts()
    span = (clause.start, clause.end)
    entry = table.verbs.get(clause.stem)
    if clause.stem == "돌아가" and "시" in clause.endings and not bound_for(region, clause):
        entry = table.verbs.get("돌아가시")
    elif clause.stem in SOLD and hidden(region, index):
        secret = next(t for t in region.tokens if t.lemma == "몰래")
        return Trigger(table.nouns["밀수"], index, (secret.start, clause.end), "active")
    elif clause.stem == "끌" and onward(region, index) in ("가", "나가"):
        who = subject(region, index)
        official = who is not None and any(forceful(n) for n in who.nouns)
        entry = table.verbs.get("잡아가" if official else "끌고가")
    elif clause.stem == "없" and clause.helpers[:1] == ("지",):
        entry = table.verbs.get("없어지")
    elif clause.stem == "맞" and beaten(region, index):
        entry = table.verbs.get("얻어맞")
    if entry is not None:
        if entry.act.needs == "aim" and not _aimed(text, region, index):
            return None
        if entry.act.needs_verbs == "goods" and not clause.having("obj"):
            return None
        made = "게" in clause.endings and ("하" in clause.helpers or "만들" in clause.helpers)
        voice = "passive" if (entry.suffers or kicked(clause)) and not made else "active"
        return Trigger(entry.act, index, span, voice)
    if clause.noun:
        before = clause.phrases[-1] if clause.phrases else None
        adjacent = before is not None and before.case == "" and before.last == clause.first - 1
        act = table.nouns.get(before.head + clause.noun) if before and adjacent else None
        if act is not None and before is not None:
            span = (_noun_start(region, before, before.head), clause.end)
            used.add(before.first)
        act = act or table.nouns.get(clause.noun)
        if act is None:
            return None
        return Trigger(act, index, span, _voice(act, clause.light))
    return None


def kicked(clause: Clause) -> bool:
    """걷어차여: the ending hides the 이 that makes the verb passive."""
    first = clause.endings[0] if clause.endings else ""
    return first in ("여", "여서", "였") and not clause.stem.endswith(("하", "이"))


def _voice(act: Act, light: str) -> str:
    if act.inverse:
        return "active" if light == "시키" else "passive"
    if act.frame == "suffer":
        return "passive"
    if act.frame == "deed":
        return "active"
    return "passive" if light in ("되", "당하", "받") else "active"


def _light(text: str, region: Region, index: int, used: set[int]) -> Trigger | None:
    """총격을 가하다, 고문을 당하다, 체포에 나서다, 총격 사건이 발생하다."""
    del text
    clause = region.clauses[index]
    stem = clause.stem
    for phrase in reversed(clause.phrases):
        act, noun = _event_noun(phrase)
        if (
            act is not None
            and phrase.case == "part"
            and stem == "이"
            and phrase is clause.phrases[-1]
        ):
            used.add(phrase.first)  # 농성 중이다
            passive = act.frame in ("harm", "suffer")
            span = (_noun_start(region, phrase, noun), clause.end)
            return Trigger(act, index, span, "passive" if passive else "active", phrase)
        if act is None or phrase.case in (
            "gen",
            "dat",
            "part",
            "incl",
            "with",
            "about",
            "for",
            "from",
        ):
            continue
        if phrase.case == "means":
            continue
        if stem in PASSIVE:
            voice = "passive"
        elif stem in ACTIVE and phrase.case != "subj":
            voice = "active" if not act.inverse else "passive"
        elif stem in HAPPENING:
            voice = "event"
        else:
            continue
        if act.frame == "suffer":
            voice = "event" if voice == "event" else "passive"
        used.add(phrase.first)
        start = _noun_start(region, phrase, noun)
        return Trigger(act, index, (start, clause.end), voice, phrase)
    return None


def _nominal(region: Region, phrase: Phrase) -> Trigger | None:
    act, noun = _event_noun(phrase)
    if act is None or not (act.bare or phrase.head in ("사건", "혐의", "죄")):
        return None
    start = _noun_start(region, phrase, noun)
    return Trigger(act, _clause_of(region, phrase), (start, start + len(noun)), "nominal", phrase)


def _compound(region: Region, trigger: Trigger) -> list[Trigger]:
    """총격 사망자, 총격 사건 수사: the act stands before the noun for what came of it."""
    phrase = trigger.phrase
    if phrase is None or len(phrase.nouns) < 2:
        return []
    if trigger.act.frame != "suffer" and not (
        trigger.act.frame == "office" and "사건" in phrase.nouns
    ):
        return []
    for noun in phrase.nouns[:-1]:
        act = acts().nouns.get(noun)
        if act is not None and act.frame == "harm" and act.bare:
            start = _noun_start(region, phrase, noun)
            return [Trigger(act, trigger.clause, (start, start + len(noun)), "nominal", phrase)]
    return []


def _beside(region: Region, trigger: Trigger, used: set[int]) -> list[Trigger]:
    """전기고문과 구타에 시달렸다: two event nouns with one verb."""
    phrase = trigger.phrase
    at = region.phrases.index(phrase) if phrase is not None and trigger.clause >= 0 else 0
    before = region.phrases[at - 1] if at else None
    if phrase is None or before is None or before.case != phrase.case:
        return []
    joined = region.tokens[before.last + 1].tag in ("JC", "SP", "JKB")
    act, noun = _event_noun(before)
    if act is None or act.kind == trigger.act.kind or before.last + 2 != phrase.first or not joined:
        return []
    used.add(before.first)
    start = _noun_start(region, before, noun)
    return [Trigger(act, trigger.clause, (start, start + len(noun)), trigger.voice, before)]


def _only_named(region: Region, trigger: Trigger, found: list[Trigger]) -> bool:
    """희생자들이 묻혔다: the noun only names people that are told of elsewhere."""
    phrase = trigger.phrase
    if phrase is None or phrase.head not in PERSONAL:
        return False
    tokens = region.tokens[phrase.first : phrase.last + 1]
    if any(t.tag in ("SN", "NR") or t.lemma in ("여러", "수십", "수백") for t in tokens):
        return False
    clause = region.clauses[trigger.clause] if trigger.clause >= 0 else None
    return clause is None or (clause.stem != "이" and clause.stem not in HAPPENING)


def _event_noun(phrase: Phrase) -> tuple[Act | None, str]:
    """The event noun of a phrase: its head, or the noun before 사건, 시도, 혐의, a number …"""
    table = acts().nouns
    nouns = list(phrase.nouns)
    for index in range(len(nouns) - 1, -1, -1):
        noun = nouns[index]
        if index and nouns[index - 1] + noun in table:
            return table[nouns[index - 1] + noun], noun
        if noun in table:
            return table[noun], noun
        if index < len(nouns) - 3:
            break
        if noun in parties().people and noun not in ("명", "분", "인", "이", "자"):
            break
    return None, ""


def _noun_start(region: Region, phrase: Phrase, noun: str) -> int:
    for token in region.tokens[phrase.first : phrase.last + 1]:
        if token.lemma == noun:
            return token.start
    return phrase.start


def _clause_of(region: Region, phrase: Phrase) -> int:
    for index, clause in enumerate(region.clauses):
        if any(p is phrase for p in clause.phrases):
            return index
    return -1


def _aimed(text: str, region: Region, index: int) -> bool:
    """쏘다 says what is shot at, or a gun is spoken of beside it."""
    clause = region.clauses[index]
    people = parties().people
    if any(p.case in ("dat", "aim", "obj") and any(n in people for n in p.nouns)
           for p in clause.phrases):  # fmt: skip
        return True
    if clause.head is not None and clause.head.head in means().codes:
        return True
    nouns = {n for p in clause.phrases for n in p.nouns}
    if any(n in means().codes for n in nouns):
        return True
    if any("발" in p.nouns and p.case in ("obj", "") for p in clause.phrases):
        return True  # 스무 발을 쏘다
    following = region.clauses[index + 1] if index + 1 < len(region.clauses) else None
    return following is not None and following.stem in ("죽이", "맞히")


def _excluded(text: str, region: Region, trigger: Trigger) -> bool:
    at = region.clauses[trigger.clause] if trigger.clause >= 0 else None
    if at is not None and _only_like(text, at):
        return True
    banned = trigger.act.not_with
    if not banned:
        return False
    held: list[Phrase] = [trigger.phrase] if trigger.phrase else []
    clause: Clause | None = region.clauses[trigger.clause] if trigger.clause >= 0 else None
    if clause is not None:
        held += clause.phrases
        held += [clause.head] if clause.head and clause.head.head not in BOUND else []
    if trigger.phrase is not None and trigger.phrase in region.rest:
        held += region.rest
    words = {n for p in held for n in p.nouns}
    if any(w in words for w in banned):
        return True
    run = text[min([trigger.span[0], *(p.start for p in held)]) : trigger.span[1]]
    return any(w in run for w in banned if " " in w or len(w) > 3) or _cause(region, trigger)


def _only_like(text: str, clause: Clause) -> bool:
    """태우듯, 폭격을 맞은 셈, 사라진 줄 알고, 물총을 쏘며: like it, and not it."""
    if clause.ending.startswith("듯"):
        return True
    if clause.close == "ETM" and clause.head is not None and clause.head.head in ("줄", "셈"):
        return True
    start = min([clause.start, *(p.start for p in clause.phrases)])
    return any(w in text[max(0, start - 1) : clause.end] for w in TOYS)


def _cause(region: Region, trigger: Trigger) -> bool:
    """병으로 숨지다, 굶어 죽다: the clause before says that nobody did it."""
    if trigger.act.kind not in ("killing", "injury") or trigger.clause < 1:
        return False
    before = region.clauses[trigger.clause - 1]
    if before.close not in ("EC", "ETM") or before.ending not in (
        "어",
        "아",
        "어서",
        "아서",
        "다",
        "다가",
        "고",
        "ᆫ",
    ):
        return False
    banned = trigger.act.not_with
    words = {n for p in before.phrases for n in p.nouns} | {before.stem, before.noun}
    return any(w in words for w in banned)
