"""Web archives (WARC and ARC): each captured page is a document, called by its address.

When a page was captured is no publication date; it tells the newer of two captures of one address.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from graph.errors import InputError, LeftOutError, UnreadableError
from graph.model import Document
from ingest.readers.archives import Inner
from ingest.readers.days import moment
from ingest.readers.html import NO_ARTICLE
from ingest.readers.served import Served, served_documents
from ingest.readers.source import Report
from ingest.readers.text import LARGEST_DOCUMENT

_CONTENT = frozenset({"response", "resource", "conversion"})
_FOUND = "200"
_REMEDY = "get the archive again"


def read_warc(stream: BinaryIO, name: str, report: Report, inner: Inner) -> Iterator[Document]:
    """Read the pages, texts and feeds of an archive; all other records are counted and left out.

    A record that cannot be read is named by its number and address. Raises UnreadableError where the archive is
    damaged or cut short, after what is whole before that.
    """
    left: Counter[str] = Counter()
    number = 0
    fault: InputError | None = None
    steps = _Steps(stream)
    archive = _Archive(steps)
    try:
        for number, record in enumerate(archive, start=1):
            yield from _record(archive, record, f"{name}, record {number}", report, inner, left)
    except (ArchiveLoadFailed, AttributeError, EOFError, ValueError) as error:
        # warcio meets a header that is not there with an AttributeError.
        fault = UnreadableError(f"{name}, record {number + 1}", f"the archive is damaged ({error})", _REMEDY)
    except InputError as error:
        fault = error
    if left:
        kinds = ", ".join(f"{count} {what}" for what, count in sorted(left.items()))
        report(LeftOutError(name, f"{left.total()} of {number} records are no articles ({kinds})"))
    fault = fault or steps.fault
    if fault:
        raise fault


class _Archive(ArchiveIterator):  # type: ignore[misc]  # warcio comes without types
    """The records, with the faults noticed that warcio passes over or writes to the terminal."""

    INC_RECORD = ""

    def _next_record(self, next_line: bytes | None) -> Any:
        try:
            return super()._next_record(next_line)
        except EOFError as error:
            if next_line:
                raise ArchiveLoadFailed("it ends within a header") from error
            raise

    def end(self, record: Any, where: str) -> None:
        """Go to the end of the record; raises UnreadableError where it is not where its header says."""
        before = self.err_count
        self.read_to_end()
        if record.length is None or record.raw_stream.limit > 0:
            raise UnreadableError(where, "the archive is cut short in it", _REMEDY)
        if self.err_count > before:
            raise UnreadableError(where, "its length is not the one that its header says", _REMEDY)


class _Steps:
    """A stream that ends where it cannot be read on, and keeps the reason, so that what is whole before is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = cast("io.BufferedIOBase", stream)
        self.fault: InputError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._stream.read1(size)
        except InputError as error:
            self.fault = error
            return b""


def _record(
    archive: _Archive, record: Any, where: str, report: Report, inner: Inner, left: Counter[str]
) -> Iterator[Document]:
    kept = _kept(record)
    served = _served(record, where) if kept is None else None
    archive.end(record, where)
    if served is None:
        left[kept or ""] += 1
        return
    captured = moment(record.rec_headers.get_header("WARC-Date"))
    told: list[InputError] = []
    try:
        for document in served_documents(served, served.address, told.append, inner):
            yield replace(document, revised=document.revised or captured)
    except InputError as error:
        told.append(error)
    for each in told:
        if isinstance(each, LeftOutError) or each.what == NO_ARTICLE:
            left[each.what] += 1
        else:
            report(type(each)(f"{where}, {each.where}", each.what, each.remedy))


def _kept(record: Any) -> str | None:
    """Say what keeps a record from being read, None for nothing."""
    if record.rec_type not in _CONTENT:
        return str(record.rec_type)
    status = record.http_headers.get_statuscode() if record.http_headers else _FOUND
    if not status.isdecimal():
        return f"{record.rec_type} without a status"
    return None if status == _FOUND else f"status {status}"


def _served(record: Any, where: str) -> Served:
    body = record.raw_stream.read(LARGEST_DOCUMENT + 1)
    content_type = record.content_type
    encoding = ""
    if record.http_headers:
        header = record.http_headers.get_header
        content_type, encoding = header("Content-Type"), header("Content-Encoding") or ""
        if header("Transfer-Encoding", "").lower() == "chunked":
            body = ChunkedDataReader(io.BytesIO(body)).read()
    address = record.rec_headers.get_header("WARC-Target-URI") or where
    return Served(address=address, content_type=content_type or "", content_encoding=encoding, body=body)
