"""Claims that belong to another account: what moves, what a new reading leaves, what undo gives."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho import pipeline
from sacho.cli.judging import move
from sacho.errors import UsageError
from sacho.model.account import Account
from sacho.model.claim import Claim
from sacho.model.decision import Decision
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Count, Text
from sacho.review.applying import as_decided
from sacho.review.moving import dividing, moving
from sacho.review.standing import standing, with_move
from sacho.store import decisions, incidents, readings, rebuild
from sacho.store.project import Project, open_project
from sacho.store.verify import verify
from tests.promises.invented import invented
from tests.unit.store.filled import add, reread

MADE = invented(0)
PUBLISHED = {"r1": ("2031-05-02", "The Invented Courier")}
JUDGED = ("Han", "told of the other night")


def claim(id_: str, field: str, start: int, of: str | None = None, low: int = 2) -> Claim:
    """A claim over five code points."""
    value = Text("shot", "shooting") if field == "kind" else Count(low, low)
    made = {
        "id": id_, "field": field, "value": value, "written": "words", "of": of,
        "spans": ((start, start + 5),), "evidence": ((0, 90),), "stance": "asserted",
        "attribution": None, "speakers": (), "confidence": 0.8,
    }  # fmt: skip
    return msgspec.convert(made, Claim)


def account(id_: str, *claims: Claim, start: int = 0) -> RecordedAccount:
    """An account of the one text."""
    told = Account(id_, "shooting", "accomplished", claims, (start, start + 4))
    return RecordedAccount(told, "r1", "text:1", (1, start), *PUBLISHED["r1"])


KIND = claim("claim:k", "kind", 0)
WHOLE, PART = claim("claim:w", "killed", 10), claim("claim:p", "killed", 20, "claim:w", 1)
OTHER = claim("claim:o", "injured", 30)
ONE = account("account:1", KIND, WHOLE, PART, OTHER)
TWO = account("account:2", claim("claim:k2", "kind", 50), start=50)


def decided(number: int, verb: str, shown: object, *about: str) -> Decision:
    """The `number`-th decision."""
    seen = msgspec.json.encode(shown).decode()
    made = {"id": f"decision:{number}", "verb": verb, "about": about, "by": "Han", "reason": "so",
            "at": f"2031-05-01T00:00:{number:02}", "shown": seen}  # fmt: skip
    return msgspec.convert(made, Decision)


def stands(accounts: list[RecordedAccount], *made: Decision) -> dict[str, list[str]]:
    """Claims by the account in which they stand."""
    now = as_decided(accounts, standing(made, ()), PUBLISHED)
    return {a.account.id: [c.id for c in a.account.claims] for a in now}


def test_a_claim_moves_with_its_parts_and_keeps_its_id() -> None:
    """What is judged is where it stands: the whole and its part go, the rest stays."""
    moved = decided(1, "move", moving(ONE, TWO, ["claim:w"]), "account:1", "account:2", "claim:w")

    assert {
        "account:1": ["claim:k", "claim:o"], "account:2": ["claim:k2", "claim:w", "claim:p"],
    } == stands([ONE, TWO], moved)  # fmt: skip


def test_taking_a_move_back_puts_the_claim_back() -> None:
    """A retraction leaves every account as it is read."""
    moved = decided(1, "move", moving(ONE, TWO, ["claim:w"]), "account:1", "account:2", "claim:w")
    back = decided(2, "retract", {}, "decision:1")

    assert stands([ONE, TWO]) == stands([ONE, TWO], moved, back)


def test_a_claim_of_several_accounts_leaves_only_the_one_named() -> None:
    """One claim may stand in several accounts: the pair of claim and account is what is judged."""
    shared = account("account:3", WHOLE, start=70)
    moved = decided(1, "move", moving(ONE, TWO, ["claim:w"]), "account:1", "account:2", "claim:w")

    now = stands([ONE, TWO, shared], moved)

    assert "claim:w" in now["account:3"] and "claim:w" in now["account:2"]
    assert "claim:w" not in now["account:1"]


def test_an_account_becomes_two_and_both_keep_what_carries_the_kind() -> None:
    """The new account has the kind's words and what was moved, though no reading tells it."""
    shown = dividing(ONE, ["claim:o"])
    target = msgspec.structs.replace(shown.target, account="account:9", order=(7, 0))
    shown = msgspec.structs.replace(shown, target=target)
    made = decided(1, "divide", shown, "account:1", "account:9", "claim:o")

    now = stands([ONE, TWO], made)

    assert ["claim:k", "claim:w", "claim:p"] == now["account:1"]
    assert ["claim:k", "claim:o"] == now["account:9"]


def test_a_new_value_over_the_very_same_words_goes_where_the_words_were_moved() -> None:
    """A date read anew does not come back to the account that it was taken out of."""
    moved = decided(1, "move", moving(ONE, TWO, ["claim:w"]), "account:1", "account:2", "claim:w")
    anew = account("account:1", KIND, claim("claim:w7", "killed", 10, None, 7), OTHER)

    now = stands([anew, TWO], moved)

    assert (["claim:k", "claim:o"], ["claim:k2", "claim:w7"]) == (
        now["account:1"], now["account:2"]
    )  # fmt: skip


def test_what_was_left_beside_stays() -> None:
    """Of two claims over the same words only the one that was named moves."""
    both = account("account:1", KIND, WHOLE, claim("claim:x", "killed", 10, None, 9))
    shown = moving(both, TWO, ["claim:w"])

    now = stands([both, TWO], decided(1, "move", shown, "account:1", "account:2", "claim:w"))

    assert (["claim:k", "claim:x"], ["claim:k2", "claim:w"]) == (
        now["account:1"], now["account:2"]
    )  # fmt: skip


def test_a_moved_claim_that_is_read_no_more_stands_where_it_was_moved_to() -> None:
    """A reader never undoes a person: neither account loses it in silence."""
    moved = decided(1, "move", moving(ONE, TWO, ["claim:w"]), "account:1", "account:2", "claim:w")

    now = stands([account("account:1", KIND), TWO], moved)

    assert ["claim:k2", "claim:w", "claim:p"] == now["account:2"]


@pytest.mark.parametrize("chosen", [[], ["claim:nowhere"], ["claim:k"]])
def test_what_cannot_move_is_refused(chosen: list[str]) -> None:
    """Nothing, claims that the account does not hold, and the words that carry the kind."""
    with pytest.raises(UsageError):
        moving(ONE, TWO, chosen)
    with pytest.raises(UsageError):
        dividing(ONE, chosen)


def test_claims_stay_within_their_report() -> None:
    """An account of another text, or the same account, takes nothing in."""
    with pytest.raises(UsageError, match="different texts"):
        moving(ONE, msgspec.structs.replace(TWO, text="text:2"), ["claim:w"])
    with pytest.raises(UsageError, match="already"):
        moving(ONE, ONE, ["claim:w"])


@given(st.lists(st.tuples(st.sampled_from("12"), st.sampled_from(["claim:w", "claim:o"]))))
def test_no_claim_is_lost_or_doubled_by_any_moves(steps: list[tuple[str, str]]) -> None:
    """After any moves to and fro each claim stands in one account, the last that it was moved to;
    and adding each move to what stood gives the same as folding all again.
    """
    made: list[Decision] = []
    running = standing((), ())
    where = {"claim:w": "account:1", "claim:o": "account:1"}
    for number, (to, id_) in enumerate(steps):
        target = f"account:{to}"
        if where[id_] == target:
            continue
        now = {a.account.id: a for a in as_decided([ONE, TWO], running, PUBLISHED)}
        shown = moving(now[where[id_]], now[target], [id_])
        made.append(decided(number, "move", shown, where[id_], target, id_))
        where[id_] = target
        running = with_move(running, made[-1])

    assert running == standing(made, ())
    now = stands([ONE, TWO], *made)
    assert where == {c: a for a, told in now.items() for c in told if c in where}
    assert 5 == sum(len(told) for told in now.values())


# -- through a project -------------------------------------------------------------------------


def told(project: Project) -> dict[str, set[str]]:
    """The fields that stand in each account of a project."""
    return {
        a.account.id: {c.field for c in a.account.claims}
        for a in pipeline.recorded_accounts(project)
    }


def named(project: Project, field: str) -> tuple[str, str]:
    """(a whole claim of this field, the account in which it stands)."""
    return next(
        (c.id, a.account.id)
        for a in pipeline.recorded_accounts(project)
        for c in a.account.claims
        if c.field == field and c.of is None
    )


def test_moves_and_divisions_survive_rebuild_and_reading_again(tmp_path: Path) -> None:
    """Accounts stand as people put them after `rebuild` and after another reader, and verify."""
    with open_project(tmp_path / "project", create=True) as project:
        add(project, MADE)
        before = told(project)
        killed, shooting = named(project, "killed")
        quantity, order = named(project, "quantity")
        move(project, "move", [quantity, shooting], JUDGED)
        made = move(project, "divide", [shooting, killed], JUDGED)
        pipeline.link(project)
        after, found = told(project), incidents.list_all(project)

        assert "quantity" in after[shooting] - after[order]
        assert {"kind", "killed"} <= after[made.about[1]]
        assert "killed" not in after[shooting]
        assert made.about[1] in {i.id for i in found}
        assert MADE.ingested.text
        again = reread(MADE).reading
        assert readings.add(project, MADE.ingested.text.id, again)[1]
        rebuild.rebuild(project)
        pipeline.link(project)
        assert (after, found) == (told(project), incidents.list_all(project))
        assert verify(project).clean

        for one in reversed(decisions.list_all(project)):
            decisions.add(project, "retract", (one.id,), ("Han", "no"), "{}")
        assert before == told(project)


def test_the_account_that_claims_leave_is_asked_for_where_several_hold_them(tmp_path: Path) -> None:
    """Ids that name no claim, no account to go to or no single account to leave are refused."""
    with open_project(tmp_path / "project", create=True) as project:
        add(project, MADE)
        killed, shooting = named(project, "killed")
        for ids in ([shooting], [killed], [killed, MADE.ingested.report], [killed, shooting]):
            with pytest.raises(UsageError):
                move(project, "move", ids, JUDGED)
        assert not decisions.list_all(project)
