"""Which incidents lie within a total that another tells ("five shootings this winter").

Nothing is joined: the total and its parts stand beside each other, and a sum takes one or the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from sacho.link.compare import kin
from sacho.link.profile import Profile
from sacho.model.distance import kilometres
from sacho.model.values import Place

Told = tuple[str, list[Profile]]


def wholes(incidents: Iterable[Told]) -> dict[str, tuple[str, ...]]:
    """For each incident that lies within totals, the ids of those totals, in order.

    A total has to say when, and a part has to fall inside it; where both say where, the part lies
    inside that as well. A part never tells more killed or injured than its total.
    """
    listed = list(incidents)
    totals = [told for told in listed if any(p.aggregate and p.periods for p in told[1])]
    found: dict[str, tuple[str, ...]] = {}
    for id_, profiles in listed if totals else []:
        if not any(p.aggregate for p in profiles):
            inside = tuple(whole for whole, told in totals if _within(profiles, told))
            if inside:
                found[id_] = inside
    return found


def _within(parts: list[Profile], whole: list[Profile]) -> bool:
    return any(_account_within(p, w) for p in parts for w in whole if w.aggregate)


def _account_within(part: Profile, whole: Profile) -> bool:
    if part.account.report == whole.account.report and part.id == whole.id:
        return False
    when = any(
        w.first <= p.first and p.last <= w.last and w.last > w.first
        for p in part.periods
        for w in whole.periods
    )
    return (
        kin(part.kind, whole.kind)
        and when
        and _place_within(part, whole)
        and _not_more(part, whole)
    )


def _place_within(part: Profile, whole: Profile) -> bool:
    if not whole.places:
        return True
    return any(_inside(p, w) for p, _ in part.places for w, _ in whole.places)


def _inside(part: Place, whole: Place) -> bool:
    if part.gazetteer_id and part.gazetteer_id == whole.gazetteer_id:
        return True
    apart = kilometres(part, whole)
    if apart is None:
        return part.name.casefold() == whole.name.casefold()
    return apart <= (whole.radius_km or 0) + (part.radius_km or 0)


def _not_more(part: Profile, whole: Profile) -> bool:
    for field in ("killed", "injured"):
        highs = [count.high for count, _ in whole.counts.get(field, ())]
        lows = [count.low for count, _ in part.counts.get(field, ())]
        known = [high for high in highs if high is not None]
        if lows and known and len(known) == len(highs) and min(lows) > max(known):
            return False
    return True
