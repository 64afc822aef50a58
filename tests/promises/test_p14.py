"""The quick figures of P12, P14, P15, P17 and P20, and that their measures can tell."""

from __future__ import annotations

import pytest
from tests.promises import p15, p20
from tests.promises.bombs import MADE
from tests.promises.run import main


@pytest.mark.parametrize(
    ("promise", "tries"), [("P12", 200), ("P14", len(MADE)), ("P15", 65), ("P20", 600)]
)
def test_the_promise_is_kept(promise: str, tries: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Strangers learn nothing, bombs fill nothing, XML reaches nothing, marks hide nothing."""
    assert main(["--only", promise, "--tries", str(tries)]) == 0
    assert f"{promise}: {tries}/{tries}" in capsys.readouterr().out


@pytest.mark.slow
def test_payloads_stay_words_or_nothing_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    """Payloads run nothing in a browser; where there is none, that is said."""
    assert main(["--only", "P17", "--tries", "60"]) == 0
    said = capsys.readouterr().out
    assert "P17: 60/60" in said or "nothing was tried" in said


@pytest.mark.parametrize("traced", ['openat("/x/canary-7-")', "connect(sin_port=htons(21007))"])
def test_a_parser_that_asks_for_more_is_seen(traced: str) -> None:
    """A file opened, an address asked for and a canary in the text are each told."""
    reply = {"text": "INVENTED words", "said": None}

    assert p15.wrong_with(reply, 100, 7, traced)
    assert p15.wrong_with({"text": p15.CANARY, "said": None}, 100, 7, "")
    assert not p15.wrong_with(reply, 100, 7, 'openat("/x/canary-70-")')


def test_a_letter_that_turns_words_is_seen() -> None:
    """The measure takes a mark of direction for one, and plain words for none."""
    assert p20.has_unseen("a\u202eb") and p20.has_unseen("\x9b31m")
    assert not p20.has_unseen("plain 낱말")
