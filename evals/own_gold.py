"""The own gold: invented reports, each with every claim that it makes (`gold/guidelines.md`).

A claim of a reading is right when a claim of the gold has its field, words that overlap and the
same value; each gold claim is met once. Optional gold claims are neither wanted nor held against
the reader; of alternatives any one will do. What overlaps no gold claim of its field at all is
*invented*.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evals.adapters.gold import Said, said
from evals.data import Record
from evals.gold.notation import span_of
from evals.metrics import Metric, Rate, Tally, prf
from sacho.model.account import Reading, ReportHead
from sacho.model.claim import Speaker
from sacho.model.span import any_overlap
from sacho.model.values import Count, Party, Period, Place, Quantity, Text

FOLDER = Path(__file__).with_name("gold") / "reports"


ODD = {"train": 1, "dev": 0}


def records_in(language: str, split: str, limit: int | None = None) -> list[Record]:
    """The reports of a language and split with their gold, in the order of their names.

    Reports with an odd number are open (train): whoever mends the reader may look at them. Those
    with an even number (dev) are measured and never looked at, so that they stay unseen.
    """
    found: list[Record] = []
    paths = sorted(FOLDER.glob(f"{language}-*.json"))
    for path in [p for p in paths if int(p.stem.split("-")[1]) % 2 == ODD.get(split)][:limit]:
        record = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        found.append({**record, "id": path.stem, "text": text})
    return found


def text(record: Record) -> str:
    """What is read."""
    return record["text"]


def head(record: Record) -> ReportHead:
    """What is known of the report beside its text."""
    told = record["head"]
    return ReportHead(
        id=f"gold:{record['id']}", publisher=told["publisher"], published=told["published"],
        language=told["language"],
    )  # fmt: skip


def score(name: str, records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """Claim F1 (main), F1 of each field, speakers of the right claims, and what was invented."""
    total, fields = Tally(), dict[str, Tally]()
    spoken, chained, matched, invented, words = 0, 0, 0, 0, 0
    quiet, silent = 0, 0
    for record, reading in zip(records, readings, strict=True):
        wanted, given = wanted_in(record), said(reading)
        pairs = met(wanted, given)
        given = [g for g in given if counts(g, wanted, pairs)]
        invented += sum(not any(touches(w, g) for w in wanted) for g in given)
        words += len(record["text"].split())
        quiet += not wanted
        silent += not wanted and not given
        for w, g in pairs:
            own = [w, *w.get("or", [])]
            matched += 1
            spoken += any(same_speaker(one, g) for one in own)
            chained += any(same_chain(one, g) for one in own)
        for tally, keep in _tallies(total, fields, wanted, given):
            tally.add(_counted(wanted, given, pairs, keep))
    lines: list[Metric | Rate] = [*prf(name, "claim", total, main=True)]
    lines += [prf(name, f"{field}", fields[field])[0] for field in sorted(fields)]
    lines += [
        Metric(name, "innermost speaker right", spoken / (matched or 1), matched),
        Metric(name, "whole chain of speakers right", chained / (matched or 1), matched),
        Metric(name, "texts without incident left alone", silent / (quiet or 1), quiet),
        Rate(name, "invented claims per 1,000 words", 1000 * invented / (words or 1), words),
    ]
    return lines


def wanted_in(record: Record) -> list[dict[str, Any]]:
    """The gold's claims with their spans; `kind` claims carry the code of their account."""
    found: list[dict[str, Any]] = []
    for account in record["accounts"]:
        kinds = [c for c in account["claims"] if c["field"] == "kind"]
        optional = bool(kinds) and all(c.get("optional") for c in kinds)
        for claim in account["claims"]:
            for one in [claim, *claim.get("or", [])]:
                one["span"] = span_of(record["text"], one["words"])
            if optional:  # an account that may be left out may be left out whole
                claim["optional"] = True
            found.append(claim)
    return found


def met(wanted: list[dict[str, Any]], given: list[Said]) -> list[tuple[dict[str, Any], Said]]:
    """Pairs of gold claims and right claims, each used once; wanted ones are served first."""
    pairs: list[tuple[dict[str, Any], Said]] = []
    free = list(given)
    for claim in sorted(wanted, key=lambda c: bool(c.get("optional"))):
        hit = next(
            (g for g in free if any(right(o, g) for o in [claim, *claim.get("or", [])])), None
        )
        if hit is not None:
            free.remove(hit)
            pairs.append((claim, hit))
    return pairs


def counts(
    given: Said, wanted: list[dict[str, Any]], pairs: list[tuple[dict[str, Any], Said]]
) -> bool:
    """Whether a claim counts: one that says again, in other words, what the gold has is neither
    right nor invented.
    """
    if any(g is given for _, g in pairs):
        return True
    return not any(
        one["field"] == given.claim.field
        and one["value"]
        and not any_overlap(given.spans, [one["span"]])
        and _same(one["value"], given)
        for claim in wanted
        for one in [claim, *claim.get("or", [])]
        if given.claim.field not in ("place", "victim", "perpetrator", "actor", "issuer",
                                     "addressee", "beneficiary")
    )  # fmt: skip


def touches(claim: dict[str, Any], given: Said) -> bool:
    """Whether the gold says anything of this field over these words."""
    return any(
        one["field"] == given.claim.field and any_overlap(given.spans, [one["span"]])
        for one in [claim, *claim.get("or", [])]
    )


def right(one: dict[str, Any], given: Said) -> bool:
    """Field, words and value agree, and a part is told as a part."""
    if one["field"] != given.claim.field or not any_overlap(given.spans, [one["span"]]):
        return False
    if isinstance(given.claim.value, Count) and (one.get("of") is not None) != given.part:
        return False
    return _same(one["value"], given)


def _same(told: dict[str, Any], given: Said) -> bool:
    value = given.claim.value
    if isinstance(value, (Count, Quantity)):
        # "Up to thirty" has no lowest number in the gold; a reading says 0 or 1.
        low = min(value.low, 1) if told["low"] is None else told["low"]
        return (value.low, value.high) == (low, told["high"])
    if isinstance(value, Period):
        # A night is told by its evening's day, though it ends on the next.
        ends = value.earliest if value.precision == "part-of-day" else value.latest
        return (_day(value.earliest), _day(ends)) == (told["earliest"], told["latest"])
    if isinstance(value, Place):
        return told.get("country") in (None, value.country) or value.country is None
    if isinstance(value, Party):
        return "unknown" in (told.get("status", "unknown"), value.status) or (
            told["status"] == value.status
        )
    if isinstance(value, Text) and given.claim.field in ("kind", "stage"):
        return value.code == told["code"]
    return True


def _day(iso: str | None) -> str | None:
    return iso[:10] if iso else None


def same_speaker(one: dict[str, Any], given: Said) -> bool:
    """Whether the innermost speaker is the gold's."""
    told, read = one["speakers"], given.claim.speakers
    if not told or not read:
        return not told and not read
    return _alike(told[-1], read[-1])


def same_chain(one: dict[str, Any], given: Said) -> bool:
    """Whether every speaker of the chain is the gold's, in its order."""
    told, read = one["speakers"], given.claim.speakers
    return len(told) == len(read) and all(map(_alike, told, read))


def _alike(name: str, speaker: Speaker) -> bool:
    def plain(words: str) -> str:
        return " ".join(words.casefold().removeprefix("the ").removeprefix("a ").split())

    left, right_ = plain(name), plain(speaker.name)
    return left in right_ or right_ in left


def _tallies(
    total: Tally, fields: dict[str, Tally], wanted: list[dict[str, Any]], given: list[Said]
) -> list[tuple[Tally, str | None]]:
    names = {c["field"] for c in wanted} | {g.claim.field for g in given}
    return [(total, None), *((fields.setdefault(n, Tally()), n) for n in sorted(names))]


def _counted(
    wanted: list[dict[str, Any]],
    given: list[Said],
    pairs: list[tuple[dict[str, Any], Said]],
    field: str | None,
) -> Tally:
    """Optional gold that was met is taken out of both sides."""
    extra = [g for c, g in pairs if c.get("optional")]
    must = [c for c in wanted if not c.get("optional") and field in (None, c["field"])]
    mine = [g for g in given if g not in extra and field in (None, g.claim.field)]
    hits = sum(not c.get("optional") and field in (None, c["field"]) for c, _ in pairs)
    return Tally(right=hits, given=len(mine), found=hits, wanted=len(must))
