"""Who copied whom: reports that are one telling form one origin. Origins are counted, not reports.

Reports are gone through in the order in which they came in, and each is compared with the earlier
ones that share passages, or figures and places, with it: so a report that comes in later changes
nothing of what was found before but for joining origins. Retellings in other words are not joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from sacho.link.retelling import (
    copied,
    corrected,
    elsewhere,
    may_retell,
    taken_from,
    translated,
)
from sacho.link.shingles import Hashes, shingles, sketch
from sacho.link.traces import Telling, Trace, keys, own_keys, trace
from sacho.model.incident import Origin

__all__ = [
    "Earlier",
    "Found",
    "Pair",
    "Telling",
    "found_by",
    "grouped",
    "near",
    "origins",
    "traced",
]

CROWD = 64  # reports that share a passage or a figure, beyond which it is passed over
MOST = 24  # earlier reports compared with one, those that share most first
PASSED = 3  # passages of the sketch that two reports may share by chance
ALIKE = 2  # figures or places that two reports must share to be compared


PASSAGES, FIGURES = 1, 2
"""The two kinds of keys."""


class Found(Protocol):
    """A report with all by which it is compared."""

    @property
    def trace(self) -> Trace:
        """Its figures, places, publisher and what it cites."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def hashes(self) -> Hashes:
        """Its runs of words."""
        ...


class Earlier(Protocol):
    """The reports that came in before, asked by what they share."""

    def sharing(self, passages: Sequence[int], figures: Sequence[int]) -> list[Counter[str]]:
        """How many passages and how many figures each shares; crowded ones are passed over."""
        ...

    def traces(self, reports: Sequence[str]) -> dict[str, Trace]:
        """The traces of those named."""
        ...

    def get(self, reports: Sequence[str]) -> Mapping[str, Found]:
        """Those named, with their words."""
        ...


class Kept:
    """A report in memory."""

    def __init__(self, told: Telling) -> None:
        self.trace = trace(told)
        self.text = told.text
        self.hashes = shingles(told.text)


class Index:
    """Earlier reports in memory."""

    def __init__(self) -> None:
        self.reports: dict[str, Kept] = {}
        self.passages: dict[int, list[str]] = defaultdict(list)
        self.figures: dict[int, list[str]] = defaultdict(list)

    def add(self, one: Kept) -> None:
        """Make one more report findable."""
        self.reports[one.trace.report] = one
        for kind, found in found_by(one):
            table = self.passages if kind == PASSAGES else self.figures
            for key in found:
                holders = table[key]
                if len(holders) <= CROWD:
                    holders.append(one.trace.report)

    def sharing(self, passages: Sequence[int], figures: Sequence[int]) -> list[Counter[str]]:
        """See `Earlier`. A crowded passage still leads to the first that held it."""
        found: list[Counter[str]] = []
        for table, asked in ((self.passages, passages), (self.figures, figures)):
            met: Counter[str] = Counter()
            for key in asked:
                holders = table.get(key)
                if holders:
                    met.update(passed(holders, first=table is self.passages))
            found.append(met)
        return found

    def traces(self, reports: Sequence[str]) -> dict[str, Trace]:
        """See `Earlier`."""
        return {r: self.reports[r].trace for r in reports}

    def get(self, reports: Sequence[str]) -> Mapping[str, Found]:
        """See `Earlier`."""
        return {r: self.reports[r] for r in reports}


def found_by(one: Found) -> list[tuple[int, list[int]]]:
    """The keys under which a report is found, by kind."""
    return [(PASSAGES, sketch(one.hashes)), (FIGURES, list(dict.fromkeys(keys(one.trace))))]


Pair = tuple[str, str, str]
"""The earlier report, the later, and why they are one telling."""


class Traced(NamedTuple):
    """Origins, and what they rest on."""

    origins: list[Origin]
    kept: Index
    pairs: list[Pair]


Holder = TypeVar("Holder")


def passed(holders: list[Holder], *, first: bool) -> list[Holder]:
    """The holders of a key in order; of a crowded one the first, or none."""
    return holders if len(holders) <= CROWD else holders[:1] if first else []


def origins(
    tellings: Iterable[Telling],
    same: Iterable[tuple[str, str]] = (),
    each: Callable[[Callable[[Telling], Kept], list[Telling]], Iterable[Kept]] = map,
) -> list[Origin]:
    """Group reports into origins; `same` are pairs that a person declared one telling.

    An origin's id is that of its first report, so that a later copy never renames it. `each` makes
    the reports ready: the `imap` of a pool of processes does so on several cores.
    """
    return traced(tellings, same, each).origins


def traced(
    tellings: Iterable[Telling],
    same: Iterable[tuple[str, str]] = (),
    each: Callable[[Callable[[Telling], Kept], list[Telling]], Iterable[Kept]] = map,
) -> Traced:
    """As `origins`, with all that a later report is compared with."""
    ordered = sorted(tellings, key=lambda t: (t.order, t.report))
    index = Index()
    pairs: list[Pair] = []
    for one in each(Kept, ordered):
        pairs += [(other, one.trace.report, why) for other, why in near(one, index)]
        index.add(one)
    return Traced(grouped([t.report for t in ordered], pairs, same), index, pairs)


def near(one: Found, earlier: Earlier) -> Iterator[tuple[str, str]]:
    """Earlier reports that are one telling with this one, each with the reason.

    Most reports share a phrase with some other: only those that share several are looked at.
    """
    own = sketch(one.hashes)
    passages, figures = earlier.sharing(own, keys(one.trace, asked=True))
    least = min(PASSED, len(own) // 4)
    copies = _likeliest(Counter({r: n for r, n in passages.items() if n > least}))
    told = _likeliest(Counter({r: n for r, n in figures.items() if n >= ALIKE}))
    traces = earlier.traces([r for r in told if r not in copies])
    retold = [r for r, t in traces.items() if may_retell(one.trace, t)]
    found = earlier.get([*copies, *retold])
    mended = _corrected(one, earlier) if one.trace.corrects else ""
    for report in (*copies, *retold):
        why = one_telling(one, found[report])
        if why:
            yield report, why
            mended = "" if report == mended else mended
    if mended:
        yield mended, "a correction by the outlet of the other"


def _corrected(one: Found, earlier: Earlier) -> str:
    _, own = earlier.sharing((), own_keys(one.trace))
    found = earlier.get(_likeliest(own))
    return corrected((one.trace, one.text), [(f.trace, f.text) for f in found.values()])


def one_telling(later: Found, earlier: Found) -> str:
    """The reason why two reports are one telling; "" where they are two."""
    return (
        ("" if elsewhere(later.trace, earlier.trace) else copied(later.hashes, earlier.hashes))
        or taken_from(later.trace, earlier.trace)
        or translated((later.trace, later.text), (earlier.trace, earlier.text))
    )


def _likeliest(met: Counter[str]) -> list[str]:
    return sorted(met, key=lambda r: (-met[r], r))[:MOST]


def grouped(
    ordered: Sequence[str],
    pairs: Iterable[Pair],
    same: Iterable[tuple[str, str]] = (),
) -> list[Origin]:
    """The reports, in the order in which they came in, as origins; pairs are (earlier, later, why)."""
    parent = {report: report for report in ordered}
    place = {report: n for n, report in enumerate(ordered)}
    why: dict[str, str] = {}
    decided = [(a, b, f"decision: one telling with {a}") for a, b in same]
    found = [(a, b, f"{told} ({a})") for a, b, told in pairs]
    for left, right, reason in (*decided, *found):
        if left in parent and right in parent and _union(parent, place, left, right):
            why.setdefault(max(left, right, key=place.__getitem__), reason)
    groups: dict[str, list[str]] = {}
    for report in ordered:
        groups.setdefault(_find(parent, report), []).append(report)
    return [
        Origin(reports[0], tuple(reports), tuple(why.get(r, "copy of a copy") for r in reports[1:]))
        for reports in groups.values()
    ]


def _find(parent: dict[str, str], report: str) -> str:
    while parent[report] != report:
        parent[report] = parent[parent[report]]
        report = parent[report]
    return report


def _union(parent: dict[str, str], place: dict[str, int], left: str, right: str) -> bool:
    a, b = sorted((_find(parent, left), _find(parent, right)), key=place.__getitem__)
    if a == b:
        return False
    parent[b] = a
    return True
