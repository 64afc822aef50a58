"""Places that English words mark as such and that no row of the gazetteer names.

`the village of Dalgae`, `Xyz County`, `Dalgae-ri`: they are never dropped, and never given degrees.
"""

from __future__ import annotations

import re

from sacho.read import places as shared
from sacho.read.languages.en.where.names import Mention, is_no_place

_MARKED = re.compile(
    r"\b(?:(?:the|a|an)\s+)?(?:[\w-]{1,30}\s+)?(?:village|town|hamlet|township|settlement|district|county|"
    r"neighbou?rhood|refugee camp|prison camp)\s+(?:of|called|named|known as)\s+"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+)*)"
    r"|\b(?P<kinded>[A-ZÀ-Þ][\w’'-]{1,24}(?:[ -][A-ZÀ-Þ][\w’'-]{1,24})?) "
    r"(?:County|Province|District|Village|Prefecture|Governorate|Township|village|township|county)\b"
    r"|\b(?P<ri>[A-ZÀ-Þ][a-zà-ž’']{1,40}-(?:ri|dong|gun|up|kun|si|do|myon|guyok))\b"
)


def marked(text: str, found: list[Mention]) -> list[Mention]:
    """Places that the words mark as such and that no row names: never dropped."""
    more: list[Mention] = []
    taken = [(m.start, m.end) for m in found]
    for match in _MARKED.finditer(text):
        name = match["name"] or match["kinded"] or match["ri"]
        inner = match.span("name" if match["name"] else 0)
        if any(s < inner[1] and inner[0] < e for s, e in taken):
            continue
        words = name.split()
        if all(is_no_place(word) for word in words) or is_no_place(words[0]):
            continue
        more.append(Mention(match.start(), match.end(), name, ()))
    return more


_BORDER = re.compile(
    r"\b(?:the\s+)?(?:entire\s+|whole\s+)?(?P<sides>[A-Z]\w+(?:(?:-|–|/|\s)[A-Z]\w+){1,4})\s+border\b"
    r"(?:\s+(?:area|region|zone)s?\b)?"
)


def borders(text: str, found: list[Mention]) -> list[Mention]:
    """Borders named by their two sides, where no mention with its qualifier holds them already."""
    named: list[Mention] = []
    for match in _BORDER.finditer(text):
        start, end = match.span()
        rows = shared.look_up(f"{match['sides']} border", by_sound=False)
        if rows and not any(m.start <= match.start("sides") and end <= m.end for m in found):
            named.append(Mention(start, end, match["sides"], rows))
    return named
