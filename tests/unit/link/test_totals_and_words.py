"""Totals, words and many voices; every name and sentence is an INVENTED EXAMPLE."""

from __future__ import annotations

import msgspec
import pytest

from sacho.link.blocking import Index
from sacho.link.compare import compare
from sacho.link.incidents import incidents
from sacho.link.profile import profile
from sacho.link.weights import weights
from sacho.link.words import Rarity, told_in
from sacho.model.claim import Claim
from sacho.model.incident import Origin
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Count, Party
from tests.unit.link.accounts import account, claim, period, place

MAY3 = period("2024-05-03", "2024-05-03")
MAY10 = period("2024-05-10", "2024-05-10")
FORD = place("Ford", 41.0, 126.0)


def with_claims(told: RecordedAccount, *more: Claim) -> RecordedAccount:
    """The account with further claims."""
    grown = msgspec.structs.replace(told.account, claims=(*told.account.claims, *more))
    return msgspec.structs.replace(told, account=grown)


def alone(told: list[RecordedAccount]) -> list[Origin]:
    """Every report its own origin."""
    return [Origin(a.report, (a.report,)) for a in told]


def test_two_tolls_a_correction_and_a_denial_are_one_incident() -> None:
    """Reprints, another toll, who the dead was, another language and a denial join as one."""
    denied = account("f", "r6", 6, when=MAY3, where=FORD)
    denial = msgspec.structs.replace(claim("claim:f:k", "killed", Count(2, 2)), stance="denied")
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("b", "r2", 2, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("c", "r3", 3, when=MAY3, where=FORD, killed=Count(4, 4)),
        account("d", "r4", 4, when=MAY3, where=FORD, victim=Party("soldier", status="combatant")),
        account("e", "r5", 5, when=MAY3, where=FORD, victim=Party("민간인", status="civilian")),
        with_claims(denied, denial),
    ]

    (incident,) = incidents(told, alone(told))

    assert 6 == len(incident.reports)


def test_a_week_later_at_the_same_place_is_another_incident() -> None:
    """Two shootings a week apart at one place stay two."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("b", "r2", 2, when=MAY10, where=FORD, killed=Count(2, 2)),
    ]

    assert 2 == len(incidents(told, alone(told)))


def test_one_report_of_two_incidents_joins_each_with_its_own() -> None:
    """Two accounts of a report go to the two incidents that other reports tell."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD),
        account("b", "r2", 2, when=MAY10, where=FORD),
        account("c", "r3", 3, when=MAY3, where=FORD),
        account("d", "r3", 4, when=MAY10, where=FORD),
    ]

    found = incidents(told, alone(told))

    assert [("account:a", "account:c"), ("account:b", "account:d")] == [i.accounts for i in found]


def test_a_total_contains_its_parts_and_never_joins_them() -> None:
    """Five shootings in a winter are an incident of their own, in which one of them lies."""
    whole = account("w", "r1", 1, when=period("2024-05-01", "2024-05-31"), where=FORD)
    told = [
        with_claims(whole, claim("claim:w:n", "happenings", Count(5, 5))),
        account("a", "r2", 2, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("b", "r3", 3, when=period("2024-06-03", "2024-06-03"), where=FORD),
    ]

    found = {i.id: i for i in incidents(told, alone(told))}

    assert 3 == len(found)
    assert ("account:w",) == found["account:a"].part_of
    assert () == found["account:b"].part_of


def test_words_are_compared_only_where_their_rarity_is_known() -> None:
    """With no reports counted no words speak; with many, the shared street is named as evidence."""
    left, right = (
        msgspec.structs.replace(account(n, n, i), told="He fell on Larkspur Lane near Oldmill.")
        for i, n in enumerate("ab")
    )
    known = Rarity(500, {"larkspur": 2, "oldmill": 2})

    assert "words" not in {c.field for c in compare(left, right).compared}
    named = next(c for c in compare(left, right, known).compared if c.field == "names")
    assert "larkspur" in named.left


def test_an_account_is_told_by_the_words_up_to_the_next() -> None:
    """Words before the first account belong to it, and each piece ends where another begins."""
    text = "Title. Guards shot a man. He lived. A fire broke out."
    first = account("a", "r", 1).account
    second = account("b", "r", 2, kind="arson").account
    at = text.index("Guards"), text.index("A fire")
    placed = [
        msgspec.structs.replace(
            one,
            claims=tuple(msgspec.structs.replace(c, evidence=((s, s + 5),)) for c in one.claims),
        )
        for one, s in zip((first, second), at, strict=True)
    ]

    assert [text[: at[1]], text[at[1] :]] == told_in(text, placed)


def test_an_unknown_outcome_has_no_weight() -> None:
    """An outcome that the table does not hold is a mistake, never nothing."""
    with pytest.raises(KeyError):
        weights().of("period", "some day", 0.5)


def test_the_index_gives_the_likely_account_and_none_of_its_own_report() -> None:
    """An account is found by place and day, and never beside one of its own report."""
    known = Rarity()
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD),
        account("b", "r2", 2, when=MAY3, where=FORD),
        account("c", "r2", 3, when=MAY3, where=FORD),
    ]
    index = Index(known, (profile(a, known) for a in told))

    assert ["account:a"] == [p.id for p in index.candidates(profile(told[1], known))]
