"""The one place where the page meets the project: what it sees, and what it adds."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress

from sacho import pipeline
from sacho.errors import SachoError
from sacho.model.decision import Decision, Proposed, Verb
from sacho.pipeline import Arrived, Outcome
from sacho.store import by_hand, decisions, incidents, journal
from sacho.store.project import Project
from sacho.web.picture import Derived, Picture
from sacho.web.recorder import Recorder

QUIET = frozenset(("accept", "grade"))
"""Decisions from which no other incident follows."""

PATIENCE = 0.5
"""Seconds that a look waits for incidents before it shows what there is."""

DECIDED = {"decision-recorded", "added-by-hand", "incidents-derived"}
"""Entries of the journal after which the same reports tell the same."""


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
        self._deriver = threading.Thread(target=self._derive)
        self._seen = self._last()
        self._picture = Picture.of(project)
        # A process that was killed may have decided and not derived.
        self._stale = incidents.stale(project)

    def close(self) -> None:
        """Finish what is being recorded and derived, and let go."""
        if self._deriver.is_alive():
            self._deriver.join()
        self._recorder.close()

    def picture(self) -> Picture:
        """The project as it stands now; incidents as last derived."""
        with self._looking:
            last = self._last()
            if last != self._seen:
                self._refresh(last)
            return self._picture

    def derived(self) -> Picture:
        """The project as it stands now, its incidents following from every decision."""
        with self._linking:
            picture = self.picture()
            if not self._stale:
                return picture
            # Whoever decides while this links makes it stale again, and waits for nothing.
            self._stale = False
            try:
                pipeline.link(self.project)
            except BaseException:
                self._stale = True
                raise
            with self._looking:
                now = self.picture()
                self._picture = now.with_derived(Derived.of(self.project))
                return self._picture

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
        deriver.join(PATIENCE)
        return self.picture(), deriver.is_alive()

    def _derive(self) -> None:
        # Who next looks asks again, and is told where incidents themselves are wanted.
        with suppress(SachoError):
            self.derived()

    @contextmanager
    def deciding(self) -> Generator[Picture]:
        """A block in which nobody else of this page decides: look, compare, then `decide`."""
        with self._deciding:
            yield self.picture()

    def decide(
        self, verb: Verb, about: tuple[str, ...], judged: tuple[str, str], shown: str,
        value: str | None,
    ) -> tuple[Decision, Picture]:  # fmt: skip
        """Record a decision; it is on disk when this returns."""
        return self._took(decisions.add(self.project, verb, about, judged, shown, value))

    def _took(self, made: Decision) -> tuple[Decision, Picture]:
        with self._looking:
            last = self._last()
            if last == self._seen + 1:
                self._seen = last
                self._picture = self._picture.with_decision(made)
            else:
                self._refresh(last)
            self._stale = self._stale or made.verb not in QUIET
            return made, self._picture

    def add(self, given: Proposed, judged: tuple[str, str]) -> tuple[Decision, Picture]:
        """Record a claim that a person adds; it is on disk when this returns."""
        return self._took(by_hand.add(self.project, given, judged))

    def record(self, arrived: Arrived, handling: str) -> tuple[Outcome, Picture]:
        """Keep and read one document; the incidents follow when they are next looked at."""
        outcome = self._recorder.record(arrived, handling)
        return outcome, self.picture()

    def _last(self) -> int:
        with self.project.reading() as connection:
            return journal.last(connection)[0]

    def _refresh(self, last: int) -> None:
        with self.project.reading() as connection:
            actions = {e.action for e in journal.entries(connection, self._seen)}
        if actions <= {"incidents-derived"}:
            self._picture = self._picture.with_derived(Derived.of(self.project))
        elif actions <= DECIDED:
            self._picture = Picture(
                self._picture.read, decisions.list_all(self.project), Derived.of(self.project)
            )
            self._stale = True
        else:
            self._picture = Picture.of(self.project)
            self._stale = True
        self._seen = last
