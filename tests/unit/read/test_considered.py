"""`sacho explain` tells what stood beside a claim and was not taken."""

from __future__ import annotations

from sacho.model.account import ReportHead
from sacho.model.values import Count
from sacho.read.considered import considered
from sacho.read.reader import read_text

TEXT = (
    "INVENTED EXAMPLE. Guards shot two ferrymen at the ford, 40 paces from a post, "
    "a nurse told a teacher, who said so on the radio."
)


def test_a_number_that_no_claim_took_is_named() -> None:
    """The 40 of "40 paces" was found beside the killed two and is no claim of its own."""
    reading = read_text(TEXT, ReportHead("sha256:x", publisher="Reed Post"), "en")
    claim = next(
        c for a in reading.accounts for c in a.claims if c.value == Count(2, 2) and not c.of
    )
    beside = considered(reading, claim)
    assert any("40" in value.written for value in beside.values)
    assert all(claim.attribution != telling.id for telling in beside.tellings)


def test_nothing_of_another_sentence_is_named() -> None:
    """Only what stands in the claim's own sentences counts."""
    text = "INVENTED EXAMPLE. Guards shot two ferrymen. The fair sold 300 hats."
    reading = read_text(text, ReportHead("sha256:x"), "en")
    claim = reading.accounts[0].claims[0]
    assert not any("300" in value.written for value in considered(reading, claim).values)
