"""`detente explore`: the explorer in the browser, on this machine only."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from ui import tables
from ui.explorer.launch import command
from ui.loading import load_samples
from ui.serving import FIRST_PORT, HOST, free_port, open_browser, served
from ui.settings import settings

app = typer.Typer()


@app.callback()
def _group() -> None:
    """Keep the command's name."""


@app.command()
def explore(
    *,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help=f"Where to listen; {FIRST_PORT} or the next free port unless given."),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Show the invented sample articles, in a store of their own.")
    ] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
) -> None:
    """Look at the graph in the browser.

    The explorer listens on 127.0.0.1 alone and runs until it is stopped with Ctrl-C.

    \b
    Examples:
      detente explore
      detente explore --port 8600 --no-browser
      detente explore --demo
    """
    chosen = settings().for_demo() if demo else settings()
    listening = free_port(port)
    console = tables.messages()
    if chosen.demo:
        load_samples(chosen, console)
    with suppress(KeyboardInterrupt), served(command(listening, chosen), listening) as process:
        address = f"http://{HOST}:{listening}"
        console.print(f"The explorer is at {address}; stop it with Ctrl-C.")
        if browser:
            open_browser(address)
        raise typer.Exit(process.wait())
