"""The search for an actor, and the actors that are on the canvas."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.store.views import ActorHit
from ui.explorer.chosen import Chosen
from ui.explorer.session import backend
from ui.explorer.texts import Texts
from ui.explorer.views import links

_KEY = "search"
_SUGGESTIONS = 8
_FRESH_SECONDS = 30
_MOST_LINKED = """
MATCH (a:Actor)-[r]-(:Actor) WHERE r.plover IS NOT NULL
RETURN a.id AS id, count(r) AS links ORDER BY links DESC, id LIMIT 8
"""


def box(text: Texts) -> str:
    """Show the search field and give what is typed, which it does while it is being typed."""
    typed = st.text_input(
        text("explore.search"), key=_KEY, placeholder=text("explore.placeholder"), icon=":material/search:",
        label_visibility="collapsed", live=True, width=380,
    )  # fmt: skip
    return typed.strip()


def first_look(edge: str | None) -> str | None:
    """Give the actor to begin with: an end of the edge, else the most linked actor, None in an empty store."""
    if edge:
        try:
            return backend().reader.edge(edge).source
        except KeyError:
            pass
    found = most_linked()
    return found[0].id if found else None


def suggestions(text: Texts, chosen: Chosen, typed: str) -> None:
    """Show the actors that are called what is typed, or the most linked where nothing is typed or chosen."""
    if typed:
        hits = backend().reader.search(typed, limit=_SUGGESTIONS)
        if not hits:
            st.info(text("explore.nobody", text=typed))
        _suggest(text, chosen, hits)
    elif not chosen.actors:
        st.caption(text("explore.most_linked"))
        _suggest(text, chosen, most_linked())


def on_canvas(text: Texts, chosen: Chosen, named: links.Names) -> None:
    """Show the actors whose links are on the canvas, with a way to take them off."""
    with st.container(key="shown", horizontal=True, gap="small", width="stretch"):
        for actor in chosen.actors:
            name = _plain(named.get(f"Actor:{actor}", actor))
            st.button(
                name, key=f"shown-{actor}", icon=":material/close:", icon_position="right",
                help=text("explore.remove", name=name), on_click=lambda actor=actor: chosen.remove(actor).keep(),
            )  # fmt: skip


def _suggest(text: Texts, chosen: Chosen, hits: Sequence[ActorHit]) -> None:
    with st.container(key="suggestions", horizontal=True, gap="small"):
        for hit in hits:
            st.button(_label(hit, text), key=f"hit-{hit.id}", on_click=_choose, args=(chosen, hit.id))


def _label(hit: ActorHit, text: Texts) -> str:
    own = text.name(hit)
    other = hit.name_en if text.language == "ar" else hit.name_ar
    name = f"**{_plain(own)}** {_plain(other)}" if other and other != own else f"**{_plain(own)}**"
    return f"{name} :gray[{hit.links or text('explore.unlinked')}]"


def _plain(name: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+-.!:$~<>|" else letter for letter in name)


def _choose(chosen: Chosen, actor: str) -> None:
    chosen.search(actor).keep()
    st.session_state[_KEY] = ""


@st.cache_data(show_spinner=False, ttl=_FRESH_SECONDS)
def most_linked() -> list[ActorHit]:
    """Give the actors with the most links, for a first look."""
    found = backend().console.run(_MOST_LINKED, {})
    hits = []
    for actor, links_count in found.rows:
        card = backend().reader.actor(actor)
        hits.append(ActorHit(id=card.id, kind=card.kind, name_en=card.name_en, name_ar=card.name_ar, links=links_count))
    return hits
