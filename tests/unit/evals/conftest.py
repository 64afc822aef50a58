"""Builders of readings; every name and sentence in these tests is an INVENTED EXAMPLE."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sacho.model.account import Account, FoundValue, MadeWith, Reading, ReportHead
from sacho.model.claim import Attribution, Claim, Speaker

ReadingOf = Callable[..., Reading]
ClaimOf = Callable[..., Claim]


@pytest.fixture
def claim_of() -> ClaimOf:
    """Makes a claim of a field and a value; the rest may be given by name."""

    def make(field: str, value: Any, written: str = "", **more: Any) -> Claim:
        said: dict[str, Any] = {
            "id": "c1", "field": field, "value": value, "written": written,
            "spans": ((0, len(written)),), "evidence": (), "stance": "asserted",
            "attribution": None, "speakers": (), "confidence": 0.9,
        }  # fmt: skip
        return Claim(**(said | more))

    return make


@pytest.fixture
def reading_of() -> ReadingOf:
    """Makes a reading of accounts (kind, claims), attributions and values."""

    def make(
        accounts: Sequence[tuple[str, Sequence[Claim]]] = (),
        attributions: Sequence[Attribution] = (),
        values: Sequence[FoundValue] = (),
        text: str = "",
    ) -> Reading:
        told = tuple(
            Account(f"a{i}", kind, "accomplished", tuple(claims), (i, i + 1))
            for i, (kind, claims) in enumerate(accounts)
        )
        return Reading(
            MadeWith("test", "test", "test"), ReportHead("test:1"), text, tuple(attributions),
            told, (), tuple(values), (),
        )  # fmt: skip

    return make


@pytest.fixture
def said_by() -> Callable[..., Attribution]:
    """Makes an attribution from spans of source, cue and content."""

    def make(
        source: tuple[int, int] | None, cue: tuple[int, int], *content: tuple[int, int]
    ) -> Attribution:
        speaker = Speaker("a resident", "anonymous", (source, (90, 99))) if source else None
        return Attribution("q1", speaker, (cue,), tuple(content))

    return make
