"""The noun before what stands between it and its verb: relative clauses, participles, asides."""

from __future__ import annotations

from sacho.read.languages.en.acts.view import (
    COMMA,
    CONJ,
    NOUN,
    OTHER,
    PREP,
    REL,
    STOP,
    SUB,
    VERB,
    View,
)
from sacho.read.languages.en.who.persons import is_person

_INSERT = 40  # how far back an insertion between commas may begin, in chunks


def modified(view: View, left: int) -> int | None:
    """ "Guards who beat him | were …": the noun before a relative clause or a participle
    that the noun at `left` ends; None where it ends neither."""
    place = left
    for _ in range(6):
        while place >= 0 and view.chunks[place].kind in (NOUN, PREP, OTHER):
            place -= 1
        if not view.is_kind(place, VERB):
            return None
        if view.head_lemma(place) in _COMPLEMENT and view.is_kind(place + 1, NOUN):
            return None
        before = view.back_over(place, OTHER)
        if view.is_kind(before, REL):
            noun = before - 1 - int(view.is_kind(before - 1, COMMA))
            return noun if view.is_kind(noun, NOUN) else None
        group = view.chunks[place].group
        if view.is_kind(before, CONJ):
            place = before - 1
            continue
        garden = _past(view, place) and view.is_kind(before, NOUN) and view.is_kind(place + 1, PREP)
        if garden:  # "officials blamed for it are …": a past form taken for a finite verb
            return before
        nonfinite = group is not None and (group.participle or group.infinitive)
        if not nonfinite:
            return None
        if view.is_kind(before, NOUN) and group is not None and group.participle:
            return before
        if view.is_kind(before, PREP):
            place = before - 1
            continue
        if view.is_kind(before, NOUN):
            place = before
            continue
        if not view.is_kind(before, VERB):
            return None
        place = before
    return None


def _past(view: View, at: int) -> bool:
    chunk = view.chunks[at]
    return chunk.first == chunk.last and view.tokens[chunk.head].form == "VBD"


_COMPLEMENT = frozenset(
    [
        "say",
        "report",
        "believe",
        "tell",
        "claim",
        "add",
        "think",
        "know",
        "learn",
        "hear",
        "see",
        "confirm",
        "announce",
        "note",
        "deny",
        "allege",
        "fear",
        "find",
        "show",
        "indicate",
        "reveal",
        "state",
        "mean",
    ]
)


def before_reduced(view: View, at: int) -> int | None:
    """ "The man shot in the leg | was …": the noun before a bare participle and its phrases."""
    while at > 0 and view.chunks[at].kind in (NOUN, PREP, OTHER):
        at -= 1
    if not view.is_kind(at, VERB) or not view.is_kind(at - 1, NOUN):
        return None
    group = view.chunks[at].group
    return at - 1 if group is not None and group.participle else None


def antecedent(view: View, at: int) -> list[int]:
    """What "who", "which" or "that" stands for: the noun before it; persons before things."""
    left = at - 1
    while left >= 0 and view.chunks[left].kind in (COMMA, OTHER, PREP, CONJ):
        left -= 1
    if left < 0 or view.chunks[left].kind != NOUN:
        return []
    if view.word_at(at) in {"which"} and view.is_kind(at - 1, PREP):
        return []
    start = view.chain_start(left)
    if view.word_at(at) in {"who", "whom"}:
        if is_person(view, left) and not is_person(view, start):
            return [left]
        if start != left and is_person(view, left) and view.word_at(left - 1) != "of":
            return [left]
    return [start]


def over_insertion(view: View, comma: int) -> list[int]:
    """The noun before an insertion that ends at this comma ("N, a farmer, was")."""
    place = comma - 1
    while place > 0 and comma - place < _INSERT:
        if view.chunks[place].kind == STOP:
            return []
        if view.chunks[place].kind == COMMA and view.is_kind(place - 1, NOUN):
            opener = place + 1
            aged = view.tokens[view.chunks[place - 1].head].tag == "NUM" and view.is_kind(
                place - 2, COMMA
            )
            if not aged and _opens_insertion(view, opener, comma):
                start = view.chain_start(place - 1)
                if not view.in_phrase(start) or view.word_at(start - 1) == "of":
                    return view.list_back(place - 1)
        place -= 1
    return []


def _opens_insertion(view: View, opener: int, comma: int) -> bool:
    if opener >= comma:
        return False
    chunk = view.chunks[opener]
    if all(view.chunks[p].kind == OTHER for p in range(opener, comma)):
        return True  # "The guards, however, were told"
    if chunk.kind in (NOUN, REL, PREP):
        return True
    if chunk.kind == VERB and view.low[chunk.first] != "aged":
        return chunk.group is not None and chunk.group.participle
    return view.low[chunk.first] in {
        "all",
        "both",
        "including",
        "aged",
        "also",
        "most",
        "mostly",
        "identified",
        "reportedly",
    }


def between_commas(view: View, comma: int) -> bool:
    """Whether the comma closes an insertion rather than the main clause."""
    place = comma - 1
    while place >= 0 and view.chunks[place].kind not in (SUB, STOP):
        if view.chunks[place].kind == VERB:
            return False
        place -= 1
    return place < 0 and view.is_kind(0, NOUN)
