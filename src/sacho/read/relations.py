"""How the accounts of one text relate: under which order, rewarded, investigated, denied.

A relation is proposed between the nearest accounts that can bear it, with the sentences of both as
evidence. It is a reading of the text's order and cue words, not a finding about responsibility.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sacho.model.account import Account, Link, Relation
from sacho.model.span import Span, Spans, hull, words
from sacho.model.values import Period, Text
from sacho.model.vocabulary import class_of
from sacho.read.accounts import Told

ANSWERS: dict[str, tuple[Relation, float]] = {
    "reward": ("rewarded-for", 0.7),
    "investigation": ("investigated-for", 0.55),
    "punishment": ("punished-for", 0.55),
    "denial": ("denies", 0.7),
    "reaction": ("in-response-to", 0.55),
    "protest": ("in-response-to", 0.55),
}
# Words by which a sentence ties itself to what happened before it ("after dark" does not).
AFTER = re.compile(
    r"\b(?:following|after|in response to|in the wake of|since) (?:this|these|those|the|that)\s"
    r"(?:\w+\s){0,2}(?:incident|shooting|killing|death|event|attack|escape|defection|crossing)"
    r"|(?:사건|총격|일|사고)(?:이|가)? ?(?:발생한|일어난|있은|터진)? ?(?:이후|직후|뒤|후)"
)
# Words by which an act is tied to what was ordered before.
NEAR = 400  # code points within which a denied act is the one that a denial is about
ON_ORDER = (
    "on the order", "on order", "under order", "following order", "following the order",
    "in line with the order", "acting on", "as ordered", "지시에 따라", "명령에 따라", "지시로",
    "명령으로", "포고에 따라",
)  # fmt: skip
LICENCE = (
    "shoot", "fire", "kill", "open fire", "execute", "발포", "사살", "사격", "쏘", "총살",
)  # fmt: skip


def relate(told: Told, accounts: tuple[Account, ...]) -> tuple[Link, ...]:
    """Links from the later thing to what it is about, and from an act to the order it is under."""
    links: list[Link] = []
    for index, account in enumerate(accounts):
        links += _answer(told, accounts, account)
        if account.kind == "order":
            links += _order(told, accounts, account)
        links += _part(told, accounts, index)
    return tuple(links)


def _answer(told: Told, accounts: tuple[Account, ...], account: Account) -> Iterator[Link]:
    answer = ANSWERS.get(account.kind)
    if answer is None:
        return
    sentence = words(told.text, (_sentence(told, account.trigger),)).casefold()
    shots = [a for a in accounts if a.kind == "shooting"]
    if account.kind in ("reward", "punishment") and shots and any(w in sentence for w in LICENCE):
        accounts = tuple(shots)  # "those who fired first" were given it for the shooting
    target = _act_before(accounts, account)
    if target is not None:
        relation, confidence = answer
        yield _link(told, account, relation, target, confidence)


def _order(told: Told, accounts: tuple[Account, ...], order: Account) -> Iterator[Link]:
    sentence = words(told.text, (_sentence(told, order.trigger),)).casefold()
    before = _act_before(accounts, order)
    if before is not None and AFTER.search(sentence) and not _earlier(order, before):
        yield _link(told, order, "in-response-to", before, 0.65)
        return
    for account in accounts:
        if class_of(account.kind) != "harm" or account.stage != "accomplished":
            continue
        own = words(told.text, (_sentence(told, account.trigger),)).casefold()
        if any(cue in own for cue in ON_ORDER):
            yield _link(told, account, "under-order", order, 0.75)
        elif account.kind in ("shooting", "killing", "execution") and _permits(order):
            yield _link(told, account, "under-order", order, 0.45)


def _earlier(order: Account, act: Account) -> bool:
    """Whether the order is told to be over before the act began."""
    mine, other = _period(order), _period(act)
    if mine is None or other is None or mine.latest is None or other.earliest is None:
        return False
    return mine.latest[:10] < other.earliest[:10]


def _period(account: Account) -> Period | None:
    return next((c.value for c in account.claims if isinstance(c.value, Period)), None)


def _permits(order: Account) -> bool:
    """Whether the words of the order tell to shoot or kill, and do not forbid it."""
    for claim in order.claims:
        if claim.field == "instruction" and isinstance(claim.value, Text):
            told = claim.value.text.casefold()
            forbidden = any(
                no in told for no in ("not ", "avoid", "refrain", "말라", "말 것", "금지")
            )
            if any(word in told for word in LICENCE) and not forbidden:
                return True
    return False


def _part(told: Told, accounts: tuple[Account, ...], index: int) -> Iterator[Link]:
    """A single happening is part of a sum of its own kind that the text tells as a whole."""
    account = accounts[index]
    if _sums(account):
        return
    for other in accounts:
        alike = other.kind == account.kind and other.stage == account.stage
        if other is not account and alike and _sums(other):
            yield _link(told, account, "part-of", other, 0.5)
            return


def _sums(account: Account) -> bool:
    return any(c.field == "happenings" for c in account.claims)


def _act_before(accounts: tuple[Account, ...], account: Account) -> Account | None:
    """The act that an answer is about: accomplished harm before it, else after it, else any."""
    acts = [a for a in accounts if class_of(a.kind) == "harm" and a is not account]
    if account.kind == "denial":  # what is denied, if claims say so, else the act told before
        denied = [a for a in acts if any(c.stance == "denied" for c in a.claims)]
        near = [a for a in denied if abs(a.trigger[0] - account.trigger[0]) < NEAR]
        acts = near or acts
    done = [a for a in acts if a.stage in ("accomplished", "attempted")] or acts
    before = [a for a in done if a.trigger[0] < account.trigger[0]]
    if before:
        return max(before, key=lambda a: (len(a.claims) > 3, a.trigger[0]))
    if done:
        return done[0]
    crossing = [a for a in accounts if class_of(a.kind) == "circumstance"]
    return crossing[0] if crossing and account.kind != "denial" else None


def _link(
    told: Told, account: Account, relation: Relation, target: Account, confidence: float
) -> Link:
    evidence: Spans = (_sentence(told, account.trigger), _sentence(told, target.trigger))
    return Link(account.id, relation, target.id, tuple(sorted(set(evidence))), confidence)


def _sentence(told: Told, span: Span) -> Span:
    for sentence in told.sentences:
        if sentence.start <= span[0] < sentence.end:
            return (sentence.start, sentence.end)
    return hull([span])
