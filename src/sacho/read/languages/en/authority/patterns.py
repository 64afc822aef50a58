"""Acts told without a verb of their own: denials without "deny", notices, marches, last seen.

The patterns stand in `patterns.toml`. Words carry a kind here if one of its patterns is found in
them, so that the grounding gate can ask the same of the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from sacho.model.claim import Field
from sacho.model.span import Span, overlaps
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.needs import uses_force
from sacho.read.languages.en.acts.view import NOUN, VERB, View
from sacho.read.languages.en.authority.words import (
    Draft,
    armed,
    future,
    official,
    party,
    text_slot,
)
from sacho.read.languages.en.how_many.counts import parse_count, parse_quantity
from sacho.read.languages.en.tables import FOLDER, rows_of
from sacho.read.languages.en.who.parties import parse_party
from sacho.read.languages.en.who.persons import is_person, is_thing
from sacho.read.languages.en.who.roles import objects, subject


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the table; its words are a regular expression, case ignored."""

    kind: str
    words: str
    cues: str = ""  # words of which one must stand in the sentence; asked first, for speed
    subject: Field | None = None
    object: Field | None = None
    who: str = ""
    loose: bool = False
    loose_if: str = ""
    planned: bool = False
    outcome_whole: bool = False


@cache
def _patterns() -> tuple[tuple[Pattern, re.Pattern[str]], ...]:
    rows = msgspec.convert(rows_of(FOLDER / "patterns.toml")["pattern"], list[Pattern])
    return tuple((row, re.compile(row.words, re.IGNORECASE)) for row in rows)


def carries(kind: str, words: str) -> bool:
    """Whether a pattern of this kind is found in these words."""
    return any(row.kind == kind and found.search(words) for row, found in _patterns())


def patterned(view: View) -> Iterator[Draft]:
    """Every act that a pattern finds in the sentence; of one kind at most one."""
    start, end = view.tokens[0].start, view.tokens[-1].end
    sentence = view.text[start:end].replace("\n", " ")
    told: set[str] = set()
    lowered = sentence.lower()
    for row, pattern in _patterns():
        if row.kind in told or not any(cue in lowered for cue in row.cues.split("|")):
            continue
        match = pattern.search(sentence)
        draft = _draft(view, row, match, start) if match is not None else None
        if draft is not None:
            told.add(row.kind)
            yield draft


def _draft(view: View, row: Pattern, match: re.Match[str], offset: int) -> Draft | None:
    trigger = match.start() + offset, match.end() + offset
    at = _verb_in(view, trigger)
    doing = subject(view, at) if at is not None else []
    if not _fits(view, row, doing):
        return None
    loose = row.loose or bool(row.loose_if and re.search(row.loose_if, match.group()))
    draft = Draft(row.kind, trigger, f"{row.kind}.told" + (".loose" if loose else ""), [])
    if at is not None and not _staged(view, row, draft, at):
        return None
    if row.subject is not None:
        draft.slots += _parties(view, row.subject, doing)
    if row.object is not None and at is not None:
        items = [o for o in objects(view, at)[:1] if is_person(view, o)]
        draft.slots += _parties(view, row.object, items)
    for name, words in match.groupdict().items():
        if words:
            span = match.start(name) + offset, match.end(name) + offset
            draft.slots += _named(view.text, name.rstrip("234"), span)
    if row.outcome_whole:
        draft.slots.append(text_slot("outcome", trigger, "told.outcome"))
    return draft


def _verb_in(view: View, trigger: Span) -> int | None:
    """The first verb among the words that matched."""
    for at, chunk in enumerate(view.chunks):
        if chunk.kind == VERB and overlaps(view.span(chunk.head, chunk.head), trigger):
            return at
    return None


def _staged(view: View, row: Pattern, draft: Draft, at: int) -> bool:
    """Sets how far it got; False where the words do not tell it as done or to come."""
    if row.kind in {"disappearance", "reaction"} or row.kind == "denial":
        return True
    stage, stance, words, unreal = future(view, at)
    forbidding = row.kind == "order" and view.low[view.chunks[at].last] == "not"
    if unreal and not _held(view, at) and not forbidding:  # "told not to fire"
        return row.kind in {"reward", "threat"}
    draft.stage, draft.stance, draft.words = stage, stance, words
    if row.planned and stage == "accomplished":
        draft.stage, draft.stance, draft.words = "planned", "expected", None
    return True


def _held(view: View, at: int) -> bool:
    """An infinitive of what was done: "is said to have been rewarded"."""
    group = view.chunks[at].group
    return group is not None and group.infinitive and group.perfect


def _fits(view: View, row: Pattern, doing: list[int]) -> bool:
    if not row.who:
        return True
    if row.who == "people":
        return any(is_person(view, d) and not is_thing(view, d) for d in doing) and not any(
            view.head_lemma(d) in _CROWDS_OF_PLAY for d in doing
        )
    if row.who == "force":
        return any(
            uses_force(view, d) or view.head_lemma(d) in _TELLING_THINGS or _he(view, d)
            for d in doing
        )
    return any(
        official(view, d) or armed(view, d) or view.head_lemma(d) in _SPEAKING
        or view.tokens[view.chunks[d].head].tag == "PROPN" or _he(view, d, also="it")
        for d in doing
    )  # fmt: skip


_CROWDS_OF_PLAY = frozenset(
    [
        "fan",
        "supporter",
        "spectator",
        "tourist",
        "shopper",
        "customer",
        "visitor",
        "pilgrim",
        "runner",
        "player",
        "actor",
        "choir",
        "dancer",
        "musician",
        "climber",
        "guest",
        "bride",
        "student-athlete",
    ]
)
_TELLING_THINGS = frozenset(
    ["leaflet", "pamphlet", "letter", "note", "caller", "message", "flyer", "sms", "text"]
)
_SPEAKING = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "ministry",
        "department",
        "command",
        "statement",
        "office",
        "embassy",
        "rebel",
        "group",
        "faction",
        "militia",
        "front",
        "movement",
        "mayor",
        "governor",
        "guard",
        "soldier",
    ]
)


def _he(view: View, at: int, also: str = "he") -> bool:
    return view.low[view.chunks[at].head] in {"he", "they", also}


def _parties(view: View, field: Field, items: list[int]) -> list[Slot]:
    if len(items) == 1 and view.head_lemma(items[0]) in _SPEAKERS:
        ahead = view.chain_end(items[0]) + 1
        if view.word_at(ahead) in {"for", "at", "from", "in"} and view.is_kind(ahead + 1, NOUN):
            last = view.chunks[view.chain_end(ahead + 1)].last
            span = view.span(view.chunks[items[0]].first, last)
            return [Slot(field, (span,), confidence=0.75, rule="told.party")]
    return party(view, field, items, "told.party", whole=True)


_SPEAKERS = frozenset(["spokesman", "spokeswoman", "spokesperson", "official", "officer"])


_TYPED = frozenset({"target", "reason", "harm", "instruction", "outcome"})


def _named(text: str, name: str, span: Span) -> list[Slot]:
    """The slot that a named group fills, if its words give a value of the field's type."""
    while span[1] > span[0] and text[span[1] - 1] in ' ,.;”"':
        span = span[0], span[1] - 1
    words = text[span[0] : span[1]]
    if name in _TYPED:
        return [Slot(_field(name), (span,), confidence=0.7, rule="told.group")]
    if name == "quantity":
        known = parse_quantity(words) is not None
        return [Slot("quantity", (span,), confidence=0.75, rule="told.group")] if known else []
    if name == "victim" and words.lower().startswith("the other"):
        counts = parse_count(words) is not None
        return [Slot("missing", (span,), confidence=0.75, rule="told.group")] if counts else []
    if words.lower() in {"him", "her", "them"} or parse_party(words) is None:
        return []
    return [Slot(_field(name), (span,), confidence=0.7, rule="told.group")]


def _field(name: str) -> Field:
    return msgspec.convert(name, Field)
