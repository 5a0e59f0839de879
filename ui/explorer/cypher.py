"""The Cypher page: an editor, example queries, and the answer as a table and, where it can be drawn, a graph."""

from __future__ import annotations

import streamlit as st

from graph.errors import QueryError, RefusedError, SyntaxQueryError, TimeLimitError
from graph.store.views import Answer
from ui.components.cypher_editor import cypher_editor
from ui.components.graph_canvas import graph_canvas
from ui.explorer.queries import queries
from ui.explorer.records import records
from ui.explorer.session import backend, namer, words
from ui.explorer.texts import Texts
from ui.explorer.views import answer as answers
from ui.explorer.views import canvas, links

_ANSWER, _FAILURE, _GIVEN, _VALUE = "answer", "failure", "given", "cypher-text"
_TABLE_HEIGHT = "58vh"
_CANVAS_HEIGHT = "clamp(340px, calc(100vh - 33rem), 900px)"
_HEADINGS = ((RefusedError, "refused"), (TimeLimitError, "timeout"), (SyntaxQueryError, "syntax"))


def show() -> None:
    """Show the page."""
    text = words()
    if _GIVEN not in st.session_state:
        _give(queries()[0].cypher)
        _run(queries()[0].cypher)
    with st.container(horizontal=True, vertical_alignment="bottom", key="examples"):
        st.selectbox(
            text("cypher.saved"), range(len(queries())), key="example", index=None, width=520,
            format_func=lambda at: queries()[at].name(text.language),
            placeholder=text("cypher.choose"), on_change=_take_example,
        )  # fmt: skip
        _names(text)
    typed = cypher_editor(
        st.session_state[_VALUE], given=st.session_state[_GIVEN], schema=backend().reader.schema(),
        placeholder=text("cypher.placeholder"), key="editor", on_run=_run,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="run-row"):
        st.button(text("cypher.run"), type="primary", icon=":material/play_arrow:", on_click=_run, args=(typed,))
        st.caption(text("cypher.hint"))
    _outcome(text)


def _give(cypher: str) -> None:
    st.session_state[_VALUE] = cypher
    st.session_state[_GIVEN] = st.session_state.get(_GIVEN, 0) + 1


def _take_example() -> None:
    if (at := st.session_state["example"]) is not None:
        _give(queries()[at].cypher)
        _run(queries()[at].cypher)


def _run(cypher: str) -> None:
    st.session_state[_VALUE] = cypher
    st.session_state[_ANSWER] = st.session_state[_FAILURE] = None
    try:
        st.session_state[_ANSWER] = backend().console.run(cypher, {})
    except QueryError as error:
        kind = next((name for each, name in _HEADINGS if isinstance(error, each)), "failed")
        st.session_state[_FAILURE] = (kind, str(error))


def _names(text: Texts) -> None:
    schema = backend().reader.schema()
    with st.popover(text("cypher.schema"), icon=":material/schema:"):
        for title, names in (
            ("labels", schema.labels),
            ("types", schema.relationship_types),
            ("keys", schema.property_keys),
        ):
            st.markdown(f"**{text(f'cypher.{title}')}**")
            st.markdown(" ".join(f"`{name}`" for name in names) or "–")


def _outcome(text: Texts) -> None:
    if failure := st.session_state.get(_FAILURE):
        kind, message = failure
        with st.container(key="failure"):
            st.error(f"**{text(f'cypher.{kind}')}**")
            st.code(message, language=None, wrap_lines=True)
    got: Answer | None = st.session_state.get(_ANSWER)
    if got is None:
        return
    if not got.rows:
        st.info(text("cypher.none"))
        return
    _summary(text, got)
    nodes, edges = answers.drawable(got)
    if not nodes:
        _table(text, got)
        return
    graph, table = st.tabs([text("cypher.graph"), text("cypher.table")])
    with graph:
        named = links.names(nodes, edges, text, namer(text))
        data = canvas.drawing(nodes, edges, text, backend().vocabulary, named, memory="cypher", height=_CANVAS_HEIGHT)
        graph_canvas(data, key="answer-canvas")
    with table:
        _table(text, got)


def _summary(text: Texts, got: Answer) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="answer-head"):
        said = text("cypher.rows", rows=len(got.rows), seconds=f"{got.seconds:.2f}")
        if got.truncated:
            said += f" · {text('cypher.truncated')}"
        st.markdown(f":gray[{said}]", width="stretch")
        st.download_button(
            text("cypher.download"), answers.as_csv(got, text), "detente-query.csv", "text/csv",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _table(text: Texts, got: Answer) -> None:
    columns, rows = answers.table(got, text)
    records(columns, rows, text, key="answer-table", height=_TABLE_HEIGHT)
