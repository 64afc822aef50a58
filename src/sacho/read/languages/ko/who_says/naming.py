"""Who speaks: the words that name a speaker, its kind, and to whom "he" and "the source" go back."""

from __future__ import annotations

import re

import msgspec

from sacho.model.claim import Speaker, SpeakerKind
from sacho.model.span import Span
from sacho.read.languages.ko.syntax.clauses import Phrase, Region
from sacho.read.languages.ko.syntax.lexicon import cues, is_person, parties

DATE = re.compile(
    r"(?:(?:지난|이달|오는|올해|지난해|작년|이번)\s*)?(?:\d{1,2}월\s*)?\d{1,2}일(?:\s*(?:오전|오후))?"
    r"|어제|그제|오늘|지난주(?:\s*[월화수목금토일]요일)?|지난\s*[월화수목금토일]요일|최근|지난달|전날|이날|같은\s*날"
)
PLEDGED = frozenset(
    ("요구하", "원하", "전제하", "정통하", "밝", "알려지", "자처하", "신분", "꺼리", "밝히")
)
TELLING = frozenset(
    ("말", "증언", "전언", "설명", "주장", "보도", "발표", "진술", "제보", "이야기", "얘기", "보고", "집계", "전갈")
)  # fmt: skip


NOBODY = frozenset(("것", "일", "사건", "말", "점", "내용", "소식", "사실", "이것", "이날", "반면"))


COUNTED = ("명", "분", "건", "씩")


class Known(msgspec.Struct):
    """A speaker met before: the noun that names it for short, and its fullest words."""

    head: str
    name: str
    kind: SpeakerKind
    span: Span


class Namer:
    """Names speakers in the order of the text and remembers them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: list[Known] = []

    def last(self) -> Speaker | None:
        """The speaker met last, for words whose speaker stands in the sentence before."""
        if not self.known:
            return None
        known = self.known[-1]
        return Speaker(known.name, known.kind, (known.span,))

    def speaker(self, region: Region, phrase: Phrase) -> Speaker | None:
        """The speaker whom the phrase names; None for a pronoun that goes back to nobody."""
        start, end = full_span(region, phrase)
        words = self.text[start:end]
        head = _head(phrase)
        if head in NOBODY:
            return None
        local = (phrase.start, phrase.end)
        bare = len(_naming_nouns(phrase)) <= 1 and start == phrase.start
        tokens = region.tokens[phrase.first : phrase.last + 1]
        fresh = any(t.lemma in cues().another for t in tokens) or start < phrase.start
        if head in cues().pronouns:
            known = self.known[-1] if self.known else None
        elif bare and not fresh:
            known = next((k for k in reversed(self.known) if k.head == head), None)
        else:
            known = next((k for k in reversed(self.known) if k.name == words), None)
        if known is None and "씨" in phrase.nouns:
            known = next(
                (k for k in self.known if k.name.startswith((words + "(", words + " ("))), None
            )
        if known is not None:
            self.known.remove(known)
            self.known.append(known)
            spans = (local,) if local == known.span else (local, known.span)
            return Speaker(known.name, known.kind, spans)
        if head in cues().pronouns:
            return None
        kind = kind_of(words, phrase, any(t.tag == "NNP" for t in tokens))
        if kind is None:
            return None
        if phrase.head not in COUNTED:  # 주민 3명은 may never have spoken
            self.known.append(Known(head, words, kind, (start, end)))
        return Speaker(words, kind, ((start, end),))


def full_span(region: Region, phrase: Phrase) -> Span:
    """The phrase with what describes it: 함경북도의 한 소식통, 익명을 요구한 간부."""
    start, at = phrase.start, region.phrases.index(phrase)
    while at > 0 and region.phrases[at - 1].case == "gen" and region.phrases[at - 1].last + 2 >= (
        region.phrases[at].first
    ):  # fmt: skip
        at -= 1
        start = region.phrases[at].start
    by = region.phrases[at].modified_by
    if by >= 0 and region.clauses[by].stem in PLEDGED:
        clause = region.clauses[by]
        firsts = [p.start for p in clause.phrases if clause.end - p.start < 30]
        if by > 0 and region.clauses[by - 1].stem in PLEDGED:
            firsts += [p.start for p in region.clauses[by - 1].phrases]
        start = min([*firsts, clause.start, start])
    return start, phrase.end


def kind_of(words: str, phrase: Phrase, named: bool = False) -> SpeakerKind | None:
    """What kind of speaker the words name; None where they name nobody who could speak."""
    table = cues().speakers
    if "익명" in words or "소식통" in words:
        return "anonymous"
    if phrase.head in COUNTED and not any(is_person(n) for n in phrase.nouns[:-1]):
        return "anonymous" if phrase.head == "명" and "한 명" in words else None
    if any(
        w in words for w in ("단체", "연대", "재단", "센터", "앰네스티", "협회", "네트워크", "그룹")
    ):
        return "ngo"
    last = words.split()[-1] if words.split() else words
    for noun in reversed(phrase.nouns):
        if noun in table and noun not in ("씨", "출신"):
            return _kind(table[noun])
    best = max((w for w in table if len(w) > 1 and last.endswith(w)), key=len, default="")
    if best:
        return _kind(table[best])
    body = parties().kind.get(phrase.head) in ("institution", "unit")
    if phrase.head in parties().states or body:
        return "official"
    if "씨" in phrase.nouns or any(n in parties().people for n in phrase.nouns):
        return "anonymous"
    return _guessed(last, phrase, named)


def _guessed(last: str, phrase: Phrase, named: bool) -> SpeakerKind | None:
    """A name that no table has: a body by its ending, a person by being a name."""
    if len(last) > 3 and last.endswith(
        ("관측소", "연구소", "위원회", "연맹", "구호단", "회의", "위원단", "조사단")
    ):
        return "ngo"
    if len(last) > 2 and last.endswith(
        ("부", "청", "처", "성", "국", "시", "당", "서", "실", "군")
    ):
        return "official"
    return "witness" if named and len(phrase.nouns) > 0 else None


def _kind(code: str) -> SpeakerKind:
    return msgspec.convert(code, SpeakerKind)


def _head(phrase: Phrase) -> str:
    nouns = _naming_nouns(phrase)
    return nouns[-1] if nouns else phrase.head


def _naming_nouns(phrase: Phrase) -> list[str]:
    nouns = [n for n in phrase.nouns if n not in ("측", "등", "들")]
    people = [n for n in nouns if n not in COUNTED]
    return people or nouns


def is_date(text: str, phrase: Phrase) -> bool:
    """Whether the phrase is a date of the kind that dates a telling."""
    return DATE.fullmatch(text[phrase.start : phrase.end].strip()) is not None


def is_addressee(text: str, phrase: Phrase) -> bool:
    """Whether the phrase is the outlet or the talk in which something was told."""
    if phrase.case not in ("at", "dat", "with", "via", "gen", "from", "means"):
        return False
    words = text[phrase.start : phrase.end]
    return any(w in words for w in cues().addressees)
