"""HRDsAttack: attacks on those who defend human rights; the article's main attack alone.

Five attributes: types of violation, type of perpetrator, city, date (its year, month and day apart),
names of victims. Each is scored as labels with micro F1; "none" is a label, so that saying nothing
of nothing is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

import msgspec

from evals.adapters.hrdsattack import Attack, attack
from evals.data import Record, listed, worded
from evals.metrics import Metric, Rate, Tally
from sacho.model.account import Reading, ReportHead

NAME = "hrdsattack"
NONE = "none"
_MONTHS = "january february march april may june july august september october november december"
_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}

Labels = frozenset[str]


def text(record: Record) -> str:
    """What is read: the title is its first line."""
    return f"{worded(record, 'title')}\n\n{worded(record, 'text')}"


def head(record: Record) -> ReportHead:
    """The day it was published, and that it is English."""
    day = worded(record, "publish_date")[:10] or None
    return ReportHead(id=f"{NAME}:{worded(record, 'id')}", published=day, language="en")


class Gold(msgspec.Struct, frozen=True):
    """The labels of one article."""

    violation: Labels
    perpetrator: Labels
    city: Labels
    date: Labels
    victim: Labels


def gold(record: Record) -> Gold:
    """The labels that the annotator gave."""
    given = listed(record, "annotations")[0]
    names = [worded(v, "victim_name") for v in listed(given, "victims")]
    return Gold(
        violation=_labels(listed(given, "violation_types")),
        perpetrator=_labels([worded(given, "perpetrator_type")]),
        city=_labels([plain(worded(given, "city"))]),
        date=_labels(_date(given)),
        victim=_labels([plain(name) for name in names]),
    )


def _labels(told: list[str]) -> Labels:
    return frozenset(one for one in told if one and one != NONE) or frozenset({NONE})


def plain(name: str) -> str:
    """Small letters without accents, titles of possession and stops."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s-]", " ", bare.lower()).split())


def _date(given: Record) -> list[str]:
    """Year, month and day as far as the annotator gave them; "none" for each that is not given."""
    month = str(given.get("month") or "").strip().lower()
    number = int(month) if month.isdigit() else _NUMBERS.get(month[:3], 0)
    return dated(_whole(given.get("year")), number, _whole(given.get("date")))


def dated(year: int, month: int, day: int) -> list[str]:
    """Three labels."""
    parts = (("year", year), ("month", month), ("day", day))
    return [f"{name} {value or NONE}" for name, value in parts]


def _whole(value: object) -> int:
    digits = re.match(r"\d+", str(value or ""))
    return int(digits[0]) if digits else 0


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """The mean of the five micro F1 (main), then each of them."""
    wanted = [gold(record) for record in records]
    given = [attack(reading) for reading in readings]
    parts: dict[str, Tally] = {
        "violation type": _tally(wanted, given, lambda g: g.violation, lambda a: a.violations),
        "perpetrator type": _tally(wanted, given, lambda g: g.perpetrator, lambda a: a.perpetrator),
        "city": _tally(wanted, given, lambda g: g.city, lambda a: map(plain, a.cities)),
        "date": _tally(wanted, given, lambda g: g.date, lambda a: dated(*a.date)),
        "victim name": _tally(
            wanted, given, lambda g: g.victim, lambda a: map(plain, a.victims), _same_name
        ),
    }
    mean = sum(tally.f1 for tally in parts.values()) / len(parts)
    lines: list[Metric | Rate] = [Metric(NAME, "mean micro F1", mean, len(records), main=True)]
    lines += [Metric(NAME, f"{part} F1", t.f1, round(t.wanted)) for part, t in parts.items()]
    return lines


def _equal(left: str, right: str) -> bool:
    return left == right


def _same_name(left: str, right: str) -> bool:
    """One name whose words all stand in the other, the family name alone included."""
    one, other = set(left.split()), set(right.split())
    return bool(one and other) and (one <= other or other <= one)


def _tally(
    wanted: list[Gold],
    given: list[Attack],
    labels_of: Callable[[Gold], Labels],
    told_of: Callable[[Attack], Iterable[str]],
    same: Callable[[str, str], bool] = _equal,
) -> Tally:
    total = Tally()
    for gold_one, mine in zip(wanted, given, strict=True):
        labels = labels_of(gold_one)
        told = _labels(list(told_of(mine)))
        right = sum(any(same(one, label) for label in labels) for one in told)
        found = sum(any(same(one, label) for one in told) for label in labels)
        total.add(Tally(right, len(told), found, len(labels)))
    return total
