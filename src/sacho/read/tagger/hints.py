"""What the grammar knows of each piece, given to the network beside the words themselves.

A row of noughts and ones for each piece: values found there, the grammar's own claims and kinds, who
speaks and where what is said stands, the class of the word, where sentences and paragraphs begin.
The order of the columns belongs to the weights, as that of the fields does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from sacho.model.span import Span
from sacho.read.accounts import Draft, Told
from sacho.read.tagger.labels import FIELDS, KINDS
from sacho.read.tagger.pieces import Piece

Floats = NDArray[np.float32]
VALUES = ("period", "count", "quantity", "place")
VOICES = ("speaker", "cue", "content", "hedged content")
CLASSES = ("NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ", "ADV", "ADP", "DET", "NUM", "PUNCT", "X")
EDGES = ("sentence", "paragraph", "heading")
COLUMNS: tuple[str, ...] = (
    *(f"value {v}" for v in VALUES), *(f"claim {f}" for f in FIELDS), *(f"kind {k}" for k in KINDS),
    *(f"voice {v}" for v in VOICES), *(f"class {c}" for c in CLASSES), *(f"edge {e}" for e in EDGES),
)  # fmt: skip
_AT = {name: i for i, name in enumerate(COLUMNS)}
# Sejong tags by their first letters; the longer ones first.
_SEJONG = (
    ("NNP", "PROPN"), ("NNB", "X"), ("NNG", "NOUN"), ("NP", "PRON"), ("NR", "NUM"), ("SN", "NUM"),
    ("VX", "AUX"), ("VCP", "AUX"), ("VA", "ADJ"), ("VV", "VERB"), ("XSV", "VERB"), ("XSA", "ADJ"),
    ("MAG", "ADV"), ("MAJ", "ADV"), ("MM", "DET"), ("XR", "NOUN"), ("SL", "PROPN"), ("SH", "NOUN"),
    ("J", "ADP"), ("S", "PUNCT"),
)  # fmt: skip


def hints(told: Told, drafts: list[Draft], pieces: list[Piece]) -> Floats:
    """A row for each piece."""
    found = np.zeros((len(pieces), len(COLUMNS)), dtype=np.float32)
    if not pieces:
        return found
    # From each place of the text to the piece that holds it; what no piece holds goes to the next.
    index = np.searchsorted(np.array([p.end for p in pieces]), np.arange(len(told.text)), "right")
    for name, span in _marks(told, drafts):
        first, last = index[min(span[0], len(index) - 1)], index[min(span[1], len(index)) - 1]
        found[first : min(last, len(pieces) - 1) + 1, _AT[name]] = 1
    return found


def _marks(told: Told, drafts: list[Draft]) -> Iterator[tuple[str, Span]]:
    """The name of a column and the words that it is true of."""
    for value in told.values:
        yield from _all(f"value {value.field}", value.spans)
    for draft in drafts:
        for claim in draft.claims:
            yield from _all(f"claim {claim.field}", claim.spans)
            if claim.field == "kind":
                yield from _all(f"kind {draft.kind}", claim.spans)
    for said in told.attributions:
        yield from _all("voice speaker", said.speaker.spans if said.speaker else ())
        yield from _all("voice cue", said.cue)
        hedged = said.stance != "asserted"
        yield from _all("voice hedged content" if hedged else "voice content", said.content)
    paragraph = -1
    for sentence in told.sentences:
        start = (sentence.start, sentence.start + 1)
        yield "edge sentence", start
        if sentence.paragraph != paragraph:
            yield "edge paragraph", start
        if sentence.paragraph == 0:
            yield "edge heading", (sentence.start, sentence.end)
        paragraph = sentence.paragraph
        for token in sentence.tokens:
            if token.end > token.start:
                yield f"class {_class(token.tag)}", (token.start, token.end)


def _all(name: str, spans: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    for span in spans:
        if span[1] > span[0] and name in _AT:
            yield name, span


def _class(tag: str) -> str:
    if tag in CLASSES:
        return tag
    return next((name for start, name in _SEJONG if tag.startswith(start)), "X")
