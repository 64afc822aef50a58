"""Verb groups of one sentence: auxiliaries, negation and the verb that carries the meaning."""

from __future__ import annotations

import msgspec

from sacho.read.analysis import Group
from sacho.read.languages.en.syntax.token_line import Line
from sacho.read.languages.en.tables import words_in

_NEGATIONS = words_in("syntax.toml", "chunks.negations")
_MODALS = {"ca": "can", "wo": "will", "'ll": "will", "’ll": "will", "sha": "shall", "'d": "would"}
_BE = words_in("syntax.toml", "chunks.be")
_HAVE = words_in("syntax.toml", "chunks.have")


def verb_group(line: Line, start: int) -> Group | None:
    """The verb group that begins at `start`, if one does."""
    index = start
    infinitive = line.low(start) in {"to", "na"} and line.tag(start) == "PART"
    if infinitive:
        index += 1
    elif line.low(start) in _NEGATIONS and line.low(start + 1) == "to":
        index, infinitive = start + 2, True
    verbs: list[int] = []
    while index < line.count:
        tag = line.tag(index)
        if tag in {"AUX", "VERB"}:
            if verbs and line.tag(verbs[-1]) == "VERB" and not _joins(line, verbs[-1], index):
                break
            if verbs and line.tag(verbs[-1]) == "AUX" and not _continues(line, verbs, index):
                break
            verbs.append(index)
            index += 1
            continue
        ahead = _past_adverbs(line, index)
        if (verbs or infinitive) and ahead > index and _verb_follows(line, verbs, ahead):
            index = ahead
            continue
        break
    if not verbs or (infinitive and line.form(verbs[0]) not in {"VB", "VBP", "VBD", "VBN"}):
        return None
    last = verbs[-1]
    if line.low(last + 1) in _NEGATIONS:  # "was not", with a complement after it
        return _describe(line, start, last + 1, verbs, infinitive)
    return _describe(line, start, last, verbs, infinitive)


def _joins(line: Line, before: int, index: int) -> bool:
    """Two full verbs stay in one group only after "get", "have" and the like tagged as verbs."""
    low = line.low(before)
    return (low in _HAVE or low in _BE) and line.form(index) in {"VBN", "VBG"}


def _continues(line: Line, verbs: list[int], index: int) -> bool:
    """Whether an auxiliary takes this verb: not "the man he was | shot"'s neighbour clauses."""
    form = line.form(index)
    if line.low(verbs[-1]) in _BE:
        return form in {"VBN", "VBG", "VBD"}
    return form not in {"VBZ", "MD"} or line.low(verbs[-1]) in _HAVE


def _past_adverbs(line: Line, index: int) -> int:
    """After adverbs, negations and a short aside in commas ("has, however, been")."""
    while line.tag(index) == "ADV" or line.low(index) in _NEGATIONS or line.low(index) == "likely":
        index += 1
    if line.low(index) == "," and line.tag(index + 1) == "ADV" and line.low(index + 2) == ",":
        return index + 3
    return index


def _verb_follows(line: Line, verbs: list[int], index: int) -> bool:
    if line.tag(index) not in {"AUX", "VERB"}:
        return False
    if verbs and line.tag(verbs[-1]) == "VERB":
        return _joins(line, verbs[-1], index)
    return not verbs or _continues(line, verbs, index)


def _describe(line: Line, first: int, last: int, verbs: list[int], infinitive: bool) -> Group:
    """The group with its voice, mood and aspect."""
    head = verbs[-1]
    helpers = verbs[:-1]
    form = line.form(head)
    be = bool(helpers) and line.low(helpers[-1]) in _BE
    have = any(line.low(h) in _HAVE for h in helpers)
    passive = be and form in {"VBN", "VBD"}
    modal = next((line.low(v) for v in verbs if line.form(v) == "MD"), "")
    words = line.lows[first : last + 1]
    return Group(
        kind="verb",
        first=first,
        last=last,
        head=head,
        passive=passive,
        negated=any(w in _NEGATIONS for w in words),
        modal=_MODALS.get(modal.replace("’", "'"), modal),
        perfect=have and (form in {"VBN", "VBD"} or passive),
        progressive=any(line.low(h) in _BE for h in helpers) and form == "VBG",
        infinitive=infinitive,
        participle=not helpers and not infinitive and form in {"VBN", "VBG"},
    )


def share_auxiliaries(line: Line, groups: list[Group]) -> tuple[Group, ...]:
    """ "Were shot and killed": the second verb is passive by the auxiliary of the first."""
    done: list[Group] = []
    for group in groups:
        before = next((g for g in reversed(done) if g.kind == "verb"), None)
        if before is not None and _bare(line, group) and _joined(line, done, before, group):
            group = msgspec.structs.replace(
                group,
                passive=before.passive,
                perfect=before.perfect,
                progressive=before.progressive and line.form(group.head) == "VBG",
                modal=before.modal,
                infinitive=before.infinitive,
                participle=before.participle,
            )
        done.append(group)
    return tuple(done)


def _bare(line: Line, group: Group) -> bool:
    return group.kind == "verb" and line.tag(group.first) == "VERB" and not group.infinitive


def _joined(line: Line, done: list[Group], before: Group, group: Group) -> bool:
    """Whether a conjunction (and perhaps the first verb's objects) stands between two verbs of
    one form under one auxiliary."""
    form, other = line.form(group.head), line.form(before.head)
    same = form == other or ({form, other} <= {"VBN", "VBD"} and before.passive)
    if not same or not (before.passive or before.perfect or before.modal or before.infinitive
                        or before.progressive):  # fmt: skip
        return False
    index = group.first - 1
    while line.tag(index) == "ADV":
        index -= 1
    listed = line.low(index) == "," and done[-1] is before and form == other
    if line.tag(index) != "CCONJ" and not listed:
        return False
    close = index - 1 == before.last or (line.low(index - 1) == "," and index - 2 == before.last)
    return close or (form in {"VBN", "VB"} and line.tag(index) == "CCONJ")
