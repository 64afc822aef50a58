"""Rewards, punishments and inquiries: who gave what to whom, who is to answer to whom for what."""

from __future__ import annotations

from collections.abc import Iterator

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.view import NOUN, OTHER, PREP, VERB, View
from sacho.read.languages.en.authority.words import (
    Draft,
    armed,
    described,
    future,
    in_list,
    is_passive,
    official,
    party,
    quoted_inside,
    reason_after,
    text_slot,
    trimmed,
)
from sacho.read.languages.en.who.persons import is_person
from sacho.read.languages.en.who.roles import after, agent, objects, subject
from sacho.read.languages.en.who.slots import number_in

# Rewards


def rewards(view: View) -> Iterator[Draft]:
    """Praise, promotion, medals, money: one telling, with each receiver's own outcome."""
    drafts: list[Draft] = []
    for at, chunk in enumerate(view.chunks):
        if chunk.kind != VERB:
            continue
        draft = _given(view, at) or _honoured(view, at)
        if draft is None:
            continue
        stage, stance, words, unreal = future(view, at)
        if unreal:
            continue
        draft.stage, draft.stance, draft.words = stage, stance, words
        if drafts and drafts[0].stage == draft.stage and not _issuers(draft):
            base = len(drafts[0].slots)
            drafts[0].slots += [
                Slot(s.field, s.spans, s.code, None if s.of is None else s.of + base, s.part_of,
                     s.stance, s.confidence, s.rule)
                for s in draft.slots
            ]  # fmt: skip
        else:
            drafts.append(draft)
    yield from drafts


def _issuers(draft: Draft) -> list[Slot]:
    return [s for s in draft.slots if s.field == "issuer"]


def _given(view: View, at: int) -> Draft | None:
    """ "Were given medals", "gave them medals", "received a promotion", "showered praise on"."""
    lemma = view.head_lemma(at)
    if not in_list("reward.giving", lemma):
        return None
    things = [o for o in _nouns_after(view, at) if in_list("reward.things", view.head_lemma(o))]
    if not things:
        return None
    thing = things[0]
    getting = lemma in {"receive", "win", "earn"}
    if is_passive(view, at) or getting:
        who, givers = subject(view, at), agent(view, at)
        if any(in_list("reward.things", view.head_lemma(w)) for w in who):
            return None
    else:
        givers = subject(view, at)
        who = [o for o in objects(view, at)[:1] if o != thing] or _after_thing(view, thing)
    return _reward(view, at, givers, who, _outcome_span(view, thing))


def _nouns_after(view: View, at: int) -> list[int]:
    return [p for p in range(at + 1, view.clause_end(at) + 1) if view.is_kind(p, NOUN)]


def _after_thing(view: View, thing: int) -> list[int]:
    place = thing + 1
    if (
        view.is_kind(place, PREP)
        and view.word_at(place) in {"to", "on", "upon", "for"}
        and view.is_kind(place + 1, NOUN)
    ):
        return view.list_on(place + 1)
    return []


def _outcome_span(view: View, at: int) -> Span:
    """The words of what was given, inside their quotation marks if they have them."""
    chunk = view.chunks[at]
    first, last = chunk.first, view.chunks[view.chain_end(view.list_on(at)[-1])].last
    if first and view.low[first - 1] in {"“", '"'}:
        return trimmed(view, first, last)
    first, last = quoted_inside(view, first, last)
    return trimmed(view, first, last)


def _honoured(view: View, at: int) -> Draft | None:
    """ "Was promoted to sergeant", "decorated three guards for …", "commended the unit"."""
    lemma = view.head_lemma(at)
    if not in_list("reward.verbs", lemma):
        return None
    if is_passive(view, at):
        who, givers = subject(view, at), agent(view, at)
    else:
        who, givers = objects(view, at), subject(view, at)
    outcome: Span | None = None
    for place in after(view, at, frozenset({"with", "to"})):
        if in_list("reward.things", view.head_lemma(place)) or view.word_at(place - 1) == "to":
            chunk = view.chunks[place]
            outcome = view.span(view.chunks[at].head, chunk.last)
            break
    return _reward(
        view, at, givers, who, outcome or view.span(view.chunks[at].head, view.chunks[at].head)
    )


def _reward(view: View, at: int, givers: list[int], who: list[int], outcome: Span) -> Draft | None:
    """The telling, if an authority gives or somebody armed receives, or it is for a harm."""
    who = [w for w in who if is_person(view, w)]
    reason = reason_after(view, at)
    if not (
        any(armed(view, w) for w in who) or (any(official(view, g) for g in givers) and reason)
    ):
        return None
    head = view.chunks[at].head
    trigger = view.span(head, head)
    if outcome[0] >= trigger[0]:
        trigger = (trigger[0], max(trigger[1], outcome[1]))
    draft = Draft("reward", trigger, "reward.given", [])
    draft.slots += party(
        view, "issuer", [g for g in givers if official(view, g)], "reward.issuer", whole=True
    )
    base: int | None = None
    if who:
        base = len(draft.slots)
        draft.slots.append(
            Slot(
                "beneficiary",
                (described(view, who[0]),),
                confidence=0.75,
                rule="reward.beneficiary",
            )
        )
    draft.slots.append(text_slot("outcome", outcome, "reward.outcome", of=base))
    if reason is not None:
        draft.slots.append(text_slot("reason", reason, "reward.reason"))
    return draft


# Punishment


def punishments(view: View) -> Iterator[Draft]:
    """Sentences, fines, dismissals: who was punished, how, for what."""
    for at, chunk in enumerate(view.chunks):
        given = _sentence_given(view, at)
        if chunk.kind != VERB or not (given or _punishes(view, at)):
            continue
        lemma = view.head_lemma(at)
        stage, stance, words, unreal = future(view, at)
        if unreal:
            continue
        if is_passive(view, at) or given:
            who, givers = subject(view, at), agent(view, at)
        else:
            who, givers = objects(view, at), subject(view, at)
        whom = who
        who = [w for w in who if is_person(view, w)]
        if lemma == "fine" and not who:
            who = [w for w in whom if view.tokens[view.chunks[w].head].tag == "PROPN"]
        if not who:
            continue
        needs = in_list("punishment.needs_official", lemma) and not is_passive(view, at)
        needs = needs or in_list("punishment.of_office", lemma)
        if needs and not any(armed(view, w) or official(view, w) for w in who):
            continue
        if lemma in {"suspend", "strip", "remove", "fire"} and not _told_passive(view, at):
            continue
        outcome = _penalty(view, at)
        alone = in_list("punishment.verbs", lemma) or _sentence_told(view, at)
        trigger = view.span(chunk.head, chunk.head) if alone else outcome
        draft = Draft("punishment", trigger, "punishment.verb", [], stage, stance, words)
        draft.slots += party(
            view,
            "issuer",
            [g for g in givers if is_person(view, g)],
            "punishment.issuer",
            whole=True,
        )
        draft.slots += party(view, "victim", who, "punishment.victim", whole=True)
        draft.slots.append(text_slot("outcome", outcome, "punishment.outcome"))
        reason = reason_after(view, at)
        if reason is not None:
            draft.slots.append(text_slot("reason", reason, "punishment.reason"))
        yield draft


def _punishes(view: View, at: int) -> bool:
    """Whether the verb punishes by itself or with what stands after it: "moved to a mine", "jailed
    for ten years", "placed on leave", "expelled from the party"."""
    lemma = view.head_lemma(at)
    behind = view.low[view.chunks[at].last + 1 : view.chunks[at].last + 8]
    if lemma in {"jail", "imprison"}:
        return _term(view, at) and "for" in behind
    if lemma in {"place", "put", "send"}:
        arrested = behind[:1] == ["under"] and "arrest" in behind[:3]
        return arrested or behind[:2] == ["on", "leave"]
    if in_list("punishment.of_office", lemma):
        return is_passive(view, at) and bool({"to", "from"} & set(behind[:3]))
    if lemma == "expel":
        return bool(set(view.lemma[view.chunks[at].last + 1 :][:6]) & _BODIES)
    if lemma == "relieve":
        return is_passive(view, at) and (not behind or behind[0] in {"of", "on", ".", ",", "and"})
    if lemma == "fire" and behind[:1] in (["on"], ["upon"], ["at"]):
        return False  # "no person had been fired upon"
    if lemma == "dock":
        return any(word.startswith("pay") or word == "wages" for word in behind)
    return in_list("punishment.verbs", lemma)


_BODIES = frozenset(
    ["party", "school", "university", "army", "union", "parliament", "club", "brigade", "force", "council",
     "service", "academy", "movement", "association", "police", "unit"]
)  # fmt: skip


def _term(view: View, at: int) -> bool:
    """ "Ten years", "between four and seven months" right after the verb."""
    return any(
        view.head_lemma(o) in {"year", "month"} and number_in(view, o)
        for o in _nouns_after(view, at)[:3]
    )


def _told_passive(view: View, at: int) -> bool:
    group = view.chunks[at].group
    return group is not None and group.passive


def _sentence_given(view: View, at: int) -> bool:
    """ "Were given ten-year sentences", "received a fine"."""
    if not view.is_kind(at, VERB) or not in_list("punishment.giving", view.head_lemma(at)):
        return False
    given = view.head_lemma(at) in {"receive", "get"} or is_passive(view, at)
    if given and view.head_lemma(at) in {"give", "get", "receive"} and _bare_term(view, at):
        return True
    return given and _sentence_told(view, at)


def _sentence_told(view: View, at: int) -> bool:
    """ "Given a ten-year sentence", "received a fine": the word for it is told."""
    return in_list("punishment.giving", view.head_lemma(at)) and any(
        in_list("punishment.things", view.head_lemma(o)) for o in _nouns_after(view, at)[:1]
    )


def _bare_term(view: View, at: int) -> bool:
    """ "Got eight years", "was given ten years in prison": a term and nothing that it is for."""
    nouns = _nouns_after(view, at)[:1]
    if not nouns or view.head_lemma(nouns[0]) != "year" or not number_in(view, nouns[0]):
        return False
    return view.word_at(nouns[0] + 1) in {"", ".", ",", "in", ";", "and", "for", "behind", "of"}


def _penalty(view: View, at: int) -> Span:
    """ "Sentenced to ten years of hard labour", "fined $200", "stripped of his rank"."""
    head = view.chunks[at].head
    last = view.chunks[at].last
    place = at + 1
    while place < len(view.chunks) and place <= at + 8:
        chunk = view.chunks[place]
        if chunk.kind == PREP and view.word_at(place) in {
            "for",
            "over",
            "by",
            "after",
            "on",
            "because",
        }:
            break
        if chunk.kind not in (NOUN, PREP, OTHER):
            break
        if chunk.kind == NOUN and not (is_person(view, place) and view.is_kind(place - 1, VERB)):
            last = chunk.last
        place += 1
    return trimmed(view, head, last)
