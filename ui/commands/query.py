"""`detente query`: an analyst's Cypher, read only."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Annotated, Any

import typer

from graph.store.console import Console
from graph.store.views import Answer, EdgeView, NodeView, PathView
from ui import tables
from ui.options import Form, Limit, parameter
from ui.settings import settings
from ui.wiring import server

# A table that is longer is not read but filtered.
_SHOWN_ROWS = 1000

app = typer.Typer()


@app.callback()
def _group() -> None:
    """Keep the command's name."""


@app.command()
def query(
    cypher: Annotated[str, typer.Argument(metavar="CYPHER", help="The query, or - for standard input.")],
    *,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="A value for $NAME: JSON, a day, or else text. Repeatable."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the answer.")] = Form.TABLE,
    limit: Limit = _SHOWN_ROWS,
) -> None:
    """Ask the graph in Cypher; queries that write or reach beyond the graph are refused.

    \b
    Examples:
      detente query "MATCH (a:State)-[r:SUPPLIES]->(b:State {id: 'RUS'})
                     RETURN a.name, r.item_name, r.factuality, r.speakers"
      detente query 'MATCH (a:Actor {id: $who})-[r]-(b:Actor) RETURN type(r), b.name' --param who=IRN --format csv
      detente query 'MATCH ()-[r:MEETS]-() WHERE r.last >= $since RETURN r.id' --param since=2024-01-01
    """
    parameters = dict(parameter(text) for text in param or ())
    text = sys.stdin.read() if cypher == "-" else cypher
    with server(settings()) as opened:
        answer = Console(opened).run(text, parameters, limit=limit)
    _PRINTERS[form](answer)
    if answer.truncated:
        tables.messages().print(f"only the first {limit} rows are shown; --limit shows more", style="dim")


def _table(answer: Answer) -> None:
    console = tables.output()
    console.print(tables.table(answer.columns, [[_words(value) for value in row] for row in answer.rows]))
    console.print(f"{len(answer.rows)} {'row' if len(answer.rows) == 1 else 'rows'}", style="dim")


def _json(answer: Answer) -> None:
    rows = [dict(zip(answer.columns, map(_plain, row), strict=True)) for row in answer.rows]
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=str))


def _csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_field(value) for value in row])


_PRINTERS: Mapping[Form, Callable[[Answer], None]] = {Form.TABLE: _table, Form.JSON: _json, Form.CSV: _csv}


def _words(value: Any) -> str | None:
    """Give a value as one reads it: nodes by name, edges by type, lists with commas."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case NodeView():
            return value.name or value.id
        case EdgeView():
            return f"{value.source} {value.type} {value.target}"
        case PathView():
            return " – ".join(node.name or node.id for node in value.nodes)
        case list() | tuple():
            return ", ".join(_words(member) or "–" for member in value)
        case dict():
            return ", ".join(f"{key}: {_words(member) or '–'}" for key, member in value.items())
    return str(value)


def _plain(value: Any) -> Any:
    """Give a value as JSON can hold it, a view as its fields."""
    match value:
        case NodeView() | EdgeView() | PathView():
            return asdict(value)
        case list() | tuple():
            return [_plain(member) for member in value]
        case dict():
            return {key: _plain(member) for key, member in value.items()}
    return value


def _field(value: Any) -> Any:
    """Give a value for a field of CSV: scalars as they are, everything else as JSON."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    return json.dumps(_plain(value), ensure_ascii=False, default=str)
