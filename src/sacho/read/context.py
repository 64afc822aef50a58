"""The declared context of a reading: all that a value may depend on besides its own words."""

from __future__ import annotations

import msgspec

from sacho.model.account import ReportHead
from sacho.model.span import Spans


class Context(msgspec.Struct, frozen=True):
    """`head.published` is an ISO date or date-time; `furniture` is left out of the reading."""

    head: ReportHead
    furniture: Spans = ()

    @property
    def published(self) -> str | None:
        """When the report came out; None makes relative dates problems, never guesses."""
        return self.head.published
