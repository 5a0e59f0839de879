"""The day on which an actor is shown: chosen in the panel and kept in the address, else the newest of the links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import streamlit as st

from graph.store.views import EdgeView
from ui.explorer.texts import Texts

_KEY = "actor-day"
_CHOSEN = "chosen-day"
# The name of the day in the page's address.
_PARAMETER = "on"
# No registered fact is older.
_FIRST = date(1900, 1, 1)


def newest(edges: Iterable[EdgeView], today: date) -> date:
    """Give the last day of which the links tell, an event's or else a report's; today where they name none."""
    days = [day for edge in edges if (day := edge.last or edge.last_reported)]
    return min(max(days, default=today), today)


def day(text: Texts, edges: Iterable[EdgeView]) -> date:
    """Show the choice of a day and give the one chosen."""
    today = datetime.now(UTC).date()
    chosen = _chosen()
    st.session_state[_KEY] = chosen or newest(edges, today)
    with st.container(horizontal=True, gap=None, width="content", key="actor-on"):
        if chosen:
            st.button(
                "", key="actor-day-reset", icon=":material/restart_alt:", type="tertiary",
                help=text("actor.day_reset"), on_click=_choose, args=(None,),
            )  # fmt: skip
        st.date_input(
            text("actor.day"), key=_KEY, format="YYYY-MM-DD", min_value=_FIRST, max_value=date(today.year + 1, 12, 31),
            label_visibility="collapsed", help=None, width=150, on_change=lambda: _choose(st.session_state[_KEY]),
        )  # fmt: skip
    shown: date | None = st.session_state[_KEY]
    return shown or newest(edges, today)


def _chosen() -> date | None:
    if _CHOSEN not in st.session_state:
        try:
            asked = date.fromisoformat(st.query_params.get(_PARAMETER, ""))
        except ValueError:
            asked = None
        st.session_state[_CHOSEN] = asked if asked and asked >= _FIRST else None
    kept: date | None = st.session_state[_CHOSEN]
    return kept


def _choose(wanted: date | None) -> None:
    st.session_state[_CHOSEN] = wanted
    if wanted:
        st.query_params[_PARAMETER] = wanted.isoformat()
    elif _PARAMETER in st.query_params:
        del st.query_params[_PARAMETER]
