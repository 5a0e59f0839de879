"""Documents from addresses: what a server gives is read as a file of its kind would be."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from graph.errors import InputError, LeftOutError, UnreadableError
from graph.model import Document
from ingest.readers.days import moment
from ingest.readers.formats import read_stream
from ingest.readers.opml import Fetch
from ingest.readers.served import served_documents
from ingest.readers.source import Report
from ingest.readers.web import Web

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")


def is_address(given: str) -> bool:
    """Tell an address from a path."""
    return bool(_SCHEME.match(given))


def fetched(
    web: Web | None, address: str, report: Report, *, reader: str | None = None, fetch: Fetch | None = None
) -> Iterator[Document]:
    """Fetch an address and read what is there; a page's document is called by the address as given.

    What the server says of its last change orders the versions of a page. Raises InputError when it cannot be had, or
    holds no documents.
    """
    if web is None:
        raise InputError(address, "addresses are not fetched here", "save the page, and name the file")
    served = web.get(address)

    def inner(stream: io.BufferedReader, name: str, told: Report) -> Iterator[Document]:
        return read_stream(stream, name, told, reader=reader, fetch=fetch)

    revised = moment(served.modified)
    try:
        stream = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(served.body)))
        for document in inner(stream, address, report) if reader else served_documents(served, address, report, inner):
            own = document.id == address and document.revised is None
            yield replace(document, revised=revised) if own else document
    except LeftOutError as error:
        raise UnreadableError(
            address, f"it is {error.what}, which holds no article", "name a page or a feed"
        ) from error
