"""Writes the pages that are made from the code: `python docs/generate.py`.

`docs/cli.md` comes from the command line, `docs/vocabulary.md` from `graph/vocabulary.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from graph.vocabulary import Vocabulary, vocabulary
from ui.cli import app

DOCS = Path(__file__).parent
_COMMAND = "detente"


def pages() -> Mapping[Path, str]:
    """Give every generated page with its text."""
    return {
        DOCS / "cli.md": "\n".join(_command_line()) + "\n",
        DOCS / "vocabulary.md": "\n".join(_vocabulary(vocabulary())) + "\n",
    }


def _command_line() -> Iterator[str]:
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name=_COMMAND, **command.context_settings)
    yield "# The command line"
    yield ""
    yield "This page is generated from the commands themselves by `make docs`."
    yield from _command(command, context, level=2)


def _command(command: Any, context: Any, *, level: int) -> Iterator[str]:
    yield ""
    yield f"{'#' * level} `{context.command_path}`"
    yield ""
    yield from _help(command.help or "")
    yield "```"
    yield " ".join(["usage:", context.command_path, *command.collect_usage_pieces(context)])
    yield "```"
    yield from _parameters(command, context)
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        member = command.get_command(context, name)
        yield from _command(member, typer.Context(member, info_name=name, parent=context), level=level + 1)


def _help(text: str) -> Iterator[str]:
    """Give help as Markdown: the paragraph after a backspace character is verbatim."""
    for paragraph in text.split("\n\n"):
        lines = paragraph.strip("\n").splitlines()
        if lines and lines[0].strip() == "\b":
            yield from (lines[1].strip(), "", "```sh", *(line.removeprefix("  ") for line in lines[2:]), "```", "")
        else:
            yield from (" ".join(line.strip() for line in lines), "")


def _parameters(command: Any, context: Any) -> Iterator[str]:
    rows = [record for parameter in command.get_params(context) if (record := parameter.get_help_record(context))]
    if rows:
        yield ""
        yield "| argument or option | |"
        yield "|---|---|"
        yield from (f"| `{_cell(name)}` | {_cell(meaning)} |" for name, meaning in rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _vocabulary(words: Vocabulary) -> Iterator[str]:
    yield "# The vocabulary"
    yield ""
    yield "What a claim, a relation and a screen may say, generated from `graph/vocabulary.toml` by `make docs`."
    yield "Classes are PLOVER's, codes and Goldstein values (-10 hostile to +10 friendly) are CAMEO's."
    yield "A type with ↔ is symmetric: it is stored once, drawn without arrowhead and asked for without direction."
    for event_class in words.classes.values():
        yield ""
        yield f"## {event_class.name}: {event_class.en} · {event_class.ar}"
        yield ""
        yield f"Quadrant: {event_class.quad}."
        yield ""
        yield "| type | | English | Arabic | CAMEO | Goldstein |"
        yield "|---|---|---|---|---|---|"
        for relation in words.relations.values():
            if relation.plover == event_class.name:
                arrow = "↔" if relation.symmetric else "→"
                code = f"{relation.cameo} {words.cameo[relation.cameo].name}"
                cells = (f"`{relation.name}`", arrow, relation.en, relation.ar, code, f"{relation.goldstein:+.1f}")
                yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
