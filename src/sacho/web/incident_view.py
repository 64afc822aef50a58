"""An incident as it is judged: every value of every report side by side, why joined, what else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from sacho import pipeline
from sacho.errors import NotFound, UsageError
from sacho.link.compare import compare
from sacho.link.incidents import incidents as joined
from sacho.model.claim import COUNT_FIELDS, Claim
from sacho.model.decision import Decision
from sacho.model.incident import Incident
from sacho.model.recorded import RecordedAccount
from sacho.model.span import hull
from sacho.model.values import AnyValue, Count, Period, Place
from sacho.model.vocabulary import class_of
from sacho.pages.cards import ORDER
from sacho.review.standing import standing
from sacho.store import incidents, reports
from sacho.store.project import Project
from sacho.web.answers import (
    FieldView,
    IncidentRow,
    IncidentView,
    JoinView,
    Member,
    Preview,
    Quote,
    Related,
    Suggestion,
    Telling,
    Told,
)
from sacho.web.desk import INVENTED, differ, differing
from sacho.web.picture import Picture
from sacho.web.report_view import claim_view, steps

MOST = 6
"""Suggestions shown."""
CROWD = 300
"""Incidents compared with one; beyond that only those that share a place or a day."""


class Texts:
    """Texts of reports, each read once for one answer."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[str, str] = {}

    def __getitem__(self, text: str) -> str:
        if text not in self._known:
            self._known[text] = reports.text(self._project, text).text
        return self._known[text]


def rows(picture: Picture, project: Project) -> tuple[IncidentRow, ...]:
    """Every incident as a row."""
    texts = Texts(project)
    return tuple(row(i, picture, texts) for i in picture.derived.incidents)


def row(incident: Incident, picture: Picture, texts: Texts) -> IncidentRow:
    """One incident as a row: all told periods, places and counts."""
    values = [(v.field, v.value) for v in incident.voices]
    counts: dict[str, tuple[Count, ...]] = {}
    for field in COUNT_FIELDS:
        told = tuple(v for f, v in values if f == field and isinstance(v, Count))
        if told:
            counts[field] = told
    first = picture.read.by_account.get(incident.id)
    return IncidentRow(
        id=incident.id,
        kind=incident.kind,
        class_=class_of(incident.kind),
        periods=tuple(v for _, v in values if isinstance(v, Period)),
        places=tuple(v for _, v in values if isinstance(v, Place)),
        counts=counts,
        differ=differing(incident),
        accounts=len(incident.accounts),
        reports=len(incident.reports),
        origins=len(incident.origins),
        invented=first is not None and INVENTED in texts[first.text],
    )


def incident_view(picture: Picture, project: Project, told: str) -> IncidentView:
    """The incident that an id, present or former, leads to. Raises NotFound."""
    incident = find(picture, project, told)
    texts = Texts(project)
    group = [picture.read.by_account[a] for a in incident.accounts if a in picture.read.by_account]
    history = _history(picture, incident)
    return IncidentView(
        row=row(incident, picture, texts),
        fields=tuple(_fields(picture, group, texts)),
        members=tuple(_member(picture, a) for a in group),
        related=_related(picture, incident, texts),
        joins=tuple(JoinView(j.left, j.right, j.compared, j.score, j.by) for j in incident.joins),
        suggestions=_suggestions(picture, incident, texts),
        history=steps(history, picture),
        seen=version(incident),
    )


def find(picture: Picture, project: Project, told: str) -> Incident:
    """By its id, an alias or one of its accounts. Raises NotFound."""
    name = incidents.resolve(project, told)
    found = next((i for i in picture.derived.incidents if i.id == name), None)
    if found is None:
        raise NotFound("There is no such incident any more.", "Go back to the overview.")
    return found


def version(incident: Incident) -> str:
    """What changes when the incident does: its accounts."""
    return hashlib.sha256("\n".join(sorted(incident.accounts)).encode()).hexdigest()[:16]


# -- values side by side -----------------------------------------------------------------------


def _fields(picture: Picture, group: list[RecordedAccount], texts: Texts) -> Iterator[FieldView]:
    stands = {r: picture.stand(r) for r in {a.report for a in group}}

    def telling(account: RecordedAccount, claim: Claim) -> Telling:
        said = account.account.claims
        return Telling(
            view=claim_view(picture, stands[account.report], claim),
            account=account.account.id,
            report=account.report,
            name=picture.report(account.report).receipts[0].received_name,
            publisher=account.publisher,
            published=account.published,
            origin=picture.origin_of.get(account.report, account.report),
            quote=quote(texts[account.text], claim),
            parts=tuple(telling(account, part) for part in said if part.of == claim.id),
        )

    for field in ORDER:
        if field == "kind":
            continue
        told = [
            telling(a, c)
            for a in group
            for c in a.account.claims
            if c.field == field and c.of is None
        ]
        if told:
            standing_values = [_value(t) for t in told if not _refused(t)]
            yield FieldView(field, differ(standing_values), _by_value(told))


def _by_value(tellings: list[Telling]) -> tuple[Told, ...]:
    """The same value in the same stance is shown once, with everybody who tells it."""
    grouped: dict[bytes, list[Telling]] = {}
    for telling in tellings:
        key = msgspec.json.encode([_alike(_value(telling)), telling.view.claim.stance])
        grouped.setdefault(key, []).append(telling)
    return tuple(
        Told(
            _value(same[0]),
            same[0].view.claim.stance,
            len({t.origin for t in same if not _refused(t)}),
            tuple(same),
        )
        for same in grouped.values()
    )


def _alike(value: AnyValue) -> object:
    if isinstance(value, Period):
        return ["period", value.earliest, value.latest]
    if isinstance(value, Place) and value.gazetteer_id:
        return ["place", value.gazetteer_id, value.radius_km]
    return value


def _value(telling: Telling) -> AnyValue:
    """As a person corrected it, else as read."""
    stands = telling.view.stands
    return stands.value if stands and stands.value else telling.view.claim.value


def _refused(telling: Telling) -> bool:
    stands = telling.view.stands
    return stands is not None and stands.judgement == "refused"


def quote(text: str, claim: Claim) -> Quote:
    """The sentence of a claim, its spans counted from the sentence's beginning."""
    start, end = hull((*claim.evidence, *claim.spans))
    return Quote(text[start:end], tuple((s - start, e - start) for s, e in claim.spans))


# -- what belongs together ---------------------------------------------------------------------


def _member(picture: Picture, account: RecordedAccount) -> Member:
    return Member(
        account.account.id,
        account.account.kind,
        account.report,
        picture.report(account.report).receipts[0].received_name,
        account.publisher,
        account.published,
        picture.origin_of.get(account.report, account.report),
    )


def _related(picture: Picture, incident: Incident, texts: Texts) -> tuple[Related, ...]:
    """Orders before, rewards, inquiries and denials after: every link that crosses its edge."""
    found: dict[tuple[str, bool, str], Related] = {}
    for link in picture.read.links:
        a, b = picture.incident_of.get(link.source), picture.incident_of.get(link.target)
        if a is None or b is None or a.id == b.id or incident.id not in (a.id, b.id):
            continue
        forward = a.id == incident.id
        other = b if forward else a
        key = (link.relation, forward, other.id)
        if key not in found:
            found[key] = Related(link.relation, forward, row(other, picture, texts))
    return tuple(found.values())


def _suggestions(picture: Picture, incident: Incident, texts: Texts) -> tuple[Suggestion, ...]:
    """The most alike accounts of other incidents; what speaks against is told too."""
    mine = [picture.read.by_account[a] for a in incident.accounts if a in picture.read.by_account]
    best: dict[str, Suggestion] = {}
    for other in _near(picture, incident):
        for its in (picture.read.by_account.get(a) for a in other.accounts):
            joins = [compare(one, its) for one in mine] if its else []
            for join in joins:
                if join.score > 0 and (other.id not in best or best[other.id].score < join.score):
                    shown = row(other, picture, texts)
                    best[other.id] = Suggestion(shown, join.compared, join.score)
    return tuple(sorted(best.values(), key=lambda s: -s.score)[:MOST])


def _near(picture: Picture, incident: Incident) -> list[Incident]:
    """Other incidents of the same class; where they are many, those that share a place or day."""
    class_ = class_of(incident.kind)
    others = [
        i for i in picture.derived.incidents if i.id != incident.id and class_of(i.kind) == class_
    ]
    if len(others) <= CROWD:
        return others
    marks = _marks(incident)
    return [i for i in others if marks & _marks(i)][:CROWD]


def _marks(incident: Incident) -> set[str]:
    found: set[str] = set()
    for voice in incident.voices:
        if isinstance(voice.value, Place):
            found.add(voice.value.gazetteer_id or voice.value.name)
        if isinstance(voice.value, Period) and voice.value.earliest:
            found.add(voice.value.earliest[:10])
    return found


def _history(picture: Picture, incident: Incident) -> list[Decision]:
    """Links, splits and merges that name this incident or its accounts, and their retractions."""
    names = {incident.id, *incident.aliases, *incident.accounts}
    found: dict[str, Decision] = {}
    for made in picture.decisions:
        about_it = made.verb in ("link", "unlink", "merge", "split") and names & set(made.about)
        if about_it or (made.verb == "retract" and made.about[0] in found):
            found[made.id] = made
    return list(found.values())


# -- split and merge, before they are decided --------------------------------------------------


def sides(
    verb: str, incident: Incident, other: str, resolve: Callable[[str], Incident]
) -> tuple[list[str], list[str]]:
    """The accounts that a merge would put together or a split apart, as the decision keeps them.

    Raises UsageError where `other` is not another incident, or not one of several accounts.
    """
    if verb == "merge":
        joined_to = resolve(other)
        if joined_to.id == incident.id:
            raise UsageError("An incident is already one with itself.", "Choose another incident.")
        return list(incident.accounts), list(joined_to.accounts)
    if verb != "split":
        raise UsageError("Incidents are split or merged.", "Use split or merge.")
    if other not in incident.accounts or len(incident.accounts) < 2:
        raise UsageError(
            "This is not one of several accounts of the incident.", "Choose one of its accounts."
        )
    return [a for a in incident.accounts if a != other], [other]


def preview(
    picture: Picture, project: Project, made: Decision, before: Iterable[Incident]
) -> Preview:
    """What would follow from one more decision, by deriving all incidents with it."""
    listed = list(before)
    # Linking asks only which claims are refused: that does not hang on what is proposed.
    stand = standing([*picture.decisions, made], ())
    accounts = pipeline.recorded_accounts(project)
    found = joined(accounts, picture.derived.origins, stand.ruled)
    touched = {a for i in listed for a in i.accounts}
    texts = Texts(project)
    return Preview(
        tuple(row(i, picture, texts) for i in listed),
        tuple(row(i, picture, texts) for i in found if touched & set(i.accounts)),
    )
