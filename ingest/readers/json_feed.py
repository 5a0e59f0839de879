"""JSON Feed (versions 1 and 1.1): each item is a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urljoin

from pydantic import Field, ValidationError

from graph.errors import InputError, UnreadableError
from graph.model import Document
from ingest.readers.days import moment
from ingest.readers.encoding import decoded
from ingest.readers.entries import Entry, entry_documents
from ingest.readers.lenient import Lenient
from ingest.readers.markup import line, plain
from ingest.readers.records import fault
from ingest.readers.source import Report
from ingest.readers.text import whole

_REMEDY = "ask the feed's publisher, or save the feed again"


class _Item(Lenient):
    id: str = ""
    url: str = ""
    external_url: str = ""
    title: str = ""
    content_text: str = ""
    content_html: str = ""
    summary: str = ""
    date_published: str | None = None
    date_modified: str | None = None


class _Feed(Lenient):
    title: str = ""
    home_page_url: str = ""
    feed_url: str = ""
    items: list[dict[str, Any]] = Field(default_factory=list)


def read_json_feed(stream: BinaryIO, name: str, report: Report) -> Iterator[Document]:
    """Read the items of a JSON Feed; one that does not keep the format is reported and the others go on.

    Raises UnreadableError for what is no JSON Feed, and where it has no items.
    """
    try:
        feed = _Feed.model_validate_json(decoded(whole(stream, name), name))
    except ValidationError as error:
        raise UnreadableError(name, f"it is not a JSON Feed: {fault(error)}", _REMEDY) from error
    if not feed.items:
        raise UnreadableError(name, "the feed has no items", "name a feed with items")
    entries = []
    for number, item in enumerate(feed.items, start=1):
        try:
            entries.append(_entry(feed, _Item.model_validate(item)))
        except ValidationError as error:
            report(InputError(f"{name}, item {number}", fault(error), _REMEDY))
    yield from entry_documents(entries, feed.home_page_url or feed.feed_url or name, name, report)


def _entry(feed: _Feed, item: _Item) -> Entry:
    text = plain(item.content_html) or item.content_text.strip() or item.summary.strip()
    return Entry(
        guid=item.id.strip(),
        link=urljoin(feed.home_page_url, (item.url or item.external_url).strip()),
        title=line(item.title),
        text=text,
        publisher=feed.title.strip() or None,
        published=item.date_published,
        revised=moment(item.date_modified),
    )
