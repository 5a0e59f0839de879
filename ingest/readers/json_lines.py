"""JSON Lines: one document a line, `{"id", "text", "title"?, "lang"?, "date"?, "publisher"?, "url"?}`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import InputError, UnreadableError
from graph.model import Document
from ingest.readers.source import Report
from ingest.readers.text import LARGEST_DOCUMENT, language

_REMEDY = 'write one JSON object a line, like {"id": "a1", "text": "…", "date": "2024-03-11"}'
# Lines with anything but white space in them are read on in pieces of this size when they are too long.
_PIECE = 1_000_000


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    text: str
    id: str | None = None
    title: str | None = None
    lang: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None


def read_json_lines(stream: BinaryIO, name: str, report: Report) -> Iterator[Document]:
    """Read a document from each line; a line that is none is reported as `file:line`, and the others go on.

    The first document without an id has the file's name as id, later ones the name and their line. A text of one
    paragraph has layout "clean". Raises UnreadableError when there is no line at all.
    """
    unnamed = False
    lines = 0
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        lines += 1
        where = f"{name}:{number}"
        if lines == 1 and not _is_text(line):
            raise UnreadableError(name, "it is not JSON Lines: its first line is not UTF-8 text", _REMEDY)
        try:
            record = _record(line, where)
            document = _document(record, where, where if unnamed else name)
        except InputError as error:
            report(error)
            continue
        unnamed = unnamed or not record.id
        yield document
    if not lines:
        raise UnreadableError(name, "it is empty", "remove it, or put documents in it")


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


def _record(line: bytes, where: str) -> _Record:
    if len(line) > LARGEST_DOCUMENT:
        raise UnreadableError(where, f"the line is longer than {LARGEST_DOCUMENT // 1_000_000} MB", _REMEDY)
    try:
        record = _Record.model_validate_json(line.rstrip())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise InputError(
            where,
            f"{field}: {first['msg']}" if field else first["msg"].replace(" at line 1 column", " at column"),
            _REMEDY,
        ) from error
    if not record.text.strip():
        raise InputError(where, "the document's text is empty", "leave the line out, or give it its text")
    return record


def _document(record: _Record, where: str, unnamed: str) -> Document:
    reported, note = _reported(record.date)
    return Document(
        id=record.id or unnamed,
        text=record.text,
        title=record.title or None,
        publisher=record.publisher or None,
        url=record.url or None,
        language=record.lang or language(record.text, where),
        reported=reported,
        reported_note=note,
        layout="page" if "\n" in record.text.strip() else "clean",
    )


def _reported(written: str | None) -> tuple[date | None, str | None]:
    if not written:
        return None, None
    try:
        return datetime.fromisoformat(written.strip()).date(), None
    except ValueError:
        return None, f"the given date {written!r} is not a day, such as 2024-03-11"
