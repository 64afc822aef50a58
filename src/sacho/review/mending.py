"""A wrong outlet, date or language of a report, mended by a person: what may be said."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import msgspec

from sacho.errors import UsageError
from sacho.model.decision import Mended
from sacho.model.report import Language, Metadata

UNKNOWN = "unknown"
"""What a person types to say that a date, an outlet or a language is not known."""


def mending(said: Metadata, **given: str | None) -> Mended:
    """What is to be mended of a head, out of what was typed for `publisher`, `published` and
    `language`; None leaves a field as it is, `unknown` says that it is not known.

    Raises UsageError for what is no date, no language that is read, or changes nothing.
    """
    told = {
        name: None if typed.strip() == UNKNOWN else _checked(name, typed.strip())
        for name, typed in given.items()
        if typed is not None
    }
    changed = {name: value for name, value in told.items() if value != getattr(said, name)}
    if not changed:
        raise UsageError(
            "Nothing of the report would change.",
            "Give --publisher, --published or --language; `unknown` where it is not known.",
        )
    return msgspec.convert(changed, Mended)


def _checked(name: str, typed: str) -> str:
    if not typed:
        raise UsageError("Nothing was given.", f"Write `{UNKNOWN}` where it is not known.")
    if name == "published":
        check_date(typed)
    if name == "language" and typed not in get_args(Language):
        raise UsageError(
            f"The language `{typed}` is not read.", f"Use {' or '.join(get_args(Language))}."
        )
    return typed


def check_date(typed: str) -> None:
    """Raises UsageError for what is no ISO date or date-time."""
    try:
        datetime.fromisoformat(typed)
    except ValueError:
        raise UsageError(f"`{typed}` is no date.", "Write it as 2021-01-26.") from None
