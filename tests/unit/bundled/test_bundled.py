"""What the bundled reports promise."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from sacho.bundled import arrivals
from sacho.model.report import Ingested
from sacho.pipeline import reader

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def ingested() -> list[Ingested]:
    """Every bundled report as it is read."""
    with reader() as reading:
        return [reading.read(a.data, a.name, a.given)[0] for a in arrivals() if a.given]


def test_there_are_seventeen_in_both_languages_and_every_format(ingested: list[Ingested]) -> None:
    """Seventeen reports, ten English and six Korean at least, in each format that Sacho reads."""
    tongues = Counter(i.metadata.language for i in ingested)

    assert 17 == len(ingested)
    assert tongues["en"] >= 10 and tongues["ko"] >= 6
    assert {"html", "pdf", "docx", "eml", "text"} == {i.format for i in ingested}


def test_each_says_that_it_is_invented(ingested: list[Ingested]) -> None:
    """INVENTED EXAMPLE stands in the text of every bundled report."""
    assert all(i.text and "INVENTED EXAMPLE" in i.text.text for i in ingested)


@pytest.mark.slow
def test_making_them_again_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundled documents are what `training/bundled/make.py` makes of their texts."""
    pytest.importorskip("reportlab")
    spec = importlib.util.spec_from_file_location("make", ROOT / "training/bundled/make.py")
    assert spec and spec.loader
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    monkeypatch.setattr(make, "TARGET", tmp_path)

    make.main()

    kept = {a.name: a.data for a in arrivals()}
    assert [] == [n for n in sorted(kept) if (tmp_path / n).read_bytes() != kept[n]]
    assert len(kept) == len(list(tmp_path.iterdir()))
