"""Who the words describe: name, kind, number, age, sex, status, role, rank, nationality.

Read from the given words alone, so that the grounding gate can ask again.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from sacho.model.values import Count, Party, PartyKind, PartyStatus
from sacho.read.analysis import Group, Sentence, Token
from sacho.read.languages.en.how_many.counts import parse_count
from sacho.read.languages.en.syntax.analyse import analyse
from sacho.read.languages.en.syntax.groups import conjoined, with_of
from sacho.read.languages.en.syntax.lexicon import is_known, is_plural
from sacho.read.languages.en.tables import FOLDER, rows_of, words_in
from sacho.read.languages.en.who.capitals import as_written, in_case

_TABLE = "persons.toml"
_AGE = re.compile(
    r"\b(\d{1,3})[- ]years?[- ]olds?\b|\baged? (?:about )?(\d{1,3})\b|, (\d{1,2})(?=,|$)"
    r"|\bin (?:his|her|their) ((?:early |mid-?|late )?\d0s)\b"
    r"|\b(teenage|elderly)\b|\b(teenager|toddler|infant|baby|newborn)s?\b",
    re.IGNORECASE,
)
_PRONOUNS: dict[str, PartyKind] = {
    "he": "person", "she": "person", "him": "person", "her": "person", "i": "person",
    "they": "group", "them": "group", "we": "group", "us": "group",
}  # fmt: skip
_DEMONSTRATIVES = frozenset(("the", "a", "an", "this", "that", "these", "those"))


def _list(key: str) -> frozenset[str]:
    return words_in(_TABLE, key)


@cache
def _demonyms() -> dict[str, str]:
    rows = rows_of(FOLDER / _TABLE)["nationality"]
    return {word: code for code, words in rows.items() for word in words.split()}


@cache
def is_person_head(lemma: str) -> bool:
    """Whether a noun with this lemma names people ("guard", "villager"), or a body of people that
    acts ("patrol", "ministry")."""
    low = lemma.lower()
    if any(low in _list(key) for key in (*_PERSONS, *_BODIES)) or low in _demonyms():
        return True
    return _part_names_people(low)


_PERSONS = ("person.plain", "person.civilian", "person.combatant", "person.official")
_BODIES = ("group.unit", "group.institution", "group.crowd")


def _part_names_people(low: str) -> bool:
    """Whether the last part of a compound ("ex-soldier") names people."""
    part = low.rsplit("-", 1)[-1]
    return part != low and is_person_head(part)


def parse_party(words: str) -> Party | None:
    """The party that the words name, or None where they name no person and no body of people."""
    trimmed = words.strip(" \n\t,.;:“”\"'‘’()[]")
    if not trimmed:
        return None
    if trimmed.lower() in _PRONOUNS:
        return _pronoun(trimmed)
    cased = in_case(trimmed, is_person_head)
    sentence = _sentence_of(cased)
    group = next((g for g in sentence.groups if g.kind == "noun"), None) if sentence else None
    if sentence is None or group is None:
        return None
    group = _told(sentence, group)
    return as_written(_describe(cased, sentence, group), cased, trimmed)


def _pronoun(word: str) -> Party:
    low = word.lower()
    sex = "male" if low in {"he", "him"} else "female" if low in {"she", "her"} else None
    return Party(word, kind=_PRONOUNS[low], count=parse_count(word), sex=sex)


def _sentence_of(words: str) -> Sentence | None:
    """The words as one sentence. A verb is set behind them, so that nouns are read as nouns."""
    line = " ".join(words.split())
    sentences = analyse(f"{line} died.", ())
    if not sentences:
        return None
    sentence = sentences[0]
    kept = tuple(g for g in sentence.groups if sentence.tokens[g.last].end <= len(line))
    tokens = tuple(t for t in sentence.tokens if t.end <= len(line))
    return msgspec.structs.replace(sentence, tokens=tokens, groups=kept)


def _told(sentence: Sentence, group: Group) -> Group:
    """The group that says who: across "of" where the first only counts ("dozens of guards")."""
    members = conjoined(sentence, group)
    if len(members) == 2 and group.first == group.last and _bare_person(sentence, members[1]):
        return msgspec.structs.replace(members[1], first=group.first)
    whole = with_of(sentence, group)
    if whole.last == group.last:
        return group
    head = sentence.tokens[group.head]
    counts = head.tag == "NUM" or head.lemma.lower() in _COUNTING
    if not counts:
        return group
    later = (g for g in sentence.groups if g.kind == "noun" and g.first > group.last)
    return next(later, group)


def _bare_person(sentence: Sentence, group: Group) -> bool:
    """ "Army and | police officers": a plural with a noun before it and no article."""
    head, first = sentence.tokens[group.head], sentence.tokens[group.first]
    plain = group.first < group.head and first.tag in {"NOUN", "PROPN"}
    return plain and is_plural(head.text) and is_person_head(head.lemma)


_COUNTING = frozenset(
    ("dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "score", "scores", "group",
     "number", "handful", "couple", "pair", "one", "some", "many", "several", "member", "majority",
     "trio", "total", "all", "both", "each", "most", "few", "none", "others")
)  # fmt: skip


def _describe(words: str, sentence: Sentence, group: Group) -> Party | None:
    tokens = sentence.tokens[group.first : group.last + 1]
    head = sentence.tokens[group.head]
    kind = _kind(tokens, head, sentence, group)
    if kind is None:
        return None
    person = kind in {"person", "group"}
    rank, role = _rank(tokens), _role(tokens) if person else None
    return Party(
        name=_name(sentence, group),
        kind=kind,
        count=_count(words, kind, head),
        age=_age(words) if person else None,
        sex=_sex(tokens) if person else None,
        status=_status(tokens, kind, rank),
        role=role,
        rank=rank,
        nationality=_nationality(tokens),
    )


def _kind(
    tokens: tuple[Token, ...], head: Token, sentence: Sentence, group: Group
) -> PartyKind | None:
    lemma = head.lemma.lower()
    many = len(conjoined(sentence, group)) > 1
    if any(lemma in _list(key) for key in _PERSONS) or lemma in _demonyms():
        named = head.tag == "PROPN" and lemma in _list("names.organisation_words")
        if lemma in _list("group.unit") or named:
            return "unit"
        plural = is_plural(head.text) or head.text.lower() in {"people", "others", "wounded"}
        counted = any(t.tag == "NUM" and t.text.lower() not in {"one", "1"} for t in tokens)
        return "group" if plural or many or counted else "person"
    if lemma in _list("group.crowd"):
        return "crowd"
    if lemma in _list("group.unit"):
        return "unit"
    if lemma in _list("group.institution") or head.text.lower() in _list("group.institution"):
        return "institution"
    if _part_names_people(lemma):
        return "group" if is_plural(head.text) else "person"
    if head.tag == "PROPN" and not head.text[:1].islower():
        counted = any(t.tag == "NUM" and t.text.lower() not in {"one", "1"} for t in tokens)
        return _named_kind(tokens, many or counted)
    if lemma in _list("names.ranks"):
        return "group" if is_plural(head.text) else "person"
    return _bare_kind(tokens, head)


def _named_kind(tokens: tuple[Token, ...], many: bool) -> PartyKind | None:
    """A proper name: a body if a word of it or its capitals say so, else a person."""
    own = _past_titles(tokens, 0, len(tokens) - 1)
    names = [t for t in tokens[own:] if t.tag == "PROPN"]
    if own and names:
        return "group" if many else "person"
    lows = [t.text.lower().rstrip(".") for t in names]
    if lows[-1] in _list("names.not_people"):
        return None
    if len(tokens) == 1 and lows[0].endswith("s") and is_person_head(lows[0][:-1]):
        return "group"
    if any(low in _list("names.organisation_words") for low in lows):
        return "institution"
    if any(low in _list("names.titles") | _list("names.ranks") for low in lows):
        return "group" if many else "person"
    last = names[-1].text
    if last.isupper() and 2 <= len(last.replace(".", "")) <= 6:
        return "institution"
    return "group" if many else "person"


def _bare_kind(tokens: tuple[Token, ...], head: Token) -> PartyKind | None:
    """ "The two", "another two", "the wounded", "the other": people told without a noun."""
    lows = [t.text.lower() for t in tokens]
    if head.tag == "NUM" and len(tokens) <= 4 and not any(t.tag == "SYM" for t in tokens):
        if re.fullmatch(r"[\d.,:/]+", head.text) and float_like(head.text) > 1900:
            return None
        return "person" if lows[-1] in {"one", "1"} else "group"
    lemma = head.lemma.lower()
    if head.tag == "NOUN" and (
        _named_by_deed(lemma) or lemma in words_in("roles.toml", "person.nouns")
    ):
        return "group" if is_plural(head.text) else "person"
    if head.text.lower() in {"wounded", "injured", "dead", "deceased", "detained", "accused"}:
        return "group"
    if head.text.lower() in {"other", "another", "former", "latter"}:
        return "person"
    return "group" if head.text.lower() in {"both", "all", "several", "many", "some"} else None


def _named_by_deed(lemma: str) -> bool:
    """ "Raider", "arsonist": a noun that ends as those of doers do and is not listed as a thing."""
    ending = lemma.endswith(("er", "or", "ist", "eer", "ster", "ian")) and len(lemma) > 4
    things = words_in("roles.toml", "thing.ending") | words_in("roles.toml", "place.building")
    return ending and lemma not in things and lemma not in words_in("roles.toml", "thing.blast")


def float_like(figure: str) -> float:
    """The figure as a number, 0 where it is none ("1/2")."""
    plain = figure.replace(",", "").strip(".:/")
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else 0.0


def _name(sentence: Sentence, group: Group) -> str:
    """The words without article and number; across "of" where that names a body ("Ministry of …")."""
    whole = with_of(sentence, group)
    first, last = group.first, whole.last
    while first < group.head and _leads(sentence.tokens[first]):
        first += 1
    named = _past_titles(sentence.tokens, first, last)
    first = named if named <= group.head else first
    chosen = sentence.tokens[first : last + 1]
    text = ""
    for before, token in zip((None, *chosen), chosen, strict=False):
        text += (" " if before and before.end < token.start else "") + token.text
    return text.strip(" ,“”\"'")


def _past_titles(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The first token of a person's own name behind titles and ranks ("Capt. | Juan Mora")."""
    here = first
    while here < last and _is_title(tokens[here]):
        here += 1
    rest = tokens[here : last + 1]
    own = all(t.tag == "PROPN" and t.text[:1].isupper() for t in rest) and not _is_title(rest[-1])
    bodies = _list("names.organisation_words")
    return here if own and not any(t.text.lower().rstrip(".") in bodies for t in rest) else first


def _is_title(token: Token) -> bool:
    low = token.text.lower().rstrip(".")
    if low in _list("names.titles") | _list("names.ranks") or token.text == ".":
        return True
    return any(low in _list(key) for key in _PERSONS) or low in {
        "police",
        "prime",
        "vice",
        "deputy",
    }


def _leads(token: Token) -> bool:
    low = token.text.lower()
    return low in _DEMONSTRATIVES or token.tag in {"NUM", "ADP", "ADV"} or low in _QUANTIFIERS


_QUANTIFIERS = frozenset(
    ("several", "some", "many", "few", "other", "another", "more", "all", "both", "any", "no",
     "each", "every", "at", "least", "most", "estimated", "numerous", "various")
)  # fmt: skip


def _count(words: str, kind: PartyKind, head: Token) -> Count | None:
    if kind in {"institution", "unit", "crowd"}:
        return None
    if head.tag == "PROPN" and kind == "person":
        return Count(1, 1)
    count = parse_count(words)
    return Count(2, None) if kind == "group" and count == Count(1, 1) else count


def _age(words: str) -> str | None:
    match = _AGE.search(words)
    return next((part for part in match.groups() if part), None) if match else None


def _sex(tokens: tuple[Token, ...]) -> Literal["female", "male"] | None:
    for token in reversed(tokens):
        low = token.text.lower().rstrip(".")
        for word in (low, token.lemma.lower()):
            if word in _list("person.female") or low == "female":
                return "female"
            if word in _list("person.male") or low == "male":
                return "male"
    return None


def _status(tokens: tuple[Token, ...], kind: PartyKind, rank: str | None) -> PartyStatus:
    lemmas = [t.lemma.lower() for t in tokens] + [t.text.lower() for t in tokens]
    head = tokens[-1].lemma.lower()
    for key, status in _STATUS_BY_HEAD:
        if head in _list(key) or head.rsplit("-", 1)[-1] in _list(key):
            security = status == "official" and any(w in _list("group.armed") for w in lemmas)
            return "combatant" if security else status
    if kind in {"unit", "institution"}:
        if any(w in _list("group.armed") for w in lemmas):
            return "combatant"
        return "official" if any(w in _list("group.state") for w in lemmas) else "unknown"
    if rank is not None:
        return "combatant"
    if any(w in {"civilian", "unarmed"} for w in lemmas):
        return "civilian"
    if any(w in {"armed", "uniformed"} for w in lemmas):
        return "combatant"
    titled = any(w.rstrip(".") in _STATE_TITLES for w in lemmas)
    return "official" if titled else "unknown"


_STATUS_BY_HEAD: tuple[tuple[str, PartyStatus], ...] = (
    ("person.combatant", "combatant"), ("person.official", "official"),
    ("person.civilian", "civilian"),
)  # fmt: skip
_STATE_TITLES = frozenset(
    ("president", "minister", "governor", "gov", "senator", "sen", "mayor", "judge", "justice",
     "sheriff", "secretary", "ambassador", "premier", "chancellor", "detective", "police", "official")
)  # fmt: skip


def _rank(tokens: tuple[Token, ...]) -> str | None:
    """The military rank among the words, as written: "Lt. Gen."."""
    found: list[str] = []
    for token in tokens:
        low = token.text.lower().rstrip(".")
        if low in _list("names.ranks") and (token.text[:1].isupper() or token is tokens[-1]):
            if low in {"private", "general", "major", "marshal"} and not token.text[:1].isupper():
                continue
            found.append(token.text)
        elif found:
            break
    return " ".join(found) or None


def _role(tokens: tuple[Token, ...]) -> str | None:
    """What the person is or does, with the nouns before it: "police spokesman", "farmer"."""
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        lemma = token.lemma.lower()
        person = any(lemma in _list(key) for key in _PERSONS) or _part_names_people(lemma)
        if not person or lemma in _list("person.roleless") or token.tag == "NUM":
            continue
        first = index
        while first > 0 and tokens[first - 1].tag == "NOUN" and is_known(tokens[first - 1].lemma):
            first -= 1
        words = [t.text.lower() for t in tokens[first:index]]
        return " ".join((*words, lemma))
    return None


def _nationality(tokens: tuple[Token, ...]) -> str | None:
    lows = [t.text.lower() for t in tokens]
    for index, low in enumerate(lows):
        pair = f"{lows[index - 1]}-{low}" if index else ""
        for word in (pair, low, low.removesuffix("s")):
            if word in _demonyms() and (word.startswith("u") or tokens[index].text[:1].isupper()):
                return _demonyms()[word]
    return None
