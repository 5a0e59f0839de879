"""Plain text: one article a file, its lines as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from graph.errors import UnreadableError
from graph.model import Document
from ingest.language.detection import detected
from ingest.language.layout import lines
from ingest.readers.encoding import decoded
from ingest.readers.source import Report

# The longest news texts seen have 200 kB, saved pages 4 MB; 20 MB is surely something else, and would take minutes.
LARGEST_DOCUMENT = 20_000_000
_SHORTEST_HEADLINE = 4
_READ_LANGUAGES = "give a text in Arabic or English"


def read_text(stream: BinaryIO, name: str, report: Report) -> Iterator[Document]:
    """Read a stream as one article; its id is the name, its title its headline. Raises UnreadableError."""
    text = decoded(whole(stream, name), name)
    untitled = Document(id=name, text=text, language=language(text, name))
    yield replace(untitled, title=_headline(untitled))


def _headline(document: Document) -> str | None:
    """Give the first line that reads as a headline; a page's name or section («World | Europe») is shorter."""
    for line in lines(document):
        written = document.text[slice(*line.span)].strip()
        if line.role in ("title", "heading") and len(written.split()) >= _SHORTEST_HEADLINE:
            return written
        if line.role == "body":
            return None
    return None


def whole(stream: BinaryIO, name: str) -> bytes:
    """Read a stream to its end; raises UnreadableError when it holds nothing or more than a document can."""
    data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise UnreadableError(
            name, f"it is larger than {LARGEST_DOCUMENT // 1_000_000} MB", "split it, or make it a .jsonl of documents"
        )
    if not data.strip():
        raise UnreadableError(name, "it is empty", "remove it, or put the article's text in it")
    return data


def language(text: str, where: str) -> str:
    """Tell a text's language, "ar" or "en"; raises UnreadableError for a text in another one."""
    found = detected(text)
    if found is None:
        raise UnreadableError(where, "it holds hardly any Arabic or Latin letters", _READ_LANGUAGES)
    if not found.read:
        raise UnreadableError(where, f"it is in {found.name}", _READ_LANGUAGES)
    return found.code
