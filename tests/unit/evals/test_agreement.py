"""Agreement of two annotators, with numbers worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.gold.agreement import Agreement, Coincidence, compare, main
from evals.gold.notation import record

TEXT = "Guards shot two traders and a child near Varn"
HEAD = "head: Acacia | 2030-11-20 | en\n@A: a nurse\naccount s shooting\n  kind | shot\n"


def test_alpha_is_that_of_the_textbook() -> None:
    """Ten words, of which two by both and two by one: 1 - 0.2 / (2·6·14 / (20·19))."""
    found = Coincidence(both=2, one=2, none=6)
    assert found.alpha == pytest.approx(1 - 0.2 / (2 * 6 * 14 / (20 * 19)))
    assert Coincidence(both=3, none=7).alpha == 1.0
    assert Coincidence(none=7).alpha == 1.0


def test_values_and_speakers_are_compared_where_words_overlap() -> None:
    """A longer span of another value is one shared claim of which nothing but stance agrees."""
    one = record(HEAD + "  killed 2 | two traders\n", TEXT)
    two = record(HEAD + "  killed 3 @A | two traders and a child\n", TEXT)
    found = Agreement()
    compare(one, two, TEXT, found)
    shared = found.claims["killed"]
    assert (shared.claims, shared.value, shared.stance, shared.speakers) == (1, 0, 1, 0)
    assert (found.words["killed"].both, found.words["killed"].one) == (2, 3)
    assert found.words["kind"].alpha == 1.0


def test_an_optional_claim_of_one_is_no_disagreement() -> None:
    """What one calls optional may be missing with the other."""
    one = record(HEAD + '  ? place "Varn" - settlement | near Varn\n', TEXT)
    found = Agreement()
    compare(one, record(HEAD, TEXT), TEXT, found)
    assert found.words["place"].one == 0


def test_two_folders_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only texts that both have read count."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.reading").write_text(HEAD, "utf-8")
    (tmp_path / "a" / "two.reading").write_text(HEAD, "utf-8")
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    assert main(tmp_path / "a", tmp_path / "b", tmp_path) == 0
    assert "1 texts" in capsys.readouterr().out
