"""From files to documents: a module for each format, a row for each in `formats`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from graph.errors import InputError
from graph.model import Document
from ingest.readers.formats import NAMES, READERS, read_stream
from ingest.readers.source import STANDARD_INPUT, Report, Source, sources, unreachable

__all__ = ["READERS", "documents"]


def documents(
    given: Iterable[str | Path], *, reader: str | None = None, day: date | None = None, report: Report
) -> Iterator[Document]:
    """Read documents from files, folders (recursively, sorted, hidden files left out) and "-", standard input.

    `reader` names the format of all of them; otherwise how a file begins tells it, or its suffix where that does not.
    `day` is the publication date of documents that give none. What cannot be read is reported, and the others go on.
    Raises InputError for a reader that does not exist.
    """
    if reader is not None and reader not in NAMES:
        raise InputError(f"reader {reader!r}", "there is no such reader", f"use one of {', '.join(NAMES)}")
    return _documents(given, reader, day, report)


def _documents(given: Iterable[str | Path], reader: str | None, day: date | None, report: Report) -> Iterator[Document]:
    for source in sources(given, report):
        for document in _of(source, reader, report):
            yield document if document.reported or day is None else replace(document, reported=day, reported_note=None)


def _of(source: Source, reader: str | None, report: Report) -> Iterator[Document]:
    # What comes through a pipe or from a device has no suffix that means anything.
    suffix = source.suffix if source.regular and source.name != STANDARD_INPUT else None
    try:
        with source.open() as stream:
            yield from read_stream(stream, source.name, report, reader=reader, suffix=suffix)
    except InputError as error:
        report(error)
    except OSError as error:
        report(unreachable(source, error))
