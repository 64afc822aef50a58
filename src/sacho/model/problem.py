"""A problem: something that could not be read or resolved, kept as a record."""

from __future__ import annotations

import msgspec

from sacho.model.span import Spans


class Problem(msgspec.Struct, frozen=True):
    """`code` is dotted and stable (`period.no-anchor`); `message` says what to do next.

    A message never holds words of the report: it may end in a log.
    """

    code: str
    message: str
    spans: Spans = ()
