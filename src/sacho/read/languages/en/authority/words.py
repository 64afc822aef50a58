"""What the readers of orders, rewards, inquiries and responses share: lists, spans of content."""

from __future__ import annotations

import msgspec

from sacho.model.claim import Field, Stage, Stance
from sacho.model.span import Span
from sacho.read.analysis import Slot, Telling
from sacho.read.languages.en.acts.view import NOUN, OTHER, PREP, REL, VERB, View
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who.persons import is_person

_TABLE = "authority.toml"
_SAYING = frozenset(
    [
        "say",
        "add",
        "tell",
        "report",
        "note",
        "claim",
        "explain",
        "write",
        "state",
        "announce",
        "confirm",
        "quote",
        "recall",
        "warn",
    ]
)
_TRIM = frozenset({",", ".", ";", ":", "”", '"', "“", "''", "``", "—", "–", "?", "!", "’", "‘"})


class Draft(msgspec.Struct):
    """A telling of an authority or a response while its slots are gathered."""

    kind: str
    trigger: Span
    rule: str
    slots: list[Slot]
    stage: Stage = "accomplished"
    stance: Stance = "asserted"
    words: Span | None = None
    back: bool = False
    weak: bool = False

    def telling(self, view: View) -> Telling:
        """The draft as a telling of its sentence."""
        return Telling(
            kind=self.kind,
            trigger=self.trigger,
            sentence=view.sentence.index,
            stage=self.stage,
            stage_spans=(self.words,) if self.words else (),
            stance=self.stance,
            slots=tuple(self.slots),
            rule=self.rule,
            back=self.back,
            confidence=0.75,
        )


def in_list(key: str, word: str) -> bool:
    """Whether the lemma stands in a list of `authority.toml`."""
    return word in words_in(_TABLE, key)


def official(view: View, at: int) -> bool:
    """Whether the noun, or a noun of its chain, is one that can order, reward or punish."""
    return any(
        in_list("who.official", lemma) for place in (at, view.chain_end(at))
        for lemma in view.lemmas(place)
    )  # fmt: skip


def armed(view: View, at: int) -> bool:
    """Whether the noun is of those who take orders."""
    return any(in_list("who.armed", lemma) for lemma in view.lemmas(at))


def party(
    view: View, field: Field, items: list[int], rule: str, *, whole: bool = False
) -> list[Slot]:
    """A slot for each noun that is no pronoun; `whole` gives a list as one party."""
    kept = [
        at for at in items
        if view.tokens[view.chunks[at].head].tag != "PRON" or _human_pronoun(view, at)
    ]  # fmt: skip
    if not kept:
        return []
    if whole and len(kept) > 1:
        start = view.chunks[kept[0]].first
        end = view.chunks[view.chain_end(kept[-1])].last
        return [Slot(field, (view.span(start, end),), confidence=0.75, rule=rule)]
    return [
        Slot(field, (trimmed(view, view.chunks[at].first, view.chunks[view.chain_end(at)].last),),
             confidence=0.75, rule=rule)
        for at in kept
    ]  # fmt: skip


def _human_pronoun(view: View, at: int) -> bool:
    return view.low[view.chunks[at].head] in {"everyone", "everybody", "others", "many", "some"}


def described(view: View, at: int) -> Span:
    """A noun with its relative clause or participle: "guards who stopped the boat"."""
    chunk = view.chunks[at]
    end = view.chunks[view.chain_end(at)].last
    place = view.chain_end(at) + 1
    if view.is_kind(place, REL) or (view.is_kind(place, VERB) and _participle(view, place)):
        place += 1
        end = _relative_end(view, place, end)
    return trimmed(view, chunk.first, end)


def _participle(view: View, at: int) -> bool:
    group = view.chunks[at].group
    return group is not None and group.participle


def _relative_end(view: View, place: int, end: int) -> int:
    """The last token of a relative clause: before the next finite verb, comma or subordinator."""
    verbs = 1 if view.is_kind(place - 1, VERB) else 0
    while place < len(view.chunks):
        chunk = view.chunks[place]
        if chunk.kind == VERB and not (chunk.group is not None and chunk.group.infinitive):
            verbs += 1
            if verbs > 1:
                return end
        elif chunk.kind not in (NOUN, PREP, OTHER, VERB):
            return end
        end = chunk.last
        place += 1
    return end


def trimmed(view: View, first: int, last: int) -> Span:
    """The span of tokens first to last without marks at its ends; quotes stay where they pair."""
    while last > first and view.low[last] in _TRIM and not _pairs(view, first, last):
        last -= 1
    while first < last and view.low[first] in _TRIM and not _pairs(view, first, last):
        first += 1
    words = view.low[first : last + 1]
    if words.count("“") > words.count("”"):
        follows = view.low[last + 1 : last + 3]
        last += 1 if follows[:1] == ["”"] else 2 if follows[1:] == ["”"] else 0
    return view.span(first, last)


def _pairs(view: View, first: int, last: int) -> bool:
    """Whether a quotation mark at an end has its fellow inside."""
    words = view.low[first : last + 1]
    opened, closed = words.count("“"), words.count("”")
    at_end = view.low[last] == "”" and opened == closed and opened > 0
    at_start = view.low[first] == "“" and opened == closed and opened > 0
    straight = words.count('"') == 2 and '"' in {view.low[first], view.low[last]}
    return at_end or at_start or straight


def content_end(view: View, first: int) -> int:
    """The last token of words that begin at token `first` and run to the end of their clause.

    They end before ", the source said", "according to", ", and the ministry also ordered", "and
    that …" and at a semicolon.
    """
    index = first
    depth = 0
    while index < len(view.tokens):
        word = view.low[index]
        if word in {"“", "``"}:
            depth += 1
        elif word in {"”", "''"}:
            depth = max(0, depth - 1)
            if depth == 0 and view.low[index - 1] == "," and _after_comma(view, index):
                return index
        elif depth == 0 and index > first and _closes(view, index):
            return index - 1
        index += 1
    return len(view.tokens) - 1


def _closes(view: View, index: int) -> bool:
    word = view.low[index]
    after = view.low[index + 1] if index + 1 < len(view.low) else ""
    if word in {";", "…"}:
        return True
    if word == "and" and after in {"that", "also"}:
        return True
    if word == "based" and after == "on":
        return True
    if word in {",", "—", "–", "--"}:
        if after in {"according", "which", "who", "but", "based", "citing", "adding"}:
            return True
        return _after_comma(view, index)
    if word in {"while", "whereas"}:
        return True
    return word == "according" and after == "to"


def _after_comma(view: View, index: int) -> bool:
    """Whether a new clause begins after the comma (or closing quote) at `index`."""
    after = view.low[index + 1] if index + 1 < len(view.low) else ""
    return _tag_follows(view, index) or (after == "and" and _clause_follows(view, index + 2))


def _tag_follows(view: View, index: int) -> bool:
    """ ", the source said" after the comma at `index`."""
    place = view.at_token.get(index + 1)
    if place is None or not view.is_kind(place, NOUN):
        return False
    place = view.chain_end(place)
    while view.is_kind(place + 1, PREP) and view.is_kind(place + 2, NOUN):
        place += 2
    return view.is_kind(place + 1, VERB) and view.head_lemma(place + 1) in _SAYING


def _clause_follows(view: View, index: int) -> bool:
    """A subject and a finite verb."""
    place = view.at_token.get(index)
    if place is None or not view.is_kind(place, NOUN):
        return False
    place += 1
    while place < len(view.chunks) and view.chunks[place].kind in (OTHER, PREP, NOUN):
        place += 1
    return view.is_kind(place, VERB) and not _participle(view, place)


def content(view: View, first: int) -> Span:
    """The trimmed span from token `first` to the end of its clause."""
    return trimmed(view, first, content_end(view, first))


def _charged(view: View, at: int) -> int | None:
    """The token after "on suspicion of", "on charges of", "accused of" behind the verb at `at`."""
    first = view.chunks[at].last + 1
    for index in range(first, min(first + 14, len(view.tokens) - 1)):
        word = view.low[index]
        if word in {";", "and", "but"} or (
            view.tokens[index].form in {"VBD", "VBZ", "VBP"} and word != "accused"
        ):
            return None
        if word == "of" and view.low[index - 1] in {
            "suspicion",
            "charges",
            "charge",
            "accused",
            "suspected",
            "accusations",
        }:
            return index + 1
    return None


def reason_after(view: View, at: int, *, doing: bool = False) -> Span | None:
    """The words after "for" or "because" that tell why: "for killing two smugglers".

    `doing`: after "for" only what somebody did, never a thing ("beaten for hours").
    """
    charged = _charged(view, at)
    if charged is not None:
        return content(view, charged)
    because = _because(view, at)
    if because is not None:
        return content(view, because)
    place = at + 1
    while place < len(view.chunks) and view.chunks[place].kind in (NOUN, PREP, OTHER):
        if view.word_at(place) in {"for", "over"} and view.is_kind(place, PREP):
            ahead = place + 1
            while view.is_kind(ahead, OTHER):
                ahead += 1
            if view.is_kind(ahead, VERB) and _gerund(view, ahead):
                return content(view, view.chunks[ahead].first)
            if (
                view.is_kind(ahead, NOUN)
                and not doing
                and not _duration(view, ahead)
                and not is_person(view, ahead)
            ):
                return content(view, view.chunks[ahead].first)
        place += 1
    return None


def _gerund(view: View, at: int) -> bool:
    """ "For singing", "for having sung"."""
    chunk = view.chunks[at]
    return any(view.tokens[i].form == "VBG" for i in range(chunk.first, chunk.last + 1))


def _because(view: View, at: int) -> int | None:
    """The token after the "because" of this clause, before any other verb."""
    place = at + 1
    while place < len(view.chunks) and view.chunks[place].kind in (NOUN, PREP, OTHER):
        place += 1
    here = place if view.word_at(place) == "because" else -1
    if here < 0 or view.chunks[here].last + 2 >= len(view.tokens):
        return None
    after = view.chunks[here].last + 1
    return after + (view.low[after] == "of")


def _duration(view: View, at: int) -> bool:
    words = set(view.lemmas(at))
    return bool(
        words
        & {
            "day",
            "hour",
            "week",
            "month",
            "year",
            "minute",
            "time",
            "decade",
            "life",
            "use",
            "first",
            "second",
            "moment",
            "while",
            "now",
            "example",
            "part",
            "treatment",
            "questioning",
            "fear",
            "dollar",
        }
    )


def text_slot(field: Field, span: Span, rule: str, *, of: int | None = None) -> Slot:
    """A slot whose value is its words."""
    return Slot(field, (span,), of=of, confidence=0.75, rule=rule)


def future(view: View, at: int) -> tuple[Stage, Stance, Span | None, bool]:
    """Stage and stance of a verb of authority, its stage's words, and whether it is unreal."""
    chunk = view.chunks[at]
    group = chunk.group
    if group is None:
        return "accomplished", "asserted", None, False
    span = view.span(chunk.first, chunk.last)
    if group.negated:
        return "accomplished", "asserted", None, True
    if group.modal in {"will", "shall"}:
        return "planned", "expected", span, False
    if group.modal and not group.perfect:
        return "accomplished", "asserted", None, True
    if group.infinitive:
        before = view.back_over(at, OTHER)
        if view.is_kind(before, VERB):
            head = view.head_lemma(before)
            governor = view.chunks[before].group
            if governor is not None and (governor.negated or governor.modal == "would"):
                return "accomplished", "asserted", None, True
            whole = view.span(view.chunks[before].first, chunk.last)
            if head in {
                "expect",
                "plan",
                "schedule",
                "set",
                "intend",
                "be",
                "promise",
                "vow",
                "pledge",
            }:
                return "planned", "expected", whole, False
            if head in {"begin", "start", "continue", "have"}:
                return "accomplished", "asserted", None, False
        return "accomplished", "asserted", None, True
    return "accomplished", "asserted", None, False


def quoted_inside(view: View, first: int, last: int) -> tuple[int, int]:
    """Tokens first to last without a pair of quotation marks right inside them."""
    while first < last and view.low[first] in {"“", '"', "the", "a", "an"}:
        first += 1
    while last > first and view.low[last] in {"”", '"', ",", "."}:
        last -= 1
    return first, last


def is_passive(view: View, at: int) -> bool:
    """Whether the verb is passive or a bare past participle."""
    group = view.chunks[at].group
    return group is not None and (
        group.passive or (group.participle and view.tokens[group.head].form == "VBN")
    )
