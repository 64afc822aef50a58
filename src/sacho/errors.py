"""Everything that Sacho raises on purpose, and what to do about it.

    SachoError                  something a person can act on; never shown as a traceback
    ├── UsageError              wrong use of a command or function            exit 2
    ├── NotFound                no such report, account, claim or incident    exit 2
    ├── ProjectError            the project folder cannot be used             exit 2
    ├── EvidenceError           evidence does not verify                      exit 3
    └── RefusedForSafety        Sacho will not do this                        exit 4

A document that cannot be read is no error: it becomes a `Problem` record.
"""

from __future__ import annotations


class SachoError(Exception):
    """A failure that a person can act on: `message` says what, `next_step` says what to do."""

    exit_code = 2

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class UsageError(SachoError):
    """The call does not make sense as it stands."""


class NotFound(SachoError):
    """The id names nothing in this project."""


class ProjectError(SachoError):
    """The project folder is missing, foreign, locked, or made by a newer Sacho."""


class EvidenceError(SachoError):
    """Something kept does not hash to what was recorded."""

    exit_code = 3


class RefusedForSafety(SachoError):
    """Doing this could put a person at risk, or is not built yet in a safe form."""

    exit_code = 4
