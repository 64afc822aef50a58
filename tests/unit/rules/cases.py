"""Invented cases for the tests of rule sets."""

from __future__ import annotations

import msgspec

from sacho.model.account import Account
from sacho.model.claim import Claim, Field, Stage, Stance
from sacho.model.incident import Incident, Origin
from sacho.model.recorded import RecordedAccount, RecordedLink
from sacho.model.values import AnyValue, Basis, Count, Party, Period, Place, Text
from sacho.rules.case import Case, Notice, Word

MAY3 = Period("2031-05-03", "2031-05-03", "day", Basis("absolute"))
FORD = Place("Ford", "XX", "Invented", 41.0, 126.0, 5.0, "settlement", (), "row:ford")
GUARDS = Party("Border guards", kind="unit", status="combatant")
VILLAGERS = Party("villagers", kind="group", status="civilian")


class Told(msgspec.Struct, frozen=True):
    """What one invented report tells: field and value, with a stance where it is not asserted."""

    report: str
    values: tuple[tuple[Field, AnyValue], ...]
    outlet: str = "Kestrel Daily"
    published: str | None = "2031-05-04"
    stance: Stance = "asserted"
    kind: str = "shooting"
    stage: Stage = "accomplished"
    of: str | None = None


WHERE: tuple[tuple[Field, AnyValue], ...] = (
    ("period", MAY3), ("place", FORD), ("perpetrator", GUARDS), ("victim", VILLAGERS),
)  # fmt: skip


def killed(low: int, high: int | None = -1) -> tuple[Field, AnyValue]:
    """`killed`, from low to high; the same number where no high is given."""
    return "killed", Count(low, low if high == -1 else high)


def account(told: Told, number: int) -> RecordedAccount:
    """The account of one invented report."""
    values = (("kind", Text("shot", told.kind)), *told.values)
    claims = tuple(
        Claim(
            f"claim:{told.report}:{at}", field, value, "words", ((at, at + 1),), ((0, 90),),  # pyright: ignore[reportArgumentType]
            told.stance, None, (), 0.9, told.of if field == "killed" else None,
        )
        for at, (field, value) in enumerate(values)
    )  # fmt: skip
    made = Account(f"account:{told.report}", told.kind, told.stage, claims, (0, 4))
    return RecordedAccount(
        made, told.report, f"text:{told.report}", (number, 0), told.published, told.outlet
    )


def case(
    *tellings: Told,
    copies: dict[str, str] | None = None,
    notices: dict[str, Notice] | None = None,
    links: tuple[RecordedLink, ...] = (),
    grades: tuple[str, ...] = (),
    words: dict[str, Word] | None = None,
) -> Case:
    """One incident told by these reports; `copies` names the report that each copy is of."""
    accounts = tuple(account(t, number) for number, t in enumerate(tellings))
    origins: dict[str, list[str]] = {}
    for told in tellings:
        origins.setdefault((copies or {}).get(told.report, told.report), []).append(told.report)
    listed = tuple(Origin(first, tuple(reports)) for first, reports in sorted(origins.items()))
    incident = Incident(
        accounts[0].account.id, tellings[0].kind, tuple(a.account.id for a in accounts),
        tuple(t.report for t in tellings), tuple(o.id for o in listed), (), (),
    )  # fmt: skip
    return Case(incident, accounts, listed, notices or {}, links, grades, words or {})
