"""OPML: lists of feeds. What a list points at is named, and fetched only where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from graph.errors import InputError, LeftOutError, UnreadableError
from graph.model import Document
from ingest.readers.safe_xml import recovered_root
from ingest.readers.source import Report
from ingest.readers.text import whole

# Fetches an address and reads what is there.
Fetch = Callable[[str, Report], Iterator[Document]]


def read_opml(stream: BinaryIO, name: str, report: Report, fetch: Fetch | None) -> Iterator[Document]:
    """Read the feeds that a list names, each once, if they are to be fetched; otherwise report them as left out.

    What is broken in the list, and a feed that cannot be had, are reported and the others go on. Raises
    UnreadableError for a list that names none.
    """
    root, fault = recovered_root(whole(stream, name), name)
    feeds: dict[str, tuple[str, str]] = {}
    for outline in root.iter("{*}outline"):
        names = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
        if names.get("xmlurl"):
            feeds.setdefault(names["xmlurl"], (str(outline.sourceline), names.get("title") or names.get("text", "")))
    if fault:
        report(fault)
    if not feeds:
        raise UnreadableError(name, "the list names no feeds", "name a list with feeds (outlines with an xmlUrl)")
    for address, (line, title) in feeds.items():
        if fetch is None:
            report(LeftOutError(f"{name}:{line}", f"the feed {address} ({title})", "--fetch fetches it"))
            continue
        try:
            yield from fetch(address, report)
        except InputError as error:
            report(error)
