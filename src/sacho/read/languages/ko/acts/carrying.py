"""Whether words carry a code of the vocabulary: what the grounding gate asks of a reading."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from sacho.read.languages.ko.authority.orders import COMMAND, ORDERS, WEAK
from sacho.read.languages.ko.authority.reactions import FEELING, FEELS
from sacho.read.languages.ko.syntax.analyse import analyse
from sacho.read.languages.ko.syntax.lexicon import Act, acts, cues, means

STAGES = {
    "attempted": (
        "시도",
        "미수",
        "기도",
        "려",
        "건너",
        "넘",
        "탈북",
        "도강",
        "월경",
        "실패",
        "좌절",
    ),
    "planned": ("예정", "계획", "방침", "것", "전망", "겠", "기로", "예고", "모의", "참"),
    "threatened": ("위협", "협박", "경고", "엄포", "겠"),
}


def carries(field: str, code: str, words: str) -> bool:
    """Whether the words, read alone, carry the code for `kind`, `stage` or `means`."""
    if field == "kind":
        return code in _kinds(words)
    if field == "means":
        found = {w: c for w, c in means().codes.items() if w in words}
        longest = [w for w in found if not any(w != o and w in o for o in found)]
        return any(found[w] == code for w in longest)
    if field == "stage":
        return code == "accomplished" or any(w in words for w in STAGES.get(code, ()))
    return False


@lru_cache(maxsize=2048)
def _kinds(words: str) -> frozenset[str]:
    """The kinds whose event nouns, verbs or pairs stand in the words."""
    table = acts()
    tokens = [t for s in analyse(words) for t in s.tokens]
    lemmas = [t.lemma for t in tokens]
    found: set[str] = set()
    joined = {a + b for a, b in pairwise(lemmas)}
    for word in {*lemmas, *joined}:
        act: Act | None = table.nouns.get(word)
        if act is not None:
            found.add(act.kind)
        if word in table.verbs:
            found.add(table.verbs[word].act.kind)
        if word in FEELING or word in FEELS:
            found.add("reaction")
        if word in ORDERS or word in COMMAND or word in WEAK:
            found.add("order")
        if word in cues().verbs and cues().verbs[word] == "denied":
            found.add("denial")
    if any(w in words for w in ("쏘", "쏴", "쐈", "쏜", "쏠", "쏩")):
        found.add("shooting")
    if "겠" in words:
        found.add("threat")
    if "끌고" in words or "끌려" in words:
        found |= {"abduction", "detention"}
    if "맞" in words:
        found.add("assault")
    stems = {*lemmas, *joined}
    for (noun, stem), entry in table.pairs.items():
        if stem in stems and (noun in lemmas or noun in words):
            found.add(entry.act.kind)
    return frozenset(found | _said(words))


def _said(words: str) -> set[str]:
    """Marks that make somebody's quoted words a reaction, and states of the wounded."""
    found: set[str] = set()
    if any(w in words for w in ("않", "없", "아니", "못")):
        found.add("denial")
    if any(
        w in words
        for w in (
            "고",
            "며",
            "면서",
            "말",
            "반응",
            "목소리",
            "불만",
            "지적",
            "원성",
            "하소연",
            "의견",
        )
    ):
        found.add("reaction")
    if any(
        w in words
        for w in (
            "상",
            "중태",
            "위독",
            "못",
            "어렵",
            "어려",
            "가망",
            "위태",
            "다리",
            "맞",
            "의식",
            "위중",
        )
    ):
        found.add("injury")
    return found
