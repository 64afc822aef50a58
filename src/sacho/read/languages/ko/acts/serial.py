"""Verbs that carry an act only with what stands beside them: 끌고 가다, 맞아 죽다, 몰래 넘겨 팔다."""

from __future__ import annotations

from sacho.read.languages.ko.syntax.clauses import Clause, Region
from sacho.read.languages.ko.syntax.lexicon import parties

SOLD = frozenset(
    ("팔", "내다팔", "들여오", "내가", "들여가", "빼돌리", "넘겨주", "반입하", "반출하")
)
ABROAD = frozenset(("국경", "국경선", "압록강", "두만강", "중국", "강", "세관", "북한", "러시아"))


def forceful(noun: str) -> bool:
    """Whether a noun names soldiers, agents or a body of the state."""
    return parties().status.get(noun) in ("combatant", "official")


def bound_for(region: Region, clause: Clause) -> bool:
    """집에 돌아가시다, 집으로 돌아가시다: going home, not dying."""
    return any(region.tokens[p.last + 1].lemma not in ("에서", "서")
               for p in clause.having("at", "means"))  # fmt: skip


def hidden(region: Region, index: int) -> bool:
    """몰래 국경을 넘겨 팔다: goods brought over a border in secret."""
    clause = region.clauses[index]
    near = region.clauses[max(0, index - 1) : index + 1]
    first = min([c.start for c in near] + [p.start for c in near for p in c.phrases])
    secret = any(t.lemma == "몰래" and first <= t.start < clause.start for t in region.tokens)
    nouns = {n for c in near for p in c.phrases for n in p.nouns}
    return secret and bool(nouns & ABROAD)


def onward(region: Region, index: int) -> str:
    """The verb of motion that completes this one: 끌고 가다."""
    clause = region.clauses[index]
    if clause.helpers:
        return clause.helpers[0]
    return region.clauses[index + 1].stem if index + 1 < len(region.clauses) else ""


def beaten(region: Region, index: int) -> bool:
    """군인들에게 맞다, 맞아 죽다: hit by somebody, not hit upon."""
    clause = region.clauses[index]
    people = parties().people
    if clause.having("obj"):
        return False
    if any(n in people for p in clause.having("dat", "from") for n in p.nouns):
        return True
    later = region.clauses[index + 1] if index + 1 < len(region.clauses) else None
    at = [p for p in clause.having("at") if region.tokens[p.last + 1].lemma != "에서"]
    return later is not None and later.stem in ("죽", "숨지", "돌아가", "돌아가시") and not at
