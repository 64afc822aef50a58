"""A headline is read only for what the body does not tell."""

from __future__ import annotations

import pytest

from sacho.model.account import ReportHead
from sacho.read.headlines import headline
from sacho.read.reader import read_text

HEAD = ReportHead("sha256:x", publisher="Reed Post", published="2031-05-06")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two shot at Varn ford\n\nGuards fired.", "Two shot at Varn ford"),
        ("바른 나루서 총격\n지어낸 예문\n", "바른 나루서 총격"),
        ("Guards shot two men.\n\nThey died.", None),
        ("경비대가 두 명을 쐈다.\n\n숨졌다.", None),
        ("one line only", None),
        ("x" * 200 + "\n\nbody", None),
    ],
)
def test_a_headline_is_a_short_first_line_without_a_stop(text: str, found: str | None) -> None:
    """A first sentence is no headline, nor is a text of one line."""
    span = headline(text)
    assert (text[slice(*span)] if span else None) == found


def test_the_claim_stands_on_the_full_statement() -> None:
    """What headline and body both tell is claimed in the words of the body, once."""
    text = "Two shot dead at Varn\n\nINVENTED EXAMPLE. Guards shot dead two ferrymen at Varn."
    body = text.index("INVENTED")
    claims = [c for a in read_text(text, HEAD, "en").accounts for c in a.claims]
    assert claims and all(start >= body for c in claims for start, _ in c.spans)


def test_what_only_the_headline_tells_is_kept() -> None:
    """A body without an act leaves the headline's act standing."""
    text = "Guards shoot two ferrymen at Varn\n\nINVENTED EXAMPLE. The river is low in May."
    claims = [c for a in read_text(text, HEAD, "en").accounts for c in a.claims]
    assert any(c.field == "kind" and c.spans[0][0] < 40 for c in claims)
