"""Readings add up; each can be given back; what is found again keeps its id."""

from __future__ import annotations

import msgspec
import pytest
from tests.promises.invented import Made
from tests.unit.store.filled import FIRST, SECOND, add, reread

from sacho.errors import NotFound, UsageError
from sacho.model.account import Account, Link, Reading
from sacho.model.values import Count
from sacho.store import accounts, claims, problems, readings, reports, schema
from sacho.store.project import Project
from sacho.store.verify import verify


def _text(made: Made) -> str:
    assert made.ingested.text
    return made.ingested.text.id


def _with_accounts(made: Made, *listed: Account) -> Reading:
    return msgspec.structs.replace(made.reading, accounts=listed, links=())


def test_a_reading_is_given_back_exactly(project: Project) -> None:
    """What one reader read comes back equal, local ids and all."""
    add(project, FIRST)

    [record] = readings.list_all(project)

    assert readings.get(project, record.id) == FIRST.reading
    assert record.made_with == FIRST.reading.made_with
    assert record.head == FIRST.reading.report
    assert record.report == FIRST.ingested.report


def test_the_same_reading_again_adds_nothing(project: Project) -> None:
    """Reading the same text alike a second time gives the id there is, and no journal entry."""
    add(project, FIRST)
    before = verify(project).entries

    made, is_new = readings.add(project, _text(FIRST), FIRST.reading)

    assert not is_new
    assert readings.get(project, made) == FIRST.reading
    assert verify(project).entries == before


def test_another_reader_adds_proposals_to_the_same_claims(project: Project) -> None:
    """Two readers who agree give one claim with two proposals, in the accounts there were."""
    add(project, FIRST)
    first = accounts.for_report(project, FIRST.ingested.report)

    made, is_new = readings.add(project, _text(FIRST), reread(FIRST).reading)

    second = accounts.for_report(project, FIRST.ingested.report)
    assert is_new
    assert readings.current(project, FIRST.ingested.report) == made
    assert [r.account for r in first] == [r.account for r in second]
    killed = claims.get(project, first[0].account.claims[1].id)
    assert [p.reader for p in killed.proposals] == ["invented-reader/1", "invented-reader/2"]
    assert killed.accounts == (first[0].account.id,)
    assert verify(project).clean


def test_an_account_with_a_moved_trigger_keeps_its_id(project: Project) -> None:
    """Same text, same kind, overlapping trigger: the account is found again."""
    add(project, FIRST)
    [old, _] = accounts.for_report(project, FIRST.ingested.report)
    shooting = FIRST.reading.accounts[0]
    start, end = shooting.trigger
    moved = msgspec.structs.replace(shooting, trigger=(start - 3, end - 1))

    readings.add(project, _text(FIRST), _with_accounts(FIRST, moved))

    [new, gone] = accounts.for_report(project, FIRST.ingested.report)
    assert new.account.id == old.account.id
    assert new.account.trigger == (start - 3, end - 1)
    assert new.recorded == old.recorded
    assert not gone.proposed
    assert gone.account.kind == "order"
    assert verify(project).clean


def test_another_kind_or_place_is_another_account(project: Project) -> None:
    """A different kind, or a trigger that does not overlap, makes a new account."""
    add(project, FIRST)
    known = {r.account.id for r in accounts.for_report(project, FIRST.ingested.report)}
    shooting = FIRST.reading.accounts[0]
    other_kind = msgspec.structs.replace(shooting, kind="attack", claims=())
    other_words = msgspec.structs.replace(shooting, trigger=(0, 8), claims=(), id="a9")

    readings.add(project, _text(FIRST), _with_accounts(FIRST, other_kind, other_words))

    current = [r for r in accounts.for_report(project, FIRST.ingested.report) if r.proposed]
    assert len(current) == 2
    assert not known & {r.account.id for r in current}


def test_two_accounts_of_one_trigger_stay_two(project: Project) -> None:
    """One word may carry two happenings of a kind; both have ids, and keep them when read again."""
    add(project, FIRST)
    shooting = FIRST.reading.accounts[0]
    twin = msgspec.structs.replace(shooting, id="a9", claims=())
    both = _with_accounts(FIRST, shooting, twin)
    readings.add(project, _text(FIRST), both)
    first = [r.account.id for r in accounts.for_report(project, FIRST.ingested.report)]

    again = msgspec.structs.replace(
        both, made_with=msgspec.structs.replace(both.made_with, reader="invented-reader/3")
    )
    readings.add(project, _text(FIRST), again)

    assert len(set(first[:2])) == 2
    assert [r.account.id for r in accounts.for_report(project, FIRST.ingested.report)] == first
    assert verify(project).clean


def test_one_claim_may_stand_in_two_accounts(project: Project) -> None:
    """A shared claim is one row that both accounts hold, and each gives it back."""
    shooting, order = FIRST.reading.accounts
    shared = order.claims[2]
    both = msgspec.structs.replace(
        FIRST.reading,
        accounts=(msgspec.structs.replace(shooting, claims=(*shooting.claims, shared)), order),
    )
    reports.add(project, reports.Arrival(FIRST.data, "a", "file"), FIRST.ingested, both)

    [one, two] = accounts.for_report(project, FIRST.ingested.report)

    assert one.account.claims[-1] == two.account.claims[-1]
    held = claims.get(project, two.account.claims[-1].id).accounts
    assert set(held) == {one.account.id, two.account.id}
    assert readings.get(project, readings.list_all(project)[0].id) == both


def test_parts_name_their_wholes_by_lasting_ids(project: Project) -> None:
    """`of` leads to the lasting id of the whole, also where the part comes first."""
    shooting, order = FIRST.reading.accounts
    backwards = msgspec.structs.replace(shooting, claims=tuple(reversed(shooting.claims)))
    reading = msgspec.structs.replace(FIRST.reading, accounts=(backwards, order))
    reports.add(project, reports.Arrival(FIRST.data, "a", "file"), FIRST.ingested, reading)

    found = {c.written: c for c in accounts.current(project)[0].accounts[0].account.claims}

    part = found["one of them a boy"]
    assert part.of is not None
    assert claims.get(project, part.of).claim.value == shooting.claims[1].value
    assert claims.get(project, part.id).claim.of == part.of


def test_links_join_lasting_accounts(project: Project) -> None:
    """A link is told between the accounts' lasting ids."""
    add(project, FIRST)

    [told] = accounts.current(project)

    ids = [record.account.id for record in told.accounts]
    assert [(x.source, x.relation, x.target) for x in told.links] == [
        (ids[0], "under-order", ids[1])
    ]


def test_readings_that_do_not_fit_are_refused(project: Project) -> None:
    """Another text's reading, loose references and doubled local ids are wrong use, and leave
    nothing behind."""
    add(project, FIRST)
    before = verify(project)
    shooting = FIRST.reading.accounts[0]
    loose_part = msgspec.structs.replace(shooting.claims[2], of="c99")
    doubled = msgspec.structs.replace(shooting.claims[0], id=shooting.claims[1].id)
    loose_link = (Link("a1", "follows", "a77", (), 0.5),)
    twice = msgspec.structs.replace(shooting, claims=(*shooting.claims, doubled))
    wrong = (
        SECOND.reading,
        _with_accounts(FIRST, msgspec.structs.replace(shooting, claims=(loose_part,))),
        _with_accounts(FIRST, twice),
        msgspec.structs.replace(FIRST.reading, links=loose_link),
    )

    for reading in wrong:
        with pytest.raises(UsageError):
            readings.add(project, _text(FIRST), reading)
    with pytest.raises(NotFound):
        readings.add(project, "text:none", FIRST.reading)

    assert verify(project) == before


def test_a_claim_read_otherwise_stands_beside_the_old_one(project: Project) -> None:
    """Another value for the same words is another claim; the old one stays, no longer proposed."""
    add(project, FIRST)
    shooting = FIRST.reading.accounts[0]
    old = accounts.current(project)[0].accounts[0].account.claims[1]
    other = msgspec.structs.replace(shooting.claims[1], value=Count(70, 71))
    reading = _with_accounts(FIRST, msgspec.structs.replace(shooting, claims=(other,)))

    readings.add(project, _text(FIRST), reading)

    [new] = accounts.current(project)[0].accounts[0].account.claims
    assert new.id != old.id
    assert claims.get(project, old.id).claim.value == old.value
    with project.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, proposed FROM claims").all()
    assert (old.id, 0) in rows
    assert (new.id, 1) in rows


def test_problems_of_a_reading_say_so(project: Project) -> None:
    """A reader's problem names its reading and report; an ingest problem names its report."""
    add(project, FIRST, "letter.txt")
    reading = readings.current(project, FIRST.ingested.report)

    ingest, reader = problems.list_all(project, FIRST.ingested.report)

    assert (ingest.reading, reader.reading) == (None, reading)
    assert {ingest.received_name, reader.received_name} == {"letter.txt"}
    assert reader.spans == FIRST.reading.problems[0].spans


def test_each_recorded_table_of_a_reading_is_filled(project: Project) -> None:
    """The invented reading exercises every table that a reading can touch."""
    add(project, FIRST)

    with project.reading() as connection:
        for name in ("attribution", "link", "found_value", "problem", "proposal", "account_claim"):
            assert connection.execute(schema.metadata.tables[name].select()).first(), name
