"""One incident in a list: every told period, place and count."""

from __future__ import annotations

from sacho.model.claim import COUNT_FIELDS
from sacho.model.incident import Incident
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Count, Period, Place
from sacho.model.vocabulary import class_of
from sacho.store import reports
from sacho.store.project import Project
from sacho.web.answers import IncidentRow
from sacho.web.desk import INVENTED
from sacho.web.differing import differing
from sacho.web.picture import Picture


class Texts:
    """Texts of reports, each read once for one answer."""

    def __init__(self, project: Project, invented: set[str] | None = None) -> None:
        self._project = project
        self._known: dict[str, str] = {}
        self._invented = invented

    def __getitem__(self, text: str) -> str:
        if text not in self._known:
            self._known[text] = reports.text(self._project, text).text
        return self._known[text]

    def invented(self, text: str) -> bool:
        """Whether a text says of itself that it is an invented example."""
        return INVENTED in self[text] if self._invented is None else text in self._invented


def rows(picture: Picture, project: Project) -> tuple[IncidentRow, ...]:
    """Every incident as a row."""
    # Asked of the database once, not a text at a time: there may be thousands.
    texts = Texts(project, reports.holding(project, INVENTED))
    return tuple(incident_row(i, picture, texts) for i in picture.derived.incidents)


def incident_row(incident: Incident, picture: Picture, texts: Texts) -> IncidentRow:
    """One incident as a row: all told periods, places and counts."""
    values = [(v.field, v.value) for v in incident.voices]
    counts: dict[str, tuple[Count, ...]] = {}
    for field in COUNT_FIELDS:
        told = tuple(v for f, v in values if f == field and isinstance(v, Count))
        if told:
            counts[field] = told
    first = picture.account(incident.id)
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
        invented=first is not None and texts.invented(first.text),
    )


def members(picture: Picture, incident: Incident) -> list[RecordedAccount]:
    """The accounts of an incident that are there."""
    return [a for name in incident.accounts if (a := picture.account(name)) is not None]
