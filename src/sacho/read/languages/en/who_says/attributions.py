"""Who says it: every telling of the text, with its speaker, its cue and its content."""

from __future__ import annotations

import msgspec

from sacho.model.claim import Attribution
from sacho.model.span import Span, covers, hull
from sacho.read.analysis import Sentence
from sacho.read.context import Context
from sacho.read.languages.en.who_says.cue_content import merged
from sacho.read.languages.en.who_says.cue_find import find_cues
from sacho.read.languages.en.who_says.cue_nouns import find_nominal
from sacho.read.languages.en.who_says.cue_view import View
from sacho.read.languages.en.who_says.quoted import Draft, join_quotes
from sacho.read.languages.en.who_says.quotes import Quotes
from sacho.read.languages.en.who_says.said import said_at
from sacho.read.languages.en.who_says.speakers import Speakers


def attributions(text: str, sentences: list[Sentence], context: Context) -> list[Attribution]:
    """All tellings, in the order of their cues; `within` names the one around each."""
    drafts = drafted(text, sentences)
    speakers = Speakers(text, sentences, context.head.publisher)
    found: list[Attribution] = []
    for number, draft in enumerate(drafts, 1):
        told, sentence = draft.found, sentences[draft.sentence]
        source = told.source
        found.append(
            Attribution(
                id=f"q{number}",
                speaker=speakers.speaker(sentence, source, told.head) if source else None,
                cue=(told.cue,),
                content=merged(draft.content, text),
                said=said_at(text, sentence, source, told.cue, draft.content),
                stance=told.stance,
            )
        )
    return _nested(found)


def drafted(text: str, sentences: list[Sentence]) -> list[Draft]:
    """The cues of all sentences, in order, with the quotations that go on joined to them."""
    quotes = Quotes(text, sentences)
    drafts: list[Draft] = []
    for sentence in sentences:
        view = View(text, sentence, quotes)
        for told in (*find_cues(view), *find_nominal(view)):
            drafts.append(Draft(told, sentence.index, list(told.content)))
    drafts.sort(key=lambda draft: draft.found.cue)
    join_quotes(sentences, quotes, drafts)
    return drafts


def _nested(found: list[Attribution]) -> list[Attribution]:
    """Sets `within`: the smallest content that holds the cue. Contents grow outwards strictly, so
    that the chain always ends."""
    sizes = {a.id: _size(hull(a.content)) for a in found}
    done: list[Attribution] = []
    for inner in found:
        around = [
            outer
            for outer in found
            if outer.id != inner.id
            and sizes[outer.id] > sizes[inner.id]
            and any(covers(span, cue) for span in outer.content for cue in inner.cue)
        ]
        nearest = min(around, key=lambda outer: sizes[outer.id], default=None)
        done.append(msgspec.structs.replace(inner, within=nearest.id if nearest else None))
    return done


def _size(span: Span) -> int:
    return span[1] - span[0]
