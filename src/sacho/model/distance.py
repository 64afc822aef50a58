"""How far apart two places are, on a round Earth."""

from __future__ import annotations

import math

from sacho.model.values import Place

EARTH_KM = 6371.0088  # mean radius, IUGG


def haversine_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km between two points in WGS 84 degrees; within 0.6 % of the truth."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def kilometres(a: Place, b: Place) -> float | None:
    """Between the middles of two places; None where one is not on the map."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    return haversine_km(a.latitude, a.longitude, b.latitude, b.longitude)
