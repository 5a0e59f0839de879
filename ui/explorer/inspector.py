"""The panel beside the canvas: a link's evidence, else an actor's card."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from graph.store.views import EdgeView, Neighbourhood
from ui.explorer import cards
from ui.explorer.chosen import Chosen
from ui.explorer.day import day
from ui.explorer.filtering import link_filter
from ui.explorer.session import backend, namer, registry
from ui.explorer.texts import Texts
from ui.explorer.views import actor, evidence, links
from ui.explorer.views.filters import shown

# Links between two actors whose sentences are shown at once; the others are a click on their row away.
_PAIR_LINKS = 12


def inspector(text: Texts, chosen: Chosen, around: Neighbourhood) -> None:
    """Show what was picked, else the actor that was searched."""
    if chosen.edge:
        _edge(text, chosen, around, chosen.edge)
        return
    if chosen.pair:
        _pair(text, chosen, around)
        return
    label, _, identity = (chosen.node or f"Actor:{chosen.actors[0]}").partition(":")
    if label == "Actor":
        _actor(text, chosen, around, identity)


def _edge(text: Texts, chosen: Chosen, around: Neighbourhood, edge_id: str) -> None:
    edge = _find(around, edge_id)
    if edge is None:
        st.warning(text("evidence.gone"))
        return
    named = links.names(around.nodes, (*around.edges, edge), text, namer(text))
    with st.container(horizontal=True, vertical_alignment="top", key="evidence-head"):
        st.html(evidence.heading(edge, text, backend().vocabulary, named))
        st.button(
            "", key="close-evidence", icon=":material/close:", type="tertiary", help=text("evidence.close"),
            on_click=lambda: chosen.pick_nothing().keep(),
        )  # fmt: skip
    st.html(evidence.panel(backend().reader.evidence(edge_id), text))


def _pair(text: Texts, chosen: Chosen, around: Neighbourhood) -> None:
    between = shown(around.edges, replace(link_filter(), pair=frozenset(chosen.pair)))
    named = links.names(around.nodes, between, text, namer(text))
    for edge in between[:_PAIR_LINKS]:
        st.html(evidence.heading(edge, text, backend().vocabulary, named))
        st.html(evidence.panel(backend().reader.evidence(edge.id), text, key=False))
    if len(between) > _PAIR_LINKS:
        st.caption(text("evidence.more", count=len(between) - _PAIR_LINKS))


def _find(around: Neighbourhood, edge_id: str) -> EdgeView | None:
    for edge in around.edges:
        if edge.id == edge_id:
            return edge
    try:
        return backend().reader.edge(edge_id)
    except KeyError:
        return None


def _actor(text: Texts, chosen: Chosen, around: Neighbourhood, identity: str) -> None:
    try:
        stored = backend().reader.actor(identity)
    except KeyError:
        st.warning(text("explore.unknown", id=identity))
        return
    known, name = registry(), namer(text)
    with st.container(horizontal=True, vertical_alignment="top", key="actor-head"):
        st.html(actor.heading(stored, text))
        on = day(text, around.edges)
    if identity not in chosen.actors:
        st.button(
            text("actor.expand"), icon=":material/hub:", key="expand-actor",
            on_click=lambda: chosen.expand(f"Actor:{identity}").keep(),
        )  # fmt: skip
    office = partial(known.office_name, language=text.language)
    st.html(actor.facts(cards.card(stored, known, on), text, actor.Namer(actor=name, office=office)))
