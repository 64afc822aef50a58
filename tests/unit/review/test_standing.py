"""What decisions come to, and when one reopens."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.claim import Claim
from sacho.model.decision import Decision, Verb, Within
from sacho.model.values import Count
from sacho.review.standing import Proposed, standing, with_judgement


def killed(id_: str, low: int, start: int = 10) -> Proposed:
    """A killed claim over five code points of the one text."""
    claim = Claim(
        id_, "killed", Count(low, low), "words", ((start, start + 5),), ((0, 90),), "asserted",
        None, (), 0.8,
    )  # fmt: skip
    return Proposed("text:1", claim)


def decision(number: int, verb: Verb, *about: str, shown: object = None) -> Decision:
    """The `number`-th decision."""
    seen = msgspec.json.encode(shown).decode()
    return Decision(
        f"decision:{number}", verb, about, "Han", "as the words say", f"2024-05-01T00:00:{number:02}",
        seen,
    )  # fmt: skip


def test_the_same_claim_keeps_its_decision() -> None:
    """A claim proposed again under its id stays as it was judged."""
    shown = killed("claim:a", 3)

    found = standing([decision(1, "accept", "claim:a", shown=shown)], [shown])

    assert ("accepted", "holds") == (found.claims["claim:a"].judgement, found.claims["claim:a"].now)


def test_another_value_over_the_same_words_reopens() -> None:
    """A new reading of the same words leaves the decision and puts the new claim beside it."""
    accepted = decision(1, "accept", "claim:a", shown=killed("claim:a", 3))

    judged = standing([accepted], [killed("claim:b", 4, start=12)]).claims["claim:a"]

    assert ("reopened", ("claim:b",)) == (judged.now, judged.beside)


def test_a_claim_that_is_gone_is_marked() -> None:
    """Words that no reader proposes any more keep their decision, marked."""
    accepted = decision(1, "accept", "claim:a", shown=killed("claim:a", 3))

    judged = standing([accepted], [killed("claim:b", 3, start=60)]).claims["claim:a"]

    assert "no longer proposed" == judged.now


def test_a_refused_claim_stays_refused() -> None:
    """A reader that proposes a refused claim again does not undo the person."""
    shown = killed("claim:a", 3)

    found = standing([decision(1, "refuse", "claim:a", shown=shown)], [shown])

    assert frozenset({"claim:a"}) == found.ruled.refused


def test_the_later_decision_counts_and_a_retraction_restores() -> None:
    """Of two judgements the later counts; taking it back lets the earlier count again."""
    shown = killed("claim:a", 3)
    first = decision(1, "accept", "claim:a", shown=shown)
    second = decision(2, "refuse", "claim:a", shown=shown)
    undone = decision(3, "retract", "decision:2")
    redone = decision(4, "retract", "decision:3")

    assert "refused" == standing([first, second], [shown]).claims["claim:a"].judgement
    assert "accepted" == standing([first, second, undone], [shown]).claims["claim:a"].judgement
    assert (
        "refused" == standing([first, second, undone, redone], [shown]).claims["claim:a"].judgement
    )


def test_unlink_after_link_parts_the_pair() -> None:
    """Link and unlink of one pair, in either order of the ids: the later one counts."""
    made = [
        decision(1, "link", "account:a", "account:b"),
        decision(2, "unlink", "account:b", "account:a"),
    ]

    ruled = standing(made, []).ruled

    assert ((), (("account:b", "account:a"),)) == (ruled.together, ruled.apart)


def test_a_split_parts_one_account_from_the_rest() -> None:
    """A split judges the accounts that were shown, one against each of the others."""
    made = decision(
        1, "split", "account:a", "account:c", shown=(["account:a", "account:b"], ["account:c"])
    )

    assert (("account:a", "account:c"), ("account:b", "account:c")) == standing(
        [made], []
    ).ruled.apart


def test_grades_are_kept_apart() -> None:
    """A later grade replaces the earlier one of its name and leaves the two others alone."""

    def grade(number: int, value: str) -> Decision:
        return msgspec.structs.replace(decision(number, "grade", "account:a"), value=value)

    made = [grade(1, "happened:B2"), grade(2, "count:C4"), grade(3, "happened:A1")]

    assert {"happened:A1", "count:C4"} == set(standing(made, []).grades["account:a"])


CLAIMS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(1, 5), st.integers(0, 40)),
    max_size=6, unique_by=lambda c: c[0],
).map(lambda drawn: [killed(f"claim:{n}", low, start) for n, low, start in drawn])  # fmt: skip
VERBS = st.lists(
    st.tuples(st.sampled_from(["accept", "refuse"]), st.sampled_from("abcd")), max_size=8
)


@given(CLAIMS, CLAIMS, VERBS)
def test_no_reader_undoes_a_person(
    before: list[Proposed], after: list[Proposed], verbs: list[tuple[Verb, str]]
) -> None:
    """Whatever is read anew, each judged claim keeps its last judgement and only its state moves."""
    shown = {p.claim.id: p for p in before}
    made = [
        decision(n, verb, f"claim:{name}", shown=shown.get(f"claim:{name}"))
        for n, (verb, name) in enumerate(verbs)
    ]

    old, new = standing(made, before).claims, standing(made, after).claims

    assert {k: j.judgement for k, j in old.items()} == {k: j.judgement for k, j in new.items()}
    present = {p.claim.id for p in after}
    assert all((j.now == "holds") == (k in present) for k, j in new.items())


JUDGEMENTS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "refuse", "correct", "add"]),
        st.sampled_from(["claim:a", "claim:b", "claim:c"]),
        st.booleans(),
    ),
    max_size=8,
)


@given(JUDGEMENTS)
def test_one_judgement_more_is_as_if_all_were_folded_again(
    judged: list[tuple[Verb, str, bool]],
) -> None:
    """Whatever was judged before, adding a judgement to what stood gives, in the same order, what
    a fold of all of them gives: claims, refusals and what was shown.
    """
    within = Within("account:1", "shooting", "accomplished", (0, 4), "sha256:r", (1, 0))
    made: list[Decision] = []
    running = standing((), ())
    for number, (verb, claim, placed) in enumerate(judged):
        shown = killed(claim, number)
        if placed:
            shown = msgspec.structs.replace(shown, within=(within,))
        made.append(decision(number, verb, claim, shown=shown))
        running = with_judgement(running, made[-1])
        whole = standing(made, ())

        assert whole == running
        assert list(whole.claims) == list(running.claims)
