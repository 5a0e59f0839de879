"""JSON files of documents: an array, or objects one after the other; dumps of news and ninjs alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from graph.errors import UnreadableError
from graph.model import Document
from ingest.readers.json_values import Value, values
from ingest.readers.records import REMEDY, json_document, named_documents
from ingest.readers.source import Report
from ingest.readers.text import LARGEST_DOCUMENT


def read_json(stream: BinaryIO, name: str, report: Report) -> Iterator[Document]:
    """Read a document from each object, in the memory that one takes; one that is none is reported by its line.

    A document without an id is called by its address, without either by the file's name, and its line if the name is
    taken. Raises UnreadableError where there is no value at all, and at the end of a file that was cut short.
    """
    return named_documents(_located(stream, name), name, report, _document)


def _located(stream: BinaryIO, name: str) -> Iterator[tuple[str, Value]]:
    value = None
    for value in values(stream, name):
        yield f"{name}:{value.line}", value
    if value is None:
        raise UnreadableError(name, "it holds no documents", REMEDY)


def _document(value: Value, where: str, name: str) -> Document:
    if value.data is None:
        raise UnreadableError(where, f"it is longer than {LARGEST_DOCUMENT // 1_000_000} MB", REMEDY)
    return json_document(value.data, where, name, by_url=True)
