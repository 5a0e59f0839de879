"""`detente actors`: who the registry knows, and whether an analyst's own file keeps its format."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from graph.actors.registry import Registry, check
from graph.errors import InputError
from graph.model import Actor, PartialDate, Tie
from ui import tables
from ui.registry import registry
from ui.settings import settings

_SHOWN_HITS = 20

app = typer.Typer()
actors = typer.Typer(no_args_is_help=True, help="Look up who and what the ids stand for.")
app.add_typer(actors, name="actors")


@app.callback()
def _group() -> None:
    """Keep `actors` a command of the group."""


@actors.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="NAME", help="A name in any spelling, Arabic or Latin.")],
    *,
    limit: Annotated[int, typer.Option(help="How many to show.", min=1)] = _SHOWN_HITS,
) -> None:
    """Find actors, items and places by name.

    \b
    Examples:
      detente actors search شويغو
      detente actors search houthi --limit 5
    """
    name = " ".join(words)
    hits = registry(settings()).search(name, limit)
    if not hits:
        raise InputError(name, "nothing in the registry has such a name", "try a shorter or another spelling")
    rows = [(hit.id, hit.kind, hit.name_en, hit.name_ar) for hit in hits]
    tables.output().print(tables.table(("id", "kind", "English", "Arabic"), rows))


@actors.command()
def show(
    actor_id: Annotated[str, typer.Argument(metavar="ID", help="For example RUS, HOUTHI or RUS_DEFENCE_MINISTRY.")],
    *,
    on: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Ties and offices of that day only.")
    ] = None,
) -> None:
    """Show an actor: its names, what it belongs to, for whom it acts.

    \b
    Examples:
      detente actors show IRN
      detente actors show SERGEI_SHOIGU --on 2024-04-26
    """
    known = registry(settings())
    if not known.has_actor(actor_id):
        raise InputError(actor_id, "no actor has this id", "find it with: detente actors search NAME")
    actor, day = known.actor(actor_id), on.date() if on else None
    today = day or datetime.now(UTC).date()
    members = known.members(actor_id, today)
    shown = tables.facts(
        [
            ("id", actor.id),
            ("kind", actor.kind),
            ("English", "; ".join(actor.names_en)),
            ("Arabic", "؛ ".join(actor.names_ar)),
            ("acts for", known.acts_for(actor_id, day)),
            *([(f"members on {today}", ", ".join(members))] if members else []),
            ("source", actor.source),
        ]
    )
    console = tables.output()
    console.print(shown)
    if ties := [tie for tie in actor.ties if day is None or tie.holds(day)]:
        console.print(tables.table(("tie", "to", "office", "from", "until"), [_tie(known, tie) for tie in ties]))


def _tie(known: Registry, tie: Tie) -> tuple[str | None, ...]:
    to: Actor | None = known.actor(tie.to) if known.has_actor(tie.to) else None
    office = known.office_name(tie.office, "en") if tie.office else None
    return tie.kind, f"{tie.to} ({to.name})" if to else tie.to, office, _day(tie.first), _day(tie.last)


def _day(when: PartialDate | None) -> str | None:
    return when.text if when else None


@actors.command(name="check")
def check_file(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", help="Registry files in TOML.", exists=True)],
) -> None:
    """Check your own registry files before DETENTE_ACTORS uses them.

    \b
    Examples:
      detente actors check ~/actors/sahel.toml
    """
    wrong = 0
    for path in paths:
        for error in check(path):
            wrong += 1
            tables.messages().print(str(error), markup=False)
    if wrong:
        raise typer.Exit(1)
    tables.output().print(f"{len(paths)} {'file keeps' if len(paths) == 1 else 'files keep'} the format")


@actors.command()
def stats() -> None:
    """Count what the registry holds.

    \b
    Examples:
      detente actors stats
    """
    counts = registry(settings()).stats()
    rows = [(name, f"{count:,}") for name, count in counts.items()]
    tables.output().print(tables.table(("what", "how many"), rows, numbers=("how many",)))
