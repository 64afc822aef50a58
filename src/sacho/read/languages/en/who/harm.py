"""What harm it was and how those hurt fare: the body part, the wound, the outlook.

Harm is a property of a count ("one", "the other"); it is tied to that count's slot, also where a
later sentence speaks of "the man hit in the arm" or just "he".
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sacho.model.claim import Stance
from sacho.model.span import Span, covers
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.fill import Reading
from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.kinds import acts, forms, match_words
from sacho.read.languages.en.acts.stages_manner import Manner
from sacho.read.languages.en.acts.view import (
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
from sacho.read.languages.en.who.parts import part_whole
from sacho.read.languages.en.who.persons import is_person, listed
from sacho.read.languages.en.who.roles import after, subject
from sacho.read.languages.en.who.slots import number_in

HURT = ("killed", "injured")
_INTO = frozenset({"in", "to", "through", "on", "into", "across", "at"})


class Patient(msgspec.Struct, frozen=True):
    """Somebody hurt as told before: the slot that counts them, the kind of act, the body part."""

    slot: Slot
    kind: str
    part: str
    sentence: int


def harms(view: View, reading: Reading) -> list[Slot]:
    """The body part or wound told with this trigger, tied to the count that the trigger gave."""
    if reading.hit.nominal or reading.kind not in _BODILY:
        return []
    count = next((i for i, s in enumerate(reading.slots) if s.field in HURT and s.of is None), None)
    suffered = reading.hit.act.frame == "suffer" and reading.kind == "injury"
    span = _wound(view, reading) if suffered else None
    span = span or _body_part(view, reading)
    if span is None:
        return []
    slots = [Slot("harm", (span,), of=count, confidence=0.8, rule="harm")]
    if count is not None:
        slots += _gapped_part(view, reading.slots[count], span, len(reading.slots) + 1)
    return slots


def _gapped_part(view: View, first: Slot, harm: Span, index: int) -> list[Slot]:
    """ "… and the other in the stomach": a second person and body part under the same verb."""
    at = next((a for a, c in enumerate(view.chunks) if view.span(c.first, c.last)[1] >= harm[1]), 0)
    if not (
        view.is_kind(at + 1, CONJ) and view.is_kind(at + 2, NOUN) and view.is_kind(at + 3, PREP)
    ):
        return []
    part = at + 4
    if not view.is_kind(part, NOUN) or not listed("body.parts", view.head_lemma(part)):
        return []
    other, hurt = view.chunks[at + 2], view.span(view.chunks[at + 3].first, view.chunks[part].last)
    count = msgspec.structs.replace(first, spans=(view.span(other.first, other.last),))
    return [count, Slot("harm", (hurt,), of=index, confidence=0.75, rule="harm.gapped")]


_BODILY = frozenset({"shooting", "injury", "killing", "assault", "attack", "bombing", "torture"})


def _wound(view: View, reading: Reading) -> Span | None:
    """ "Suffered *a deep cut to the leg*"."""
    for place in range(reading.hit.at + 1, min(reading.hit.at + 5, len(view.chunks))):
        if view.is_kind(place, NOUN) and listed("body.wounds", view.head_lemma(place)):
            last = view.chunks[place].last
            ahead = place + 1
            while (
                view.is_kind(ahead, PREP)
                and view.is_kind(ahead + 1, NOUN)
                and (listed("body.parts", view.head_lemma(ahead + 1)))
            ):
                last = view.chunks[ahead + 1].last
                ahead += 2
            return view.span(view.chunks[place].first, last)
    return None


def _body_part(view: View, reading: Reading) -> Span | None:
    """ "Was *shot in one leg*"."""
    for place in after(view, reading.hit.at, _INTO, limit=9):
        if listed("body.parts", view.head_lemma(place)):
            last = place
            for item in view.list_on(place)[1:]:
                if not listed("body.parts", view.head_lemma(item)):
                    break
                last = item
            return view.span(view.chunks[reading.hit.at].head, view.chunks[last].last)
    return None


def hit_in_body(view: View, hit: Hit) -> bool:
    """Whether a body part follows the verb: "hit in the shoulder"."""
    return any(
        listed("body.parts", view.head_lemma(p)) for p in after(view, hit.at, _INTO, limit=6)
    )


def part_named(text: str, spans: Sequence[Span], view: View) -> str:
    """The lemma of the last body part in these words of the view's sentence, "" for none."""
    for index in range(len(view.tokens) - 1, -1, -1):
        token = view.tokens[index]
        if any(covers(s, (token.start, token.end)) for s in spans) and listed(
            "body.parts", view.lemma[index]
        ):
            return view.lemma[index]
    return ""


def parted(view: View, reading: Reading, whole: Span | None) -> list[Slot]:
    """The reading's slots, its counts of those hurt marked as parts where they are."""
    found: list[Slot] = []
    for slot in reading.slots:
        if slot.field == "injured" and slot.of is None and len(reading.sufferers) >= 1:
            place = _place_of(view, slot.spans[0])
            span = part_whole(view, place, whole) if place is not None else None
            if span is not None and not covers(span, slot.spans[0]):
                slot = msgspec.structs.replace(
                    slot, part_of=span, spans=(_only(view, place, slot),)
                )
        found.append(slot)
    return found


def _only(view: View, place: int | None, slot: Slot) -> Span:
    """A part's own words, without "of the two"."""
    if place is None:
        return slot.spans[0]
    chunk = view.chunks[place]
    start = min(slot.spans[0][0], view.tokens[chunk.first].start)
    return start, view.tokens[chunk.last].end


def _place_of(view: View, span: Span) -> int | None:
    for at, chunk in enumerate(view.chunks):
        if chunk.kind == NOUN and covers(span, view.span(chunk.head, chunk.head)):
            return at
    return None


# Outlook


def outlooks(view: View, readings: list[Reading], known: list[Patient]) -> list[Reading]:
    """How those hurt fare, as harm of the patient that the words point to."""
    found: list[Reading] = []
    for first, last, head in _states(view):
        at = view.at_token.get(head)
        if at is None:
            continue
        span, stance = _outlook_span(view, first, last, at)
        persons = [p for p in _who(view, at) if is_person(view, p)]
        harm = Slot("harm", (span,), stance=stance, confidence=0.75, rule="outlook")
        host = _host(view, persons, readings)
        if host is not None:
            count = _count_index(view, host, persons)
            host.slots.append(msgspec.structs.replace(harm, of=count))
            continue
        patient = _patient(view, persons, known)
        counted = patient.slot if patient is not None else _one_of(view, persons, known)
        if counted is None:
            continue
        hit = Hit(acts().phrases["survive"][0].act, first, last, head, at)
        slots = [counted, msgspec.structs.replace(harm, of=0)]
        found.append(
            Reading(
                "injury",
                hit,
                view.span(first, last),
                Manner(),
                slots,
                persons,
                [],
                back=True,
                rule="injury.outlook",
            )
        )
    return found


def _one_of(view: View, persons: list[int], known: list[Patient]) -> Slot | None:
    """ "One of the two may not live": a part of those hurt just before."""
    near = [p for p in known if 0 <= view.sentence.index - p.sentence <= 3]
    if not persons or not any(p.slot.field == "injured" for p in near):
        return None
    whole = part_whole(view, persons[0], None)
    chunk = view.chunks[persons[0]]
    if whole is None or not number_in(view, persons[0]):
        return None
    span = view.span(chunk.first, chunk.last)
    return Slot("injured", (span,), part_of=whole, confidence=0.7, rule="outlook.part")


def _states(view: View) -> list[tuple[int, int, int]]:
    """Phrases of how somebody fares: first and last token and a token for their place."""
    sets = [forms(word) for word in view.low]
    barred = [True] * len(sets)
    found: list[tuple[int, int, int]] = []
    for start, words in enumerate(sets):
        if found and start <= found[-1][1]:
            continue
        best = -1
        for form in words:
            for phrase in acts().phrases.get(form, ()):
                if phrase.act.frame != "state":
                    continue
                end = match_words(phrase.words, sets, start, barred)
                best = max(best, (end or 0) - 1)
        if best >= start and not (best == start and view.low[start] == "survived"):
            head = start if view.tokens[start].tag == "VERB" else best
            found.append((start, best, head))
    return found


def _outlook_span(view: View, first: int, last: int, at: int) -> tuple[Span, Stance | None]:
    """From the negation or modal to the end of the outlook's clause, with its stance."""
    start = first
    while start > 0 and (
        view.tokens[start - 1].tag in {"AUX", "PART", "ADV", "ADJ"}
        or view.low[start - 1] in {"in", "a", "expected", "not", "his", "her", "on", "be"}
        or (view.tokens[start - 1].tag == "VERB" and view.lemma[start - 1] == "expect")
    ):
        start -= 1
    end = last
    while end + 1 < len(view.tokens) and view.tokens[end + 1].tag in {"ADV"}:
        end += 1
    ahead = view.at_token.get(end)
    if view.lemma[end] == "survive" and ahead is not None and view.is_kind(ahead + 1, NOUN):
        end = view.chunks[ahead + 1].last
    start = _doubted(view, start)
    words = set(view.low[start : end + 1])
    expected = bool(words & {"expected", "will", "may", "might", "unlikely", "likely", "'ll"})
    del at
    return view.span(start, end), "expected" if expected else None


def _doubted(view: View, start: int) -> int:
    """ "Doctors *do not think that* he will live": the doubt belongs to the outlook."""
    for place in range(start - 1, max(start - 14, 0), -1):
        at = view.at_token.get(place)
        if at is None or view.low[place] in {",", ";", ":"}:
            return start
        group = view.chunks[at].group
        if view.chunks[at].kind == VERB and group is not None and not group.participle:
            believing = view.head_lemma(at) in {"think", "believe", "expect"}
            return view.chunks[at].first if believing and group.negated else start
    return start


def _who(view: View, at: int) -> list[int]:
    """The subject of the verb that the outlook hangs on."""
    place = at
    while place >= 0 and not view.is_kind(place, VERB):
        if view.chunks[place].kind in (STOP, SUB, REL):
            return []
        place -= 1
    while place > 0 and view.chunks[place].group is not None and _nonfinite(view, place):
        before = view.back_over(place, OTHER + PREP + NOUN)
        if not view.is_kind(before, VERB):
            break
        place = before
    return subject(view, place) if place >= 0 else []


def _nonfinite(view: View, at: int) -> bool:
    group = view.chunks[at].group
    return group is not None and group.infinitive


def _host(view: View, persons: list[int], readings: list[Reading]) -> Reading | None:
    """The reading of this sentence whose sufferer is the one who fares so."""
    for reading in readings:
        if set(persons) & set(reading.sufferers):
            return reading
    return None


def _count_index(view: View, host: Reading, persons: list[int]) -> int | None:
    """The slot of the host that counts these persons; its first count where none has their words."""
    counts = [i for i, s in enumerate(host.slots) if s.field in HURT and s.of is None]
    own = [i for i in counts if _at_place(view, host.slots[i], persons)]
    return next(iter(own or counts), None)


def _at_place(view: View, slot: Slot, persons: list[int]) -> bool:
    spans = [view.span(view.chunks[p].head, view.chunks[p].head) for p in persons]
    return any(covers(slot.spans[0], s) for s in spans)


def _parts_after(view: View, at: int) -> set[str]:
    """The body parts named between a noun and the verb that it is subject of."""
    found: set[str] = set()
    place = at + 1
    while place < len(view.chunks) and view.chunks[place].kind in (VERB, PREP, NOUN, OTHER):
        if place > at + 1 and view.is_kind(place, VERB):
            break
        if view.is_kind(place, NOUN) and listed("body.parts", view.head_lemma(place)):
            found.add(view.head_lemma(place))
        place += 1
    return found


def _patient(view: View, persons: list[int], known: list[Patient]) -> Patient | None:
    """Whom "he", "the victim" or "both" points to among those told of just before."""
    if not persons:
        return None
    near = [p for p in known if 0 <= view.sentence.index - p.sentence <= 3]
    parts = _parts_after(view, persons[0])
    by_part = [p for p in near if p.part and p.part in parts]
    if by_part:
        return by_part[-1]
    single = [p for p in near if p.slot.field == "injured"]
    chunk = view.chunks[persons[0]]
    word = view.low[chunk.first]
    if word in {"both", "they"}:
        wholes = [p for p in single if p.slot.part_of is None]
        return wholes[-1] if wholes else None
    pointing = view.tokens[chunk.head].tag == "PRON" or word in {"the", "that", "this"}
    return single[-1] if pointing and len({p.slot.spans for p in single}) == 1 else None


def point_back(view: View, reading: Reading, known: list[Patient]) -> None:
    """ "The man hit in the arm": the part told before with that body part, not a new one."""
    harm = next((s for s in reading.slots if s.field == "harm"), None)
    count = next((i for i, s in enumerate(reading.slots) if s.field in HURT and s.of is None), None)
    if harm is None or not reading.back or not _definite(view, reading):
        return
    part = part_named(view.text, harm.spans, view)
    match = [p for p in known if p.part == part and p.slot.field == "injured"]
    if not match:
        return
    slot = match[-1].slot
    if count is None:
        reading.slots.insert(0, slot)
        count = 0
    else:
        reading.slots[count] = slot
    reading.slots.remove(harm)
    reading.slots[:] = [
        msgspec.structs.replace(s, of=count) if s.field == "harm" else s for s in reading.slots
    ]


def _definite(view: View, reading: Reading) -> bool:
    return bool(reading.sufferers) and view.low[view.chunks[reading.sufferers[0]].first] in {
        "the",
        "that",
    }


def patients_in(view: View, reading: Reading) -> list[Patient]:
    """Those hurt in this reading, for what later sentences say of them."""
    found: list[Patient] = []
    for index, slot in enumerate(reading.slots):
        if slot.field in HURT and slot.of is None:
            harm = [s for s in reading.slots if s.field == "harm" and s.of == index]
            part = part_named(view.text, harm[0].spans, view) if harm else ""
            found.append(Patient(slot, reading.kind, part, view.sentence.index))
    return found
