"""From files to documents: a module for each format, a row for each in `formats`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph.errors import InputError
from graph.model import Document
from ingest.readers.fetching import fetched, is_address
from ingest.readers.formats import NAMES, READERS, read_stream
from ingest.readers.source import STANDARD_INPUT, Report, Source, sources, unreachable
from ingest.readers.web import Web

__all__ = ["READERS", "documents"]


def documents(
    given: Iterable[str | Path], *, reader: str | None = None, day: date | None = None, report: Report,
    web: Web | None = None, follow: bool = False,
) -> Iterator[Document]:  # fmt: skip
    """Read documents from files, folders (recursively, sorted, hidden files left out), addresses and standard input.

    Standard input is "-". `reader` names the format of all of them; otherwise how one begins tells it, or its suffix
    where that does not. `day` is the publication date of documents that give none. Addresses are fetched by `web`, and
    so are the feeds of lists if it is to `follow` them. What cannot be read is reported, and the others go on. Raises
    InputError for a reader that does not exist.
    """
    if reader is not None and reader not in NAMES:
        raise InputError(f"reader {reader!r}", "there is no such reader", f"use one of {', '.join(NAMES)}")
    return _dated(_Reading(reader, web, follow=follow).documents(given, report), day)


def _dated(found: Iterable[Document], day: date | None) -> Iterator[Document]:
    for document in found:
        yield document if document.reported or day is None else replace(document, reported=day, reported_note=None)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How everything given is read."""

    reader: str | None
    web: Web | None
    follow: bool

    def documents(self, given: Iterable[str | Path], report: Report) -> Iterator[Document]:
        for one in given:
            if isinstance(one, str) and is_address(one):
                yield from self._address(one, report)
            else:
                for source in sources([one], report):
                    yield from self._file(source, report)

    def _file(self, source: Source, report: Report) -> Iterator[Document]:
        # What comes through a pipe or from a device has no suffix that means anything.
        suffix = source.suffix if source.regular and source.name != STANDARD_INPUT else None
        fetch = self._fetch if self.follow else None
        try:
            with source.open() as stream:
                yield from read_stream(stream, source.name, report, reader=self.reader, suffix=suffix, fetch=fetch)
        except InputError as error:
            report(error)
        except OSError as error:
            report(unreachable(source, error))

    def _address(self, address: str, report: Report) -> Iterator[Document]:
        try:
            yield from fetched(
                self.web, address, report, reader=self.reader, fetch=self._fetch if self.follow else None
            )
        except InputError as error:
            report(error)

    def _fetch(self, address: str, report: Report) -> Iterator[Document]:
        """Read a feed that a list points at; a list that it turns out to be is not followed."""
        yield from fetched(self.web, address, report)
