"""What the reader has chosen on the Explore page; kept in the session and in the page's address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

_KEY = "chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """`actors` are on the canvas, the searched one first. At most one of `edge`, `node` and `pair` is set.

    `node` and the two members of `pair` are node keys, `edge` is an edge's id.
    """

    actors: tuple[str, ...] = ()
    edge: str | None = None
    node: str | None = None
    pair: tuple[str, ...] = ()

    @classmethod
    def recall(cls, otherwise: Callable[[str | None], str | None]) -> Chosen:
        """Give what was chosen before, on a first visit what the address asks for.

        Where that names no actor, `otherwise` gives one for the edge it names, or for a first look.
        """
        if _KEY not in st.session_state:
            actors = tuple(filter(None, st.query_params.get("actor", "").split(",")))
            edge = st.query_params.get("edge")
            if not actors and (actor := otherwise(edge)):
                actors = (actor,)
            st.session_state[_KEY] = cls(actors=actors, edge=edge)
        kept: Chosen = st.session_state[_KEY]
        return kept

    def keep(self) -> None:
        """Remember it, and write it into the address so that the address leads back here."""
        st.session_state[_KEY] = self
        wanted = {"actor": ",".join(self.actors), "edge": self.edge or ""}
        for name, value in wanted.items():
            if value and st.query_params.get(name) != value:
                st.query_params[name] = value
            elif not value and name in st.query_params:
                del st.query_params[name]

    @property
    def highlighted(self) -> str | None:
        """What the canvas highlights."""
        return self.edge or self.node

    def search(self, actor: str) -> Chosen:
        """Begin anew with one actor."""
        return Chosen(actors=(actor,))

    def expand(self, key: str) -> Chosen:
        """Add an actor's links to the canvas; other nodes have none."""
        label, _, actor = key.partition(":")
        if label != "Actor" or actor in self.actors:
            return self.pick_node(key)
        return replace(self, actors=(*self.actors, actor), edge=None, node=key, pair=())

    def remove(self, actor: str) -> Chosen:
        """Take an actor's own links off the canvas."""
        return Chosen(actors=tuple(each for each in self.actors if each != actor))

    def pick_edge(self, edge: str) -> Chosen:
        """Show a link's evidence; a pair that the table is narrowed to stays."""
        return replace(self, edge=edge, node=None)

    def pick_node(self, key: str) -> Chosen:
        """Show an actor's card."""
        return replace(self, edge=None, node=key, pair=())

    def pick_pair(self, left: str, right: str) -> Chosen:
        """Narrow the table to the links between two."""
        return replace(self, edge=None, node=None, pair=(left, right))

    def pick_nothing(self) -> Chosen:
        """Show the searched actor's card and all links."""
        return replace(self, edge=None, node=None, pair=())
