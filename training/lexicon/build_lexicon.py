"""Builds `lexicon.tsv.gz` from lemminflect's look-up tables. One word form a line.

A line is the form, then its readings: a code, and after `=` the lemma where it is another word.
Codes: N S noun (plural S); B D P G Z verb (base, past, past participle, -ing, -s); J C T adjective
(comparative C, superlative T); R adverb.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import lemminflect

TABLES = Path(lemminflect.__file__).parent / "resources"
OUT = Path(__file__).parents[2] / "src/sacho/read/languages/en/data/lexicon.tsv.gz"
VERB_CODES = "DPGZ"

Reading = tuple[str, str, str]


def _rows(name: str) -> Iterator[list[str]]:
    with gzip.open(TABLES / name, "rt", encoding="utf-8") as handle:
        yield from csv.reader(handle)


def _inflected() -> Iterator[Reading]:
    """Form, code and lemma, from the table of inflections."""
    for lemma, kind, *forms in _rows("infl_lu.csv.gz"):
        if kind == "noun":
            yield lemma, "N", lemma
            yield from ((form, "S", lemma) for form in forms[0].split("/"))
        elif kind == "verb":
            yield lemma, "B", lemma
            padded = [*forms, *[""] * (4 - len(forms))]
            padded[1] = padded[1] or padded[0]
            for code, cell in zip(VERB_CODES, padded, strict=False):
                yield from ((form, code, lemma) for form in cell.split("/"))
        elif kind == "adj":
            yield lemma, "J", lemma
            for code, cell in zip("CT", forms, strict=False):
                yield from ((form, code, lemma) for form in cell.split("/"))


def _others() -> Iterator[Reading]:
    """Adverbs and uninflected adjectives and nouns, from the table of lemmas."""
    codes = {"adv": "R", "adj": "J", "noun": "N"}
    for form, kind, lemmas in _rows("lemma_lu.csv.gz"):
        if kind in codes and form in lemmas.split("/"):
            yield form, codes[kind], form


def main() -> None:
    """Writes the table, sorted, so that the same input gives the same bytes."""
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for form, code, lemma in (*_inflected(), *_others()):
        if form and form.isascii() and form == form.lower():
            known = table[form].setdefault(code, lemma)
            if code == "S" and known == form and lemma != form:
                table[form][code] = lemma
    lines: list[str] = []
    for form, readings in sorted(table.items()):
        cells = [c if lemma == form else f"{c}={lemma}" for c, lemma in sorted(readings.items())]
        lines.append("\t".join((form, *cells)))
    body = ("\n".join(lines) + "\n").encode()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with OUT.open("wb") as sink, gzip.GzipFile(fileobj=sink, mode="wb", mtime=0, filename="") as z:
        z.write(body)


if __name__ == "__main__":
    main()
