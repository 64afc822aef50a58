"""What decisions change of what linking remembers: accounts that stand otherwise than they did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection

from sacho.link import blocking, packing
from sacho.link.clusters import Tie, tie
from sacho.link.incidents import standing_as
from sacho.link.profile import Profile, profile
from sacho.link.reconsidered import crowd, more_keys
from sacho.linked_before import Accounts, at_rows, row_of
from sacho.model.decision import Decision
from sacho.model.incident import Ruled
from sacho.model.recorded import RecordedAccount
from sacho.store import arrivals, link_memory

JUDGING = frozenset({"accept", "refuse", "correct", "add", "move", "divide"})
PAIRING = frozenset({"link", "unlink", "merge", "split"})


Ties = dict[tuple[str, str], Tie | None]
"""What ties pairs of accounts, the earlier first; None of a pair that nothing ties."""


class Touched(msgspec.Struct, frozen=True):
    """What decisions are about: accounts joined or parted, reports whose claims were judged, and
    reports that are one telling or no more.
    """

    accounts: frozenset[str]
    judged: frozenset[str]
    told: frozenset[str]


def touched(
    connection: Connection, made: Iterable[Decision], every: Mapping[str, Decision]
) -> Touched | None:
    """What the decisions are about, and what those are about that they take back. None where one of
    them can change more than that.
    """
    accounts: set[str] = set()
    subjects: set[str] = set()
    told: set[str] = set()
    waiting = list(made)
    while waiting:
        one = waiting.pop()
        if one.verb in PAIRING:
            accounts.update(one.about, *_sides(one))
        elif one.verb in JUDGING:
            subjects.update(one.about, _text(one))
        elif one.verb == "same-origin":
            told.update(one.about)
        elif one.verb == "retract" and one.about[0] in every:
            waiting.append(every[one.about[0]])
        elif one.verb not in ("grade", "retract"):
            return None
    judged = arrivals.reports_of(connection, subjects)
    return Touched(frozenset(accounts), frozenset(judged), frozenset(told))


def _sides(one: Decision) -> list[list[str]]:
    if one.verb in ("merge", "split"):
        return list(msgspec.json.decode(one.shown, type=tuple[list[str], list[str]]))
    return []


def _text(one: Decision) -> set[str]:
    """The text that the person saw words of."""
    try:
        shown = msgspec.json.decode(one.shown)
    except msgspec.DecodeError:
        return set()
    return {str(shown["text"])} if isinstance(shown, dict) and "text" in shown else set()


class Changed:
    """The accounts of some reports, made to stand as they now do; `reached` is what that touches."""

    def __init__(
        self, connection: Connection, accounts: Accounts, ruled: Ruled, trust: float
    ) -> None:
        self._connection, self._accounts = connection, accounts
        self._ruled, self._trust = ruled, trust
        self.reached: set[str] = set()
        self.gone: set[str] = set()
        self.days: list[tuple[int, int]] = []

    def keep(
        self, report: str, read: Mapping[str, Profile], stands: Iterable[RecordedAccount]
    ) -> list[Profile]:
        """One report's accounts, `read` as they are read: what stands otherwise than it is
        remembered is kept anew, without ties; gives those.
        """
        before = {p.id: p for p in self._accounts.accounts(report)}
        made: list[Profile] = []
        now: set[str] = set()
        for one in stands:
            name = one.account.id
            now.add(name)
            words = read[name].words if name in read else None
            new = profile(standing_as(one, self._ruled), self._accounts.known, words)
            if name in before and packing.pack_profile(new) == packing.pack_profile(before[name]):
                self.reached.add(name)
            else:
                self._replace(before.get(name), new, read.get(name))
                made.append(new)
        for name in before.keys() - now:
            self._replace(before[name], None, read.get(name))
        return made

    def _replace(self, old: Profile | None, new: Profile | None, read: Profile | None) -> None:
        known, of = self._accounts.known, link_memory.DECIDED
        one = old or new
        assert one is not None
        met = packing.pack_rows([])
        if old is not None:
            met = link_memory.rows_of(self._connection, [old.id])[old.id].met
            held = [(packing.number(k), row_of(old)) for k in more_keys(old, read, known)]
            link_memory.drop_keys(self._connection, of, held)
            tied = link_memory.ties(self._connection, [old.id])
            self.reached.update(a for left, right, *_ in tied for a in (left, right))
            self.days += packing.totals(old)
            self._accounts.forget(old.id)
        if new is None:
            self.gone.add(one.id)
            return
        self.reached.add(new.id)
        self._accounts.keep(new, met)
        held = [(packing.number(k), row_of(new)) for k in more_keys(new, read, known)]
        link_memory.add_keys(self._connection, of, held)

    def met(
        self, one: Profile, read: Profile | None, told: Mapping[str, list[str]]
    ) -> set[str]:  # fmt: skip
        """All accounts that one which stands otherwise now is to be compared with."""
        found = self.more(one, read)
        if read is not None:
            found |= self._compared(one, read)
        same = told.get(one.account.report, ())
        return found | {a.id for r in same for a in self._accounts.accounts(r)}

    def ties(self, one: Profile, met: Iterable[str], told: Mapping[str, list[str]]) -> Ties:
        """What ties an account to others, whose reports are one telling where `told` says so."""
        own = one.account.report
        same = set(told.get(own, ()))
        found: Ties = {}
        for other in self._accounts.profiles(sorted(met)).values():
            if other.account.report != own:
                first, last = sorted((one, other), key=lambda p: (p.account.order, p.id))
                one_telling = other.account.report in same
                found[first.id, last.id] = tie(first, last, self._trust, one_telling)
        return found

    def _compared(self, one: Profile, read: Profile) -> set[str]:
        """The accounts that were compared with one when it or they came in."""
        row = row_of(one)
        kept = link_memory.rows_of(self._connection, [one.id])[one.id].met
        rows = set(packing.unpack_rows(kept))
        asked = [packing.number(key) for key in self._accounts.keys(read)]
        held = link_memory.holders(self._connection, link_memory.ACCOUNTS, asked)
        later = {n for listed in held.values() for n in listed if n > row}
        met = link_memory.met(self._connection, later)
        rows |= {n for n, packed in met.items() if row in packing.unpack_rows(packed)}
        return set(at_rows(self._connection, rows))

    def more(self, one: Profile, read: Profile | None) -> set[str]:
        """The accounts that share a key with one that either holds by what people decided."""
        row, known = row_of(one), self._accounts.known
        own = {packing.number(k): k for k in more_keys(one, read, known)}
        asked = own | {packing.number(k): k for k in (blocking.keys(read, known) if read else ())}
        by_decision = link_memory.holders(self._connection, link_memory.DECIDED, asked)
        wanted = own.keys() | by_decision.keys()
        as_read = link_memory.holders(self._connection, link_memory.ACCOUNTS, wanted)
        found: set[int] = set()
        for number in wanted:
            held = as_read.get(number, [])
            others = [*by_decision.get(number, ()), *(held if number in own else ())]
            for other in others:
                before = sum(n < max(other, row) for n in held)
                if before <= crowd(asked[number]):
                    found.add(other)
        return set(at_rows(self._connection, found - {row}))
