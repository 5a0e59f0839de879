"""One JSON object as a document: our own form, the fields of common news dumps, or an item of ninjs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import AliasChoices, Field, TypeAdapter, ValidationError

from graph.errors import InputError, UnreadableError
from graph.model import Document
from ingest.readers.days import published
from ingest.readers.lenient import Lenient
from ingest.readers.ninjs import is_ninjs, ninjs_document
from ingest.readers.source import Report
from ingest.readers.text import LARGEST_DOCUMENT, language

REMEDY = 'write a JSON object like {"id": "a1", "text": "…", "date": "2024-03-11"}'
T = TypeVar("T")
_OBJECT: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def _named(*names: str) -> Any:
    """Accept a field under any of the names that dumps use for it, the first that is there."""
    return Field(default=None, validation_alias=AliasChoices(*names))


class _Record(Lenient):
    """Our own names come first. When a crawler fetched a page (`date_extracted`) is no publication date."""

    text: str | None = _named("text", "content", "maintext", "body", "article")
    id: str | None = _named("id", "uuid")
    title: str | None = _named("title", "headline")
    lang: str | None = _named("lang", "language")
    date: str | None = _named("date", "date_publish", "date_published", "published", "published_at", "pubDate")
    publisher: str | None = _named("publisher", "source", "source_domain", "outlet")
    url: str | None = _named("url", "link")


def json_document(data: bytes, where: str, name: str, *, by_url: bool = False) -> Document:
    """Read a JSON object; without an id, its document is called by the name, or by its address if `by_url`.

    A text of one paragraph has layout "clean". Where there is no text the title is it. Raises InputError for what is
    no JSON object, and for one without text.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise UnreadableError(where, f"it is longer than {LARGEST_DOCUMENT // 1_000_000} MB", REMEDY)
    try:
        given = _OBJECT.validate_json(data.rstrip())
        if is_ninjs(given):
            return ninjs_document(given, where)
        record = _Record.model_validate(given)
    except ValidationError as error:
        raise InputError(where, fault(error), REMEDY) from error
    return _document(record, where, (record.url if by_url else None) or name)


def named_documents(
    values: Iterable[tuple[str, T]], name: str, report: Report, read: Callable[[T, str, str], Document]
) -> Iterator[Document]:
    """Read a document from each value, given with where it stands; one that is none is reported, the others go on.

    The first document without an id has the file's name as id, later ones where they stand.
    """
    unnamed = False
    for where, value in values:
        try:
            document = read(value, where, where if unnamed else name)
        except InputError as error:
            report(error)
            continue
        unnamed = unnamed or document.id == name
        yield document


def fault(error: ValidationError) -> str:
    """Say what the first fault of a value is and where it lies in the value."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    said = first["msg"].removeprefix("Value error, ").replace(" at line 1 column", " at column")
    return f"{place}: {said}" if place else said


def _document(record: _Record, where: str, unnamed: str) -> Document:
    text = record.text or ""
    if not text.strip():
        text = record.title or ""
    if not text.strip():
        raise InputError(where, "the document's text is empty", "leave it out, or give it its text")
    reported, note = published(record.date)
    return Document(
        id=record.id or unnamed,
        text=text,
        title=record.title or None,
        publisher=record.publisher or None,
        url=record.url or None,
        language=record.lang or language(text, where),
        reported=reported,
        reported_note=note,
        layout="page" if "\n" in text.strip() else "clean",
    )
