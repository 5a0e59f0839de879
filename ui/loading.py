"""From paths to the store: reads documents, extracts their claims, loads them, and sums up what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from graph.model import Document, Reading
from graph.store.writer import Writer, WriteReport
from graph.vocabulary import vocabulary
from ingest.readers import documents
from ingest.readers.web import Web
from ui import tables
from ui.failures import Failures
from ui.settings import Settings
from ui.wiring import pipeline, registry, server

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is to be loaded. `replace` lets a changed text take the place of the stored one with the same id.

    Addresses are fetched by `web`, and so are the feeds of lists if it is to `follow` them. Documents' ids begin with
    the path as given, or as seen from the folder `root`.
    """

    paths: Sequence[str | Path]
    reader: str | None = None
    day: date | None = None
    replace: bool = False
    root: Path | None = None
    web: Web | None = None
    follow: bool = False

    def documents(self, failures: Failures) -> Iterator[Document]:
        """Read the documents, reporting those that cannot be read."""
        for document in documents(
            self.paths, reader=self.reader, day=self.day, report=failures.report, web=self.web, follow=self.follow
        ):
            yield replace(document, id=document.id.removeprefix(f"{self.root}/")) if self.root else document


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run has done so far: `report` says what changed in the store, the counts what was read.

    `unread` counts sentences that name two known actors and gave no claim.
    """

    report: WriteReport = field(default_factory=WriteReport)
    sentences: int = 0
    unread: int = 0
    _claims: dict[str, int] = field(default_factory=dict)

    @property
    def claims(self) -> int:
        """How many claims the documents make, those left out that the store refused."""
        return sum(self._claims.values()) - sum(self._claims.get(document, 0) for document, _ in self.report.refused)

    def count(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Count readings as they pass."""
        for reading in readings:
            self._claims[reading.document.id] = len(reading.claims)
            self.sentences += reading.sentences
            self.unread += len(reading.unread)
            yield reading


def load(wanted: Load, settings: Settings, failures: Failures, console: Console, *, verbose: bool = False) -> Summary:
    """Load documents into the store; those that fail are reported and the others go on.

    `verbose` shows the sentences that name two known actors and gave no claim.
    """
    summary = Summary()
    known = registry(settings)
    readings = summary.count(failures.readings(pipeline(settings, known), wanted.documents(failures)))
    if verbose:
        readings = _shown(readings, console)
    with server(settings) as opened, _progress(console, summary) as show:
        writer = Writer(opened, known, vocabulary())
        summary.report = writer.write(readings, ingested=datetime.now(UTC), replace=wanted.replace, progress=show)
    for _, error in summary.report.refused:
        failures.report(error)
    return summary


def load_samples(settings: Settings, console: Console) -> None:
    """Load the invented sample articles; what is loaded already stays as it is."""
    failures = Failures(console)
    folders = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
    summary = load(Load(paths=folders, replace=True, root=SAMPLES), settings, failures, console)
    console.print(f"{summary.report.documents} invented sample articles are in the demo store.")


def _shown(readings: Iterable[Reading], console: Console) -> Iterator[Reading]:
    for reading in readings:
        for start, end in reading.unread:
            sentence = " ".join(reading.document.text[start:end].split())
            console.print(f"unread: {reading.document.id}:{start}-{end}: {tables.isolated(sentence)}", markup=False)
        yield reading


@contextmanager
def _progress(console: Console, summary: Summary) -> Iterator[Callable[[WriteReport], None]]:
    """Show on a terminal how far the run has come, batch by batch; elsewhere nothing."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading")

        def show(report: WriteReport) -> None:
            progress.update(task, description=f"{report.documents} documents, {summary.claims} claims")

        yield show
