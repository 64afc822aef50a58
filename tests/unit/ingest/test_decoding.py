"""The encoding of a text is chosen by evidence, and doubt is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.ingest.decoding import canonical, decode

ENGLISH = "The café by the bridge was closed. “Two men were shot,” a résident said — no more."
PLAIN_FRENCH = "Deux hommes ont été blessés près du café, a déclaré un témoin à côté de l'église."
KOREAN = (
    "국경 경비대가 강가에서 주민 두 명에게 총을 쏘았다고 소식통이 26일 전했다. (INVENTED EXAMPLE)"
)


@pytest.mark.parametrize("text", [ENGLISH, KOREAN, ENGLISH + "\n" + KOREAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_being_told(text: str, encoding: str) -> None:
    """UTF-8 and UTF-16 are read right with and without a byte-order mark."""
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert (decoded.codes == ()) == (encoding not in ("utf-16-le", "utf-16-be"))


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [(KOREAN, "cp949", "cp949"), (KOREAN, "euc-kr", "cp949"), (ENGLISH, "cp1252", "cp1252"),
     (PLAIN_FRENCH, "latin-1", "cp1252"), ("뷁 똠방각하 펲시", "cp949", "cp949")],
)  # fmt: skip
def test_old_encodings_are_guessed_and_the_guess_is_told(
    text: str, encoding: str, found: str
) -> None:
    """CP949 and Windows-1252 are told apart by the bytes, and the report says that it was a guess."""
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, found)
    assert decoded.codes == ("text.encoding-guessed",)


def test_a_declared_encoding_that_fits_is_no_guess() -> None:
    """What a header declares is taken without doubt when the bytes agree."""
    assert decode(KOREAN.encode("euc-kr"), "EUC-KR").codes == ()
    assert decode(PLAIN_FRENCH.encode("latin-1"), "ISO-8859-1").codes == ()
    assert decode("Два человека".encode("windows-1251"), "windows-1251").text == "Два человека"


def test_a_declared_encoding_that_lies_is_not_believed() -> None:
    """Korean bytes under a Latin declaration, and UTF-8 under any, are read as what they are."""
    assert decode(KOREAN.encode("cp949"), "iso-8859-1").text == KOREAN
    assert decode(KOREAN.encode(), "euc-kr").text == KOREAN


def test_a_cut_letter_is_shown_and_told() -> None:
    """UTF-8 that was cut within a letter stays UTF-8; the lost letter is shown and told."""
    decoded = decode(KOREAN.encode()[:41])
    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("\N{REPLACEMENT CHARACTER}")
    assert decoded.codes == ("text.bytes-replaced",)


def test_only_document_codecs_are_taken() -> None:
    """A declared name that is a codec of Python but none for documents is ignored."""
    assert canonical("rot13") is None
    assert canonical("idna") is None
    assert canonical("KS_C_5601-1987") == "cp949"
    assert canonical("Windows-1251") == "cp1251"


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_decode(data: bytes, declared: str | None) -> None:
    """No bytes and no declaration make it raise."""
    decode(data, declared)


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=200)
)
def test_utf8_round_trips(text: str) -> None:
    """Whatever is valid UTF-8 and has no zeros is read as exactly that."""
    assert decode(text.encode()).text == text
