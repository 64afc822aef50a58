"""Who copied whom: reports that are one telling form one origin.

Two reports are one telling when their texts are equal but for white space, or when most of the
shorter one's word sequences stand in the longer. Corroboration counts origins, never reports.
Not found here: translations, and retellings in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from sacho.model.incident import Origin

SHINGLE = 3  # words; short enough that an edited sentence still shares most of its neighbours
PERMUTATIONS = 128
CANDIDATE = 0.3  # estimated resemblance above which two texts are compared word for word
CONTAINED = 0.6  # share of the shorter text's shingles that must stand in the longer
SEED = 42
_WORD = re.compile(r"\w+")


class Telling(msgspec.Struct, frozen=True):
    """A report's words as origins look at them; `order` says which came in first."""

    report: str
    text: str
    order: tuple[int, int]


def origins(tellings: Iterable[Telling], same: Iterable[tuple[str, str]] = ()) -> list[Origin]:
    """Group reports into origins; `same` are pairs that a person declared one telling.

    An origin's id is that of its first report, so that a later copy never renames it.
    """
    ordered = sorted(tellings, key=lambda t: (t.order, t.report))
    parent = {t.report: t.report for t in ordered}
    why: dict[str, str] = {}
    shingles = {t.report: _shingles(t.text) for t in ordered}
    for left, right in same:
        if left in parent and right in parent and _union(parent, left, right):
            why.setdefault(right, f"decision: one telling with {left}")
    for left, right in _candidates(ordered, shingles):
        share = containment(shingles[left], shingles[right])
        if share >= CONTAINED and _union(parent, left, right):
            why.setdefault(right, f"{share:.0%} of the shorter text stands in the other ({left})")
    return _grouped(ordered, parent, why)


def containment(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the smaller set that stands in the larger; 0 where either is empty."""
    smaller, larger = (left, right) if len(left) <= len(right) else (right, left)
    return len(smaller & larger) / len(smaller) if smaller else 0.0


def _shingles(text: str) -> frozenset[str]:
    found = _WORD.findall(text.casefold())
    if len(found) < SHINGLE:
        return frozenset({" ".join(found)}) if found else frozenset()
    return frozenset(" ".join(t) for t in zip(found, found[1:], found[2:], strict=False))


def _candidates(
    ordered: list[Telling], shingles: dict[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """Pairs (earlier, later) whose resemblance is worth a look. A short text inside a long one
    resembles it little, so texts that share a whole run of words are paired as well.
    """
    lsh = RMinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS, num_bands=32)
    runs: dict[str, str] = {}
    for number, telling in enumerate(ordered):
        shingled = shingles[telling.report]
        if not shingled:
            continue
        near: set[str] = set()
        minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        minhash.update(list(shingled))
        near |= {ordered[i].report for i in lsh.query(minhash)}
        lsh.insert(number, minhash)
        for run in _runs(telling.text):
            if run in runs:
                near.add(runs[run])
            else:
                runs[run] = telling.report
        for other in sorted(near):
            yield other, telling.report


def _runs(text: str) -> Iterator[str]:
    """The sentences long enough not to be shared by chance."""
    for sentence in re.split(r"(?<=[.!?。])\s+|\n+", text):
        found = _WORD.findall(sentence.casefold())
        if len(found) >= 8:
            yield " ".join(found)


def _find(parent: dict[str, str], report: str) -> str:
    while parent[report] != report:
        parent[report] = parent[parent[report]]
        report = parent[report]
    return report


def _union(parent: dict[str, str], left: str, right: str) -> bool:
    a, b = _find(parent, left), _find(parent, right)
    if a == b:
        return False
    parent[b] = a
    return True


def _grouped(ordered: list[Telling], parent: dict[str, str], why: dict[str, str]) -> list[Origin]:
    groups: dict[str, list[str]] = {}
    for telling in ordered:
        groups.setdefault(_find(parent, telling.report), []).append(telling.report)
    return [
        Origin(reports[0], tuple(reports), tuple(why.get(r, "copy of a copy") for r in reports[1:]))
        for reports in groups.values()
    ]
