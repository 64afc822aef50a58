"""PolNeAR: who said what, exact spans of source, cue and content."""

from __future__ import annotations

from evals.adapters.polnear import PARTS, Attributed, attributed
from evals.data import Record, listed, worded
from evals.metrics import Metric, Rate, Tally, prf
from evals.scorers.spans import exact, most_agreed
from sacho.model.account import Reading, ReportHead

NAME = "polnear"
WHOLE = "whole attribution"


def text(record: Record) -> str:
    """What is read."""
    return worded(record, "text")


def head(record: Record) -> ReportHead:
    """What the reader may know besides the text."""
    return ReportHead(
        id=f"{NAME}:{worded(record, 'id')}",
        title=worded(record, "title") or None,
        publisher=worded(record, "publisher") or None,
        published=worded(record, "publication_date")[:10] or None,
        language="en",
    )


def gold(record: Record) -> list[Attributed]:
    """One annotator's attributions: where several worked, the one who agrees best with the rest."""
    found = [
        [_attributed(one) for one in listed(annotation, "attributions")]
        for annotation in listed(record, "annotations")
    ]
    if not found:
        return []
    sets = [
        {(part, span) for one in annotation for part in PARTS for span in one.of(part)}
        for annotation in found
    ]
    return found[most_agreed(sets)]


def _attributed(raw: Record) -> Attributed:
    spans = [
        frozenset(
            (int(s), int(e)) for group in listed(raw, part) for s, e in listed(group, "spans")
        )
        for part in PARTS
    ]
    return Attributed(*spans)


def tallied(records: list[Record], given: list[list[Attributed]]) -> dict[str, Tally]:
    """Source, cue, content and whole attributions over all records."""
    tallies = {part: Tally() for part in (*PARTS, WHOLE)}
    for record, told in zip(records, given, strict=True):
        wanted = gold(record)
        for part in PARTS:
            tallies[part].add(
                exact(
                    {span for one in told for span in one.of(part)},
                    {span for one in wanted for span in one.of(part)},
                )
            )
        tallies[WHOLE].add(exact(set(told), set(wanted)))
    return tallies


def mean_f1(tallies: dict[str, Tally]) -> float:
    """The main value: the mean of the three."""
    return sum(tallies[part].f1 for part in PARTS) / len(PARTS)


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """Mean of the three exact F1 (main), each of them, whole attributions, and what is invented."""
    tallies = tallied(records, [attributed(reading) for reading in readings])
    metrics: list[Metric | Rate] = [
        Metric(NAME, "mean exact F1", mean_f1(tallies), len(records), main=True)
    ]
    for part, tally in tallies.items():
        metrics += prf(NAME, part, tally)
    words = sum(len(text(record).split()) for record in records)
    wrong = sum(tallies[part].given - tallies[part].right for part in PARTS)
    invented = 1000 * wrong / (words or 1)
    return [*metrics, Rate(NAME, "spans without gold per 1,000 words", invented, words)]
