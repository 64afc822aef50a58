"""What may be one incident and what may not: suggestions, and a split or merge before it is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sacho import linking, pipeline
from sacho.errors import UsageError
from sacho.link.compare import join, lines
from sacho.link.incidents import incidents as joined
from sacho.link.profile import Profile, profile
from sacho.link.words import Rarity
from sacho.linked_before import Accounts
from sacho.model.decision import Decision
from sacho.model.incident import Incident, Join
from sacho.model.values import Period, Place
from sacho.model.vocabulary import class_of
from sacho.review.standing import standing
from sacho.store import link_memory
from sacho.store.project import Project
from sacho.web.answers import Preview, Suggestion
from sacho.web.incident_row import Texts, incident_row
from sacho.web.picture import Picture

MOST = 6
"""Suggestions shown."""
CROWD = 300
"""Incidents compared with one; beyond that only those that share a place or a day."""


def suggestions(
    picture: Picture, project: Project, incident: Incident, texts: Texts
) -> tuple[Suggestion, ...]:
    """The most alike accounts of other incidents; what speaks against is told too. They are
    compared as linking compares them, with the rarity of their words.
    """
    best: dict[str, Suggestion] = {}
    parted = _kept_apart(picture)
    others = [
        other for other in _near(picture, incident)
        if not any(frozenset((a, b)) in parted for a in incident.accounts for b in other.accounts)
    ]  # fmt: skip
    wanted = [*incident.accounts, *(a for other in others for a in other.accounts)]
    known = _Known(picture, project, wanted)
    for other in others:
        made = [known.join(a, b) for a in incident.accounts for b in other.accounts]
        join = max((j for j in made if j is not None), key=lambda j: j.score, default=None)
        if join is not None and join.score > 0:
            shown = incident_row(other, picture, texts)
            best[other.id] = Suggestion(shown, join.compared, join.score)
    return tuple(sorted(best.values(), key=lambda s: -s.score)[:MOST])


class _Known:
    """Accounts made ready to be compared, as linking remembers them."""

    def __init__(self, picture: Picture, project: Project, wanted: Iterable[str]) -> None:
        self._picture = picture
        with project.reading() as connection:
            state = link_memory.state(connection)
            self._rarity = Rarity(state.counted if state else 0)
            self._profiles = Accounts(connection, self._rarity).profiles(wanted)

    def join(self, left: str, right: str) -> Join | None:
        """Two accounts compared; None where one is gone."""
        a, b = self._profile(left), self._profile(right)
        return None if a is None or b is None else join(a, b, lines(a, b, self._rarity.trust))

    def _profile(self, account: str) -> Profile | None:
        found = self._profiles.get(account)
        if found is None and (told := self._picture.account(account)) is not None:
            # Decided since incidents were derived; its words are weighed when they are again.
            found = self._profiles[account] = profile(told, self._rarity)
        return found


def _kept_apart(picture: Picture) -> set[frozenset[str]]:
    """The pairs of accounts that people said are not one happening."""
    return {frozenset(pair) for pair in picture.ruled.apart}


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


# -- split and merge, before they are decided --------------------------------------------------


def sides(
    verb: str, incident: Incident, other: str, resolve: Callable[[str], Incident]
) -> tuple[list[str], list[str]]:
    """The accounts that a merge would put together, or a split (or `apart`, of another incident)
    would keep apart, as the decision keeps them.

    Raises UsageError where `other` is not another incident, or not one of several accounts.
    """
    if verb in ("merge", "apart"):
        joined_to = resolve(other)
        if joined_to.id == incident.id:
            raise UsageError("An incident is already one with itself.", "Choose another incident.")
        return list(incident.accounts), list(joined_to.accounts)
    if verb != "split":
        raise UsageError("Incidents are split or merged.", "Use split, merge or apart.")
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
    stand = standing([*picture.decisions, made], (), picture.read.heirs)
    accounts = pipeline.recorded_accounts(project)
    told = linking.one_telling(project)
    found = joined(accounts, picture.derived.origins, stand.ruled, told)
    touched = {a for i in listed for a in i.accounts}
    texts = Texts(project)
    return Preview(
        tuple(incident_row(i, picture, texts) for i in listed),
        tuple(incident_row(i, picture, texts) for i in found if touched & set(i.accounts)),
    )
