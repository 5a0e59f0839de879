"""How far a run has come: a moving line on a terminal, a plain line now and then elsewhere, on standard error."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Self, TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")

# The line on a terminal is drawn anew so often, as fast as one can read.
_DRAWN_SECONDS = 0.1
# Elsewhere, in a log, a line tells that a long run is alive; a short one says nothing.
LOGGED_SECONDS = 30.0
_BAR_WIDTH = 20


class Advance:
    """Counts the documents of a run and what they gave (`counted` names it), and shows both with the rate.

    A context manager, for the line goes when the run ends. A terminal that shows the results themselves (`among`) has
    no line among them. The line is drawn by whoever counts, without a thread: a process with threads is not forked.
    """

    def __init__(
        self, console: Console, counted: str = "claims", *, among: bool = False, logged: float = LOGGED_SECONDS
    ) -> None:
        self.documents = 0
        self.found = 0
        self._console = console
        self._counted = counted
        self._every = _DRAWN_SECONDS if console.is_terminal else logged
        self._begun = self._last = time.monotonic()
        self._quiet = console.is_terminal and among
        columns = (BarColumn(_BAR_WIDTH), TextColumn("{task.description}"), TimeElapsedColumn())
        self._line = Progress(
            *columns, console=console, transient=True, auto_refresh=False, disable=among or not console.is_terminal
        )
        self._task = self._line.add_task("reading", total=None)

    def __enter__(self) -> Self:
        self._line.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.stop()

    def through(self, readings: Iterable[T], found: Callable[[T], int]) -> Iterator[T]:
        """Count what passes; `found` tells how much one of them gave."""
        for reading in readings:
            self.documents += 1
            self.found += found(reading)
            now = time.monotonic()
            if now - self._last >= self._every and not self._quiet:
                self._last = now
                self._show(now - self._begun)
            yield reading

    def _show(self, seconds: float) -> None:
        rate = self.documents / seconds
        said = f"{self.documents:,} documents, {self.found:,} {self._counted}, {rate:,.0f} documents a second"
        if self._console.is_terminal:
            self._line.update(self._task, description=said)
            self._line.refresh()
        else:
            self._console.print(said, markup=False)
