"""A project being laid out in memory in the background, while what somebody looks at goes first."""

from __future__ import annotations

import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager

from sacho.errors import ProjectError
from sacho.store import decisions, journal, reports
from sacho.store.project import Project
from sacho.web.picture import Picture
from sacho.web.told import Derived, Read

LOT = 50
"""Reports laid out between two glances at whether somebody waits for something smaller."""
SMALL = 300
"""Reports up to which the whole is there in a moment, and nobody is shown less."""
MANY = 1000
"""Reports from which on what is laid out is kept away from the collector for good."""
CLOSED = "The reading room is closing."


class _Closed(Exception):
    """Nobody waits any more."""


class Opening:
    """Lays out one project, once. Every method may be called from any thread.

    It begins when the first look was answered, or when somebody needs the whole.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._state = threading.Condition()
        self._looking = 0
        self._thread: threading.Thread | None = None
        self._closed = False
        self._failed: Exception | None = None
        self._made: tuple[int, Picture] | None = None
        self.small = reports.count(project) <= SMALL
        """Whether all of it is laid out and derived in a moment."""
        self.laid = 0
        """How many reports are laid out so far."""

    @property
    def done(self) -> bool:
        """Whether the whole is there, so that `whole` answers at once, or in a moment."""
        return self.small or self._made is not None

    @contextmanager
    def first(self) -> Generator[None]:
        """A block that goes before the laying out, which waits until it is over."""
        with self._state:
            self._looking += 1
        try:
            yield
        finally:
            with self._state:
                self._looking -= 1
                self._state.notify_all()
                self._start()

    def whole(self) -> tuple[int, Picture]:
        """The project laid out, and the newest entry of its journal that this surely knows of.

        Raises what laying it out raised.
        """
        with self._state:
            self._start()
            while self._made is None and self._failed is None and not self._closed:
                self._state.wait()
            if self._made is not None:
                return self._made
            failed, self._failed = self._failed, None
        raise failed or ProjectError(CLOSED, "Start `sacho serve` again.")

    def close(self) -> None:
        """Stop laying out."""
        with self._state:
            self._closed = True
            self._state.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _start(self) -> None:
        if self._thread is None and self._made is None and not self._closed:
            self._thread = threading.Thread(target=self._work, name="opening", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        made: tuple[int, Picture] | None = None
        failed: Exception | None = None
        try:
            made = self._lay_out()
        except _Closed:
            pass
        # Whoever waits for the whole is told, and may try again.
        except Exception as error:  # noqa: BLE001
            failed = error
        with self._state:
            self._made, self._failed, self._thread = made, failed, None
            self._state.notify_all()

    def _lay_out(self) -> tuple[int, Picture]:
        with self._project.reading() as connection:
            # Older than what is read below: what comes meanwhile is looked at once more.
            seen = journal.last(connection)[0]
        # A million things that stay: the collector would look through them again and again, and
        # everybody would wait each time.
        gc.disable()
        try:
            read = Read.of(self._project, self._told)
            self._give_way()
            made = Picture(read, decisions.list_all(self._project), Derived.of(self._project))
            if self.laid >= MANY:
                gc.freeze()
        finally:
            gc.enable()
        return seen, made

    def _told(self, laid: int) -> None:
        self.laid = laid
        if laid % LOT == 0:
            self._give_way()

    def _give_way(self) -> None:
        with self._state:
            while self._looking and not self._closed:
                self._state.wait()
            if self._closed:
                raise _Closed
