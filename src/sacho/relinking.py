"""Link only what new reports reach, inside one transaction; see `linking`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from sacho.link import blocking, origins, packing
from sacho.link.clusters import Tie, tie
from sacho.link.incidents import grouped, incident
from sacho.link.profile import Profile, profile
from sacho.link.shingles import Hashes, shingles
from sacho.link.traces import Telling, Trace
from sacho.link.within import wholes
from sacho.link.words import Rarity, counted, folded
from sacho.linking import as_decided, decided, recorded
from sacho.model.incident import Incident, Origin
from sacho.model.recorded import RecordedAccount
from sacho.review.standing import Standing
from sacho.store import arrivals, incidents, link_memory, search_incidents
from sacho.store.project import Project
from sacho.store.reports import newest_texts

MOST = 200  # reports that come in at once, beyond which linking everything is as fast


def relink(project: Project) -> bool:
    """Link the reports that came in since incidents were last derived. False, with nothing done,
    where everything has to be linked again.
    """
    with project.writing() as writing:
        connection = writing.connection
        state = link_memory.state(connection)
        new = arrivals.since(connection, incidents.derived_at(connection))
        if state is None or state.version != packing.VERSION or new is None or len(new) > MOST:
            return False
        if not new:
            return True
        accounts, tellings = recorded(project, new)
        telling = len({a.report for a in accounts})
        if counted(state.reports + telling) != state.counted:
            return False
        change = _Reached(project, connection, state, telling).change(accounts, tellings)
        incidents.change(writing, change)
        link_memory.grown(connection, state.reports + telling)
    return True


class _Report(msgspec.Struct, frozen=True):
    trace: Trace
    text: str
    hashes: Hashes


class _Reports:
    """Reports that came in before, out of the store."""

    def __init__(self, project: Project, connection: Connection) -> None:
        self._project, self._connection = project, connection
        self._new: dict[str, origins.Kept] = {}

    def add(self, one: origins.Kept) -> None:
        """Remember one more report."""
        row = incidents.position(*one.trace.order)
        self._new[one.trace.report] = one
        packed = (row, one.trace.report, packing.pack_trace(one.trace))
        link_memory.add_reports(self._connection, [packed])
        for kind, found in origins.found_by(one):
            held = link_memory.holders(self._connection, kind, found, origins.CROWD)
            free = [(k, row) for k in found if len(held.get(k, ())) <= origins.CROWD]
            link_memory.add_keys(self._connection, kind, free)

    def sharing(self, passages: Sequence[int], figures: Sequence[int]) -> list[Counter[str]]:
        """See `origins.Earlier`."""
        return [
            self._met(link_memory.PASSAGES, passages), self._met(link_memory.FIGURES, figures)
        ]  # fmt: skip

    def _met(self, of: int, keys: Sequence[int]) -> Counter[str]:
        held = link_memory.holders(self._connection, of, keys, origins.CROWD)
        met: Counter[int] = Counter()
        for key in keys:
            if key in held:
                met.update(origins.passed(held[key], first=of == link_memory.PASSAGES))
        names = link_memory.named(self._connection, of, met)
        return Counter({names[row]: n for row, n in met.items()})

    def traces(self, reports: Sequence[str]) -> dict[str, Trace]:
        """See `origins.Earlier`."""
        found = link_memory.traces(self._connection, reports)
        return {r: packing.unpack_trace(found[r][1]) for r in reports}

    def get(self, reports: Sequence[str]) -> Mapping[str, origins.Found]:
        """See `origins.Earlier`."""
        new = {r: self._new[r] for r in reports if r in self._new}
        wanted = [r for r in reports if r not in new]
        if not wanted:
            return new
        texts = newest_texts(self._project, wanted)
        traces = self.traces(wanted)
        return new | {r: _Report(traces[r], texts[r].text, shingles(texts[r].text)) for r in wanted}


class _Accounts:
    """Accounts that came in before, out of the store."""

    def __init__(self, connection: Connection, known: Rarity) -> None:
        self._connection, self._known = connection, known
        self._profiles: dict[str, Profile] = {}

    def add(self, one: Profile) -> None:
        """Remember one more account."""
        row = incidents.position(*one.account.order)
        self._profiles[one.id] = one
        link_memory.add_accounts(self._connection, [
            link_memory.AccountRow(
                row, one.id, one.account.report, packing.pack_profile(one), packing.totals(one)
            )
        ])  # fmt: skip
        asked = [packing.number(key) for key in blocking.keys(one, self._known)]
        of = link_memory.ACCOUNTS
        held = link_memory.holders(self._connection, of, asked, blocking.CROWD)
        free = [(k, row) for k in asked if len(held.get(k, ())) <= blocking.CROWD]
        link_memory.add_keys(self._connection, of, free)

    def holding(self, asked: Sequence[blocking.Key]) -> list[tuple[int, str]]:
        """See `blocking.Earlier`."""
        numbers = [packing.number(key) for key in asked]
        of = link_memory.ACCOUNTS
        held = link_memory.holders(self._connection, of, numbers, blocking.CROWD)
        met: Counter[int] = Counter()
        for rows in held.values():
            if len(rows) <= blocking.CROWD:
                met.update(rows)
        likeliest = sorted(met, key=lambda row: (-met[row], row))[: blocking.MOST]
        names = link_memory.named(self._connection, of, likeliest)
        self.load(names.values())
        return [(met[row], names[row]) for row in likeliest]

    def load(self, accounts: Iterable[str]) -> None:
        """Have these profiles ready."""
        wanted = [a for a in accounts if a not in self._profiles]
        for name, packed in link_memory.profiles(self._connection, wanted).items():
            self._profiles[name] = packing.unpack_profile(packed)

    def profile(self, account: str) -> Profile:
        """See `blocking.Earlier`."""
        self.load([account])
        return self._profiles[account]

    def accounts(self, report: str) -> list[Profile]:
        """See `blocking.Growing`."""
        named = link_memory.accounts_of(self._connection, [report]).get(report, [])
        return list(self.profiles(named).values())

    def profiles(self, accounts: Sequence[str]) -> dict[str, Profile]:
        """Several at once."""
        self.load(accounts)
        return {a: self._profiles[a] for a in accounts}


class _Reached:
    """What new reports change."""

    def __init__(
        self, project: Project, connection: Connection, state: link_memory.State, new: int
    ) -> None:
        self._project, self._connection = project, connection
        self._state, self._new = state, new
        self._reports = _Reports(project, connection)
        self._accounts = _Accounts(connection, Rarity())
        self._told_with: list[origins.Pair] = []

    def change(self, accounts: list[RecordedAccount], tellings: list[Telling]) -> incidents.Change:
        """Compare the new reports, and work out again all that they are tied to."""
        stand = decided(self._project, accounts)
        gone_origins, come_origins, renamed = self._origins(tellings, stand)
        trust = self._compare(accounts)
        moved = link_memory.accounts_of(self._connection, renamed)
        reached = {a.account.id for a in accounts} | {a for of in moved.values() for a in of}
        knot, ties = self._tied(reached, stand)
        profiles = self._accounts.profiles(knot)
        told = self._told(profiles, accounts)
        found = grouped(knot, ties, stand.ruled, (profiles, trust))
        origin_of = self._origin_of({p.account.report for p in profiles.values()}, come_origins)
        made = [incident(g, told, origin_of, stand.ruled) for g in found]
        made.sort(key=lambda i: (profiles[i.id].account.order, i.id))
        gone = incidents.holding(self._connection, knot)
        inside = self._inside(made, gone)
        come = tuple(msgspec.structs.replace(i, part_of=inside.pop(i.id, ())) for i in made)
        return incidents.Change(tuple(gone), come, tuple(gone_origins), tuple(come_origins), inside)

    def _origins(
        self, tellings: list[Telling], stand: Standing
    ) -> tuple[list[str], list[Origin], set[str]]:
        """Origins that go and that come, and the reports whose origin has another id now."""
        for told in tellings:
            one = origins.Kept(told)
            found = [(e, told.report, why) for e, why in origins.near(one, self._reports)]
            link_memory.add_tellings(self._connection, found)
            self._told_with += found
            self._reports.add(one)
        reached = {t.report for t in tellings}
        waiting = set(reached)
        pairs: set[tuple[str, int, str, str]] = set()
        while waiting:
            met = link_memory.tellings(self._connection, waiting)
            pairs.update(met)
            said = [p for p in stand.same_origin if not waiting.isdisjoint(p)]
            waiting = {r for later, _, earlier, _ in met for r in (later, earlier)}
            waiting = (waiting | {r for p in said for r in p}) - reached
            reached |= waiting
        order = {r: n for r, (n, _) in link_memory.traces(self._connection, reached).items()}
        listed = sorted(order, key=order.__getitem__)
        ordered = sorted((order[later], n, e, later, why) for later, n, e, why in pairs)
        come = origins.grouped(listed, [(e, r, w) for _, _, e, r, w in ordered], stand.same_origin)
        before = incidents.origins_of(self._connection, listed)
        renamed = {r for o in come for r in o.reports if before.get(r, o.id) != o.id}
        return sorted(set(before.values())), come, renamed

    def _compare(self, accounts: list[RecordedAccount]) -> float:
        """Find and keep what ties the new accounts to earlier ones; gives the trust in words."""
        words = {w for a in accounts for w in (*folded(a.told), *folded(a.around))}
        known = Rarity(self._state.counted, link_memory.seen(self._connection, words))
        self._accounts = _Accounts(self._connection, known)
        made = [profile(a, known) for a in accounts]
        found = [
            t
            for a, b, same in blocking.pairs(
                known, made, self._accounts, blocking.one_telling(self._told_with)
            )
            if (t := tie(a, b, known.trust, same)) is not None
        ]
        link_memory.add_ties(self._connection, map(msgspec.structs.astuple, found))
        return known.trust

    def _tied(self, reached: set[str], stand: Standing) -> tuple[list[str], list[Tie]]:
        """All accounts that are tied to these, over whatever others, in order; and the ties."""
        together = stand.ruled.together
        waiting, ties = set(reached), set[tuple[str, str, float, bool]]()
        while waiting:
            met = link_memory.ties(self._connection, waiting)
            ties.update(met)
            said = {a for p in together if not waiting.isdisjoint(p) for a in p}
            waiting = ({a for left, right, *_ in met for a in (left, right)} | said) - reached
            waiting &= link_memory.profiles(self._connection, waiting).keys()
            reached |= waiting
        profiles = self._accounts.profiles(sorted(reached))
        knot = sorted(reached, key=lambda a: (profiles[a].account.order, a))
        return knot, [Tie(*t) for t in sorted(ties)]

    def _told(
        self, profiles: Mapping[str, Profile], new: list[RecordedAccount]
    ) -> dict[str, RecordedAccount]:
        """The accounts whole, as people decided them; nobody has judged the new ones yet."""
        have = {a.report for a in new}
        wanted = {p.account.report for p in profiles.values()} - have
        told = list(new)
        if wanted:
            accounts = recorded(self._project, wanted)[0]
            stand = decided(self._project, accounts)
            told += as_decided(self._project, accounts, stand, wanted)
        return {a.account.id: a for a in told if a.account.id in profiles}

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
        over = [d for p in profiles.values() for d in packing.totals(p)]
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
