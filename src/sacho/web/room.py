"""The one place where the page meets the project: what it sees, and what it adds."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress

import msgspec

from sacho import pipeline
from sacho.errors import SachoError
from sacho.model.decision import Decision, Mended, Moved, Proposed, Verb
from sacho.pipeline import Arrived, Outcome
from sacho.store import by_hand, claims, decisions, following, journal, mending, reports
from sacho.store.project import Project
from sacho.web import desk, first_look, incident_row
from sacho.web.answers import Desk, IncidentRow
from sacho.web.opening import Opening
from sacho.web.picture import Picture
from sacho.web.recorder import Recorder
from sacho.web.told import Derived, Read

QUIET = frozenset(("accept", "grade"))
"""Decisions from which no other incident follows."""

FIRST = "all", (0, 100)
"""What the page asks of the desk when it opens: which reports, and which leaf of them."""

PATIENCE = 0.5
"""Seconds that a look waits for incidents before it shows what there is."""

LULL = 2.0
"""Seconds without a decision after which the incidents of a large project are derived unasked."""

DECIDED = {"decision-recorded", "added-by-hand", "incidents-derived"}
"""Entries of the journal after which the same reports tell the same."""

CAME = {
    "report-recorded", "receipt-added", "reading-added", "problem-recorded", "report-mended",
}  # fmt: skip
"""Entries of the journal about one report, which alone is then read again."""


class Room:
    """A project open for the page. Every method may be called from any thread.

    The picture is made again when the journal shows that this or another program added something.
    Incidents are derived when somebody looks at them, not on every key press.
    """

    def __init__(self, project: Project, without_sandbox: bool = False) -> None:
        self.project = project
        self._recorder = Recorder(project, without_sandbox)
        self._looking = threading.RLock()
        self._deciding = threading.RLock()
        self._linking = threading.RLock()
        self._following = False
        self._rows: tuple[Derived | None, tuple[IncidentRow, ...]] = (None, ())
        self._deriver = threading.Thread(target=self._derive)
        self.opening = Opening(project)
        self._laid_out: Picture | None = None
        self._seen = 0
        self._near: Picture | None = None
        self._decided_at = -LULL
        self._glancing = threading.Lock()
        self._glanced: tuple[tuple[int, str, tuple[int, int]], Desk] | None = None
        # A process that was killed may have decided and not derived.
        self._stale = following.behind(project, QUIET)

    def close(self) -> None:
        """Finish what is being recorded and derived, and let go."""
        self.opening.close()
        if self._deriver.is_alive():
            self._deriver.join()
        self._recorder.close()

    def picture(self) -> Picture:
        """The project as it stands now; incidents as last derived. Waits until it is laid out."""
        with self._looking:
            if self._laid_out is None:
                self._seen, self._laid_out = self.opening.whole()
            last = self._last()
            if last != self._seen:
                self._laid_out = self._refreshed(self._laid_out, last)
            return self._laid_out

    def desk(self, wanted: str, leaf: tuple[int, int]) -> Desk:
        """What came in and what waits; counted in a moment while the project is being laid out."""
        if not self.opening.done:
            return self._first_desk(wanted, leaf)
        picture, linking = self.soon()
        told = desk.desk(picture, self.project, wanted, leaf)
        return msgspec.structs.replace(told, linking=linking)

    def begin(self) -> None:
        """Count for the first desk of a large project before anybody asks for it."""
        if not self.opening.done:
            work = threading.Thread(target=self._begin, name="first desk", daemon=True)
            work.start()

    def _begin(self) -> None:
        # Whoever asks for it is told of a failure.
        with suppress(SachoError):
            self._first_desk(*FIRST)

    def _first_desk(self, wanted: str, leaf: tuple[int, int]) -> Desk:
        with self.opening.first(), self._glancing:
            asked = self._last(), wanted, leaf
            if self._glanced is None or self._glanced[0] != asked:
                self._glanced = asked, first_look.first_desk(self.project, wanted, leaf, 0)
            return msgspec.structs.replace(self._glanced[1], laid=self.opening.laid)

    def next(self, after: str | None) -> str | None:
        """The report to review next."""
        if not self.opening.done:
            with self.opening.first():
                return first_look.first_next(self.project, after)
        picture = self.picture()
        order = desk.queue(desk.report_row(picture, r) for r in picture.read.reports)
        return desk.following(order, after)

    def rows(self) -> tuple[IncidentRow, ...]:
        """Every incident as a row, made once for as long as incidents stay as they are."""
        picture = self.derived()
        of, made = self._rows
        if of is not picture.derived:
            made = incident_row.rows(picture, self.project)
            self._rows = picture.derived, made
        return made

    def near(self, about: str) -> tuple[Picture, bool]:
        """The project as far as one report, or the report of a claim, needs it, and whether its
        incidents are still being derived. Waits for nothing else to be laid out.
        """
        if self.opening.done:
            return self.soon()
        with self.opening.first():
            return self._nearby(about), self._stale

    def _nearby(self, about: str) -> Picture:
        report = about if about.startswith("sha256:") else claims.report_of(self.project, about)
        return Picture.near(self.project, () if report is None else (report,))

    def derived(self) -> Picture:
        """The project as it stands now, its incidents following from every decision."""
        with self._linking:
            picture = self.picture()
            if not self._stale:
                return picture
            # Whoever decides while this links makes it stale again, and waits for nothing.
            self._stale = False
            try:
                self._following = True
                pipeline.link_new(self.project)
                # Read before anybody waits for it.
                derived = Derived.of(self.project)
            except BaseException:
                self._stale = True
                raise
            finally:
                self._following = False
            with self._looking:
                self._laid_out = self.picture().with_derived(derived)
                return self._laid_out

    def soon(self) -> tuple[Picture, bool]:
        """The project as it stands, and whether incidents are still being derived: a large project
        is shown before its incidents follow."""
        picture = self.picture()
        if not self._stale and not self._deriver.is_alive():
            return picture, False
        with self._looking:
            if not self._deriver.is_alive():
                self._deriver = threading.Thread(target=self._derive, daemon=True)
                self._deriver.start()
            deriver = self._deriver
        # What follows from a large project takes longer than anybody would wait.
        deriver.join(PATIENCE if self.opening.small else 0)
        return self.picture(), deriver.is_alive()

    def _derive(self) -> None:
        # While a large project is linked nobody can write: whoever decides claim by claim goes first.
        while not self.opening.small and time.monotonic() - self._decided_at < LULL:
            time.sleep(LULL / 8)
        # Who next looks asks again, and is told where incidents themselves are wanted.
        with suppress(SachoError):
            self.derived()

    @contextmanager
    def deciding(self, about: str | None = None) -> Generator[Picture]:
        """A block in which nobody else of this page decides: look, compare, then `decide`.

        `about` is a claim or report that all of it is about: nothing else needs to be laid out.
        """
        with self._deciding:
            if about is None or self.opening.done:
                yield self.picture()
                return
            with self.opening.first():
                self._near = self._nearby(about)
                try:
                    yield self._near
                finally:
                    self._near = None

    def decide(
        self, verb: Verb, about: tuple[str, ...], judged: tuple[str, str], shown: str,
        value: str | None,
    ) -> tuple[Decision, Picture]:  # fmt: skip
        """Record a decision; it is on disk when this returns. One that takes a mended head back
        has its report read again.
        """
        made = decisions.add(self.project, verb, about, judged, shown, value)
        if verb == "retract":
            pipeline.read_mended(self.project)
        return self._took(made)

    def mend(self, report: str, given: Mended, judged: tuple[str, str]) -> tuple[Decision, Picture]:
        """Record what a person says of a report's head, and read it again with that."""
        return self._took(pipeline.mend(self.project, report, given, judged))

    def _took(self, made: Decision) -> tuple[Decision, Picture]:
        self._stale = self._stale or made.verb not in QUIET
        self._decided_at = time.monotonic()
        if self._near is not None:
            # The whole learns of it from the journal.
            mended = self._mended(made)
            self._near = self._nearby(mended) if mended else self._near.with_decision(made)
            return made, self._near
        with self._looking:
            alone = self._laid_out is not None and self._last() == self._seen + 1
            if self._laid_out is not None and alone and not self._mended(made):
                self._seen += 1
                self._laid_out = self._laid_out.with_decision(made)
            return made, self.picture()

    def _mended(self, made: Decision) -> str | None:
        """The report whose head it changes, through any number of retractions; else None."""
        with self.project.reading() as connection:
            return mending.report_of(connection, made.verb, made.about[0])

    def add(self, given: Proposed, judged: tuple[str, str]) -> tuple[Decision, Picture]:
        """Record a claim that a person adds; it is on disk when this returns."""
        return self._took(by_hand.add(self.project, given, judged))

    def divide(self, given: Moved, judged: tuple[str, str]) -> tuple[Decision, Picture]:
        """Record that an account is two; it is on disk when this returns."""
        return self._took(by_hand.divide(self.project, given, judged))

    def record(self, arrived: Arrived, handling: str) -> tuple[Outcome, Picture]:
        """Keep and read one document; the incidents follow when they are next looked at."""
        outcome = self._recorder.record(arrived, handling)
        return outcome, self.near(outcome.report.id)[0]

    def _last(self) -> int:
        with self.project.reading() as connection:
            return journal.last(connection)[0]

    def _refreshed(self, before: Picture, last: int) -> Picture:
        """What the journal tells of since, looked at again, and nothing else."""
        with self.project.reading() as connection:
            told = [(e.action, e.about) for e in journal.entries(connection, self._seen)]
            changed = reports.recorded_at(connection, (n for a, n in told if a in CAME))
        actions = {action for action, _ in told}
        read, derived = before.read, before.derived
        if not actions <= DECIDED | CAME:
            read = Read.of(self.project)
        elif changed:
            read = read.again(self.project, changed)
        if not actions <= {"decision-recorded", "added-by-hand"} and not self._following:
            derived = Derived.of(self.project)
        self._seen = last
        if actions <= {"incidents-derived"}:
            return before.with_derived(derived)
        self._stale = following.behind(self.project, QUIET)
        return Picture(read, decisions.list_all(self.project), derived)
