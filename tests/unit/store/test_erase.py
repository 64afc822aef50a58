"""Erased means gone, and the journal still verifies."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select
from tests.promises.invented import Made
from tests.unit.store.filled import FIRST, SECOND, add, reread

from sacho.errors import NotFound, UsageError
from sacho.model import ids
from sacho.model.incident import Incident, Voice
from sacho.model.values import Party
from sacho.store import (
    accounts,
    decisions,
    erase,
    incidents,
    originals,
    problems,
    readings,
    reports,
    schema,
    search,
)
from sacho.store.project import Project, open_project
from sacho.store.verify import verify

CANARY = "Quillfeather"


def _with_canary() -> Made:
    """A report that holds a word found nowhere else, in its text, title, speakers and values."""
    text = FIRST.ingested.text
    assert text
    words = f"{text.text}{CANARY} lives here. "
    data = words.encode()
    report = ids.report_id(data)
    made = msgspec.structs.replace(text, id=ids.text_id(report, words), report=report, text=words)
    metadata = msgspec.structs.replace(FIRST.ingested.metadata, title=CANARY, author=CANARY)
    ingested = msgspec.structs.replace(FIRST.ingested, report=report, text=made, metadata=metadata)
    shooting, order = FIRST.reading.accounts
    victim = msgspec.structs.replace(shooting.claims[3], value=Party(CANARY), written=CANARY)
    claims = (*shooting.claims[:3], victim)
    reading = msgspec.structs.replace(
        FIRST.reading, text=words, report=msgspec.structs.replace(FIRST.reading.report, id=report),
        accounts=(msgspec.structs.replace(shooting, claims=claims), order),
    )  # fmt: skip
    return Made(data, ingested, reading)


def _everywhere(folder: Path) -> bytes:
    """Every byte and every name in a project folder, in lower case."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    return (b"\n".join(path.read_bytes() for path in files) + names.encode()).lower()


@pytest.fixture
def erasable(project: Project) -> tuple[Project, Made]:
    """A project with the report to erase, everything that can rest on it, and another report."""
    made = _with_canary()
    add(project, made, f"{CANARY}.txt")
    add(project, SECOND)
    readings.add(project, made.ingested.text.id if made.ingested.text else "", reread(made).reading)
    account = accounts.for_report(project, made.ingested.report)[0].account
    other = accounts.for_report(project, SECOND.ingested.report)[0].account
    shown = f'{{"words": "{CANARY}"}}'
    first = decisions.add(project, "merge", (other.id, account.id), ("R", "same"), shown)
    decisions.add(project, "retract", (first.id,), ("R", CANARY), "{}")
    decisions.add(project, "accept", (other.id,), ("R", "sure"), "{}")
    voice = Voice("victim", Party(CANARY), (account.claims[3].id,), ())
    incidents.replace(
        project, [Incident(account.id, "shooting", (account.id,), (), (), (voice,), ())], []
    )
    assert CANARY.lower().encode() in _everywhere(project.path)
    return project, made


def test_no_byte_of_an_erased_report_is_left(erasable: tuple[Project, Made]) -> None:
    """Neither the database, its log, the index nor a file or its name holds a word of it."""
    project, made = erasable

    erase.erase(project, made.ingested.report, "Owner", "asked by the writer")

    left = _everywhere(project.path)
    assert CANARY.lower().encode() not in left
    assert made.ingested.report.removeprefix("sha256:").encode() not in left
    assert made.ingested.text and made.ingested.text.id.encode() not in left


def test_everything_that_rested_on_it_is_gone(erasable: tuple[Project, Made]) -> None:
    """Report, readings, problems, decisions shown its words and incidents go; others stay."""
    project, made = erasable

    erase.erase(project, made.ingested.report, "Owner", "asked by the writer")

    with pytest.raises(NotFound):
        reports.get(project, made.ingested.report)
    assert [r.id for r in reports.list_all(project)] == [SECOND.ingested.report]
    assert {r.report for r in readings.list_all(project)} == {SECOND.ingested.report}
    assert {p.report for p in problems.list_all(project)} == {SECOND.ingested.report}
    assert [d.verb for d in decisions.list_all(project)] == ["accept"]
    assert incidents.list_all(project) == []
    assert search.search(project, CANARY) == []
    assert len(search.search(project, "weavers")) == 1


def test_the_journal_still_verifies_and_says_so(erasable: tuple[Project, Made]) -> None:
    """After an erasure verify is clean, counts the entries laid bare, and keeps the reason."""
    project, made = erasable

    done = erase.erase(project, made.ingested.report, "Owner", "asked by the writer")

    found = verify(project)
    assert found.clean
    assert found.erased == len(done.entries) == 4
    assert erase.list_all(project) == [done]
    assert done.reason == "asked by the writer"


def test_the_commitments_stay_and_cannot_be_tested(erasable: tuple[Project, Made]) -> None:
    """The entries keep their marks, while the salts with which a guess could be tried are gone."""
    project, made = erasable

    done = erase.erase(project, made.ingested.report, "Owner", "asked")

    j, s = schema.journal.c, schema.salt.c
    with project.reading() as connection:
        marks = connection.execute(select(j.marks).where(j.seq.in_(done.entries))).scalars().all()
        salts = connection.execute(select(s.salt).where(s.entry.in_(done.entries))).scalars().all()
    assert all(marks)
    assert salts == []


def test_an_erased_report_may_come_again(erasable: tuple[Project, Made]) -> None:
    """The same bytes later are a new report, and can be erased again."""
    project, made = erasable
    erase.erase(project, made.ingested.report, "Owner", "asked")

    assert add(project, made).is_new
    erase.erase(project, made.ingested.report, "Owner", "asked again")

    assert verify(project).clean
    assert len(erase.list_all(project)) == 2
    assert CANARY.lower().encode() not in _everywhere(project.path)


def test_an_erasure_killed_before_its_file_went_is_finished(
    erasable: tuple[Project, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Committed but killed before the original was deleted: opening deletes it."""
    project, made = erasable

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(originals, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            erase.erase(project, made.ingested.report, "Owner", "asked")
    assert originals.path(project.path, made.ingested.report).exists()
    project.close()

    with open_project(project.path) as again:
        assert not originals.path(again.path, made.ingested.report).exists()
        assert verify(again).clean
        assert CANARY.lower().encode() not in _everywhere(again.path)


def test_an_erasure_needs_a_report_a_name_and_a_reason(project: Project) -> None:
    """Without one of them nothing is removed."""
    add(project, FIRST)
    report = FIRST.ingested.report

    for who, why in (("", "asked"), ("Owner", " ")):
        with pytest.raises(UsageError):
            erase.erase(project, report, who, why)
    with pytest.raises(NotFound):
        erase.erase(project, "sha256:none", "Owner", "asked")

    assert reports.original(project, report) == FIRST.data
