"""Many documents read at once, in worker processes, with the outcomes in the order of the input.

The main process alone reads the first documents, so that few of them cost no processes. Memory is bounded: documents
are taken from the input only as far ahead as the readers are busy.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from pathlib import Path
from typing import Generic, TypeVar

from graph.errors import DetenteError, InputError, UnreadableError
from graph.model import Document
from ingest.pipeline import Pipeline
from ingest.worker import Job, Method, Task, Worker, outcome, started

T = TypeVar("T")

# Seconds of reading that the main process does itself before it starts others: some fifty articles.
ALONE_SECONDS = 0.5
# A text of this length takes seconds to read, and one that takes too long can only be ended in another process.
_ALONE_CHARACTERS = 100_000
# Documents given to a worker beyond the one that it reads, so that it need not wait for the main process.
_WAITING = 8
# Documents between the first that is not answered and the last that is taken from the input, for each worker.
_AHEAD = 32
# Text in flight beyond which no document is taken from the input.
_MOST_CHARACTERS = 4_000_000
# A document takes a hundredth of a second; whatever takes so long hangs, or keeps thousands of others waiting.
PATIENCE_SECONDS = 60.0
# Longer texts are given more time: a twentieth of the speed at which texts are read.
_CHARACTERS_A_SECOND = 10_000
# An input that lets one wait so long for a document has none in hand, and what is read already is to be shown first.
_SLOW_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel:
    """Reads documents in so many processes; with one, all in the main process.

    `build` makes the pipeline anew in a process that cannot share this one's. A document that takes longer than
    `patience` (seconds, and more for long texts) is given up in a worker; the main process has no such limit. It reads
    for `alone` seconds before it starts others. `method` is how they are started: fork where that is safe, unless it
    is given.
    """

    pipeline: Pipeline
    build: Callable[[], Pipeline]
    workers: int = 1
    patience: float = PATIENCE_SECONDS
    alone: float = ALONE_SECONDS
    method: Method | None = None

    def outcomes(self, task: Task[T], documents: Iterable[Document]) -> Iterator[T | InputError]:
        """Carry out the task on each document; gives its result, or why there is none, in the documents' order.

        Raises DetenteError where worker processes do not start.
        """
        source = iter(documents)
        spent = 0.0
        for document in source:
            if self.workers > 1 and (spent > self.alone or len(document.text) > _ALONE_CHARACTERS):
                yield from self._spread(task, document, source)
                return
            begun = time.process_time()
            result = outcome(task, self.pipeline, document)
            spent += time.process_time() - begun
            yield result

    def _spread(self, task: Task[T], first: Document, rest: Iterator[Document]) -> Iterator[T | InputError]:
        crew = _Crew(replace(self, method=self.method or safe_method()), task)
        try:
            yield from _in_order(crew, first, rest)
        finally:
            crew.end()


def _in_order(crew: _Crew[T], first: Document, rest: Iterator[Document]) -> Iterator[T | InputError]:
    crew.give(Job(0, first))
    answered: dict[int, T | InputError] = {}
    taken, shown = 1, 0
    slow = exhausted = False
    while not exhausted or shown < taken:
        while not exhausted and crew.has_room(taken - shown) and not (slow and shown < taken):
            begun = time.monotonic()
            document = next(rest, None)
            slow = time.monotonic() - begun > _SLOW_SECONDS
            exhausted = document is None
            if document is not None:
                crew.give(Job(taken, document))
                taken += 1
        if shown < taken:
            answered.update(crew.collect())
        while shown in answered:
            yield answered.pop(shown)
            shown += 1


class _Crew(Generic[T]):
    """The worker processes of one run; those that are lost are replaced."""

    def __init__(self, plan: Parallel, task: Task[T]) -> None:
        self._plan = plan
        self._task = task
        self._workers: list[Worker] = []
        self._returned: deque[Job] = deque()
        try:
            for _ in range(plan.workers):
                self._start()
        except BaseException:
            self.end()
            raise

    def _start(self) -> None:
        plan = self._plan
        assert plan.method is not None
        self._workers.append(started(self._task, plan.pipeline, plan.build, plan.method, self._workers))

    def has_room(self, ahead: int) -> bool:
        """Tell whether a further document can be taken, with so many taken and not shown."""
        if self._returned or ahead >= _AHEAD * len(self._workers):
            return False
        jobs = [job for worker in self._workers for job in worker.jobs]
        within = sum(len(job.document.text) for job in jobs) < _MOST_CHARACTERS
        return within and len(jobs) <= _WAITING * len(self._workers)

    def give(self, job: Job) -> None:
        """Give a document to the worker that has least to read."""
        min(self._workers, key=lambda worker: (worker.characters, len(worker.jobs))).give(job)

    def collect(self) -> Iterator[tuple[int, T | InputError]]:
        """Wait until something is read, and give the outcomes that have come with their documents' places."""
        ready = wait([worker.channel for worker in self._workers], self._patience_left())
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.channel in ready:
                yield from self._answered(worker)
            elif self._deadline(worker) < now:
                job = worker.jobs[0]
                spent = now - (worker.since or now)
                yield from self._lost(worker, f"reading it was given up after {spent:.0f} seconds", job)
        while self._returned:
            self.give(self._returned.popleft())

    def end(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _answered(self, worker: Worker) -> Iterator[tuple[int, T | InputError]]:
        try:
            result = worker.answer()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        if result is not None:
            yield worker.jobs.popleft().number, result

    def _died(self, worker: Worker) -> Iterator[tuple[int, T | InputError]]:
        worker.process.join()
        how = _cause(worker.process.exitcode)
        if worker.since is None:
            raise DetenteError(f"the processes that read documents do not start: {how} (read with one: --workers 1)")
        yield from self._lost(worker, f"the process that read it ended: {how}", worker.jobs[0] if worker.jobs else None)

    def _lost(self, worker: Worker, what: str, job: Job | None) -> Iterator[tuple[int, InputError]]:
        """Replace a worker; the document that it was reading has failed, those that waited are given to others."""
        self._workers.remove(worker)
        worker.end()
        self._returned.extend(list(worker.jobs)[1:])
        self._start()
        if job is not None:
            yield job.number, UnreadableError(job.document.id, what, "read it alone, with --workers 1, to see why")

    def _patience_left(self) -> float | None:
        nearest = min(map(self._deadline, self._workers))
        return None if nearest == float("inf") else max(0.0, nearest - time.monotonic())

    def _deadline(self, worker: Worker) -> float:
        if worker.since is None or not worker.jobs:
            return float("inf")
        return worker.since + self._plan.patience + len(worker.jobs[0].document.text) / _CHARACTERS_A_SECOND


def _cause(status: int | None) -> str:
    if status is not None and status < 0:
        return f"killed by signal {-status}" + (" (often for want of memory)" if status == -9 else "")
    return f"exit status {status}"


def safe_method() -> Method:
    """Fork where it is safe, on Linux with no other thread: a fork shares the registry's memory and starts at once."""
    if sys.platform != "linux":
        return "spawn"
    return "fork" if len(list(Path("/proc/self/task").iterdir())) == 1 else "spawn"


def cores() -> int:
    """Tell how many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
