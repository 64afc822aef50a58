"""Orders: who told whom to do or not to do what."""

from __future__ import annotations

from sacho.model.claim import PartyField
from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.acts.stages import imperative
from sacho.read.languages.ko.syntax.arguments import subject
from sacho.read.languages.ko.syntax.clauses import Clause, Phrase
from sacho.read.languages.ko.syntax.lexicon import parties
from sacho.read.languages.ko.syntax.regions import Part
from sacho.read.languages.ko.who.roles import Scene, can_do
from sacho.read.languages.ko.who.slots import party_slot

COMMAND = frozenset(
    ("지시하", "명령하", "하달하", "당부하", "주문하", "시달하", "포고하", "엄명하", "지령하", "신신당부하", "다그치", "독려하", "교양하",
     "명하", "내리먹이", "금지하", "촉구하", "강조하", "경고하", "요구하", "포치하", "주의주", "되풀이하", "상기시키", "지시되", "하달되",
     "명령받", "지시받", "이르", "신칙하", "못박", "호령하", "통고하", "내리명령하", "지시내리", "포고내리", "명령내리", "공시하", "회람시키",
     "통지하", "통보하", "엄포하", "으르", "당부되", "요청하")
)  # fmt: skip
URGING = frozenset(("촉구하", "요구하", "경고하", "강조하", "당부하", "요청하", "주문하", "독려하"))
POWERLESS = (
    "단체",
    "협회",
    "연합",
    "재단",
    "유엔",
    "센터",
    "야당",
    "노조",
    "조합",
    "주민",
    "유족",
    "유가족",
    "변호사",
    "활동가",
    "학생",
)
STRONG = frozenset(("지시하", "명령하", "하달하", "포고하", "엄명하", "지령하"))
WEAK = frozenset(
    (
        "강조하",
        "경고하",
        "요구하",
        "촉구하",
        "말하",
        "하",
        "밝히",
        "교양하",
        "독려하",
        "당부하",
        "주문하",
        "다그치",
    )
)
ORDERS = frozenset(
    ("지시", "명령", "지침", "포고문", "방침", "특별지시", "명령서", "지시문", "포고", "긴급지시", "하달", "엄명", "특별명령", "령", "당부",
     "사격명령", "발포명령", "공시문", "공고문", "벽보", "공문", "통지문", "지시서", "지령문", "통고문", "공고", "공시", "통금령", "통행금지령", "소개령", "금지령", "봉쇄령", "총동원령", "말씀", "훈령", "요구")
)  # fmt: skip
GIVEN = frozenset(
    ("내리", "하달하", "하달되", "떨어지", "내려오", "전달하", "전달되", "받", "내려보내", "발령하", "선포하", "발표하", "시달되", "시달하",
     "내려지", "하달받", "전달받", "공포하", "있", "내놓", "받들", "전하", "나오", "포치하", "포치되", "읽어주", "읽", "붙이", "나붙", "배포하", "뿌리", "낭독하", "게시하", "따르", "어기", "위반하", "내려가", "오")
)  # fmt: skip


def order(scene: Scene, part: Part, index: int, quotes: list[Span]) -> Found | None:
    """An order told by this clause: its verb, or a noun of ordering with a verb of giving."""
    clause = scene.region.clauses[index]
    told = _instruction(scene, index, quotes)
    noun = next((p for p in clause.phrases if p.head in ORDERS), None)
    if clause.stem in COMMAND and told is not None:
        trigger, rule = (clause.start, clause.end), "order.verb"
    elif noun is not None and clause.stem in GIVEN and clause.noun not in ("조사",):
        told = _noun_instruction(scene, noun, quotes) or told
        head = next(t for t in reversed(scene.region.tokens[noun.first : noun.last + 1])
                    if t.lemma == noun.head)  # fmt: skip
        trigger, rule = (head.start, clause.end), "order.noun"
    elif (
        clause.stem in WEAK and told is not None and (clause.stem != "하" or clause.close != "ETM")
    ):
        trigger, rule = (clause.start, clause.end), "order.said"
    else:
        return None
    if told is None and rule != "order.noun":
        return None
    found = Found("order", trigger, part.sentence.index, rule, [], limit=scene.limit)
    _order_parties(scene, index, clause, noun, found)
    issuer = any(s.field == "issuer" for s in found.slots)
    addressee = any(s.field == "addressee" for s in found.slots)
    strong = rule == "order.noun" or (clause.stem in STRONG and (found.slots or told is not None))
    if not strong and not _commands(scene, found):
        return None
    if rule == "order.said" and not ((issuer and addressee) or (issuer and _command(scene, index))):
        return None
    if clause.stem in URGING and _outside(scene, found):
        return None
    if told is not None:
        found.add([Slot("instruction", (told,), confidence=0.85, rule=rule)])
    elif not (issuer or addressee):
        return None
    if clause.stem == "받":
        found.confidence = 0.75
    return found


def _commands(scene: Scene, found: Found) -> bool:
    """Whether somebody in command orders, or somebody under command is ordered."""
    known = parties()
    for slot in found.slots:
        words = scene.text[slot.spans[0][0] : slot.spans[0][1]]
        held = [n for n in {*known.status, *known.kind} if len(n) > 1 and n in words]
        if any(known.status.get(n) in ("official", "combatant") or known.kind.get(n) for n in held):
            return True
    return False


def _outside(scene: Scene, found: Found) -> bool:
    """Whether those who urge have nobody under their command: a rights group, residents."""
    issuers = [scene.text[slice(*s.spans[0])] for s in found.slots if s.field == "issuer"]
    return any(w in words for words in issuers for w in POWERLESS)


def _command(scene: Scene, index: int) -> bool:
    """Whether the issuer is a body that commands, so that "말했다" is an order."""
    who = subject(scene.region, index)
    return who is not None and any(
        parties().status.get(n) in ("official", "combatant") for n in who.nouns
    )


def _instruction(scene: Scene, index: int, quotes: list[Span]) -> Span | None:
    """The words that are ordered: the imperative clause before, or a quotation before."""
    region = scene.region
    clause = region.clauses[index]
    quoted = [q for q in quotes if q[1] <= clause.start + 1 and clause.start - q[1] < 40]
    if quoted and commands(scene.text, quoted[-1]):
        return quoted[-1]
    for before in reversed(region.clauses[:index]):
        if imperative(region, before):
            end = before.end
            if before.head is not None and before.head.head == "것":
                end = before.head.end
            return _run_start(scene, region.clauses.index(before)), _cut(scene.text, end)
        if clause.start - before.end > 25 or before.ending.endswith(("다고", "다며", "다면서")):
            break
    return None


def commands(text: str, quote: Span) -> bool:
    """Whether quoted words are an order: 쏘라, 쏘지 말 것, 경계하자, 해야 한다."""
    words = text[quote[0] : quote[1]].strip("“”‘’\"' .!")
    return words.endswith(
        (
            "라",
            "말 것",
            "할 것",
            "하자",
            "야 한다",
            "말라",
            "지어다",
            "된다",
            "시오",
            "금지",
            "안 된다",
            "마라",
            "처단",
            "이다",
        )
    )


def _cut(text: str, end: int) -> int:
    """Without the particle that makes the words indirect."""
    for tail in ("면서", "고", "는", "며"):
        if text[:end].endswith(("라" + tail, "자" + tail, "다" + tail)):
            return end - len(tail)
    return end


def _noun_instruction(scene: Scene, noun: Phrase, quotes: list[Span]) -> Span | None:
    """쏘라는 지시, “…”는 지시."""
    quoted = [q for q in quotes if 0 <= noun.start - q[1] < 8]
    if quoted:
        return quoted[-1]
    by = noun.modified_by
    if by >= 0:
        clause = scene.region.clauses[by]
        if imperative(scene.region, clause) or clause.ending.endswith(("라는", "자는", "다는")):
            return _run_start(scene, by), _cut(scene.text, clause.end)
    return None


def _run_start(scene: Scene, index: int) -> int:
    """Where the ordered words begin: after the issuer and the addressee."""
    region = scene.region
    start = region.clauses[index].start
    at = index
    while at >= 0:
        clause = region.clauses[at]
        for phrase in reversed(clause.phrases):
            first = phrase is clause.phrases[0] and phrase.case == "subj" and can_do(phrase)
            above = first and parties().kind.get(phrase.head) == "institution"
            if _boundary(scene, phrase) or (first and at == index) or above:
                return _past_date(scene, _after(scene, phrase))
            start = phrase.start
        at -= 1
        if at >= 0 and _closed(region.clauses[at]):
            break
        if at >= 0:
            start = min(start, region.clauses[at].start)
    return start


def _past_date(scene: Scene, start: int) -> int:
    """Past "지난달 말": when it was ordered, not when to obey."""
    for phrase in scene.region.phrases:
        if phrase.start == start and phrase.case in ("", "at") and scene.words(phrase).startswith(
            ("지난", "올해", "작년")
        ):  # fmt: skip
            return _after(scene, phrase)
    return start


def _boundary(scene: Scene, phrase: Phrase) -> bool:
    """Who orders or is ordered stands before the ordered words."""
    unit = any(parties().kind.get(n) == "unit" for n in phrase.nouns)
    told = phrase.case == "at" and unit and scene.particle(phrase) == "에"
    also = phrase.case == "also" and parties().kind.get(phrase.head) is not None
    topic = phrase.case == "topic" and (commanding(phrase) or phrase.modified_by < 0)
    if phrase.case == "topic" and phrase.head in ("사람", "자", "경우", "때", "것", "일"):
        topic = False  # 들어서는 사람은 누구든 쏘라
    issuing = phrase.case == "at" and _issuing(scene, phrase)
    return topic or phrase.case == "dat" or told or also or issuing or not scene.inside(phrase)


def commanding(phrase: Phrase) -> bool:
    """Whether the phrase names those in command or under it."""
    known = parties()
    return any(
        known.status.get(n) in ("official", "combatant") or n in known.kind for n in phrase.nouns
    )


def _closed(clause: Clause) -> bool:
    """Whether a clause is a statement of its own: what stands before it is not ordered."""
    if clause.close not in ("EC", "ETM", "ETN"):
        return True
    if clause.noun in (
        "지급",
        "발표",
        "선포",
        "소집",
        "배치",
        "파견",
        "하달",
    ) and clause.ending in ("고", "며"):
        return True
    return clause.close == "EC" and "었" in clause.endings


def _after(scene: Scene, phrase: Phrase) -> int:
    """Where the words after a phrase and its particles begin."""
    tokens = scene.region.tokens
    index = phrase.last + 1
    while index < len(tokens) and (tokens[index].tag.startswith("J") or tokens[index].text == ","):
        index += 1
    return tokens[index].start if index < len(tokens) else phrase.end


def _order_parties(
    scene: Scene, index: int, clause: Clause, noun: Phrase | None, found: Found
) -> None:
    region = scene.region
    passive = clause.stem in (
        "어기",
        "위반하",
        "받들",
        "받",
        "하달받",
        "전달받",
        "지시받",
        "명령받",
        "따르",
    )
    first = index
    while first > 0 and not _closed(region.clauses[first - 1]):
        first -= 1
    every = [p for c in region.clauses[first : index + 1] for p in c.phrases if scene.inside(p)]
    topics = [p for p in every if p.case in ("topic", "also") and can_do(p)]
    named = [p for p in every if p.case == "subj" and commanding(p)]
    topics = [p for p in topics if commanding(p)] or ([] if named else topics)
    who = subject(region, index)
    if topics and commanding(topics[-1]) and who is not None and not commanding(who):
        who = topics[-1]  # 소대장은 넘는 놈은 쏘라고 일렀다
    if who is not None and named and not commanding(who):
        who = named[0]  # 사령부가 강에 들어선 사람은 쏘라고 지시했다
    if (topics and who not in every) or who is None or not can_do(who) or who.head in ORDERS:
        first = [p for p in every if p.case == "subj" and commanding(p)]
        who = topics[-1] if topics else next(iter(first), None)
    if noun is not None:
        at = region.phrases.index(noun)
        before = region.phrases[at - 1] if at else None
        if before is not None and before.case == "gen" and can_do(before):
            found.add(_one(scene, "issuer", before))
        elif len(noun.nouns) > 1 and noun.nouns[-2] in parties().kind:
            tokens = region.tokens[noun.first : noun.last]
            short = Phrase(noun.first, noun.last - 1, noun.start, tokens[-1].end, "gen",
                           noun.nouns[-2], noun.nouns[:-1])  # fmt: skip
            found.add(_one(scene, "issuer", short))
    if who is not None and scene.inside(who):
        found.add(_one(scene, "addressee" if passive else "issuer", who))
    for phrase in every:
        if phrase.case == "dat" and can_do(phrase):
            found.add(_one(scene, "issuer" if passive else "addressee", phrase))
        elif (phrase.case == "from" and can_do(phrase)) or (
            phrase.case == "at" and not passive and _issuing(scene, phrase)
        ):
            found.add(_one(scene, "issuer", phrase))
        elif phrase.case == "at" and phrase is not who and _boundary(scene, phrase):
            found.add(_one(scene, "addressee", phrase))


def _issuing(scene: Scene, phrase: Phrase) -> bool:
    """상부에서는, 중앙에서: a body that speaks stands with 에서."""
    body = any(parties().kind.get(n) == "institution" for n in phrase.nouns[-1:])
    return body and scene.particle(phrase) == "에서"


def _one(scene: Scene, field: PartyField, phrase: Phrase) -> list[Slot]:
    slot = party_slot(scene, field, phrase, "order.party")
    return [slot] if slot is not None else []
