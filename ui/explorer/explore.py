"""The Explore page: search an actor, see its links, read what each rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.store.views import Neighbourhood
from ui.components.graph_canvas import graph_canvas
from ui.explorer import search
from ui.explorer.chosen import Chosen
from ui.explorer.filtering import filter_controls, hide, link_filter
from ui.explorer.inspector import inspector
from ui.explorer.records import records
from ui.explorer.session import backend, namer, words
from ui.explorer.texts import Texts
from ui.explorer.views import canvas, links, table
from ui.explorer.views.answer import table_csv
from ui.explorer.views.filters import LinkFilter, shown

# The shares of the window's height are set once, in style.css; the inspector's number is what they replace.
_CANVAS_HEIGHT = "var(--dt-tall)"
_TABLE_HEIGHT = "var(--dt-short)"
_INSPECTOR_HEIGHT = 400


def show() -> None:
    """Show the page."""
    text = words()
    chosen = Chosen.recall(search.first_look)
    around = backend().reader.neighbourhood(chosen.actors) if chosen.actors else None
    named = links.names(around.nodes, around.edges, text, namer(text)) if around else {}
    with st.container(key="explore-top", horizontal=True, vertical_alignment="center"):
        typed = search.box(text)
        search.on_canvas(text, chosen, named)
        filter_controls(text)
    search.suggestions(text, chosen, typed)
    if around is not None:
        _body(text, chosen, around, named)
    chosen.keep()


def _body(text: Texts, chosen: Chosen, around: Neighbourhood, named: links.Names) -> None:
    selected = replace(link_filter(), pair=frozenset(chosen.pair))
    left, right = st.columns([7, 5], gap="small")
    with left:
        graph_canvas(
            canvas.drawing(
                around.nodes, around.edges, text, backend().vocabulary, named, memory="explore", height=_CANVAS_HEIGHT,
                focus={f"Actor:{actor}" for actor in chosen.actors}, chosen=selected, picked=chosen.highlighted,
            ),
            key="canvas",
            on_picked=lambda event: _pick(chosen, event),
            on_expanded=lambda key: chosen.expand(key).keep(),
            on_hidden=hide,
        )  # fmt: skip
        note = text("explore.row_hint")
        if around.hidden:
            note = f"{text('explore.hidden', count=around.hidden)} · {note}"
        st.caption(note)
    with right:
        _table(text, chosen, around, selected, named)
        with st.container(height=_INSPECTOR_HEIGHT, key="inspector"):
            inspector(text, chosen, around)


def _pick(chosen: Chosen, event: Mapping[str, Any]) -> None:
    match event["sort"]:
        case "edge":
            chosen.pick_edge(event["id"]).keep()
        case "node":
            chosen.pick_node(event["id"]).keep()
        case "pair":
            chosen.pick_pair(*event["id"]).keep()
        case _:
            chosen.pick_nothing().keep()


def _table(text: Texts, chosen: Chosen, around: Neighbourhood, selected: LinkFilter, named: links.Names) -> None:
    edges = shown(around.edges, selected)
    rows = table.rows(edges, text, backend().vocabulary, named)
    _table_head(text, chosen, around, rows, named)
    if edges:
        records(
            table.columns(text), rows, text, key="links", height=_TABLE_HEIGHT, picked=chosen.edge,
            on_picked=lambda edge: chosen.pick_edge(edge).keep(),
        )  # fmt: skip
    else:
        st.info(text("explore.none_left" if around.edges else "explore.no_links"))


def _table_head(
    text: Texts, chosen: Chosen, around: Neighbourhood, rows: Sequence[Mapping[str, Any]], named: links.Names
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="table-head"):
        count = text("explore.links_of", shown=len(rows), all=len(around.edges))
        st.markdown(f"**{text('explore.links')}** :gray[{count}]", width="stretch")
        if chosen.pair:
            left, right = (named.get(key, key) for key in chosen.pair)
            st.button(
                f"{left} – {right}", key="every-link", icon=":material/close:", icon_position="right",
                help=text("explore.every"), on_click=lambda: chosen.pick_nothing().keep(),
            )  # fmt: skip
        plain = [column for column in table.columns(text) if column.kind != "line"]
        st.download_button(
            "", key="links-csv", icon=":material/download:", type="tertiary", help=text("explore.download"),
            file_name="detente-links.csv", mime="text/csv", on_click="ignore",
            data=table_csv([each.label for each in plain], ([row[each.key] for each in plain] for row in rows)),
        )  # fmt: skip
