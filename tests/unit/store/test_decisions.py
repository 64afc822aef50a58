"""Decisions keep exactly what was judged, by whom, why, and what was shown."""

from __future__ import annotations

import pytest
from tests.unit.store.filled import FIRST, SECOND, add

from sacho.errors import NotFound, UsageError
from sacho.store import accounts, decisions
from sacho.store.project import Project
from sacho.store.verify import verify


@pytest.fixture
def told(project: Project) -> tuple[str, str]:
    """The ids of two accounts of two reports."""
    for made in (FIRST, SECOND):
        add(project, made)
    one, two = (report.accounts[0].account.id for report in accounts.current(project))
    return one, two


def test_a_decision_is_kept_as_made(project: Project, told: tuple[str, str]) -> None:
    """Everything about a decision comes back, and it is found by each id that it is about."""
    shown = '{"score": 0.5, "words": "as shown"}'
    made = decisions.add(project, "merge", told, ("Reviewer", "same mill"), shown, "note")

    assert decisions.get(project, made.id) == made
    assert (made.verb, made.about, made.by, made.reason) == ("merge", told, "Reviewer", "same mill")
    assert (made.shown, made.value) == (shown, "note")
    assert decisions.list_all(project, told[1]) == [made]
    assert verify(project).clean


def test_the_same_judgement_twice_is_two_decisions(project: Project, told: tuple[str, str]) -> None:
    """Decisions alike in everything still differ; both stay, in order."""
    made = [decisions.add(project, "accept", told[:1], ("R", "sure"), "{}") for _ in range(2)]

    assert made[0].id != made[1].id
    assert decisions.list_all(project) == made


def test_a_decision_is_taken_back_by_another(project: Project, told: tuple[str, str]) -> None:
    """A retraction is a decision about a decision; nothing is edited."""
    first = decisions.add(project, "accept", told[:1], ("R", "sure"), "{}")

    second = decisions.add(project, "retract", (first.id,), ("R", "not so sure"), "{}")

    assert decisions.list_all(project) == [first, second]


def test_decisions_about_nothing_are_refused(project: Project, told: tuple[str, str]) -> None:
    """An unknown subject, no subject, no name or no reason: nothing is recorded."""
    for about, judged in (
        (told[:1], ("", "why")), (told[:1], ("R", "  ")), ((), ("R", "why")),
    ):  # fmt: skip
        with pytest.raises(UsageError):
            decisions.add(project, "accept", about, judged, "{}")
    with pytest.raises(NotFound):
        decisions.add(project, "accept", (told[0], "claim:none"), ("R", "why"), "{}")
    with pytest.raises(NotFound):
        decisions.get(project, "decision:none")

    assert decisions.list_all(project) == []
