"""Claims and accounts that people add by selecting words, and claims that someone else says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sacho.errors import NotFound, UsageError
from sacho.model import ids
from sacho.model.claim import Claim, Speaker
from sacho.model.decision import Decision, Proposed, Within
from sacho.model.recorded import RecordedAccount
from sacho.model.span import Span, any_overlap, hull
from sacho.model.values import AnyValue, Party, Place, Text
from sacho.model.vocabulary import kinds
from sacho.read import places
from sacho.review.adding import BY_HAND, FIELDS, sentence, standing_in
from sacho.review.decide import seen
from sacho.review.typed import shape_of, typed
from sacho.store import readings, reports
from sacho.web.answering import Conflict
from sacho.web.answers import Choice, Choices, Decided
from sacho.web.asked import Adding, Respeaking, SaidBy
from sacho.web.judging import TRY_AGAIN, decided_of, now_of, shown_of
from sacho.web.picture import Picture, retracted
from sacho.web.room import Room

MOST = 6
"""Values offered for selected words."""


def add(room: Room, asked: Adding) -> Decided:
    """A claim in an account, or with `kind` an account of its own.

    Raises UsageError for words, field, kind or value amiss, NotFound for a text or account that
    is not this report's.
    """
    with room.deciding(asked.report) as picture:
        if asked.text not in _texts(picture, asked.report):
            raise NotFound("There is no such text of this report.", "Load the report again.")
        text = reports.text(room.project, asked.text).text
        spans = _spans(asked.spans, text)
        given = _account_of(text, spans, asked) if asked.kind else _claim_of(text, spans, asked)
        held = None if asked.kind else _account(picture, asked)
        within = standing_in(held) if held else _new(asked, hull(spans))
        if asked.speakers is None and held is not None:
            given = msgspec.structs.replace(given, speakers=_as_around(held, given))
        proposed = Proposed(asked.text, given, (within,))
        made, after = _recorded(room, picture, proposed, (asked.by, asked.reason))
    return decided_of(after, made, asked.report, [made.about[0]], asked.by)


def respeak(room: Room, asked: Respeaking) -> Decided:
    """The claim with another chain of speakers is added, and the one shown refused for it.

    Raises Conflict where somebody judged it meanwhile, UsageError where nothing would change.
    """
    with room.deciding(asked.claim) as picture:
        report, now = now_of(picture, asked.claim)
        if now.seen != asked.seen:
            raise Conflict("Somebody judged this claim meanwhile.", TRY_AGAIN, now)
        found = picture.claim(asked.claim)
        if found is None:
            raise NotFound("There is no such claim.", "Load the report again.")
        told, held = found
        text = reports.text(room.project, held.text).text
        chain = _chain(asked.speakers, text)
        if chain == told.speakers:
            raise UsageError("These speakers stand there already.", "Choose who else says it.")
        other = msgspec.structs.replace(
            told, speakers=chain, attribution=None, confidence=1.0, rule=BY_HAND
        )
        proposed = Proposed(held.text, other, (standing_in(held),))
        judged = (asked.by, asked.reason)
        shown = shown_of(picture, asked.claim)
        kept, picture = _recorded(room, picture, proposed, judged)
        new = kept.about[0] if kept.verb != "retract" else ids.claim_id(held.text, other, other.of)
        made, after = room.decide("refuse", (asked.claim, new), judged, shown, None)
    return decided_of(after, made, report, [asked.claim, new], asked.by)


def choices(room: Room, report: str, field: str, span: Span) -> Choices:
    """What these words may tell in a field: values that were read there, and places so named."""
    picture, _ = room.near(report)
    if field not in FIELDS:
        raise UsageError(f"There is no field `{field}`.", f"Use one of: {', '.join(FIELDS)}.")
    record = picture.report(report)
    if not record.texts:
        raise UsageError("The report has no text to point into.", "It could not be read.")
    told = picture.read.by_report.get(report)
    text = reports.text(room.project, told[0].text if told else record.texts[-1]).text
    words = text[span[0] : span[1]]
    shape = shape_of(field)
    found: list[AnyValue] = []
    reading = readings.current(room.project, report)
    if reading is not None:
        found += [
            v.value
            for v in readings.get(room.project, reading).values
            if any_overlap(v.spans, (span,)) and isinstance(v.value, shape)
        ]
    found += [
        c.value
        for a in picture.accounts_of(report)
        for c in a.account.claims
        if c.field == field and any_overlap(c.spans, (span,))
    ]
    found += _named(shape, words)
    kept = {msgspec.json.encode(v): v for v in found}
    return Choices(tuple(Choice(field, v) for v in list(kept.values())[:MOST]))


def _named(shape: type[AnyValue], words: str) -> Sequence[AnyValue]:
    """Values that are the words themselves, or that the gazetteer has under them."""
    told = " ".join(words.split())
    if shape is Place:
        rows = [named.row for named in places.look_up(told)]
        return [places.as_place([row]) for row in rows[:MOST]] + [places.unlisted(told)]
    if shape is Party:
        return [Party(told)]
    return [Text(told)] if shape is Text else []


def _texts(picture: Picture, report: str) -> set[str]:
    return {
        *picture.report(report).texts, *(a.text for a in picture.accounts_of(report))
    }  # fmt: skip


def _spans(told: Iterable[Sequence[int]], text: str) -> tuple[Span, ...]:
    """In the order of the text. Raises UsageError where one is empty, outside or overlaps."""
    spans = tuple(sorted((int(s[0]), int(s[1])) for s in told))
    end = 0
    for start, stop in spans:
        if not end <= start < stop <= len(text) or not text[start:stop].strip():
            raise UsageError("These are no words of the text.", "Select them again.")
        end = stop
    return spans


def _account_of(text: str, spans: tuple[Span, ...], asked: Adding) -> Claim:
    if asked.kind not in kinds():
        raise UsageError(f"There is no kind `{asked.kind}`.", "Choose one of the codebook.")
    words = " ".join(text[s:e] for s, e in spans)
    return _claim(text, spans, asked, "kind", Text(words, asked.kind))


def _claim_of(text: str, spans: tuple[Span, ...], asked: Adding) -> Claim:
    if asked.field not in FIELDS:
        raise UsageError(f"There is no field `{asked.field}`.", f"One of: {', '.join(FIELDS)}.")
    words = " ".join(text[s:e] for s, e in spans)
    return _claim(text, spans, asked, asked.field, typed(asked.field, asked.value or words, words))


def _claim(text: str, spans: tuple[Span, ...], asked: Adding, field: str, value: AnyValue) -> Claim:
    made = {
        "id": "", "field": field, "value": value, "written": text[spans[0][0] : spans[-1][1]],
        "spans": spans, "evidence": (sentence(text, hull(spans)),), "stance": asked.stance,
        "attribution": None, "speakers": _chain(asked.speakers or (), text), "confidence": 1.0,
        "of": None, "rule": BY_HAND,
    }  # fmt: skip
    return msgspec.convert(made, Claim)


def _chain(told: Iterable[SaidBy], text: str) -> tuple[Speaker, ...]:
    return tuple(Speaker(one.name.strip(), one.kind, _spans(one.spans, text)) for one in told)


def _account(picture: Picture, asked: Adding) -> RecordedAccount:
    held = picture.account(asked.account) if asked.account else None
    if held is None or held.report != asked.report or held.text != asked.text:
        raise NotFound("There is no such account in this report.", "Choose one of its accounts.")
    return held


def _new(asked: Adding, trigger: Span) -> Within:
    return Within("", asked.kind or "", asked.stage, trigger, asked.report, (0, 0))


def _as_around(held: RecordedAccount, given: Claim) -> tuple[Speaker, ...]:
    """Who says it, where all that this account tells in the same sentence is said by one chain."""
    near = {
        c.speakers
        for c in held.account.claims
        if c.speakers and any_overlap(c.evidence, given.evidence)
    }
    return near.pop() if len(near) == 1 else ()


def _recorded(
    room: Room, picture: Picture, given: Proposed, judged: tuple[str, str]
) -> tuple[Decision, Picture]:
    """Add the claim; one that is there already counts again, or is accepted."""
    known = ids.claim_id(given.text, given.claim, given.claim.of)
    gone = retracted(picture.decisions)
    about = [d for d in picture.decisions_about.get(known, ()) if d.verb == "add"]
    if about and about[-1].id in gone:
        taken = next(
            d for d in reversed(picture.decisions)
            if d.verb == "retract" and d.about[0] == about[-1].id and d.id not in gone
        )  # fmt: skip
        return room.decide("retract", (taken.id,), judged, seen(taken), None)
    if picture.claim(known) is not None:
        return room.decide("accept", (known,), judged, shown_of(picture, known), None)
    return room.add(given, judged)
