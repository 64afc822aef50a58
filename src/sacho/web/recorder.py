"""One thread through which all documents come in, so that a folder of them starts one reader."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future

from sacho import pipeline
from sacho.errors import ProjectError, RefusedForSafety, SachoError, UsageError
from sacho.model.report import Handling
from sacho.pipeline import Arrived, Outcome
from sacho.store.project import Project

LINGER = 1.5
"""Seconds that the reader stays ready for the next document of a batch."""


class _Waiting:
    def __init__(self, arrived: Arrived, handling: Handling) -> None:
        self.arrived = arrived
        self.handling: Handling = handling
        self.done: Future[Outcome] = Future()


class Recorder:
    """Takes documents from any thread, one after another, and answers each when it is kept."""

    def __init__(self, project: Project, without_sandbox: bool = False) -> None:
        self._project = project
        self._insists = without_sandbox
        self._queue: queue.Queue[_Waiting | None] = queue.Queue()
        self._next: _Waiting | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
        self._thread.start()

    def record(self, arrived: Arrived, handling: str) -> Outcome:
        """Wait until the document is kept and read. Raises RefusedForSafety for sealed ones."""
        waiting = _Waiting(arrived, _handling(handling))
        if self._closed:
            raise ProjectError("The reading room is closing.", "Start `sacho serve` again.")
        self._queue.put(waiting)
        return waiting.done.result()

    def close(self) -> None:
        """Finish the document in hand; refuse further ones."""
        self._closed = True
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while True:
            waiting = self._next or self._queue.get()
            self._next = None
            if waiting is None:
                return
            self._batch(waiting)
            if self._closed and self._next is None and self._queue.empty():
                return

    def _batch(self, first: _Waiting) -> None:
        given: deque[_Waiting] = deque()

        def arrivals() -> Iterator[Arrived]:
            waiting: _Waiting | None = first
            while waiting is not None:
                given.append(waiting)
                yield waiting.arrived
                waiting = self._another(first.handling)

        try:
            outcomes = pipeline.record(
                self._project, arrivals(), handling=first.handling, without_sandbox=self._insists
            )
            for outcome in outcomes:
                given.popleft().done.set_result(outcome)
        # The thread must live on whatever a document does; whoever waits is told.
        except Exception as error:  # noqa: BLE001
            told = error if isinstance(error, SachoError) else _unforeseen(error)
            for waiting in {first, *given}:
                if not waiting.done.done():
                    waiting.done.set_exception(told)

    def _another(self, handling: Handling) -> _Waiting | None:
        try:
            waiting = self._queue.get(timeout=LINGER)
        except queue.Empty:
            return None
        if waiting is None or waiting.handling != handling:
            self._next = waiting
            return None
        return waiting


def _unforeseen(error: Exception) -> SachoError:
    return ProjectError(
        f"The document could not be kept ({type(error).__name__}).",
        "What was accepted before is kept. Try it again alone.",
    )


def _handling(told: str) -> Handling:
    if told == "sealed":
        raise RefusedForSafety(
            "Nothing is sealed through the reading room, so nothing was written.",
            "Seal it on the command line: sacho record FILE --handling sealed.",
        )
    if told == "open" or told == "internal":
        return told
    raise UsageError("There is no such handling.", "Use open, internal or sealed.")
