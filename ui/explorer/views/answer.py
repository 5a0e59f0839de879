"""What a Cypher query gave: cells for a table, a file to download, and what of it can be drawn."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from graph.store.views import Answer, EdgeView, NodeView, PathView
from ui.components.record_table import Column
from ui.explorer.texts import Texts

# Spreadsheets run a cell that begins with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table(answer: Answer, words: Texts) -> tuple[list[Column], list[dict[str, Any]]]:
    """Give the columns and rows of the answer; a column of numbers alone is set as numbers."""
    keys = [f"column{at}" for at in range(len(answer.columns))]
    columns = [
        Column(key=key, label=label, kind="number" if _numeric([row[at] for row in answer.rows]) else "text")
        for at, (key, label) in enumerate(zip(keys, answer.columns, strict=True))
    ]
    rows = [
        {"id": str(number)} | {key: _shown(value, words) for key, value in zip(keys, row, strict=True)}
        for number, row in enumerate(answer.rows)
    ]
    return columns, rows


def _numeric(values: Iterable[Any]) -> bool:
    kinds = {type(value) for value in values if value is not None}
    return bool(kinds) and kinds <= {int, float}


def _shown(value: Any, words: Texts) -> Any:
    return str(value).lower() if isinstance(value, bool) else cell(value, words)


def cell(value: Any, words: Texts) -> Any:
    """Put a value into one cell."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return _text(value, words)


def _text(value: Any, words: Texts) -> str:
    match value:
        case NodeView():
            return words.name(value)
        case EdgeView():
            return f"{value.source} {value.type} {value.target}"
        case PathView():
            return f" {words.arrow} ".join(words.name(node) for node in value.nodes)
        case list() | tuple():
            return ", ".join(_text(member, words) for member in value)
        case dict():
            plain = {key: cell(member, words) for key, member in value.items()}
            return json.dumps(plain, ensure_ascii=False)
        case _:
            return str(value)


def as_csv(answer: Answer, words: Texts) -> bytes:
    """Give the table as CSV (UTF-8 with a byte order mark, so that spreadsheets show Arabic right)."""
    return table_csv(answer.columns, ([cell(value, words) for value in row] for row in answer.rows))


def table_csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """Give any table as CSV; texts that a spreadsheet would run as formulas are put after an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(list(columns))
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def drawable(answer: Answer) -> tuple[list[NodeView], list[EdgeView]]:
    """Give the nodes and links among the values, each once.

    A link whose ends the query did not return brings them along by their keys alone.
    """
    nodes: dict[str, NodeView] = {}
    edges: dict[str, EdgeView] = {}
    for value in _members(row for row in answer.rows):
        if isinstance(value, NodeView):
            nodes[value.key] = value
        else:
            edges[value.id] = value
    for edge in edges.values():
        for key, identity in ((edge.source_key, edge.source), (edge.target_key, edge.target)):
            nodes.setdefault(key, _stub(key, identity))
    return list(nodes.values()), list(edges.values())


def _stub(key: str, identity: str) -> NodeView:
    label = key.partition(":")[0]
    return NodeView(id=identity, label=label, kind=None, name=identity, name_en=None, name_ar=None)


def _members(values: Iterable[Any]) -> Iterator[NodeView | EdgeView]:
    for value in values:
        match value:
            case NodeView() | EdgeView():
                yield value
            case PathView():
                yield from value.nodes
                yield from value.edges
            case list() | tuple():
                yield from _members(value)
            case dict():
                yield from _members(value.values())
