"""The language is told by script and common words, and by the model only where those cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sacho.ingest.draft import NeedsFamily
from sacho.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "INVENTED EXAMPLE. The guards shot two men at the bridge, a woman in the town said.",
            "en",
        ),
        ("경비대가 다리에서 두 명을 사살했다.", "ko"),
        ("애시퍼드(Ashford) 다리에서 Hill Courier 기자 두 명이 숨졌다고 전했다.", "ko"),
        (
            "TWO PEOPLE WERE KILLED AND FIVE WOUNDED IN THE ATTACK, WHICH WAS DENIED BY THE ARMY.",
            "en",
        ),
    ],
)
def test_english_and_korean_need_no_model(text: str, code: str) -> None:
    """Plain English and Korean are told without loading the model."""
    script = (
        "import sys; from sacho.ingest.language import language_of; "
        f"assert language_of({text!r}).code == {code!r}; assert 'py3langid' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_light_process_asks_for_a_full_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the model can tell and it is not loaded, the document goes to a full process."""
    monkeypatch.delitem(sys.modules, "py3langid", raising=False)
    with pytest.raises(NeedsFamily):
        language_of("Два человека были убиты на мосту, сообщил житель города.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Два человека были убиты на мосту, сообщил житель города.", "ru"),
        (
            "Deux hommes ont été tués sur le pont lundi soir, a déclaré une habitante de la ville.",
            "fr",
        ),
        ("Twee mannen zijn maandag op de brug doodgeschoten, zei een vrouw in de stad.", "nl"),
        ("昨夜、橋の近くで二人の男性が撃たれて死亡したと住民が語った。", "ja"),
        ("قُتل رجلان على الجسر مساء الاثنين بحسب إحدى سكان البلدة.", "ar"),
    ],
)
def test_other_languages_are_named_and_not_read(text: str, code: str) -> None:
    """Another language is named, and a problem says that nothing is read in it."""
    import py3langid  # noqa: F401  # pyright: ignore[reportUnusedImport]

    found = language_of(text)
    assert found.code == code
    assert found.codes == ("language.not-read",)


def test_too_few_words_are_not_sure() -> None:
    """A word or two are taken for what the document declares, else for English and told as unsure."""
    assert language_of("Ashford", "ko").code == "ko"
    assert language_of("Ashford").codes == ("language.unsure",)
    assert language_of("123").code is None
