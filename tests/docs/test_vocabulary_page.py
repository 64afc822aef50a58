"""What the vocabulary's page promises."""

from __future__ import annotations

from docs.reference.make_vocabulary import PAGE, page


def test_the_page_is_what_the_vocabulary_says() -> None:
    """The page in the tree is made from the vocabulary as it stands."""
    assert page() == PAGE.read_text(encoding="utf-8")
