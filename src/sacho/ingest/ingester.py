"""The way in: bytes are received, read in a child of their own, and come out as `Ingested`.

    with Ingester() as ingester:
        ingested = ingester.ingest(data, name)

The reply of a child is not trusted: it may come from a process that a document has taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from sacho.ingest import dates, normal
from sacho.ingest.detect import Kind, detect
from sacho.ingest.draft import Reply, Task
from sacho.ingest.launch import Launcher, Outcome, launcher_for
from sacho.ingest.limits import Limits
from sacho.ingest.problems import MESSAGES, problem
from sacho.model import ids
from sacho.model.problem import Problem
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.model.span import Spans

PARSER = "sacho.ingest.parse:parse"
_LONGEST_VALUE = 500
_MOST_CODES = 1_000

_Key = TypeVar("_Key")


class Ingester:
    """Reads documents, each in a child of its own. Safe to share between threads.

    Processes start when they are first needed and end with the `with` block or `close`.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        parser: str = PARSER,
        spawn: bool | None = None,
        without_sandbox: bool = False,
    ) -> None:
        """`parser` is `module:function`; `spawn` True asks for the limited child of other systems.

        `without_sandbox`: the owner wants formats read that need the full sandbox where it is
        missing; who asks for `spawn` does too.

        By default Linux forks from a clean process, and other systems start a new one each time.
        """
        self.limits = limits or Limits()
        self._insists = without_sandbox or spawn is True
        self._launcher: Launcher = launcher_for(self.limits, parser, spawn)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends every process that this object started."""
        self._launcher.close()

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What to tell once per project: `sandbox.limited` where the full sandbox is missing."""
        return () if self._launcher.is_full else (problem("sandbox.limited"),)

    def ingest(self, data: bytes, name: str = "") -> Ingested:
        """What can be made of these bytes. Never raises for what they hold.

        `name` is the received name; it only breaks ties of the format and is never passed on.
        """
        report = ids.report_id(data)
        kind = detect(data, name)
        if kind.code is not None:
            return _failed(report, kind, kind.code)
        if kind.format != "text" and not self._launcher.is_full and not self._insists:
            return _failed(report, kind, "sandbox.missing")
        if len(data) > self.limits.input:
            return _failed(report, kind, "text.too-long")
        task = Task(kind.format, kind.markdown, self.limits.text)
        return _received(report, kind, self._launcher.run(task, data), self.limits)

    def ingest_many(
        self, documents: Iterable[tuple[_Key, bytes, str]], workers: int = 1
    ) -> Iterator[tuple[_Key, Ingested]]:
        """The results for `(key, bytes, name)` in the order given, with up to `workers` at once.

        At most twice as many documents as workers are held at a time.
        """
        if workers <= 1:
            for key, data, name in documents:
                yield key, self.ingest(data, name)
            return
        with ThreadPoolExecutor(workers, thread_name_prefix="ingest") as pool:
            waiting: list[tuple[_Key, Future[Ingested]]] = []
            for key, data, name in documents:
                waiting.append((key, pool.submit(self.ingest, data, name)))
                if len(waiting) >= workers * 2:
                    first, future = waiting.pop(0)
                    yield first, future.result()
            for key, future in waiting:
                yield key, future.result()


def ingest(data: bytes, name: str = "", limits: Limits | None = None) -> Ingested:
    """What can be made of the bytes of one document, with processes for it alone."""
    with Ingester(limits) as ingester:
        return ingester.ingest(data, name)


def _failed(report: str, kind: Kind, *codes: str) -> Ingested:
    problems = tuple(problem(code) for code in codes)
    return Ingested(report, kind.format, Metadata(), None, problems)


def _received(report: str, kind: Kind, outcome: Outcome, limits: Limits) -> Ingested:
    if outcome.code is not None or outcome.reply is None:
        return _failed(report, kind, outcome.code or "text.crashed")
    reply = outcome.reply
    codes = tuple(code for code in reply.codes[:_MOST_CODES] if code in MESSAGES)
    if reply.text is None:
        return _failed(report, kind, *(codes or ("text.unreadable",)))
    if len(reply.text) > limits.text:
        return _failed(report, kind, "text.too-long")
    if not _is_sound(reply):
        return _failed(report, kind, "text.crashed")
    text = ReportText(
        id=ids.text_id(report, reply.text), report=report, maker=reply.maker[:200],
        text=reply.text, furniture=reply.furniture,
    )  # fmt: skip
    problems = tuple(problem(code) for code in codes)
    return Ingested(report, kind.format, _bounded(reply.metadata), text, problems)


def _is_sound(reply: Reply) -> bool:
    """Whether the reply is one that our own code could have sent."""
    text = reply.text or ""
    return (
        normal.letters(text) == text
        and _are_spans_of(reply.furniture, text)
        and reply.maker.isprintable()
    )


def _are_spans_of(spans: Spans, text: str) -> bool:
    last = 0
    for start, end in spans:
        if not last <= start < end <= len(text):
            return False
        last = end
    return True


def _bounded(said: Metadata) -> Metadata:
    values: dict[str, str | None] = {}
    for field, value in msgspec.structs.asdict(said).items():
        tidy = normal.line(normal.letters(value).replace("\n", " ")) if value else ""
        values[field] = tidy[:_LONGEST_VALUE] or None
    if values["published"] is not None and dates.iso(values["published"]) is None:
        values["published"] = values["published_from"] = None
    return Metadata(**values)
