"""Apply a rule set: incidents in, lines and what was left out, out. Pure.

1. each incident's facts are sifted and chosen
2. those that do not meet a condition are left out by it
3. of a total and the incidents that are its parts, one or the other stands, never both
4. the columns are filled, and the three grades kept apart beside them
"""

from __future__ import annotations

from collections.abc import Iterable

from sacho.model.plain import plain
from sacho.rules.case import Case
from sacho.rules.columns import take
from sacho.rules.facts import Facts, facts
from sacho.rules.including import failed
from sacho.rules.line import Cell, CellValue, Grade, LeftOut, Line, Note, Ruling
from sacho.rules.rule_set import Column, RuleSet

GRADES = ("happened", "count", "attribution")


def apply(rules: RuleSet, cases: Iterable[Case]) -> Ruling:
    """One line for each incident that the set takes in, in the order of their ids."""
    found = [facts(rules, case) for case in sorted(cases, key=lambda c: c.incident.id)]
    out: list[LeftOut] = []
    kept: list[Facts] = []
    for one in found:
        why = failed(rules, one)
        if why is None:
            kept.append(one)
        else:
            out.append(LeftOut(one.id, why.name, why.reason))
    double = _told_twice(kept)
    out += [LeftOut(id_, "whole-or-parts", reason) for id_, reason in sorted(double.items())]
    kept = [one for one in kept if one.id not in double]
    out += [left for one in kept for left in one.left_out]
    return Ruling(
        rules.name, rules.version, rules.title, rules.disclaimer,
        tuple(c.name for c in rules.column),
        tuple(_line(rules, one) for one in kept), tuple(out),
    )  # fmt: skip


def _told_twice(kept: list[Facts]) -> dict[str, str]:
    """Of a whole and its parts: the whole goes where its parts are all told apart, else they go."""
    of_account = {a.account.id: one for one in kept for a in one.case.accounts}
    parts: dict[str, set[str]] = {}
    for one in kept:
        for link in one.case.links:
            if link.relation == "part-of":
                part, whole = of_account.get(link.source), of_account.get(link.target)
                if part is not None and whole is not None and part.id != whole.id:
                    parts.setdefault(whole.id, set()).add(part.id)
    by_id = {one.id: one for one in kept}
    gone: dict[str, str] = {}
    for whole, under in sorted(parts.items()):
        told = by_id[whole].numbers.get("happenings")
        standing = under - gone.keys()
        if told is not None and told.high is not None and len(standing) >= told.high:
            gone[whole] = f"Its {len(standing)} happenings are told apart, each with its own line."
        elif whole not in gone:
            gone |= dict.fromkeys(standing, f"It is told within the total of {whole}.")
    return gone


def _line(rules: RuleSet, one: Facts) -> Line:
    return Line(
        one.id, one.case.incident.kind,
        tuple(_cell(rules, one, column) for column in rules.column),
        _grades(one), _notes(one),
    )  # fmt: skip


def _cell(rules: RuleSet, one: Facts, column: Column) -> Cell:
    value, rule, claims = take(column.take)(rules, one)
    return Cell(column.name, value, _written(rules, one, column, value), rule, claims)


def _written(rules: RuleSet, one: Facts, column: Column, value: CellValue) -> str:
    if value is not None:
        return f"{value:g}" if isinstance(value, float) else str(value)
    field, _, bound = column.take.partition(".")
    if bound == "high" and field in one.numbers:
        return rules.unknown.no_upper_bound.format(low=one.numbers[field].low)
    return rules.unknown.number if bound in ("low", "best", "high") else rules.unknown.text


def _grades(one: Facts) -> tuple[Grade, ...]:
    said = {g.partition(":")[0]: g.partition(":")[2] for g in one.case.grades}
    killed = one.numbers.get("killed") or next(iter(one.numbers.values()), None)
    named = one.perpetrator.origins if one.perpetrator else ()
    others = {t.origin for t in one.of_field("perpetrator")} - set(named)
    origins = {
        "happened": (one.origins_for, one.origins_against),
        "count": (killed.agreeing, killed.differing) if killed else ((), ()),
        "attribution": (named, tuple(sorted(others))),
    }
    return tuple(
        Grade(name, (said.get(name) or "F6")[0], (said.get(name) or "F6")[1], *origins[name])
        for name in GRADES
    )


def _notes(one: Facts) -> tuple[Note, ...]:
    turned = [Note(t.kind, t.text, tuple(sorted({*t.taken_back, *t.by}))) for t in one.turns]
    decided = [
        Note(word.judgement, f"{word.judgement} by {word.by}: {word.reason}"
             + (f" (read as {plain(word.was)})" if word.was is not None else ""), (claim,))
        for claim, word in sorted(one.case.words.items())
    ]  # fmt: skip
    return (*turned, *decided)
