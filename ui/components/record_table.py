"""The record table: rows that can be sorted and picked, by mouse or keyboard, in either direction of writing.

Streamlit's own table draws itself on a canvas: it has no right-to-left order, shows the end of a long Arabic cell
first, and a screen reader sees nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from ui.components.bundle import renderer

Kind = Literal["text", "number", "date", "id", "sentence", "line"]

_HTML = '<div class="dt-records" tabindex="-1"></div>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; `width` is a CSS length, None lets the cells decide.

    Cells are texts, numbers, ISO dates; a `line` cell is a mapping with quad, factuality, attributed, directed.
    """

    key: str
    label: str
    kind: Kind = "text"
    width: str | None = None


def record_table(
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    *,
    key: str,
    height: str,
    sort_hint: str,
    palette: Mapping[Any, Mapping[Any, str]],
    picked: str | None = None,
    on_picked: Callable[[str], None] | None = None,
) -> None:
    """Show rows, each with an `id`; `height` is the CSS length beyond which the table scrolls.

    `on_picked` is told the id of a row that is clicked, before the page runs; without it rows cannot be picked.
    """

    def tell() -> None:
        row = st.session_state[key].get("picked")
        if on_picked is not None and row is not None:
            on_picked(row)

    data = {
        "columns": [{"key": each.key, "label": each.label, "kind": each.kind, "width": each.width} for each in columns],
        "rows": [dict(row) for row in rows],
        "height": height,
        "words": {"sort": sort_hint},
        "palette": palette,
        "picked": picked,
        "pickable": on_picked is not None,
    }
    renderer("record_table", _HTML)(key=key, data=data, on_picked_change=tell)
