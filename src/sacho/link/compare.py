"""Two accounts compared, value by value: what speaks for one happening and what against.

The list of `Compared` is the explanation that people see: each line shows both values as written.
Scores are sums of weights in bits; `weights.toml` says what each outcome weighs and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from sacho.link import outcomes
from sacho.link.profile import COUNTS, PARTIES, Profile, Told, profile
from sacho.link.weights import weights
from sacho.link.words import Rarity, likeness, script, shared
from sacho.model.incident import Compared, Join, Weight
from sacho.model.recorded import RecordedAccount

FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"shooting", "killing", "injury", "attack", "execution", "robbery"}),
    frozenset({"bombing", "attack", "killing", "injury", "destruction"}),
    frozenset({"assault", "torture", "injury", "killing", "attack", "robbery"}),
    frozenset({"detention", "abduction", "disappearance", "forced-return"}),
)  # fmt: skip
UNKNOWN = Rarity()
SHOWN = 6  # words shown of those that two accounts share


class Line(NamedTuple):
    """One field compared: the outcome, its weight in bits, both values as written, a note."""

    field: str
    outcome: str
    weight: float
    left: str
    right: str
    note: str


class Pair(NamedTuple):
    """Two accounts; `trust` is how far their words are believed, 0 where they share no alphabet."""

    a: Profile
    b: Profile
    trust: float

    def line(self, field: str, outcome: str, left: str, right: str, note: str) -> Line:
        """The outcome with its weight."""
        weight = weights().of(field, outcome, self.trust)
        return Line(field, outcome, weight, left, right, note)


def may_be_one(left: Profile, right: Profile) -> bool:
    """Whether two accounts can be of one happening at all.

    Kinds must fit. A total over several happenings contains another account, and is never
    joined with one of its parts.
    """
    return kin(left.kind, right.kind) and left.aggregate == right.aggregate


@lru_cache(maxsize=4096)
def kin(a: str, b: str) -> bool:
    """Whether two kinds can tell one happening."""
    return a == b or any(a in f and b in f for f in FAMILIES)


def compare(left: RecordedAccount, right: RecordedAccount, known: Rarity = UNKNOWN) -> Join:
    """All that can be compared between two accounts, and the sum of what it weighs."""
    a, b = profile(left, known), profile(right, known)
    return join(a, b, lines(a, b, known.trust))


def lines(a: Profile, b: Profile, trust: float) -> list[Line]:
    """Every field that both tell; `trust` is how far the rarity of words is believed, 0 to 1."""
    pair = Pair(a, b, trust if a.words.scripts & b.words.scripts else 0.0)
    return [line for test in TESTS for line in test(pair)]


def hopeless(a: Profile, b: Profile, trust: float, least: float) -> bool:
    """Whether what two accounts tell cannot weigh `least`, by what is soonest compared: most pairs
    that share a key are of two happenings, and need no more.
    """
    pair = Pair(a, b, trust if a.words.scripts & b.words.scripts else 0.0)
    so_far = sum(x.weight for test in (_kind, _period) for x in test(pair))
    rest = _at_most(pair)
    if so_far + rest + _most("words", pair.trust) + _most("names", pair.trust) < least:
        return True
    return so_far + rest + _words_weigh(pair) < least


def _at_most(pair: Pair) -> float:
    """The most that all but kind, period and words can weigh."""
    a, b = pair.a, pair.b
    fields = [f for f in a.counts if f in b.counts]
    fields += [f for f in a.parties if f in b.parties]
    if a.places and b.places:
        fields.append("place")
    if a.means and b.means:
        fields.append("means")
    if a.instruction and b.instruction:
        fields.append("instruction")
    return sum(_most(f, pair.trust) for f in fields)


@lru_cache(maxsize=4096)
def _most(field: str, trust: float) -> float:
    """The most that a field can weigh; a field that is not told weighs nothing."""
    told = weights().field[field].alone
    return max(0.0, *(weights().of(field, outcome, trust) for outcome in told))


def _words_weigh(pair: Pair) -> float:
    if pair.trust <= 0:
        return 0.0
    mine, other = pair.a.words, pair.b.words
    found = weights().of("words", outcomes.of_words(likeness(mine, other)), pair.trust)
    if mine.names and other.names:
        bits = sum([bits for n, bits in mine.names.items() if n in other.names])
        found += weights().of("names", outcomes.of_names(bits), pair.trust)
    return found


def join(a: Profile, b: Profile, found: Iterable[Line]) -> Join:
    """The lines as people see them."""
    listed = list(found)
    compared = tuple(Compared(x.field, x.left, x.right, _speaks(x.weight), x.note) for x in listed)
    return Join(a.id, b.id, compared, total(listed))


def total(found: Iterable[Line]) -> float:
    """What all lines weigh together, in bits."""
    return round(sum(line.weight for line in found), 3)


def _speaks(weight: float) -> Weight:
    return "for" if weight > 0.05 else "against" if weight < -0.05 else "neutral"


def _best(found: Iterable[Line]) -> list[Line]:
    """Of all pairs of values the pair that speaks most for one happening; the first of equals."""
    best = max(found, key=lambda x: x.weight, default=None)
    return [best] if best else []


def _mild(line: Line, denied: bool) -> Line:
    """A denied value tells which happening is denied; where it differs it says nothing."""
    return line._replace(weight=0.0) if denied and line.weight < 0 else line


def _kind(pair: Pair) -> list[Line]:
    a, b = pair.a, pair.b
    if a.kind == b.kind:
        found = [pair.line("kind", "same", a.kind, b.kind, "same kind of act")]
    else:
        found = [pair.line("kind", "family", a.kind, b.kind, "kinds that can tell one happening")]
    mine, other = a.account.account.stage, b.account.account.stage
    if mine != other:
        found.append(pair.line("stage", "other", mine, other, "one got further than the other"))
    return found


def _period(pair: Pair) -> list[Line]:
    a, b = pair.a, pair.b
    found: list[Line] = []
    for x in a.periods:
        for y in b.periods:
            outcome, note = outcomes.of_periods(x, y)
            line = pair.line("period", outcome, x.written, y.written, note)
            found.append(_mild(line, x.denied or y.denied))
    if found or a.published is None or b.published is None:
        return _best(found)
    outcome, note = outcomes.of_publication(a.published, b.published)
    mine, other = ((p.account.published or "")[:10] for p in (a, b))
    return [pair.line("published", outcome, mine, other, note)]


def _place(pair: Pair) -> list[Line]:
    found: list[Line] = []
    for x, mine in pair.a.places:
        for y, other in pair.b.places:
            outcome, note = outcomes.of_places(x, y)
            found.append(_told(pair, "place", mine, other, (outcome, note)))
    return _best(found)


def _told(pair: Pair, field: str, mine: Told, other: Told, outcome: outcomes.Outcome) -> Line:
    line = pair.line(field, outcome[0], mine.written, other.written, outcome[1])
    return _mild(line, mine.denied or other.denied)


def _counts(pair: Pair) -> list[Line]:
    best: list[Line] = []
    for field in COUNTS:
        if field in pair.a.counts and field in pair.b.counts:
            best += _best(
                _told(pair, field, mine, other, outcomes.of_counts(x, y))
                for x, mine in pair.a.counts[field]
                for y, other in pair.b.counts[field]
            )
    return best


def _parties(pair: Pair) -> list[Line]:
    best: list[Line] = []
    for field in PARTIES:
        if field in pair.a.parties and field in pair.b.parties:
            best += _best(_pairs_of(pair, field))
    return best


def _pairs_of(pair: Pair, field: str) -> Iterator[Line]:
    for x, mine in pair.a.parties[field]:
        for y, other in pair.b.parties[field]:
            yield _told(pair, field, mine, other, outcomes.of_parties(x, y))


def _means(pair: Pair) -> list[Line]:
    mine, other = pair.a.means, pair.b.means
    both = sorted(mine.keys() & other.keys())
    if not both:
        return []
    return [pair.line("means", "same", mine[both[0]], other[both[0]], "the same means")]


def _instruction(pair: Pair) -> list[Line]:
    mine, other = pair.a.instruction, pair.b.instruction
    if pair.a.kind != "order" or pair.b.kind != "order" or not mine or not other:
        return []
    if script(" ".join(mine)) != script(" ".join(other)):
        return []  # words of two alphabets are neither alike nor unlike
    alike = max(fuzz.token_set_ratio(x, y) for x in mine for y in other)
    outcome = "alike" if alike >= 80 else "partly" if alike >= 50 else "unlike"
    note = f"words alike to {alike:.0f} %"
    return [pair.line("instruction", outcome, mine[0], other[0], note)]


def _words(pair: Pair) -> list[Line]:
    """Words of one alphabet, in proportion to how well their rarity is known."""
    if pair.trust <= 0:
        return []
    mine, other = pair.a.words, pair.b.words
    alike = likeness(mine, other)
    both = ", ".join(shared(mine, other, SHOWN))
    note = f"words alike to {alike:.0%}"
    found = [pair.line("words", outcomes.of_words(alike), both, both, note)]
    if mine.names and other.names:
        named = {n: bits for n, bits in mine.names.items() if n in other.names}
        strongest = ", ".join(sorted(named, key=lambda n: (-named[n], n))[:SHOWN])
        outcome = outcomes.of_names(sum(named.values()))
        note = f"{len(named)} names and numbers in common"
        found.append(pair.line("names", outcome, strongest, strongest, note))
    return found


TESTS: tuple[Callable[[Pair], list[Line]], ...] = (
    _kind, _period, _place, _counts, _parties, _means, _instruction, _words,
)  # fmt: skip
