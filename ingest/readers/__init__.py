"""From files to documents: a module for each format, a row for each here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError, UnreadableError
from graph.model import Document
from ingest.readers.html import read_html
from ingest.readers.json_lines import read_json_lines
from ingest.readers.source import STANDARD_INPUT, Report, Source, sources, unreachable
from ingest.readers.text import read_text


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: what it is called, which files it takes, and what reads it.

    `read(stream, name, report)` yields documents whose ids begin with the name unless the input gives them; it
    reports what is wrong with one of several documents, and raises InputError when nothing can be read.
    """

    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str, Report], Iterator[Document]]


READERS: dict[str, Reader] = {
    "text": Reader((".txt", ".text"), read_text),
    "html": Reader((".html", ".htm", ".xhtml"), read_html),
    "jsonl": Reader((".jsonl", ".ndjson"), read_json_lines),
}


def documents(
    given: Iterable[str | Path], *, reader: str | None = None, day: date | None = None, report: Report
) -> Iterator[Document]:
    """Read documents from files, folders (recursively, sorted, hidden files left out) and "-", standard input.

    `reader` names the format of all of them; otherwise a file's suffix tells it. `day` is the publication date of
    documents that give none. What cannot be read is reported, and the others go on. Raises InputError for a reader
    that does not exist.
    """
    if reader is not None and reader not in READERS:
        raise InputError(f"reader {reader!r}", "there is no such reader", f"use one of {', '.join(READERS)}")
    return _documents(given, reader, day, report)


def _documents(given: Iterable[str | Path], reader: str | None, day: date | None, report: Report) -> Iterator[Document]:
    for source in sources(given, report):
        for document in _of(source, reader, report):
            yield document if document.reported or day is None else replace(document, reported=day, reported_note=None)


def _of(source: Source, reader: str | None, report: Report) -> Iterator[Document]:
    try:
        with source.open() as stream:
            chosen = READERS[reader] if reader else _reader(source, stream)
            yield from chosen.read(stream, source.name, report)
    except InputError as error:
        report(error)
    except OSError as error:
        report(unreachable(source, error))


def _reader(source: Source, stream: BufferedReader) -> Reader:
    if source.name == STANDARD_INPUT or not source.regular:
        return READERS[_sniffed(stream.peek())]
    for reader in READERS.values():
        if source.suffix in reader.suffixes:
            return reader
    known = " ".join(suffix for reader in READERS.values() for suffix in reader.suffixes)
    what = f"nothing reads files that end in {source.suffix!r}" if source.suffix else "its name has no suffix"
    raise UnreadableError(source.name, what, f"known: {known}; or say --as READER")


def _sniffed(beginning: bytes) -> str:
    head = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"{"):
        return "jsonl"
    return "html" if head.startswith((b"<!doctype", b"<html", b"<?xml")) else "text"
