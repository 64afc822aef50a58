"""Which incidents an overview shows: by class, kind, period, area and disagreement."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sacho.model.values import Period, Place
from sacho.web.answers import IncidentRow
from sacho.web.asked import Wanted

KM_PER_DEGREE = 111.2


def narrowed(rows: Iterable[IncidentRow], wanted: Wanted) -> list[IncidentRow]:
    """The rows that are wanted, in their order. What is not dated lies in no period, and what is
    not placed in no area."""
    return [row for row in rows if _is_wanted(row, wanted)]


def _is_wanted(row: IncidentRow, wanted: Wanted) -> bool:
    if wanted.class_ is not None and row.class_ != wanted.class_:
        return False
    if wanted.kind is not None and row.kind != wanted.kind:
        return False
    if wanted.differ and not row.differ:
        return False
    dated = wanted.earliest is not None or wanted.latest is not None
    if dated and not any(_within(p, wanted) for p in row.periods):
        return False
    return wanted.box is None or any(_reaches(p, wanted.box) for p in row.places)


def _within(period: Period, wanted: Wanted) -> bool:
    if period.earliest is None or period.latest is None:
        return False
    ends_before = wanted.earliest and period.latest[:10] < wanted.earliest.isoformat()
    begins_after = wanted.latest and period.earliest[:10] > wanted.latest.isoformat()
    return not (ends_before or begins_after)


def _reaches(place: Place, box: str) -> bool:
    """Whether the area that the words leave open touches the box. A box may cross 180 degrees."""
    if place.latitude is None or place.longitude is None:
        return False
    west, south, east, north = map(float, box.split(","))
    reach = (place.radius_km or 0.0) / KM_PER_DEGREE
    if not south - reach <= place.latitude <= north + reach:
        return False
    wide = reach / max(0.05, math.cos(math.radians(place.latitude)))
    if west <= east:
        return west - wide <= place.longitude <= east + wide
    return place.longitude >= west - wide or place.longitude <= east + wide
