"""What every cue of telling asks of its sentence: who speaks, when, and where their words begin."""

from __future__ import annotations

from typing import Protocol

from sacho.model.claim import Said, Speaker
from sacho.model.span import Span, covers
from sacho.read.languages.ko.syntax.clauses import Clause, Phrase, Region
from sacho.read.languages.ko.syntax.regions import Part, Voices
from sacho.read.languages.ko.who_says.drafts import Draft
from sacho.read.languages.ko.who_says.naming import TELLING, Namer, is_addressee, is_date

INDIRECT = ("다고", "라고", "자고", "냐고", "으라고", "다며", "라며", "다면서", "라면서", "자며", "ᆫ다고", "는다고",
            "ᆫ다며", "는다며", "ᆫ다면서", "는다면서", "이라고", "이라며", "으라며", "느냐고", "으냐고")  # fmt: skip


DENYING = frozenset(("부인하", "반박하", "일축하"))


class Told(Protocol):
    """What has been read of the text so far."""

    text: str
    cut: Voices
    namer: Namer
    drafts: list[Draft]
    used: set[Span]


class Voice:
    """One voice of one sentence, and what every cue of telling asks of it."""

    def __init__(self, reader: Told, part: Part) -> None:
        self.reader, self.part, self.text = reader, part, reader.text
        self.region: Region = part.region
        self.quotes = self.own_quotes()
        self.pending: list[Span] = []
        self.taken_to = self.region.tokens[0].start
        self.before: Region | None = None  # where the speaker of a long quotation stands

    def own_quotes(self) -> list[Span]:
        """Quotations that end in this sentence and stand directly in this voice."""
        first, last = self.region.tokens[0].start, self.region.tokens[-1].end
        marks = {t.start for t in self.region.tokens} | {t.end for t in self.region.tokens}
        return [
            q for q in self.reader.cut.quotes
            if first <= q[1] - 1 < last and q[1] in marks and q != self.part.quote
        ]  # fmt: skip

    def complement(self, index: int) -> Clause | None:
        """The clause before, if its ending makes it somebody's words."""
        if index == 0:
            return None
        before = self.region.clauses[index - 1]
        gap = self.region.clauses[index].start - before.end
        if before.ending in INDIRECT and gap < 60:
            return before
        after = self.region.tokens[before.last + 1] if before.last + 1 < len(
            self.region.tokens
        ) else None  # fmt: skip
        if before.close == "EF" and after is not None and after.tag == "JKQ":
            return before
        return None

    def describes(self, quote: Span, complement: Clause) -> bool:
        """Whether the quotation describes a noun of the clause that is told."""
        marked = next((t for t in self.region.tokens if t.start == quote[1]), None)
        return (
            marked is not None and marked.lemma in ("는", "라는", "이라는", "란")
            and quote[1] < complement.start
            and any(quote[1] < p.start < complement.start for p in complement.phrases)
        )  # fmt: skip

    def add(self, draft: Draft, clause: Clause) -> None:
        if draft.speaker is None and draft.stance == "asserted":
            draft.speaker = self.reader.namer.last()
        self.reader.drafts.append(draft)
        self.reader.used.update(draft.content)
        self.pending = []
        if clause.ending not in INDIRECT:
            self.taken_to = clause.end

    def named(self, phrase: Phrase) -> Speaker | None:
        """소식통의 말, 목격자 증언: the speaker is who gives the words."""
        if phrase.head in TELLING:
            at = self.region.phrases.index(phrase)
            if at and self.region.phrases[at - 1].case in ("gen", "with", "via"):
                return self.named(self.region.phrases[at - 1])
            if len(phrase.nouns) > 1:
                tokens = self.region.tokens[phrase.first : phrase.last]
                shorter = Phrase(
                    phrase.first, phrase.last - 1, phrase.start, tokens[-1].end, "gen",
                    phrase.nouns[-2], phrase.nouns[:-1], phrase.modified_by,
                )  # fmt: skip
                self.region.phrases.insert(at, shorter)
                return self.reader.namer.speaker(self.region, shorter)
            return self.reader.namer.last()
        return self.reader.namer.speaker(self.region, phrase)

    def speaker(
        self, index: int, complement: Clause | None
    ) -> tuple[Speaker | None, Phrase | None]:
        """Nearest to the cue first; then the topic before the words that are told."""
        clause = self.region.clauses[index]
        if clause.ending in INDIRECT:  # 유족은 [당국이 … 협박했다]고 주장했다
            nearest = self.nearest(index)
            if nearest[0] is not None:
                return nearest
        told = complement is not None or bool(self.pending) or clause.stem in DENYING
        chain = [clause, *(self.region.clauses[:index] if told else [])]
        own = True
        for held in chain:
            for phrase in reversed(held.phrases) if own else held.phrases:
                if phrase.case not in ("topic", "subj", "also") or phrase.start < self.taken_to:
                    continue
                if not own and phrase.case != "topic" and phrase is not self.first_phrase():
                    continue
                if own and phrase.case == "also" and phrase.head in ("것", "말"):
                    continue
                speaker = self.reader.namer.speaker(self.region, phrase)
                if speaker is not None:
                    return speaker, phrase
            own = False
        return self.earlier()

    def nearest(self, index: int) -> tuple[Speaker | None, Phrase | None]:
        """The last subject before a telling that is itself told of."""
        for held in reversed(self.region.clauses[: index + 1]):
            for phrase in reversed(held.having("subj")):
                if phrase.start >= self.taken_to:
                    speaker = self.reader.namer.speaker(self.region, phrase)
                    if speaker is not None:
                        return speaker, phrase
        return None, None

    def earlier(self) -> tuple[Speaker | None, Phrase | None]:
        """A quotation of several sentences has its speaker before it, in another sentence."""
        if not self.pending or self.pending[0][0] >= self.region.tokens[0].start:
            return None, None
        at = self.pending[0][0]
        for part in self.reader.cut.parts:
            if part.quote == self.part.quote and part.sentence.start <= at < part.sentence.end:
                for phrase in reversed(part.region.phrases):
                    if phrase.case in ("topic", "subj") and phrase.end <= at:
                        speaker = self.reader.namer.speaker(part.region, phrase)
                        if speaker is not None:
                            self.before = part.region
                            return speaker, None
        return None, None

    def first_phrase(self) -> Phrase | None:
        listed = [p for p in self.region.phrases if p.start >= self.taken_to]
        while listed and (listed[0].case in ("gen",) or is_date(self.text, listed[0])):
            listed = listed[1:]
        return listed[0] if listed else None

    def after(self, phrase: Phrase) -> int:
        """Where the words after a phrase and its particles begin."""
        index = phrase.last + 1
        tokens = self.region.tokens
        while index < len(tokens) and tokens[index].tag.startswith("J"):
            index += 1
        return tokens[index].start if index < len(tokens) else phrase.end

    def skip_address(self, start: int, end: int) -> int:
        """Past "지난 5일 데일리OO에" between the speaker and the words."""
        at = start
        for phrase in self.region.phrases:
            if phrase.end <= at or phrase.start >= end:
                continue
            if phrase.start > at + 3:
                break
            if is_addressee(self.text, phrase):
                at = start = self.after(phrase)
            elif is_date(self.text, phrase):
                at = self.after(phrase)
            else:
                break
        return start

    def date(self, content: list[Span], phrase: Phrase | None, clause: Clause) -> Said | None:
        if self.before is not None:
            listed = [p for p in self.before.phrases if p.end <= content[0][0]]
            held = next((p for p in listed if is_date(self.text, p)), None)
            return Said(self.text[held.start : held.end], (held.span,), None) if held else None
        for held in self.region.phrases:
            if held.end > clause.end or any(covers(c, held.span) for c in content):
                continue
            if held.start < self.taken_to or not is_date(self.text, held):
                continue
            if phrase is None and not any(is_addressee(self.text, p) for p in clause.phrases):
                continue
            return Said(self.text[held.start : held.end], (held.span,), None)
        return None

    def end_of_voice(self) -> int:
        tokens = self.region.tokens
        last = len(tokens) - 1
        while last > 0 and tokens[last].tag in ("SF", "SSC"):
            last -= 1
        return tokens[last].end

    def same_paragraph(self) -> bool:
        """Whether somebody has been quoted in this paragraph: -고 한다 then goes on with them."""
        paragraph = self.part.sentence.paragraph
        mine = [p.sentence for p in self.reader.cut.parts if p.sentence.paragraph == paragraph]
        start = min(s.start for s in mine)
        return any(d.speaker and d.content[-1][1] > start for d in self.reader.drafts)
