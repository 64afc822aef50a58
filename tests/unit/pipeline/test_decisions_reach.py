"""What people decide changes the incidents that it is about, and all stays as a rebuild has it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.pipeline.told import read_again, record, record_deed, state

from sacho import pipeline, relinking
from sacho.cli.judging import add_by_hand, move, shown_for
from sacho.errors import UsageError
from sacho.link import words
from sacho.model.recorded import RecordedAccount
from sacho.review.adding import Given
from sacho.review.decide import Answer, check, seen
from sacho.store import decisions, incidents, rebuild, reports
from sacho.store.project import Project, open_project
from sacho.store.verify import verify

CLAIMED = ("accept", "refuse", "correct")
PAIRED = ("link", "unlink", "merge", "split")
VERBS = (*CLAIMED, *PAIRED, "same-origin", "add", "account", "move", "divide", "grade", "retract")
OTHER = ("report", "again", "rebuild", "link")
ANY = st.integers(0, 10_000)
STEPS = st.lists(
    st.tuples(st.sampled_from((*VERBS, *VERBS, *OTHER)), ANY, ANY), min_size=1, max_size=10
)  # fmt: skip


@pytest.fixture
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rarity is counted anew at few steps, so that what comes in is linked by itself."""
    monkeypatch.setattr(words, "EVERY", 6)
    monkeypatch.setattr(words, "SMALL_STEP", 3)


def pick(listed: list[str], number: int) -> str:
    """One of these, by any number."""
    return listed[number % len(listed)]


def judge(project: Project, verb: str, about: tuple[str, ...], value: str | None = None) -> str:
    """As `sacho decide` does it; gives the decision's id."""
    answer = Answer(verb, about, "Han", "as the words say", value)
    shown = shown_for(project, answer)
    made = decisions.add(
        project, check(answer), answer.about, ("Han", "why"), seen(shown.record), shown.value
    )
    return made.id


def decide(project: Project, verb: str, one: int, other: int) -> None:
    """One decision about things drawn from what there is. Raises UsageError, IndexError or
    ZeroDivisionError where there is nothing to draw from.
    """
    told = pipeline.recorded_accounts(project)
    names = [a.account.id for a in told]
    left, right = pick(names, one), pick(names, other)
    chosen = next(a for a in told if a.account.id == left)
    own = [c.id for c in chosen.account.claims if c.field not in ("kind", "stage")]
    came = [r.id for r in reports.list_all(project)]
    found = incidents.list_all(project)
    several = [i for i in found if len(i.accounts) > 1]
    if verb in ("accept", "refuse"):
        judge(project, verb, (pick(own, other),))
    elif verb == "correct":
        claim = pick([c for c in own if field(told, c) in ("period", "killed")], other)
        value = f"2031-05-0{1 + other % 7}" if field(told, claim) == "period" else str(other % 4)
        judge(project, verb, (claim,), value)
    elif verb in ("link", "unlink"):
        judge(project, verb, (left, right))
    elif verb == "merge":
        judge(project, verb, (pick([i.id for i in found], one), pick([i.id for i in found], other)))
    elif verb == "split":
        whole = several[one % len(several)]
        judge(project, verb, (whole.id, pick(list(whole.accounts), other)))
    elif verb == "same-origin":
        judge(project, verb, (pick(came, one), pick(came, other)))
    elif verb == "grade":
        judge(project, verb, (left,), f"{('happened', 'count')[one % 2]}:{'ABCDEF'[other % 6]}3")
    elif verb == "retract":
        judge(project, verb, (pick([d.id for d in decisions.list_all(project)], one),))
    elif verb == "add":
        given = Given("They carried", 1, "injured", str(1 + other % 4))
        add_by_hand(project, left, given, ("Han", "missed"))
    elif verb == "account":
        given = Given("They carried", 1, kind="shooting")
        add_by_hand(project, pick(came, one), given, ("Han", "missed"))
    else:
        beside = [a.account.id for a in told if a.report == chosen.report]
        ids = [pick(own, other), left, pick(beside, other)]
        move(project, verb, ids if verb == "move" else [left, ids[0]], ("Han", "two happenings"))


def field(told: list[RecordedAccount], claim: str) -> str:
    """The field of a claim."""
    return next(c.field for a in told for c in a.account.claims if c.id == claim)


def step(project: Project, told: tuple[str, int, int], came: list[int]) -> None:
    """One thing that happens to a project, and then incidents follow."""
    what, one, other = told
    if what == "report":
        if one % 40 not in came:
            came.append(one % 40)
            record(project, one % 40)
    elif what == "again":
        read_again(project, came[one % len(came)], 1 + other % 4)
    elif what == "rebuild":
        rebuild.rebuild(project)
    elif what == "link":
        pipeline.link(project)
    else:
        raises(lambda: decide(project, what, one, other))  # nothing was recorded then
    pipeline.link_new(project)


@pytest.mark.usefixtures("seldom")
@settings(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(st.integers(0, 39), min_size=6, max_size=9, unique=True), STEPS)
def test_any_order_of_decisions_and_readings_gives_what_a_rebuild_gives(
    first: list[int], steps: list[tuple[str, int, int]]
) -> None:
    """Whatever comes in, is read again, decided and taken back, in whatever order: every row, every
    incident and all that linking remembers is what linking everything gives.
    """
    with tempfile.TemporaryDirectory() as folder, open_project(
        Path(folder) / "project", create=True
    ) as project:  # fmt: skip
        came = list(first)
        for number in first:
            record(project, number)
        pipeline.link(project)
        for told in steps:
            step(project, told, came)
        before = state(project)

        rebuild.rebuild(project)
        pipeline.link(project)

        after = state(project)
        assert {k for k in after if before[k] != after[k]} == set()
        assert verify(project).clean


def ready(project: Project, reports: int = 12) -> None:
    """A project whose reports are linked, at a step from which rarity stands still."""
    for number in range(reports):
        record(project, number)
    pipeline.link(project)


@pytest.mark.usefixtures("seldom")
@pytest.mark.parametrize("verb", [v for v in VERBS if v != "retract"])
def test_a_decision_touches_only_what_it_is_about(tmp_path: Path, verb: str) -> None:
    """After each kind of decision, and after it is taken back, incidents follow without linking
    everything, and are what linking everything gives.
    """
    with open_project(tmp_path / "project", create=True) as project:
        ready(project)
        one = next(
            n for n in range(40) if not raises(lambda n=n: decide(project, verb, n, n + 3))
        )  # fmt: skip
        made = decisions.list_all(project)
        assert made, one
        assert relinking.relink(project)
        judged = state(project)
        judge(project, "retract", (made[-1].id,))
        assert relinking.relink(project)
        taken_back = state(project)

        pipeline.link(project)
        assert state(project) == taken_back
        judge(project, "retract", (decisions.list_all(project)[-1].id,))
        pipeline.link(project)
        for name, rows in judged.items():
            assert name == "rows" or state(project)[name] == rows


def raises(happens: Callable[[], object]) -> bool:
    """Whether it cannot be decided so."""
    try:
        happens()
    except (UsageError, IndexError, ZeroDivisionError):
        return True
    return False


@pytest.mark.usefixtures("seldom")
def test_a_corrected_day_leads_to_the_incident_of_that_day(tmp_path: Path) -> None:
    """Two reports of one deed, one with the day read wrong, are joined once the day is corrected,
    and parted again when the correction is taken back.
    """
    with open_project(tmp_path / "project", create=True) as project:
        for number, day in enumerate((3, 20)):
            record_deed(project, number, day)
        pipeline.link(project)
        assert all(len(i.accounts) == 1 for i in incidents.list_all(project))

        told = pipeline.recorded_accounts(project)
        wrong = next(c.id for c in told[1].account.claims if c.field == "period")
        made = judge(project, "correct", (wrong,), "2031-05-03")
        assert relinking.relink(project)
        assert any(len(i.accounts) == 2 for i in incidents.list_all(project))

        judge(project, "retract", (made,))
        assert relinking.relink(project)
        assert all(len(i.accounts) == 1 for i in incidents.list_all(project))


@pytest.mark.usefixtures("seldom")
def test_a_refused_value_joins_nothing(tmp_path: Path) -> None:
    """What people refused no longer speaks for one happening: with the values goes the join."""
    with open_project(tmp_path / "project", create=True) as project:
        for number in range(2):
            record_deed(project, number, 3)
        pipeline.link(project)
        assert [2] == [len(i.accounts) for i in incidents.list_all(project)]

        told = pipeline.recorded_accounts(project)[1].account.claims
        for field_ in ("period", "place", "killed"):
            judge(project, "refuse", (next(c.id for c in told if c.field == field_),))
        assert relinking.relink(project)

        assert [1, 1] == [len(i.accounts) for i in incidents.list_all(project)]
