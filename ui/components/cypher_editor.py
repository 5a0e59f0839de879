"""The Cypher editor: highlighting, completion from the store's own schema, Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from graph.store.views import Schema
from ui.components.bundle import renderer

_HTML = '<div class="dt-editor"></div>'


def cypher_editor(
    value: str,
    *,
    given: int,
    schema: Schema,
    placeholder: str,
    key: str,
    on_run: Callable[[str], None] | None = None,
) -> str:
    """Show the editor and give its text.

    The text is replaced by `value` only when `given` changes, so that typing is never overwritten by what a page
    remembers. `on_run` is told the text on Ctrl+Enter, before the page runs.
    """

    def run() -> None:
        text = st.session_state[key].get("run")
        if on_run is not None and text is not None:
            on_run(text)

    state = renderer("cypher_editor", _HTML)(
        key=key,
        data={"value": value, "given": given, "schema": _names(schema), "words": {"placeholder": placeholder}},
        default={"value": value},
        on_value_change=lambda: None,
        on_run_change=run,
    )
    return str(state.get("value") or "")


def _names(schema: Schema) -> Mapping[str, Any]:
    return {
        "labels": [f":{label}" for label in schema.labels],
        "relationshipTypes": [f":{name}" for name in schema.relationship_types],
        "propertyKeys": list(schema.property_keys),
    }
