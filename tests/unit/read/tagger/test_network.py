"""The weights as they are loaded and run."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.account import ReportHead
from sacho.read import reader
from sacho.read.tagger import filling
from sacho.read.tagger.hints import COLUMNS
from sacho.read.tagger.labels import FIELDS
from sacho.read.tagger.network import OUTPUTS, WINDOW, Tagger, joined, shipped, starts_of

TOLD = (
    "INVENTED EXAMPLE\n\nA sentry shot two herders near Hyesan on 3 May 2031, a trader in the town "
    "said. One of them died."
)
needs_weights = pytest.mark.skipif(shipped() is None, reason="no weights in the package")


@given(st.integers(min_value=2, max_value=5 * WINDOW))
def test_windows_tell_every_piece_once(size: int) -> None:
    """However long the text, each piece between the end marks comes from exactly one window."""
    starts = starts_of(size)
    rows = np.arange(size)
    told = [[rows[s : s + WINDOW].astype(np.float32) for _ in OUTPUTS] for s in starts]

    assert [float(i) for i in range(1, size - 1)] == joined(told, starts, size)[0].tolist()


def test_weights_of_another_order_of_fields_are_refused(tmp_path: Path) -> None:
    """Weights made for other fields would mark the wrong ones: they are not loaded."""
    card = {"format": "sacho-tagger/1", "version": "x", "fields": ["kind"], "hints": list(COLUMNS),
            "files": {}}  # fmt: skip
    (tmp_path / "tagger.json").write_text(json.dumps(card))

    with pytest.raises(ValueError, match="format"):
        Tagger(tmp_path)


def test_without_weights_the_reader_is_the_grammar_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package without weights reads, and says nothing of a tagger in `made_with`."""
    monkeypatch.setattr(filling, "shipped", lambda: None)
    monkeypatch.setattr(reader, "shipped", lambda: None)
    head = ReportHead("x", publisher="Invented Post", published="2031-05-04", language="en")
    reading = reader.read_text(TOLD, head)

    assert "tagger" not in reading.made_with.reader
    assert reading.accounts == reader.read_text(TOLD, head, trained=False).accounts


@needs_weights
def test_a_reading_names_the_weights_that_it_was_made_with() -> None:
    """The version in `made_with` is that of the shipped weights."""
    tagger = shipped()
    assert tagger is not None
    reading = reader.read_text(TOLD, ReportHead("x", language="en"))

    assert f"tagger/{tagger.version}" in reading.made_with.reader


@needs_weights
def test_the_card_hashes_every_file_of_the_weights() -> None:
    """The version stands for exactly these bytes."""
    folder = Path(reader.__file__).parent / "tagger" / "weights"
    card = json.loads((folder / "tagger.json").read_text())
    there = {p.name for p in folder.iterdir()} - {"tagger.json", "README.md"}

    assert list(FIELDS) == card["fields"]
    assert there == set(card["files"])
    for name, told in card["files"].items():
        assert told == hashlib.sha256((folder / name).read_bytes()).hexdigest(), name


@needs_weights
def test_the_weights_fit_in_sixty_megabytes() -> None:
    """The trained layer stays small enough for any laptop."""
    folder = Path(reader.__file__).parent / "tagger" / "weights"

    assert sum(p.stat().st_size for p in folder.iterdir()) < 60_000_000


@needs_weights
def test_the_same_text_is_read_the_same_twice() -> None:
    """Weights and grammar give one reading, however often."""
    head = ReportHead("x", publisher="Invented Post", published="2031-05-04", language="en")

    assert reader.read_text(TOLD, head) == reader.read_text(TOLD, head)
