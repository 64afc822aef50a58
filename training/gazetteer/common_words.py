"""Makes `src/sacho/read/tables/place_words_en.toml`: names of towns that are also English words.

    python training/gazetteer/common_words.py

A capital letter alone does not make such a word a place (Reading, Mobile, March). The words are
the gazetteer's own names; that they are English words is told by lemminflect's dictionary (MIT).
"""

from __future__ import annotations

import csv
import gzip
from importlib import resources
from pathlib import Path

from sacho.read.gazetteer import shipped

TARGET = (Path(__file__).parent.parent.parent / "src" / "sacho" / "read" / "tables"
          / "place_words_en.toml")  # fmt: skip
PROMINENT = 400_000


def english_words() -> set[str]:
    """Every form of every word that the dictionary writes with a small letter."""
    words: set[str] = set()
    for name in ("infl_lu.csv.gz", "lemma_lu.csv.gz"):
        packed = (resources.files("lemminflect") / "resources" / name).read_bytes()
        for row in csv.reader(gzip.decompress(packed).decode("utf-8").splitlines()):
            forms = [row[0], *(form for cell in row[2:] for form in cell.split("/"))]
            words.update(form for form in forms if form.isalpha() and form.islower())
    return words


def main() -> None:
    """Writes the list, one word a line."""
    gazetteer = shipped()
    kept: list[str] = []
    for word in sorted(english_words()):
        rows = gazetteer.named(word)
        if rows and not any(n.main and n.row.population >= PROMINENT for n in rows):
            kept.append(word)
    lines = "\n".join(f'  "{word}",' for word in kept)
    text = f"# Made by training/gazetteer/common_words.py: towns that are also English words.\nwords = [\n{lines}\n]\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(len(kept), "words")


if __name__ == "__main__":
    main()
