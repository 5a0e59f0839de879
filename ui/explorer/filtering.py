"""The filters of the Explore page: the legend's switches and the controls over the table are the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast, get_args

import streamlit as st

from graph.model import FACTUALITIES
from graph.vocabulary import Quad
from ui.explorer.texts import Texts
from ui.explorer.views.filters import Attribution, LinkFilter, parse_keys

_ALL: dict[str, tuple[str, ...]] = {
    "quad": get_args(Quad),
    "factuality": FACTUALITIES,
    "attribution": get_args(Attribution),
}


def _key(sort: str) -> str:
    return f"shown-{sort}"


def _chosen(sort: str) -> Sequence[str]:
    return cast("Sequence[str]", st.session_state.get(_key(sort), _ALL[sort]))


def _hidden(sort: str) -> frozenset[Any]:
    return frozenset(_ALL[sort]) - frozenset(_chosen(sort))


def link_filter() -> LinkFilter:
    """Give the filter as set."""
    return LinkFilter(
        quads=_hidden("quad"),
        factualities=_hidden("factuality"),
        attributions=_hidden("attribution"),
        first=st.session_state.get("first-day"),
        last=st.session_state.get("last-day"),
    )


def hide(keys: Sequence[str]) -> None:
    """Set the kinds of links that the canvas's legend has switched off; all others are shown."""
    for sort, every in _ALL.items():
        hidden = parse_keys(keys, sort)
        st.session_state[_key(sort)] = [each for each in every if each not in hidden]


def clear() -> None:
    """Show everything again."""
    hide(())
    st.session_state["first-day"] = st.session_state["last-day"] = None


def _option(text: Texts, sort: str, each: str) -> str:
    return text(f"{sort}.{each}")


def filter_controls(text: Texts) -> None:
    """Show the filters behind one button, which says how many are set."""
    # A widget that was not on the page in the last run forgets its value; what is set is set again.
    for sort in _ALL:
        st.session_state[_key(sort)] = list(_chosen(sort))
    for day in ("first-day", "last-day"):
        st.session_state[day] = st.session_state.get(day)
    current = link_filter()
    count = len(current.keys) + sum(day is not None for day in (current.first, current.last))
    label = f"{text('filter.title')} ({count})" if count else text("filter.title")
    with st.popover(label, icon=":material/filter_list:"):
        left, right = st.columns(2)
        left.date_input(text("filter.from"), None, key="first-day", format="YYYY-MM-DD")
        right.date_input(text("filter.to"), None, key="last-day", format="YYYY-MM-DD")
        st.caption(text("filter.dates"))
        for sort in ("factuality", "attribution", "quad"):
            st.pills(
                text(f"{sort}.title") if sort != "factuality" else text("column.factuality"),
                _ALL[sort],
                selection_mode="multi",
                default=None,
                format_func=partial(_option, text, sort),
                key=_key(sort),
            )
        st.button(text("filter.clear"), on_click=clear, disabled=current.empty)
