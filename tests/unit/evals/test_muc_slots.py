"""What the strict scorer over all slots promises."""

from __future__ import annotations

from typing import Any

import pytest
from evals.scorers.muc_keys import Fill, Key, code, fill_of, key_of
from evals.scorers.muc_slots import score

RAW: dict[str, Any] = {
    "message_template": ["1"],
    "incident_date": ["- 04 FEB 90"],
    "incident_location": ["BORDURIA: SZOHOD (CITY)"],
    "incident_type": ["ATTACK"],
    "incident_stage_of_execution": ["ACCOMPLISHED"],
    "incident_instrument_id": "*",
    "perp_individual_id": ['"RAIDERS" / "ARMED RAIDERS"'],
    "perp_organization_confidence": ['SUSPECTED OR ACCUSED / POSSIBLE: "RED LAMP"'],
    "hum_tgt_name": ['"MINA GABER"'],
    "hum_tgt_number": ['1: "MINA GABER"', '3-4: "MILLERS"'],
    "hum_tgt_effect_of_incident": ['DEATH: "MINA GABER"', '? INJURY: "MILLERS"'],
    "nobody_knows": ["?"],
}


def test_a_line_is_parsed_into_alternatives_and_what_they_are_about() -> None:
    """Alternatives, codes about strings, optional marks and quotes inside strings are all read."""
    assert fill_of('"RAIDERS" / "THE RAIDERS"', "string").values == ("raiders", "raiders")
    assert fill_of('? DEATH: "MILLERS"', "code") == Fill(("death",), ("millers",), True)
    assert fill_of('"MILLERS" (OPTIONAL)', "string").optional
    assert fill_of(r'"\"RED\" LAMP" / "LAMP: RED"', "string").values == ("red lamp", "lamp red")


@pytest.mark.parametrize(
    ("line", "interval"),
    [
        ("04 FEB 90", "1990-02-04/1990-02-04"),
        ("- 4 FEB 90", "/1990-02-04"),
        ("01 MARCH 90 - 31 MAR 90", "1990-03-01/1990-03-31"),
    ],
)
def test_dates_are_intervals(line: str, interval: str) -> None:
    """A day, a last day and an interval are told apart."""
    assert fill_of(line, "date").values == (interval,)


def test_places_go_from_the_country_down() -> None:
    """What each part is stands in brackets and is left out; alternatives may be bracketed."""
    assert fill_of("BORDURIA: SZOHOD (CITY): MILL (BUILDING)", "place").values == (
        "borduria: szohod: mill",
    )
    assert fill_of("(SYLDAVIA: KLOW (CITY)) / (BORDURIA)", "place").values == (
        "syldavia: klow",
        "borduria",
    )


def test_ranges_and_open_numbers_are_not_plain_numbers() -> None:
    """`3-4`, `34`, `3-` and `3` are four codes."""
    assert len({code("3-4"), code("34"), code("3 -"), code("3")}) == 4


def test_gold_against_gold_is_100() -> None:
    """A key that answers for itself is wholly right in every slot it fills."""
    key = key_of(RAW)

    scored = score([([key], [key]), ([], [])])

    assert scored["all"].f1 == 1.0
    assert scored["hum_tgt_number"].wanted == 2


def test_either_alternative_is_right_and_a_code_without_its_words_is_half() -> None:
    """A string counts whole or not at all; a code about other words counts half."""
    answer = Key(
        {
            "incident_type": (Fill(("attack",)),),
            "perp_individual_id": (Fill(("armed raiders",)),),
            "hum_tgt_effect_of_incident": (Fill(("death",), ("somebody",)),),
        }
    )

    scored = score([([answer], [key_of(RAW)])])

    assert scored["perp_individual_id"].f1 == 1.0
    assert scored["hum_tgt_effect_of_incident"].right == 0.5
    assert scored["hum_tgt_effect_of_incident"].wanted == 1  # the other one is optional


def test_spurious_and_missing_templates_cost() -> None:
    """All-Templates: fills without a partner count as given and as wanted."""
    arson = Key({"incident_type": (Fill(("arson",)),)})

    scored = score([([arson], [key_of(RAW)])])

    assert scored["all"].right == 0
    assert scored["all"].given == 1
    assert scored["incident_type"].wanted == 1


def test_an_optional_template_is_not_missed_but_may_be_met() -> None:
    """Leaving an optional template out costs nothing; answering it is right."""
    key = key_of(RAW | {"message_template": ["2 (OPTIONAL)"]})

    assert score([([], [key])])["all"].wanted == 0
    assert score([([key], [key])])["all"].f1 == 1.0


def test_a_province_for_a_town_and_an_overlapping_date_are_half_right() -> None:
    """A place that stops short and a date that overlaps score one half."""
    answer = Key(
        {
            "incident_type": (Fill(("attack",)),),
            "incident_location": (Fill(("borduria",)),),
            "incident_date": (Fill(("1990-02-04/1990-02-04",)),),
        }
    )

    scored = score([([answer], [key_of(RAW)])])

    assert scored["incident_location"].right == 0.5
    assert scored["incident_date"].right == 0.5
