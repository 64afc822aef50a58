"""The desk of a project that is still being laid out: counted by the database, in a moment."""

from __future__ import annotations

from collections import Counter

import msgspec

from sacho.model.decision import Decision
from sacho.review.standing import Judged, Standing, shown_move, standing
from sacho.store import decisions, problems, tallies
from sacho.store.project import Project
from sacho.store.tallies import ReportTally
from sacho.web.answers import Desk, Tally
from sacho.web.desk import (
    MOST_PROBLEMS,
    added,
    following,
    invented,
    is_wanted,
    people,
    problem_view,
    queue,
    report_row,
)
from sacho.web.picture import Picture

MOST = 1000
"""Reports that people changed beyond judging what is read: laid out for the first look. The rows of
more than so many are counted as read, until all is laid out."""


class Light(msgspec.Struct, frozen=True):
    """A report as far as its place in the queue depends on it."""

    id: str
    received_at: str
    tally: Tally
    doubt: float


def first_desk(project: Project, wanted: str, leaf: tuple[int, int], laid: int) -> Desk:
    """As `desk`, without what has to be laid out for it: the contradictions. `laid` is how many
    reports are laid out so far.
    """
    made = decisions.list_all(project)
    order = queue(_lights(project, made))
    listed = [row for row in order if is_wanted(row, wanted)]
    first, many = leaf
    shown = [row.id for row in listed[first : first + many]]
    picture = Picture.near(project, shown, incidents=False)
    waiting = problems.list_all(project, read=False)
    return Desk(
        project=project.path.resolve().name,
        tally=added(row.tally for row in order),
        total=len(order),
        found=len(listed),
        reports=tuple(report_row(picture, report) for report in shown),
        problems=tuple(problem_view(p) for p in waiting[:MOST_PROBLEMS]),
        problems_found=len(waiting),
        contradictions=(),
        people=people(made),
        next=following(order),
        invented=invented(project),
        linking=True,
        laid=laid,
    )


def first_next(project: Project, after: str | None) -> str | None:
    """The report to review next."""
    return following(queue(_lights(project, decisions.list_all(project))), after)


def _lights(project: Project, made: list[Decision]) -> list[Light]:
    found = tallies.list_all(project)
    stand = standing(made, ())
    lights = {t.report: _light(t, stand.claims) for t in found}
    changed = _changed(found, made, stand)
    if changed and len(changed) <= MOST:
        picture = Picture.near(project, changed, incidents=False)
        for report in changed & picture.read.reports.keys():
            row = report_row(picture, report)
            lights[report] = Light(report, row.received_at, row.tally, row.doubt)
    return list(lights.values())


def _light(told: ReportTally, judged: dict[str, Judged]) -> Light:
    if not told.decided:
        tally = Tally(told.claims, told.claims)
        return Light(told.report, told.received_at, tally, round(told.doubt, 3))
    judgements = Counter(judged[c].judgement for c in told.decided if c in judged)
    settled = sum(1 - chance for c, chance in told.decided.items() if c in judged)
    many = sum(judgements.values())
    return Light(
        told.report,
        told.received_at,
        Tally(
            told.claims, told.claims - many, judgements["accepted"], judgements["refused"],
            judgements["corrected"], judgements["added"],
        ),
        round(told.doubt - settled, 3),
    )  # fmt: skip


def _changed(found: list[ReportTally], made: list[Decision], stand: Standing) -> set[str]:
    """Reports of which people changed more than where a claim of the present reading stands."""
    proposed = {claim for told in found for claim in told.decided}
    changed = {
        within.report
        for claim, shown in stand.shown.items()
        if claim not in proposed
        for within in shown.within
    }
    for one in made:
        moved = shown_move(one)
        if moved is not None:
            changed.add(moved.source.report)
        elif one.verb == "mend":
            changed.add(one.about[0])
    return changed
