"""Entries of feeds of any format, and the documents that they become."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.errors import InputError
from graph.model import Document, digest
from ingest.readers.days import published
from ingest.readers.source import Report
from ingest.readers.text import language

# Ids of entries should be unique in the world; many are so in their feed only.
_WORLDWIDE = re.compile(r"[a-zA-Z][\w+.-]*:\S+$")
_REMEDY = "nothing to do, unless the feed should hold it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as its feed gives it; `title` and `text` are plain, empty where it has none.

    `published` is the publication date as written, `revised` when the entry was last changed.
    """

    guid: str
    link: str
    title: str
    text: str
    publisher: str | None
    published: str | None
    revised: datetime | None


def entry_documents(entries: Sequence[Entry], feed: str, name: str, report: Report) -> Iterator[Document]:
    """Give a document for each entry; those without text or in other languages are reported by their number.

    `feed` is the feed's address, with which ids that are its own affair become unique; an id that it gives to
    several articles is replaced by their links. What it repeats word for word comes once.
    """
    ids = _ids(entries, feed)
    given: set[tuple[str, str]] = set()
    for number, (entry, id_) in enumerate(zip(entries, ids, strict=True), start=1):
        try:
            document = _document(entry, id_, f"{name}, entry {number}")
        except InputError as error:
            report(error)
            continue
        if (id_, document.digest) not in given:
            given.add((id_, document.digest))
            yield document


def _ids(entries: Iterable[Entry], feed: str) -> list[str]:
    links: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        links[entry.guid].add(entry.link or entry.title)
    return [_id(entry, feed, shared=len(links[entry.guid]) > 1) for entry in entries]


def _id(entry: Entry, feed: str, *, shared: bool) -> str:
    if entry.guid and not shared:
        return entry.guid if _WORLDWIDE.match(entry.guid) else f"{feed}#{entry.guid}"
    return entry.link or f"{feed}#{digest(entry.title, entry.text)}"


def _document(entry: Entry, id_: str, where: str) -> Document:
    text = entry.text or entry.title
    if not text:
        raise InputError(where, "it has neither text nor title", _REMEDY)
    reported, note = published(entry.published)
    if entry.revised and not entry.published:
        note = "the feed says only when the entry was last changed"
    return Document(
        id=id_,
        text=text,
        title=entry.title or None,
        publisher=entry.publisher,
        url=entry.link or None,
        language=language(text, where),
        reported=reported,
        reported_note=note,
        layout="clean",
        revised=entry.revised,
    )
