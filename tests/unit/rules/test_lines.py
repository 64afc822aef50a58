"""What rule sets make of invented incidents."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.claim import Stance
from sacho.model.recorded import RecordedLink
from sacho.model.values import Basis, Count, Party, Period, Place
from sacho.rules.case import Notice, Word
from sacho.rules.line import Line, Ruling
from sacho.rules.lines import apply
from sacho.rules.rule_set import names, rule_set
from tests.unit.rules.cases import FORD, GUARDS, WHERE, Told, case, killed

THREE = Told("r1", (*WHERE, killed(3)))
FOUR = Told("r2", (*WHERE, killed(4, None)), "Northern Line", "2031-05-06")
THREE_AGAIN = Told("r3", (*WHERE, killed(3)), "River Monitor", "2031-05-05")


def one(name: str, *tellings: Told, **more: object) -> Line:
    """The only line that a rule set makes."""
    (line,) = apply(rule_set(name), [case(*tellings, **more)]).lines  # pyright: ignore[reportArgumentType]
    return line


def left_by(ruling: Ruling) -> set[str]:
    """The names of the rules that left something out."""
    return {left.rule for left in ruling.left_out}


def test_there_are_four_sets_and_none_claims_to_be_what_it_is_like() -> None:
    """Every set says whose work it is not."""
    assert ["acled-like", "airwars-like", "casualty-standard-minimum", "ucdp-like"] == names()
    for name in names():
        assert "-like; not produced or endorsed by" in rule_set(name).disclaimer


def test_ucdp_like_writes_low_best_and_high_with_precision_codes() -> None:
    """Three tell of two origins: low 3, best 3, no high, since one voice tells no upper bound."""
    line = one("ucdp-like", THREE, FOUR, THREE_AGAIN)

    assert {
        "id": "account:r1", "year": 2031, "type_of_violence": 3, "side_a": "Border guards (combatant)",
        "side_b": "villagers (civilian)", "number_of_sources": 3, "source_article": "r1 | r2 | r3",
        "source_office": "Kestrel Daily | Northern Line | River Monitor", "where_prec": 1,
        "where_coordinates": "Ford", "where_description": "Ford, XX (±5 km)", "adm_1": "Invented",
        "country": "XX", "latitude": 41.0, "longitude": 126.0, "event_clarity": 1, "date_prec": 1,
        "date_start": "2031-05-03", "date_end": "2031-05-03", "deaths_civilians": 3,
        "deaths_unknown": None, "low": 3, "best": 3, "high": None,
    } == {c.column: c.value for c in line.cells if c.column != "notes"}  # fmt: skip


def test_each_number_leads_back_to_its_claims() -> None:
    """A cell names the claims that it was taken from, and the rule."""
    line = one("ucdp-like", THREE, FOUR, THREE_AGAIN)
    cells = {c.column: c for c in line.cells}

    assert ("claim:r1:5", "claim:r3:5") == cells["low"].claims
    assert ("claim:r2:5",) == cells["high"].claims
    assert "no upper bound" in cells["high"].rule


def test_acled_like_writes_one_conservative_number() -> None:
    """The lowest number stands, the interaction is of a state and civilians, the dispute is noted."""
    line = one("acled-like", THREE, FOUR)

    told = {c.column: c.value for c in line.cells}
    assert (3, 1, 7, 17) == tuple(
        told[c] for c in ("fatalities", "inter1", "inter2", "interaction")
    )  # fmt: skip
    assert ("Violence against civilians", "Attack") == (
        told["event_type"], told["sub_event_type"],
    )  # fmt: skip
    assert ("2031-05-03", 1, 1) == (
        told["event_date"], told["time_precision"], told["geo_precision"],
    )  # fmt: skip
    assert "3 | at least 4" in str(told["notes"])


def test_a_month_is_no_day_and_a_country_no_point() -> None:
    """ACLED-like gives no event date to a month, and leaves out what is placed in a country only."""
    may = Period("2031-05-01", "2031-05-31", "month", Basis("absolute"))
    land = Place("Xland", "XX", None, 40.0, 127.0, 300.0, "country")
    monthly = Told("r1", (("period", may), ("place", FORD), killed(3)))
    vague = Told("r1", (("period", may), ("place", land), killed(3)))

    line = one("acled-like", monthly)
    assert (None, 3) == (line.value("event_date"), line.value("time_precision"))
    assert {"placed"} == left_by(apply(rule_set("acled-like"), [case(vague)]))


def test_airwars_like_writes_minimum_maximum_and_a_grade() -> None:
    """Two origins make it fair; killed and injured have both bounds."""
    injured = Told("r1", (*WHERE, killed(3), ("injured", Count(1, 2))))
    line = one("airwars-like", injured, THREE_AGAIN)

    columns = ("killed_min", "killed_max", "injured_min", "injured_max", "grade")
    assert (3, 3, 1, 2, "fair") == tuple(line.value(c) for c in columns)
    assert "weak" == one("airwars-like", injured).value("grade")


def test_airwars_like_discounts_combatants() -> None:
    """Soldiers killed are left out, and the reason says so."""
    soldiers = Told("r1", (("victim", Party("two soldiers", status="combatant")), killed(2)))

    assert {"discounted"} == left_by(apply(rule_set("airwars-like"), [case(soldiers)]))


def test_the_casualty_minimum_leaves_nobody_out_for_being_unknown() -> None:
    """No date, no place, no name: the number stands, and what is not known is said."""
    line = one("casualty-standard-minimum", Told("r1", (killed(2, None),)))
    written = {c.column: c.written for c in line.cells}

    assert ("2", "no upper bound told (at least 2)", "not known", "not known") == (
        written["killed_lowest"], written["killed_highest"], written["names"], written["location"],
    )  # fmt: skip


def test_woundings_alone_fall_outside_ucdp_like() -> None:
    """A shooting that only wounded is listed as left out by the rule on deaths."""
    wounded = Told("r1", (*WHERE, ("injured", Count(2, 2))))

    (left,) = apply(rule_set("ucdp-like"), [case(wounded)]).left_out
    assert ("account:r1", "direct-death") == (left.incident, left.rule)


@pytest.mark.parametrize("name", names())
def test_a_circumstance_is_never_a_violation(name: str) -> None:
    """A border crossing is in no set, even where people died."""
    crossing = Told("r1", (*WHERE, killed(1)), kind="border-crossing")

    assert {"class"} == left_by(apply(rule_set(name), [case(crossing)]))


def test_parts_are_not_added_and_foreseen_deaths_raise_nothing() -> None:
    """A part of the dead and an expected death stand aside by name; low, best, high stay 3."""
    part = Told("r2", (killed(1),), of="claim:r1:5")
    foreseen = Told("r4", (killed(9),), stance="expected")
    ruling = apply(rule_set("ucdp-like"), [case(THREE, part, foreseen)])

    assert (3, 3, 3) == tuple(ruling.lines[0].value(c) for c in ("low", "best", "high"))
    assert {"part-of-a-whole", "expected-never-counts"} == left_by(ruling)


def test_an_outlet_takes_back_only_its_own_number() -> None:
    """A correction replaces what its own outlet told, and the note says so."""
    fixed = Told("r4", (*WHERE, killed(5)), "The Kestrel Daily", "2031-05-08")
    notices = {"r4": Notice("corrects", "correction:")}
    line = one("ucdp-like", THREE, THREE_AGAIN, fixed, notices=notices)

    assert (3, 5) == (line.value("low"), line.value("high"))
    assert ("claim:r3:5",) == next(c for c in line.cells if c.column == "low").claims
    assert "correction" in {n.kind for n in line.notes}


def test_a_correction_with_two_numbers_takes_nothing_back() -> None:
    """Where the correction is not plain, a person must say which number it means."""
    fixed = Told("r4", (*WHERE, killed(5), killed(1)), "Kestrel Daily", "2031-05-08")
    notices = {"r4": Notice("corrects", "correction:")}

    line = one("ucdp-like", THREE, fixed, notices=notices)
    assert (1, 5) == (line.value("low"), line.value("high"))


def test_a_rising_toll_is_no_contradiction() -> None:
    """An outlet that tells more on a later day has moved on from its earlier number."""
    later = Told("r4", (*WHERE, killed(5)), "Kestrel Daily", "2031-05-08")
    line = one("ucdp-like", THREE, later)

    assert (5, 5, 5) == tuple(line.value(c) for c in ("low", "best", "high"))
    assert ["rise"] == [n.kind for n in line.notes]


def test_a_retracted_report_is_no_origin() -> None:
    """What an outlet withdraws counts for nothing, its copies included, and stays visible."""
    copy = Told("r2", (*WHERE, killed(3)), "River Monitor", "2031-05-05")
    gone = Told("r4", (*WHERE, killed(3)), "Kestrel Daily", "2031-05-08")
    made = case(
        THREE, copy, gone, copies={"r2": "r1"}, notices={"r4": Notice("retracts", "we retract")}
    )
    ruling = apply(rule_set("ucdp-like"), [made])

    assert () == ruling.lines
    assert {"accomplished"} == left_by(ruling)
    with_other = case(
        THREE, copy, gone, msgspec.structs.replace(FOUR, report="r9"), copies={"r2": "r1"},
        notices={"r4": Notice("retracts", "we retract")},
    )  # fmt: skip
    (line,) = apply(rule_set("ucdp-like"), [with_other]).lines
    assert (1, 4) == (line.value("number_of_sources"), line.value("low"))
    assert "retraction" in {n.kind for n in line.notes}


def test_nobody_was_hurt_lowers_no_number() -> None:
    """An official's zero beside others' three is shown as a denial, and low stays 3."""
    official = Told("r2", (killed(0),), "Bureau")
    ruling = apply(rule_set("ucdp-like"), [case(THREE, official)])

    assert 3 == ruling.lines[0].value("low")
    assert {"none-told-is-a-denial"} == left_by(ruling)


def test_three_grades_keep_letter_and_number_apart() -> None:
    """People's grades stand with the origins for and against; what nobody judged is F and 6."""
    denial = Told("r2", (), "Bureau", stance="denied")
    line = one("ucdp-like", THREE, denial, grades=("happened:B2",))
    grades = {g.about: g for g in line.grades}

    happened = grades["happened"]
    assert ("B", "2", ("r1",), ("r2",)) == (
        happened.reliability, happened.credibility, happened.origins_for, happened.origins_against,
    )  # fmt: skip
    assert ("F", "6") == (grades["count"].reliability, grades["count"].credibility)


def test_the_whole_or_its_parts_never_both() -> None:
    """A total stands and its part goes, unless every one of its happenings is told apart."""
    link = (RecordedLink("account:r2", "part-of", "account:r1", 0.9),)
    total = Told("r1", (*WHERE, killed(5), ("happenings", Count(2, 2))))
    single = Told("r1", (*WHERE, killed(5), ("happenings", Count(1, 1))))
    part = case(Told("r2", (*WHERE, killed(2))), links=link)

    assert ["account:r1"] == [
        x.incident for x in apply(rule_set("ucdp-like"), [case(total), part]).lines
    ]  # fmt: skip
    assert ["account:r2"] == [
        x.incident for x in apply(rule_set("ucdp-like"), [case(single), part]).lines
    ]  # fmt: skip


def test_a_persons_word_stands_in_the_notes_and_awaiting_claims_do_not_count() -> None:
    """Who corrected what and why is noted; a claim over the same words rests until it is judged."""
    words = {
        "claim:r1:5": Word("corrected", "Han", "the photo shows three", "decision:1", Count(8, 8)),
        "claim:r2:5": Word("awaiting", "Han", "the photo shows three", "decision:1"),
    }
    line = one("ucdp-like", THREE, FOUR, words=words)

    assert (3, 3, 3) == tuple(line.value(c) for c in ("low", "best", "high"))
    assert "corrected by Han: the photo shows three (read as 8)" in {n.text for n in line.notes}


OUTLETS = st.sampled_from(["Kestrel Daily", "Northern Line", "River Monitor"])
TELLINGS = st.lists(
    st.tuples(OUTLETS, st.integers(1, 9), st.integers(1, 5), st.none() | st.integers(0, 3)),
    min_size=1, max_size=5,
).map(lambda drawn: [
    Told(f"r{n}", (*WHERE, killed(low, None if more is None else low + more)), outlet,
         f"2031-05-0{day}")
    for n, (outlet, day, low, more) in enumerate(drawn)
])  # fmt: skip


def numbers(*tellings: Told, copies: dict[str, str] | None = None) -> list[object]:
    """Every number of every set's line."""
    made = case(*tellings, copies=copies)
    incident = msgspec.structs.replace(made.incident, id="account:fixed", kind="shooting")
    made = msgspec.structs.replace(made, incident=incident)
    return [
        (c.column, c.value)
        for name in names()
        for line in apply(rule_set(name), [made]).lines
        for c in line.cells
        if c.column != "notes" and (isinstance(c.value, (int, float)) or c.value is None)
    ]


@given(TELLINGS)
def test_low_is_at_most_best_is_at_most_high(tellings: list[Told]) -> None:
    """The three numbers never cross."""
    line = one("ucdp-like", *tellings)
    low, best, high = (line.value(c) for c in ("low", "best", "high"))

    assert isinstance(low, int)
    assert isinstance(best, int)
    assert low <= best
    assert high is None or (isinstance(high, int) and best <= high)


@given(TELLINGS.flatmap(lambda t: st.tuples(st.just(t), st.permutations(t))))
def test_the_order_of_reports_does_not_matter(drawn: tuple[list[Told], list[Told]]) -> None:
    """However the reports came in, the lines are the same."""
    assert numbers(*drawn[0]) == numbers(*drawn[1])


@given(
    TELLINGS, st.sampled_from(["denied", "hypothetical", "expected"]), st.integers(0, 30), OUTLETS
)
def test_what_is_denied_or_supposed_changes_no_number(
    tellings: list[Told], stance: Stance, low: int, outlet: str
) -> None:
    """A denied, supposed or foreseen number may be added without moving any."""
    more = Told("x", (*WHERE, killed(low)), outlet, "2031-05-09", stance)

    assert numbers(*tellings) == numbers(*tellings, more)


@given(TELLINGS, st.integers(0, 4), OUTLETS, st.integers(1, 9))
def test_a_copy_changes_no_number(
    tellings: list[Told], which: int, outlet: str, day: int
) -> None:  # fmt: skip
    """A reprint under another name and date is no second voice."""
    of = tellings[which % len(tellings)]
    copy = msgspec.structs.replace(of, report="x", outlet=outlet, published=f"2031-05-0{day}")

    assert numbers(*tellings) == numbers(*tellings, copy, copies={"x": of.report})


def test_a_name_of_two_sorts_is_the_sort_it_ends_in() -> None:
    """Guards are a state's, and a party that the reader calls civilian is civilians."""
    from sacho.rules.parties import sort_of

    assert "state" == sort_of(GUARDS)
    assert "state" == sort_of(Party("국경경비대 병사들", status="combatant"))
    assert "civilians" == sort_of(Party("주민들"))
    assert sort_of(Party("strangers")) is None
