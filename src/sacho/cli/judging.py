"""What a person is shown when they judge: the claim, the pair with its comparison, the sides."""

from __future__ import annotations

import msgspec

from sacho.errors import UsageError
from sacho.link.compare import compare
from sacho.model.plain import plain
from sacho.model.recorded import RecordedAccount
from sacho.pipeline import recorded_accounts
from sacho.review.decide import Answer, read_value
from sacho.review.standing import Proposed
from sacho.store import claims, decisions, finding, incidents
from sacho.store.project import Project


class Shown(msgspec.Struct, frozen=True):
    """The record that the decision keeps, and the value as the decision stores it."""

    record: object
    value: str | None = None


def shown_for(project: Project, answer: Answer) -> Shown:
    """Gather what the judgement is about. Raises UsageError where the ids are of other nouns."""
    first = answer.about[0]
    noun = finding.resolve(project, first)[0]
    if answer.verb in ("accept", "refuse", "correct"):
        return _claim(project, answer, noun)
    if answer.verb in ("link", "unlink"):
        return _pair(project, answer)
    if answer.verb in ("merge", "split"):
        return _sides(project, answer)
    if answer.verb == "retract":
        if noun != "decision":
            raise UsageError(f"{first} is no decision.", "Retract a decision by its id.")
        return Shown(decisions.get(project, first))
    if answer.verb == "same-origin" and noun != "report":
        raise UsageError(f"{first} is no report.", "Name two reports: `sacho reports`.")
    if answer.verb == "grade":
        return Shown(incidents.get(project, first), answer.value)
    return Shown({"about": answer.about}, answer.value)


def _claim(project: Project, answer: Answer, noun: str) -> Shown:
    if noun != "claim":
        raise UsageError(
            f"{answer.about[0]} is no claim.", "`sacho show` lists an incident's claims."
        )
    found = claims.get(project, answer.about[0])
    value = None
    if answer.value is not None:
        typed = read_value(found.claim, answer.value)
        plain(typed)
        value = msgspec.json.encode(typed).decode()
    return Shown(Proposed(found.text, found.claim), value)


def _pair(project: Project, answer: Answer) -> Shown:
    left, right = (_account(project, id_) for id_ in answer.about)
    return Shown(compare(left, right))


def _account(project: Project, id_: str) -> RecordedAccount:
    for account in recorded_accounts(project):
        if account.account.id == id_:
            return account
    raise UsageError(f"{id_} is no account.", "`sacho incidents --format json` lists accounts.")


def _sides(project: Project, answer: Answer) -> Shown:
    """Merge: all accounts of both. Split: the named account against the rest of its incident."""
    left = incidents.get(project, answer.about[0])
    if answer.verb == "merge":
        right = incidents.get(project, answer.about[1])
        return Shown((left.accounts[:1], right.accounts))
    away = answer.about[1]
    if away not in left.accounts or len(left.accounts) < 2:
        raise UsageError(
            f"{away} is not one of several accounts of {left.id}.",
            f"`sacho show {left.id}` lists its accounts.",
        )
    return Shown(([a for a in left.accounts if a != away], [away]))
