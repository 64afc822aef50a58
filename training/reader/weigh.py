"""Fit the weigher: how likely a claim is, by what grammar and network say of it.

Every report is read with a network that has not learned from it. Each claim that either proposes is
right or not by the gold (`evals.own_gold`); claims that say again what was said, and optional ones,
count for nothing. A ridge keeps constants of rare fields near those of all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
from evals.adapters.gold import Said
from evals.own_gold import counts, head, met, touches, wanted_in
from numpy.typing import NDArray

from sacho.read.accounts import Draft, Told
from sacho.read.context import Context
from sacho.read.grounding import refusal
from sacho.read.languages import grammar_for
from sacho.read.reader import read_by_grammar
from sacho.read.tagger.filling import Filling
from sacho.read.tagger.network import Sight
from sacho.read.tagger.weighing import SLOPES, Evidence, Weigher

Floats = NDArray[np.float64]
LOWEST = 35
"""In hundredths: below it the tagger's claims would be more often wrong than most people bear."""
VETO = 0.2
"""The grammar's claims are left out only below this: its lists were written by people for what the
corpus may not hold."""


class Row(NamedTuple):
    """One proposed claim of one report: what is known of it, and whether it is right."""

    report: str
    evidence: Evidence
    right: bool
    optional: bool
    invented: bool


class Report(NamedTuple):
    """The rows of a report and how many claims its gold wants."""

    name: str
    wanted: int
    rows: list[Row]


def gather(record: dict[str, Any], look: Callable[[Told, list[Draft]], Sight]) -> Report:
    """All claims proposed for a report."""
    context = Context(head(record))
    grammar = grammar_for(record["head"]["language"])
    read = read_by_grammar(record["text"], context, grammar)
    filling = Filling(read, grammar, look(read.told, read.drafts))
    given: list[Said] = []
    known: list[Evidence] = []
    for draft, claims in filling.weighed():
        for one in claims:
            if refusal(one.claim, record["text"], context, grammar) is None:
                given.append(Said(draft.kind, one.claim, one.claim.of is not None))
                known.append(one.evidence)
    wanted = wanted_in(record)
    pairs = met(wanted, given)
    hit = {id(g): c for c, g in pairs}
    rows = [
        Row(record["id"], evidence, id(one) in hit,
            bool(hit.get(id(one), {}).get("optional")), not any(touches(w, one) for w in wanted))
        for one, evidence in zip(given, known, strict=True)
        if counts(one, wanted, pairs)
    ]  # fmt: skip
    return Report(record["id"], sum(not w.get("optional") for w in wanted), rows)


def fit(rows: Iterable[Row], ridge: float = 3.0) -> dict[str, float]:
    """Weights by name, by Newton's steps on the ridged log likelihood."""
    listed = list(rows)
    names = sorted({n for row in listed for n in row.evidence.constants()})
    columns = {**{n: i for i, n in enumerate(names)},
               **{f"* {n}": len(names) + i for i, n in enumerate(SLOPES)}}  # fmt: skip
    x = np.zeros((len(listed), len(columns)))
    for line, row in enumerate(listed):
        x[line, [columns[n] for n in row.evidence.constants()]] = 1
        for name, value in row.evidence.slopes().items():
            x[line, columns[f"* {name}"]] = value
    y = np.array([float(row.right) for row in listed])
    penalty = np.full(len(columns), ridge)
    penalty[columns["all"]] = 1e-3
    weights = np.zeros(len(columns))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - penalty * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weights[i]), 4) for name, i in columns.items()}


def least(reports: list[Report], weigher: Weigher) -> dict[str, float]:
    """The chances below which leaving claims out gives the best F1, for each proposer."""
    scored = [(weigher.chance(r.evidence), r) for one in reports for r in one.rows]

    def kept(tagger: float, grammar: float) -> set[int]:
        asked = {"tagger": tagger}
        return {id(r) for c, r in scored if c >= asked.get(r.evidence.by, grammar)}

    steps = range(LOWEST, 66, 3)
    tagger = max((f1(reports, kept(c / 100, c / 100)), c) for c in steps)[1] / 100
    return {"tagger": tagger, "grammar": min(tagger, VETO)}


def f1(reports: list[Report], kept: set[int]) -> float:
    """Claim F1 of the kept rows."""
    rows = [r for one in reports for r in one.rows if id(r) in kept]
    right = sum(r.right and not r.optional for r in rows)
    given = sum(not (r.right and r.optional) for r in rows)
    wanted = sum(one.wanted for one in reports)
    return 2 * right / max(1, given + wanted)


class Measured(NamedTuple):
    """How the weigher does on reports that it was not fitted on."""

    f1: float
    precision: float
    recall: float
    invented: float  # share of kept claims whose words the gold says nothing about
    ece: float
    bins: list[tuple[float, float, int]]  # mean chance, share right, claims


def alone(reports: list[Report]) -> Measured:
    """How the grammar does without the tagger on the same reports."""
    return _measured(reports, {id(r) for one in reports for r in one.rows
                               if r.evidence.by != "tagger"}, [])  # fmt: skip


def cross_validated(
    reports: list[Report], others: list[Report], folds: int = 5, seed: int = 1
) -> Measured:
    """Fit on four fifths of the reports and all `others`, measure on the rest, in turn."""
    order = list(reports)
    random.Random(seed).shuffle(order)
    kept: set[int] = set()
    told: list[tuple[float, bool]] = []
    for fold in range(folds):
        train = [r for i, r in enumerate(order) if i % folds != fold]
        weigher = Weigher(fit(row for one in [*train, *others] for row in one.rows), {})
        judge = Weigher(weigher.weights, least(train, weigher))
        for one in (r for i, r in enumerate(order) if i % folds == fold):
            for row in one.rows:
                chance = weigher.chance(row.evidence)
                if judge.stands(row.evidence, chance):
                    kept.add(id(row))
                    told.append((chance, row.right))
    return _measured(order, kept, told)


def _measured(reports: list[Report], kept: set[int], told: list[tuple[float, bool]]) -> Measured:
    rows = [r for one in reports for r in one.rows if id(r) in kept]
    right = sum(r.right and not r.optional for r in rows)
    given = sum(not (r.right and r.optional) for r in rows)
    wanted = sum(one.wanted for one in reports)
    error, bins = reliability(told)
    invented = sum(r.invented for r in rows) / max(1, len(rows))
    return Measured(f1(reports, kept), right / max(1, given), right / max(1, wanted), invented,
                    error, bins)  # fmt: skip


def reliability(
    told: list[tuple[float, bool]], bins: int = 10
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over equal steps of chance, and the points of the plot."""
    points: list[tuple[float, float, int]] = []
    error = 0.0
    for step in range(bins):
        here = [t for t in told if step / bins <= t[0] < (step + 1) / bins]
        if here:
            mean = sum(c for c, _ in here) / len(here)
            share = sum(r for _, r in here) / len(here)
            points.append((round(mean, 3), round(share, 3), len(here)))
            error += abs(mean - share) * len(here) / len(told)
    return error, points
