"""The documents of a run that cannot be read: each is named with its reason, and the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import typer
from rich.console import Console

from graph.errors import DetenteError, InputError, LeftOutError

T = TypeVar("T")


class Failures:
    """Shows each failure on the console as it comes, and counts them."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.count = 0

    def report(self, error: DetenteError) -> None:
        """Name a document that failed, or say what was left out."""
        if isinstance(error, LeftOutError):
            self._console.print(f"left out: {error}", markup=False, soft_wrap=True)
            return
        self.count += 1
        self._console.print(f"failed: {error}", markup=False, style="red", soft_wrap=True)

    def reported(self, outcomes: Iterable[T | InputError]) -> Iterator[T]:
        """Let through what was read, and report why the rest was not."""
        for outcome in outcomes:
            if isinstance(outcome, InputError):
                self.report(outcome)
            else:
                yield outcome

    def exit_if_any(self) -> None:
        """End the command with status 1 where a document failed."""
        if self.count:
            raise typer.Exit(1)
