"""Who a speaker is: pronouns and short namings led back to the fullest earlier one, and the kind.

Two anonymous speakers are never taken for one person beyond ordinary reference: "the source" is
the last source named; "another source" and "a second source" are new.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

import msgspec

from sacho.model.claim import Speaker, SpeakerKind
from sacho.model.span import Span
from sacho.read.analysis import Group, Sentence, Token
from sacho.read.languages.en.syntax.groups import span_of
from sacho.read.languages.en.syntax.lexicon import is_plural
from sacho.read.languages.en.tables import FOLDER, rows_of, words_in

_TABLE = "speakers.toml"
_ARTICLES = ("the ", "this ", "that ", "these ", "those ")
_MALE = frozenset(("he", "his", "him", "himself"))
_FEMALE = frozenset(("she", "her", "hers", "herself"))
_MANY = frozenset(("they", "their", "them", "themselves", "both", "all"))
_THING = frozenset(("it", "its", "itself"))
_NEW = frozenset(
    ("another", "a", "an", "one", "some", "other", "second", "two", "three", "several")
)

Sex = Literal["male", "female", ""]


class Naming(msgspec.Struct, frozen=True):
    """One naming of someone: the words, the head's lemma, and what it tells of who it may be."""

    span: Span
    words: str
    head: str
    proper: bool
    many: bool
    sex: Sex
    lemmas: frozenset[str]
    names: frozenset[str] = frozenset()


@cache
def _kinds() -> dict[str, SpeakerKind]:
    """The kind of each lemma; the first list that has it counts."""
    found: dict[str, SpeakerKind] = {}
    for kind, words in rows_of(FOLDER / _TABLE)["kind"].items():
        for word in words.split():
            found.setdefault(word, cast(SpeakerKind, kind))
    return found


class Speakers:
    """The namings of one text so far; asked for each telling in the order of the text."""

    def __init__(self, text: str, sentences: list[Sentence], publisher: str | None) -> None:
        self.text = text
        self.sentences = sentences
        self.publisher = (publisher or "").lower()
        self.spoken: list[Naming] = []
        self.names = [_naming(text, s, g) for s in sentences for g in s.groups if _is_name(s, g)]

    def speaker(self, sentence: Sentence, source: Span, head: Group | None) -> Speaker:
        """The speaker named by `source`, led back to the fullest earlier naming."""
        own = self._own(sentence, source, head)
        full = self._fullest(own, sentence, head)
        if full is not own or not _is_pronoun(own.words):
            self.spoken.append(full if _is_pronoun(own.words) else own)
        same = full.span == own.span or full.words.lower() == own.words.lower()
        spans = (source,) if same else (source, full.span)
        return Speaker(_short(full), self._kind(own, full), spans)

    def _own(self, sentence: Sentence, source: Span, head: Group | None) -> Naming:
        words = " ".join(self.text[source[0] : source[1]].rstrip(" ,").split())
        inside = [t for t in sentence.tokens if source[0] <= t.start and t.end <= source[1]]
        token = sentence.tokens[head.head] if head is not None else None
        if token is None or not source[0] <= token.start < source[1]:
            token = inside[-1] if inside else None
        return _described(source, words, token, inside)

    def _fullest(self, own: Naming, sentence: Sentence, head: Group | None) -> Naming:
        low = own.words.lower()
        if low in {"who", "which", "that", "whom"} and head is not None:
            antecedent = _naming(self.text, sentence, head)
            return self._by_name(antecedent) if antecedent.proper else antecedent
        if _is_pronoun(own.words):
            return self._by_pronoun(own)
        if own.proper:
            return self._by_name(own)
        if low.startswith(_ARTICLES):
            return self._by_head(own)
        return own

    def _by_pronoun(self, own: Naming) -> Naming:
        low = own.words.lower()
        for earlier in reversed(self.spoken):
            if earlier.span[0] < own.span[0] and _agrees(low, earlier):
                return self._by_name(earlier) if earlier.proper else earlier
        for earlier in reversed(self.names):
            if earlier.span[1] <= own.span[0] and _agrees(low, earlier):
                return self._by_name(earlier)
        return own

    def _by_name(self, own: Naming) -> Naming:
        """The longest earlier naming that ends in the same name."""
        for earlier in self.spoken:
            known = earlier.span[0] < own.span[0] and own.head in earlier.names
            if known and not _is_body(earlier) and not _clash(own, earlier):
                return earlier
        last = own.head.lower()
        best = own
        for earlier in (*self.names, *self.spoken):
            if earlier.span[0] >= own.span[0] or earlier.head.lower() != last or not earlier.proper:
                continue
            if _clash(own, earlier):
                continue
            if len(_plain(earlier.words)) > len(_plain(best.words)) or best is own:
                best = earlier if len(earlier.words) >= len(own.words) else best
        return best

    def _by_head(self, own: Naming) -> Naming:
        """The last speaker called so before: "the source" for "a source close to him"."""
        for earlier in reversed(self.spoken):
            if earlier.head.lower() == own.head.lower() and earlier.many == own.many:
                shorter = earlier.words.lower().startswith(_ARTICLES)
                return self._by_head_before(earlier) if shorter else earlier
        return own

    def _by_head_before(self, naming: Naming) -> Naming:
        for earlier in self.spoken:
            same = earlier.head.lower() == naming.head.lower()
            if (
                same
                and earlier.span[0] < naming.span[0]
                and not earlier.words.lower().startswith(_ARTICLES)
            ):
                last = earlier
                for other in self.spoken:
                    alike = other.head.lower() == naming.head.lower()
                    between = last.span[0] < other.span[0] < naming.span[0]
                    if alike and between and not other.words.lower().startswith(_ARTICLES):
                        last = other
                return last
        return naming

    def _kind(self, own: Naming, full: Naming) -> SpeakerKind:
        if self.publisher and self.publisher in {_plain(n.words).lower() for n in (own, full)}:
            return "media"
        for naming in (full, own):
            if naming.lemmas & words_in(_TABLE, "unnamed.words"):
                return "anonymous"
        for naming in (full, own):
            kind = _kinds().get(naming.head.lower())
            if kind is not None and not (naming.proper and kind in {"document", "anonymous"}):
                return kind
        order = list(rows_of(FOLDER / _TABLE)["kind"])
        told = {_kinds()[lemma] for n in (full, own) for lemma in n.lemmas if lemma in _kinds()}
        for kind in ("official", "media", "ngo", *order):
            if kind in told and kind != "document":
                return cast(SpeakerKind, kind)
        return "witness" if full.proper and " " in _plain(full.words) else "anonymous"


def _is_name(sentence: Sentence, group: Group) -> bool:
    return group.kind == "noun" and sentence.tokens[group.head].tag == "PROPN"


def _naming(text: str, sentence: Sentence, group: Group) -> Naming:
    span = span_of(sentence, group)
    inside = list(sentence.tokens[group.first : group.last + 1])
    words = " ".join(text[span[0] : span[1]].split())
    return _described(span, words, sentence.tokens[group.head], inside)


def _described(span: Span, words: str, head: Token | None, inside: list[Token]) -> Naming:
    lemmas = frozenset(t.lemma.lower().rstrip(".") for t in inside)
    many = head is not None and head.tag == "NOUN" and is_plural(head.text)
    sex: Sex = ""
    if lemmas & words_in("persons.toml", "person.female"):
        sex = "female"
    elif lemmas & words_in("persons.toml", "person.male"):
        sex = "male"
    proper = head is not None and head.tag == "PROPN"
    name = (head.text if proper else head.lemma) if head is not None else words
    names = frozenset(t.text for t in inside if t.tag == "PROPN")
    return Naming(span, words, name, proper, many or " and " in words, sex, lemmas, names)


def _is_pronoun(words: str) -> bool:
    return words.lower() in _MALE | _FEMALE | _MANY | _THING | {"who", "which", "that", "i", "we"}


def _agrees(pronoun: str, naming: Naming) -> bool:
    """Whether a pronoun may stand for a naming."""
    if _is_pronoun(naming.words):
        return False
    if pronoun in _MANY:
        return naming.many or _is_body(naming)
    if pronoun in _THING:
        return _is_body(naming) and not naming.many
    if naming.many or _is_body(naming):
        return False
    if pronoun in _MALE:
        return naming.sex != "female"
    return naming.sex != "male" if pronoun in _FEMALE else False


def _is_body(naming: Naming) -> bool:
    bodies = words_in("persons.toml", "group.institution")
    organised = words_in("persons.toml", "names.organisation_words")
    thing = _kinds().get(naming.head.lower()) == "document"
    if naming.proper:
        return bool(naming.lemmas & organised) or naming.head.isupper()
    return thing or naming.head.lower() in bodies


def _clash(own: Naming, earlier: Naming) -> bool:
    """Two people of one surname: given names or sexes that differ."""
    if own.sex and earlier.sex and own.sex != earlier.sex:
        return True
    mine, theirs = _given(own), _given(earlier)
    return bool(mine and theirs) and mine != theirs


def _given(naming: Naming) -> str:
    """The word before the surname, if it looks like a given name."""
    parts = _plain(naming.words).split(",")[0].split()
    titles = words_in("persons.toml", "names.titles") | words_in("persons.toml", "names.ranks")
    if len(parts) < 2 or not parts[-2][:1].isupper():
        return ""
    return "" if parts[-2].lower().rstrip(".") in titles else parts[-2]


def _short(naming: Naming) -> str:
    """The naming without what is told beside it: of parts between commas, the name, or the first."""
    parts = [part.strip() for part in naming.words.split(",") if part.strip()]
    for part in parts:
        pieces = part.split()
        capitals = all(p[:1].isupper() for p in pieces)
        if len(parts) > 1 and len(pieces) > 1 and capitals and set(pieces) & naming.names:
            return part
    if len(parts) > 1 and parts[0].lower().endswith((" them", " us")):
        return _plain(parts[1])
    return _plain(parts[0]) if parts else _plain(naming.words)


def _plain(words: str) -> str:
    """The naming without a definite article; an indefinite one stays, for it names no one."""
    low = words.lower()
    return words[4:] if low.startswith("the ") else words
