"""A process that reads documents beside the main one, as both sides see it."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal, TypeVar

from graph.errors import InputError, UnreadableError
from graph.model import Document
from ingest.pipeline import Pipeline

T = TypeVar("T")
Task = Callable[[Pipeline, Document], T]
Method = Literal["fork", "spawn"]

_READY = "ready"


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be read, with its place in the input."""

    number: int
    document: Document


@dataclass(slots=True, eq=False)
class Worker:
    """The main process's side: `jobs` are given and not answered, the first is being read.

    `since` is the moment (monotonic) at which it began with the first, None until it is ready to read.
    """

    process: BaseProcess
    channel: Connection
    jobs: deque[Job] = field(default_factory=deque)
    since: float | None = None

    def give(self, job: Job) -> None:
        """Give a document to read; it waits at the other side until those before it are read."""
        if not self.jobs and self.since is not None:
            self.since = time.monotonic()
        self.jobs.append(job)
        # Where the process has died, the channel says so when it is read next.
        with suppress(OSError):
            self.channel.send(job.document)

    def answer(self) -> Any:
        """Receive what was read, None when it tells that it is ready; raises EOFError or OSError when it has died."""
        answered = self.channel.recv()
        self.since = time.monotonic()
        return None if answered == _READY else answered

    @property
    def characters(self) -> int:
        """How much text waits to be read."""
        return sum(len(job.document.text) for job in self.jobs)

    def end(self) -> None:
        """End the process, whatever it does; it holds nothing that would be lost."""
        self.process.kill()
        self.process.join()
        self.channel.close()


def started(
    task: Task[Any], pipeline: Pipeline, build: Callable[[], Pipeline], method: Method, siblings: Sequence[Worker]
) -> Worker:
    """Start a process that carries out the task on each document it is given.

    A forked one has the pipeline already and shares its memory; a spawned one calls `build`.
    """
    context: Any = get_context(method)
    ours, theirs = context.Pipe()
    if method == "fork":
        inherited = (ours, *(sibling.channel for sibling in siblings))
        given: tuple[Any, ...] = (task, _Ready(pipeline), theirs, inherited)
    else:
        given = (task, build, theirs, ())
    process = context.Process(target=_serve, args=given, daemon=True)
    with _undisturbed():
        process.start()
    theirs.close()
    return Worker(process, ours)


@dataclass(frozen=True, slots=True)
class _Ready:
    pipeline: Pipeline

    def __call__(self) -> Pipeline:
        return self.pipeline


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a process begin with Ctrl-C held back, which reaches all of them: the main one ends the others."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    task: Task[Any], build: Callable[[], Pipeline], channel: Connection, inherited: Sequence[Connection]
) -> None:
    """Answer each document until the main process closes the channel or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A process that held another's end of a channel would keep it from noticing that the main one is gone.
    for other in inherited:
        other.close()
    pipeline = build()
    # What was there before the fork is never collected here, so that its memory stays shared.
    gc.freeze()
    channel.send(_READY)
    incoming: SimpleQueue[Document | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(channel, incoming), daemon=True).start()
    while (document := incoming.get()) is not None:
        with suppress(BrokenPipeError):
            channel.send(outcome(task, pipeline, document))


def _receive(channel: Connection, incoming: SimpleQueue[Document | None]) -> None:
    """Take documents off the channel as they come, so that the main process never waits for a slow reader."""
    with suppress(EOFError, OSError):
        while True:
            incoming.put(channel.recv())
    incoming.put(None)


def outcome(task: Task[T], pipeline: Pipeline, document: Document) -> T | InputError:
    """Carry out the task on a document; what goes wrong is its outcome, so that the others go on."""
    try:
        return task(pipeline, document)
    except InputError as error:
        return error.with_traceback(None)
    except Exception as error:  # noqa: BLE001  # a defect that one text of thousands brings out must not end the run
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = "/".join(Path(last.filename).parts[-3:])
        what = f"reading it failed with {type(error).__name__}: {error} ({where}:{last.lineno})"
        return UnreadableError(document.id, what, "this is a defect; report it with the text")
