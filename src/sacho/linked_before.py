"""Reports and accounts that were linked before, read back from what the store remembers of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from sacho.link import blocking, origins, packing
from sacho.link.profile import Profile
from sacho.link.shingles import Hashes, shingles
from sacho.link.traces import Trace
from sacho.link.words import Rarity
from sacho.store import incidents, link_memory
from sacho.store.project import Project
from sacho.store.reports import newest_texts


class _Report(msgspec.Struct, frozen=True):
    trace: Trace
    text: str
    hashes: Hashes


class Reports:
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
            held = link_memory.holders(self._connection, kind, found)
            free = [(k, row) for k in found if len(held.get(k, ())) <= origins.CROWD]
            link_memory.add_keys(self._connection, kind, free)

    def sharing(self, passages: Sequence[int], figures: Sequence[int]) -> list[Counter[str]]:
        """See `origins.Earlier`."""
        return [
            self._met(link_memory.PASSAGES, passages), self._met(link_memory.FIGURES, figures)
        ]  # fmt: skip

    def _met(self, of: int, keys: Sequence[int]) -> Counter[str]:
        held = link_memory.holders(self._connection, of, keys)
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


class Accounts:
    """Accounts that came in before, out of the store, as they stand; found as they were read."""

    def __init__(self, connection: Connection, known: Rarity) -> None:
        self.known = known
        self._connection = connection
        self._profiles: dict[str, Profile] = {}

    def keys(self, one: Profile) -> list[blocking.Key]:
        """See `blocking.Earlier`."""
        return blocking.keys(one, self.known)

    def add(self, group: Sequence[Profile], met: Mapping[str, Sequence[str]]) -> None:
        """See `blocking.Growing`."""
        of = link_memory.ACCOUNTS
        asked = [(row_of(one), packing.number(k)) for one in group for k in self.keys(one)]
        held = link_memory.holders(self._connection, of, (k for _, k in asked))
        free = [(k, row) for row, k in asked if len(held.get(k, ())) <= blocking.CROWD]
        link_memory.add_keys(self._connection, of, free)
        for one in group:
            found = [row_of(self._profiles[a]) for a in met.get(one.id, ())]
            self.keep(one, packing.pack_rows(found))

    def keep(self, one: Profile, met: bytes) -> None:
        """Remember an account as it stands, with those that it was compared with when it came."""
        self._profiles[one.id] = one
        link_memory.add_accounts(self._connection, [
            link_memory.AccountRow(
                row_of(one), one.id, one.account.report, packing.pack_profile(one),
                packing.totals(one), met,
            )
        ])  # fmt: skip

    def forget(self, account: str) -> None:
        """Nothing tells of it any more."""
        self._profiles.pop(account, None)
        link_memory.forget_accounts(self._connection, [account])

    def holding(self, asked: Sequence[blocking.Key]) -> list[tuple[int, str]]:
        """See `blocking.Earlier`."""
        numbers = [packing.number(key) for key in asked]
        of = link_memory.ACCOUNTS
        held = link_memory.holders(self._connection, of, numbers)
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
        if wanted:
            found = link_memory.profiles(self._connection, wanted)
            self._profiles |= {a: packing.unpack_profile(packed) for a, packed in found.items()}

    def profile(self, account: str) -> Profile:
        """See `blocking.Earlier`."""
        self.load([account])
        return self._profiles[account]

    def accounts(self, report: str) -> list[Profile]:
        """See `blocking.Growing`."""
        named = link_memory.accounts_of(self._connection, [report]).get(report, [])
        return list(self.profiles(named).values())

    def profiles(self, accounts: Iterable[str]) -> dict[str, Profile]:
        """Those of these that are there."""
        listed = list(accounts)
        self.load(listed)
        return {a: self._profiles[a] for a in listed if a in self._profiles}


def row_of(one: Profile) -> int:
    """The row under which an account is kept."""
    return incidents.position(*one.account.order)


def at_rows(connection: Connection, rows: Iterable[int]) -> list[str]:
    """The accounts of these rows, in order."""
    names = link_memory.named(connection, link_memory.ACCOUNTS, rows)
    return [names[row] for row in sorted(names)]
