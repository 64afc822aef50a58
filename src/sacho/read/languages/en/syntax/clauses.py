"""Questions that reach over a clause: its bounds, its phrases, the verbs that hang on one another."""

from __future__ import annotations

import msgspec

from sacho.read.analysis import Group, Sentence
from sacho.read.languages.en.syntax.groups import (
    RELATIVES,
    after,
    before,
    conjoined,
    is_finite,
    low_at,
    noun_ending_at,
    noun_starting_at,
    objects_of,
    subject_of,
    tag_at,
    verb_before,
    with_of,
)
from sacho.read.languages.en.tables import words_in

_BREAKS = frozenset((";", ":", "—", "–", "--", "…"))
_SUBORDINATING = words_in("syntax.toml", "clauses.subordinating")


class Phrase(msgspec.Struct, frozen=True):
    """A preposition (its token, and its words in lower case) and the noun groups it governs."""

    first: int
    preposition: str
    groups: tuple[Group, ...]

    @property
    def last(self) -> int:
        """The last token of the phrase."""
        return self.groups[-1].last


_COMPOUND = (
    ("because", "of"), ("out", "of"), ("in", "front", "of"), ("on", "behalf", "of"),
    ("according", "to"), ("due", "to"), ("instead", "of"), ("along", "with"), ("next", "to"),
    ("as", "well", "as"), ("such", "as"), ("close", "to"), ("prior", "to"), ("in", "response", "to"),
    ("in", "connection", "with"), ("in", "retaliation", "for"), ("at", "the", "hands", "of"),
    ("ahead", "of"), ("as", "of"), ("inside", "of"), ("outside", "of"), ("across", "from"),
)  # fmt: skip


def phrases(sentence: Sentence) -> tuple[Phrase, ...]:
    """All prepositional phrases of the sentence, from left to right; "of" included."""
    found: list[Phrase] = []
    index = 0
    while index < len(sentence.tokens):
        length, words = _preposition(sentence, index)
        if length:
            group = noun_starting_at(sentence, after(sentence, index + length - 1))
            if group is not None:
                found.append(Phrase(index, words, conjoined(sentence, group)))
            index += length
        else:
            index += 1
    return tuple(found)


def _preposition(sentence: Sentence, index: int) -> tuple[int, str]:
    for words in _COMPOUND:
        if all(low_at(sentence, index + i) == word for i, word in enumerate(words)):
            return len(words), " ".join(words)
    low = low_at(sentence, index)
    if tag_at(sentence, index) == "ADP" or low in {"after", "before", "since", "until", "like"}:
        return 1, low
    return 0, ""


def phrases_after(sentence: Sentence, verb: Group) -> tuple[Phrase, ...]:
    """The prepositional phrases behind the verb, to the end of its clause and up to the next verb
    of another clause. A phrase with "of" belongs to its noun and is left out."""
    limit = _reach(sentence, verb)
    return tuple(
        phrase
        for phrase in phrases(sentence)
        if verb.last < phrase.first <= limit and phrase.preposition != "of"
    )


def phrases_before(sentence: Sentence, verb: Group) -> tuple[Phrase, ...]:
    """The prepositional phrases that stand in front, in the verb's own clause."""
    start, _ = clause_of(sentence, verb)
    return tuple(
        phrase
        for phrase in phrases(sentence)
        if start <= phrase.first < verb.first and phrase.preposition != "of"
    )


def _reach(sentence: Sentence, verb: Group) -> int:
    """The last token that can hold a complement of the verb."""
    _, end = clause_of(sentence, verb)
    for group in sentence.groups:
        if group.kind == "verb" and verb.last < group.first <= end and group.first < end:
            mark = before(sentence, group.first)
            if not group.participle or low_at(sentence, mark) == ",":
                return mark
            return group.first - 1
    return end


def by_phrase(sentence: Sentence, verb: Group) -> tuple[Group, ...]:
    """Those that a passive or a participle names with "by", joined ones included."""
    for phrase in phrases_after(sentence, verb):
        if phrase.preposition in {"by", "at the hands of"}:
            first = phrase.groups[0]
            if sentence.tokens[first.head].form != "VBG":
                return phrase.groups
    return ()


def phrase_with(sentence: Sentence, verb: Group, *prepositions: str) -> Phrase | None:
    """The first phrase behind the verb with one of these prepositions."""
    wanted = (p for p in phrases_after(sentence, verb) if p.preposition in prepositions)
    return next(wanted, None)


def clause_of(sentence: Sentence, verb: Group) -> tuple[int, int]:
    """First and last token of the clause the verb stands in, both inclusive.

    A clause ends at a semicolon, colon or dash, at a word that opens another clause, and at a
    conjunction with a subject and finite verb of its own behind it.
    """
    start = 0
    end = len(sentence.tokens) - 1
    subject = subject_of(sentence, verb)
    left = min(verb.first, subject.first) if subject and subject.first < verb.first else verb.first
    for index in range(verb.first - 1, -1, -1):
        if (index < left and _bounds(sentence, index)) or _bounds_hard(sentence, index):
            start = index + 1 if low_at(sentence, index) not in RELATIVES else index
            break
        if low_at(sentence, index) in RELATIVES and before(sentence, verb.first) == index:
            start = index
            break
        if index <= left and _opens_bare(sentence, index):
            start = index
            break
    for index in range(verb.last + 1, len(sentence.tokens)):
        hard = _bounds(sentence, index) or _bounds_hard(sentence, index)
        if hard or _opens_bare(sentence, index) or _resumes(sentence, verb, index):
            end = index - 1
            break
    while end > verb.last and sentence.tokens[end].tag == "PUNCT":
        end -= 1
    return start, end


def _opens_bare(sentence: Sentence, index: int) -> bool:
    """Whether a clause without "that" opens here: "said | the guards fled"."""
    noun = noun_starting_at(sentence, index)
    if noun is None or index == 0:
        return False
    earlier = next((g for g in sentence.groups if g.last == before(sentence, index)), None)
    if earlier is None or not is_finite(sentence, earlier):
        return False
    return low_at(sentence, before(sentence, earlier.first)) not in RELATIVES and _verb_behind(
        sentence, noun
    )


def _resumes(sentence: Sentence, verb: Group, index: int) -> bool:
    """Whether the clause around a relative clause goes on here: "guards who fired | were praised"."""
    if low_at(sentence, before(sentence, verb.first)) not in RELATIVES and not verb.participle:
        return False
    group = next((g for g in sentence.groups if g.kind == "verb" and g.first == index), None)
    if group is None or not is_finite(sentence, group):
        return False
    mark = before(sentence, index)
    return tag_at(sentence, mark) != "CCONJ" and low_at(sentence, mark) not in RELATIVES


def _verb_behind(sentence: Sentence, noun: Group) -> bool:
    following = after(sentence, with_of(sentence, conjoined(sentence, noun)[-1]).last)
    while tag_at(sentence, following) == "ADP":  # "a nurse | in the camp | told"
        inner = noun_starting_at(sentence, after(sentence, following))
        if inner is None:
            return False
        following = after(sentence, inner.last)
    return any(
        g.first == following and is_finite(sentence, g) for g in sentence.groups if g.kind == "verb"
    )


def _bounds_hard(sentence: Sentence, index: int) -> bool:
    return low_at(sentence, index) in _BREAKS


def _bounds(sentence: Sentence, index: int) -> bool:
    """Whether a new clause opens at this token."""
    low = low_at(sentence, index)
    if low in _SUBORDINATING and tag_at(sentence, index) in {"SCONJ", "PRON", "CCONJ", "ADP"}:
        if low in {"after", "before", "since", "until", "as", "but", "once"}:
            return _clause_follows(sentence, index)
        return low != "that" or tag_at(sentence, index + 1) != "PUNCT"
    if tag_at(sentence, index) == "CCONJ" or low == ",":
        return _clause_follows(sentence, index)
    return False


def _clause_follows(sentence: Sentence, index: int) -> bool:
    """Whether a noun group and a finite verb follow directly."""
    position = after(sentence, index)
    if tag_at(sentence, position) == "CCONJ":
        position = after(sentence, position)
    noun = noun_starting_at(sentence, position)
    return noun is not None and _verb_behind(sentence, noun)


def complement_verb(sentence: Sentence, verb: Group) -> Group | None:
    """The infinitive or participle that the verb takes: "ordered guards | to shoot",
    "is expected | to die", "began | shooting"."""
    objects = objects_of(sentence, verb)
    last = objects[-1].last if objects else verb.last
    position = after(sentence, last)
    for group in sentence.groups:
        if group.kind == "verb" and group.first == position:
            if group.infinitive:
                return group
            bare = group.participle and sentence.tokens[group.head].form == "VBG"
            return group if bare and not objects else None
    return None


def governor_of(sentence: Sentence, verb: Group) -> Group | None:
    """The verb whose complement this one is, if any."""
    earlier = verb_before(sentence, verb.first)
    while earlier is not None:
        if complement_verb(sentence, earlier) == verb:
            return earlier
        earlier = verb_before(sentence, earlier.first)
    return None


def conjunct_verbs(sentence: Sentence, verb: Group) -> tuple[Group, ...]:
    """The verbs that share this verb's subject by "and", "or", "but" or a list of commas, this
    one included, from left to right."""
    chain = [verb]
    while (earlier := _joined_before(sentence, chain[0])) is not None:
        chain.insert(0, earlier)
    for group in sentence.groups:
        later = group.kind == "verb" and group.first > chain[-1].last
        if later and _joined_before(sentence, group) == chain[-1]:
            chain.append(group)
    return tuple(chain)


def _joined_before(sentence: Sentence, verb: Group) -> Group | None:
    index = before(sentence, verb.first)
    if tag_at(sentence, index) != "CCONJ" and low_at(sentence, index) != ",":
        return None
    earlier = verb_before(sentence, index)
    if earlier is None or verb.participle != earlier.participle:
        return None
    aside = low_at(sentence, before(sentence, earlier.first)) in RELATIVES
    if low_at(sentence, index) == "," and aside:
        return None
    if low_at(sentence, index) == "," and is_finite(sentence, verb) != is_finite(sentence, earlier):
        return None
    return earlier


def relative_of(sentence: Sentence, noun: Group) -> Group | None:
    """The verb of the relative clause or participle that describes the noun: "guards | who fired",
    "a man | shot by guards"."""
    position = after(sentence, with_of(sentence, noun).last)
    if low_at(sentence, position) == "," and low_at(sentence, position + 1) in RELATIVES:
        position += 1
    relative = low_at(sentence, position) in RELATIVES
    if relative:
        position = after(sentence, position)
    for group in sentence.groups:
        if group.kind == "verb" and group.first == position:
            return group if relative or group.participle else None
    if relative:
        subject = noun_starting_at(sentence, position)
        if subject is not None:
            following = after(sentence, subject.last)
            verbs = (g for g in sentence.groups if g.kind == "verb" and g.first == following)
            return next(verbs, None)
    return None


def described_by(sentence: Sentence, verb: Group) -> Group | None:
    """The noun that a relative clause or hanging participle with this verb describes."""
    index = before(sentence, verb.first)
    if low_at(sentence, index) in RELATIVES or (verb.participle and tag_at(sentence, index)):
        subject = subject_of(sentence, verb)
        hung = noun_ending_at(sentence, index)
        return subject if low_at(sentence, index) in RELATIVES else hung
    return None


def by_end(sentence: Sentence, verb: Group) -> tuple[Group, ...]:
    """Those named by "by" right behind the verb."""
    if low_at(sentence, verb.last + 1) != "by":
        return ()
    agent = noun_starting_at(sentence, after(sentence, verb.last + 1))
    return conjoined(sentence, agent) if agent else ()
