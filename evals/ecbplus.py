"""ECB+ (Cybulska and Vossen 2014): which news reports tell one happening, from raw text.

A topic of the corpus has two happenings alike in kind (two robberies, two appointments), each told
by some ten reports. Every report is read with its text alone, all are linked as one project, and
the clusters of reports are compared with the happenings. Beside it the lemma heuristic: reports
that share so many lemmas of the *annotated* action words are joined, with the best such number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import msgspec

from evals.data import Record, listed, worded
from evals.metrics import Metric, Rate, prf
from evals.scorers.clusters import b_cubed, pairs
from sacho.link.clusters import knots
from sacho.link.incidents import incidents
from sacho.link.origins import traced
from sacho.link.traces import Telling
from sacho.link.words import told_in
from sacho.model.account import Reading, ReportHead
from sacho.model.recorded import RecordedAccount

NAME = "ecbplus"
SHARED = range(1, 9)
"""Lemmas in common from which the heuristic joins two reports; the best of these is reported."""

_TIGHT = re.compile(r" ([,.;:!?%)\]’]|'s|n't)")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s)$")
_ADDRESS = re.compile(r"^https? ?:")


def text(record: Record) -> str:
    """The sentences, one a line, without the page's address."""
    words: dict[int, list[str]] = {}
    for token, sentence in zip(listed(record, "tokens"), listed(record, "sentence"), strict=True):
        words.setdefault(int(str(sentence)), []).append(str(token))
    lines = [_TIGHT.sub(r"\1", " ".join(told)) for _, told in sorted(words.items())]
    return "\n".join(line for line in lines if not _ADDRESS.match(line))


def head(record: Record) -> ReportHead:
    """That it is English; the corpus does not say when it was published."""
    return ReportHead(id=f"{NAME}:{worded(record, 'doc')}", language="en")


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """B3 F1 over reports (main), pairs, and the lemma heuristic on the same reports."""
    wanted = [worded(r, "subtopic") for r in records]
    given = linked(records, readings)
    main = prf(NAME, "B3", b_cubed(given, wanted), main=True)
    lines: list[Metric | Rate] = [msgspec.structs.replace(line, n=len(records)) for line in main]
    lines += prf(NAME, "pair", pairs(given, wanted))
    best = max(b_cubed(by_lemmas(records, n), wanted).f1 for n in SHARED)
    lines.append(Metric(NAME, "lemma heuristic, annotated actions: B3 F1", best, len(records)))
    told = sum(bool(reading.accounts) for reading in readings)
    lines.append(Metric(NAME, "reports that any account was read in", told / (len(records) or 1),
                        len(records)))  # fmt: skip
    return lines


def linked(records: list[Record], readings: list[Reading]) -> list[str]:
    """The cluster of each report: reports of one incident, or of one origin, stand together."""
    tellings: list[Telling] = []
    for number, (record, reading) in enumerate(zip(records, readings, strict=True)):
        words, name = text(record), f"r{number}"
        told = told_in(words, reading.accounts)
        accounts = tuple(
            RecordedAccount(
                msgspec.structs.replace(account, id=f"{name}.{at}"), name, name, (number, at),
                None, None, told[at], words,
            )
            for at, account in enumerate(reading.accounts)
        )  # fmt: skip
        tellings.append(Telling(name, words, (number, 0), None, None, accounts))
    traces = traced(tellings)
    made = incidents([a for t in tellings for a in t.accounts], traces.origins, told=traces.pairs)
    groups = [*(i.reports for i in made), *(o.reports for o in traces.origins)]
    tied = [(group[0], other) for group in groups for other in group[1:]]
    return _named([t.report for t in tellings], tied)


def by_lemmas(records: list[Record], least: int) -> list[str]:
    """The lemma heuristic: reports that share so many lemmas of annotated actions."""
    held = [_lemmas(record) for record in records]
    names = [str(n) for n in range(len(records))]
    tied = [
        (names[a], names[b])
        for a, b in combinations(range(len(records)), 2)
        if len(held[a] & held[b]) >= least
    ]
    return _named(names, tied)


def _lemmas(record: Record) -> set[str]:
    tokens = listed(record, "tokens")
    mentions: list[dict[str, Any]] = list(record["mentions"])
    return {
        _ENDING.sub("", str(tokens[at]).casefold())
        for mention in mentions if str(mention["type"]).startswith("ACTION")
        for at in mention["tokens"]
    }  # fmt: skip


def _named(names: Sequence[str], tied: list[tuple[str, str]]) -> list[str]:
    number = {name: str(n) for n, knot in enumerate(knots(names, tied)) for name in knot}
    return [number[name] for name in names]
