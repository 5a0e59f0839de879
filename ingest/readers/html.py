"""Web pages: the article out of the page, by trafilatura, which fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from trafilatura import bare_extraction
from trafilatura.settings import Document as Page

from graph.errors import UnreadableError
from graph.model import Document
from ingest.readers.encoding import decoded
from ingest.readers.source import Report
from ingest.readers.text import language, whole

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Browsers look for the declaration in the first 1024 bytes; real pages put scripts before it.
_HEAD = 8192
# Guessing at dates anywhere in the page gave 1 January for a story of August and a year too late for another; what
# the page marks as its date was right.
_MARKED_DATES_ONLY = {"extensive_search": False, "original_date": True}
# What trafilatura finds in a page that is all menu is a word or two.
_FEWEST_WORDS = 3
NO_ARTICLE = "no article was found in the page"
_REMEDY = "save the page with its article, or put the article's text in a .txt file"


def read_html(stream: BinaryIO, name: str, report: Report, *, charset: str | None = None) -> Iterator[Document]:
    """Read a page as one article: its text as extracted, with title, date, publisher and address from its metadata.

    `charset` is what the server said of the page's encoding, which counts before what the page says. Raises
    UnreadableError where no article is found.
    """
    data = whole(stream, name)
    page = _page(decoded(data, name, declared=charset or _declared(data)), name)
    text = page.text or ""
    if len(text.split()) < _FEWEST_WORDS:
        raise UnreadableError(name, NO_ARTICLE, _REMEDY)
    yield Document(
        id=name,
        text=text,
        title=page.title or None,
        publisher=page.sitename or page.hostname or None,
        url=page.url or None,
        language=language(text, name),
        reported=date.fromisoformat(page.date) if page.date else None,
    )


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data, 0, _HEAD)
    return found[1].decode("ascii") if found else None


def _page(markup: str, name: str) -> Page:
    try:
        page = bare_extraction(
            markup, with_metadata=True, include_comments=False, date_extraction_params=dict(_MARKED_DATES_ONLY)
        )
    except (RecursionError, ValueError) as error:
        raise UnreadableError(name, f"the page cannot be taken apart ({error})", _REMEDY) from error
    if not isinstance(page, Page):
        raise UnreadableError(name, NO_ARTICLE, _REMEDY)
    return page
