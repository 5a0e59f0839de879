"""`detente status`, `forget` and `rebuild`: what is in the store, and how to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from graph.store.reader import Reader
from graph.store.views import DocumentView, Status
from graph.store.writer import Writer
from graph.vocabulary import vocabulary
from ui import tables
from ui.settings import Settings, settings
from ui.wiring import registry, server

app = typer.Typer()


@app.command()
def status(
    *,
    documents: Annotated[bool, typer.Option("--documents", help="List the documents as well.")] = False,
) -> None:
    """Show what is stored, what was not understood, and how other tools can connect.

    \b
    Examples:
      detente status
      detente status --documents
    """
    chosen = settings()
    with server(chosen) as opened:
        reader = Reader(opened)
        counted = reader.status()
        listed = reader.documents() if documents else []
    console = tables.output()
    console.print(tables.facts([*_contents(counted), *_connection(counted, chosen)]))
    if listed:
        columns = ("document", "version", "title", "publisher", "reported", "claims", "sentences", "unread")
        numbers = ("claims", "sentences", "unread")
        console.print(tables.table(columns, [_row(document) for document in listed], numbers=numbers))


@app.command()
def forget(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Ids, as `detente status` lists them.")],
) -> None:
    """Take documents out of the graph, and what rested on them alone.

    \b
    Examples:
      detente forget news/article.txt
    """
    chosen = settings()
    with server(chosen) as opened:
        writer = Writer(opened, registry(chosen), vocabulary())
        for document in documents:
            gone = writer.forget(document)
            nodes = gone.actors + gone.items + gone.places
            said = f"gone are {gone.claims} claims, {gone.edges_removed} relations, {nodes} actors, items and places"
            rest = f"{gone.edges_kept} relations rest on other documents"
            tables.output().print(f"{tables.isolated(document)}: {said}; {rest}", markup=False)


@app.command()
def rebuild() -> None:
    """Derive every relation anew from the claims.

    \b
    Examples:
      detente rebuild
    """
    chosen = settings()
    with server(chosen) as opened:
        report = Writer(opened, registry(chosen), vocabulary()).rebuild()
    tables.output().print(f"{report.edges} relations derived, {report.edges_removed} removed that no claim supports")


def _contents(counted: Status) -> list[tuple[str, str | None]]:
    named, loaded = _things(counted.named), _things(counted.loaded)
    kinds = ", ".join(f"{count:,} {label}" for label, count in counted.labels.items() if count)
    return [
        ("documents", f"{counted.documents:,}"),
        ("sentences", f"{counted.sentences:,} read, {counted.unread:,} of them with two known actors and no claim"),
        ("claims", f"{counted.claims:,}"),
        ("relations", f"{counted.edges:,}"),
        ("nodes", kinds),
        ("named by claims", named or "none"),
        *([("from the registry", f"{loaded} that no claim names (detente actors load)")] if loaded else []),
    ]


def _things(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {label.lower()}{'s' * (count != 1)}" for label, count in counts.items() if count)


def _connection(counted: Status, chosen: Settings) -> list[tuple[str, str | None]]:
    which = "bundled, demo store" if chosen.demo else counted.kind
    held = str(counted.password_file) if counted.password_file else "in DETENTE_NEO4J_PASSWORD"
    return [
        ("server", f"{which} ({counted.version})"),
        ("Bolt address", counted.address),
        ("database", counted.database),
        ("user", counted.user),
        ("password", held),
        ("data", str(chosen.store_folder) if counted.kind == "bundled" else None),
        ("cache", _cache(chosen.cache)),
        ("own actors", str(chosen.actors) if chosen.actors else "none"),
    ]


def _cache(folder: Path) -> str:
    files = [path for path in folder.glob("*") if path.is_file()] if folder.is_dir() else []
    size = sum(path.stat().st_size for path in files)
    return (
        f"{folder} ({len(files)} files, {size / 1e6:.1f} MB)" if files else f"{folder} (empty; the next run fills it)"
    )


def _row(document: DocumentView) -> tuple[str | None, ...]:
    reported = document.reported.isoformat() if document.reported else document.reported_note
    counts = (str(document.claims), str(document.sentences), str(document.unread))
    taken_back = "" if document.status == "usable" else document.status
    version = ", ".join(filter(None, (str(document.version or ""), taken_back)))
    return document.id, version, document.title, document.publisher, reported, *counts
