"""What the adapters of shootings, attacks, places and times promise."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from evals import geoparsing, hrdsattack, shootings, tempeval3
from evals.adapters.geoparsing import toponyms
from evals.adapters.hrdsattack import attack
from evals.adapters.shootings import Hurt, hurt
from evals.benchmarks import BENCHMARKS
from evals.metrics import Metric

from sacho.model.account import FoundValue, Reading
from sacho.model.claim import Claim
from sacho.model.distance import haversine_km
from sacho.model.values import Basis, Count, Party, Period, Place

ClaimOf = Callable[..., Claim]
ReadingOf = Callable[..., Reading]


def place(name: str, at: tuple[float, float], level: str = "settlement") -> Place:
    """An invented place at these degrees."""
    return Place(name, "US", None, *at, 5.0, level, (), "geonames:77")  # type: ignore[arg-type]


def value_of(metrics: list[Metric], metric: str) -> float:
    """The value of one line."""
    return next(m.value for m in metrics if m.metric == metric)


def test_those_shot_who_died_are_not_counted_as_injured(
    claim_of: ClaimOf, reading_of: ReadingOf
) -> None:
    """Of "four shot, one fatally" three are injured, as a registry counts."""
    claims = [
        claim_of("injured", Count(4, 4), id="c1", spans=((0, 4),)),
        claim_of("killed", Count(1, 1), id="c2", of="c1", spans=((9, 12),)),
        claim_of("killed", Count(1, 1), id="c3", spans=((20, 24),)),
        claim_of("injured", Count(9, 9), id="c4", stance="denied", spans=((30, 34),)),
    ]
    assert hurt(reading_of(accounts=[("shooting", claims), ("detention", [])])) == Hurt(1, 3)
    assert hurt(reading_of()) == Hurt(0, 0)


def test_an_incident_has_the_counts_on_which_most_reports_agree(
    claim_of: ClaimOf, reading_of: ReadingOf
) -> None:
    """One report that tells nothing and one that differs do not outvote two that agree."""
    two = reading_of(accounts=[("shooting", [claim_of("killed", Count(2, 2))])])
    one = reading_of(accounts=[("shooting", [claim_of("killed", Count(1, 1))])])
    incident = {"incident_id": "7", "num_killed": 2, "num_injured": 0}
    articles = [{"id": str(n), "dct": f"2031-01-0{n}", "content": "x"} for n in range(1, 5)]
    records = shootings.unfolded([{**incident, "articles": articles}])
    metrics = shootings.score_gva(records, [two, reading_of(), two, one])
    assert [m.value for m in metrics if isinstance(m, Metric) and m.main] == [1.0]


def test_an_attack_has_every_type_told_and_the_city_of_its_main_account(
    claim_of: ClaimOf, reading_of: ReadingOf
) -> None:
    """Types are gathered over all harms; names, days and city come from claims alone."""
    abduction = [
        claim_of("victim", Party("editor Mina Gaber"), "Mina Gaber"),
        claim_of("place", place("Tarn", (1.0, 2.0))),
        claim_of("period", Period("2031-02-04", "2031-02-04", "day", Basis("absolute"))),
    ]
    told = attack(reading_of(accounts=[("abduction", abduction), ("torture", [])]))
    assert set(told.violations) == {"kidnapping", "torture"}
    assert (told.cities, told.date, told.victims) == (("Tarn",), (2031, 2, 4), ("Mina Gaber",))


def test_saying_nothing_of_nothing_is_right(reading_of: ReadingOf) -> None:
    """Where the annotator gave nothing, "none" is the label, and silence meets it."""
    record = {"annotations": [{"violation_types": [], "victims": [], "city": "None"}]}
    lines = hrdsattack.score([record], [reading_of()])
    assert value_of([m for m in lines if isinstance(m, Metric)], "mean micro F1") == 1.0


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2031-05-06", ("2031-05-06", "2031-05-06")),
        ("2031-05-06T08:00", ("2031-05-06", "2031-05-06")),
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("2031-Q4", ("2031-10-01", "2031-12-31")),
        ("2031", ("2031-01-01", "2031-12-31")),
        ("P3D", None),
        ("PRESENT_REF", None),
    ],
)
def test_a_value_of_the_corpus_is_days_of_the_calendar(
    value: str, days: tuple[str, str] | None
) -> None:
    """What names no days is None."""
    assert tempeval3.days(value) == days


def test_times_are_met_by_overlap_and_by_their_days(reading_of: ReadingOf) -> None:
    """A longer span counts as relaxed only; its days are compared all the same."""
    period = Period("2031-05-06", "2031-05-06", "day", Basis("absolute"))
    reading = reading_of(values=[FoundValue("period", period, "on 6 May", ((0, 8),))])
    record = {"timex3": [{"start": 3, "end": 8, "value": "2031-05-06"}]}
    lines = [m for m in tempeval3.score([record], [reading]) if isinstance(m, Metric)]
    assert value_of(lines, "relaxed F1") == 1.0 and value_of(lines, "strict F1") == 0.0
    assert value_of(lines, "days right of gold days") == 1.0


def test_each_name_of_a_place_is_a_toponym_of_its_own(reading_of: ReadingOf) -> None:
    """Of "near Tarn, Ohio's" there are Tarn with its degrees and Ohio without."""
    written = "near Tarn, Ohio's"
    found = FoundValue("place", place("Tarn", (40.0, -83.0)), written, ((10, 10 + len(written)),))
    tarn, ohio = toponyms(reading_of(values=[found]))
    assert (tarn.span, tarn.at) == ((15, 19), (40.0, -83.0))
    assert (ohio.span, ohio.at) == ((21, 25), None)


def test_a_name_put_elsewhere_is_found_and_not_near(reading_of: ReadingOf) -> None:
    """Recognition and resolution are told apart; expressions are no names."""
    found = FoundValue("place", place("Tarn", (40.0, -83.0)), "Tarn", ((0, 4),))
    gold = [{"start": 0, "end": 4, "phrase": "Tarn", "type": "Literal", "note": "10.0, 20.0"},
            {"start": 9, "end": 13, "phrase": "area", "type": "Literal_Expression"}]  # fmt: skip
    record = {"file": "tiny", "text": "Tarn, an area", "annotations": gold}
    lines = [m for m in geoparsing.score([record], [reading_of(values=[found])])
             if isinstance(m, Metric)]  # fmt: skip
    assert value_of(lines, "toponym F1") == 1.0
    assert value_of(lines, "tiny found names within 161 km") == 0.0
    assert haversine_km(0.0, 0.0, 0.0, 1.0) == pytest.approx(111.19, abs=0.01)


def test_one_file_for_all_is_parted_by_its_documents(tmp_path: Path) -> None:
    """No document of tempeval3 is both train and dev, and nothing of it is ever test."""
    benchmark = next(b for b in BENCHMARKS if b.name == "tempeval3")
    folder = tmp_path / "tempeval3"
    folder.mkdir()
    with gzip.open(folder / "train_tbaq.jsonl.gz", "wt") as file:
        file.writelines(json.dumps({"docid": f"d{n}"}) + "\n" for n in range(60))
    parts = [{r["docid"] for r in benchmark.records(tmp_path, s, None)} for s in ("train", "dev")]
    assert len(parts[0] | parts[1]) == 60 and not parts[0] & parts[1] and parts[1]
    assert benchmark.there(tmp_path, "dev") and not benchmark.there(tmp_path, "test")
