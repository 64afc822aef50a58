"""Which tellings of one text are of one happening.

Most reports tell one happening many times over, so a telling joins the nearest earlier one that it
can belong to, unless something speaks against it: days apart, other places, another number from the
same mouth, words such as "another". What this does not do: it never looks beyond the one text, and
it never joins a sum over several happenings with one of them.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sacho.model.account import FoundValue
from sacho.model.values import Count, Period, Place, exclude
from sacho.read.analysis import Telling

OUTCOMES = ("killing", "injury")
# A telling of the left kind can be of a happening of the right kinds: the outcome of an act, or a
# looser word for it.
LOOSER: dict[str, tuple[str, ...]] = {
    "injury": (
        "killing", "shooting", "bombing", "attack", "assault", "arson", "torture", "execution",
    ),
    "killing": ("injury", "shooting", "bombing", "attack", "assault", "arson", "execution"),
    "attack": ("shooting", "bombing", "arson", "assault"),
}  # fmt: skip
AUTHORITY = ("order", "reward", "punishment", "investigation", "issue-of-arms")
RESPONSE = ("denial", "reaction", "protest")


class Placed(msgspec.Struct, frozen=True):
    """A telling with the periods and places that its own sentence gives it."""

    telling: Telling
    paragraph: int
    periods: tuple[FoundValue, ...] = ()
    places: tuple[FoundValue, ...] = ()
    counts: tuple[tuple[str, Count], ...] = ()  # whole counts by field, with the speaker below
    speaker: str = ""
    parties: tuple[tuple[str, str], ...] = ()  # (field, words)


class Happening(msgspec.Struct):
    """Tellings joined so far; `kind` is the most telling word among them."""

    kind: str
    told: list[Placed]

    @property
    def last(self) -> Placed:
        """The telling told last."""
        return self.told[-1]


def join(tellings: list[Placed]) -> list[Happening]:
    """Group tellings into happenings, in the order in which they are first told."""
    happenings: list[Happening] = []
    for placed in tellings:
        scored = [(_affinity(h, placed), -i, h) for i, h in enumerate(reversed(happenings))]
        best = max(scored, key=lambda s: (s[0], s[1]), default=None)
        if best is not None and best[0] > 0:
            happening = best[2]
            happening.told.append(placed)
            happening.kind = _stronger(happening.kind, placed.telling.kind)
        else:
            happenings.append(Happening(placed.telling.kind, [placed]))
    return happenings


def _affinity(happening: Happening, placed: Placed) -> float:
    telling = placed.telling
    if not _kinds_fit(happening.kind, telling.kind):
        return -1
    if telling.kind in AUTHORITY or telling.kind in RESPONSE:
        return _affinity_of_answer(happening, placed)
    if not _sums_fit(happening, placed):
        return -1
    if telling.fresh and telling.sentence != happening.last.telling.sentence:
        return -1
    if not _stages_fit(happening, telling):
        return -1
    total = 1.0 + (1.0 if telling.back else 0.0)
    total += 0.5 if telling.kind == happening.kind else 0.0
    total += sum(test(happening, placed) for test in EVIDENCE)
    return total


def _sums_fit(happening: Happening, placed: Placed) -> bool:
    """A sum over several happenings takes another telling of the whole, never one of its parts:
    words that give a day, a town or a number of their own tell of a part.
    """
    summed = any(p.telling.aggregate for p in happening.told)
    if summed == placed.telling.aggregate:
        return True
    single = placed if summed else happening.told[0]
    whole = happening.told if summed else [placed]
    periods = [f.value for p in whole for f in p.periods]
    own_period = any(f.value not in periods for f in single.periods)
    own_place = any(
        isinstance(f.value, Place) and f.value.level in ("point", "settlement", "admin2")
        for f in single.places
    )
    return not (own_period or own_place or single.counts)


def _affinity_of_answer(happening: Happening, placed: Placed) -> float:
    """Orders, rewards, inquiries and reactions are many and alike: join them only when close."""
    telling, last = placed.telling, happening.last
    if telling.kind != happening.kind or telling.stage != last.telling.stage:
        return -1
    if telling.kind in ("reaction", "denial"):
        near = telling.sentence - last.telling.sentence <= 4
        return 1 if near and placed.speaker in (last.speaker, "") else -1
    if placed.paragraph != last.paragraph:
        return -1
    mine = {w.casefold() for p in happening.told for f, w in p.parties if f == "issuer"}
    other = {w.casefold() for f, w in placed.parties if f == "issuer"}
    return 1 if not other or mine & other else -1


def _kinds_fit(kind: str, other: str) -> bool:
    return kind == other or kind in LOOSER.get(other, ()) or other in LOOSER.get(kind, ())


def _stages_fit(happening: Happening, telling: Telling) -> bool:
    stages = {p.telling.stage for p in happening.told}
    if telling.stage in stages:
        return True
    return telling.back and telling.stage == "accomplished"


def _stronger(kind: str, other: str) -> str:
    """The act over its outcome, the special act over the general one."""
    rank = {"injury": 0, "killing": 1, "attack": 2}
    return other if rank.get(other, 3) > rank.get(kind, 3) else kind


def _periods_apart(happening: Happening, placed: Placed) -> float:
    mine = [f.value for p in happening.told for f in p.periods if isinstance(f.value, Period)]
    other = [f.value for f in placed.periods if isinstance(f.value, Period)]
    if not mine or not other:
        return 0
    return 0.5 if any(_touch(a, b) for a in mine for b in other) else -3


def periods_meet(left: Placed, right: Placed) -> bool:
    """Whether two tellings can be of one time: their periods touch, or one tells none."""
    mine = [f.value for f in left.periods if isinstance(f.value, Period)]
    other = [f.value for f in right.periods if isinstance(f.value, Period)]
    return not mine or not other or any(_touch(a, b) for a in mine for b in other)


def _touch(a: Period, b: Period) -> bool:
    if a.earliest and b.latest and a.earliest[:10] > b.latest[:10]:
        return False
    return not (b.earliest and a.latest and b.earliest[:10] > a.latest[:10])


def _places_apart(happening: Happening, placed: Placed) -> float:
    mine = [v for p in happening.told for v in _located(p)]
    other = _located(placed)
    if not mine or not other:
        return 0
    if any(_same_place(a, b) for a in mine for b in other):
        return 0.3
    return 0 if placed.telling.back else -1.6


def _located(placed: Placed) -> list[Place]:
    """ "The mill" and "the ford" may be one spot: only what is on the map can lie apart."""
    found = [f.value for f in placed.places if isinstance(f.value, Place)]
    return [p for p in found if p.latitude is not None or p.level != "point"]


def _same_place(a: Place, b: Place) -> bool:
    """Equal, or one may hold the other: levels differ and nothing says that they lie apart."""
    if a.name == b.name:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if a.level != b.level:
        return not (a.admin1 and b.admin1 and a.admin1 != b.admin1)
    return False


def _counts_apart(happening: Happening, placed: Placed) -> float:
    """Another number for the same harm from the same speaker is more likely another happening."""
    against = 0.0
    for field, count in placed.counts:
        for earlier in happening.told:
            for field2, count2 in earlier.counts:
                if field == field2 and earlier.speaker == placed.speaker:
                    against += -0.7 if exclude(count, count2) else 0.0
    return max(against, -1.4)


def _doers_apart(happening: Happening, placed: Placed) -> float:
    """Two reported perpetrators that share no word speak against one happening, but weakly: "the
    patrol" may be "soldiers" in the next sentence.
    """
    mine = {w for p in happening.told for w in _doers(p)}
    other = _doers(placed)
    return -0.6 if mine and other and mine.isdisjoint(other) else 0.0


def _doers(placed: Placed) -> set[str]:
    named = [w for field, w in placed.parties if field == "perpetrator"]
    return {word for words in named for word in words.casefold().split()} - {"the", "a", "of"}


def _distance(happening: Happening, placed: Placed) -> float:
    return -0.01 * min(30, placed.telling.sentence - happening.last.telling.sentence)


EVIDENCE: tuple[Callable[[Happening, Placed], float], ...] = (
    _periods_apart, _places_apart, _counts_apart, _doers_apart, _distance,
)  # fmt: skip
