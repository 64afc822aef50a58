"""What both marked is wanted; what one marked may be given and need not."""

from __future__ import annotations

import json
from pathlib import Path

from evals.gold.consensus import agreed, main
from evals.gold.notation import record

TEXT = "Guards shot two traders near Varn, a nurse said, and police held a boy."
HEAD = "head: Acacia | 2030-11-20 | en\n@A: a nurse\n"
SHOT = HEAD + "account s shooting\n  kind @A | shot\n  killed 2 @A | two traders\n"
HELD = "account d detention\n  kind @A | held\n  detained 1 @A | a boy\n"


def test_what_both_marked_is_wanted_and_what_one_marked_is_optional() -> None:
    """A claim, and an account, that only one has are optional; none is lost."""
    one = record(SHOT + '  place "Varn" - settlement @A | near Varn\n' + HELD, TEXT)
    two = record(SHOT + "  victim civilian @A | two traders\n", TEXT)
    made = agreed(one, two, TEXT)
    shooting, detention = made["accounts"]
    optional = {c["field"]: c.get("optional", False) for c in shooting["claims"]}
    assert optional == {"kind": False, "killed": False, "place": True, "victim": True}
    assert all(c["optional"] for c in detention["claims"])


def test_another_choice_of_words_or_value_is_another_answer() -> None:
    """B's longer phrase with another number stands beside A's."""
    other = SHOT.replace("killed 2 @A | two traders", "killed 2.. | two traders near Varn")
    made = agreed(record(SHOT, TEXT), record(other, TEXT), TEXT)
    killed = made["accounts"][0]["claims"][1]
    assert killed["value"] == {"low": 2, "high": 2} and not killed.get("optional")
    assert [one["value"] for one in killed["or"]] == [{"low": 2, "high": None}]


def test_parts_point_at_their_wholes_still() -> None:
    """Claims of A keep their places; parts that B alone marked are left out."""
    one = record(SHOT.replace("killed 2", "killed:k 2") + "  killed 1 @A of k | traders\n", TEXT)
    made = agreed(one, record(SHOT, TEXT), TEXT)
    claims = made["accounts"][0]["claims"]
    assert claims[claims[2]["of"]]["words"] == ["two traders", 1]


def test_a_folder_becomes_gold(tmp_path: Path) -> None:
    """Each text that both have read gets its JSON beside it."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.reading").write_text(SHOT, "utf-8")
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    assert main(tmp_path / "a", tmp_path / "b", tmp_path) == 0
    assert json.loads((tmp_path / "one.json").read_text())["accounts"][0]["kind"] == "shooting"
