"""Trains the tagger: `train_tagger.py TAGGED` (JSON Lines from `teach.py`).

Prints the accuracy on the held-out sentences and writes `tagger.msgpack.gz`.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from sacho.read.languages.en.syntax import tags as tagging
from sacho.read.languages.en.syntax.retag import QUOTES
from sacho.read.languages.en.syntax.tags import Model, is_caseless, moving_features, still_features

OUT = Path(__file__).parents[2] / "src/sacho/read/languages/en/data/tagger.msgpack.gz"
EPOCHS = 5
SURE_FROM, SURE_SHARE = 20, 0.995
CAPITALS_SHARE = 0.2

Sentence = tuple[list[str], list[str]]


def label(taught: str) -> str:
    """Our tag for spaCy's pair: the Universal tag, with the form for verbs."""
    universal, penn = taught.split(".", 1)
    if universal in {"VERB", "AUX"}:
        return f"{universal}.{penn if penn[:2] in {'VB', 'MD'} else 'VB'}"
    return universal


def load(path: str) -> tuple[list[Sentence], list[Sentence]]:
    """Training and held-out sentences."""
    sides: tuple[list[Sentence], list[Sentence]] = ([], [])
    with Path(path).open(encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            kept = [i for i, w in enumerate(row["words"]) if w not in QUOTES]
            words = [row["words"][i] for i in kept]
            sides[row["held_out"]].append((words, [label(row["tags"][i]) for i in kept]))
    return sides


def with_capitals(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """The sentences, and some of them again in capitals."""
    again = [s for s in sentences if rng.random() < CAPITALS_SHARE]
    return [*sentences, *(([w.upper() for w in words], tags) for words, tags in again)]


def sure_words(sentences: list[Sentence], index: dict[str, int]) -> dict[str, int]:
    """Frequent words that practically always had one tag."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for words, tags in sentences:
        for word, tag in zip(words, tags, strict=True):
            counts[word.lower().replace("’", "'")][tag] += 1
    found: dict[str, int] = {}
    for word, seen in counts.items():
        tag, top = seen.most_common(1)[0]
        if sum(seen.values()) >= SURE_FROM and top / sum(seen.values()) >= SURE_SHARE:
            found[word] = index[tag]
    return found


class Learner:
    """Weights, and their sums over time by which they are averaged."""

    def __init__(self, tags: list[str]) -> None:
        self.tags = tags
        self.weights: dict[str, dict[int, float]] = {}
        self.sums: dict[str, dict[int, float]] = {}
        self.stamps: dict[str, dict[int, int]] = {}
        self.step = 0

    def guess(self, features: list[str]) -> int:
        """The tag with the most weight."""
        totals = [0.0] * len(self.tags)
        for feature in features:
            for index, weight in self.weights.get(feature, {}).items():
                totals[index] += weight
        return totals.index(max(totals))

    def learn(self, features: list[str], right: int, guess: int) -> None:
        """Moves weight from the guess to the right tag."""
        self.step += 1
        if right == guess:
            return
        for feature in features:
            for index, change in ((right, 1.0), (guess, -1.0)):
                row = self.weights.setdefault(feature, {})
                sums = self.sums.setdefault(feature, {})
                stamps = self.stamps.setdefault(feature, {})
                value = row.get(index, 0.0)
                sums[index] = sums.get(index, 0.0) + (self.step - stamps.get(index, 0)) * value
                stamps[index] = self.step
                row[index] = value + change

    def averaged(self, scale: float, floor: int) -> dict[str, dict[int, int]]:
        """Averages as whole numbers, the small ones left out."""
        found: dict[str, dict[int, int]] = {}
        for feature, row in self.weights.items():
            kept: dict[int, int] = {}
            for index, value in row.items():
                stamp = self.stamps[feature].get(index, 0)
                total = self.sums[feature].get(index, 0.0) + (self.step - stamp) * value
                whole = round(scale * total / self.step)
                if abs(whole) >= floor:
                    kept[index] = whole
            if kept:
                found[feature] = kept
        return found


def train(sentences: list[Sentence], tags: list[str], rng: random.Random) -> Learner:
    """Several passes in random order."""
    index = {tag: i for i, tag in enumerate(tags)}
    learner = Learner(tags)
    for _ in range(EPOCHS):
        rng.shuffle(sentences)
        for words, right in sentences:
            lows = [w.lower().replace("’", "'") for w in words]
            still = still_features(words, is_caseless(words))
            before = earlier = "^"
            for i, low in enumerate(lows):
                after = lows[i + 1] if i + 1 < len(lows) else "^"
                features = [*still[i], *moving_features(low, before, earlier, after)]
                guess = learner.guess(features)
                learner.learn(features, index[right[i]], guess)
                earlier, before = before, tags[guess]
    return learner


def accuracy(sentences: list[Sentence]) -> float:
    """Share of tokens tagged as the teacher did, with the shipped code."""
    right = total = 0
    for words, tags in sentences:
        guessed = tagging.tag_words(words)
        right += sum(a == b for a, b in zip(guessed, tags, strict=True))
        total += len(words)
    return right / total


def main(path: str) -> None:
    """Trains, writes and measures."""
    rng = random.Random(8)
    sentences, held_out = load(path)
    sure_from = list(sentences)
    tags = sorted({tag for _, listed in sentences for tag in listed})
    learner = train(with_capitals(sentences, rng), tags, rng)
    sure = sure_words(sure_from, {tag: i for i, tag in enumerate(tags)})
    shipped = Model(tags=tags, sure=sure, weights=learner.averaged(20, 3))
    OUT.write_bytes(gzip.compress(msgspec.msgpack.encode(shipped), mtime=0))
    print(len(shipped.weights), "features", OUT.stat().st_size, "bytes")
    print("held out", round(accuracy(held_out), 4))
    print("capitals", round(accuracy([([w.upper() for w in ws], ts) for ws, ts in held_out]), 4))


if __name__ == "__main__":
    main(sys.argv[1])
