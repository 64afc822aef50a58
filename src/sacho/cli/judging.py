"""What a person is shown when they judge: the claim, the pair with its comparison, the sides."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sacho import pipeline
from sacho.errors import UsageError
from sacho.link.compare import compare
from sacho.link.words import rarity
from sacho.model.decision import Decision, Proposed
from sacho.model.plain import plain
from sacho.model.recorded import RecordedAccount
from sacho.pipeline import recorded_accounts
from sacho.review.adding import Given, proposed, standing_in
from sacho.review.decide import Answer, read_value, seen
from sacho.review.mending import mending
from sacho.review.moving import dividing, moving
from sacho.store import by_hand, claims, decisions, finding, incidents, reports
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
    held = {a.account.id: a for a in recorded_accounts(project)}
    within = tuple(standing_in(held[a]) for a in found.accounts if a in held)
    return Shown(Proposed(found.text, found.claim, within), value)


def add_by_hand(
    project: Project, told: str, given: Given, judged: tuple[str, str]
) -> Decision:  # fmt: skip
    """Add a claim or an account to a report by its words; `told` names the report or the account.

    Raises UsageError where a report has several accounts and none is named.
    """
    noun, id_ = finding.resolve(project, told)
    listed = recorded_accounts(project)
    if noun == "account":
        account = _account(listed, id_)
    else:
        if noun != "report":
            raise UsageError(f"{id_} is no report and no account.", "Name one of the two.")
        of_report = [a for a in listed if a.report == id_]
        if given.kind is None and len(of_report) != 1:
            names = ", ".join(f"{a.account.kind} {a.account.id}" for a in of_report) or "none yet"
            raise UsageError(
                f"The report has {len(of_report)} accounts: {names}.",
                "Name the account instead of the report, or add one with --kind and --words.",
            )
        account = of_report[0] if len(of_report) == 1 else None
    report = account.report if noun == "account" and account else id_
    text_id = account.text if noun == "account" and account else _newest(project, report)
    text = reports.text(project, text_id).text
    return by_hand.add(project, proposed(text_id, text, given, account, report), judged)


def move(
    project: Project, verb: str, told: Iterable[str], judged: tuple[str, str]
) -> Decision:  # fmt: skip
    """Move claims to another account, or divide an account in two. `told` are the claims, and the
    account to go to; for an account that is divided, the account itself. Where the claims stand in
    several accounts, the one that they leave comes before the one to go to.

    Raises UsageError where ids are of other nouns, or the claims cannot move.
    """
    named = [finding.resolve(project, id_) for id_ in told]
    chosen = [id_ for noun, id_ in named if noun == "claim"]
    places = [id_ for noun, id_ in named if noun == "account"]
    if not chosen or len(chosen) + len(places) < len(named):
        raise UsageError("Only claims move, between accounts.", _HOW[verb])
    listed = {a.account.id: a for a in recorded_accounts(project)}
    target = places.pop() if verb == "move" and places else None
    if verb == "move" and target is None:
        raise UsageError("Where do the claims belong?", _HOW[verb])
    source = _leaving(listed.values(), chosen, places, target)
    if target is None:
        return by_hand.divide(project, dividing(source, chosen), judged)
    moved = moving(source, _account(listed.values(), target), chosen)
    about = (moved.source.account, target, *moved.chosen)
    return decisions.add(project, "move", about, judged, seen(moved))


def mend(
    project: Project, told: list[str], given: dict[str, str | None], judged: tuple[str, str]
) -> Decision:
    """Mend a report's outlet, date or language; `given` is what was typed for each.

    Raises UsageError where `told` is not one report, or nothing would change.
    """
    if len(told) != 1:
        raise UsageError("`mend` takes one report.", "`sacho reports` lists them.")
    noun, report = finding.resolve(project, told[0])
    if noun != "report":
        raise UsageError(f"{report} is no report.", "`sacho reports` lists them.")
    said = reports.get(project, report).metadata
    return pipeline.mend(project, report, mending(said, **given), judged)


_HOW = {
    "move": "sacho decide move CLAIM [CLAIM …] [FROM-ACCOUNT] TO-ACCOUNT --by NAME --reason TEXT",
    "divide": "sacho decide divide ACCOUNT CLAIM [CLAIM …] --by NAME --reason TEXT",
}


def _leaving(
    listed: Iterable[RecordedAccount], chosen: list[str], places: list[str], target: str | None
) -> RecordedAccount:
    """The account that the claims leave: the one named, else the only one that holds them all."""
    accounts = list(listed)
    if places:
        return _account(accounts, places[0])
    held = [
        a for a in accounts
        if a.account.id != target and set(chosen) <= {c.id for c in a.account.claims}
    ]  # fmt: skip
    if len(held) != 1:
        names = ", ".join(a.account.id for a in held) or "none"
        raise UsageError(
            f"The claims stand together in {len(held)} other accounts: {names}.",
            "Name the account that they leave, before the one to go to.",
        )
    return held[0]


def _newest(project: Project, report: str) -> str:
    texts = reports.get(project, report).texts
    if not texts:
        raise UsageError("The report has no text to point into.", "It could not be read.")
    return texts[-1]


def _pair(project: Project, answer: Answer) -> Shown:
    listed = recorded_accounts(project)
    left, right = (_account(listed, id_) for id_ in answer.about)
    return Shown(compare(left, right, rarity(listed)))


def _account(listed: Iterable[RecordedAccount], id_: str) -> RecordedAccount:
    for account in listed:
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
