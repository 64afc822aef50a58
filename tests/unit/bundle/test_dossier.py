"""The dossier that people read: both forms show every value, its words and who says so."""

from __future__ import annotations

from typing import Any

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from sacho.bundle import dossier, sheets
from sacho.bundle.letters import FILE, typeface
from sacho.model.incident import Incident

INCIDENT = Incident("account:0a", "shooting", (), ("sha256:00",), (), (), ())


def claim(**said: Any) -> dict[str, Any]:
    """An invented claim as `claims.json` has it."""
    told = {"field": "killed", "value": "3", "quotes": ["three"], "speakers": ["The Kestrel"],
            "stance": "asserted", "report": "sha256:00"}  # fmt: skip
    return told | said


def composed(*claims: dict[str, Any], left_out: tuple[str, ...] = ()) -> dossier.Dossier:
    """A dossier of these claims alone."""
    return dossier.compose(INCIDENT, [], claims, [], left_out)


def words(pdf: bytes) -> str:
    """All words of a PDF as another library reads them, without spaces and line ends."""
    document = pypdfium2.PdfDocument(pdf)
    read = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(read.split())


def picture(told: dossier.Dossier) -> bytes:
    """The first sheet as another library draws it."""
    document = pypdfium2.PdfDocument(sheets.printed(told))
    page = document[0]
    return page.render(scale=2).to_numpy().tobytes()


def shown(text: str) -> str:
    """Words as `words` gives them."""
    return "".join(text.split())


def test_every_value_stands_with_its_words_and_who_says_so() -> None:
    """Value, words, stance and the whole chain of speakers stand in the page and in the PDF."""
    told = composed(
        claim(), claim(field="perpetrator", value="경비대", quotes=["국경 경비대가"],
                       speakers=["케스트럴 데일리", "양강도 소식통"], stance="hedged"),
    )  # fmt: skip
    page, pdf = dossier.page(told), words(sheets.printed(told))

    for due in (
        "three",
        "The Kestrel",
        "국경 경비대가",
        "케스트럴 데일리 > 양강도 소식통",
        "reported perpetrator",
    ):
        assert shown(due) in pdf
        assert due.replace(">", "&gt;") in page


def test_a_value_without_a_speaker_is_told_by_the_report_itself() -> None:
    """No value stands without somebody who says so."""
    told = composed(claim(speakers=[]))

    assert "the report itself" in dossier.page(told)
    assert shown("the report itself · 보도 자체") in words(sheets.printed(told))


def test_the_same_dossier_gives_the_same_bytes() -> None:
    """The PDF holds no time and no chance."""
    assert sheets.printed(composed(claim())) == sheets.printed(composed(claim()))


def test_letters_that_the_typeface_lacks_are_never_dropped() -> None:
    """Latin letters with marks are drawn all the same; what has no shape is told by its number."""
    pdf = words(sheets.printed(composed(claim(quotes=["Zoë saw \u202e م 😀 a\x00b"]))))

    assert "Zoë" in pdf
    assert "[U+FFFD]" in pdf
    assert "[U+0645]" in pdf
    assert "[U+1F600]" in pdf


def test_a_row_longer_than_a_sheet_goes_on_over_the_next() -> None:
    """Nothing of very long words is cut off."""
    told = composed(claim(quotes=[f"word{n:05d}" for n in range(6000)]))
    pdf = sheets.printed(told)

    assert len(pypdfium2.PdfDocument(pdf)) > 5
    assert all(f"word{n:05d}" in words(pdf) for n in (0, 3000, 5999))


def test_no_line_leaves_its_cell() -> None:
    """Words without a space are broken: no letter stands outside the sheet's margins."""
    pdf = pypdfium2.PdfDocument(
        sheets.printed(composed(claim(value="x" * 900, quotes=["가" * 900])))
    )
    for page in pdf:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(at)
            assert sheets.MARGIN - 1 <= left <= right <= sheets.WIDTH - sheets.MARGIN + 1


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_words_give_a_pdf_that_opens(said: str) -> None:
    """Whatever stands in a report, the PDF opens elsewhere and has a sheet."""
    assert len(pypdfium2.PdfDocument(sheets.printed(composed(claim(quotes=[said]))))) >= 1


def test_words_cannot_become_markup() -> None:
    """Words of a report stay words in the page."""
    assert "<script" not in dossier.page(composed(claim(quotes=["<script>x</script>"])))


def test_a_cut_down_typeface_draws_what_is_used() -> None:
    """A syllable put together from parts is drawn, and each differs from the others."""
    drawn = {picture(composed(claim(quotes=[word]))) for word in ("가", "강", "힣", " ")}

    assert len(drawn) == 4


def test_only_the_shapes_that_are_used_go_into_the_file() -> None:
    """A short dossier takes a small part of the typeface."""
    assert len(sheets.printed(composed(claim()))) < FILE.stat().st_size / 10


def test_every_hangul_syllable_has_a_shape() -> None:
    """No Korean word is ever told by numbers."""
    assert all(code in typeface().glyphs for code in range(0xAC00, 0xD7A4))
