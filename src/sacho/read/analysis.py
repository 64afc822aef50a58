"""What the questions of the reader pass to one another inside one text.

Every position is in code points of the frozen text. A grammar fills these; nothing here is kept.
"""

from __future__ import annotations

import msgspec

from sacho.model.claim import Field, Stage, Stance
from sacho.model.span import Span, Spans


class Token(msgspec.Struct, frozen=True):
    """`tag` is a Universal Dependencies tag in English and a Sejong tag (Kiwi's) in Korean.

    `form` is, in English, the verb's form (VB VBD VBN VBG VBP VBZ MD) and otherwise empty.
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    form: str = ""


class Group(msgspec.Struct, frozen=True):
    """A noun group or a verb group: tokens `[first, last]` of the sentence, both inclusive.

    `head` is the token that carries the meaning. The rest is of verb groups.
    """

    kind: str  # "noun" or "verb"
    first: int
    last: int
    head: int
    passive: bool = False
    negated: bool = False
    modal: str = ""  # will, may, could …; "" where there is none
    perfect: bool = False
    progressive: bool = False
    infinitive: bool = False
    participle: bool = False  # a bare -ing or -ed form without an auxiliary


class Sentence(msgspec.Struct, frozen=True):
    """`paragraph` counts from 0; `start` and `end` leave out the white space around."""

    index: int
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    groups: tuple[Group, ...] = ()


class Slot(msgspec.Struct, frozen=True):
    """Words proposed for one field of a telling. The value is read from the words, never given.

    `code` is the vocabulary's code for kind, stage and means. `part_of` are the words that name
    the whole ("of *the two*, one …"), `of` the index of the slot in the same telling that this one
    is a part or property of. `stance` is set where it differs from the telling's (a prognosis).
    """

    field: Field
    spans: Spans
    code: str | None = None
    of: int | None = None
    part_of: Span | None = None
    stance: Stance | None = None
    confidence: float = 0.8
    rule: str = ""


class Telling(msgspec.Struct, frozen=True):
    """One act as one sentence tells it. Tellings of one happening are joined into an account.

    `back` says that the words point back to something told before ("the shooting", "of the two",
    "these incidents"): such a telling prefers to join. `content` True: it stands inside the content
    of some attribution. `aggregate` True: it speaks of several happenings as a whole.
    """

    kind: str
    trigger: Span
    sentence: int
    stage: Stage
    stage_spans: Spans
    stance: Stance
    slots: tuple[Slot, ...]
    rule: str
    back: bool = False
    aggregate: bool = False
    confidence: float = 0.8
    fresh: bool = False  # the words say that it is another happening: "in a separate attack"
