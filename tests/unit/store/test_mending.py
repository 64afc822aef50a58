"""A report's head as people mended it: what counts, which reading counts, and what undo gives."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.promises.invented import invented
from tests.unit.store.filled import add

from sacho import pipeline
from sacho.errors import UsageError
from sacho.model.decision import Decision, Mended
from sacho.model.ids import report_id
from sacho.model.report import Metadata
from sacho.model.values import Period
from sacho.pipeline import Arrived, Given
from sacho.review.mending import mending
from sacho.store import (
    accounts,
    counting,
    decisions,
    erase,
    incidents,
    migrate,
    readings,
    rebuild,
    reports,
    schema,
)
from sacho.store.heirs import heirs
from sacho.store.project import Project, open_project
from sacho.store.verify import verify

MADE = invented(0)
REPORT = MADE.ingested.report
TEXT = (
    "INVENTED EXAMPLE\n\nBorder guards shot dead three people near Hyesan on Monday, "
    "a resident said.\n"
)
JUDGED = ("Han", "as the paper copy has it")


def mend(project: Project, report: str = REPORT, **given: str | None) -> Decision:
    """As the page and the command line do it."""
    said = reports.get(project, report).metadata
    return pipeline.mend(project, report, mending(said, **given), JUDGED)


def back(project: Project, made: Decision) -> Decision:
    """A decision taken back."""
    taken = decisions.add(project, "retract", (made.id,), ("Han", "no"), "{}")
    pipeline.read_mended(project)
    return taken


def head(project: Project, report: str = REPORT) -> Metadata:
    """What is known of a report now."""
    return reports.get(project, report).metadata


def recorded(project: Project, published: str = "2031-05-08") -> str:
    """The report of `TEXT`, read by the real reader; gives its id."""
    arrived = Arrived(TEXT.encode(), "letter.txt", "file", Given("Imagined Daily", published))
    list(pipeline.record(project, [arrived]))
    return report_id(TEXT.encode())


def days(project: Project) -> set[str | None]:
    """The days that the accounts now tell."""
    told = (c for a in pipeline.recorded_accounts(project) for c in a.account.claims)
    return {c.value.earliest for c in told if isinstance(c.value, Period)}


def test_what_people_say_stands_over_what_the_document_says(tmp_path: Path) -> None:
    """Each field alone; the later decision counts; what is said to be unknown is unknown."""
    with open_project(tmp_path / "project", create=True) as project:
        add(project, MADE)
        said = head(project)
        mend(project, publisher="The Mended Post")
        mend(project, published="2031-06-01", publisher="Another Post")
        mend(project, language="unknown")

        now = head(project)

        assert ("Another Post", "2031-06-01", "decided", None) == (
            now.publisher, now.published, now.published_from, now.language,
        )  # fmt: skip
        assert (said.title, said.author) == (now.title, now.author)
        assert verify(project).clean


def test_taking_back_gives_what_follows_from_the_rest(tmp_path: Path) -> None:
    """In any order: the earlier mend counts again, then what the document says; redo mends."""
    with open_project(tmp_path / "project", create=True) as project:
        add(project, MADE)
        said = head(project)
        first = mend(project, publisher="First Post")
        second = mend(project, publisher="Second Post", published="2031-06-01")
        back(project, first)
        assert ("Second Post", "2031-06-01") == (head(project).publisher, head(project).published)
        taken = back(project, second)
        assert said == head(project)
        back(project, taken)
        assert "Second Post" == head(project).publisher
        assert verify(project).clean


def test_the_same_bytes_again_undo_no_person(tmp_path: Path) -> None:
    """An arrival with another outlet leaves what was mended, and counts once that is taken back."""
    with open_project(tmp_path / "project", create=True) as project:
        add(project, MADE)
        made = mend(project, publisher="The Mended Post")
        other = msgspec.structs.replace(MADE.ingested.metadata, publisher="Yet Another", title="T")
        ingested = msgspec.structs.replace(MADE.ingested, metadata=other)
        reports.add(project, reports.Arrival(MADE.data, "again.txt", "file"), ingested)

        assert ("The Mended Post", "T") == (head(project).publisher, head(project).title)
        back(project, made)
        assert MADE.ingested.metadata.publisher == head(project).publisher


def test_a_mended_day_dates_what_was_told(tmp_path: Path) -> None:
    """Weekdays count from the mended day; taken back, from the day before, without a new reading;
    and all of it survives `rebuild`.
    """
    with open_project(tmp_path / "project", create=True) as project:
        report = recorded(project)
        assert {"2031-05-05"} == days(project)
        made = mend(project, report, published="2031-06-12")
        assert {"2031-06-09"} == days(project)
        rebuild.rebuild(project)
        pipeline.link(project)
        assert {"2031-06-09"} == days(project)
        number = len(readings.list_all(project))
        back(project, made)
        assert {"2031-05-05"} == days(project)
        assert number == len(readings.list_all(project)) == 2
        current = readings.current(project, report)
        assert {current} == {a.reading for t in accounts.current(project) for a in t.accounts}
        with project.reading() as connection:
            shown = connection.exec_driver_sql("SELECT reading FROM claims WHERE proposed = 1")
            assert {current} == set(shown.scalars())
        assert verify(project).clean


def test_what_was_judged_holds_under_the_mended_outlets_name(tmp_path: Path) -> None:
    """The outlet is the outermost speaker, so ids change: judgements go on to the same telling."""
    with open_project(tmp_path / "project", create=True) as project:
        report = recorded(project)
        told = {c.id: c for a in pipeline.recorded_accounts(project) for c in a.account.claims}
        killed = next(c for c in told.values() if c.field == "killed")
        shown = msgspec.json.encode({"text": "", "claim": killed}).decode()
        decisions.add(project, "refuse", (killed.id,), JUDGED, shown)
        mend(project, report, publisher="The Mended Post")

        raw = pipeline.recorded(project)[0]
        stand = pipeline.decided(project, raw)
        now = next(c for a in raw for c in a.account.claims if c.field == "killed")

        assert now.id != killed.id and "The Mended Post" == now.speakers[0].name
        assert {killed.id: now.id}.items() <= heirs(project).items()
        assert ("refused", "holds") == (
            stand.claims[now.id].judgement, stand.claims[now.id].now
        )  # fmt: skip
        assert stand.ruled.refused == {now.id}
        pipeline.link(project)
        assert not any(v.field == "killed" for i in incidents.list_all(project) for v in i.voices)


def test_a_report_mended_and_not_read_is_read_when_next_opened(tmp_path: Path) -> None:
    """Killed between the decision and the reading, the reading follows with the next look."""
    with open_project(tmp_path / "project", create=True) as project:
        report = recorded(project)
        given = msgspec.json.encode(Mended(published="2031-06-12")).decode()
        decisions.add(project, "mend", (report,), JUDGED, "{}", given)
        assert [report] == counting.behind(project)

        pipeline.up_to_date(project)

        assert {"2031-06-09"} == days(project)
        assert not counting.behind(project)


def test_erasing_takes_what_was_mended_along(tmp_path: Path) -> None:
    """No word of a mended head is left, and the project verifies."""
    with open_project(tmp_path / "project", create=True) as project:
        add(project, MADE)
        back(project, mend(project, publisher="The Mended Post"))
        erase.erase(project, REPORT, "Owner", "asked for")

        assert "Mended" not in "".join(map(bytes.decode, rebuild.canonical_dump(project)))
        assert verify(project).clean


@pytest.mark.parametrize(
    "given",
    [
        {}, {"published": "soon"}, {"language": "fr"}, {"publisher": " "},
        {"publisher": MADE.ingested.metadata.publisher}, {"published": "2031-05-02"},
    ],
)  # fmt: skip
def test_what_cannot_be_said_of_a_report_is_refused(given: dict[str, str]) -> None:
    """No date, no language that is read, nothing, and what is so already."""
    with pytest.raises(UsageError):
        mending(MADE.ingested.metadata, **given)


def test_0003_makes_the_views_anew(tmp_path: Path) -> None:
    """A project at the migration before keeps its rows and verifies after it."""
    with open_project(tmp_path / "project", create=True) as project:
        add(project, MADE)
        with project.locked() as connection:
            connection.exec_driver_sql("DROP VIEW claims")
            connection.exec_driver_sql("CREATE VIEW claims AS SELECT 1 AS proposed")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
            migrate.upgrade(connection)
            assert migrate.version(connection) == schema.HEAD

        assert verify(project).clean
