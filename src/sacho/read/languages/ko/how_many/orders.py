"""Relative ordinals, in Korean: `마지막`, `다음 것`, `이전`, `현재`, `끝에서 두 번째`.

They tell a place counted from the last or from this one, and no number of things. No claim takes
them; of time words (다음 주, 현재의 시각) the period is read, and no order.
"""

from __future__ import annotations

import re

from sacho.model.account import FoundValue
from sacho.model.values import Quantity
from sacho.read.orders import FROM_LAST, FROM_THIS, found, place

_LAST_BUT = {"두": -1, "세": -2, "네": -3}
_THIS = {"다음": 1, "이전": -1, "현재": 0}
_TIMES = r"날|주|달|월|해|년|분기|학기|시간|순간|봄|여름|가을|겨울|세기|[월화수목금토일]요일|\d"
_ORDER = re.compile(
    r"(?:마지막|끝)에서\s?(?P<but>두|세|네)\s?번째"
    r"|마지막(?:의|에서)?\s?(?P<beside>바로\s?앞|옆|전)(?=[의에]|\s|$)"
    rf"|(?<![가-힣])(?P<last>마지막)(?!\s?(?:{_TIMES}))"
    rf"|(?<![가-힣] )(?<![가-힣])(?P<this>다음|이전|현재)(?:\s?것|(?=[\"'”’ ](?!(?:{_TIMES}))))"
)


def parse_order(words: str) -> Quantity | None:
    """The place that the words tell, counted in `FROM_LAST` or `FROM_THIS`; None for no order."""
    match = _ORDER.match(words.strip() + " ")
    return _value(match) if match and match.end() == len(words.strip()) else None


def find_orders(text: str) -> list[FoundValue]:
    """The relative ordinals of the text, in order; each says the same read alone."""
    return found(text, _ORDER, _value, parse_order)


def _value(match: re.Match[str]) -> Quantity:
    if match["but"]:
        return place(_LAST_BUT[match["but"]], FROM_LAST)
    if match["beside"]:
        return place(-1, FROM_LAST)
    return place(0, FROM_LAST) if match["last"] else place(_THIS[match["this"]], FROM_THIS)
