"""The graph canvas: nodes and links that can be clicked, opened, moved, hidden by kind and saved as a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.components.bundle import renderer

_HTML = '<div class="dt-canvas"></div>'


def graph_canvas(
    data: Mapping[str, Any],
    *,
    key: str,
    on_picked: Callable[[Mapping[str, Any]], None] | None = None,
    on_expanded: Callable[[str], None] | None = None,
    on_hidden: Callable[[list[str]], None] | None = None,
) -> None:
    """Draw a graph; `data` is as `views.canvas.canvas` builds it.

    `on_picked` is told what was clicked: `{"sort": "node" | "edge" | "pair" | "ground", "id": …}`, where a pair's id
    is two node ids. `on_expanded` is told the node that was double-clicked, `on_hidden` the legend's keys
    (`quad:…`, `factuality:…`, `attribution:…`) that are switched off. All run before the page does.
    """

    def tell(event: str, act: Callable[[Any], None] | None) -> Callable[[], None]:
        def run() -> None:
            # A trigger is gone after one run: it can only be read in the callback.
            value = st.session_state[key].get(event)
            if act is not None and value is not None:
                act(value)

        return run

    draw = renderer("graph_canvas", _HTML)
    draw(
        key=key,
        data=dict(data),
        on_picked_change=tell("picked", on_picked),
        on_expanded_change=tell("expanded", on_expanded),
        on_hidden_change=tell("hidden", on_hidden),
    )
