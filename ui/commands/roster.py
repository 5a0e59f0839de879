"""`detente actors load`: the registry into the graph, on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from graph.store import roster
from graph.store.roster import RosterReport
from ui import tables
from ui.settings import settings
from ui.wiring import registry, server

app = typer.Typer(add_completion=False)


class Kind(StrEnum):
    """What can be asked for, named as in the registry's files; `label` is its name in the graph."""

    STATE = "state"
    ORGANIZATION = "organization"
    ARMED_GROUP = "armed_group"
    COMPANY = "company"
    MEDIA = "media"
    PERSON = "person"
    BODY = "body"
    ITEM = "item"
    PLACE = "place"

    @property
    def label(self) -> str:
        """Give the label that nodes of the kind bear."""
        return self.value.title().replace("_", "")


_KINDS = f"This kind only ({', '.join(Kind)}); may be given again."


@app.command()
def load(
    *,
    kinds: Annotated[list[Kind] | None, typer.Option("--kind", metavar="KIND", help=_KINDS)] = None,
) -> None:
    """Put the registry's actors, items and places into the graph, whether claims name them or not.

    The graph holds the actors that claims name anyway, with whatever they belong to; this puts the rest in, so that
    queries can ask for offices and memberships. Loading again changes nothing but what the registry has otherwise now.
    What is loaded stays when documents are forgotten, and comes last in searches while nothing links to it.

    \b
    Examples:
      detente actors load
      detente actors load --kind person --kind body
    """
    chosen = settings()
    known = registry(chosen)
    wanted = [kind.label for kind in kinds or Kind]
    with server(chosen) as opened, _progress(roster.count(known, wanted)) as show:
        report = roster.load(opened, known, wanted, progress=show)
    console = tables.output()
    console.print(_table(report))
    console.print(f"{report.ties:,} ties written: offices, memberships, what belongs to what")


def _table(report: RosterReport) -> tables.Records:
    sorts = (report.added, report.updated, report.known)
    rows = [
        (kind.value, *(f"{sort.get(kind.label, 0):,}" for sort in sorts))
        for kind in Kind
        if any(kind.label in sort for sort in sorts)
    ]
    columns = ("kind", "added", "updated", "there already")
    return tables.table(columns, rows, numbers=columns[1:])


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on a terminal; elsewhere nothing."""
    console = tables.messages()
    columns = (TextColumn("loading the registry"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)
