"""An incident as it is judged: every value of every report side by side, why joined, what else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from sacho.errors import NotFound
from sacho.model.claim import Claim
from sacho.model.decision import Decision
from sacho.model.incident import Incident
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Period, Place
from sacho.pages.cards import ORDER
from sacho.review.decide import GRADES
from sacho.store import incidents
from sacho.store.project import Project
from sacho.web.answers import (
    FieldView,
    GradeView,
    IncidentView,
    JoinView,
    Member,
    Related,
    Step,
    Telling,
    Told,
)
from sacho.web.changing import changed
from sacho.web.differing import differ
from sacho.web.incident_row import Texts, incident_row, members
from sacho.web.joining import suggestions
from sacho.web.picture import Picture, retracted
from sacho.web.report_view import steps
from sacho.web.tellings import Tellings


def incident_view(picture: Picture, project: Project, told: str) -> IncidentView:
    """The incident that an id, present or former, leads to. Raises NotFound."""
    incident = find(picture, project, told)
    texts = Texts(project)
    group = members(picture, incident)
    history = _history(picture, incident)
    return IncidentView(
        row=incident_row(incident, picture, texts),
        fields=tuple(_fields(picture, group, texts)),
        members=tuple(_member(picture, a) for a in group),
        related=_related(picture, incident, texts),
        joins=tuple(JoinView(j.left, j.right, j.compared, j.score, j.by) for j in incident.joins),
        suggestions=suggestions(picture, project, incident, texts),
        history=steps(history, picture),
        seen=version(incident),
        grades=grades(picture, incident),
        changes=changed(picture, group, texts),
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
    tellings = Tellings(picture, group, texts)
    for field in ORDER:
        if field == "kind":
            continue
        told = [
            tellings.of(a, c)
            for a in group
            for c in a.account.claims
            if c.field == field and _is_whole(c, a)
        ]
        if told:
            standing_values = [_value(t) for t in told if not _refused(t)]
            about = {c.id for a in group for c in a.account.claims if c.field == field}
            yield FieldView(
                field, differ(standing_values), _by_value(told), _history_of(picture, about)
            )


def _history_of(picture: Picture, claims: Iterable[str]) -> tuple[Step, ...]:
    """Everything that people decided about these claims, newest first, taken back or not."""
    found = {d.id: d for c in claims for d in picture.decisions_about.get(c, ())}
    return steps([d for d in picture.decisions if d.id in found], picture) if found else ()


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


def _is_whole(claim: Claim, account: RecordedAccount) -> bool:
    """A part whose whole stands in another account is shown by itself."""
    return claim.of is None or all(c.id != claim.of for c in account.account.claims)


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
            found[key] = Related(link.relation, forward, incident_row(other, picture, texts))
    return tuple(found.values())


def _history(picture: Picture, incident: Incident) -> list[Decision]:
    """Links, splits and merges that name this incident or its accounts, and their retractions."""
    names = {incident.id, *incident.aliases, *incident.accounts}
    found: dict[str, Decision] = {}
    for made in picture.decisions:
        about_it = made.verb in ("link", "unlink", "merge", "split", "grade") and names & set(
            made.about
        )
        if about_it or (made.verb == "retract" and made.about[0] in found):
            found[made.id] = made
    return list(found.values())


def grades(picture: Picture, incident: Incident) -> tuple[GradeView, ...]:
    """The three grades as they stand; the later decision about any of its ids counts."""
    names = {incident.id, *incident.aliases, *incident.accounts}
    gone = retracted(picture.decisions)
    latest: dict[str, Decision] = {}
    for made in picture.decisions:
        if made.verb == "grade" and made.value and made.id not in gone and names & set(made.about):
            latest[made.value.partition(":")[0]] = made
    return tuple(_grade(name, latest.get(name)) for name in GRADES)


def _grade(name: str, made: Decision | None) -> GradeView:
    if made is None or not made.value:
        return GradeView(name, None, None, "", "", "", None)
    told = made.value.partition(":")[2]
    return GradeView(name, told[0], told[1], made.by, made.at, made.reason, made.id)
