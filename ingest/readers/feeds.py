"""RSS and Atom: each entry is a document, with the fullest text that the feed itself gives. Nothing is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urljoin, urlsplit
from xml.sax import SAXParseException

import feedparser

from graph.errors import UnreadableError
from graph.model import Document
from ingest.readers.days import moment
from ingest.readers.entries import Entry, entry_documents
from ingest.readers.markup import line, plain
from ingest.readers.safe_xml import xml_text
from ingest.readers.source import Report
from ingest.readers.text import whole

_REMEDY = "ask the feed's publisher, or save the feed again"
# Without one, feedparser puts one on a line of its own, and the lines that it names are off by one.
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
# The last labels of a host name tell well enough whether a feed lists its own articles.
_OWN_LABELS = 2


def read_feed(stream: BinaryIO, name: str, report: Report) -> Iterator[Document]:
    """Read the entries of an RSS or Atom feed; entries without text are reported.

    An entry's id is its own where that is unique in the world, else the feed's address with it, else its link; the
    title is the text of an entry that has no other. Raises UnreadableError where there is no entry at all.
    """
    text = xml_text(whole(stream, name), name)
    feed = feedparser.parse(
        io.BytesIO(f"{_DECLARATION}{text}".encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    broken = _broken(feed, name)
    entries = [_entry(feed, entry, name) for entry in _whole_entries(feed, text)]
    if not entries:
        raise broken or UnreadableError(name, "the feed has no entries", "name a feed with entries")
    yield from entry_documents(entries, _home(feed, name) or name, name, report)
    if broken:
        report(broken)


def _whole_entries(feed: Any, text: str) -> list[Any]:
    """Leave out a last entry that the end of a cut file cut short."""
    entries: list[Any] = feed.entries
    ended = len(_ENTRY_END.findall(text))
    return entries[:ended] if len(entries) == ended + 1 else entries


def _broken(feed: Any, name: str) -> UnreadableError | None:
    fault = feed.get("bozo_exception")
    if not isinstance(fault, SAXParseException):
        return None
    what = f"it is not well-formed XML ({fault.getMessage()}); the entries that can be made out are read"
    return UnreadableError(f"{name}:{fault.getLineNumber()}", what, _REMEDY)


def _entry(feed: Any, entry: Any, name: str) -> Entry:
    written = entry.get("feedburner_origlink") or entry.get("link") or ""
    listed = urljoin(_home(feed, name), written.strip())
    link = _unwrapped(listed)
    published = entry.get("published")
    # Asked for what is not there, feedparser gives the date of publication.
    updated = entry.get("updated") if "updated" in entry else None
    if not feed.version.startswith("atom"):
        # What RSS has of Dublin Core as the article's date is not told from a date of change.
        published = published or updated
    return Entry(
        guid=(entry.get("id") or "").strip(),
        link=link,
        title=line(entry.get("title") or ""),
        text=_text(entry),
        publisher=_publisher(feed.feed, entry, link) if link == listed else _host(link),
        published=published,
        revised=moment(updated),
    )


def _home(feed: Any, name: str) -> str:
    """Give the address of the feed's site: as the feed has it, else where the feed was fetched, else nothing."""
    fetched = name if name.startswith(("http://", "https://")) else ""
    return urljoin(fetched, str(feed.feed.get("link") or ""))


def _text(entry: Any) -> str:
    """Give the longest text of the entry; plain content beside a summary is a picture's caption."""
    contents = entry.get("content") or []
    marked = [content.value for content in contents if content.get("type") in _HTML_TYPES]
    summary = entry.get("summary") or ""
    texts = [plain(piece) for piece in (summary, *marked)]
    return max(texts, key=len) or max((plain(content.value) for content in contents), key=len, default="")


def _publisher(feed: Any, entry: Any, link: str) -> str | None:
    """Name the outlet: the entry's own, else the feed where it lists its own articles, else the link's host."""
    named = (entry.get("source") or {}).get("title") or entry.get("publisher")
    if named:
        return line(named)
    host, home = _host(link), _host(feed.get("link") or "")
    if host and home and _owner(host) != _owner(home):
        return host
    return line(feed.get("publisher") or feed.get("title") or "") or host


def _host(link: str) -> str | None:
    return (urlsplit(link).hostname or "").removeprefix("www.") or None


def _owner(host: str) -> list[str]:
    return host.split(".")[-_OWN_LABELS:]


def _unwrapped(link: str) -> str:
    """Take a news alert's redirection off the address that it leads to."""
    parts = urlsplit(link)
    if parts.path == "/url" and (parts.hostname or "").startswith("www.google."):
        wrapped = parse_qs(parts.query).get("url") or parse_qs(parts.query).get("q") or [link]
        return wrapped[0]
    return link
