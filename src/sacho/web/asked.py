"""What the page may ask for: bodies of requests, checked by their types before anything happens."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1, max_length=200, description="Who decides")]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class Asked(BaseModel):
    """Nothing but what is named here; control characters in words are kept out by the store."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Judging(Asked):
    """A judgement about one claim. `seen` is the `seen` of the claim as the person saw it."""

    verb: Literal["accept", "refuse", "correct"]
    claim: Id
    by: Name
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    seen: str | None
    value: Annotated[str, Field(max_length=10_000)] | None = None


class Stepping(Asked):
    """Undo or redo in one report: `decision` is what the page showed as the one to take back."""

    by: Name
    report: Id
    decision: Id


class Joining(Asked):
    """Split one account from its incident, or merge the incident with another."""

    verb: Literal["split", "merge"]
    other: Id


class JoiningDecided(Joining):
    """The same, decided. `seen` is the `seen` of the incident as the person saw it."""

    by: Name
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    seen: str


class Retracting(Asked):
    """Take back a split, merge or link."""

    by: Name
    decision: Id
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
