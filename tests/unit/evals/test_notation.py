"""The short notation becomes the gold's record, and a mistake is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.gold import notation

TEXT = "INVENTED EXAMPLE. Two traders were shot at Nyala, a nurse said; two traders died."
READING = """head: Acacia | 2030-11-20 | en
@A: a nurse
account s shooting
  kind @A | shot
  killed:k 2.. | Two traders
  = killed 2 | traders
  killed 2 hedged of k | two traders ~1
  ? place "Nyala" SD settlement | Nyala
  victim civilian @A | Two traders
account o order planned
  kind denied | said
link s under-order o
"""


def test_a_reading_becomes_the_record_of_the_gold() -> None:
    """Values, stances, chains, parts, alternatives and links arrive as the JSON gold has them."""
    told = notation.record(READING, TEXT)
    shooting, order = told["accounts"]
    kind, killed, part, place, victim = shooting["claims"]
    assert told["head"] == {"publisher": "Acacia", "published": "2030-11-20", "language": "en"}
    assert kind["value"] == {"code": "shooting"} and kind["speakers"] == ["Acacia", "a nurse"]
    assert killed["value"] == {"low": 2, "high": None}
    assert [one["value"] for one in killed["or"]] == [{"low": 2, "high": 2}]
    assert (part["stance"], part["of"]) == ("hedged", 1)
    assert place["optional"] and place["value"]["country"] == "SD"
    assert victim["value"] == {"name": "Two traders", "status": "civilian"}
    assert order["stage"] == "planned" and order["claims"][0]["stance"] == "denied"
    assert told["links"] == [["s", "under-order", "o"]]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("  killed 2 | three traders", "not in the text"),
        ("  killed two | traders", "no count"),
        ("  kind @Z | shot", "no chain"),
        ("  means shot", "not a claim"),
        ("  mood | shot", "no field"),
        ("  killed 1 of nobody | traders", "no claim labelled"),
        ("  place Nyala | Nyala", "a place is"),
        ("account x ballgame", "an account is"),
        ("link s under-order nothing", "a link of no account"),
    ],
)
def test_a_mistake_is_named(line: str, named: str) -> None:
    """What is not in the notation, or not in the text, is refused with the reason."""
    with pytest.raises(notation.NotationError, match=named):
        notation.record(READING + line, TEXT)


def test_a_folder_is_checked_file_by_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad file is named and the others are still counted."""
    for name, reading in (("a", READING), ("b", "head: only this")):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
        (tmp_path / f"{name}.reading").write_text(reading, "utf-8")
    assert notation.main(tmp_path) == 1
    printed = capsys.readouterr().out
    assert "b.reading:1:" in printed and "1 reports with 6 claims; 1 with mistakes" in printed
