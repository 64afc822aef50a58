"""A correction, a denial and a toll that rises are named as such; nothing is taken back."""

from __future__ import annotations

from sacho.model.account import Account
from sacho.model.claim import Claim, Stance
from sacho.model.incident import Origin
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Count
from sacho.rules.case import Notice
from sacho.rules.changes import changes


def told(
    report: str, day: str | None, count: Count, stance: Stance = "asserted"
) -> RecordedAccount:
    """A report of that day that tells one number of killed."""
    claim = Claim(f"c:{report}", "killed", count, "n", ((0, 1),), ((0, 1),), stance, None, (), 0.9)
    account = Account(f"a:{report}", "shooting", "accomplished", (claim,), (0, 1))
    return RecordedAccount(account, report, report, (int(report), 0), day)


def hows(*accounts: RecordedAccount, **notices: Notice) -> list[tuple[str, str]]:
    """What changed, and by which report."""
    found = changes(accounts, {k.removeprefix("r"): v for k, v in notices.items()})
    return [(c.how, c.report) for c in found]


def test_a_toll_that_rises_names_both_numbers() -> None:
    """The later claim points at the earlier one; the order is that of the days, not of arrival."""
    later, earlier = told("1", "2031-05-08", Count(5, 5)), told("2", "2031-05-06", Count(3, 3))
    (change,) = changes([later, earlier], {})
    assert (change.how, change.claim, change.before) == ("rises", "c:1", "c:2")


def test_a_lower_number_falls_and_an_open_bound_does_not_move() -> None:
    """ "At least three" holds five; four after five is lower."""
    assert hows(told("1", "2031-05-06", Count(3, None)), told("2", "2031-05-07", Count(5, 5))) == []
    assert hows(told("1", "2031-05-06", Count(5, 5)), told("2", "2031-05-07", Count(4, 4))) == [
        ("falls", "2")
    ]


def test_numbers_of_one_day_or_of_no_day_have_no_order() -> None:
    """Two voices of one day contradict each other; neither is the later one."""
    assert hows(told("1", "2031-05-06", Count(3, 3)), told("2", "2031-05-06", Count(5, 5))) == []
    assert hows(told("1", None, Count(3, 3)), told("2", "2031-05-06", Count(5, 5))) == []


def test_a_notice_and_a_denial_are_named() -> None:
    """A report that corrects is named once; a denied number is no toll."""
    found = hows(
        told("1", "2031-05-06", Count(3, 3)),
        told("2", "2031-05-07", Count(0, 0), "denied"),
        r1=Notice("corrects", "Correction"),
    )
    assert found == [("corrects", "1"), ("denies", "2")]


def test_a_reprint_is_no_later_word() -> None:
    """What a copy tells was told by its origin: three, then five, then the three reprinted."""
    three, five = told("1", "2031-05-06", Count(3, 3)), told("2", "2031-05-07", Count(5, 5))
    reprint = told("3", "2031-05-09", Count(3, 3))
    found = changes([three, five, reprint], {}, [Origin("o", ("1", "3"))])
    assert [(c.how, c.report) for c in found] == [("rises", "2")]
