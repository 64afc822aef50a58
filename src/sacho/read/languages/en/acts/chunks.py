"""A sentence's groups as a row of chunks, put right where a tag is known to go wrong.

"Said eleven officers", "gunmen shot and killed", "shelling killed", "and killing between 20 and 25":
what the tagger takes for another part of speech is set right here, by the words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sacho.read.analysis import Group, Sentence, Token
from sacho.read.languages.en.how_many.numerals import is_number_word
from sacho.read.languages.en.who.parties import is_person_head

NOUN, VERB, PREP, CONJ, REL, SUB, COMMA, STOP, OTHER = "N", "V", "P", "C", "W", "S", ",", ";", "o"
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")

_RELATIVE = frozenset({"who", "which", "whom", "whose"})
_SUBORDINATE = frozenset(
    [
        "when",
        "while",
        "after",
        "before",
        "because",
        "if",
        "although",
        "though",
        "since",
        "unless",
        "until",
        "whereas",
        "once",
        "where",
        "whether",
        "whenever",
        "why",
        "how",
        "as",
        "that",
        "so",
    ]
)
_STOPS = frozenset({";", ":", "?", "!", "..."})
_COMMAS = frozenset({",", "—", "–", "--", "-"})
_QUOTES = frozenset({"“", "”", '"', "``", "''", "‘"})
_HARMED = frozenset({"killed", "wounded", "injured", "murdered", "critically", "seriously"})
_DOING = frozenset(
    ["killing", "wounding", "injuring", "shooting", "burning", "leaving", "destroying"]
)
_NAMING = frozenset(
    ["shelling", "bombing", "shooting", "fighting", "gunfire", "torture", "looting", "smuggling"]
)
_SOME = frozenset(
    [
        "several",
        "many",
        "some",
        "most",
        "few",
        "all",
        "both",
        "none",
        "one",
        "another",
        "two",
        "three",
        "others",
    ]
)


class Chunk(msgspec.Struct, frozen=True):
    """Tokens `[first, last]` of the sentence; `head` is the token that carries the meaning."""

    kind: str
    first: int
    last: int
    head: int
    group: Group | None = None


class Chunker:
    """Makes the row: `bracketed` tells which tokens stand in brackets, `chunks` leaves them out."""

    def __init__(self, sentence: Sentence, low: list[str]) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.low = low
        self.bracketed: list[bool] = self._brackets()
        self.chunks: list[Chunk] = list(self._chunks())

    def _brackets(self) -> list[bool]:
        """Which tokens stand inside brackets; an unclosed bracket hides nothing."""
        inside = [False] * len(self.low)
        stack: list[int] = []
        for index, word in enumerate(self.low):
            if word in _OPEN:
                stack.append(index)
            elif word in _CLOSE and stack:
                start = stack.pop()
                if index - start < 30:
                    inside[start : index + 1] = [True] * (index + 1 - start)
        return inside

    def _chunks(self) -> Iterator[Chunk]:
        starts = {g.first: g for g in self.sentence.groups}
        index = 0
        while index < len(self.tokens):
            if self.bracketed[index] or self.low[index] in _QUOTES:
                index += 1
                continue
            group = starts.get(index)
            counted = starts.get(index + 1)
            if group is None and counted is not None and self._numeral(index, counted):
                yield Chunk(NOUN, index, counted.last, counted.head, counted)
                index = counted.last + 1
                continue
            if group is not None and not self._alone(index, group):
                kind = NOUN if group.kind == "noun" else VERB
                first = group.first
                if kind == NOUN and self._acts(group, starts):
                    kind, group = VERB, Group("verb", index, index, index, participle=True)
                if kind == VERB and self._names_act(group):
                    kind = NOUN
                if kind == NOUN and self._hides_verb(group):
                    last = group.last
                    yield Chunk(NOUN, first, last - 1, last - 1, group)
                    verb = Group("verb", last, last, last, participle=True)
                    yield Chunk(VERB, last, last, last, verb)
                    index = last + 1
                    continue
                if kind == NOUN and self._result_word(first, group):
                    yield Chunk(OTHER, first, first, first)
                    first += 1
                yield Chunk(kind, first, group.last, group.head, group)
                index = max(group.last, index) + 1
                continue
            yield Chunk(self._kind(index), index, index, index)
            index += 1

    def _numeral(self, index: int, group: Group) -> bool:
        """A number word that was not taken for one ("said *eleven* officers")."""
        return (
            group.kind == "noun"
            and is_number_word(self.low[index])
            and self.tokens[index].tag != "NUM"
            and self.low[index] != "a"
        )

    def _acts(self, group: Group, starts: dict[int, Group]) -> bool:
        """ "… and *killing* between 20 and 25 people": an -ing form taken for a noun."""
        following = starts.get(group.last + 1)
        return (
            group.first == group.last
            and self.low[group.first] in _DOING
            and following is not None
            and following.kind == "noun"
        )

    def _names_act(self, group: Group) -> bool:
        """ "*Shelling* killed 14 people": an -ing form that opens the sentence as its subject."""
        follows = self.tokens[group.last + 1] if group.last + 1 < len(self.tokens) else None
        return (
            group.first == group.last == 0
            and self.low[0] in _NAMING
            and follows is not None
            and follows.form in {"VBD", "VBZ", "VBP"}
        )

    def _hides_verb(self, group: Group) -> bool:
        """ "GUNMEN SHOT AND KILLED": "shot" taken for the last noun of the group."""
        last = group.last
        follows = self.low[last + 1 : last + 3]
        if self.low[last] != "shot" or last == group.first:
            return False
        before = self.tokens[last - 1]
        if before.tag == "NUM" or before.text.lower().endswith("-old"):
            return True
        if is_person_head(before.lemma) and follows[:1] != ["at"]:
            return True
        return len(follows) == 2 and (
            follows[0] == "dead" or (follows[0] == "and" and follows[1] in _HARMED)
        )

    def _result_word(self, index: int, group: Group) -> bool:
        """ "Shot *dead* three people": the result of the verb, not a part of the noun group."""
        return (
            self.low[index] in {"dead", "unconscious", "alive", "up", "down", "off", "out"}
            and index < group.head
            and index > 0
            and self.tokens[index - 1].tag == "VERB"
        )

    def _alone(self, index: int, group: Group) -> bool:
        """Relative pronouns and punctuation that a grouper may have taken for a noun group."""
        return group.first == group.last and (
            self.low[index] in _RELATIVE
            or self.tokens[index].tag == "PUNCT"
            or (self.low[index] == "that" and self._verb_at(index + 1))
        )

    def _verb_at(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].tag in {"VERB", "AUX"}

    def _kind(self, index: int) -> str:
        word, tag = self.low[index], self.tokens[index].tag
        if word in _SOME and (
            self.low[index + 1 : index + 2] == ["of"] or self._verb_at(index + 1)
        ):
            return NOUN
        if word in _STOPS:
            return STOP
        if word in _COMMAS:
            return COMMA
        if word in _RELATIVE or (word == "that" and tag in {"PRON", "DET"}):
            return REL
        if tag == "CCONJ":
            return CONJ
        if tag == "SCONJ" or (word in _SUBORDINATE and tag not in {"ADP", "ADV"}):
            return SUB
        if word == "where" or word == "when":
            return SUB
        if tag in {"ADP", "PART"} or word == "including":
            return PREP
        if tag in {"NOUN", "PROPN", "PRON", "NUM"}:
            return NOUN
        if tag in {"VERB", "AUX"}:
            return VERB
        return OTHER
