"""What a page says of itself, and how it is known."""

from __future__ import annotations

import pytest

from sacho.ingest.draft import Draft, Task
from sacho.ingest.formats import html

TOLD = (
    "<p>INVENTED EXAMPLE. Two men were shot at the Ashford bridge on Monday night, a woman in the "
    "town told the Hill Courier.</p><p>The guards denied that anyone had been hurt at all there.</p>"
)


def page(head: str = "", body: str = TOLD, lang: str = "en") -> Draft:
    made = f'<html lang="{lang}"><head>{head}</head><body><article>{body}</article></body></html>'
    return html.read(made.encode(), Task(format="html"))


LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", '
    '"datePublished": "2021-01-26T09:30:00Z", "author": [{"name": "Ann Fielding"}], '
    '"publisher": {"name": "The Hill Courier"}}]}</script>'
)


@pytest.mark.parametrize(
    ("head", "published", "how"),
    [
        ('<meta property="article:published_time" content="2021-01-26">', "2021-01-26",
         "html:meta article:published_time"),
        ('<meta name="pubdate" content="2021-01-26T09:30:00+09:00">', "2021-01-26T09:30+09:00",
         "html:meta pubdate"),
        (LINKED, "2021-01-26T09:30+00:00", "html:json-ld datePublished"),
        ("", None, None),
        ('<meta property="article:published_time" content="soon">', None, None),
        ('<script type="application/ld+json">{"datePublished": [</script>', None, None),
    ],
)  # fmt: skip
def test_the_date_and_how_it_is_known(head: str, published: str | None, how: str | None) -> None:
    """The page's own date is taken where it states one, with the place where it stands."""
    said = page(head).metadata
    assert (said.published, said.published_from) == (published, how)


def test_a_time_in_the_page_dates_it() -> None:
    """The one <time> of a page dates it."""
    said = page(body=f'<time datetime="2021-01-26">yesterday</time>{TOLD}').metadata
    assert (said.published, said.published_from) == ("2021-01-26", "html:time")


def test_linked_data_names_author_and_publisher() -> None:
    """Author and publisher come from the page's linked data where no tag names them."""
    said = page(LINKED).metadata
    assert (said.author, said.publisher) == ("Ann Fielding", "The Hill Courier")


def test_readers_comments_and_menus_are_not_the_telling() -> None:
    """Menus, readers' comments and scripts do not come into the text."""
    body = (
        f'<nav><a href="/a">Weather</a></nav>{TOLD}<div class="comments" id="comments">'
        "<p>What a shame, says a reader.</p></div><script>var hidden = 1</script>"
    )
    text = "\n".join(block.text for block in page(body=body).blocks)
    assert "Monday night" in text and "denied" in text
    assert "Weather" not in text and "hidden" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_the_charset_of_the_page_is_used(encoding: str) -> None:
    """A Korean page is read in the encoding that it has."""
    told = (
        "<p>꾸며 낸 예. 월요일 밤 애시퍼드 다리에서 두 명이 총에 맞았다고 주민이 언덕신문에 전했다.</p>"
        * 3
    )
    made = f'<html><head><meta charset="{encoding}"></head><body><article>{told}</article></body></html>'
    draft = html.read(made.encode(encoding), Task(format="html"))
    assert "애시퍼드 다리에서 두 명이" in draft.blocks[0].text
    assert draft.codes == []


def test_an_xml_declaration_does_not_stop_it() -> None:
    """A page that starts with an XML declaration is read like any other."""
    made = (
        f'<?xml version="1.0" encoding="utf-8"?><html><body><article>{TOLD}</article></body></html>'
    )
    assert html.read(made.encode(), Task(format="html")).blocks
