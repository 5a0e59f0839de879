"""JSON Lines: one document a line, `{"id", "text", "title"?, "lang"?, "date"?, "publisher"?, "url"?}`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from graph.errors import UnreadableError
from graph.model import Document
from ingest.readers.records import REMEDY, json_document, named_documents
from ingest.readers.source import Report
from ingest.readers.text import LARGEST_DOCUMENT

_REMEDY = f"{REMEDY} on each line"
# Lines with anything but white space in them are read on in pieces of this size when they are too long.
_PIECE = 1_000_000


def read_json_lines(stream: BinaryIO, name: str, report: Report) -> Iterator[Document]:
    """Read a document from each line; a line that is none is reported as `file:line`, and the others go on.

    The first document without an id has the file's name as id, later ones the name and their line. Raises
    UnreadableError when there is no line at all.
    """
    return named_documents(_filled(stream, name), name, report, json_document)


def _filled(stream: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    filled = ((number, line) for number, line in enumerate(_lines(stream), start=1) if line.strip())
    first = next(filled, None)
    if first is None:
        raise UnreadableError(name, "it is empty", "remove it, or put documents in it")
    if not _is_text(first[1]):
        raise UnreadableError(name, "it is not JSON Lines: its first line is not UTF-8 text", _REMEDY)
    for number, line in chain([first], filled):
        yield f"{name}:{number}", line


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    first = True
    while line := stream.readline(LARGEST_DOCUMENT + 1):
        piece = line
        while not piece.endswith(b"\n") and (piece := stream.readline(_PIECE)):
            pass
        yield line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False


def _is_text(line: bytes) -> bool:
    try:
        return "\0" not in line.decode("utf-8")
    except UnicodeDecodeError:
        return False
