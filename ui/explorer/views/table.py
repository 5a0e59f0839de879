"""The links as a table: one row for each, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.store.views import EdgeView
from graph.vocabulary import Vocabulary
from ui.components.record_table import Column, Kind
from ui.explorer.texts import Texts
from ui.explorer.views.filters import days
from ui.explorer.views.links import Names, phrase, speakers

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("line", "line"),
    ("source", "text"),
    ("link", "text"),
    ("target", "text"),
    ("speakers", "text"),
    ("factuality", "text"),
    ("documents", "number"),
    ("claims", "number"),
    ("first", "date"),
    ("last", "date"),
)


def columns(words: Texts) -> list[Column]:
    """Give the columns in their order."""
    return [Column(key=name, label=words(f"column.{name}"), kind=kind) for name, kind in _COLUMNS]


def rows(edges: Sequence[EdgeView], words: Texts, vocabulary: Vocabulary, named: Names) -> list[dict[str, Any]]:
    """Give the cells by column, and the link's id."""
    return [
        {
            "id": edge.id,
            "line": {
                "quad": edge.quad,
                "factuality": edge.factuality,
                "attributed": edge.attributed,
                "directed": not edge.symmetric,
            },
            "source": named.get(edge.source_key, edge.source),
            "link": phrase(edge, words, vocabulary, named),
            "target": named.get(edge.target_key, edge.target),
            "factuality": words(f"factuality.{edge.factuality}"),
            "speakers": speakers(edge, words, named),
            "documents": edge.documents,
            "claims": edge.claims,
            "first": _iso(days(edge)[0]),
            "last": _iso(days(edge)[1]),
        }
        for edge in edges
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
