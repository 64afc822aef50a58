"""The issue of arms: who was handed how much of what, each receiver with an own amount."""

from __future__ import annotations

from collections.abc import Iterator

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.means import code_of
from sacho.read.languages.en.acts.view import COMMA, CONJ, NOUN, OTHER, PREP, VERB, View
from sacho.read.languages.en.authority.words import (
    Draft,
    armed,
    future,
    in_list,
    is_passive,
    party,
    trimmed,
)
from sacho.read.languages.en.how_many.counts import parse_quantity
from sacho.read.languages.en.who.roles import agent, objects, subject


def arms(view: View) -> Iterator[Draft]:
    """Weapons or ammunition handed out: to whom how much of what."""
    for at, chunk in enumerate(view.chunks):
        if chunk.kind != VERB or not in_list("arms.verbs", view.head_lemma(at)):
            continue
        stage, stance, words, unreal = future(view, at)
        if unreal:
            continue
        draft = _issue(view, at)
        if draft is not None:
            draft.stage, draft.stance, draft.words = stage, stance, words
            yield draft


def _issue(view: View, at: int) -> Draft | None:
    given = _goods(view, at)
    if not given:
        return None
    lemma = view.head_lemma(at)
    end = view.clause_end(at)
    last = view.chunks[min(end, len(view.chunks) - 1)].last
    takes = lemma in {"receive", "draw", "collect"}
    head = view.chunks[at].head
    draft = Draft(
        "issue-of-arms",
        view.span(head, view.chunks[view.chain_end(given[0])].last),
        "arms.issue",
        [],
    )
    if is_passive(view, at) or takes:
        who = subject(view, at)
        if any(_is_goods(view, w) for w in who):
            who = _receivers(view, at)
        draft.slots += party(view, "issuer", agent(view, at), "arms.issuer")
    else:
        who = [o for o in objects(view, at)[:1] if not _is_goods(view, o)] or _receivers(view, at)
        draft.slots += party(view, "issuer", subject(view, at), "arms.issuer")
    if not who:
        return None
    base = len(draft.slots)
    draft.slots += party(view, "beneficiary", who, "arms.beneficiary", whole=True)
    each = _each(view, at, last)
    for place in given:
        chunk = view.chunks[place]
        quantity = _amount(view, chunk.first, view.chunks[view.chain_end(place)].last, each)
        if quantity is not None and len(draft.slots) > base:
            draft.slots.append(
                Slot("quantity", quantity, of=base, confidence=0.8, rule="arms.quantity")
            )
            break
    draft.slots += _asides(view, view.chunks[at].last, last, each)
    draft.slots += _pairs_after(view, given[0], last)
    code_words = _ammunition(view, given)
    if code_words is not None:
        draft.slots.append(code_words)
    return draft


def _is_goods(view: View, at: int) -> bool:
    return in_list("arms.goods", view.head_lemma(at)) or in_list(
        "arms.goods", view.head_lemma(view.chain_end(at))
    )


def _goods(view: View, at: int) -> list[int]:
    """Nouns of arms before or after the verb, in its clause."""
    found = [
        p
        for p in range(at + 1, view.clause_end(at) + 1)
        if view.is_kind(p, NOUN) and _is_goods(view, p)
    ]
    if found:
        return found
    if is_passive(view, at):
        return [s for s in subject(view, at) if _is_goods(view, s)]
    return []


def _receivers(view: View, at: int) -> list[int]:
    for place in range(at + 1, view.clause_end(at) + 1):
        if (
            view.is_kind(place, PREP)
            and view.word_at(place) in {"to", "among"}
            and view.is_kind(place + 1, NOUN)
        ):
            return view.list_on(place + 1)
    return []


def _each(view: View, at: int, last: int) -> int | None:
    """The token of "each" or "apiece" in the clause."""
    for index in range(view.chunks[at].last, last + 1):
        if view.low[index] in {"each", "apiece"}:
            return index
    return None


def _amount(view: View, first: int, last: int, each: int | None) -> tuple[Span, ...] | None:
    """The words of an amount with its unit, and of "each" if it stands apart from them."""
    bracket = next((i for i in range(first, last + 1) if view.bracketed[i]), None)
    last = last if bracket is None else bracket - 1
    span = view.span(first, last)
    if parse_quantity(view.text[span[0] : span[1]]) is None:
        return None
    if each is None:
        return (span,)
    if any(view.bracketed[i] for i in range(last, each)) or each - last > 4:
        tail = each
        while (
            tail > last
            and view.tokens[tail - 1].tag in {"NOUN", "ADP"}
            and not view.bracketed[tail - 1]
        ):
            tail -= 1
        narrow = view.span(first, min(last, tail - 1))
        return narrow, view.span(each, each)
    return (view.span(first, each),)


def _asides(view: View, first: int, last: int, each: int | None) -> list[Slot]:
    """ "(recruits ten rounds)": a second receiver and amount inside brackets."""
    found: list[Slot] = []
    index = first
    while index <= last:
        if not view.bracketed[index] or view.low[index] in {"(", ")", "[", "]"}:
            index += 1
            continue
        end = index
        while (
            end + 1 <= last
            and view.bracketed[end + 1]
            and view.low[end + 1] not in {")", "]", ";", ","}
        ):
            end += 1
        number = next((i for i in range(index, end + 1) if view.tokens[i].tag == "NUM"), None)
        if number is not None and number > index:
            amount = view.span(number, end)
            if parse_quantity(view.text[amount[0] : amount[1]]) is not None:
                spans = (amount,) if each is None else (amount, view.span(each, each))
                found.append(
                    Slot(
                        "beneficiary",
                        (trimmed(view, index, number - 1),),
                        confidence=0.75,
                        rule="arms.aside",
                    )
                )
                found.append(Slot("quantity", spans, of=-1, confidence=0.8, rule="arms.aside"))
        index = end + 2
    return found


def _pairs_after(view: View, at: int, last: int) -> list[Slot]:
    """ "…, and soldiers 70 rounds": a receiver and an amount without a verb of their own."""
    place = view.chain_end(at) + 1
    while (
        view.is_kind(place, COMMA)
        or view.is_kind(place, CONJ)
        or view.is_kind(place, OTHER)
        or view.word_at(place) in {"each", "apiece"}
    ):
        place += 1
    if not (view.is_kind(place, NOUN) and view.is_kind(place + 1, NOUN)):
        return []
    chunk = view.chunks[place + 1]
    each = _each(view, place + 1, last)
    spans = _amount(view, chunk.first, view.chunks[view.chain_end(place + 1)].last, each)
    if spans is None or not armed(view, place):
        return []
    return [
        Slot("beneficiary", (view.noun_span(place),), confidence=0.7, rule="arms.pair"),
        Slot("quantity", spans, of=-1, confidence=0.7, rule="arms.pair"),
    ]


def _ammunition(view: View, given: list[int]) -> Slot | None:
    for place in given:
        for at in (view.chain_end(place), place):
            chunk = view.chunks[at]
            head = view.words(chunk.head, chunk.head)
            code = code_of(head)
            if code is not None:
                return Slot(
                    "means",
                    (view.span(chunk.head, chunk.head),),
                    code=code,
                    confidence=0.7,
                    rule="arms.means",
                )
    return None


def settled(slots: list[Slot]) -> list[Slot]:
    """`of=-1` means "of the slot before"."""
    return [
        Slot(
            s.field,
            s.spans,
            s.code,
            i - 1 if s.of == -1 else s.of,
            s.part_of,
            s.stance,
            s.confidence,
            s.rule,
        )
        for i, s in enumerate(slots)
    ]
