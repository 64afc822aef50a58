"""Who says what.

The content of quoted words is the quotation with its marks. Indirect words end before what makes
them indirect: before 고, 며, 면서 of -다고, -다며, -다면서, before 는 of -다는, and before 것 of
-ㄴ 것으로 전해졌다, so that the content reads as a sentence of its own where Korean allows it.
"""

from __future__ import annotations

from sacho.model.claim import Attribution, Said, Speaker, Stance
from sacho.model.span import Span, covers
from sacho.read.analysis import Sentence
from sacho.read.context import Context
from sacho.read.languages.ko.authority.orders import COMMAND, ORDERS, commands
from sacho.read.languages.ko.syntax.clauses import Clause
from sacho.read.languages.ko.syntax.lexicon import cues, parties
from sacho.read.languages.ko.syntax.regions import Voices, voices
from sacho.read.languages.ko.who_says.drafts import (
    Draft,
    chained,
    crowd,
    said_stance,
    stripped,
    without_tail,
)
from sacho.read.languages.ko.who_says.naming import Namer, full_span, is_date
from sacho.read.languages.ko.who_says.voicing import Voice

RUMOUR = frozenset(
    ("반응", "목소리", "말", "불만", "지적", "비난", "이야기", "얘기", "소문", "평가", "하소연", "의견", "한탄", "탄식",
     "분위기", "우려", "불평", "원성", "푸념", "여론", "심정", "생각")
)  # fmt: skip
RAISED = frozenset(("나오", "제기되", "이어지", "잇따르", "있"))


def attributions(text: str, sentences: list[Sentence], context: Context) -> list[Attribution]:
    """Every telling in the order of the text; `within` says in whose words it stands."""
    del context  # the outlet of the metadata is put before the chain by the reader
    return _Reader(text, voices(text, sentences)).read()


class _Reader:
    def __init__(self, text: str, cut: Voices) -> None:
        self.text, self.cut = text, cut
        self.namer = Namer(text)
        self.drafts: list[Draft] = []
        self.used: set[Span] = set()

    def read(self) -> list[Attribution]:
        for part in self.cut.parts:
            _Telling(self, part).read()
        self._leftover()
        return chained(self.drafts)

    def _leftover(self) -> None:
        """A quotation without a cue goes on with the words of the one before it."""
        for quote in self.cut.quotes:
            if quote in self.used or any(covers(c, quote) for d in self.drafts for c in d.content):
                continue
            before = [d for d in self.drafts if d.content and d.content[0][0] < quote[0]]
            near = before[-1] if before else None
            if near is not None and near.speaker and quote[0] - near.content[-1][1] < 250:
                self.drafts.append(Draft(near.speaker, (), [quote], near.stance))


class _Telling(Voice):
    """Looks through one voice of one sentence."""

    def read(self) -> None:
        for index, clause in enumerate(self.region.clauses):
            before = [q for q in self.quotes if q[1] <= clause.start + 1 and q not in self.pending]
            self.pending += [q for q in before if q not in self.reader.used]
            self._clause(index, clause)
        rest = [q for q in self.quotes if q not in self.reader.used and q not in self.pending]
        self.pending += rest
        if self.pending:
            self._unsaid()

    def _clause(self, index: int, clause: Clause) -> None:
        stem = clause.stem + ("지" if "지" in clause.helpers else "")
        if clause.stem in ("따르", "의하") and clause.ending == "면":
            self._according(index, clause)
        elif stem in ("전하지", "알려지", "전해지", "알리지") or self._hearsay(index, clause):
            self._passive(index, clause)
        elif (clause.stem in cues().verbs and "지" not in clause.helpers) or (
            clause.stem == "하" and self._quoted_before(index, clause)
        ):
            self._said(index, clause)
        elif clause.stem == "이" and index:
            self._noun(index, clause)
        elif clause.stem != "이" and index:
            self._rumour(index, clause)

    def _quoted_before(self, index: int, clause: Clause) -> bool:
        """“…”고 했다, -다고 했다: 하다 stands for a verb of telling."""
        quoted = bool(self.pending) and clause.start - self.pending[-1][1] < 12
        before = self.complement(index)
        close = before is not None and clause.start - before.end < 3
        return quoted or close

    def _rumour(self, index: int, clause: Clause) -> None:
        """-다는 소문이 돌고 있다: told by nobody in particular."""
        before = self.region.clauses[index - 1]
        head = before.head
        if head is None or before.close != "ETM":
            return
        raised = head.head in ("증언", "주장", "보도", "지적", "폭로") and clause.stem in RAISED
        if head.head not in cues().hedged_nouns and not raised:
            return
        if clause.negated or clause.stem in ("없", "아니"):
            return
        if not before.ending.endswith(("다는", "라는")) or head.case not in (
            "subj",
            "topic",
            "also",
        ):
            return
        content = [*self.pending, stripped(self.text, self.taken_to, before.end - 1)]
        stance: Stance = "alleged" if head.head in ("주장", "의혹", "폭로") else "hedged"
        self.reader.drafts.append(Draft(None, ((head.start, head.end),), content, stance))
        self.reader.used.update(content)
        self.pending, self.taken_to = [], clause.end

    def _hearsay(self, index: int, clause: Clause) -> bool:
        """-다고 한다 without a subject of its own: others say so."""
        if clause.stem != "하" or clause.ending not in ("ᆫ다", "는다") or self.pending:
            return False
        first = self.first_phrase()
        named = first is not None and first.case == "topic" and "소식통" in first.nouns
        return not named and self.complement(index) is not None

    def _said(self, index: int, clause: Clause) -> None:
        content = list(self.pending)
        complement = self.complement(index)
        speaker, phrase = self.speaker(index, complement)
        stance: Stance = said_stance(clause.stem)
        if complement is not None:  # “…”는 명령을 내렸다고 전했다: the order is part of the words
            held = [q for q in content if self.describes(q, complement)]
            self.reader.used.update(held)
            content = [q for q in content if q not in held]
        if not content and complement is None:
            self._about(index, clause, speaker, stance)
            return
        start = self.taken_to
        if phrase is not None and complement is not None and phrase.start < complement.start:
            start = max(start, self.after(phrase))
        if complement is not None and not (content and content[-1][0] > complement.end):
            end = without_tail(complement, self.text)
            if content:
                start = max(start, content[-1][1] + 1)
            said_end = self.skip_address(start, end)
            if said_end < end and complement.start >= said_end:
                content.append(stripped(self.text, said_end, end))
        if not content:
            return
        ordering = clause.stem in (*COMMAND, "하") or any(p.head in ORDERS for p in clause.phrases)
        if ordering and all(commands(self.text, c) for c in content):
            self.reader.used.update(content)
            self.pending = []
            return
        if clause.negated:
            stance = "denied" if stance == "asserted" and clause.stem == "인정하" else stance
        denied = [p for p in clause.phrases if p.case in ("obj", "about")]
        if stance == "denied" and speaker is not None and denied:
            self._about(index, clause, speaker, stance)
            stance = "asserted"
        outer = Draft(speaker, ((clause.start, clause.end),), content, stance)
        outer.said = self.date(content, phrase, clause)
        self.add(outer, clause)
        self._cited(index, outer)

    def _about(self, index: int, clause: Clause, speaker: Speaker | None, stance: Stance) -> None:
        """총격 사실을 부인했다, 총격 사실을 확인했다: what is denied is named, not quoted."""
        objects = [p for p in clause.phrases if p.case in ("obj", "about")]
        if speaker is None or not objects or stance not in ("denied", "alleged"):
            return
        held = objects[-1]
        start = full_span(self.region, held)[0]
        by = held.modified_by
        if by >= 0:
            told = self.region.clauses[by].phrases
            firsts = [p.start for p in told if p.span not in speaker.spans]
            start = min([start, self.region.clauses[by].start, *firsts])
        spoken = [s for s in speaker.spans if start <= s[0] < held.end]
        start = held.start if spoken else start
        self.add(Draft(speaker, ((clause.start, clause.end),), [(start, held.end)], stance), clause)

    def _according(self, index: int, clause: Clause) -> None:
        phrase = next((p for p in reversed(clause.phrases) if p.case in ("at", "with")), None)
        if phrase is None:
            return
        speaker = self.named(phrase)
        start, end = clause.end, self.end_of_voice()
        start = self.skip_address(start, end)
        if speaker is None or end - start < 4:
            return
        told = Draft(speaker, ((clause.start, clause.end),), [stripped(self.text, start, end)])
        dates = [p for p in clause.phrases if p.end <= phrase.start and is_date(self.text, p)]
        if dates:
            told.said = Said(self.text[dates[-1].start : dates[-1].end], (dates[-1].span,), None)
        self.reader.drafts.append(told)
        self.taken_to = clause.end

    def _passive(self, index: int, clause: Clause) -> None:
        """-ㄴ 것으로 전해졌다, -다고 한다: told by someone whom the words do not name."""
        before = self.region.clauses[index - 1] if index else None
        if before is None:
            return
        head = before.head.head if before.head else ""
        complement = self.complement(index)
        if before.close == "ETM" and head in ("것", "거") and clause.stem != "하":
            end = before.end
        elif complement is not None:
            end = without_tail(complement, self.text)
        else:
            return
        if any(
            d.content
            and d.content[-1][1] >= end
            and d.cue
            and d.cue[0][1] <= end
            and d.cue[0][0] >= self.region.tokens[0].start
            for d in self.reader.drafts
        ):
            self._hedge(end)  # 소식통에 따르면 … 것으로 전해졌다: the speaker is named already
            return
        phrase = next((p for p in clause.phrases if p.case in ("topic", "subj")), None)
        if clause.stem == "하" and phrase is not None:
            return
        content = [*self.pending, stripped(self.text, self.taken_to, end)]
        speaker = (
            self.reader.namer.last() if clause.stem == "하" and self.same_paragraph() else None
        )
        draft = Draft(speaker, ((clause.start, clause.end),), content, "hedged")
        self.reader.drafts.append(draft)
        self.reader.used.update(content)
        self.pending = []
        self.taken_to = clause.end

    def _hedge(self, end: int) -> None:
        draft = self.reader.drafts[-1]
        if draft.stance == "asserted" and draft.content[-1][1] >= end:
            draft.content[-1] = (draft.content[-1][0], end)
            draft.stance = "hedged"

    def _noun(self, index: int, clause: Clause) -> None:
        """-다는 것이다, -다는 게 소식통의 설명이다."""
        told = next(
            (c for c in reversed(self.region.clauses[:index])
             if c.close == "ETM" and c.ending in ("다는", "라는", "ᆫ다는", "는다는", "이라는") and c.head), None,
        )  # fmt: skip
        nouns = [p for p in clause.phrases if p.case in ("", "x", "comp")]
        last = nouns[-1] if nouns else None
        if last is None or last.head not in cues().told_nouns:
            return
        if not clause.ending.endswith(("다", "고", "며")) or (
            self.part.quote and last.head == "것"
        ):
            return
        quoted = bool(self.pending)
        if told is None and not quoted:
            return
        at = self.region.phrases.index(last)
        giver = self.region.phrases[at - 1] if at else None
        speaker: Speaker | None = None
        if giver is not None and giver.case in ("gen", "") and giver is not last:
            speaker = self.reader.namer.speaker(self.region, giver)
        elif len(last.nouns) > 1:
            speaker = self.named(last)
        speaker = speaker or self.reader.namer.last()
        content = list(self.pending)
        nested: list[Span] = []
        if told is not None:
            whole = stripped(self.text, self.taken_to, told.end - 1)
            nested = [q for q in content if covers(whole, q)]
            content = [*(q for q in content if q not in nested), whole]
        cue = ((last.start, clause.end),)
        self.add(Draft(speaker, cue, content, "asserted" if speaker else "hedged"), clause)
        self.pending = nested

    def _unsaid(self) -> None:
        """주민들은 “…”며 불안해한다; “…”는 말이 나온다: no verb of telling stands after it."""
        quote = self.pending[-1]
        after = next((c for c in self.region.clauses if c.start >= quote[1]), None)
        if commands(self.text, quote) and after is not None and (
            after.stem in COMMAND or any(p.head in ORDERS for p in after.phrases)
        ):  # fmt: skip
            self.reader.used.add(quote)
            return
        index = next((i for i, t in enumerate(self.region.tokens) if t.start >= quote[1]), None)
        if index is None or self.region.tokens[index].start != quote[1]:
            return
        mark = self.region.tokens[index]
        phrases = self.region.phrases
        rumour = next((p for p in phrases if p.start > quote[1] and p.head in RUMOUR), None)
        among = next(
            (p for p in phrases if p.head in ("사이", "속", "사이들") and len(p.nouns) > 1), None
        )
        who = among or next(
            (p for p in phrases if p.case in ("topic", "subj") and p is not rumour
             and any(n in parties().people for n in p.nouns)), None,
        )  # fmt: skip
        if mark.lemma not in (
            "며",
            "면서",
            "라며",
            "라면서",
            "이라며",
            "이라면서",
            "고",
            "라고",
            "이라고",
        ) and (rumour is None and who is None):
            return
        speaker = None
        if who is not None and among is None:
            speaker = self.reader.namer.speaker(self.region, who)
        elif who is not None:
            speaker = crowd(self.text, who, among is not None)
        cue = (rumour.start, rumour.end) if rumour else (mark.start, mark.end)
        stance: Stance = "asserted" if speaker else "hedged"
        self.reader.drafts.append(Draft(speaker, (cue,), list(self.pending), stance))
        self.reader.used.update(self.pending)

    def _cited(self, index: int, outer: Draft) -> None:
        """데일리OO은 양강도 소식통을 인용해 … 보도했다: the one cited is inside the one citing."""
        for clause in self.region.clauses[:index]:
            objects = [p for p in clause.phrases if p.case == "obj"]
            if clause.stem == "인용하" and objects:
                speaker = self.reader.namer.speaker(self.region, objects[-1])
                if speaker is None:
                    continue
                inner = [(s, e) for s, e in outer.content if e > clause.end]
                inner = [(max(s, clause.end + 1), e) for s, e in inner]
                position = self.reader.drafts.index(outer)
                outer.content = [
                    (s - 0, e) if (s, e) not in inner else (s, e) for s, e in outer.content
                ]
                self.reader.drafts.insert(
                    position, Draft(speaker, ((clause.start, clause.end),), inner, inside=-1)
                )
