"""A person's answer, checked, and what they were shown, kept exactly."""

from __future__ import annotations

import re
from typing import get_args

import msgspec

from sacho.errors import UsageError
from sacho.model.claim import Claim
from sacho.model.decision import Verb
from sacho.model.values import AnyValue
from sacho.review.typed import typed

PAIRS = ("link", "unlink", "merge", "split", "same-origin")
SEVERAL = ("move", "divide")
"""Verbs about an account and any number of its claims; see `review/moving.py`."""
GRADES = ("happened", "count", "attribution")
# Admiralty: reliability of the source (A-F) and credibility of what it says (1-6), never averaged.
GRADE = re.compile(rf"(?:{'|'.join(GRADES)}):[A-F][1-6]")


class Answer(msgspec.Struct, frozen=True):
    """What the person said: the verb, about what, who they are, why, and a value if one is due."""

    verb: str
    about: tuple[str, ...]
    by: str
    reason: str
    value: str | None = None


def check(answer: Answer) -> Verb:
    """The verb, if the answer can be recorded. Raises UsageError for a verb, number of ids, name,
    reason or value amiss.
    """
    verb = _verb(answer)
    if not answer.by.strip():
        raise UsageError("A decision needs a name.", "Say who decides with --by NAME.")
    if not answer.reason.strip():
        raise UsageError("A decision needs a reason.", "Say why with --reason TEXT.")
    _check_value(verb, answer.value)
    return verb


def seen(shown: object) -> str:
    """What the person saw, as the JSON that the decision keeps."""
    return msgspec.json.encode(shown, order="deterministic").decode()


def _verb(answer: Answer) -> Verb:
    for verb in get_args(Verb):
        if verb == answer.verb:
            if verb in SEVERAL:
                return verb
            needed = 2 if verb in PAIRS else 1
            if len(answer.about) != needed:
                raise UsageError(
                    f"`{verb}` judges {needed} id{'s' if needed > 1 else ''}, "
                    f"{len(answer.about)} given.",
                    f"sacho decide {verb} {' '.join(['ID'] * needed)} --by NAME --reason TEXT",
                )
            return verb
    raise UsageError(
        f"There is no decision `{answer.verb}`.", f"Use one of: {', '.join(get_args(Verb))}."
    )


def _check_value(verb: Verb, value: str | None) -> None:
    if verb == "grade" and not (value and GRADE.fullmatch(value)):
        raise UsageError(
            "A grade is one of three, with a letter and a number kept apart.",
            "Give --value happened:B2, count:C3 or attribution:F6 (A-F source, 1-6 information).",
        )
    if verb in ("correct", "add") and not value:
        raise UsageError(f"`{verb}` needs a value.", "Give it with --value, such as --value 6-7.")


def read_value(claim: Claim, value: str) -> AnyValue:
    """What a person typed as the right value of a claim; see `review/typed.py`."""
    return typed(claim.field, value, claim.written)
