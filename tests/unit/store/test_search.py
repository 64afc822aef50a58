"""Reports are found by their words, in Latin and in Korean script, with their places."""

from __future__ import annotations

import pytest
from tests.unit.store.filled import FIRST, SECOND, add

from sacho.store import dialect, rebuild
from sacho.store.project import Project
from sacho.store.search import search
from sacho.store.verify import verify


@pytest.fixture
def searched(project: Project) -> Project:
    """A project with two reports."""
    for made in (FIRST, SECOND):
        add(project, made)
    return project


@pytest.mark.parametrize(
    "words", ["weavers", "WEAVERS", "꾸며", "며 낸", "글", "니다", "miller mill"]
)
def test_words_are_found_where_they_stand(searched: Project, words: str) -> None:
    """A hit names the report and text, the spans of each word, and quotes around the first."""
    hits = search(searched, words)

    assert {hit.report for hit in hits} == {FIRST.ingested.report, SECOND.ingested.report}
    for hit in hits:
        made = FIRST if hit.report == FIRST.ingested.report else SECOND
        assert made.ingested.text and hit.text == made.ingested.text.id
        assert hit.spans
        for start, end in hit.spans:
            assert made.ingested.text.text[start:end].casefold() in words.casefold()
        first = made.ingested.text.text[slice(*hit.spans[0])]
        assert first in hit.snippet


def test_all_words_must_be_there(searched: Project) -> None:
    """Words are joined by and; a word that is nowhere finds nothing."""
    assert search(searched, "weavers zebra") == []
    assert [hit.report for hit in search(searched, "weavers number 1")] == [SECOND.ingested.report]


def test_a_hit_names_the_claims_at_its_place(searched: Project) -> None:
    """A hit on the words of a claim leads to that claim."""
    from sacho.store import claims

    hit = search(searched, "weavers")[0]

    assert {claims.get(searched, name).claim.field for name in hit.claims} == {"killed"}


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "NEAR(", "a:b^2", "' OR 1=1 --", "\x00"])
def test_no_query_fails(searched: Project, words: str) -> None:
    """Operators, quotes and nonsense are words like others, or nothing; never a failure."""
    assert isinstance(search(searched, words), list)


def test_a_word_is_not_found_inside_another(searched: Project) -> None:
    """Latin words match whole: `weave` is not `weavers`."""
    assert search(searched, "weave") == []


def test_reindexing_gives_the_same_index(searched: Project) -> None:
    """The index can be dropped and made again, token for token."""
    with searched.reading() as connection:
        before = dialect.index_terms(connection)

    rebuild.rebuild(searched)

    with searched.reading() as connection:
        assert dialect.index_terms(connection) == before
    assert before
    assert verify(searched).clean


def test_the_index_keeps_no_text(searched: Project) -> None:
    """The index holds tokens only: its stored content is empty."""
    with searched.reading() as connection:
        kept = connection.exec_driver_sql("SELECT tokens FROM search_index").scalars().all()

    assert set(kept) == {None}


def test_the_limit_holds(searched: Project) -> None:
    """No more hits than asked for."""
    assert len(search(searched, "weavers", limit=1)) == 1
