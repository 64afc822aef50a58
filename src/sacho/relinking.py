"""Link only what new reports and decisions reach, inside one transaction; see `linking`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection

from sacho.link import blocking, origins, packing
from sacho.link.clusters import Tie, tie
from sacho.link.incidents import grouped, incident
from sacho.link.profile import Profile, profile
from sacho.link.traces import Telling
from sacho.link.within import wholes
from sacho.link.words import Rarity, counted, folded
from sacho.linked_before import Accounts, Reports
from sacho.linking import as_decided, recorded
from sacho.model.decision import Decision
from sacho.model.incident import Incident, Origin
from sacho.model.recorded import RecordedAccount
from sacho.reconsidering import Changed, Ties, Touched, touched
from sacho.review.standing import Standing, standing
from sacho.store import arrivals, decisions, incidents, link_memory, search_incidents
from sacho.store.heirs import heirs
from sacho.store.project import Project

MOST = 200  # reports and decisions at once, beyond which linking everything is as fast


def relink(project: Project) -> bool:
    """Link the reports that came in, and what people decided, since incidents were last derived.
    False, with nothing done, where everything has to be linked again.
    """
    with project.writing() as writing:
        connection = writing.connection
        state = link_memory.state(connection)
        new = arrivals.since(connection, incidents.derived_at(connection))
        if state is None or state.version != packing.VERSION or new is None:
            return False
        if not new.reports and not new.decisions:
            return True
        made = decisions.list_all(project)
        about = _touched(connection, made, new.decisions)
        if about is None or len(new.reports) + len(new.decisions) > MOST:
            return False
        accounts, tellings = recorded(project, new.reports)
        telling = state.reports + len({a.report for a in accounts})
        if counted(telling) != state.counted:
            return False
        reached = _Reached(project, connection, state, standing(made, (), heirs(project)))
        incidents.change(writing, reached.change(accounts, tellings, about))
        link_memory.grown(connection, telling)
    return True


def _touched(connection: Connection, made: list[Decision], new: list[str]) -> Touched | None:
    every = {d.id: d for d in made}
    return touched(connection, (every[id_] for id_ in new), every)


class _Reached:
    """What new reports and decisions change."""

    def __init__(
        self, project: Project, connection: Connection, state: link_memory.State, stand: Standing
    ) -> None:
        self._project, self._connection = project, connection
        self._state, self._stand = state, stand
        self._reports = Reports(project, connection)
        self._accounts = Accounts(connection, Rarity(state.counted))
        self._told_with: list[origins.Pair] = []
        self._stood: dict[str, RecordedAccount] = {}
        self._days: list[tuple[int, int]] = []
        self._gone: set[str] = set()

    def change(
        self, accounts: list[RecordedAccount], tellings: list[Telling], about: Touched
    ) -> incidents.Change:
        """Compare what is new, and work out again all that it is tied to."""
        gone_origins, come_origins, renamed = self._origins(tellings, about.told)
        judged = recorded(self._project, about.judged)[0] if about.judged else []
        self._know([*accounts, *judged])
        reached = self._compare(accounts)
        reached |= self._reconsider(about.judged, judged)
        moved = link_memory.accounts_of(self._connection, renamed)
        reached |= about.accounts | {a for of in moved.values() for a in of}
        knot, ties = self._tied(reached)
        profiles = self._accounts.profiles(knot)
        told = self._told(profiles, accounts)
        found = grouped(knot, ties, self._stand.ruled, (profiles, self._accounts.known.trust))
        origin_of = self._origin_of({p.account.report for p in profiles.values()}, come_origins)
        made = [incident(g, told, origin_of, self._stand.ruled) for g in found]
        made.sort(key=lambda i: (profiles[i.id].account.order, i.id))
        gone = incidents.holding(self._connection, {*knot, *self._gone})
        inside = self._inside(made, gone)
        come = tuple(msgspec.structs.replace(i, part_of=inside.pop(i.id, ())) for i in made)
        return incidents.Change(tuple(gone), come, tuple(gone_origins), tuple(come_origins), inside)

    def _origins(
        self, tellings: list[Telling], judged: Iterable[str]
    ) -> tuple[list[str], list[Origin], set[str]]:
        """Origins that go and that come, and the reports whose origin has another id now."""
        for told in tellings:
            one = origins.Kept(told)
            found = [(e, told.report, why) for e, why in origins.near(one, self._reports)]
            link_memory.add_tellings(self._connection, found)
            self._told_with += found
            self._reports.add(one)
        reached = {*(t.report for t in tellings), *judged}
        same = self._stand.same_origin
        waiting = set(reached)
        pairs: set[tuple[str, int, str, str]] = set()
        while waiting:
            met = link_memory.tellings(self._connection, waiting)
            pairs.update(met)
            said = [p for p in same if not waiting.isdisjoint(p)]
            waiting = {r for later, _, earlier, _ in met for r in (later, earlier)}
            waiting = (waiting | {r for p in said for r in p}) - reached
            reached |= waiting
        order = {r: n for r, (n, _) in link_memory.traces(self._connection, reached).items()}
        listed = sorted(order, key=order.__getitem__)
        ordered = sorted((order[later], n, e, later, why) for later, n, e, why in pairs)
        come = origins.grouped(listed, [(e, r, w) for _, _, e, r, w in ordered], same)
        before = incidents.origins_of(self._connection, listed)
        renamed = {r for o in come for r in o.reports if before.get(r, o.id) != o.id}
        return sorted(set(before.values())), come, renamed

    def _know(self, accounts: list[RecordedAccount]) -> None:
        """How rare the words of these accounts are."""
        words = {w for a in accounts for w in (*folded(a.told), *folded(a.around))}
        known = Rarity(self._state.counted, link_memory.seen(self._connection, words))
        self._accounts = Accounts(self._connection, known)

    def _compare(self, accounts: list[RecordedAccount]) -> set[str]:
        """Find and keep what ties the new accounts to earlier ones; gives the new accounts."""
        known = self._accounts.known
        made = [profile(a, known) for a in accounts]
        told = blocking.one_telling(self._told_with)
        ties = {
            (a.id, b.id): tie(a, b, known.trust, same)
            for a, b, same in blocking.pairs(made, self._accounts, told)
        }
        changed = self._changed()
        for one in made:
            ties |= changed.ties(one, changed.more(one, one), told)
        self._keep(ties)
        return {one.id for one in made}

    def _keep(self, ties: Ties) -> None:
        kept = [t for t in ties.values() if t is not None]
        link_memory.add_ties(self._connection, map(msgspec.structs.astuple, kept))

    def _changed(self) -> Changed:
        return Changed(
            self._connection, self._accounts, self._stand.ruled, self._accounts.known.trust
        )

    def _reconsider(self, reports: frozenset[str], read: list[RecordedAccount]) -> set[str]:
        """Keep the accounts of judged reports as they stand now, and what ties them to others."""
        if not reports:
            return set()
        changed = self._changed()
        stands: dict[str, list[RecordedAccount]] = {}
        for one in as_decided(self._project, read, self._stand, reports):
            stands.setdefault(one.report, []).append(one)
            self._stood[one.account.id] = one
        as_read = {a.account.id: profile(a, self._accounts.known) for a in read}
        made = [p for r in sorted(reports) for p in changed.keep(r, as_read, stands.get(r, ()))]
        met = link_memory.tellings(self._connection, {p.account.report for p in made})
        told = blocking.one_telling((earlier, later, why) for later, _, earlier, why in met)
        ties: Ties = {}
        for one in made:
            ties |= changed.ties(one, changed.met(one, as_read.get(one.id), told), told)
        self._keep(ties)
        self._days += changed.days
        self._gone |= changed.gone
        return changed.reached - changed.gone

    def _tied(self, reached: set[str]) -> tuple[list[str], list[Tie]]:
        """All accounts that are tied to these, over whatever others, in order; and the ties."""
        together = self._stand.ruled.together
        reached = link_memory.known(self._connection, reached)
        waiting, ties = set(reached), set[tuple[str, str, float, bool]]()
        while waiting:
            met = link_memory.ties(self._connection, waiting)
            ties.update(met)
            said = {a for p in together if not waiting.isdisjoint(p) for a in p}
            waiting = ({a for left, right, *_ in met for a in (left, right)} | said) - reached
            waiting = link_memory.known(self._connection, waiting)
            reached |= waiting
        profiles = self._accounts.profiles(sorted(reached))
        knot = sorted(reached, key=lambda a: (profiles[a].account.order, a))
        return knot, [Tie(*t) for t in sorted(ties)]

    def _told(
        self, profiles: Mapping[str, Profile], new: list[RecordedAccount]
    ) -> dict[str, RecordedAccount]:
        """The accounts whole, as people decided them; a new one not judged yet is as it was read."""
        told = {a.account.id: a for a in new} | self._stood
        wanted = {p.account.report for p in profiles.values() if p.id not in told}
        if wanted:
            accounts = recorded(self._project, wanted)[0]
            decided = as_decided(self._project, accounts, self._stand, wanted)
            told |= {a.account.id: a for a in decided}
        return {a: told[a] for a in profiles}

    def _origin_of(self, wanted: set[str], come: list[Origin]) -> dict[str, str]:
        kept = incidents.origins_of(self._connection, wanted)
        return kept | {r: o.id for o in come for r in o.reports}

    def _inside(self, made: list[Incident], gone: list[str]) -> dict[str, tuple[str, ...]]:
        """Which totals the incidents made, and those within totals that came or went, lie in."""
        of = {i.id: list(i.accounts) for i in made}
        left = incidents.members(self._connection, gone)
        profiles = self._accounts.profiles(
            sorted({a for listed in (*of.values(), *left.values()) for a in listed})
        )
        over = [*self._days, *(d for p in profiles.values() for d in packing.totals(p))]
        parts = incidents.members(
            self._connection, search_incidents.within_days(self._connection, over)
        )
        of = {n: listed for n, listed in parts.items() if n not in left} | of
        days = [d for a in of.values() for p in self._accounts.profiles(a).values()
                for d in p.periods]  # fmt: skip
        if not days:
            return {i.id: () for i in made}
        names = link_memory.totals(
            self._connection, min(d.first for d in days), max(d.last for d in days)
        )
        holders = incidents.members(self._connection, incidents.holding(self._connection, names))
        every = {n: listed for n, listed in holders.items() if n not in left} | of
        told = [(n, list(self._accounts.profiles(listed).values())) for n, listed in every.items()]
        told.sort(key=lambda t: (t[1][0].account.order, t[0]))
        found = wholes(told)
        return {n: found.get(n, ()) for n in of}
