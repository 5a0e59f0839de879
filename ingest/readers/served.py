"""What a web server gave, whether just now or into an archive: its bytes with their type, as documents."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from typing import cast
from urllib.parse import urlsplit

from graph.errors import LeftOutError, UnreadableError
from graph.model import Document
from ingest.readers.archives import Inner
from ingest.readers.html import read_html
from ingest.readers.source import Report
from ingest.readers.text import LARGEST_DOCUMENT, read_text

_HTML = frozenset({"text/html", "application/xhtml+xml"})
# What servers say of files whose kind they do not know, and of feeds; the content says what it is.
_UNTOLD = frozenset({
    "", "text/xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    "application/feed+json", "application/json", "application/x-ndjson", "application/octet-stream", "text/x-opml",
    "application/gzip", "application/zip", "binary/octet-stream",
})  # fmt: skip

_GZIP = zlib.MAX_WBITS + 16
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}
_REMEDY = "save the page with a browser, and name the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The whole body of an answer as it was sent, with its address and what its headers say of it.

    `modified` is when the server says that it was changed.
    """

    address: str
    content_type: str
    content_encoding: str
    body: bytes
    modified: str | None = None


def unpacked(body: bytes, encoding: str, where: str) -> bytes:
    """Undo a Content-Encoding; raises UnreadableError for one that is unknown, damaged, or for too large a body."""
    for name in reversed(
        [name.strip().lower() for name in encoding.split(",") if name.strip() not in ("", "identity")]
    ):
        if name not in _WINDOWS:
            raise UnreadableError(where, f"it is packed as {name!r}, which is not read", _REMEDY)
        body = _inflated(body, _WINDOWS[name], where)
    if len(body) > LARGEST_DOCUMENT:
        raise UnreadableError(where, f"it is larger than {LARGEST_DOCUMENT // 1_000_000} MB", _REMEDY)
    return body


def _inflated(body: bytes, window: int, where: str) -> bytes:
    if body[:2] != b"\x1f\x8b" and window == _GZIP:
        # Some servers say that they pack and do not.
        return body
    inflater = zlib.decompressobj(window)
    try:
        return inflater.decompress(body, LARGEST_DOCUMENT + 1)
    except zlib.error as error:
        raise UnreadableError(where, f"what the server packed is damaged ({error})", _REMEDY) from error


def served_documents(served: Served, name: str, report: Report, inner: Inner) -> Iterator[Document]:
    """Read a page, a text, or whatever `inner` recognises; the name is that of a page's document.

    Raises LeftOutError for a type that holds no text, InputError where nothing can be read.
    """
    header = Message()
    header["Content-Type"] = served.content_type or "application/octet-stream"
    kind = header.get_content_type()
    body = unpacked(served.body, served.content_encoding, name)
    stream = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(body)))
    if kind in _HTML:
        charset = header.get_content_charset()
        found = read_html(stream, name, report, charset=charset)
    elif kind == "text/plain":
        found = read_text(stream, name, report)
    elif kind in _UNTOLD:
        found = inner(stream, name, report)
    else:
        raise LeftOutError(name, kind)
    host = (urlsplit(served.address).hostname or "").removeprefix("www.") or None
    for document in found:
        yield replace(document, url=document.url or served.address, publisher=document.publisher or host)
