"""`detente export`: the whole store as RDF or JSON Lines, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import typer

from graph import rdf
from graph.actors.registry import Registry
from graph.errors import InputError
from graph.model import Actor, Item, Place, Relation
from graph.store.reader import Reader
from graph.store.views import DocumentView, EdgeView, NodeView
from graph.vocabulary import vocabulary
from ui.jsonl import claim_row, line
from ui.settings import settings
from ui.wiring import registry, server

app = typer.Typer()


class Form(StrEnum):
    """The formats of an export."""

    TTL = "ttl"
    JSONL = "jsonl"


@app.callback()
def _group() -> None:
    """Keep the command's name."""


@app.command()
def export(
    *,
    form: Annotated[Form, typer.Option("--format", help="RDF as Turtle, or one claim a line as JSON.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Standard output unless given.")] = None,
) -> None:
    """Write the whole graph: every claim with its sentence, its speakers and how sure it is.

    Turtle describes claims, documents, relations and actors as nodes, with provenance in PROV-O; no two actors are
    joined by a bare triple. JSON Lines are those of `detente extract`, with the documents' dates beside.

    \b
    Examples:
      detente export --format ttl --out graph.ttl
      detente export --format jsonl | jq 'select(.target == "RUS")'
    """
    chosen = settings()
    with server(chosen) as opened, _stream(out) as stream:
        reader = Reader(opened)
        if form is Form.TTL:
            rdf.write_turtle(stream, _subjects(reader, registry(chosen)))
        else:
            _write_rows(stream, reader)


@contextmanager
def _stream(out: Path | None) -> Iterator[IO[bytes]]:
    """Give where to write; a file is put in place when it is whole."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = out.with_name(f"{out.name}.part")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(out)
    except OSError as error:
        raise InputError(str(out), f"cannot be written: {error.strerror}", "name another file") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _write_rows(stream: IO[bytes], reader: Reader) -> None:
    documents = {document.id: document for document in reader.documents()}
    for claim in reader.claims():
        row = claim_row(claim) | _dates(documents[claim.document])
        stream.write(f"{line(row)}\n".encode())


def _dates(document: DocumentView) -> dict[str, str | None]:
    return {
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "reported": document.reported.isoformat() if document.reported else None,
        "ingested": document.ingested.isoformat(),
    }


def _subjects(reader: Reader, known: Registry) -> Iterator[Iterable[rdf.Triple]]:
    documents = {document.id: document for document in reader.documents()}
    yield rdf.vocabulary(vocabulary())
    yield from (rdf.actor(_actor(node, known)) for node in reader.nodes("Actor"))
    yield from (rdf.item(_item(node, known)) for node in reader.nodes("Item"))
    yield from (rdf.place(_place(node, known)) for node in reader.nodes("Place"))
    for view in documents.values():
        yield rdf.document(reader.document(view.id), ingested=view.ingested)
    for claim in reader.claims():
        yield rdf.claim(claim, language=documents[claim.document].language)
    yield from (rdf.relation(_relation(edge, reader)) for edge in reader.relations())


def _actor(node: NodeView, known: Registry) -> Actor:
    """Give the registry's actor with all its ties, or what the store holds of one that is not in it any more."""
    if known.has_actor(node.id):
        return known.actor(node.id)
    assert node.kind
    english, arabic = _names(node)
    return Actor(id=node.id, kind=node.kind, names_en=english, names_ar=arabic)


def _item(node: NodeView, known: Registry) -> Item:
    english, arabic = _names(node)
    return known.item(node.id) if known.has_item(node.id) else Item(id=node.id, names_en=english, names_ar=arabic)


def _place(node: NodeView, known: Registry) -> Place:
    english, arabic = _names(node)
    return known.place(node.id) if known.has_place(node.id) else Place(id=node.id, names_en=english, names_ar=arabic)


def _names(node: NodeView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (node.name_en,) if node.name_en else (), (node.name_ar,) if node.name_ar else ()


def _relation(edge: EdgeView, reader: Reader) -> Relation:
    """Give a stored relation with the claims it rests on."""
    evidence = reader.evidence(edge.id)
    assert edge.plover
    assert edge.factuality
    return Relation(
        source=edge.source,
        type=edge.type,
        target=edge.target,
        plover=edge.plover,
        goldstein=edge.goldstein or 0.0,
        factuality=edge.factuality,
        attributed=edge.attributed,
        item=edge.item,
        speakers=edge.speakers,
        claims=tuple(one.claim for one in evidence),
        documents=tuple(sorted({one.document for one in evidence})),
        publishers=edge.publishers,
        first=edge.first,
        last=edge.last,
        first_reported=edge.first_reported,
        last_reported=edge.last_reported,
        confidence=edge.confidence or 0.0,
    )
