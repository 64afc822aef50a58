"""Phrases with their case and predicates with their endings: the clauses of a sentence.

Korean says who did what by particles and by order: what a predicate needs stands before it. A
clause is a predicate with the phrases since the predicate before; `arguments` then mends what
relative clauses and joined clauses borrow from one another.
"""

from __future__ import annotations

import msgspec

from sacho.model.span import Span
from sacho.read.analysis import Token

NOMINAL = frozenset(
    ("NNG", "NNP", "NNB", "NP", "NR", "SN", "SL", "SH", "XPN", "XSN", "MM", "XR", "W_SERIAL")
)
STEMS = frozenset(("VV", "VA", "VCP", "VCN", "XSV", "XSA", "VX"))
ENDINGS = frozenset(("EP", "EC", "EF", "ETM", "ETN"))
LIGHT = frozenset(("하", "되", "당하", "받", "시키"))
UNITS = frozenset(
    ("명", "분", "건", "차례", "번", "발", "일", "월", "년", "시", "분", "개월", "주", "여", "인", "가구", "구", "정", "회")
)  # fmt: skip
AFTER_UNIT = frozenset(
    ("씩", "여", "가량", "정도", "이상", "이하", "중", "가운데", "등", "안팎", "내외", "미만", "남짓", "쯤",
     "께", "경", "대", "째", "당", "초", "말", "간", "만", "뿐", "모두", "전원", "형", "치", "들", "하순", "중순", "상순", "초순")
)  # fmt: skip
DAYS = frozenset(
    (
        "지난주",
        "지난달",
        "어제",
        "오늘",
        "최근",
        "전날",
        "이날",
        "지난해",
        "작년",
        "올해",
        "이달",
        "그제",
    )
)
PART_OF_DAY = frozenset(
    ("새벽", "오전", "오후", "밤", "저녁", "아침", "낮", "정오", "자정", "한밤중")
)
OPENING, CLOSING = "‘“「『\"'<《", "’”」』\"'>》"
MAKES = frozenset(("생", "자", "원", "꾼", "민", "병", "범", "대원", "단원"))  # 대학 + 생
CASES = {
    "에게": "dat", "한테": "dat", "께": "dat", "더러": "dat", "에게로": "dat", "에": "at", "에서": "at",
    "서": "at", "에게서": "from", "한테서": "from", "로부터": "from", "으로부터": "from", "로": "means",
    "으로": "means", "로써": "means", "으로써": "means", "으로서": "as", "로서": "as", "와": "with",
    "과": "with", "랑": "with", "이랑": "with", "보다": "than", "처럼": "like", "같이": "like",
    "께서": "subj", "부터": "since",
}  # fmt: skip
# Verbs that only mark a phrase: "주민에 대해", "경비대에 의한", "3명을 포함해".
MARKERS = {
    "의하": "by", "인하": "means", "대하": "about", "관하": "about", "통하": "via", "위하": "for",
    "향하": "aim", "겨냥하": "aim", "겨누": "aim", "포함하": "incl", "비롯하": "incl", "둘러싸": "about",
    "걸치": "over", "관련하": "about", "상대": "aim", "대상": "aim",
}  # fmt: skip
# Nouns that close a phrase: what follows them after a blank belongs to another.
ENDS = frozenset(
    ("중", "가운데", "등", "대로", "때", "뒤", "후", "당시", "이후", "직후", "채", "도중", "동안", "직전", "만큼", "만", "하순", "중순", "상순", "초순")
)  # fmt: skip
# After these a verb only says how sure it is: what stands before still belongs to it.
MODAL = frozenset(
    ("것", "수", "적", "바", "줄", "듯", "예정", "계획", "방침", "모양", "전망", "셈", "참", "거", "상태", "데")
)  # fmt: skip
BOUND = frozenset(
    ("것", "수", "적", "채", "때", "뒤", "후", "전", "당시", "이후", "직후", "과정", "중", "도중", "이유", "사실", "혐의",
     "데", "바", "경우", "만큼", "대로", "상태", "상황", "가능성", "예정", "계획", "방침", "전망", "소문", "주장", "직전",
     "순간", "즉시", "끝", "가운데", "점", "일", "사건", "명령", "지시", "지침", "의혹", "이야기", "말", "얘기", "거",
     "줄", "등", "날", "시간", "곳", "지역", "현장", "건", "정황", "모습", "장면", "셈", "모양", "듯", "참", "김", "덕",
     "대가", "탓", "덕분", "기간", "시기", "이상", "동안", "다음", "방식", "소식", "설", "대신")
)  # fmt: skip


class Phrase(msgspec.Struct):
    """Nouns `[first, last]` of the region's tokens without their particle.

    `case`: topic, subj, obj, dat, at, by, from, means, as, with, gen, part ("3명 중"), incl
    ("3명을 포함해"), listed ("3명 등"), about, aim, for, via, when, also (도, 만 …), comp, "" (none).
    """

    first: int
    last: int
    start: int
    end: int
    case: str
    head: str
    nouns: tuple[str, ...]
    modified_by: int = -1  # the clause whose predicate stands before it ("숨진 주민")

    @property
    def span(self) -> Span:
        """Where its words stand."""
        return self.start, self.end


class Clause(msgspec.Struct):
    """A predicate and its phrases. `stem` is the verb's stem, with its noun if it has one."""

    first: int
    last: int
    start: int
    end: int
    stem: str
    noun: str
    light: str
    endings: tuple[str, ...]
    close: str  # tag of the last ending: EC, EF, ETM, ETN or ""
    helpers: tuple[str, ...]  # stems of auxiliary verbs: 않, 못하, 말, 있, 지 …
    negated: bool
    phrases: list[Phrase]
    head: Phrase | None = None  # what a relative clause describes

    @property
    def ending(self) -> str:
        """The last ending as Kiwi writes it, or ""."""
        return self.endings[-1] if self.endings else ""

    def having(self, *cases: str) -> list[Phrase]:
        """Its phrases of these cases, in order."""
        return [p for p in self.phrases if p.case in cases]


class Region(msgspec.Struct):
    """The tokens of one voice in one sentence, its clauses, and the phrases after the last one."""

    tokens: list[Token]
    clauses: list[Clause]
    rest: list[Phrase]
    phrases: list[Phrase]


def parse(tokens: list[Token]) -> Region:
    """Clauses of tokens that belong to one voice (the outlet's, or one quotation's)."""
    return _Parser(tokens).region()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.open: list[Phrase] = []
        self.clauses: list[Clause] = []
        self.phrases: list[Phrase] = []
        self.relative: int = -1

    def region(self) -> Region:
        while self.at < len(self.tokens):
            tag = self.tokens[self.at].tag
            if tag in NOMINAL or self._past():
                self._nominal()
            elif tag in STEMS:
                self._predicate(self.at, "")
            else:
                if tag in ("SP", "SS", "SSO", "SSC", "SE"):
                    self._list_comma()
                self.at += 1
        return Region(self.tokens, self.clauses, self.open, self.phrases)

    def _tag(self, index: int) -> str:
        return self.tokens[index].tag if 0 <= index < len(self.tokens) else ""

    def _lemma(self, index: int) -> str:
        return self.tokens[index].lemma if 0 <= index < len(self.tokens) else ""

    def _past(self) -> bool:
        """지난 (10일): a verb form that has become part of a date."""
        return self._lemma(self.at) == "지나" and self._lemma(self.at + 1) == "ᆫ" and self._tag(
            self.at + 2
        ) in ("SN", "NNG", "MM", "NNB")  # fmt: skip

    def _nominal(self) -> None:
        first = self.at
        self.at += 2 if self._past() else 1
        while self.at < len(self.tokens) and self._continues(first):
            self.at += 1
        if self._tag(self.at) == "SSO" and self._parenthesis():
            while self._tag(self.at) in NOMINAL:
                self.at += 1
        self._quoted_name()
        last = self.at - 1
        if self._verbal_noun(last):
            if last > first:
                self._phrase(first, last - 1, "")
            self._predicate(last, self._lemma(last))
            return
        self._phrase(first, last, *self._case())

    def _continues(self, first: int) -> bool:
        tag = self._tag(self.at)
        if tag in ("SO", "SS", "SW") and self.tokens[self.at].text in "~∼～-–":
            return self._tag(self.at - 1) == self._tag(self.at + 1) == "SN"  # 2~3명
        if tag not in NOMINAL:
            return False
        previous, token = self.tokens[self.at - 1], self.tokens[self.at]
        if previous.end == token.start:
            return True
        if token.lemma in AFTER_UNIT:
            return True
        if previous.lemma in ENDS and previous.tag in ("NNB", "NNG"):
            return False
        if previous.lemma.endswith("요일"):
            return False
        if previous.lemma in DAYS and tag not in ("SN", "NNB", "XSN"):
            return token.lemma.endswith("요일") or token.lemma in AFTER_UNIT
        if previous.lemma in PART_OF_DAY and tag not in ("SN", "MM", "NNB"):
            return False
        if tag == "MM" and previous.tag != "MM" and token.lemma in ("그", "이", "다른", "또", "각"):
            return False
        return not self._ends_with_unit(first)

    def _ends_with_unit(self, first: int) -> bool:
        index = self.at - 1
        while index > first and self.tokens[index].lemma in AFTER_UNIT:
            index -= 1
        if self.tokens[index].lemma in ("살", "세", "대"):
            return False  # 15살 소년, 30대 남성
        if self.tokens[index].lemma not in UNITS and self.tokens[index].tag != "NNB":
            return False
        return index > first and self._tag(index - 1) in ("SN", "NR", "MM", "XSN")

    def _parenthesis(self) -> bool:
        """김 모 씨(34), 국가보위성(비밀경찰): a short bracket inside a name."""
        if self.tokens[self.at].text not in "(（" or self.tokens[self.at].start != self.tokens[
            self.at - 1
        ].end:  # fmt: skip
            return False
        for index in range(self.at + 1, min(self.at + 8, len(self.tokens))):
            if self._tag(index) == "SSC":
                self.at = index + 1
                return True
        return False

    def _quoted_name(self) -> None:
        """인권단체 ‘등불’이: a short name in marks goes on with the noun before it."""
        marked = self._tag(self.at) in ("SSO", "SS") and self.tokens[self.at].text in OPENING
        index = self.at + 1
        while marked and index < self.at + 5 and self._tag(index) in NOMINAL:
            index += 1
        closing = index < len(self.tokens) and self.tokens[index].text in CLOSING
        if marked and closing and index > self.at + 1 and self._tag(index + 1).startswith("J"):
            self.at = index + 1

    def _verbal_noun(self, last: int) -> bool:
        return (
            self._tag(last) in ("NNG", "NNP", "XR")
            and self._tag(self.at) in ("XSV", "XSA", "VV")
            and self._lemma(self.at) in LIGHT
        )

    def _case(self) -> tuple[str, int]:
        """The case that the particles after the phrase give, and past which token they end."""
        case, index = "", self.at
        while index < len(self.tokens):
            tag, lemma = self.tokens[index].tag, self.tokens[index].lemma
            if tag == "JKS":
                case = case or "subj"
            elif tag == "JKC":
                case = case or "comp"
            elif tag == "JKO":
                case = case or "obj"
            elif tag == "JKG":
                case = case or "gen"
            elif tag == "JKB":
                case = case or CASES.get(lemma, "x")
            elif tag == "JC" or (tag == "MAJ" and lemma == "및"):
                case = case or "coord"
            elif tag == "JX":
                case = case or ("topic" if lemma in ("은", "는") else "also")
            elif tag not in ("JKV", "JKQ"):
                break
            index += 1
        return case, index

    def _phrase(self, first: int, last: int, case: str, after: int | None = None) -> None:
        tokens = self.tokens[first : last + 1]
        nouns = _nouns(tokens)
        head = nouns[-1] if nouns else tokens[-1].lemma
        if case == "" and head == "등" and len(nouns) > 1:
            case, last, tokens = "listed", last - 1, tokens[:-1]
            head = nouns[-2]
        elif head in ("중", "가운데") and len(tokens) > 1 and case in ("", "at", "topic", "gen"):
            case, last, tokens = "part", last - 1, tokens[:-1]
            head = nouns[-2] if len(nouns) > 1 else tokens[-1].lemma
        phrase = Phrase(first, last, tokens[0].start, tokens[-1].end, case, head, nouns)
        if self.relative >= 0:
            phrase.modified_by = self.relative
            self.clauses[self.relative].head = phrase
            self.relative = -1
        self.open.append(phrase)
        self.phrases.append(phrase)
        self.at = after if after is not None else self.at
        self._coordinate()
        self._marker()

    def _coordinate(self) -> None:
        """ "주민 3명과 군인 1명이": what comes before 과 has the case of what comes after."""
        case = self.open[-1].case
        if case == "coord":
            return
        for earlier in reversed(self.open[:-1]):
            if earlier.case != "coord":
                break
            earlier.case = case

    def _marker(self) -> None:
        stem = self._lemma(self.at)
        if self._tag(self.at + 1) in ("XSV", "VV") and self._lemma(self.at + 1) == "하":
            stem += "하"
        new = MARKERS.get(stem)
        if new is None or self._tag(self.at) not in ("VV", "NNG"):
            return
        index = self.at + (2 if stem.endswith("하") and self._tag(self.at) == "NNG" else 1)
        if self._tag(index) in ("EC", "ETM") and self._lemma(index) not in (
            "면",
            "던",
            "다가",
            "고",
        ):
            self.open[-1].case = new
            self.at = index + 1
            while self._tag(self.at) in ("JX", "JKS"):
                self.at += 1

    def _list_comma(self) -> None:
        """A comma between two counted or named ones, as in "주민 2명, 군인 1명이"."""
        following = self._tag(self.at + 1)
        comma = following in NOMINAL and self.tokens[self.at].text in ",·‧/"
        if comma and self.open and self.open[-1].case == "" and self.open[-1].last == self.at - 1:
            self.open[-1].case = "coord"

    def _predicate(self, first: int, noun: str) -> None:
        index = first + (1 if noun else 0)
        light = self._lemma(index) if noun else ""
        stem = noun + light if noun else self._lemma(index)
        index += 1
        endings: list[str] = []
        helpers: list[str] = []
        close = ""
        while index < len(self.tokens):
            tag = self.tokens[index].tag
            if tag in ENDINGS:
                endings.append(self.tokens[index].lemma)
                close = tag
            elif tag == "VX" and close == "EC":
                helpers.append(self.tokens[index].lemma)
            elif not (tag == "JX" and self._tag(index + 1) == "VX"):
                break
            index += 1
        self.at = index
        clause = Clause(
            first, index - 1, self.tokens[first].start, self.tokens[index - 1].end, stem, noun,
            light, tuple(endings), close if close != "EP" else "", tuple(helpers),
            self._negated(first, helpers), self.open,
        )  # fmt: skip
        self.open = []
        self.clauses.append(clause)
        self.relative = len(self.clauses) - 1 if close == "ETM" else -1

    def _negated(self, first: int, helpers: list[str]) -> bool:
        before = self.tokens[first - 1] if first else None
        short = before is not None and before.tag == "MAG" and before.lemma in ("안", "못")
        return short or any(h in ("않", "못하", "말", "못") for h in helpers)


def _nouns(tokens: list[Token]) -> tuple[str, ...]:
    """Lemmas of the nouns; what Kiwi cuts off a noun for persons is put back: 대학 + 생."""
    found: list[str] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        joined = before is not None and before.end == token.start and token.lemma in MAKES
        if found and joined and before is not None and before.tag in ("NNG", "NNP", "XSN"):
            found[-1] += token.lemma
        elif token.tag in ("NNG", "NNP", "NP", "NNB", "SL", "NR"):
            found.append(token.lemma)
    return tuple(found)
