"""What a column may be taken from: each name gives a value, the rule that chose it, and its claims.

A cell for which nothing is told is empty. Nothing is filled in from a neighbouring value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sacho.model.claim import COUNT_FIELDS
from sacho.model.plain import plain
from sacho.model.values import Count, Means, Party, Period, Place, PlaceLevel
from sacho.rules.case import Told
from sacho.rules.choosing import Number, Picked, days
from sacho.rules.facts import Facts
from sacho.rules.line import CellValue
from sacho.rules.parties import CIVILIANS
from sacho.rules.rule_set import Code, Precision, RuleSet

Taken = tuple[CellValue, str, tuple[str, ...]]
Take = Callable[[RuleSet, Facts], Taken]
NOTHING: Taken = (None, "not told", ())


def take(name: str) -> Take:
    """How a column of this name is filled. Raises KeyError for a name that is not known."""
    return _TAKES[name]


# -- numbers ---------------------------------------------------------------------------------

_BOUND_RULES = {
    "low": "the lowest number that any voice tells",
    "best": "the number that most origins' numbers hold; then the latest told; then the lowest",
    "high": "the highest number that any voice tells; none where a voice tells no upper bound",
}


def _bound(field: str, bound: str) -> Take:
    def taken(_: RuleSet, facts: Facts) -> Taken:
        number = facts.numbers.get(field)
        return NOTHING if number is None else _of_number(number, bound)

    return taken


def _of_number(number: Number, bound: str) -> Taken:
    values = {"low": number.low, "best": number.best, "high": number.high}
    claims = {
        "low": number.low_claims, "best": number.best_claims, "high": number.high_claims,
    }  # fmt: skip
    return values[bound], _BOUND_RULES[bound], claims[bound]


def _deaths_of(civilians: bool) -> Take:
    """The best number of dead, under civilians or under unknown: it is never divided."""

    def taken(_: RuleSet, facts: Facts) -> Taken:
        number = facts.numbers.get("killed")
        if number is None or (facts.harmed == CIVILIANS) is not civilians:
            return NOTHING
        value, rule, claims = _of_number(number, "best")
        return value, f"{rule}; all of it, for a number is never divided", claims

    return taken


def _happenings(_: RuleSet, facts: Facts) -> Taken:
    """1 where the happening is told apart, 2 where several are told as one."""
    number = facts.numbers.get("happenings")
    if number is None or number.best <= 1:
        return 1, "told as one happening", () if number is None else number.best_claims
    return 2, "several happenings told together", number.best_claims


# -- when ------------------------------------------------------------------------------------

_PERIOD_RULE = "the narrowest period that most origins' periods overlap"


def _period(part: Callable[[Period], CellValue]) -> Take:
    def taken(_: RuleSet, facts: Facts) -> Taken:
        if facts.period is None or not isinstance(facts.period.value, Period):
            return NOTHING
        return part(facts.period.value), _PERIOD_RULE, facts.period.claims

    return taken


def _day(period: Period) -> str | None:
    """The one day that it was; a wider period has none."""
    return (period.earliest or "")[:10] if days(period) == 1 else None


def _year(period: Period) -> int | None:
    first, last = (period.earliest or "")[:4], (period.latest or "")[:4]
    return int(first) if first and first == last else None


def _time_precision(rules: RuleSet, facts: Facts) -> Taken:
    if facts.period is None or not isinstance(facts.period.value, Period):
        return NOTHING
    covered = days(facts.period.value)
    for line in rules.time:
        if covered is not None and (line.days is None or covered <= line.days):
            return line.code, line.means, facts.period.claims
    return None, "wider than any code", facts.period.claims


# -- where -----------------------------------------------------------------------------------

_PLACE_RULE = "the finest place that most origins' places may be"


def _place(part: Callable[[Place], CellValue]) -> Take:
    def taken(_: RuleSet, facts: Facts) -> Taken:
        if facts.place is None or not isinstance(facts.place.value, Place):
            return NOTHING
        return part(facts.place.value), _PLACE_RULE, facts.place.claims

    return taken


def _place_precision(rules: RuleSet, facts: Facts) -> Taken:
    if facts.place is None or not isinstance(facts.place.value, Place):
        return NOTHING
    place = facts.place.value
    for line in rules.place:
        if _fits(line, place.level, place.radius_km):
            return line.code, line.means, facts.place.claims
    return None, "wider than any code", facts.place.claims


def _fits(line: Precision, level: PlaceLevel, radius: float | None) -> bool:
    if line.levels and level not in line.levels:
        return False
    return line.km is None or (radius is not None and radius <= line.km)


# -- who -------------------------------------------------------------------------------------


def _party(which: str) -> Take:
    def taken(_: RuleSet, facts: Facts) -> Taken:
        picked = _picked(facts, which)
        if picked is None:
            return NOTHING
        return plain(picked.value), f"the {which} that most origins name", picked.claims

    return taken


def _sort(which: str) -> Take:
    def taken(rules: RuleSet, facts: Facts) -> Taken:
        picked = _picked(facts, which)
        sort = facts.doer if which == "perpetrator" else facts.harmed
        if picked is None or sort is None:
            return NOTHING
        value = rules.actors.get(sort) if rules.actors else sort
        return value, f"{sort}, by the words that name them", picked.claims

    return taken


def _interaction(rules: RuleSet, facts: Facts) -> Taken:
    """Both codes, the lower first; nothing where one is not known."""
    left, right = (_sort(which)(rules, facts) for which in ("perpetrator", "victim"))
    if not isinstance(left[0], int) or not isinstance(right[0], int):
        return NOTHING
    low, high = sorted((left[0], right[0]))
    return int(f"{low}{high}"), "both actors' codes, the lower first", (*left[2], *right[2])


def _civilian_targeting(_: RuleSet, facts: Facts) -> Taken:
    if facts.harmed != CIVILIANS or facts.victim is None:
        return NOTHING
    return "Civilian targeting", "the reported victims are civilians", facts.victim.claims


def _violence(_: RuleSet, facts: Facts) -> Taken:
    """1 state-based, 2 non-state, 3 one-sided; nothing where a side is not known."""
    claims = _ids(facts.perpetrator) + _ids(facts.victim)
    if facts.harmed == CIVILIANS:
        return 3, "an organised actor against civilians", claims
    if facts.harmed is None or facts.doer is None:
        return NOTHING
    if "state" in (facts.doer, facts.harmed):
        return 1, "a state is one side", claims
    return 2, "no state is a side", claims


def _names(_: RuleSet, facts: Facts) -> Taken:
    """Every name of a person told as victim, side by side."""
    told = [t for t in facts.of_field("victim") if isinstance(t.claim.value, Party)]
    people = [
        t for t in told if isinstance(t.claim.value, Party) and t.claim.value.kind == "person"
    ]
    if not people:
        return NOTHING
    names = sorted({plain(t.claim.value) for t in people})
    return " | ".join(names), "every victim told as a person", _claims(people)


def _of_victims(part: Callable[[Party], str | None]) -> Take:
    def taken(_: RuleSet, facts: Facts) -> Taken:
        told = [
            (t, word) for t in facts.of_field("victim")
            if isinstance(t.claim.value, Party) and (word := part(t.claim.value))
        ]  # fmt: skip
        if not told:
            return NOTHING
        words = sorted({word for _, word in told})
        return " | ".join(words), "every one told", tuple(sorted(t.claim.id for t, _ in told))

    return taken


# -- what, with what, by whom told -----------------------------------------------------------


def _type(part: Callable[[Code], str]) -> Take:
    def taken(rules: RuleSet, facts: Facts) -> Taken:
        claims = tuple(t.claim.id for t in facts.of_field("kind"))
        for line in rules.code:
            if _codes(line, facts):
                return part(line) or None, "kind, actors and means by the set's table", claims
        return None, "the set's table has no line for it", claims

    return taken


def _codes(line: Code, facts: Facts) -> bool:
    fits = (
        (line.kinds, (facts.case.incident.kind,)), (line.doer, (facts.doer,)),
        (line.victim, (facts.harmed,)), (line.means, facts.means),
    )  # fmt: skip
    return all(not asked or any(have in asked for have in given) for asked, given in fits)


def _means(_: RuleSet, facts: Facts) -> Taken:
    told = [t for t in facts.counting if isinstance(t.claim.value, Means)]
    if not told:
        return NOTHING
    return " | ".join(facts.means), "every means told", _claims(told)


def _cause(rules: RuleSet, facts: Facts) -> Taken:
    """The means; where none is told, the kind of act."""
    taken = _means(rules, facts)
    return taken if taken[0] is not None else _kind(rules, facts)


def _kind(_: RuleSet, facts: Facts) -> Taken:
    claims = tuple(t.claim.id for t in facts.of_field("kind"))
    return facts.case.incident.kind, "the kind that most accounts tell", claims


def _origins(_: RuleSet, facts: Facts) -> Taken:
    return len(facts.origins_for), "independent origins that tell it; copies count once", ()


def _reports(_: RuleSet, facts: Facts) -> Taken:
    listed = sorted(
        {t.account.report for t in facts.counting if t.origin in facts.origins_for}
    )  # fmt: skip
    return " | ".join(listed) or None, "the reports of those origins", ()


def _outlets(_: RuleSet, facts: Facts) -> Taken:
    names = sorted({t.account.publisher or t.telling.outlet for t in facts.counting} - {""})
    return " | ".join(names) or None, "who published them", ()


def _speaker_kinds(_: RuleSet, facts: Facts) -> Taken:
    kinds = sorted({s.kind for t in facts.counting for s in t.claim.speakers})
    return " | ".join(kinds) or None, "what sort of speaker tells it", ()


def _grade(_: RuleSet, facts: Facts) -> Taken:
    """confirmed, contested, fair, weak, discounted; of the harm, told apart from who did it."""
    claims = tuple(t.claim.id for t in facts.of_field("perpetrator"))
    admits = [
        t for t in facts.counting
        if t.claim.speakers and t.claim.speakers[-1].kind == "perpetrator"
        and t.claim.field in ("kind", "killed", "injured")
    ]  # fmt: skip
    if admits:
        return "confirmed", "a reported perpetrator says so", _claims(admits)
    if len(facts.named_doers) > 1:
        return "contested", "different perpetrators are reported", claims
    if len(facts.origins_for) >= 2:
        return "fair", "two or more independent origins tell it", claims
    return "weak", "one origin tells it", claims


def _notes(_: RuleSet, facts: Facts) -> Taken:
    texts = [turn.text for turn in facts.turns]
    return "; ".join(texts) or None, "how the telling turned", ()


def _incident(_: RuleSet, facts: Facts) -> Taken:
    return facts.id, "the incident's id in this project", ()


def _harm_told(_: RuleSet, facts: Facts) -> Taken:
    """Whether a number of dead or wounded above none is told."""
    told = [
        t for t in (*facts.of_field("killed"), *facts.of_field("injured"))
        if isinstance(t.claim.value, Count) and t.claim.value.low > 0
    ]  # fmt: skip
    return ("Yes" if told else None), "a voice tells of people killed or wounded", _claims(told)


def _picked(facts: Facts, which: str) -> Picked | None:
    return facts.perpetrator if which == "perpetrator" else facts.victim


def _ids(picked: Picked | None) -> tuple[str, ...]:
    return () if picked is None else picked.claims


def _claims(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(sorted({t.claim.id for t in told}))


_TAKES: dict[str, Take] = {
    "incident": _incident,
    "period.day": _period(_day),
    "period.from": _period(lambda p: p.earliest),
    "period.to": _period(lambda p: p.latest),
    "period.year": _period(_year),
    "period.words": _period(plain),
    "period.precision": _time_precision,
    "place.name": _place(lambda p: p.name),
    "place.words": _place(plain),
    "place.country": _place(lambda p: p.country),
    "place.admin1": _place(lambda p: p.admin1),
    "place.latitude": _place(lambda p: p.latitude),
    "place.longitude": _place(lambda p: p.longitude),
    "place.radius": _place(lambda p: p.radius_km),
    "place.level": _place(lambda p: p.level),
    "place.precision": _place_precision,
    "type": _type(lambda c: c.type),
    "sub-type": _type(lambda c: c.sub_type),
    "kind": _kind,
    "means": _means,
    "cause": _cause,
    "perpetrator": _party("perpetrator"),
    "perpetrator.code": _sort("perpetrator"),
    "victim": _party("victim"),
    "victim.code": _sort("victim"),
    "victim.names": _names,
    "victim.ages": _of_victims(lambda p: p.age),
    "victim.sexes": _of_victims(lambda p: p.sex),
    "victim.statuses": _of_victims(lambda p: p.status if p.status != "unknown" else None),
    "interaction": _interaction,
    "civilian-targeting": _civilian_targeting,
    "violence": _violence,
    "killed.civilians": _deaths_of(True),
    "killed.unknown": _deaths_of(False),
    "clarity": _happenings,
    "harm-told": _harm_told,
    "origins": _origins,
    "reports": _reports,
    "outlets": _outlets,
    "speakers": _speaker_kinds,
    "harm-grade": _grade,
    "notes": _notes,
    **{f"{f}.{b}": _bound(f, b) for f in COUNT_FIELDS for b in ("low", "best", "high")},
}
