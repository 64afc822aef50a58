"""One suite over every format that ingest reads: what is told comes out, nothing ever raises."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from sacho.ingest.ingester import Ingester
from sacho.ingest.limits import Limits
from sacho.ingest.problems import MESSAGES
from sacho.model.report import Ingested

TITLE = "Shots at the Ashford ferry"
ENGLISH = [
    "INVENTED EXAMPLE. Guards at the Ashford ferry fired at a boat before dawn on Monday, killing "
    "two passengers and wounding a third, a dock worker told the Hill Courier.",
    "The third, a woman of about forty, was carried to the clinic at Marsh End. A nurse there said "
    "that she was not expected to keep her left hand.",
    "The harbour master denied that anyone had been hit. He said that the guards had only fired "
    "into the air and that the boat had sunk because it carried too many people.",
    "Since then each guard has been given forty rounds, and the ferry no longer runs after dark.",
]
KOREAN = [
    "꾸며 낸 예(INVENTED EXAMPLE). 월요일 새벽 애시퍼드 나루에서 경비대가 배를 향해 총을 쏘아 승객 두 명이 숨지고 "
    "한 명이 다쳤다고 부두 노동자가 언덕신문에 전했다.",
    "다친 사람은 마흔 살가량의 여성으로 마시엔드 진료소로 옮겨졌으며, 왼손을 쓰지 못하게 될 것이라고 간호사가 말했다.",
    "항만 책임자는 아무도 맞지 않았다고 부인하면서 배에 사람이 너무 많이 타서 가라앉은 것이라고 밝혔다.",
]

Maker = Callable[[list[str]], bytes]


def html(paragraphs: list[str]) -> bytes:
    told = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE}</title>"
        '<meta property="og:site_name" content="The Hill Courier">'
        '<meta name="author" content="Ann Fielding">'
        '<meta property="article:published_time" content="2021-01-26T09:30:00+09:00"></head>'
        '<body><nav><a href="/">Front page</a> <a href="/weather">Weather</a></nav>'
        f"<article><h1>{TITLE}</h1>{told}</article>"
        "<footer>Copyright the Hill Courier</footer><script>var x = 1;</script></body></html>"
    ).encode()


def pdf(paragraphs: list[str], **options: Any) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    korean = any("가" <= letter <= "힣" for letter in paragraphs[0])
    style = ParagraphStyle(
        "told", fontName="HYSMyeongJo-Medium" if korean else "Times-Roman", fontSize=11, leading=15,
        spaceAfter=9,
    )  # fmt: skip

    def edges(canvas: Any, document: Any) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 812, "The Hill Courier, a weekly")
        canvas.drawCentredString(297, 30, f"Page {document.page}")

    out = io.BytesIO()
    made = BaseDocTemplate(out, pagesize=A4, title=TITLE, author="Ann Fielding", **options)
    # Low frames: the report runs over several pages.
    made.addPageTemplates(PageTemplate(frames=[Frame(72, 600, 340, 180)], onPage=edges))
    made.build([Paragraph(each, style) for each in paragraphs])
    return out.getvalue()


def word(paragraphs: list[str]) -> bytes:
    made = docx.Document()
    made.core_properties.title = TITLE
    made.core_properties.author = "Ann Fielding"
    made.sections[0].header.paragraphs[0].text = "The Hill Courier, a weekly"
    for each in paragraphs:
        made.add_paragraph(each)
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "dead"
    table.cell(0, 1).text = "2"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def mail(paragraphs: list[str]) -> bytes:
    message = EmailMessage()
    message["From"] = "Ann Fielding <ann@courier.example>"
    message["To"] = "desk@courier.example"
    message["Subject"] = TITLE
    message["Date"] = "Tue, 26 Jan 2021 09:30:00 +0900"
    message["Message-ID"] = "<1@courier.example>"
    message.set_content("\n\n".join(paragraphs) + "\n\n-- \nAnn Fielding\nHill Courier")
    return message.as_bytes()


def mail_of_html(paragraphs: list[str]) -> bytes:
    message = EmailMessage()
    message["From"] = "ann@courier.example"
    message["Subject"] = TITLE
    message["Message-ID"] = "<2@courier.example>"
    message.set_content(html(paragraphs).decode(), subtype="html")
    return message.as_bytes()


def text(paragraphs: list[str]) -> bytes:
    return "\n\n".join(paragraphs).encode()


def text_of_windows(paragraphs: list[str]) -> bytes:
    korean = any("가" <= letter <= "힣" for letter in paragraphs[0])
    return "\r\n\r\n".join(paragraphs).encode("cp949" if korean else "cp1252")


def text_in_utf16(paragraphs: list[str]) -> bytes:
    return "\r\n\r\n".join(paragraphs).encode("utf-16")


def markdown(paragraphs: list[str]) -> bytes:
    head = f"---\ntitle: {TITLE}\ndate: 2021-01-26\n---\n\n# {TITLE}\n\n"
    strong = (each.partition(" ") for each in paragraphs)
    return (head + "\n\n".join(f"**{first}** {rest}" for first, _, rest in strong)).encode()


MAKERS: dict[str, Maker] = {
    "html": html, "pdf": pdf, "docx": word, "eml": mail, "eml-html": mail_of_html, "text": text,
    "text-windows": text_of_windows, "text-utf16": text_in_utf16, "markdown": markdown,
}  # fmt: skip
EACH = pytest.mark.parametrize("maker", MAKERS.values(), ids=list(MAKERS))
NAMES = {"markdown": "told.md"}


@pytest.fixture(scope="module")
def ingester() -> Iterator[Ingester]:
    with Ingester(Limits(cpu_seconds=10, wall_seconds=30)) as made:
        yield made


def name_of(maker: Maker) -> str:
    return next(NAMES.get(key, "secretname.bin") for key, each in MAKERS.items() if each is maker)


def check(ingested: Ingested, *secrets: str) -> None:
    """What holds for every document, read or not."""
    assert ingested.text is not None or ingested.problems
    for problem in ingested.problems:
        assert problem.code in MESSAGES
        assert not any(secret in problem.message for secret in (*secrets, "secretname"))
    if ingested.text is None:
        return
    last = 0
    for start, end in ingested.text.furniture:
        assert last <= start < end <= len(ingested.text.text)
        last = end


@EACH
@pytest.mark.parametrize("told", [ENGLISH, KOREAN], ids=["en", "ko"])
def test_the_telling_comes_out_in_order(ingester: Ingester, maker: Maker, told: list[str]) -> None:
    """Every paragraph that is told stands whole in the text, in order, outside the furniture."""
    ingested = ingester.ingest(maker(told), name_of(maker))
    check(ingested)
    assert ingested.text is not None
    at = 0
    for paragraph in told:
        found = ingested.text.text.find(paragraph, at)
        assert found >= 0, ingested.text.text
        at = found + len(paragraph)
        assert all(e <= found or s >= at for s, e in ingested.text.furniture)
    assert ingested.metadata.language == ("en" if told is ENGLISH else "ko")


@EACH
def test_the_same_bytes_give_the_same_text(maker: Maker) -> None:
    """Another process on another day gives the same text, ids and metadata for the same bytes."""
    data = maker(ENGLISH)
    with Ingester() as first, Ingester() as second:
        assert first.ingest(data, name_of(maker)) == second.ingest(data, name_of(maker))


@pytest.mark.parametrize(
    ("key", "title", "author", "publisher", "published", "how"),
    [
        ("html", TITLE, "Ann Fielding", "The Hill Courier", "2021-01-26T09:30+09:00",
         "html:meta article:published_time"),
        ("pdf", TITLE, "Ann Fielding", None, None, "weak: pdf:info CreationDate"),
        ("docx", TITLE, "Ann Fielding", None, None, "weak: docx:core properties"),
        ("eml", TITLE, "Ann Fielding", None, "2021-01-26T09:30+09:00", "eml:date header"),
        ("eml-html", TITLE, "Ann Fielding", "The Hill Courier", "2021-01-26T09:30+09:00",
         "html:meta article:published_time"),
        ("text", None, None, None, None, None),
        ("markdown", TITLE, None, None, "2021-01-26", "text:front matter"),
    ],
)  # fmt: skip
def test_metadata_is_what_the_document_says(
    ingester: Ingester, key: str, title: str | None, author: str | None, publisher: str | None,
    published: str | None, how: str | None,
) -> None:  # fmt: skip
    """Title, author, publisher and date are as the document says; a date of the file is only weak."""
    ingested = ingester.ingest(MAKERS[key](ENGLISH), NAMES.get(key, ""))
    said = ingested.metadata
    assert (said.title, said.author, said.publisher) == (title, author, publisher)
    assert said.published == published
    assert (said.published_from or "").startswith(how or "")
    assert (said.published_from is None) == (how is None)
    weak = "published.file-date" in [problem.code for problem in ingested.problems]
    assert weak == (how or "").startswith("weak")


@EACH
def test_a_cut_document_gives_text_or_a_named_problem(ingester: Ingester, maker: Maker) -> None:
    """A document cut at any place gives what is left of it or the name of the trouble."""
    data = maker(ENGLISH)
    for cut in {1, 5, 20, len(data) // 4, len(data) // 2, len(data) - 30, len(data) - 1}:
        check(ingester.ingest(data[:cut], name_of(maker)), "Ashford", "Marsh End")


@EACH
def test_a_garbled_document_gives_text_or_a_named_problem(ingester: Ingester, maker: Maker) -> None:
    """A document with bytes changed, lost or doubled never raises and never ends the reading."""
    data = maker(ENGLISH)
    chance = random.Random(7)
    for _ in range(12):
        garbled = bytearray(data)
        for _ in range(chance.choice((1, 8, 64))):
            at = chance.randrange(len(garbled))
            garbled[at] = chance.randrange(256)
        if chance.random() < 0.3:
            at = chance.randrange(len(garbled))
            del garbled[at : at + 200]
        check(ingester.ingest(bytes(garbled), name_of(maker)), "Ashford", "Marsh End")
    check(ingester.ingest(data + data, name_of(maker)), "Ashford")


@EACH
def test_a_very_long_document_gives_text_or_a_named_problem(maker: Maker) -> None:
    """More text than the limit allows gives one named problem, not half a text."""
    with Ingester(Limits(text=300)) as ingester:
        ingested = ingester.ingest(maker(ENGLISH), name_of(maker))
    assert ingested.text is None
    assert [problem.code for problem in ingested.problems] == ["text.too-long"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"<html><body><p>", b"PK\x03\x04word/document.xml",
                     b"From: a\nMessage-ID: b\n\n", b"\xff\xfe", b"---\ntitle: a\n---\n"]),
    st.binary(max_size=2000),
    st.text(max_size=20),
)  # fmt: skip
def test_any_bytes_give_text_or_a_named_problem(
    ingester: Ingester, start: bytes, rest: bytes, name: str
) -> None:
    """Arbitrary bytes behind the first bytes of any format never raise."""
    check(ingester.ingest(start + rest, name))


def test_furniture_of_the_page_is_marked(ingester: Ingester) -> None:
    """Page heads and numbers of a PDF and headers of a DOCX stay in the text, marked."""
    for maker in (pdf, word):
        text = ingester.ingest(maker(ENGLISH)).text
        assert text is not None
        marked = [text.text[s:e] for s, e in text.furniture]
        assert any("The Hill Courier, a weekly" in each for each in marked)
        assert text.text.count("a weekly") == 1


def test_tables_are_read(ingester: Ingester) -> None:
    """A row of a table is one line, its cells in order."""
    text = ingester.ingest(word(ENGLISH)).text
    assert text is not None and "dead | 2" in text.text


def test_an_attachment_is_told(ingester: Ingester) -> None:
    """Each attachment that was not read is a problem, and its name is not in the message."""
    message = EmailMessage()
    message["From"] = "ann@courier.example"
    message["Message-ID"] = "<3@courier.example>"
    message.set_content("\n\n".join(ENGLISH))
    for _ in range(2):
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf",
                               filename="secretname.pdf")  # fmt: skip
    ingested = ingester.ingest(message.as_bytes(), "secretname.eml")
    check(ingested)
    assert [p.code for p in ingested.problems] == ["attachment.not-read"] * 2
    assert ingested.text is not None and ENGLISH[0] in ingested.text.text


def test_a_korean_mail_in_an_old_charset_is_read(ingester: Ingester) -> None:
    """A mail in EUC-KR with an encoded subject is read with its words and its title."""
    message = EmailMessage()
    message["From"] = "nari@courier.example"
    message["Subject"] = "나루터의 총성"
    message["Message-ID"] = "<4@courier.example>"
    message.set_content("\n\n".join(KOREAN), charset="euc-kr")
    ingested = ingester.ingest(message.as_bytes())
    assert ingested.text is not None and KOREAN[1] in ingested.text.text
    assert ingested.metadata.title == "나루터의 총성"
    assert ingested.metadata.language == "ko"


def test_wrapped_lines_are_joined(ingester: Ingester) -> None:
    """Lines broken at a width, as mails have them, become paragraphs again."""
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(each, 72) for each in ENGLISH)
    text = ingester.ingest(wrapped.encode()).text
    assert text is not None and text.text == "\n\n".join(ENGLISH)


def test_a_page_without_article_is_read_plainly(ingester: Ingester) -> None:
    """A bare page of loose text is read by a plain walk, without its script and hidden parts."""
    page = (
        "<html><body>Two men were shot.<br>One died.<script>hidden()</script>"
        '<div style="display: none">not shown</div></body></html>'
    )
    text = ingester.ingest(page.encode()).text
    assert text is not None
    assert "Two men were shot." in text.text and "One died." in text.text
    assert "hidden" not in text.text and "not shown" not in text.text


def test_locked_and_scanned_pdfs_are_named(ingester: Ingester) -> None:
    """A PDF with a password and one of pictures alone each get the problem that says so."""
    locked = pdf(ENGLISH, encrypt=StandardEncryption("a password"))
    assert [p.code for p in ingester.ingest(locked).problems] == ["text.encrypted"]
    out = io.BytesIO()
    made = BaseDocTemplate(out, pagesize=A4)
    made.addPageTemplates(
        PageTemplate(
            frames=[Frame(72, 72, 400, 600)], onPage=lambda canvas, _: canvas.rect(9, 9, 99, 99)
        )
    )
    made.build([Paragraph("&nbsp;", ParagraphStyle("empty"))])
    assert [p.code for p in ingester.ingest(out.getvalue()).problems] == ["text.scanned"]


def bomb(xml: bytes, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(ENGLISH))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in good.namelist():
            made.writestr(member, xml if member == name else good.read(member))
    return out.getvalue()


def test_bombs_are_refused_before_they_are_opened(ingester: Ingester) -> None:
    """A DOCX that unpacks to a thousand times its size, or declares entities, is not opened."""
    entities = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    )
    for xml in (b" " * (64 << 20), entities, entities.decode().encode("utf-16")):
        assert [p.code for p in ingester.ingest(bomb(xml)).problems] == ["text.bomb"]


def test_hidden_characters_are_taken_out_and_told(ingester: Ingester) -> None:
    """Characters that reorder or hide others are not in the text, and a problem says so."""
    hidden = "INVENTED EXAMPLE. The guards shot \u202etwo\u202c men at the \u200bbridge, she said."
    ingested = ingester.ingest(hidden.encode())
    assert ingested.text is not None
    assert (
        ingested.text.text == "INVENTED EXAMPLE. The guards shot two men at the bridge, she said."
    )
    assert [p.code for p in ingested.problems] == ["text.hidden-characters"]


def test_letters_are_composed(ingester: Ingester) -> None:
    """Hangul in loose letters, as some systems write it, becomes the usual syllables."""
    import unicodedata

    loose = unicodedata.normalize("NFD", KOREAN[0])
    text = ingester.ingest(loose.encode()).text
    assert text is not None and text.text == KOREAN[0]
