"""The command `detente`: finds the command that was typed and prints what goes wrong as one line.

Each group of commands is a module of `ui.commands` with a Typer application `app`. Only the module of the command
that was typed is imported: the store's driver, the RDF library and the HTML reader together take a second to load,
and `detente extract` needs one of the three.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module, metadata
from io import TextIOWrapper
from typing import Annotated, Any

import typer
import typer.core
from rich.console import Console

from graph.errors import DetenteError

COMMANDS: Mapping[str, str] = {
    "ingest": "ui.commands.load",
    "extract": "ui.commands.extract",
    "query": "ui.commands.query",
    "explore": "ui.commands.explore",
    "status": "ui.commands.store",
    "forget": "ui.commands.store",
    "rebuild": "ui.commands.store",
    "actors": "ui.commands.actors",
    "export": "ui.commands.export",
    "evaluate": "ui.commands.evaluate",
}


class Commands(typer.core.TyperGroup):
    """The commands of the table above."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in the order in which help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give the command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        app: typer.Typer = import_module(COMMANDS[cmd_name]).app
        return typer.main.get_group(app).get_command(ctx, cmd_name)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what Détente raises on purpose ends it with one line and status 1."""
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            if ctx.params["debug"]:
                raise
            Console(stderr=True, soft_wrap=True).print(f"detente: {error}", markup=False, highlight=False)
            raise typer.Exit(1) from error


app = typer.Typer(
    name="detente",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:  # noqa: FBT001  # Typer calls it with the option's value alone
    if asked:
        typer.echo(f"detente {metadata.version('detente')}")
        raise typer.Exit


@app.callback()
def detente(
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error was raised.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Reads news, in Arabic first, into a sourced graph of who does what to whom.

    The store is the bundled server, or the Neo4j server that DETENTE_NEO4J_URI names.
    """


def main() -> None:
    """Run the command line; what is printed is UTF-8, whatever the locale says, for other programs read it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    app(prog_name="detente")
