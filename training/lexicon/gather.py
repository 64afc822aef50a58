"""Tokenises the training sentences: `gather.py CORPORA OUT` (OUT is JSON Lines)."""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sacho.read.languages.en.syntax.tokens import paragraphs, sentence_ends, token_spans

csv.field_size_limit(10**8)
_JOINS = (
    (re.compile(r" ([,.;:!?%)\]”])"), r"\1"),
    (re.compile(r"([(\[“$]) "), r"\1"),
    (re.compile(r" ([’'])(?: )?(s|re|ve|ll|d|m|t)\b"), r"\1\2"),
)


def joined(text: str) -> str:
    """The sentence with its spaces before marks taken out."""
    for pattern, instead in _JOINS:
        text = pattern.sub(instead, text)
    return text


def causal_news(path: Path) -> Iterator[list[str]]:
    """Sentences of the Causal News Corpus, tokenised anew."""
    with gzip.open(path, "rt", encoding="utf-8-sig") as handle:
        for row in csv.DictReader(handle):
            text = joined(row["text"])
            for start, end in paragraphs(text, ()):
                spans = token_spans(text, start, end)
                first = 0
                for last in sentence_ends(text, spans):
                    yield [text[s:e] for s, e in spans[first:last]]
                    first = last


def ecb_plus(path: Path) -> Iterator[list[str]]:
    """Sentences of ECB+ in its own tokens."""
    marks = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            sentence: list[str] = []
            previous = None
            for word, number in zip(row["tokens"], row["sentence"], strict=True):
                if number != previous and sentence:
                    yield sentence
                    sentence = []
                previous = number
                sentence.append(marks.get(str(word)) or str(word))
            if sentence:
                yield sentence


def main(corpora: str, out: str) -> None:
    """Writes one object a sentence: its words and whether it is held out."""
    root = Path(corpora)
    sources = (
        (causal_news(root / "causal_news_corpus/v2_train_subtask1.csv.gz"), False),
        (ecb_plus(root / "ecbplus/train.jsonl.gz"), False),
        (causal_news(root / "causal_news_corpus/v2_dev_subtask1.csv.gz"), True),
        (ecb_plus(root / "ecbplus/dev.jsonl.gz"), True),
    )
    with Path(out).open("w", encoding="utf-8") as handle:
        for sentences, held_out in sources:
            for words in sentences:
                if 2 < len(words) < 120:
                    handle.write(json.dumps({"words": words, "held_out": held_out}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
