"""Problems are records like others: none is lost, none is kept twice."""

from __future__ import annotations

import pytest
from tests.unit.store.filled import FIRST, add

from sacho.errors import NotFound
from sacho.model.problem import Problem
from sacho.store import problems
from sacho.store.project import Project
from sacho.store.verify import verify

LOST = Problem("span.lost", "Look again.", ((1, 2),))


def test_a_problem_comes_back_with_its_report(project: Project) -> None:
    """Code, message, spans, report and the name it was first received under are given."""
    report = add(project, FIRST, "first.txt").record.id
    add(project, FIRST, "second.txt")

    problems.add(project, [LOST], report)

    kept = problems.list_all(project)[-1]
    assert (kept.code, kept.message, kept.spans) == (LOST.code, LOST.message, LOST.spans)
    assert (kept.report, kept.received_name) == (report, "first.txt")
    assert kept.at
    assert verify(project).clean


def test_a_problem_of_no_report_is_kept(project: Project) -> None:
    """What has no report, such as a file that cannot be opened, is a problem all the same."""
    problems.add(project, [Problem("file.unreadable", "Check its permissions.")])

    [kept] = problems.list_all(project)
    assert (kept.report, kept.received_name) == (None, None)
    assert verify(project).clean


def test_the_same_problem_is_kept_once(project: Project) -> None:
    """A report's problem met again adds nothing; two alike at once are two."""
    report = add(project, FIRST).record.id
    before = len(problems.list_all(project))

    problems.add(project, [LOST, LOST], report)
    problems.add(project, [LOST], report)

    assert len(problems.list_all(project)) == before + 2


def test_ids_of_problems_are_unique(filled: Project) -> None:
    """Every problem of every kind has an id of its own."""
    ids = [kept.id for kept in problems.list_all(filled)]

    assert len(set(ids)) == len(ids) > 3


def test_an_unknown_report_is_said(project: Project) -> None:
    """A problem cannot be hung on a report that is not there."""
    with pytest.raises(NotFound):
        problems.add(project, [LOST], "sha256:none")
