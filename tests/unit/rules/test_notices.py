"""When a report says of itself that it corrects or withdraws."""

from __future__ import annotations

import pytest

from sacho.rules.notices import notice


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Correction: it was a civilian", "INVENTED EXAMPLE. It was.", "corrects"),
        (None, "INVENTED EXAMPLE\n\n[정정] 민간인으로 확인\n본문", "corrects"),
        (None, "We retract our report of May 3.\n\nINVENTED EXAMPLE.", "retracts"),
        ("기사 철회", "INVENTED EXAMPLE", "retracts"),
    ],
)
def test_a_notice_at_the_head_is_known(title: str | None, text: str, kind: str) -> None:
    """Titles and first lines in both languages."""
    found = notice(title, text)

    assert found is not None
    assert kind == found.kind


def test_a_correction_told_of_in_the_body_is_none() -> None:
    """Only the head of a report speaks of the report itself."""
    assert notice("Prison news", "INVENTED EXAMPLE. The house of correction: full.") is None
    assert notice("News", "\n".join(["line"] * 40) + "\nCorrection: x") is None
