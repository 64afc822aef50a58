"""칸다하르에서, 게네이나 남쪽: proper names where a place stands, and no row of the gazetteer.

Such a name is kept by its words alone. Names of bodies and media stand before 에서 as well, so that
only longer names count that the tables do not know as somebody who acts.
"""

from __future__ import annotations

from sacho.model.account import FoundValue
from sacho.model.span import Span, overlaps
from sacho.read.analysis import Sentence, Token
from sacho.read.languages.ko.syntax.lexicon import parties
from sacho.read.unnamed import unnamed_place

SIDES = frozenset(
    ("동쪽", "서쪽", "남쪽", "북쪽", "인근", "근처", "외곽", "일대", "시내", "부근", "남부", "북부", "동부", "서부")
)  # fmt: skip
AT = ("에서",)
SPEAKING = frozenset(
    ("밝히", "전하", "말하", "발표하", "논의하", "보도하", "논의", "발표", "보도", "결정", "일하")
)
BODIES = ("부", "청", "원", "위", "당", "군", "회", "단", "국", "처", "대", "사", "씨", "법", "방송", "뉴스", "일보", "통신",
          "신문", "그램", "튜브", "톡")  # fmt: skip
SHORTEST = 3


def unlisted(text: str, sentences: list[Sentence], taken: list[Span]) -> list[FoundValue]:
    """Names of places that no row names, in order, none of them over `taken`."""
    found: list[FoundValue] = []
    for sentence in sentences:
        for index, token in enumerate(sentence.tokens):
            span = (token.start, token.end)
            if not _stands_as_place(sentence.tokens, index) or any(
                overlaps(span, t) for t in taken
            ):
                continue
            written = text[slice(*span)]
            place = unnamed_place(written)
            if place is not None:
                found.append(FoundValue("place", place, written, (span,)))
    return found


def _stands_as_place(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.tag != "NNP" or len(token.text) < SHORTEST or after is None:
        return False
    if token.text in parties().kind or token.text.endswith(BODIES):
        return False
    if index and tokens[index - 1].tag.startswith("N") and tokens[index - 1].end == token.start:
        return False
    if after.text in SIDES:
        return True
    told = {t.lemma for t in tokens[index + 2 : index + 5]}
    return after.text in AT and after.tag == "JKB" and not told & SPEAKING
