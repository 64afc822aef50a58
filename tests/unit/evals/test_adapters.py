"""What the adapters promise: they see readings, and their answers do not depend on the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from evals import airwars, muc4, polnear
from evals.adapters import muc4 as muc4_adapter
from evals.adapters.airwars import toll
from evals.adapters.polnear import attributed
from evals.adapters.recognizers import found
from evals.adapters.recognizers_periods import period_writings
from evals.reading import blind
from evals.recognizers import gold as recognizers_gold

from sacho.model.account import FoundValue, Reading
from sacho.model.claim import Attribution, Claim
from sacho.model.values import Basis, Count, Means, Party, Period, Quantity, Text

ClaimOf = Callable[..., Claim]
ReadingOf = Callable[..., Reading]
SaidBy = Callable[..., Attribution]

ABSOLUTE = Basis("absolute")


@pytest.fixture
def raid(claim_of: ClaimOf, reading_of: ReadingOf, said_by: SaidBy) -> Reading:
    """An invented raid, told in full, with its text."""
    claims = [
        claim_of("kind", Text("raided", "attack"), "raided"),
        claim_of("perpetrator", Party("armed raiders", kind="group"), "the armed raiders"),
        claim_of("perpetrator", Party("Red Lamp", kind="institution"), "Red Lamp"),
        claim_of("victim", Party("Mina Gaber"), "Mina Gaber"),
        claim_of("victim", Party("millers", kind="group", count=Count(2, 2)), "two millers"),
        claim_of("target", Text("mill"), "a mill"),
        claim_of("means", Means("rifle", "rifles"), "rifles"),
        claim_of("killed", Count(3, 3), "three people"),
        claim_of("killed", Count(1, 1), "one of them", of="c1"),
        claim_of("period", Period("1990-02-04", "1990-02-04", "day", ABSOLUTE), "4 Feb"),
    ]
    return reading_of(
        accounts=[("attack", claims), ("smuggling", [])],
        attributions=[said_by((0, 5), (6, 10), (11, 30), (35, 40))],
        values=[FoundValue("count", Count(3, 3), "three", ((11, 16),))],
        text="INVENTED EXAMPLE: the armed raiders of Red Lamp raided a mill.",
    )


def test_adapters_give_the_same_without_the_text(raid: Reading) -> None:
    """Taking the text away changes no answer of any adapter."""
    without = blind(raid)

    assert without.text == ""
    assert raid.text
    answers: list[Callable[[Reading], object]] = [
        muc4_adapter.templates,
        muc4_adapter.keys,
        attributed,
        found,
        partial(toll, field="killed"),
    ]
    for answer in answers:
        assert answer(raid) == answer(without)
        assert answer(raid)


def test_a_raid_becomes_one_template_with_its_roles(raid: Reading) -> None:
    """Words come from the claims; a circumstance is no incident; a victim unnamed is no Victim."""
    (only,) = muc4_adapter.templates(raid)

    assert only.type == "attack"
    assert only.of("PerpInd") == (("armed raiders",),)
    assert only.of("PerpOrg") == (("red lamp",),)
    assert only.of("Victim") == (("mina gaber",),)
    assert only.of("Target") == (("mill",),)
    assert only.of("Weapon") == (("rifles",),)


def test_all_slots_are_filled_from_claims(raid: Reading) -> None:
    """Date, instrument type, numbers and effect are in the set lists of the task."""
    (only,) = muc4_adapter.keys(raid)

    assert only.of("incident_date")[0].values == ("1990-02-04/1990-02-04",)
    assert only.of("incident_instrument_type")[0].values == ("rifle",)
    assert "2" in {value for fill in only.of("hum_tgt_number") for value in fill.values}
    assert only.of("hum_tgt_effect_of_incident")[0].values == ("death",)
    assert only.of("perp_organization_confidence")[0].values == ("reported as fact",)


def test_the_source_is_the_speaker_beside_the_cue(raid: Reading) -> None:
    """Only the first span of a speaker is the source; content keeps each of its spans."""
    (only,) = attributed(raid)

    assert only.source == {(0, 5)}
    assert only.content == {(11, 30), (35, 40)}


def test_the_toll_is_the_number_told_first(claim_of: ClaimOf, reading_of: ReadingOf) -> None:
    """What is told later, parts, denials and numbers in orders do not change it."""
    reading = reading_of(
        [
            ("order", [claim_of("killed", Count(50, 50))]),
            ("bombing", [claim_of("killed", Count(90, 90), stance="denied")]),
            (
                "bombing",
                [claim_of("killed", Count(2, 2), of="c1"), claim_of("killed", Count(4, 4))],
            ),
            ("bombing", [claim_of("killed", Count(7, 7), spans=((50, 55),))]),
        ]
    )

    assert toll(reading, "killed") == (4, 4)
    assert toll(reading, "injured") is None


def test_a_range_bounds_the_toll(claim_of: ClaimOf, reading_of: ReadingOf) -> None:
    """Six to seven is 6 and 7, even after a single number in the opening."""
    told = reading_of(
        [
            ("killing", [claim_of("killed", Count(9, 9))]),
            ("killing", [claim_of("killed", Count(6, 7), spans=((20, 30),))]),
        ]
    )

    assert toll(told, "killed") == (6, 7)


def test_an_open_range_is_closed_by_another_number(
    claim_of: ClaimOf, reading_of: ReadingOf
) -> None:
    """At least six is 6 to the larger number told elsewhere, unless that is of another order."""
    claims = [
        claim_of("killed", Count(6, None)),
        claim_of("killed", Count(8, 8), spans=((20, 30),)),
        claim_of("killed", Count(900, 900), spans=((40, 50),)),
    ]

    assert toll(reading_of([("killing", claims)]), "killed") == (6, 8)
    assert toll(reading_of([("killing", claims[:1])]), "killed") == (6, 6)


def test_airwars_gold_needs_both_bounds() -> None:
    """A narrative without numbers in the gold is not scored."""
    assert airwars.gold({"killed": {"raw": "3-7", "min": 3, "max": 7}}, "killed") == (3, 7)
    assert airwars.gold({"killed": {"raw": "Unknown"}}, "killed") is None
    assert airwars.gold({}, "injured") is None


def test_polnear_takes_the_annotator_who_agrees_best() -> None:
    """Of several annotations the one nearest to all others is the gold."""

    def marked(*cues: list[int]) -> dict[str, object]:
        return {"attributions": [{"source": [], "cue": [{"spans": [cue]}]} for cue in cues]}

    record = {"annotations": [marked([0, 9]), marked([0, 4], [5, 8]), marked([0, 4], [5, 9])]}

    assert {span for one in polnear.gold(record) for span in one.cue} == {(0, 4), (5, 8)}
    assert polnear.gold({}) == []


@pytest.mark.parametrize(
    ("period", "writing"),
    [
        (Period("2019-01-03", "2019-01-03", "day", ABSOLUTE), "2019-01-03"),
        (Period("2018-01-01", "2018-12-31", "year", ABSOLUTE), "2018-01-01..2019-01-01"),
        (Period("2016-11-04", "2016-11-22", "days", ABSOLUTE), "2016-11-04..2016-11-22"),
        (Period(None, "2018-12-31", "year", ABSOLUTE), "..2019-01-01"),
        (Period("2019-01-03T08:40", "2019-01-03T08:40", "time", ABSOLUTE), "2019-01-03 08:40"),
        (Period("2019-01-03T08:40", "2019-01-03T08:40", "time", ABSOLUTE), "08:40"),
    ],
)
def test_periods_are_written_as_recognizers_writes_them(period: Period, writing: str) -> None:
    """Our last day is inside, theirs is not; a clock time may stand without its day."""
    assert writing in period_writings(period)


def test_a_whole_interval_has_one_writing() -> None:
    """A year is never also the interval that ends a day early."""
    assert period_writings(Period("2018-01-01", "2018-12-31", "year", ABSOLUTE)) == {
        "2018-01-01..2019-01-01"
    }


def test_ages_ordinals_and_durations_are_told_apart(reading_of: ReadingOf) -> None:
    """Each kind of quantity answers its own model."""
    units = {"year of age": "29 year", "ordinal": "29", "day": "2505600 s", "kg": "29"}
    for unit, writing in units.items():
        value = FoundValue("quantity", Quantity(29, 29, unit), "29", ((0, 2),))
        (only,) = found(reading_of(values=[value]))
        assert only.writings == {writing}, unit


def test_recognizers_gold_is_looked_up_in_its_own_input() -> None:
    """A wrong start is mended, an ambiguous date has two answers, foreign words are left out."""
    date = {"Timex": "XXXX-04-22", "FutureResolution": {"date": "2017-04-22"},
            "PastResolution": {"date": "2016-04-22"}}  # fmt: skip
    record = {
        "input": "come back on april 22 at noon",
        "results": [
            {"Text": "April 22", "Start": 99, "Type": "date", "Value": date},
            {"Text": "22 avril", "Start": 0, "Type": "date", "Value": date},
        ],
    }

    (only,) = recognizers_gold(record)

    assert only.spans == {(13, 21)}
    assert only.writings == {"2016-04-22", "2017-04-22"}


def test_muc4_heads_are_dated_by_the_dateline() -> None:
    """The dateline gives the publication date; without one there is none."""
    record = {"docid": "x", "text": "KLOW, 4 FEB 90 (INVENTED EXAMPLE) -- [TEXT] RAIDERS CAME."}

    assert muc4.head(record).published == "1990-02-04"
    assert muc4.head({}).published is None


def test_muc4_gold_drops_templates_that_say_the_same() -> None:
    """Two equal five-slot templates of a text count once, as in the published scorer."""
    raw = {"incident_type": "attack", "PerpInd": [[["raiders", 3]]], "Target": []}

    assert len(muc4.gold_templates({"gtt": {"templates": [raw, raw]}})) == 1


def test_values_that_no_claim_takes_answer_their_models(reading_of: ReadingOf) -> None:
    """An hour without its day, a duration and a relative ordinal have the benchmark's writings."""
    cases = [
        ("time", Quantity(1140, 1140, "minute of day"), "time", "19:00"),
        ("time", Quantity(510, 1230, "minute of day"), "time", "08:30"),
        ("time", Quantity(510, 1230, "minute of day"), "time", "20:30"),
        ("time", Quantity(0, 539, "minute of day"), "time", "..09:00"),
        ("time", Quantity(5400, 5400, "second"), "time", "5400 s"),
        ("order", Quantity(0, 0, "place from the last"), "ordinal", "end+0"),
        ("order", Quantity(-1, -1, "place from this one"), "ordinal", "current-1"),
    ]
    for field, value, group, writing in cases:
        (only,) = found(reading_of(values=[FoundValue(field, value, "words", ((0, 5),))]))
        assert only.group == group
        assert writing in only.writings
        assert not [one for one in only.writings if "0001" in one]


def test_now_is_also_the_moment_of_reference() -> None:
    """ "Now" is a day to Sacho and the reference moment to the benchmark; a day told is no moment."""
    now = Period("2016-11-07", "2016-11-07", "vague", ABSOLUTE)
    assert "2016-11-07 16:12" in period_writings(now, "2016-11-07T16:12:00")
    day = Period("2016-11-07", "2016-11-07", "day", ABSOLUTE)
    assert period_writings(day, "2016-11-07T16:12:00") == {"2016-11-07"}
