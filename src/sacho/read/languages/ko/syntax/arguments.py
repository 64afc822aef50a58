"""What clauses borrow from one another: the subject that is not said again, the described noun."""

from __future__ import annotations

from sacho.model.span import Span
from sacho.read.languages.ko.syntax.clauses import BOUND, MODAL, Clause, Phrase, Region

# After these the next clause may go on with the subject of this one.
TAKES_DATIVE = frozenset(
    ("붙잡히", "잡히", "끌려가", "맞", "빼앗기", "쫓기", "발각되", "주", "팔", "보내", "쏘", "건네", "넘기", "들키", "체포되",
     "고문당하", "구타당하", "지급하", "지급되", "속", "알리", "말하", "전하", "당하", "밟히", "물리", "넘겨지")
)  # fmt: skip
SHARING = frozenset(
    ("고", "며", "면서", "으며", "으면서", "어", "아", "어서", "아서", "다가", "려다", "려다가", "으려다", "으려다가",
     "려고", "으려고", "으려", "려", "자마자", "고서", "거나", "다", "고자", "도록")
)  # fmt: skip


def arguments(region: Region, people: frozenset[str]) -> None:
    """Move what stands in a relative clause but belongs to the clause around it."""
    for index, clause in enumerate(region.clauses[:-1]):
        if clause.close != "ETM" or clause.head is None or clause.head.head in MODAL:
            continue
        moved: list[Phrase] = []
        for position, phrase in enumerate(clause.phrases):
            about = phrase.case == "topic" or (
                phrase.case == "also" and position == 0 and len(clause.phrases) > 1
                and any(n in people for n in phrase.nouns)
            )  # fmt: skip
            if about or (phrase.case == "subj" and _gap_is_subject(clause, people)):
                moved = clause.phrases[: position + 1]
        if moved:
            kept = [p for p in moved if p.case not in ("topic", "subj", "dat", "also")]
            raised = [p for p in moved if p.case in ("topic", "subj", "dat", "also")]
            rest = clause.phrases[len(moved) :]
            raised += [p for p in rest if p.case == "dat" and clause.stem not in TAKES_DATIVE]
            clause.phrases = [*clause.phrases[: len(moved)], *(p for p in rest if p not in raised)]
            clause.phrases = kept + clause.phrases[len(moved) :]
            _after(region, index).phrases[:0] = raised


def _after(region: Region, index: int) -> Clause:
    """The next clause that is no relative clause of the same noun."""
    return region.clauses[min(index + 1, len(region.clauses) - 1)]


def _gap_is_subject(clause: Clause, people: frozenset[str]) -> bool:
    """ "군인이 [강을 건너던] 주민을": the described one does it, so the subject is another's."""
    if clause.head is None or not any(n in people for n in clause.head.nouns):
        return False
    if len(clause.having("subj")) > 1:
        return False
    if clause.stem == "이":
        return True
    passive = clause.light in ("되", "당하", "받") or clause.stem in (
        "맞",
        "숨지",
        "다치",
        "붙잡히",
    )
    return bool(clause.having("obj")) or passive


def subject(region: Region, index: int, limit: Span | None = None) -> Phrase | None:
    """Who or what the clause is about: its own subject, or the one that it shares.

    Phrases outside `limit` belong to another speaker and are passed over.
    """
    clause = region.clauses[index]
    own = _within(clause, limit, "subj") or _within(clause, limit, "topic")
    if not own and (clause.having("obj") or clause.light in ("되", "당하", "받")):
        own = [p for p in _within(clause, limit, "also") if p.nouns and p.head not in BOUND]
    if own:
        return own[-1]
    if clause.head is not None and not clause.having("subj") and clause.head.head not in BOUND:
        return clause.head
    return _shared(region, index, limit) or _described_next(region, index)


def _described_next(region: Region, index: int) -> Phrase | None:
    """강을 건너 탈출하던 주민: who is described does what is joined before, too."""
    clause = region.clauses[index]
    following = region.clauses[index + 1] if index + 1 < len(region.clauses) else None
    if clause.close != "EC" or clause.ending not in SHARING or following is None:
        return None
    head = following.head if following.close == "ETM" else None
    return head if head is not None and head.head not in BOUND else None


def _within(clause: Clause, limit: Span | None, case: str) -> list[Phrase]:
    return [
        p for p in clause.having(case)
        if limit is None or (limit[0] <= p.start and p.end <= limit[1])
    ]  # fmt: skip


def _shared(region: Region, index: int, limit: Span | None) -> Phrase | None:
    """The nearest topic before, or the subject of a clause that is joined to this one."""
    joined = True
    for earlier in reversed(region.clauses[:index]):
        hedged = earlier.head is not None and earlier.head.head in MODAL
        if earlier.close == "ETM" and not hedged:
            continue
        topics = _within(earlier, limit, "topic")
        if topics:
            return topics[-1]
        if earlier.close == "EF":
            return None
        joined = joined and earlier.close == "EC" and earlier.ending in SHARING
        found = _within(earlier, limit, "subj")
        if found and joined:
            return found[-1]
    return None
