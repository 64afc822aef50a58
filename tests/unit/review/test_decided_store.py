"""Decisions and readings through a real project: any order gives what the written rules give."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sacho import pipeline
from sacho.cli.judging import add_by_hand, shown_for
from sacho.errors import UsageError
from sacho.model.claim import Claim
from sacho.model.values import Count
from sacho.review.adding import Given
from sacho.review.decide import Answer, check, seen
from sacho.store import accounts, decisions, incidents, readings, rebuild
from sacho.store.project import Project, open_project
from sacho.store.verify import verify
from tests.promises.invented import invented
from tests.unit.store.filled import add, reread

MADE = invented(0)
FEWER = "fewer"  # a reading that no longer tells the whole count of dead
STEPS = st.lists(
    st.sampled_from(["accept", "refuse", "correct", "add", "retract", "fewer", "again", "rebuild"]),
    max_size=7,
)


def decide(project: Project, verb: str, about: str, value: str | None = None) -> None:
    """As `sacho decide` does it."""
    answer = Answer(verb, (about,), "Han", "as the words say", value)
    shown = shown_for(project, answer)
    decisions.add(
        project, check(answer), answer.about, ("Han", "why"), seen(shown.record), shown.value
    )


def told(project: Project) -> dict[str, Claim]:
    """Every claim that stands in an account now."""
    return {c.id: c for a in pipeline.recorded_accounts(project) for c in a.account.claims}


class Model:
    """The written rules, told again in the plainest way: what each judgement has come to."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str, str]] = []  # decision, verb, claim
        self.gone: set[str] = set()

    def judged(self, claim: str) -> str | None:
        """The last judgement of a claim that was not taken back."""
        for id_, verb, about in reversed(self.made):
            if about == claim and id_ not in self.gone:
                return verb
        return None


def step(project: Project, verb: str, model: Model, whole: str) -> None:
    """One decision or reading."""
    report, text = MADE.ingested.report, MADE.reading
    if verb == "rebuild":
        rebuild.rebuild(project)
    elif verb in ("fewer", "again"):
        reading = reread(MADE, f"invented-reader/{len(readings.list_all(project)) + 5}").reading
        if verb == "fewer":
            shooting, order = reading.accounts
            kept = tuple(c for c in shooting.claims if c.field != "killed")
            shooting = msgspec.structs.replace(shooting, claims=kept)
            reading = msgspec.structs.replace(reading, accounts=(shooting, order))
        assert MADE.ingested.text
        readings.add(project, MADE.ingested.text.id, reading)
    elif verb == "retract":
        live = [m for m in model.made if m[0] not in model.gone]
        if live:
            decide(project, "retract", live[-1][0])
            model.gone.add(live[-1][0])
    elif verb == "add":
        account = accounts.for_report(project, report)[0].account.id
        number = sum(v == "add" for _, v, _ in model.made)
        words = Given(text.text[number : number + 4], 1, "injured", str(number))
        made = add_by_hand(project, account, words, ("Han", "missed"))
        model.made.append((made.id, "add", made.about[0]))
    else:
        decide(project, verb, whole, "9" if verb == "correct" else None)
        model.made.append((decisions.list_all(project)[-1].id, verb, whole))


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_any_order_of_decisions_and_readings_gives_what_the_rules_say(steps: list[str]) -> None:
    """Corrected values stand, refused claims fill no voice, added ones stay, and all verifies."""
    with tempfile.TemporaryDirectory() as folder, open_project(
        Path(folder) / "project", create=True
    ) as project:  # fmt: skip
        add(project, MADE)
        whole = next(c.id for c in told(project).values() if c.field == "killed" and not c.of)
        model, proposed = Model(), True
        for verb in steps:
            step(project, verb, model, whole)
            proposed = verb == "again" or (proposed and verb != "fewer")
        pipeline.link(project)
        now, judged = told(project), model.judged(whole)
        voiced = {c for i in incidents.list_all(project) for v in i.voices for c in v.claims}

        assert (whole in now) == (proposed or judged in ("accept", "correct"))
        if judged == "correct":
            assert Count(9, 9) == now[whole].value
        assert (whole in voiced) == (whole in now and judged != "refuse")
        for _, verb, claim in model.made:
            if verb == "add":
                assert (claim in voiced) == (model.judged(claim) == "add")
        before = msgspec.json.encode(incidents.list_all(project))
        rebuild.rebuild(project)
        pipeline.link(project)
        assert before == msgspec.json.encode(incidents.list_all(project))
        assert verify(project).clean


def test_a_claim_is_added_once(tmp_path: Path) -> None:
    """The same words and value again are refused, with the claim to accept instead."""
    with open_project(tmp_path / "project", create=True) as project:
        add(project, MADE)
        account = accounts.for_report(project, MADE.ingested.report)[0].account.id
        given = Given(MADE.reading.text[:4], 1, "injured", "2")
        add_by_hand(project, account, given, ("Han", "missed"))
        try:
            add_by_hand(project, account, given, ("Han", "missed"))
        except UsageError as error:
            assert "there already" in error.message
        else:
            raise AssertionError
