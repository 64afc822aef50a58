"""From the network's numbers to marked words: which words, which field, tied to which act.

A word is marked already where the network gives it a fair chance (`LEAST`), for it is the weigher
that decides, knowing the grammar's opinion as well. All spans are in code points of the text.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sacho.model.span import Span
from sacho.read.tagger.labels import FIELDS, KINDS, LINK, SPEAKER, STAGES, STANCES, STEPS
from sacho.read.tagger.pieces import Piece

Floats = NDArray[np.float32]
LEAST = 0.15
TIED = 0.3  # least chance at which a word belongs to an act


class Numbers(NamedTuple):
    """The network's outputs for the pieces of one text, before any softmax."""

    marks: Floats  # [piece, field, mark]
    kinds: Floats
    stages: Floats
    stances: Floats
    part: Floats  # [piece]
    links: Floats  # [piece, 4, LINK]


class Ties(NamedTuple):
    """What links depend on besides the pieces' vectors."""

    field: Floats  # [field, LINK]
    near: Floats  # [sort, before, step]
    lean: Floats  # [sort]


class Act(NamedTuple):
    """Words that carry an act."""

    span: Span
    chance: float
    kind: str
    kind_chance: float
    stage: str
    stance: str


class Word(NamedTuple):
    """Words that fill a field. `acts` are indices of acts with the chance of belonging to them;
    `speaker` the words of who says it with their chance, None the publisher alone."""

    field: str
    span: Span
    chance: float
    stance: str
    part: float
    acts: tuple[tuple[int, float], ...]
    speaker: tuple[Span | None, float]


class Marked(NamedTuple):
    """All that the tagger marks in one text."""

    acts: tuple[Act, ...]
    words: tuple[Word, ...]
    speakers: tuple[Span, ...]


class _Run(NamedTuple):
    first: int
    last: int
    chance: float


def mark(pieces: list[Piece], told: Numbers, ties: Ties) -> Marked:
    """The acts, the words of every field and the speakers."""
    chances = softmax(told.marks)
    runs = {field: _runs(chances[:, i]) for i, field in enumerate(FIELDS)}
    acts = [_act(run, pieces, told) for run in runs["kind"]]
    speakers = runs[SPEAKER]
    words: list[Word] = []
    for field in FIELDS:
        if field == SPEAKER:
            continue
        for run, act_of in zip(
            runs[field], _strengths(told, ties, field, runs[field], runs["kind"]), strict=True
        ):
            tied = tuple((i, c) for i, c in enumerate(act_of) if c >= TIED)
            if field == "kind":
                own = runs["kind"].index(run)
                tied = ((own, 1.0),)
            elif not tied and act_of:
                best = int(np.argmax(act_of))
                tied = ((best, act_of[best]),)
            speaker = _speaker(told, ties, run, speakers, pieces)
            words.append(_word(field, run, pieces, told, (tied, speaker)))
    return Marked(tuple(acts), tuple(words), tuple(_span(run, pieces) for run in speakers))


def softmax(values: Floats) -> Floats:
    """Chances along the last axis."""
    grown = np.exp(values - values.max(axis=-1, keepdims=True))
    return grown / grown.sum(axis=-1, keepdims=True)


def _runs(chances: Floats) -> list[_Run]:
    """Runs of pieces that are rather in than out; a sure first piece begins a new one."""
    inside = chances[:, 1] + chances[:, 2]
    found: list[_Run] = []
    start: int | None = None
    for at in range(len(inside) + 1):
        lies = at < len(inside) and inside[at] >= LEAST
        begins = lies and chances[at, 1] > max(0.5, chances[at, 2])
        if start is not None and (not lies or begins):
            found.append(_Run(start, at - 1, float(inside[start:at].max())))
            start = None
        if lies and start is None:
            start = at
    return [_trimmed(run, inside) for run in found]


def _trimmed(run: _Run, inside: Floats) -> _Run:
    """Pieces far less likely than the surest are cut off at both ends."""
    first, last = run.first, run.last
    floor = min(0.5, run.chance / 2)
    while first < last and inside[first] < floor:
        first += 1
    while last > first and inside[last] < floor:
        last -= 1
    return _Run(first, last, float(inside[first : last + 1].mean()))


def _span(run: _Run, pieces: list[Piece]) -> Span:
    return pieces[run.first].start, pieces[run.last].end


def _mean(values: Floats, run: _Run) -> Floats:
    return values[run.first : run.last + 1].mean(axis=0)


def _act(run: _Run, pieces: list[Piece], told: Numbers) -> Act:
    kinds = softmax(_mean(told.kinds, run))
    best = int(kinds.argmax())
    stage = STAGES[int(_mean(told.stages, run).argmax())]
    stance = STANCES[int(_mean(told.stances, run).argmax())]
    return Act(_span(run, pieces), run.chance, KINDS[best], float(kinds[best]), stage, stance)


def _word(
    field: str,
    run: _Run,
    pieces: list[Piece],
    told: Numbers,
    tied: tuple[tuple[tuple[int, float], ...], tuple[Span | None, float]],
) -> Word:
    stance = STANCES[int(_mean(told.stances, run).argmax())]
    part = float(1 / (1 + np.exp(-_mean(told.part, run))))
    return Word(field, _span(run, pieces), run.chance, stance, part, *tied)


def _near(ties: Ties, sort: int, gaps: NDArray[np.int64]) -> Floats:
    steps = (np.abs(gaps)[..., None] >= np.array(STEPS)).sum(axis=-1) - 1
    return ties.near[sort][(gaps > 0).astype(int), steps] + ties.lean[sort]


def _strengths(
    told: Numbers, ties: Ties, field: str, runs: list[_Run], acts: list[_Run]
) -> list[list[float]]:
    """The chance that each run of a field belongs to each act."""
    if not runs or not acts:
        return [[] for _ in runs]
    left = (
        np.stack([_mean(told.links[:, 0], run) for run in runs]) + ties.field[FIELDS.index(field)]
    )
    right = np.stack([_mean(told.links[:, 1], act) for act in acts])
    gaps = np.array([[run.first - act.first for act in acts] for run in runs])
    strength = left @ right.T / LINK**0.5 + _near(ties, 0, gaps)
    return (1 / (1 + np.exp(-strength))).tolist()


def _speaker(
    told: Numbers, ties: Ties, run: _Run, speakers: list[_Run], pieces: list[Piece]
) -> tuple[Span | None, float]:
    """Who says it: the likeliest of the speakers and nobody but the publisher."""
    if not speakers:
        return None, 1.0
    left = _mean(told.links[:, 2], run)
    right = np.stack([_mean(told.links[:, 3], speaker) for speaker in speakers])
    gaps = np.array([run.first - speaker.first for speaker in speakers])
    strength = right @ left / LINK**0.5 + _near(ties, 1, gaps)
    chances = softmax(np.concatenate([[0.0], strength]).astype(np.float32))
    best = int(chances.argmax())
    span = None if best == 0 else _span(speakers[best - 1], pieces)
    return span, float(chances[best])
