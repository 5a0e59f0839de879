"""The documents of a run that cannot be read: each is named with its reason, and the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import typer
from rich.console import Console

from graph.errors import DetenteError, InputError, LeftOutError
from graph.model import Document, Reading
from ingest.pipeline import Pipeline


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

    def readings(self, pipeline: Pipeline, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read the documents, reporting those whose text the pipeline refuses."""
        for document in documents:
            try:
                yield pipeline.read(document)
            except InputError as error:
                self.report(error)

    def exit_if_any(self) -> None:
        """End the command with status 1 where a document failed."""
        if self.count:
            raise typer.Exit(1)
