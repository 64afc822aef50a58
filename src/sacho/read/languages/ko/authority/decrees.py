"""A text that is itself an order: a decree, a notice, a directive with its numbered articles."""

from __future__ import annotations

import re

from sacho.model.span import Span
from sacho.read.analysis import Sentence, Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.syntax.lexicon import parties

_TITLE = re.compile(
    r"(?P<body>[가-힣 ·]{0,30}?)\s?(?P<paper>포고문|포고령|포고|계엄령|고시문|공시문|공고문|지시문|명령서|통지문|통고문|지령문|특별지시|특별명령|경고문|고지문|훈령|명령|지시|공시|공고)"
    r"(?:\s?제?\s?\d+\s?호)?(?![가-힣])"
)
_BINDS = re.compile(
    r"(?:금지한다|금한다|금지함|엄금한다|허용하지 않는다|처한다|처함|처벌받는다|처벌된다|총살한다|책임진다|책임을 진다|물을 것이다|징수한다|압수한다|내지 않는다|사격한다|쏜다|사살한다|처벌한다|처단한다|체포한다|구속한다|추방한다|몰수한다|통제한다|차단한다|봉쇄한다|"
    r"[가-힣](?:여야|어야|아야|해야)\s?한다|(?:할|말|을|를|지 말)\s?것|말아야\s?한다|수 없다|안 된다|하라|말라)\s*[.!]?\s*$"
)
_NUMBER = re.compile(r"^\s*(?:제?\s?\d+\s?[.조항호)]|[가-하][.)]|[①-⑳]|[-·*])\s*")
TITLE_WITHIN = 160  # code points from the start in which a decree calls itself one
SIGNED_WITHIN = 160
LEAST = 2  # binding sentences that make a decree


def decree(text: str, sentences: list[Sentence]) -> list[Found]:
    """The order that the text itself is: its articles are the instructions."""
    title = _title(text)
    if title is None:
        return []
    articles = [a for s in sentences if (a := _article(text, s)) is not None]
    first = next((s.index for s in sentences if s.start <= title.start("paper") < s.end), -1)
    if len(articles) < LEAST or first < 0:
        return []
    one = Found("order", title.span("paper"), first, "order.decree", [], confidence=0.75)
    one.add(_issuer(text, title.span("body")))
    one.add([Slot("instruction", (a,), confidence=0.75, rule="order.decree") for a in articles])
    return [one]


def _title(text: str) -> re.Match[str] | None:
    """The line near the start that says what the text is, and nothing else."""
    at = 0
    for line in text[:TITLE_WITHIN].split("\n"):
        match = _TITLE.search(line)
        if match is not None and len(line) < 60 and not line.rstrip().endswith(("다.", "요.")):
            return _TITLE.search(text, at)
        at += len(line) + 1
    return None


def _article(text: str, sentence: Sentence) -> Span | None:
    words = text[sentence.start : sentence.end]
    if _BINDS.search(words) is None or "고 말" in words or "고 전" in words:
        return None
    number = _NUMBER.match(words)
    start = sentence.start + (number.end() if number else 0)
    return start, sentence.start + len(words.rstrip(" .!"))


def _issuer(text: str, body: Span) -> list[Slot]:
    """The body that the title names."""
    words = text[slice(*body)]
    if not _names_body(words):
        return _signed(text)
    start = body[0] + len(words) - len(words.lstrip())
    return [Slot("issuer", ((start, body[0] + len(words.rstrip())),), rule="order.decree")]


def _names_body(words: str) -> bool:
    known = parties()
    bodies = (*known.kind, "사령부", "행정처", "관리위원회")
    return any(len(n) > 1 and words.rstrip().endswith(n) for n in bodies)


def _signed(text: str) -> list[Slot]:
    """The body in whose name it is signed: a short last line."""
    at = len(text)
    for line in reversed(text.split("\n")):
        at -= len(line)
        if line.strip() and len(line) < 40 and _names_body(line):
            start = at + len(line) - len(line.lstrip())
            return [Slot("issuer", ((start, at + len(line.rstrip())),), rule="order.decree")]
        if len(text) - at > SIGNED_WITHIN:
            break
        at -= 1
    return []
