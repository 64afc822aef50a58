"""Reports of gun violence: which of them tell one incident, from raw text.

Every report of the split is read with nothing but its text and publication date, all are linked as
one project, and the clusters of reports are compared with those of the archive. Beside it, the
blocking alone, and a plain search-engine baseline on the same texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from datetime import date

import msgspec

from evals.adapters.gva_incidents import clusters, main_account
from evals.data import Record, listed, worded
from evals.metrics import Metric, Rate, prf
from evals.scorers.clusters import b_cubed, pairs
from sacho.link.blocking import Index
from sacho.link.blocking import pairs as blocked
from sacho.link.incidents import incidents
from sacho.link.origins import Telling, traced
from sacho.link.profile import profile
from sacho.link.words import rarity, told_in
from sacho.model.account import Reading, ReportHead
from sacho.model.recorded import RecordedAccount

NAME = "gva_incidents"
THRESHOLDS = tuple(x / 200 for x in range(20, 61, 5))
DAYS = 7


def unfolded(records: list[Record]) -> list[Record]:
    """One record a report, with the incident that it tells of."""
    return [
        {"incident": worded(r, "incident_id") or str(r.get("incident_id")), **article}
        for r in records
        for article in listed(r, "articles")
    ]


def text(record: Record) -> str:
    """What is read."""
    return worded(record, "content")


def head(record: Record) -> ReportHead:
    """The day it was published, and that it is English."""
    day = worded(record, "dct") or None
    return ReportHead(id=f"{NAME}:{record.get('id')}", published=day, language="en")


def recorded(records: list[Record], readings: list[Reading]) -> list[tuple[RecordedAccount, ...]]:
    """The accounts of each report as a project holds them."""
    reports: list[tuple[RecordedAccount, ...]] = []
    for number, (record, reading) in enumerate(zip(records, readings, strict=True)):
        words, name = text(record), f"r{number}"
        told = told_in(words, reading.accounts)
        reports.append(
            tuple(
                RecordedAccount(
                    msgspec.structs.replace(account, id=f"{name}.{at}"), name, name, (number, at),
                    worded(record, "dct") or None, None, told[at], words,
                )
                for at, account in enumerate(reading.accounts)
            )
        )  # fmt: skip
    return reports


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """B3 F1 over reports (main), pairs, blocking, and the baseline."""
    reports = recorded(records, readings)
    accounts = [account for told in reports for account in told]
    tellings = [Telling(f"r{n}", text(r), (n, 0)) for n, r in enumerate(records)]
    traces = traced(tellings)
    found = incidents(accounts, traces.origins, told=traces.pairs)
    wanted = [worded(r, "incident") for r in records]
    given = clusters(reports, found)
    main = prf(NAME, "B3", b_cubed(given, wanted), main=True)
    lines: list[Metric | Rate] = [msgspec.structs.replace(line, n=len(records)) for line in main]
    lines += prf(NAME, "pair", pairs(given, wanted))
    lines += _blocking(reports, wanted)
    plain = max(b_cubed(b, wanted).f1 for b in tfidf(records))
    lines.append(Metric(NAME, f"TF-IDF within {DAYS} days: B3 F1", plain, len(records)))
    return lines


def _blocking(reports: list[tuple[RecordedAccount, ...]], wanted: list[str]) -> list[Metric]:
    """Of the pairs of reports of one incident that tell a harm: how many have main accounts met."""
    accounts = [account for told in reports for account in told]
    known = rarity(accounts)
    profiles = [profile(a, known) for a in accounts]
    met = {frozenset((a.id, b.id)) for a, b, _ in blocked(profiles, Index(known), {})}
    mains = [main_account(told) for told in reports]
    of: dict[str, list[str]] = defaultdict(list)
    for account, incident in zip(mains, wanted, strict=True):
        if account is not None:
            of[incident].append(account.account.id)
    true = [frozenset((a, b)) for ids in of.values() for i, a in enumerate(ids) for b in ids[:i]]
    every = len(accounts) * (len(accounts) - 1) // 2
    hit = sum(pair in met for pair in true)
    return [
        Metric(NAME, "blocking pair completeness", hit / (len(true) or 1), len(true)),
        Metric(NAME, "blocking reduction ratio", 1 - len(met) / (every or 1), every),
    ]


def tfidf(records: list[Record]) -> list[list[str]]:
    """Baseline: whole texts as TF-IDF vectors, joined where their cosine reaches a threshold and
    they were published within a week. One clustering a threshold: the best one is reported, which
    favours the baseline.
    """
    vectors = _vectors([Counter(re.findall(r"\w+", text(r).lower())) for r in records])
    day = [date.fromisoformat(worded(r, "dct")[:10]).toordinal() for r in records]
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    alike: list[tuple[float, int, int]] = []
    for number, vector in enumerate(vectors):
        sums: dict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for other, theirs in holders[word]:
                if abs(day[number] - day[other]) <= DAYS:
                    sums[other] += weight * theirs
            holders[word].append((number, weight))
        alike += [(s, other, number) for other, s in sums.items() if s >= THRESHOLDS[0]]
    return [_joined(len(records), [p for p in alike if p[0] >= t]) for t in THRESHOLDS]


def _vectors(counted: list[Counter[str]]) -> list[dict[str, float]]:
    seen = Counter(word for counts in counted for word in counts)
    found: list[dict[str, float]] = []
    for counts in counted:
        vector = {
            w: (1 + math.log(n)) * math.log(len(counted) / seen[w]) for w, n in counts.items()
        }
        length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        found.append({w: x / length for w, x in vector.items()})
    return found


def _joined(size: int, alike: list[tuple[float, int, int]]) -> list[str]:
    group = list(range(size))

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    for _, left, right in alike:
        group[root(right)] = root(left)
    return [str(root(number)) for number in range(size)]


def to_read(records: list[Record]) -> list[tuple[str, ReportHead]]:
    """Texts and heads of unfolded records."""
    return [(text(r), head(r)) for r in records]
