"""`sacho search`: reports by their words, or incidents by what is told of them; saved by name."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sacho.cli.options import PROJECT, Output, ProjectOption

if TYPE_CHECKING:
    from sacho.model.incident import Incident
    from sacho.store.project import Project
    from sacho.store.search_incidents import Filters, Near

MOST = 10_000


class SearchOutput(StrEnum):
    """How a search prints what it found."""

    table = "table"
    json = "json"
    csv = "csv"
    geojson = "geojson"


def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Words in either language.")
    ] = None,
    project: ProjectOption = PROJECT,
    output: Annotated[
        SearchOutput, typer.Option("--format", help="How to print.")
    ] = SearchOutput.table,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Such as shooting.")] = None,
    class_: Annotated[
        str | None, typer.Option("--class", metavar="CLASS", help="harm, circumstance, …")
    ] = None,
    stage: Annotated[str | None, typer.Option(metavar="STAGE", help="accomplished, …")] = None,
    earliest: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Told to be on or after this day.")
    ] = None,
    latest: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Told to be on or before this day.")
    ] = None,
    near: Annotated[str | None, typer.Option(metavar="PLACE", help="A place's name.")] = None,
    radius: Annotated[float, typer.Option(metavar="KM", help="How near.")] = 25.0,
    party: Annotated[str | None, typer.Option(metavar="NAME", help="Who is told of.")] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who tells.")] = None,
    grade: Annotated[
        str | None, typer.Option(metavar="GRADE", help="A person's grade, such as happened:B2.")
    ] = None,
    origins: Annotated[
        int | None, typer.Option(metavar="N", help="At least so many independent origins.")
    ] = None,
    save: Annotated[str | None, typer.Option(metavar="NAME", help="Keep this search.")] = None,
    saved: Annotated[
        str | None, typer.Option(metavar="NAME", help="Do a kept search; `list` names them.")
    ] = None,
    forget: Annotated[
        str | None, typer.Option(metavar="NAME", help="Keep the search of this name no more.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="At most so many.")] = 50,
) -> None:
    """Find reports by words; with any filter, incidents. Korean is found inside longer words too.

    Example: sacho search 국경 총격

    Example: sacho search --kind shooting --near Hyesan --radius 30 --from 2031-05-01 --origins 2
    """
    from sacho.store import saved_searches
    from sacho.store.project import open_project

    asked: dict[str, Any] = {
        "words": " ".join(words or ()), "kind": kind, "class": class_, "stage": stage,
        "from": earliest, "to": latest, "near": near, "radius": radius, "party": party,
        "speaker": speaker, "grade": grade, "origins": origins,
    }  # fmt: skip
    with open_project(project) as opened:
        if forget is not None:
            saved_searches.forget(opened, forget)
            return
        if saved is not None:
            asked |= _saved(opened, saved, output)
            if saved == saved_searches.LIST:
                return
        if output is not SearchOutput.geojson and not _filtered(asked):
            _reports(opened, asked["words"], output, limit)
        else:
            _incidents(opened, asked, output, limit)
        if save is not None:  # last: a search that cannot be done is not kept
            saved_searches.save(opened, save, asked)


def _filtered(asked: dict[str, Any]) -> bool:
    return any(v is not None for k, v in asked.items() if k not in ("words", "radius"))


def _reports(project: Project, words: str, output: SearchOutput, limit: int) -> None:
    import msgspec

    from sacho.cli import printing
    from sacho.errors import UsageError
    from sacho.store import reports
    from sacho.store import search as index

    if not words.strip():
        raise UsageError("Search for what?", "Give words, or a filter such as --kind shooting.")
    names = {r.id: r.receipts[0].received_name for r in reports.list_all(project)}
    found = [
        {**msgspec.to_builtins(hit), "received_name": names.get(hit.report)}
        for hit in index.search(project, words, limit)
    ]
    columns = ("report", "received_name", "snippet")
    printing.rows(columns, found, Output(output.value), "Nothing found.")


def _incidents(
    project: Project, asked: dict[str, Any], output: SearchOutput, limit: int
) -> None:  # fmt: skip
    from sacho.cli import printing
    from sacho.cli.looking import incident_row
    from sacho.store import incidents
    from sacho.store import search_incidents as index

    found = index.search(project, _filters(project, asked), limit)
    held = [incidents.get(project, id_) for id_ in found]
    if output is SearchOutput.geojson:
        printing.as_json({
            "type": "FeatureCollection", "features": [f for i in held for f in features(i)],
        })  # fmt: skip
        return
    columns = ("id", "kind", "period", "place", "counts", "reports", "origins")
    rows = [incident_row(i) for i in held]
    printing.rows(columns, rows, Output(output.value), "Nothing found.")


def features(incident: Incident) -> list[dict[str, Any]]:
    """One feature for each place told; the radius and the level say how far it is from a point.

    An incident without a place on the map is a feature without a geometry.
    """
    from sacho.cli.looking import incident_row
    from sacho.model.values import Place

    told = [v for v in incident.voices if isinstance(v.value, Place)]
    made: list[dict[str, Any]] = []
    for voice in told:
        place = voice.value
        if isinstance(place, Place) and place.latitude is not None:
            where = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
            about = {
                "place": place.name, "country": place.country, "level": place.level,
                "radius_km": place.radius_km, "place_claims": list(voice.claims),
                "place_origins": len(voice.origins),
            }  # fmt: skip
            made.append({"geometry": where, "about": about})
    made = made or [{"geometry": None, "about": {"place": None, "level": None, "radius_km": None}}]
    row = incident_row(incident)
    return [
        {"type": "Feature", "geometry": m["geometry"], "properties": {**row, **m["about"]}}
        for m in made
    ]


def _filters(project: Project, asked: dict[str, Any]) -> Filters:
    from sacho.errors import UsageError
    from sacho.model.vocabulary import vocabulary
    from sacho.store.search_incidents import Filters

    terms = vocabulary()
    for name, known in (("kind", terms.kind), ("class", terms.classes), ("stage", terms.stage)):
        if asked[name] is not None and asked[name] not in known:
            raise UsageError(
                f"There is no {name} `{asked[name]}`.", f"Use one of: {', '.join(known)}."
            )
    return Filters(
        words=asked["words"], kind=asked["kind"], class_=asked["class"], stage=asked["stage"],
        earliest=_date(asked["from"]), latest=_date(asked["to"]),
        near=_near(asked["near"], asked["radius"]), party=asked["party"],
        speaker=asked["speaker"], origins=asked["origins"], only=_graded(project, asked["grade"]),
    )  # fmt: skip


def _date(told: str | None) -> date | None:
    from sacho.errors import UsageError

    try:
        return None if told is None else date.fromisoformat(told)
    except ValueError:
        raise UsageError(f"`{told}` is no date.", "Write it as 2021-01-26.") from None


def _near(name: str | None, km: float) -> Near | None:
    """The most prominent place of the name, which is said, since a name may be of several."""
    from sacho.cli import printing
    from sacho.errors import UsageError
    from sacho.read.gazetteer import shipped
    from sacho.store.search_incidents import Near

    if name is None:
        return None
    named = shipped().find(name)
    if not named:
        raise UsageError(f"The gazetteer knows no place `{name}`.", "Try another spelling.")
    if km < 0:
        raise UsageError("A radius is 0 km or more.")
    row = named[0].row
    others = f"; {len(named) - 1} more bear the name" if len(named) > 1 else ""
    printing.note(f"near {row.name}, {row.admin1 or ''} {row.country or ''}{others}")
    return Near(row.latitude, row.longitude, km)


def _graded(project: Project, grade: str | None) -> frozenset[str] | None:
    """The incidents that people gave this grade, or one that begins so (`happened:B`)."""
    from sacho.errors import NotFound
    from sacho.pipeline import decided
    from sacho.store import incidents

    if grade is None:
        return None
    found: set[str] = set()
    for name, grades in decided(project, ()).grades.items():
        if any(g.startswith(grade) for g in grades):
            try:
                found.add(incidents.resolve(project, name))
            except NotFound:
                continue  # the incident's account is no longer told; its grade stays kept
    return frozenset(found)


def _saved(project: Project, name: str, output: SearchOutput) -> dict[str, Any]:
    """The kept search of a name; with `list` they are printed and nothing is searched."""
    from sacho.cli import printing
    from sacho.store import saved_searches

    if name != saved_searches.LIST:
        return dict(saved_searches.get(project, name))
    rows = [
        {"name": n, "search": [f"{k} {v}" for k, v in asked.items() if v not in (None, "")]}
        for n, asked in saved_searches.list_all(project).items()
    ]
    shown = Output.json if output is SearchOutput.geojson else Output(output.value)
    printing.rows(("name", "search"), rows, shown, "No search was saved.")
    return {}
