"""The own gold of incidents and the scorers of clusters."""

from __future__ import annotations

import pytest
from evals import ecbplus, own_incidents
from evals.adapters.gva_incidents import clusters, main_account
from evals.scorers.clusters import b_cubed, pairs

from sacho.model.account import Account
from sacho.model.incident import Incident
from sacho.model.recorded import RecordedAccount


def told(report: str, at: int, kind: str) -> RecordedAccount:
    """An account of a report that tells nothing but its kind."""
    account = Account(f"{report}.{at}", kind, "accomplished", (), (0, 1))
    return RecordedAccount(account, report, report, (at, 0))


def incident(*accounts: str) -> Incident:
    """An incident of these accounts."""
    return Incident(accounts[0], "shooting", accounts, (), (), (), ())


def test_b_cubed_is_the_mean_share_of_each_report() -> None:
    """Three together of which one is elsewhere: precision 5/9, recall 1."""
    found = b_cubed(["x", "x", "x"], ["a", "a", "b"])

    assert (pytest.approx(5 / 9), pytest.approx(1.0)) == (found.precision, found.recall)


def test_pairs_are_counted_once() -> None:
    """Of three pairs put together one belongs together, and it is the only one that does."""
    found = pairs(["x", "x", "x"], ["a", "a", "b"])

    assert (pytest.approx(1 / 3), pytest.approx(1.0)) == (found.precision, found.recall)


def test_a_report_stands_with_those_of_its_main_account() -> None:
    """An arrest beside a shooting does not decide with which reports a report stands."""
    one = [told("r1", 0, "detention"), told("r1", 1, "shooting")]
    two, three = [told("r2", 0, "shooting")], [told("r3", 0, "detention")]
    made = [incident("r1.1", "r2.0"), incident("r1.0", "r3.0")]

    given = clusters([one, two, three], made)

    assert main_account(one) == one[1]
    assert given[0] == given[1]
    assert main_account([told("r4", 0, "denial")]) is None


def test_words_of_another_report_are_taken_over() -> None:
    """A report may stand for another's words, or some of its sentences, with lines of its own."""
    raw = (
        "## 01a | en | Invented Post | 2031-01-01 | 01 | A | telling\n"
        "INVENTED EXAMPLE. One fell. Two fell. Three fell.\n"
        "## 01b | en | Other Post | 2031-01-02 | 01 | A | edited copy\n"
        "{01a:2-3}\nMore follows.\n"
    )

    first, second = own_incidents.parsed(raw)

    assert first["text"] == "INVENTED EXAMPLE.\n\nOne fell. Two fell. Three fell."
    assert second["text"] == "INVENTED EXAMPLE.\n\nTwo fell. Three fell.\nMore follows."


@pytest.mark.parametrize("raw", ["## 01a | en\nWords.", "## 1 | en | P | d | 01 | A | r\n{09z}"])
def test_a_broken_file_is_named(raw: str) -> None:
    """A head line with parts missing, or words of no report, is a ValueError and not a guess."""
    with pytest.raises(ValueError, match=r"begins with|no report"):
        own_incidents.parsed(raw)


@pytest.mark.parametrize("split", ["train", "dev"])
def test_every_report_of_the_gold_is_whole(split: str) -> None:
    """A hundred and two reports a half, each with its mark, a day, and words told or taken over."""
    found = own_incidents.records_in(split)

    assert len(found) == 102
    assert len({r["id"] for r in found}) == 102
    for record in found:
        assert "{" not in record["text"]
        assert len(record["text"]) > 100, record["id"]
        assert record["published"].startswith("2031-")
        assert "INVENTED EXAMPLE" in record["text"], record["id"]


def test_the_lemma_heuristic_joins_by_shared_actions() -> None:
    """Two reports with two action words in common, whatever their endings, are one cluster."""

    def record(*words: str) -> dict[str, object]:
        mentions = [{"type": "ACTION_OCCURRENCE", "tokens": [n]} for n in range(len(words))]
        return {"tokens": list(words), "mentions": mentions, "sentence": [0] * len(words)}

    rows = [record("robbed", "fled"), record("robs", "fleds"), record("crowned")]

    assert ecbplus.by_lemmas(rows, 1)[0] == ecbplus.by_lemmas(rows, 1)[1]
    assert len(set(ecbplus.by_lemmas(rows, 3))) == 3


def test_the_address_of_a_page_is_no_telling() -> None:
    """The first line of a page that is its address is left out; marks close up to words."""
    record = {"tokens": ["http", ":", "x", "He", "fell", "."], "sentence": [0, 0, 0, 1, 1, 1]}

    assert ecbplus.text(record) == "He fell."
