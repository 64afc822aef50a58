"""Reports of gun violence: how many were killed and how many injured, both exact.

`gva_counts` asks it per incident of all its reports together, `cis530_gun_violence` per report.
The registries count people, and count nobody where nobody was hurt: so does the adapter.
"""

from __future__ import annotations

from collections import Counter

from evals import gva_incidents
from evals.adapters.shootings import Hurt, hurt
from evals.data import Record, worded
from evals.metrics import Metric, Rate
from sacho.model.account import Reading, ReportHead

GVA = "gva_counts"
CIS530 = "cis530_gun_violence"


def text(record: Record) -> str:
    """What is read."""
    return worded(record, "text")


def head(record: Record) -> ReportHead:
    """The day it was published, and that it is English."""
    day = worded(record, "publish_date") or None
    return ReportHead(id=f"{CIS530}:{record.get('id')}", published=day, language="en")


def unfolded(records: list[Record]) -> list[Record]:
    """One record a report, each with the counts that the archive holds of its incident."""
    counts = {
        worded(r, "incident_id") or str(r.get("incident_id")): (r["num_killed"], r["num_injured"])
        for r in records
    }
    reports = gva_incidents.unfolded(records)
    return [{**one, "counts": counts[worded(one, "incident")]} for one in reports]


def score_gva(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """Per incident: what most of its reports tell; among equals what the latest of them tells."""
    told: dict[str, list[tuple[str, Hurt]]] = {}
    wanted: dict[str, Hurt] = {}
    for record, reading in zip(records, readings, strict=True):
        incident = worded(record, "incident")
        told.setdefault(incident, []).append((worded(record, "dct"), hurt(reading)))
        wanted[incident] = Hurt(*record["counts"])
    pairs = [(_agreed(told[incident]), wanted[incident]) for incident in told]
    return _shares(GVA, pairs)


def _agreed(told: list[tuple[str, Hurt]]) -> Hurt:
    """Reports that tell nothing of anybody have no vote where another tells something."""
    ordered = [one for _, one in sorted(told, key=lambda pair: pair[0])]
    voices = [one for one in ordered if one.killed or one.injured] or ordered
    votes = Counter(voices)
    return max(
        votes, key=lambda one: (votes[one], max(i for i, v in enumerate(voices) if v == one))
    )


def score_cis530(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """Per report."""
    wanted = [Hurt(r["gold"]["n_killed"], r["gold"]["n_injured"]) for r in records]
    return _shares(CIS530, list(zip(map(hurt, readings), wanted, strict=True)))


def _shares(name: str, pairs: list[tuple[Hurt, Hurt]]) -> list[Metric | Rate]:
    n = len(pairs)
    killed = sum(g.killed == w.killed for g, w in pairs)
    injured = sum(g.injured == w.injured for g, w in pairs)
    likely = Counter(w for _, w in pairs).most_common(1)
    return [
        Metric(name, "killed and injured both exact", sum(g == w for g, w in pairs) / (n or 1), n,
               main=True),
        Metric(name, "killed exact", killed / (n or 1), n),
        Metric(name, "injured exact", injured / (n or 1), n),
        Metric(name, "the most usual answer always", (likely[0][1] if likely else 0) / (n or 1), n),
    ]  # fmt: skip
