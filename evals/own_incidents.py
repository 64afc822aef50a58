"""The own gold of incidents: invented reports, several of each happening (`gold/incidents/`).

Every report is read with its text, day, outlet and language alone; all are linked as one project.
Scored are pairs of reports put into one incident (main), pairs put into one origin, and which
reports are seen to be corrections and denials.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import msgspec

from evals.adapters.gva_incidents import clusters
from evals.data import Record
from evals.metrics import Metric, Rate, Tally, prf
from evals.own_gold import ODD
from evals.scorers.clusters import b_cubed
from sacho.link.clusters import knots
from sacho.link.incidents import incidents
from sacho.link.origins import traced
from sacho.link.traces import Telling
from sacho.link.words import told_in
from sacho.model.account import Reading, ReportHead
from sacho.model.recorded import RecordedAccount
from sacho.rules.notices import notice

T = TypeVar("T")
NAME = "own_incidents"
FOLDER = Path(__file__).with_name("gold") / "incidents"
NOTE = re.compile(r"^((?:지어낸 예문\()?INVENTED EXAMPLE\)?\.) *", re.MULTILINE)
_TAKEN = re.compile(r"^\{(\w+)(?::(\d+)-(\d+))?\}$", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"가-힣])")
_PARTS = ("id", "language", "outlet", "published", "incident", "origin", "role")


def records_in(split: str, limit: int | None = None) -> list[Record]:
    """The reports of the odd (train) or even (dev) numbers, in order. Raises ValueError where a
    file is broken.
    """
    told = [
        one for path in sorted(FOLDER.glob("*-*.txt")) for one in parsed(path.read_text("utf-8"))
    ]
    return [one for one in told if int(one["id"][:2]) % 2 == ODD.get(split)][:limit]


def parsed(raw: str) -> list[Record]:
    """The reports of one file, with the words that they take from others put in."""
    found: list[Record] = []
    for piece in re.split(r"^## ", raw, flags=re.MULTILINE)[1:]:
        first, _, body = piece.partition("\n")
        parts = [p.strip() for p in first.split("|")]
        if len(parts) != len(_PARTS):
            raise ValueError(f"a report begins with {first!r}")
        found.append({**dict(zip(_PARTS, parts, strict=True)), "text": body.strip()})
    written = {one["id"]: one["text"] for one in found}
    for one in found:
        one["text"] = NOTE.sub(r"\1\n\n", _TAKEN.sub(lambda m: _taken(m, written), one["text"]))
    return found


def _taken(match: re.Match[str], written: dict[str, str]) -> str:
    if match[1] not in written:
        raise ValueError(f"there is no report {match[1]}")
    words = written[match[1]]
    if match[2] is None:
        return words
    mark, told = NOTE.match(words), NOTE.sub("", words)
    first, last = int(match[2]), int(match[3])
    return (mark[0] if mark else "") + " ".join(_SENTENCE.split(told)[first - 1 : last])


def text(record: Record) -> str:
    """What is read."""
    return record["text"]


def head(record: Record) -> ReportHead:
    """Day, outlet and language."""
    return ReportHead(
        id=f"{NAME}:{record['id']}", publisher=record["outlet"], published=record["published"],
        language=record["language"],
    )  # fmt: skip


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """Pair F1 (main), origin pair F1, corrections and denials F1, B3 F1."""
    tellings = [
        Telling(
            r["id"],
            r["text"],
            (n, 0),
            r["outlet"],
            r["published"],
            accounts,
            notice(None, r["text"]) is not None,
        )
        for n, (r, accounts) in enumerate(zip(records, _recorded(records, readings), strict=True))
    ]
    traces = traced(tellings)
    found = traces.origins
    reports = [t.accounts for t in tellings]
    made = incidents([a for told in reports for a in told], found, told=traces.pairs)
    origin_of = {r: o.id for o in found for r in o.reports}
    given = _with_origins(clusters(reports, made), [origin_of[r["id"]] for r in records])
    wanted = [r["incident"] for r in records]
    lines = prf(NAME, "pair", _pairs(given, wanted), main=True)
    lines += prf(NAME, "origin", _pairs(
        [origin_of[r["id"]] for r in records], [f"{r['incident']} {r['origin']}" for r in records]
    ))  # fmt: skip
    seen = {(t.report, role) for t in tellings for role in roles(t)}
    gold = {(r["id"], r["role"]) for r in records if r["role"] in ("correction", "denial")}
    lines += prf(NAME, "corrections and denials", _sets(seen, gold))
    lines += prf(NAME, "B3", b_cubed(given, wanted))
    return list(lines)


def roles(told: Telling) -> set[str]:
    """What a report is seen to be: one that corrects, one that tells of a denial."""
    found = {"correction"} if notice(None, told.text) is not None else set[str]()
    return found | {"denial" for a in told.accounts if a.account.kind == "denial"}


def _recorded(
    records: list[Record], readings: list[Reading]
) -> Iterable[tuple[RecordedAccount, ...]]:
    for number, (record, reading) in enumerate(zip(records, readings, strict=True)):
        name, words = record["id"], record["text"]
        told = told_in(words, reading.accounts)
        yield tuple(
            RecordedAccount(
                msgspec.structs.replace(account, id=f"{name}.{at}"), name, name, (number, at),
                record["published"], record["outlet"], told[at], words,
            )
            for at, account in enumerate(reading.accounts)
        )  # fmt: skip


def _with_origins(given: Sequence[str], origin: Sequence[str]) -> list[str]:
    """Reports that are one telling tell one happening, read or not."""
    named = [("incident", g) for g in given], [("origin", o) for o in origin]
    tied = knots([*dict.fromkeys(map(str, (*named[0], *named[1])))],
                 [(str(a), str(b)) for a, b in zip(*named, strict=True)])  # fmt: skip
    number = {name: str(n) for n, knot in enumerate(tied) for name in knot}
    return [number[str(a)] for a in named[0]]


def _pairs(given: Sequence[str], wanted: Sequence[str]) -> Tally:
    return _sets(_together(given), _together(wanted))


def _together(names: Sequence[str]) -> set[tuple[int, int]]:
    return {(a, b) for a, b in combinations(range(len(names)), 2) if names[a] == names[b]}


def _sets(given: set[T], wanted: set[T]) -> Tally:
    right = float(len(given & wanted))
    return Tally(right, float(len(given)), right, float(len(wanted)))
