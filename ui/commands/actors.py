"""`detente actors`: who the registry knows, and whether an analyst's own file keeps its format."""

from __future__ import annotations

from datetime import UTC, datetime
from difflib import get_close_matches
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from graph.actors import cards
from graph.actors.registry import Registry, check
from graph.errors import InputError
from ui import card_tables, tables
from ui.registry import registry
from ui.settings import settings

_SHOWN_HITS = 20
# Ids proposed in the place of one that is none.
_NEAREST = 4
# Below it ids of this length have little more than their letters in common.
_LIKENESS = 0.75


class Written(StrEnum):
    """The language in which others and offices are named."""

    EN = "en"
    AR = "ar"


class _Commands(typer.core.TyperGroup):
    """The commands below and `load`, which alone needs the store and its driver, imported when it is typed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in the order in which help shows them."""
        return [*super().list_commands(ctx), "load"]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give the command of that name, None where there is none."""
        if cmd_name == "load":
            return typer.main.get_command(import_module("ui.commands.roster").app)
        return super().get_command(ctx, cmd_name)


app = typer.Typer()
actors = typer.Typer(
    cls=_Commands, no_args_is_help=True, help="Look up who and what the ids stand for, or load them into the graph."
)
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
    known_id: Annotated[str, typer.Argument(metavar="ID", help="For example RUS, HOUTHI or RUS_DEFENCE_MINISTRY.")],
    *,
    on: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="What holds on that day only.")
    ] = None,
    language: Annotated[Written, typer.Option("--lang", help="Name others and offices in this language.")] = Written.EN,
) -> None:
    """Show an actor, item or place: names, offices, memberships, members, and where each fact is from.

    Without a date its own offices and memberships are those of all times, its office-holders and members today's.

    \b
    Examples:
      detente actors show IRN
      detente actors show NATO --on 2003-01-01
      detente actors show SERGEI_SHOIGU --on 2024-04-26 --lang ar
    """
    known = registry(settings())
    day = on.date() if on else datetime.now(UTC).date()
    try:
        shown = cards.show(known, _id(known, known_id), on=day)
    except KeyError:
        raise InputError(known_id, "no actor, item or place has this id", _nearest(known, known_id)) from None
    card_tables.print_card(shown, known, language.value, tables.output(), at_all_times=on is None)


def _id(known: Registry, typed: str) -> str:
    """Give the id as the registry writes it; small letters are accepted where they leave no doubt."""
    knows = any(has(typed) for has in (known.has_actor, known.has_item, known.has_place))
    return typed if knows else typed.upper()


def _nearest(known: Registry, typed: str) -> str:
    hits = [hit.id for hit in known.search(typed.replace("_", " "), _NEAREST)]
    every = (one.id for group in (known.actors(), known.items(), known.places()) for one in group)
    near = dict.fromkeys([*hits, *get_close_matches(typed.upper(), every, _NEAREST, _LIKENESS)])
    meant = f"did you mean {', '.join(list(near)[:_NEAREST])}? " if near else ""
    return f"{meant}find ids with: detente actors search NAME"


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
