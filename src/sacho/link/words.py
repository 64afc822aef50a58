"""The words that tell an account, and how rare they are among the reports of a project.

A word counts by its rarity, as in a search engine: a street, a surname, an age in numerals says
more than `police`. Rarity is counted over reports, and a table of everyday words stands in for
the reports that a small project does not have.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern

import msgspec

from sacho.model.account import Account
from sacho.model.recorded import RecordedAccount
from sacho.model.span import Spans
from sacho.model.vocabulary import harm

_WORD = re.compile(r"\w+")
_HANGUL = re.compile(r"[가-힣]")


class Prior(msgspec.Struct, frozen=True):
    """Words that are in many reports anywhere, by the share of reports they are taken to be in.

    `reports` is how many reports the table weighs as, so that a large project overrules it.
    """

    reports: int
    shares: dict[str, float]


@cache
def prior() -> Prior:
    """The table of everyday words, `everyday.toml`, read once."""
    raw = tomllib.loads(files("sacho.link").joinpath("everyday.toml").read_text(encoding="utf-8"))
    shares = {word: float(row["share"]) for row in raw["words"] for word in str(row["of"]).split()}
    return Prior(int(raw["reports"]), shares)


def told_in(text: str, accounts: Sequence[Account], furniture: Spans = ()) -> list[str]:
    """The words that tell each account: from each of its sentences to the next that tells another.

    What comes before the first sentence that tells anything belongs to the account told first. An
    arrest, inquiry or reaction is told of the harm before it, so its sentences tell both.
    Furniture is no telling and is left out.
    """
    starts: dict[int, list[int]] = {}
    for number, account in enumerate(accounts):
        firsts = {e[0] for c in account.claims for e in c.evidence} or {account.trigger[0]}
        for start in firsts:
            starts.setdefault(start, []).append(number)
    cuts = sorted(starts)
    told: list[list[str]] = [[] for _ in accounts]
    before: list[int] = []
    for at, start in enumerate(cuts):
        begin = 0 if at == 0 else start
        end = cuts[at + 1] if at + 1 < len(cuts) else len(text)
        piece = without(text, begin, end, furniture)
        here = starts[start]
        harms = [n for n in here if _is_deed(accounts[n].kind)]
        for number in here if harms else sorted({*here, *before}):
            told[number].append(piece)
        before = harms or before
    return ["".join(pieces) for pieces in told]


def _is_deed(kind: str) -> bool:
    return kind != "detention" and harm(kind)


def without(text: str, begin: int, end: int, furniture: Spans) -> str:
    """The text from `begin` to `end`, less its furniture."""
    kept: list[str] = []
    at = begin
    for start, stop in sorted(furniture):
        if stop <= at or start >= end:
            continue
        kept.append(text[at : max(at, start)])
        at = max(at, stop)
    kept.append(text[at:end] if at < end else "")
    return "".join(kept)


@lru_cache(maxsize=64)
def folded(text: str) -> tuple[str, ...]:
    """Words as they are compared: case folded; Korean by pairs of syllables, for its endings.

    The last ones are remembered: the accounts of a report share its words.
    """
    found: list[str] = []
    for word in _WORD.findall(text):
        if _HANGUL.search(word):
            found += [intern(word[i : i + 2]) for i in range(len(word) - 1)] or [intern(word)]
        else:
            found.append(intern(word.casefold()))
    return tuple(found)


MANY = 200_000  # words of which it is remembered how rare they are


class Rarity(msgspec.Struct, frozen=True):
    """In how many of `reports` reports each word stands."""

    reports: int = 0
    seen: dict[str, int] = {}
    told: dict[str, float] = {}
    """What `bits` said before, emptied when it grows."""

    def bits(self, word: str) -> float:
        """How much one word tells, in bits: the fewer reports hold it, the more. Never below 0."""
        known = self.told.get(word)
        if known is not None:
            return known
        table = prior()
        expected = table.reports * table.shares.get(word, 0.0)
        found = math.log2(
            (self.reports + table.reports + 1) / (self.seen.get(word, 0) + expected + 1)
        )
        if len(self.told) > MANY:
            self.told.clear()
        self.told[word] = found
        return found

    @property
    def trust(self) -> float:
        """From 0 to 1: of few reports it is not known which words are rare."""
        return self.reports / (self.reports + FEW)


AROUND = 0.5  # of its own words' weight goes to the other words of an account's report
FEW = 100  # reports after which half of what rarity says is believed


STEP = 1.1  # rarity is counted anew whenever a project has grown by so much
SMALL = 1000  # reports up to which it may grow by more, since everything is soon linked again
SMALL_STEP = 1.2
EVERY = 50  # reports up to which it is counted anew with every report


def counted(reports: int) -> int:
    """Of how many reports, the first ones, rarity is counted in a project of so many.

    Between steps it stands still, so that one more report moves no earlier comparison.
    """
    step = EVERY
    while step < reports and (following := _following(step)) <= reports:
        step = following
    return min(reports, step)


def _following(step: int) -> int:
    if step < SMALL:
        return min(SMALL, max(step + 1, int(step * SMALL_STEP)))
    return max(step + 1, int(step * STEP))


def rarity(accounts: Iterable[RecordedAccount]) -> Rarity:
    """Count in how many of the first reports each word stands; a word counts once a report."""
    listed = sorted(accounts, key=lambda a: (a.order, a.account.id))
    held: dict[str, set[str]] = {}
    first = set(list(dict.fromkeys(a.report for a in listed))[: counted_of(listed)])
    for account in listed:
        if account.report in first:
            held.setdefault(account.report, set()).update(folded(account.around or account.told))
    return Rarity(len(held), dict(Counter(word for words in held.values() for word in words)))


def counted_of(accounts: Iterable[RecordedAccount]) -> int:
    """As `counted`, of the reports of these accounts."""
    return counted(len({a.report for a in accounts}))


class Words(msgspec.Struct, frozen=True):
    """The words of one account as they are compared.

    `vector` has length 1: the weight of each word by its rarity and how often it is told.
    `names` are capitalised words inside a sentence, or Korean words, with their bits.
    `scripts` says which alphabets are used: words of two alphabets are not compared.
    """

    vector: dict[str, float]
    names: dict[str, float]
    scripts: frozenset[str]


def words(told: str, known: Rarity, around: str = "") -> Words:
    """The words of an account, weighed: its own, and at `AROUND` of their weight its report's."""
    own, rest = Counter(folded(told)), Counter(folded(around))
    weighed = {
        word: (_often(own[word]) + AROUND * _often(rest[word] - own[word])) * known.bits(word)
        for word in own | rest
    }
    length = math.sqrt(sum(x * x for x in weighed.values())) or 1.0
    text = around or told
    return Words(
        {w: x / length for w, x in weighed.items()},
        {name: known.bits(name) for name in names(text)},
        frozenset({script(text)} if text.strip() else ()),
    )


def script(text: str) -> str:
    """The alphabet that the text is written in; a foreign name or two does not change it."""
    if text.isascii():
        return "latin"
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    return "hangul" if hangul * 4 > latin else "latin"


def _often(times: int) -> float:
    return 1 + math.log(times) if times > 0 else 0.0


_LATIN = re.compile(r"[A-Za-z]{3}")
_NAME = re.compile(
    r"(?<=[a-z,;’'\"”\d] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|\b\d{3,}\b|\b\d\d(?=[- ]year)"
)


def names(text: str) -> set[str]:
    """Words that stand for one thing: capitalised inside a sentence, ages, house numbers."""
    shares = prior().shares
    found = {w for run in _NAME.findall(text) for w in _WORD.findall(run.casefold())}
    return {w for w in found if len(w) > 1 and w not in shares}


def likeness(left: Words, right: Words) -> float:
    """Cosine of two accounts' words, from 0 to 1."""
    a, b = left.vector, right.vector
    if len(a) > len(b):
        a, b = b, a
    return sum([x * b[w] for w, x in a.items() if w in b])


def shared(left: Words, right: Words, most: int = 6) -> list[str]:
    """The words that speak most for one happening, strongest first."""
    both = {w: x * right.vector[w] for w, x in left.vector.items() if w in right.vector}
    return sorted(both, key=lambda w: (-both[w], w))[:most]
