"""The training corpus as examples: pieces of a report and what is to be said of each.

A claim's words mark their pieces for its field. Words of another right answer, and of optional
claims, are not held against the network: they are marked unknown (-1). The words of `kind` are the
account's act; every other claim links to it. A claim's innermost speaker is linked too, where the
text names one; where only the publisher speaks, the link is to nobody.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from evals.gold.notation import NotationError, span_of
from evals.gold.notation import record as noted
from evals.own_gold import head, records_in
from numpy.typing import NDArray

from sacho.model.span import Span
from sacho.read.context import Context
from sacho.read.languages import grammar_for
from sacho.read.reader import read_by_grammar
from sacho.read.tagger.hints import hints
from sacho.read.tagger.labels import FIELDS, KINDS, SPEAKER, STAGES, STANCES
from sacho.read.tagger.pieces import END, START, Piece, Pieces

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
UNKNOWN = -1
FOLDER = Path(__file__).parents[1] / "corpus"


class Tie(NamedTuple):
    """A claim's pieces `[first, last]`, its field and the acts and speaker it is tied to."""

    field: int
    first: int
    last: int
    acts: tuple[int, ...]  # first pieces of the acts
    speaker: int | None  # first piece of the innermost speaker; -1 the publisher; None not known


class Example(NamedTuple):
    """One report (or a window of it), ready for the network. Places include both end marks."""

    name: str
    language: str
    rows: Ints
    hinted: Floats  # [piece, hint]
    marks: Ints  # [piece, field]: 0 outside, 1 first, 2 further, -1 unknown
    kinds: Ints  # [piece], -1 where no act is
    stages: Ints
    stances: Ints
    part: Ints
    ties: tuple[Tie, ...]
    acts: tuple[tuple[int, int], ...]
    speakers: tuple[tuple[int, int], ...]


def records(language: str) -> list[dict[str, Any]]:
    """The training corpus and the open half of the own gold."""
    found: list[dict[str, Any]] = []
    for path in sorted((FOLDER / language).glob("*.reading")):
        try:
            text = path.with_suffix(".txt").read_text("utf-8")
            found.append({**noted(path.read_text("utf-8"), text), "id": path.stem, "text": text})
        except (NotationError, OSError) as error:
            print(f"left out: {path.name}:{error}")
    return found + records_in(language, "train")


def example(record: dict[str, Any], pieces: Pieces) -> Example:
    """A record as an example over the whole text."""
    cut = pieces.cut(record["text"])
    return _Maker(record, cut).made(np.pad(hints_of(record, cut), [(1, 1), (0, 0)]))


def hints_of(record: dict[str, Any], cut: list[Piece]) -> Floats:
    """What the grammar knows of a record's pieces."""
    grammar = grammar_for(record["head"]["language"])
    told, _, drafts, _ = read_by_grammar(record["text"], Context(head(record)), grammar)
    return hints(told, drafts, cut)


class _Maker:
    def __init__(self, record: dict[str, Any], cut: list[Piece]) -> None:
        self.record, self.cut, self.text = record, cut, record["text"]
        size = len(cut) + 2
        self.marks = np.zeros((size, len(FIELDS)), dtype=np.int64)
        self.kinds, self.stages, self.stances, self.part = (
            np.full(size, UNKNOWN, dtype=np.int64) for _ in range(4)
        )
        self.ties: dict[tuple[int, int, int], tuple[set[int], int | None]] = {}
        self.acts: set[tuple[int, int]] = set()
        self.voices: dict[str, tuple[int, int] | None] = {}

    def made(self, hinted: Floats) -> Example:
        for account in self.record["accounts"]:
            self._loose(account)
        for account in self.record["accounts"]:
            self._account(account)
        rows = np.array([START, *(p.row for p in self.cut), END], dtype=np.int64)
        ties = tuple(
            Tie(*key, tuple(sorted(acts)), speaker)
            for key, (acts, speaker) in sorted(self.ties.items())
        )
        return Example(
            self.record["id"], self.record["head"]["language"], rows, hinted, self.marks, self.kinds,
            self.stages, self.stances, self.part, ties, tuple(sorted(self.acts)),
            tuple(sorted({v for v in self.voices.values() if v})),
        )  # fmt: skip

    def _loose(self, account: dict[str, Any]) -> None:
        """Other right answers and optional claims are left open."""
        for claim in account["claims"]:
            for one in claim.get("or", []) + ([claim] if claim.get("optional") else []):
                if (place := self._pieces(span_of(self.text, one["words"]))) is not None:
                    self.marks[place[0] : place[1] + 1, FIELDS.index(one["field"])] = UNKNOWN

    def _account(self, account: dict[str, Any]) -> None:
        acts: set[int] = set()
        for claim in account["claims"]:
            place = self._pieces(span_of(self.text, claim["words"]))
            if place is None or claim["field"] != "kind":
                continue
            first, last = place
            self.acts.add(place)
            acts.add(first)
            self.kinds[first : last + 1] = KINDS.index(account["kind"])
            self.stages[first : last + 1] = STAGES.index(account["stage"])
        for claim in account["claims"]:
            self._claim(claim, acts)

    def _claim(self, claim: dict[str, Any], acts: set[int]) -> None:
        place = self._pieces(span_of(self.text, claim["words"]))
        if place is None:
            return
        first, last = place
        field = FIELDS.index(claim["field"])
        if not claim.get("optional"):
            self.marks[first : last + 1, field] = 2
            self.marks[first, field] = 1
        self.stances[first : last + 1] = STANCES.index(claim["stance"])
        self.part[first : last + 1] = int(claim["of"] is not None)
        known, _ = self.ties.get((field, first, last), (set[int](), None))
        self.ties[field, first, last] = known | acts, self._speaker(claim["speakers"])

    def _speaker(self, chain: list[str]) -> int | None:
        """The first piece of the innermost speaker; the speaker is marked on the way."""
        publisher = self.record["head"]["publisher"]
        named = [name for name in chain if name != publisher]
        places = [self._voice(name) for name in named]
        if not named:
            return -1
        return places[-1][0] if places[-1] is not None else None

    def _voice(self, name: str) -> tuple[int, int] | None:
        if name not in self.voices:
            at = self.text.find(name)
            place = None if at < 0 else self._pieces((at, at + len(name)))
            self.voices[name] = place
            if place is not None:
                column = FIELDS.index(SPEAKER)
                self.marks[place[0] : place[1] + 1, column] = 2
                self.marks[place[0], column] = 1
        return self.voices[name]

    def _pieces(self, span: Span) -> tuple[int, int] | None:
        """The pieces that the words touch, counted with the mark at the start."""
        inside = [i for i, p in enumerate(self.cut, 1) if p.start < span[1] and p.end > span[0]]
        return (inside[0], inside[-1]) if inside else None
