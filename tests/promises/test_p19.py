"""The quick figure of P19, and that its measure can tell."""

from __future__ import annotations

import random
import re

import pytest
from tests.promises.attacks import Attack, attacks
from tests.promises.p19 import is_linear
from tests.promises.run import main


def test_no_text_makes_a_pattern_hang(capsys: pytest.CaptureFixture[str]) -> None:
    """Every search and reading of a hostile text takes no longer than it should."""
    assert main(["--only", "P19", "--tries", "200"]) == 0
    assert "P19: 200/200" in capsys.readouterr().out


def test_a_pattern_that_backtracks_is_seen() -> None:
    """A pattern that tries every way to share the letters out is told from one that does not."""
    assert not is_linear(re.compile(r"(a+)+$"), Attack("", "a", "\x01"))
    assert is_linear(re.compile(r"a+"), Attack("", "a", "\x01"))


@pytest.mark.parametrize(
    "pattern", [r"x(\d+,?)+;", r"<!--(.*?-->\s*)*<b", r"\w+-\w+-\w+$", r"(?:\s?\d*\s?[ab])*c"]
)
def test_the_attacks_of_a_pattern_find_what_is_slow_in_it(pattern: str) -> None:
    """Texts made from a slow pattern show that it is slow, without being told how."""
    slow = re.compile(pattern, re.S)
    made = attacks(slow.pattern, slow.flags, random.Random(1))
    assert not all(is_linear(slow, attack) for attack in made)
