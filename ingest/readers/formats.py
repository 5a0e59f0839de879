"""The formats that are read: a row for each, and how a stream finds the one that reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from pathlib import PurePosixPath
from typing import BinaryIO

from graph.errors import UnreadableError
from graph.model import Document
from ingest.readers.archives import Inner, read_gzip, read_zip
from ingest.readers.feeds import read_feed
from ingest.readers.html import read_html
from ingest.readers.json_array import read_json
from ingest.readers.json_feed import read_json_feed
from ingest.readers.json_lines import read_json_lines
from ingest.readers.newsml import read_newsml
from ingest.readers.opml import Fetch, read_opml
from ingest.readers.recognition import recognised
from ingest.readers.source import Report
from ingest.readers.text import read_text
from ingest.readers.warc import read_warc


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: which suffixes its files have, and what reads it.

    `read(stream, name, report)` yields documents whose ids begin with the name unless the input gives them; it
    reports what is wrong with one of several documents, and raises InputError when nothing can be read.
    """

    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str, Report], Iterator[Document]]


@dataclass(frozen=True, slots=True)
class Container:
    """A format that holds files of other formats; `read` is given what reads those."""

    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str, Report, Inner], Iterator[Document]]


READERS: Mapping[str, Reader] = {
    "text": Reader((".txt", ".text"), read_text),
    "html": Reader((".html", ".htm", ".xhtml"), read_html),
    "jsonl": Reader((".jsonl", ".ndjson"), read_json_lines),
    "json": Reader((".json",), read_json),
    "feed": Reader((".rss", ".atom"), read_feed),
    "jsonfeed": Reader((), read_json_feed),
    "newsml": Reader((), read_newsml),
}
CONTAINERS: Mapping[str, Container] = {
    "zip": Container((".zip",), read_zip),
    "gzip": Container((".gz",), read_gzip),
    "warc": Container((".warc", ".arc"), read_warc),
}
# The same files go by the name of the standard.
ALIASES: Mapping[str, str] = {"rss": "feed", "atom": "feed", "ninjs": "json", "nitf": "newsml"}
OPML = "opml"
NAMES = (*READERS, OPML, *CONTAINERS, *ALIASES)
_SUFFIXES: Mapping[str, str] = {
    **{suffix: name for name, reader in READERS.items() for suffix in reader.suffixes},
    ".opml": OPML,
    **{suffix: name for name, container in CONTAINERS.items() for suffix in container.suffixes},
}


def read_stream(
    stream: BufferedReader, name: str, report: Report, *, reader: str | None = None, suffix: str | None = None,
    within: tuple[str, ...] = (), fetch: Fetch | None = None,
) -> Iterator[Document]:  # fmt: skip
    """Read a stream by the reader named, else by what its beginning shows, else by the suffix of its name.

    A named reader is also that of what lies in an archive. Without a suffix, text of unknown form is plain text.
    `fetch` reads what a list of feeds points at; without it the feeds are only named.
    Raises InputError when nothing reads it, or nothing in it can be read.
    """
    chosen = _chosen(stream, name, reader, suffix)
    if chosen in READERS:
        yield from READERS[chosen].read(stream, name, report)
        return
    if chosen == OPML:
        yield from read_opml(stream, name, report, fetch)
        return
    if chosen in within:
        raise UnreadableError(name, f"it is a {chosen} inside a {chosen}", "unpack the outer one, and name the folder")

    def inner(inside: BufferedReader, called: str, told: Report) -> Iterator[Document]:
        plain = None if reader in CONTAINERS else reader
        named = PurePosixPath(called.removesuffix(".gz")).suffix.lower()
        return read_stream(inside, called, told, reader=plain, suffix=named, within=(*within, chosen), fetch=fetch)

    yield from CONTAINERS[chosen].read(stream, name, report, inner)


def _chosen(stream: BufferedReader, name: str, reader: str | None, suffix: str | None) -> str:
    shown = recognised(stream.peek())
    named = ALIASES.get(reader, reader) if reader else None
    if named and (named in CONTAINERS or shown not in CONTAINERS):
        return named
    if shown:
        return shown
    if suffix is None:
        return "text"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    what = f"nothing reads files that end in {suffix!r}" if suffix else "its name has no suffix"
    raise UnreadableError(name, what, f"known: {' '.join(_SUFFIXES)}; or say --as READER")
