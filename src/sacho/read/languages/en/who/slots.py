"""From nouns to slots: which words give a count, a victim, a doer, a target, a means."""

from __future__ import annotations

from sacho.model.claim import Field, Stance
from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.means import blasts, code_of, is_loose
from sacho.read.languages.en.acts.view import COMMA, NOUN, OTHER, PREP, VERB, View
from sacho.read.languages.en.how_many.counts import parse_count
from sacho.read.languages.en.how_many.numerals import is_number_word
from sacho.read.languages.en.who.persons import (
    after_time,
    is_bare,
    is_person,
    is_thing,
    listed,
)
from sacho.read.languages.en.who.roles import after

CIRCUMSTANCE = frozenset({"border-crossing", "smuggling", "displacement", "issue-of-arms"})
PARTITIVE = frozenset(
    [
        "number",
        "group",
        "dozen",
        "score",
        "hundred",
        "thousand",
        "member",
        "total",
        "handful",
        "couple",
        "pair",
        "majority",
        "team",
        "family",
        "crowd",
        "band",
        "squad",
        "column",
        "lot",
        "most",
        "many",
        "some",
        "all",
        "rest",
        "half",
    ]
)


def counted(view: View, items: list[int]) -> Span | None:
    """The words that give how many: the nouns from the first to the last item of a list."""
    if not items:
        return None
    first, last = items[0], items[-1]
    start = view.noun_span(first, of=False, qualified=True)[0]
    of = view.head_lemma(last) in PARTITIVE or view.tokens[view.chunks[last].head].tag == "NUM"
    end = view.noun_span(last, of=of)[1]
    return start, end


def number_in(view: View, at: int) -> bool:
    """Whether a numeral or a word of number stands in the group."""
    chunk = view.chunks[at]
    return any(
        view.tokens[i].tag == "NUM" or view.lemma[i] in _NUMBERS or is_number_word(view.low[i])
        for i in range(chunk.first, chunk.last + 1)
    )


_NUMBERS = frozenset(
    [
        "several",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "many",
        "few",
        "both",
        "another",
        "other",
        "a",
        "an",
        "one",
        "number",
        "no",
        "none",
        "nobody",
        "couple",
        "pair",
    ]
)
_DEFINITE = frozenset(
    [
        "the",
        "these",
        "those",
        "this",
        "that",
        "their",
        "his",
        "her",
        "its",
        "our",
        "your",
        "both",
        "all",
    ]
)
_PLURAL_BACK = frozenset(
    [
        "they",
        "them",
        "we",
        "us",
        "you",
        "those",
        "these",
        "who",
        "it",
        "which",
        "this",
        "that",
        "what",
        "themselves",
        "him",
    ]
)


def count_slot(view: View, field: Field, items: list[int], rule: str) -> Slot | None:
    """How many suffered it; None for a plural that only points back ("the soldiers", "they")."""
    if not items or _points_back(view, items):
        return None
    span = counted(view, items)
    if view.low[view.chunks[items[0]].first] in {
        "anyone", "anybody", "any", "someone", "whoever", "everyone", "everybody", "everything",
    }:  # fmt: skip
        return None
    if span is None or parse_count(view.text[span[0] : span[1]]) is None:
        return None
    return Slot(field, (span,), confidence=0.85, rule=rule)


def _points_back(view: View, items: list[int]) -> bool:
    if len(items) > 1:
        return False
    chunk = view.chunks[items[0]]
    word = view.low[chunk.first]
    if chunk.first == chunk.last and word in _PLURAL_BACK:
        return True
    if word not in _DEFINITE or number_in(view, items[0]):
        return False
    head = view.tokens[chunk.head]
    plural = head.tag == "NOUN" and head.lemma.lower() != view.low[chunk.head]
    return plural or head.lemma.lower() in {
        "people",
        "dead",
        "wounded",
        "injured",
        "police",
        "wound",
        "injure",
    }


def is_back(view: View, items: list[int]) -> bool:
    """Whether the words point to persons told of before."""
    for at in items:
        chunk = view.chunks[at]
        word = view.low[chunk.first]
        if view.tokens[chunk.head].tag == "PRON" and word not in {"someone", "nobody", "everyone"}:
            return True
        if word in {"the", "these", "those", "this", "that", "both"}:
            return True
    return False


def party_slots(view: View, field: Field, items: list[int], rule: str) -> list[Slot]:
    """One slot for each noun that describes somebody; pronouns and bare numbers describe nobody."""
    found: list[Slot] = []
    for at in items:
        if is_bare(view, at) and not _described(view, at):
            continue
        if view.tokens[view.chunks[at].head].tag == "PRON":
            continue
        if view.low[view.chunks[at].first] in {"no", "none", "any", "nobody", "neither"}:
            continue
        span = party_span(view, at)
        found.append(Slot(field, (span,), confidence=0.8, rule=rule))
    return found


def _described(view: View, at: int) -> bool:
    """ "Three members of the family": the words after "of" describe."""
    end = view.chain_end(at)
    if end == at or is_bare(view, end):
        return False
    return is_person(view, end) or view.head_lemma(at) in {"member", "group", "number", "body"}


def party_span(view: View, at: int) -> Span:
    """The whole name of a party: the group with "of …" where that tells of persons or a body."""
    end = view.chain_end(at)
    chunk = view.chunks[at]
    first, last = chunk.first, view.chunks[end].last
    first = after_time(view, at)
    while first < chunk.head and (
        view.tokens[first].tag == "ADV" or view.low[first] in {"at", "least", "most"}
    ):
        first += 1
    while last > first and view.low[last] in {"'s", "'", ",", "“", "”", '"'}:
        last -= 1
    return view.span(first, last)


def doers(view: View, items: list[int]) -> list[int]:
    """Those of the nouns that can do a deed: persons, units, bodies with a name."""
    kept: list[int] = []
    for at in items:
        head = view.tokens[view.chunks[at].head]
        if (
            head.tag == "PRON"
            or is_thing(view, at)
            or listed("person.never", view.low[view.chunks[at].head])
        ):
            continue
        if (
            is_person(view, at)
            or head.tag == "PROPN"
            or (view.chain_end(at) != at and is_person(view, view.chain_end(at)))
        ):
            kept.append(at)
    return kept


def doer_field(kind: str) -> Field:
    """Perpetrator of a harm, actor of a circumstance or response."""
    return "actor" if kind in CIRCUMSTANCE else "perpetrator"


def sufferer_slots(view: View, kind: str, result: str, items: list[int], rule: str) -> list[Slot]:
    """Count, victims, parts and targets from the nouns of those who suffered the act."""
    persons = [
        at for at in items
        if is_person(view, at) and not is_thing(view, at) and not housed(view, kind, at)
    ]  # fmt: skip
    slots: list[Slot] = []
    if persons:
        field = _count_field(result)
        whole = count_slot(view, field, persons, rule) if field else None
        if whole is not None:
            slots.append(whole)
            slots += _parts(view, whole, persons[-1])
        slots += party_slots(view, "actor" if kind in CIRCUMSTANCE else "victim", persons, rule)
    elif kind in {"attack", "bombing", "arson", "destruction", "robbery", "abduction", "threat"}:
        for at in items:
            if view.tokens[view.chunks[at].head].tag != "PRON":
                slots.append(Slot("target", (view.noun_span(at),), confidence=0.75, rule=rule))
    return slots


_ON_HOUSES = frozenset({"attack", "bombing", "arson", "destruction", "robbery"})


def housed(view: View, kind: str, at: int) -> bool:
    """ "The bombing of the ministry": a body that is hit in its house is a target, no victim."""
    return kind in _ON_HOUSES and listed("place.housed", view.head_lemma(at))


def _count_field(result: str) -> Field | None:
    for field in ("killed", "injured", "missing", "detained", "abducted", "returned", "displaced"):
        if field == result:
            return field
    return None


def _parts(view: View, whole: Slot, at: int) -> list[Slot]:
    """ "…, including three children and a woman", "among them two children" after the whole."""
    place = view.chain_end(at) + 1
    skipped = 0
    while place < len(view.chunks) and skipped < 6:
        chunk = view.chunks[place]
        word = view.word_at(place)
        if word == "including" or (word == "include" and chunk.kind != NOUN):
            return _part_list(view, whole, place + 1)
        if word == "among" and view.is_kind(place + 1, NOUN) and view.is_kind(place + 2, NOUN):
            return _part_list(view, whole, place + 2)
        if chunk.kind == NOUN and view.is_kind(place + 1, PREP) and view.word_at(place + 2) in {
            "them", "whom",
        }:  # fmt: skip
            return _part_list(view, whole, place, step_of=True)
        if chunk.kind not in (COMMA, OTHER, PREP, NOUN, VERB):
            return []
        skipped += 1
        place += 1
    return []


def _part_list(view: View, whole: Slot, at: int, *, step_of: bool = False) -> list[Slot]:
    while at < len(view.chunks) and view.chunks[at].kind == OTHER:
        at += 1
    if not view.is_kind(at, NOUN):
        return []
    items = [at] if step_of else view.list_on(at)
    found: list[Slot] = []
    for item in items:
        span = view.noun_span(item, of=False, qualified=True)
        chunk = view.chunks[item]
        named = view.tokens[chunk.head].tag == "PROPN"
        if named and is_person(view, item):
            found.append(
                Slot("victim", (party_span(view, item),), confidence=0.7, rule="part.named")
            )
        if named or parse_count(view.text[span[0] : span[1]]) is None:
            continue
        if is_person(view, item):
            found.append(Slot(whole.field, (span,), of=0, confidence=0.75, rule="part.including"))
    return found


def of_whole(slots: list[Slot], base: int) -> list[Slot]:
    """The slots with their `of` moved on by the number of slots before them."""
    return [
        s if s.of is None else Slot(
            s.field, s.spans, s.code, s.of + base, s.part_of, s.stance, s.confidence, s.rule
        )
        for s in slots
    ]  # fmt: skip


WITH = frozenset({"with", "using", "by", "from", "in", "through"})


def means_slots(view: View, at: int, stance: Stance | None = None) -> list[Slot]:
    """With what: "with a knife", "by a sniper's bullet", "in an airstrike" after the trigger."""
    found: list[Slot] = []
    for place in after(view, at, WITH):
        for item in view.list_on(place):
            slot = means_of(view, item, used=True)
            if slot is not None:
                found.append(slot)
    return found


def means_of(view: View, at: int, *, used: bool) -> Slot | None:
    """The means that a noun names. `used`: the words around say that something was done with it."""
    chunk = view.chunks[at]
    words = view.words(chunk.first, chunk.last)
    code = code_of(words)
    if code is None or (not used and is_loose(view, at)):
        return None
    if view.tokens[chunk.head].tag == "PRON" or (
        is_person(view, at) and view.head_lemma(at) not in blasts()
    ):
        return None
    if code == "vehicle" and view.word_at(at - 1) in {"in", "from"}:
        return None
    end = view.chain_end(at)
    inner = view.chunks[end]
    last = inner.last if code_of(view.words(inner.first, inner.last)) else chunk.last
    first = chunk.first
    common = view.tokens[chunk.head].tag == "NOUN"
    while first < chunk.head and (
        view.tokens[first].tag in {"DET", "NUM", "PRON"}
        or (common and view.tokens[first].tag == "PROPN")
    ):
        first += 1
    return Slot("means", (view.span(first, last),), code=code, confidence=0.75, rule="means")
