"""The conditions that a rule set may put to an incident, each a function of its facts."""

from __future__ import annotations

from collections.abc import Callable

from sacho.model.values import Period, Place
from sacho.model.vocabulary import class_of
from sacho.rules.choosing import days
from sacho.rules.facts import Facts
from sacho.rules.parties import CIVILIANS
from sacho.rules.rule_set import Include, RuleSet


def failed(rules: RuleSet, facts: Facts) -> Include | None:
    """The first condition that the incident does not meet; None where it is taken in."""
    for include in rules.include:
        if not _TESTS[include.rule](rules, include, facts):
            return include
    return None


def _class(_: RuleSet, include: Include, facts: Facts) -> bool:
    return class_of(facts.case.incident.kind) in include.of


def _kind(_: RuleSet, include: Include, facts: Facts) -> bool:
    return facts.case.incident.kind in include.of


def _accomplished(_: RuleSet, include: Include, facts: Facts) -> bool:
    """Somebody tells that it was done, in a report that nobody withdrew."""
    return bool(facts.origins_for)


def _count(_: RuleSet, include: Include, facts: Facts) -> bool:
    """At least so many, by the best number of one of the fields."""
    return any(
        facts.numbers[f].best >= include.least for f in include.of if f in facts.numbers
    )  # fmt: skip


def _organised(rules: RuleSet, include: Include, facts: Facts) -> bool:
    return facts.doer in rules.organised


def _harmed(_: RuleSet, include: Include, facts: Facts) -> bool:
    """Civilians, or people of whom no word says who they are."""
    return facts.harmed in (CIVILIANS, "protesters", None)


def _period(_: RuleSet, include: Include, facts: Facts) -> bool:
    if facts.period is None or not isinstance(facts.period.value, Period):
        return False
    covered = days(facts.period.value)
    return covered is not None and (include.days is None or covered <= include.days)


def _place(_: RuleSet, include: Include, facts: Facts) -> bool:
    if facts.place is None or not isinstance(facts.place.value, Place):
        return False
    return not include.levels or facts.place.value.level in include.levels


_TESTS: dict[str, Callable[[RuleSet, Include, Facts], bool]] = {
    "class": _class, "kind": _kind, "accomplished": _accomplished, "count": _count,
    "organised": _organised, "harmed": _harmed, "period": _period, "place": _place,
}  # fmt: skip
