"""What can be said of one incident under a rule set, before any column is filled.

1. claims that no number may rest on are put aside, each with the rule that says so
2. turns are recognised: what an outlet took back, and what merely rose, no longer counts
3. of what is left, one value is chosen for each field
"""

from __future__ import annotations

import msgspec

from sacho.model.claim import COUNT_FIELDS
from sacho.model.values import Count, Means, Party
from sacho.rules import choosing
from sacho.rules.case import Case, Telling, Told, tellings, told
from sacho.rules.choosing import Number, Picked
from sacho.rules.line import LeftOut
from sacho.rules.parties import sort_of
from sacho.rules.rule_set import RuleSet
from sacho.rules.turns import Turn, retracted, turns

LISTED = (*COUNT_FIELDS, "kind", "period", "place", "perpetrator", "victim")
"""Fields whose claims are listed by name when they are left out; the others fill no cell."""

ASIDE = {
    "denied": ("denied-never-counts", "A denial is shown as a denial; it gives no value."),
    "hypothetical": ("hypothetical-never-counts", "What is only supposed did not happen."),
    "expected": ("expected-never-counts", "What is foreseen has not happened: it raises nothing."),
}


class Facts(msgspec.Struct, frozen=True):
    """One case, sifted and chosen from. `counting` are the claims that values may rest on."""

    case: Case
    counting: tuple[Told, ...]
    left_out: tuple[LeftOut, ...]
    turns: tuple[Turn, ...]
    numbers: dict[str, Number]
    period: Picked | None
    place: Picked | None
    perpetrator: Picked | None
    victim: Picked | None
    doer: str | None
    harmed: str | None
    means: tuple[str, ...]
    origins_for: tuple[str, ...]
    origins_against: tuple[str, ...]
    named_doers: tuple[str, ...]

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.case.incident.id

    def of_field(self, field: str) -> tuple[Told, ...]:
        """The counting claims of a field."""
        return tuple(t for t in self.counting if t.claim.field == field)


def facts(rules: RuleSet, case: Case) -> Facts:
    """Sift the case's claims and choose from them."""
    every = told(case)
    gone = retracted(tellings(case).values())
    counting, left_out = _sift(rules, case, every, gone)
    turned = turns(counting, [t for t in every if t.origin not in gone])
    counting, taken_back = _take_back(case, counting, turned)
    turned += [_retraction(case, notice) for notice in sorted(set(gone.values()), key=str)]
    by_field = {f: [t for t in counting if t.claim.field == f] for f in LISTED}
    numbers = {f: n for f in COUNT_FIELDS if (n := choosing.number(by_field[f])) is not None}
    perpetrator, victim = (
        choosing.party(by_field["perpetrator"]),
        choosing.party(by_field["victim"]),
    )
    return Facts(
        case, tuple(counting), (*left_out, *taken_back), tuple(turned), numbers,
        choosing.period(by_field["period"]), choosing.place(by_field["place"]),
        perpetrator, victim,
        _sort(perpetrator, by_field["perpetrator"]), _sort(victim, by_field["victim"]),
        tuple(sorted({t.claim.value.code for t in counting if isinstance(t.claim.value, Means)})),
        _telling_it(counting), _denying(every, gone),
        tuple(sorted({s for t in by_field["perpetrator"] if (s := _sort_of(t))})),
    )  # fmt: skip


def _sift(
    rules: RuleSet, case: Case, every: list[Told], gone: dict[str, Telling]
) -> tuple[list[Told], list[LeftOut]]:
    counting: list[Told] = []
    out: list[LeftOut] = []
    for t in every:
        why = _aside(rules, case, t, gone)
        if why is None:
            counting.append(t)
        elif t.claim.field in LISTED:
            out.append(LeftOut(case.incident.id, *why, claim=t.claim.id))
    return counting, out


def _aside(
    rules: RuleSet, case: Case, t: Told, gone: dict[str, Telling]
) -> tuple[str, str] | None:  # fmt: skip
    """The name and reason of the rule by which a claim gives no value."""
    word = case.words.get(t.claim.id)
    if t.origin in gone:
        return "retracted-is-no-origin", "Its outlet withdrew the report."
    if word is not None and word.judgement == "awaiting":
        return "a-person-judged-these-words", f"{word.by} judged these words; that stands."
    if t.claim.stance in ASIDE:
        return ASIDE[t.claim.stance]
    if t.claim.stance not in rules.stances:
        return "stance-not-taken", f"This set takes no number that is {t.claim.stance}."
    if t.claim.of is not None:
        return "part-of-a-whole", "A part is never added to its whole."
    if t.account.account.stage != "accomplished":
        return "not-accomplished", f"It tells of an act that was {t.account.account.stage}."
    return None


def _take_back(
    case: Case, counting: list[Told], turned: list[Turn]
) -> tuple[list[Told], list[LeftOut]]:
    names = {"correction": "corrected-by-its-outlet", "rise": "toll-rose"}
    why = {id_: turn for turn in turned for id_ in turn.taken_back}
    out = [
        LeftOut(case.incident.id, names[why[t.claim.id].kind], why[t.claim.id].text, t.claim.id)
        for t in counting
        if t.claim.id in why
    ]
    return _without_none_told(case, [t for t in counting if t.claim.id not in why], out)


def _without_none_told(
    case: Case, counting: list[Told], out: list[LeftOut]
) -> tuple[list[Told], list[LeftOut]]:
    """Where others tell a number, "nobody was" is a denial of it, and lowers nothing."""
    some = {t.claim.field for t in counting if t.claim.field in COUNT_FIELDS and not _none(t)}
    denying = [t for t in counting if t.claim.field in some and _none(t)]
    reason = "Its voice says that nobody was: shown as a denial beside those who tell a number."
    out += [LeftOut(case.incident.id, "none-told-is-a-denial", reason, t.claim.id) for t in denying]
    return [t for t in counting if t not in denying], out


def _none(t: Told) -> bool:
    return t.claim.value == Count(0, 0)


def _retraction(case: Case, telling: Telling) -> Turn:
    notice = telling.notice
    ids = sorted(
        c.id for a in case.accounts if a.report in telling.reports for c in a.account.claims
    )
    words = f": “{notice.words}”" if notice else ""
    return Turn("retraction", f"withdrawn by its outlet ({telling.date or 'undated'}){words}",
                (), tuple(ids))  # fmt: skip


def _telling_it(counting: list[Told]) -> tuple[str, ...]:
    """Origins that tell that it happened: its kind, or a number of people harmed above none."""
    return tuple(sorted({
        t.origin
        for t in counting
        if t.claim.field == "kind"
        or (t.claim.field in COUNT_FIELDS and isinstance(t.claim.value, Count) and t.claim.value.low)
    }))  # fmt: skip


def _denying(every: list[Told], gone: dict[str, Telling]) -> tuple[str, ...]:
    return tuple(sorted({
        t.origin for t in every
        if t.claim.field == "kind" and t.claim.stance == "denied" and t.origin not in gone
    }))  # fmt: skip


def _sort(picked: Picked | None, told_of: list[Told]) -> str | None:
    """Who the chosen party is; where its own words do not say, what all others agree on."""
    if picked is None:
        return None
    own = sort_of(picked.value) if isinstance(picked.value, Party) else None
    others = {s for t in told_of if (s := _sort_of(t))}
    return own or (others.pop() if len(others) == 1 else None)


def _sort_of(t: Told) -> str | None:
    return sort_of(t.claim.value) if isinstance(t.claim.value, Party) else None
