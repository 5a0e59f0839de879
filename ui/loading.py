"""From paths to the store: reads documents, extracts their claims, loads them, and sums up what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console

from graph.model import Document, Reading
from graph.store.reader import Reader
from graph.store.views import DocumentView
from graph.store.writer import Writer, WriteReport
from graph.vocabulary import vocabulary
from ingest.pipeline import Pipeline
from ingest.readers import documents
from ingest.readers.web import Web
from ui import tables
from ui.failures import Failures
from ui.progress import Advance
from ui.settings import Settings
from ui.wiring import parallel, registry, server

SAMPLES = Path(__file__).parent / "samples"
# How many documents the store is asked about at once, and how much text may wait for its answer.
_ASKED_DOCUMENTS = 200
_ASKED_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is to be loaded. `replace` lets a changed text take the place of the stored one with the same id.

    Addresses are fetched by `web`, and so are the feeds of lists if it is to `follow` them. Documents' ids begin with
    the path as given, or as seen from the folder `root`. `workers` is how many processes read, unless the settings are
    to say.
    """

    paths: Sequence[str | Path]
    reader: str | None = None
    day: date | None = None
    replace: bool = False
    root: Path | None = None
    web: Web | None = None
    follow: bool = False
    workers: int | None = None

    def documents(self, failures: Failures) -> Iterator[Document]:
        """Read the documents, reporting those that cannot be read."""
        for document in documents(
            self.paths, reader=self.reader, day=self.day, report=failures.report, web=self.web, follow=self.follow
        ):
            yield replace(document, id=document.id.removeprefix(f"{self.root}/")) if self.root else document


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run has done so far: `report` says what changed in the store, the counts what was read.

    `unread` counts sentences that name two known actors and gave no claim. `skipped` counts documents that were not
    read again, for they are stored as they would be read; their claims and sentences are counted as they are stored.
    """

    report: WriteReport = field(default_factory=WriteReport)
    sentences: int = 0
    unread: int = 0
    skipped: int = 0
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

    def skip(self, stored: DocumentView) -> None:
        """Count a document that is stored already."""
        self._claims[stored.id] = stored.claims
        self.sentences += stored.sentences
        self.unread += stored.unread
        self.skipped += 1


def load(wanted: Load, settings: Settings, failures: Failures, console: Console, *, verbose: bool = False) -> Summary:
    """Load documents into the store; those that fail are reported and the others go on.

    `verbose` shows the sentences that name two known actors and gave no claim, also of what was loaded before.
    """
    summary = Summary()
    known = registry(settings)
    read = parallel(settings, known, workers=wanted.workers, versioned=True)
    found = wanted.documents(failures)
    with server(settings) as opened, Advance(console) as advance:
        new = found if verbose else _new(found, read.pipeline, Reader(opened), summary)
        readings = summary.count(failures.reported(read.outcomes(Pipeline.read, new)))
        if verbose:
            readings = _shown(readings, console)
        counted = advance.through(readings, lambda reading: len(reading.claims))
        writer = Writer(opened, known, vocabulary())
        summary.report = writer.write(counted, ingested=datetime.now(UTC), replace=wanted.replace)
    for _, error in summary.report.refused:
        failures.report(error)
    return summary


def load_samples(settings: Settings, console: Console) -> None:
    """Load the invented sample articles; what is loaded already stays as it is."""
    failures = Failures(console)
    folders = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
    summary = load(Load(paths=folders, replace=True, root=SAMPLES), settings, failures, console)
    loaded = summary.report.documents + summary.skipped
    console.print(f"{loaded} invented sample articles are in the demo store.")


def _new(found: Iterable[Document], pipeline: Pipeline, reader: Reader, summary: Summary) -> Iterator[Document]:
    """Leave out the documents that are stored as they would be read now."""
    for some in _batches(found):
        bases = {document.id: pipeline.basis(document) for document in some}
        stored = {view.id: view for view in reader.loaded(bases)}
        for document in some:
            if document.id in stored and pipeline.basis(document) == bases[document.id]:
                summary.skip(stored[document.id])
            else:
                yield document


def _batches(found: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    characters = 0
    for document in found:
        batch.append(document)
        characters += len(document.text)
        if len(batch) >= _ASKED_DOCUMENTS or characters >= _ASKED_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _shown(readings: Iterable[Reading], console: Console) -> Iterator[Reading]:
    for reading in readings:
        for start, end in reading.unread:
            sentence = " ".join(reading.document.text[start:end].split())
            console.print(f"unread: {reading.document.id}:{start}-{end}: {tables.isolated(sentence)}", markup=False)
        yield reading
