"""A project as it stands at one moment, in memory, so that a decision is answered at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import msgspec

from sacho.errors import NotFound
from sacho.model.account import Account
from sacho.model.claim import Claim
from sacho.model.decision import Decision, Proposed, Within
from sacho.model.incident import Incident, Ruled
from sacho.model.recorded import RecordedAccount
from sacho.model.report import ReportRecord
from sacho.review import moving
from sacho.review.standing import (
    JUDGES,
    MOVES,
    Judged,
    Standing,
    shown_claim,
    shown_move,
    standing,
    with_judgement,
    with_move,
)
from sacho.store import decisions
from sacho.store.project import Project
from sacho.web.answers import ReportRow
from sacho.web.told import Derived, Read


class Picture:
    """The project at one moment; never changed once made."""

    def __init__(self, read: Read, decided: list[Decision], derived: Derived) -> None:
        self.read = read
        self.decisions = decided
        self.derived = derived
        self.rows: dict[str, ReportRow] = {}
        """Rows of the desk as far as somebody asked for them."""

    @staticmethod
    def near(project: Project, reports: Iterable[str], incidents: bool = True) -> Picture:
        """As much as these reports need, without loading the rest of the project."""
        read = Read.near(project, reports)
        derived = Derived.near(project, read) if incidents else Derived([], [])
        return Picture(read, decisions.list_all(project), derived)

    def with_decision(self, made: Decision) -> Picture:
        """The same moment and one decision more. What the decision leaves as it was is kept."""
        after = Picture(self.read, [*self.decisions, made], self.derived)
        after.rows = dict(self.rows)
        known = self.__dict__
        if made.verb in JUDGES:
            if "_standing" in known:
                after.__dict__["_standing"] = with_judgement(self._standing, made)
            found = self.claim(made.about[0])
            if found is not None:
                after.rows.pop(found[1].report, None)
            else:
                after.rows.clear()
        elif made.verb in MOVES:
            if "_standing" in known:
                after.__dict__["_standing"] = with_move(self._standing, made)
            moved = shown_move(made)
            after.rows.pop(moved.source.report if moved else "", None)
        elif made.verb == "retract":
            taken = self.decision.get(made.about[0])
            while taken is not None and taken.verb == "retract":
                taken = self.decision.get(taken.about[0])
            found = self.claim(taken.about[0]) if taken is not None else None
            moved = shown_move(taken) if taken is not None else None
            if found is not None:
                after.rows.pop(found[1].report, None)
            elif moved is not None:
                after.rows.pop(moved.source.report, None)
            elif taken is None or taken.verb in JUDGES:
                after.rows.clear()
        for name in ("incident_of", "origin_of"):
            if name in known:
                after.__dict__[name] = known[name]
        return after

    def with_derived(self, derived: Derived) -> Picture:
        """The same moment with incidents derived anew."""
        after = Picture(self.read, self.decisions, derived)
        after.rows = self.rows
        if "_standing" in self.__dict__:
            after.__dict__["_standing"] = self._standing
        return after

    @cached_property
    def judged(self) -> dict[str, Judged]:
        """The judgement that counts for each claim ever judged, by claim id."""
        return self._standing.claims

    @property
    def ruled(self) -> Ruled:
        """What people's decisions say to linking."""
        return self._standing.ruled

    @cached_property
    def _standing(self) -> Standing:
        # Nothing is given as proposed, so `now` says nothing here: `stand` fills it in by report.
        return standing(self.decisions, (), self.read.heirs)

    @cached_property
    def decision(self) -> dict[str, Decision]:
        """Decisions by id."""
        return {d.id: d for d in self.decisions}

    @cached_property
    def incident_of(self) -> dict[str, Incident]:
        """The incident that each account stands in."""
        return {a: i for i in self.derived.incidents for a in i.accounts}

    @cached_property
    def origin_of(self) -> dict[str, str]:
        """The origin that each report belongs to."""
        return {r: o.id for o in self.derived.origins for r in o.reports}

    @cached_property
    def _judged_in_text(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for judged in self.judged.values():
            made = self.decision[judged.decision]
            holder = self.read.holder.get(judged.claim)
            shown = None if holder else shown_claim(made)
            text = holder.text if holder else shown.text if shown else None
            if text is not None:
                # That a person added it counts, whatever was judged of it since.
                came = self.added.get(judged.claim)
                earlier = [came] if came is not None and came.id != made.id else []
                found.setdefault(text, []).extend([*earlier, made])
        return found

    @cached_property
    def added(self) -> dict[str, Decision]:
        """The decision that added each claim that people added; not those taken back."""
        gone = retracted(self.decisions)
        return {d.about[0]: d for d in self.decisions if d.verb == "add" and d.id not in gone}

    @cached_property
    def decisions_about(self) -> dict[str, list[Decision]]:
        """Every decision by the claim that it judges, oldest first, and what took it back."""
        found: dict[str, list[Decision]] = {}
        claims_of: dict[str, tuple[str, ...]] = {}
        for made in self.decisions:
            about: tuple[str, ...] = ()
            if made.verb == "retract":
                about = claims_of.get(made.about[0], ())
            elif made.verb in JUDGES:
                about = made.about[:1]
            elif made.verb in MOVES:
                about = made.about[2:]
            if about:
                about = tuple(self.read.heirs.get(claim, claim) for claim in about)
                claims_of[made.id] = about
            for claim in about:
                found.setdefault(claim, []).append(made)
        return found

    # -- what people hold there, beside what is read -------------------------------------------

    @cached_property
    def _by_people(self) -> dict[str, RecordedAccount]:
        """Accounts that people's claims complete or make, by id.

        A claim that no present reading proposes stands in the account in which it was judged; a
        refused one is shown there only beside others. A claim that was moved stands where people
        said.
        """
        found: dict[str, RecordedAccount] = {}
        listed = sorted(self.judged.values(), key=lambda j: j.judgement == "refused")
        for judged in listed:
            shown = self._standing.shown.get(judged.claim)
            if shown is None or judged.claim in self.read.claims:
                continue
            for within in shown.within:
                told = found.get(within.account) or self.read.by_account.get(within.account)
                if told is None and judged.judgement != "refused":
                    told = self._alone(within, shown.text)
                if told is not None:
                    found[within.account] = _holding(told, shown.claim)
        for move in self._standing.moves:
            for name in (move.moved.source.account, move.moved.target.account):
                told = self.read.by_account.get(name)
                if told is not None:
                    found.setdefault(name, told)
        moving.apply(found, self._standing.moves, self._alone)
        return found

    def _alone(self, within: Within, text: str) -> RecordedAccount | None:
        record = self.read.reports.get(within.report)
        if record is None:
            return None
        said = record.metadata
        account = Account(within.account, within.kind, within.stage, (), within.trigger)
        return RecordedAccount(
            account, within.report, text, within.order, said.published, said.publisher
        )

    @cached_property
    def _by_people_in(self) -> dict[str, list[RecordedAccount]]:
        found: dict[str, list[RecordedAccount]] = {}
        for held in self._by_people.values():
            found.setdefault(held.report, []).append(held)
        return found

    def accounts_of(self, report: str) -> list[RecordedAccount]:
        """What a report tells by its present reading and by people, claims as read."""
        told = self.read.by_report.get(report, [])
        people = {a.account.id: a for a in self._by_people_in.get(report, ())}
        if not people:
            return told
        return [*(people.pop(a.account.id, a) for a in told), *people.values()]

    def account(self, account: str) -> RecordedAccount | None:
        """The account of this id as a reading tells it and people complete it."""
        return self._by_people.get(account) or self.read.by_account.get(account)

    @cached_property
    def _placed(self) -> dict[str, tuple[Claim, RecordedAccount]]:
        """Claims that stand elsewhere than in the account in which they are read, if they are."""
        found: dict[str, tuple[Claim, RecordedAccount]] = {}
        for held in self._by_people.values():
            for claim in held.account.claims:
                reads = self.read.holder.get(claim.id)
                now = self._by_people.get(reads.account.id, reads) if reads else None
                if now is None or all(c.id != claim.id for c in now.account.claims):
                    found[claim.id] = claim, held
        return found

    def claim(self, claim: str) -> tuple[Claim, RecordedAccount] | None:
        """A claim and the account that it stands in, read or held by people."""
        placed = self._placed.get(claim)
        if placed is not None:
            return placed
        holder = self.read.holder.get(claim)
        return None if holder is None else (self.read.claims[claim], holder)

    def stand(self, report: str) -> Standing:
        """What decisions about claims of one report come to beside what it is now read to tell."""
        now = self.proposed(report)
        texts = {*self.report(report).texts, *(p.text for p in now)}
        about = [d for text in sorted(texts) for d in self._judged_in_text.get(text, ())]
        return standing(about, now, self.read.heirs)

    def proposed(self, report: str) -> list[Proposed]:
        """The claims of a report's present reading."""
        told = self.read.by_report.get(report, ())
        return [Proposed(a.text, c) for a in told for c in a.account.claims]

    def report(self, report: str) -> ReportRecord:
        """The report of this id. Raises NotFound."""
        if report not in self.read.reports:
            raise NotFound("There is no such report in this project.", "Go back to the desk.")
        return self.read.reports[report]

    def claims_of(self, listed: Iterable[RecordedAccount]) -> list[Claim]:
        """The claims of these accounts."""
        return [c for a in listed for c in a.account.claims]


def _holding(told: RecordedAccount, claim: Claim) -> RecordedAccount:
    account = msgspec.structs.replace(told.account, claims=(*told.account.claims, claim))
    return msgspec.structs.replace(told, account=account)


def retracted(history: Iterable[Decision]) -> set[str]:
    """The ids of decisions that do not count; a retraction may itself be taken back."""
    gone: set[str] = set()
    for made in reversed(list(history)):
        if made.verb == "retract" and made.id not in gone:
            gone.add(made.about[0])
    return gone
