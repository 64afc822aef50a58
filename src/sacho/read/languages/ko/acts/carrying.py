"""Whether words carry a code of the vocabulary: what the grounding gate asks of a reading."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from sacho.read.languages.ko.authority.denials import NO
from sacho.read.languages.ko.authority.orders import COMMAND, ORDERS, WEAK
from sacho.read.languages.ko.authority.reactions import FEELING, FEELS
from sacho.read.languages.ko.syntax.analyse import analyse
from sacho.read.languages.ko.syntax.lexicon import Act, acts, cues, means

# Words that end in -ㄹ or -을: what is still to come.
FUTURE_FORM = "[" + "".join(chr(c) for c in range(0xAC00 + 8, 0xD7A4, 28)) + r"](?![가-힣])"
RELEASES = ("풀려", "풀어", "석방", "놓여", "훈방", "방면", "출소", "풀린")
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
    "planned": ("예정", "계획", "방침", "것", "전망", "겠", "기로", "예고", "모의", "참", "약속"),
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
        future = code == "planned" and re.search(FUTURE_FORM, words) is not None
        return code == "accomplished" or future or any(w in words for w in STAGES.get(code, ()))
    return False


# Letters of stems that bend out of their dictionary form.
LETTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((shot, ("shooting",)) for shot in ("쏘", "쏴", "쐈", "쏜", "쏠", "쏩")),
    ("몰래", ("smuggling",)), ("겠", ("threat",)), ("맞", ("assault",)),
    ("끌고", ("abduction", "detention")), ("끌려", ("abduction", "detention")),
)  # fmt: skip


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
    if any(w in words for w in RELEASES):
        found |= {"detention", "abduction"}
    if NO.search(words) is not None:
        found.add("denial")
    found |= {kind for letters, kinds in LETTERS for kind in kinds if letters in words}
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
