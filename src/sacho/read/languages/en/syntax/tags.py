"""The tag of each token: an averaged perceptron, left to right, over the lexicon's readings.

Upper-case wire copy and headlines in capitals are tagged without regard to case.
`training/lexicon` has the programs that made the weights.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache

import msgspec

from sacho.read.languages.en.syntax.lexicon import readings
from sacho.read.languages.en.tables import FOLDER

DATA = FOLDER
_EDGE = "^"
_SMALL_WORDS = 4

Weights = dict[str, dict[int, int]]


class Model(msgspec.Struct, frozen=True):
    """`sure` are words that have one tag wherever they stand; `weights` by feature, by tag."""

    tags: list[str]
    sure: dict[str, int]
    weights: Weights


@cache
def model() -> Model:
    """The shipped weights, read once."""
    with gzip.open(DATA / "tagger.msgpack.gz", "rb") as handle:
        return msgspec.msgpack.decode(handle.read(), type=Model)


@cache
def reading_class(word: str) -> str:
    """The codes of the lexicon for a form, or for its last part if it is a compound."""
    codes = "".join(readings(word))
    if not codes and "-" in word:
        codes = "-" + "".join(readings(word.rsplit("-", 1)[1]))
    return codes or ("0" if any(c.isdigit() for c in word) else "?")


def is_caseless(words: Sequence[str]) -> bool:
    """Whether capitals tell nothing here: all in capitals, or a headline with every word so."""
    long = [w for w in words if len(w) > _SMALL_WORDS and w[0].isalpha()]
    if sum(w[0].isalpha() for w in words) < 3:
        return all(w.isupper() for w in words if w[0].isalpha())
    if not long:
        return False
    if sum(w.isupper() for w in long) > 0.6 * len(long):
        return True
    small = [w for w in words if w.islower() and len(w) > 3]
    return len(long) >= 3 and len(small) <= len(words) // 12 and words[-1] != "."


def shape(word: str, first: bool, caseless: bool) -> str:
    """A coarse picture of how the word is written."""
    start = word[0]
    if start.isdigit():
        return "d" if word.isdigit() else "dx"
    if not start.isalpha():
        return "."
    if caseless:
        return "c"
    kind = "x" if start.islower() else ("X" if word.isupper() and len(word) > 1 else "Xx")
    return ("^" if first else "") + kind + ("-" if "-" in word else "")


def still_features(words: Sequence[str], caseless: bool) -> list[list[str]]:
    """For each word the features that do not depend on the tags before it."""
    lows = [_EDGE, _EDGE, *(w.lower().replace("’", "'") for w in words), _EDGE, _EDGE]
    classes = [reading_class(low) for low in lows]
    opened = [True, *(word == ":" for word in words[:-1])]
    shapes = [_EDGE, _EDGE, *(shape(w, o, caseless) for w, o in zip(words, opened, strict=False))]
    shapes += [_EDGE, _EDGE]
    found: list[list[str]] = []
    for i in range(2, len(words) + 2):
        low, kind, look = lows[i], classes[i], shapes[i]
        found.append(
            [
                f"w{low}", f"3{low[-3:]}", f"2{low[-2:]}{look}", f"s{look}{kind}", f"c{kind}",
                f"p{lows[i - 1]}", f"n{lows[i + 1]}", f"P{lows[i - 2]}", f"N{lows[i + 2]}",
                f"a{classes[i + 1]}{kind}", f"b{shapes[i + 1]}{look}", f"d{lows[i + 1][-3:]}{kind}",
                f"e{kind} {lows[i + 1]}", f"f{kind} {lows[i - 1]}", f"g{shapes[i - 1]}{look}",
                f"h{classes[i + 1]} {classes[i + 2]}",
            ]
        )  # fmt: skip
    return found


def moving_features(word: str, before: str, earlier: str, after: str) -> tuple[str, ...]:
    """The features that take in the two tags before."""
    kind = reading_class(word)
    return (
        f"t{before}", f"T{earlier} {before}", f"u{before} {word}", f"v{before} {kind}",
        f"x{before} {kind} {reading_class(after)}", f"y{earlier} {before} {kind}",
    )  # fmt: skip


def tag_words(words: Sequence[str]) -> list[str]:
    """The tag of each word of one sentence: a Universal tag, for verbs followed by `.` and form."""
    if not words:
        return []
    known = model()
    names, sure, weights = known.tags, known.sure, known.weights
    caseless = is_caseless(words)
    lows = [w.lower().replace("’", "'") for w in words]
    still = still_features(words, caseless)
    before = earlier = _EDGE
    tags: list[str] = []
    nothing: dict[int, int] = {}
    for i, low in enumerate(lows):
        certain = sure.get(low)
        if certain is not None:
            tag = names[certain]
        else:
            totals = [0] * len(names)
            after = lows[i + 1] if i + 1 < len(lows) else _EDGE
            for feature in (*still[i], *moving_features(low, before, earlier, after)):
                for index, weight in weights.get(feature, nothing).items():
                    totals[index] += weight
            tag = names[totals.index(max(totals))]
        earlier, before = before, tag
        tags.append(tag)
    return tags
