"""Who the words describe: kind, number, age, sex, status, rank, role, nationality."""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache

from sacho.model.values import Count, Party, PartyKind, PartyStatus
from sacho.read.gazetteer import shipped
from sacho.read.languages.ko.how_many.counts import parse_count
from sacho.read.languages.ko.syntax.analyse import analyse
from sacho.read.languages.ko.syntax.lexicon import cues, is_person, parties
from sacho.read.languages.ko.syntax.names import is_name

OFFICES = ("official", "ngo", "court")
BODIES = (
    "부",
    "청",
    "서",
    "국",
    "처",
    "기관",
    "본부",
    "단체",
    "센터",
    "재단",
    "협회",
    "법원",
    "합참",
    "유엔",
    "위",
    "연대",
)

_AGE = re.compile(
    r"(\d{1,3})\s?(?:살|세)|(\d0)\s?대(?:\s?(초반|중반|후반))?|\((?:[여남],?\s?)?(\d{1,3})(?:,?\s?[여남])?\)"
)
_SEX = re.compile(r"\((?:\d{1,3},?\s?)?([여남])(?:,?\s?\d{1,3})?\)")
_PARTICLE = re.compile(r"(?<=[가-힣\d)])(?:에게서|에게|한테|께서|으로부터|로부터)$")
_NUMBERED = re.compile(
    r"\d|여러|수십|수백|수천|몇|(?:^|\s)(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|서너|두세)\s?(?:명|사람|분|여)"
)


def parse_party(words: str) -> Party | None:
    """Who the words describe; None where they hold no word for a person or a body of persons."""
    name = _PARTICLE.sub("", words.strip(" ,.“”\"‘’'"))
    if not name or not re.search(r"[가-힣A-Za-z]", name):
        return None
    described = name
    name = _undescribed(name)
    found = _nouns(name)
    if not found and not re.search(r"씨|모\s|명|분", name) and not _named(name):
        return None
    count = _count(name)
    unit = not found and _armed(name.split()[-1])
    return Party(
        name=described,
        kind="unit" if unit else _kind(name, found, count),
        count=count,
        age=_age(name),
        sex=_sex(name, found),
        status="combatant" if unit else _status(found),
        role=next((n for n in reversed(found) if n in parties().roles), None),
        rank=next((n for n in reversed(found) if n in parties().ranks), None),
        nationality=next(
            (parties().nationality[n] for n in _nationals(name)), None
        ),
    )  # fmt: skip


def _named(name: str) -> bool:
    """김덕수, 박용일(34), 주민 김덕수: a personal name without 씨."""
    bare = re.sub(r"\s?\([^)]*\)$", "", name).split()
    return bool(bare) and (is_name(bare[-1]) or is_person(bare[-1]) or _armed(bare[-1]))


def _armed(word: str) -> bool:
    """신속지원군: an army by its ending, and no county."""
    return len(word) > 3 and word.endswith("군") and not shipped().find(word)


@lru_cache(maxsize=1024)
def _undescribed(name: str) -> str:
    """ "사람을 쏜 군인" is a soldier, "밀수꾼 2명을 사살한 하전사" one soldier, not two."""
    if len(name) < 6 or " " not in name:
        return name
    tokens = [t for s in analyse(name) for t in s.tokens]
    ends = [
        t.end for t, after in itertools.pairwise(tokens)
        if t.tag == "ETM" and after.tag in ("NNG", "NNP", "SN", "MM", "NP", "XPN")
    ]  # fmt: skip
    return name[ends[-1] :].strip() if ends else name


def _nouns(name: str) -> list[str]:
    """Known nouns in the order of the words; the longest at each place wins."""
    table = _table()
    found: list[str] = []
    for word in re.findall(r"[가-힣A-Za-z]+", name):
        at = 0
        while at < len(word):
            size = next(
                (n for n in range(min(10, len(word) - at), 0, -1) if _stands(word, at, n, table)), 0
            )
            if size:
                noun = word[at : at + size]
                plain = noun.removesuffix("들")
                found.append(plain if plain in parties().status else noun)
            at += size or 1
    return found


@cache
def _table() -> frozenset[str]:
    """Nouns for who acts, suffers or speaks; a document speaks and is nobody."""
    speaking = {w for w, kind in cues().speakers.items() if kind not in ("document", "media")}
    return parties().people | parties().states | speaking


def _stands(word: str, at: int, size: int, table: frozenset[str]) -> bool:
    """One-syllable nouns count only as a word of their own (군, 당) or before 들."""
    piece = word[at : at + size]
    if piece not in table:
        return False
    return size > 1 or len(word) == 1 or (at == 0 and word[1:] == "들")


def _count(name: str) -> Count | None:
    if not (_NUMBERED.search(name) or name.endswith("들") or "들 " in name):
        return None
    if name.endswith("아들") and not _NUMBERED.search(_AGE.sub("", name)):
        return None
    if name.endswith("들") and not re.search(r"\d", name):
        name = name.split()[-1]  # "총을 쏘게 한 군인들" are not one soldier
    return parse_count(name)


def _kind(name: str, found: list[str], count: Count | None) -> PartyKind:
    known = parties()
    last = found[-1] if found else ""
    code = known.kind.get(last) or ("institution" if last in known.states else None)
    if code is None and last not in known.people and cues().speakers.get(last) in OFFICES:
        code = "institution" if last.endswith(BODIES) else None
    if code == "institution":
        return "institution"
    if code == "unit":
        return "unit"
    if code == "crowd" or name.endswith(("주민들", "시민들", "사람들", "국민들")):
        return "crowd"
    if count is not None and (count.high is None or count.high > 1):
        return "group"
    if last in (
        "일가족",
        "가족",
        "부부",
        "모녀",
        "모자",
        "형제",
        "자매",
        "남매",
        "단체",
        "일당",
        "일행",
    ):
        return "group"
    return "person"


def _age(name: str) -> str | None:
    match = _AGE.search(name)
    if match is None:
        return None
    if match[2]:
        return f"{match[2]}대" + (f" {match[3]}" if match[3] else "")
    return match[1] or match[4]


def _sex(name: str, found: list[str]):
    known = parties().sex
    marked = _SEX.search(name)
    if marked is not None:
        return "female" if marked[1] == "여" else "male"
    codes = {known[n] for n in found if n in known}
    if codes == {"female"}:
        return "female"
    return "male" if codes == {"male"} else None


def _status(found: list[str]) -> PartyStatus:
    """The last noun that says so decides: 군인 가족 are civilians."""
    for noun in reversed(found):
        code = parties().status.get(noun)
        if code == "combatant":
            return "combatant"
        if code == "official":
            return "official"
        if code == "civilian":
            return "civilian"
        if code is None and cues().speakers.get(noun) == "official":
            return "official"
    return "unknown"


def _nationals(name: str) -> list[str]:
    known = parties().nationality
    first = sorted((n for n in known if name.startswith(n) or f" {n} " in f" {name} "), key=len)
    return list(reversed(first))
