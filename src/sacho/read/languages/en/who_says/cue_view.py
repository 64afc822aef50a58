"""One sentence as the finders of cues look at it: groups by token, what follows a verb, who speaks."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.read.analysis import Group, Sentence
from sacho.read.languages.en.syntax.groups import conjoined, is_finite, with_of
from sacho.read.languages.en.syntax.retag import QUOTES
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who_says.quotes import Quotes

Kind = Literal[
    "quote", "that", "wh", "clause", "colon", "to", "noun", "prep", "ing", "adjective", "comma",
    "gap", "none",
]  # fmt: skip
Tokens = tuple[int, int]  # first and last token, both inclusive

WH = words_in("syntax.toml", "cues.wh")
RELATIVE = words_in("syntax.toml", "cues.relative")
TIMES = words_in("syntax.toml", "groups.time_words")


class Complement(msgspec.Struct, frozen=True):
    """What follows a verb: its kind, the token where it starts, and the one told, if any."""

    kind: Kind
    start: int
    addressee: Group | None = None


class View:
    """A sentence with look-ups that the finders ask again and again."""

    def __init__(self, text: str, sentence: Sentence, quotes: Quotes) -> None:
        self.text = text
        self.sentence = sentence
        self.quotes = quotes
        self.tokens = sentence.tokens
        self.count = len(sentence.tokens)
        self.lows = [t.text.lower() for t in sentence.tokens]
        self.owner: list[Group | None] = [None] * self.count
        for group in sentence.groups:
            for index in range(group.first, group.last + 1):
                self.owner[index] = group
        self.verbs = [g for g in sentence.groups if g.kind == "verb"]

    def low(self, index: int) -> str:
        """The token in lower case; "" outside the sentence."""
        return self.lows[index] if 0 <= index < self.count else ""

    def tag(self, index: int) -> str:
        """The token's tag; "" outside the sentence."""
        return self.tokens[index].tag if 0 <= index < self.count else ""

    def is_mark(self, index: int) -> bool:
        """Whether the token is a quotation mark."""
        return 0 <= index < self.count and self.tokens[index].text in QUOTES

    def opens_quote(self, index: int) -> bool:
        """Whether a quotation begins with this token."""
        if not self.is_mark(index):
            return False
        quote = self.quotes.at(self.tokens[index].start)
        return quote is not None and quote.start == self.tokens[index].start

    def noun_at(self, index: int) -> Group | None:
        """The noun group that begins with this token, or right after a mark that does."""
        group = self.owner[index] if 0 <= index < self.count else None
        return group if group and group.kind == "noun" and group.first == index else None

    def lemma(self, group: Group) -> str:
        """The lemma of the group's head, in lower case."""
        return self.tokens[group.head].lemma.lower()

    def is_time(self, group: Group) -> bool:
        """Whether the group names a day or the like."""
        return self.lemma(group) in TIMES

    def finite_at(self, index: int) -> Group | None:
        """The finite verb group that begins here, adverbs skipped."""
        while self.tag(index) == "ADV" or self.is_mark(index):
            index += 1
        group = self.owner[index] if 0 <= index < self.count else None
        if group and group.kind == "verb" and group.first == index:
            return group if is_finite(self.sentence, group) else None
        return None

    def begins_clause(self, group: Group) -> bool:
        """Whether a noun group is the subject of a finite verb behind it, phrases between skipped."""
        index = with_of(self.sentence, conjoined(self.sentence, group)[-1]).last + 1
        for _ in range(3):
            if self.finite_at(index) is not None:
                return True
            if self.tag(index) == "ADP":
                inner = self.noun_at(index + 1)
                if inner is None:
                    return False
                index = inner.last + 1
            elif self.low(index) in RELATIVE and self.finite_at(index + 1):
                verb = self.finite_at(index + 1)
                index = verb.last + 1 if verb else index + 1
                inner = self.noun_at(index)
                index = with_of(self.sentence, inner).last + 1 if inner else index
            else:
                return False
        return self.finite_at(index) is not None

    def holds_clause(self, group: Group) -> bool:
        """Whether a finite verb of its own comes anywhere behind a noun group that follows a verb
        of saying: "said | the upside of the plan, which is new, would outweigh it"."""
        for verb in self.verbs:
            if verb.first <= group.last or not is_finite(self.sentence, verb):
                continue
            if self.low(verb.first - 1) not in RELATIVE and not self.quotes.inside(
                self.tokens[verb.head].start
            ):
                return True
        return False

    def complement(self, verb: Group, told: bool, loose: bool = False) -> Complement:
        """What follows the verb; `told` says that it may take someone told first, `loose` that it
        takes clauses rather than things."""
        index = verb.last + 1
        while self.tag(index) == "ADV" and self.low(index) not in WH and not self.noun_at(index):
            if self.low(index) == "there":
                break
            index += 1
        addressee = self.noun_at(index) if told else None
        if addressee is not None:
            if self.begins_clause(addressee) or self.low(index) in {"that", "what", "who"}:
                addressee = None
            else:
                addressee = with_of(self.sentence, conjoined(self.sentence, addressee)[-1])
                index = addressee.last + 1
        ahead = self._past_adjuncts(index)
        if ahead > index and self._opens_content(ahead):
            index = ahead
        if self.low(index) == "," and self.opens_quote(index + 1):
            index += 1
        index = self._past_time(index)
        kind = self._kind_at(index)
        if loose and kind in {"prep", "comma", "noun"} and (late := self._late_that(index)):
            return Complement("that", late, addressee)
        noun = self.noun_at(index)
        if kind == "noun" and loose and noun and not self.is_time(noun) and self.holds_clause(noun):
            kind = "clause"
        return Complement(kind, index, addressee)

    def _late_that(self, index: int) -> int | None:
        """ "Said, among other things, | that": a clause behind an aside."""
        for ahead in range(index, min(index + 14, self.count - 1)):
            group = self.owner[ahead]
            told = group is not None and group.kind == "verb" and ahead > index
            if self.is_mark(ahead) or self.low(ahead) in {".", ";"} or told:
                return None
            if self.low(ahead) == "that" and self.tag(ahead) == "SCONJ":
                return ahead
        return None

    def _past_time(self, index: int) -> int:
        """After "Tuesday" or "on Tuesday", if a clause begins behind it."""
        at = index + (self.low(index) == "on")
        noun = self.noun_at(at)
        if noun is None or not self.is_time(noun):
            return index
        following = self.noun_at(noun.last + 1)
        return noun.last + 1 if following and self.begins_clause(following) else index

    def _opens_content(self, index: int) -> bool:
        if self.low(index) == "," and self.opens_quote(index + 1):
            return True
        noun = self.noun_at(index)
        if noun is not None and not self.is_time(noun) and self.begins_clause(noun):
            return True
        return self.low(index) in {"that", ":"} or self.opens_quote(index)

    def _past_adjuncts(self, index: int) -> int:
        """After phrases and times such as "in a statement on Monday"."""
        for _ in range(4):
            noun = self.noun_at(index)
            if noun is not None and self.is_time(noun):
                index = noun.last + 1
            elif self.tag(index) == "ADP" and (inner := self.noun_at(index + 1)) is not None:
                index = with_of(self.sentence, inner).last + 1
            elif self.tag(index) == "ADV" and self.low(index) not in WH:
                index += 1
            else:
                break
        return index

    def _kind_at(self, index: int) -> Kind:
        low, tag = self.low(index), self.tag(index)
        if index >= self.count:
            return "none"
        if self.opens_quote(index):
            return "quote"
        if low == ":":
            return "colon"
        if low == "," or tag == "PUNCT":
            return "comma" if low in {",", "—", "–", "--"} else "none"
        if low == "that" and (self.is_mark(index + 1) or self.tag(index + 1) not in {"PUNCT", ""}):
            return "that"
        if low in WH:
            return "wh"
        group = self.owner[index]
        if group is not None and group.kind == "verb" and group.first == index:
            if group.infinitive:
                return "to"
            if is_finite(self.sentence, group):
                return "gap"
            return "ing" if self.tokens[group.head].form == "VBG" else "none"
        if group is not None and group.first == index:
            return "clause" if self.begins_clause(group) else "noun"
        if low == "there" and self.finite_at(index + 1):
            return "clause"
        if low == "to":
            return "prep" if self.noun_at(index + 1) else "to"
        if tag == "ADP":
            return "prep"
        return "adjective" if tag in {"ADJ", "DET"} else "none"
