"""What the page may ask for: bodies of requests, checked by their types before anything happens."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1, max_length=200, description="Who decides")]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Place = Annotated[list[int], Field(min_length=2, max_length=2)]
"""From and to, in code points of a text."""


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


class SaidBy(Asked):
    """One speaker of a chain. `spans` are the words that name them in the text."""

    name: Annotated[str, Field(min_length=1, max_length=400)]
    kind: Literal[
        "media", "anonymous", "official", "witness", "victim", "relative", "perpetrator", "ngo",
        "court", "document",
    ]  # fmt: skip
    spans: list[Place] = []


Chain = Annotated[list[SaidBy], Field(max_length=8)]


class Respeaking(Asked):
    """Someone else says this: the same claim with another chain of speakers, outermost first."""

    claim: Id
    by: Name
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    seen: str | None
    speakers: Chain


class Adding(Asked):
    """A claim by its words. `spans` count code points of `text`, which the person saw.

    With `kind` a new account is made of the words; else `account` and `field` name where it
    stands. `value` is typed as for a correction; left out, the words are the value.
    """

    report: Id
    text: Id
    by: Name
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    spans: Annotated[list[Place], Field(min_length=1, max_length=20)]
    kind: Annotated[str, Field(max_length=60)] | None = None
    stage: Literal["accomplished", "attempted", "planned", "threatened"] = "accomplished"
    account: Id | None = None
    field: Annotated[str, Field(max_length=60)] | None = None
    value: Annotated[str, Field(max_length=10_000)] | None = None
    stance: Literal["asserted", "alleged", "hedged", "expected", "denied", "hypothetical"] = (
        "asserted"
    )
    speakers: Chain | None = None


class Moving(Asked):
    """Claims that belong to another account of their report; `target` null: to a new account, one
    that becomes two. The claims stood in `source` when the person saw them.
    """

    source: Id
    target: Id | None
    claims: Annotated[list[Id], Field(min_length=1, max_length=500)]
    by: Name
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class Mending(Asked):
    """A report's outlet, date or language, mended: null leaves it as it is, `unknown` says that it
    is not known. `seen` is the head as the person saw it: outlet, date, language.
    """

    by: Name
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    seen: Annotated[list[str | None], Field(min_length=3, max_length=3)]
    publisher: Annotated[str, Field(max_length=200)] | None = None
    published: Annotated[str, Field(max_length=40)] | None = None
    language: Literal["en", "ko", "unknown"] | None = None


class Grading(Asked):
    """One of the three grades of an incident. `seen` is the decision that stood, or null."""

    grade: Literal["happened", "count", "attribution"]
    source: Literal["A", "B", "C", "D", "E", "F"]
    information: Literal["1", "2", "3", "4", "5", "6"]
    by: Name
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    seen: str | None


class Joining(Asked):
    """Split one account from its incident, merge the incident with another, or keep it apart."""

    verb: Literal["split", "merge", "apart"]
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


class Wanted(BaseModel):
    """Which incidents an overview shows; what is left out narrows nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    class_: Annotated[
        Literal["harm", "circumstance", "authority", "response"] | None, Field(alias="class")
    ] = None
    kind: Annotated[str | None, Field(max_length=60)] = None
    earliest: Annotated[
        date | None, Field(alias="from", description="Told periods that may end on or after it")
    ] = None
    latest: Annotated[
        date | None, Field(alias="to", description="Told periods that may begin on or before it")
    ] = None
    box: Annotated[
        str | None,
        Field(
            pattern=r"^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$",
            description="west,south,east,north in degrees: told areas that reach into it",
        ),
    ] = None
    differ: Annotated[bool, Field(description="Only those with values that exclude others")] = False
