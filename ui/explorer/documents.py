"""The Documents page: what is loaded, how much of it was read, and each text with its claims marked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.store.views import DocumentView
from ui.components.record_table import Column, Kind
from ui.explorer.records import records
from ui.explorer.session import backend, namer, status, words
from ui.explorer.texts import Texts
from ui.explorer.views import reading

_PARAMETER, _CLAIM = "document", "lit-claim"
_TABLE_HEIGHT = "70vh"
_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("title", "text"),
    ("publisher", "text"),
    ("language", "id"),
    ("reported", "date"),
    ("ingested", "date"),
    ("claims", "number"),
    ("sentences", "number"),
    ("unread", "number"),
)


def show() -> None:
    """Show one document where the address names one, else all."""
    text = words()
    if wanted := st.query_params.get(_PARAMETER):
        _one(text, wanted)
    else:
        _all(text)


def _all(text: Texts) -> None:
    now = status()
    counts = {"documents": now.documents, "claims": now.claims, "sentences": now.sentences, "unread": now.unread}
    st.markdown(f":gray[{text('documents.counts', **counts)}]")
    label = {**text.section("column"), "claims": text("documents.claims")}
    columns = [Column(key=name, label=label[name], kind=kind) for name, kind in _COLUMNS]
    rows = [_row(each) for each in backend().reader.documents()]
    records(columns, rows, text, key="documents", height=_TABLE_HEIGHT, on_picked=_open)
    st.caption(text("documents.choose"))


def _row(each: DocumentView) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": each.title or each.id,
        "publisher": each.publisher,
        "language": each.language,
        "reported": each.reported.isoformat() if each.reported else None,
        "ingested": each.ingested.date().isoformat(),
        "claims": each.claims,
        "sentences": each.sentences,
        "unread": each.unread,
    }


def _open(identity: str) -> None:
    st.query_params[_PARAMETER] = identity


def _one(text: Texts, identity: str) -> None:
    st.button(text("documents.back"), icon=":material/list:", type="tertiary", on_click=_back, key="all-documents")
    try:
        document = backend().reader.document(identity)
    except KeyError:
        st.warning(text("documents.gone", id=identity))
        return
    claims = list(backend().reader.claims(identity))
    name = namer(text)
    st.subheader(document.title or identity, anchor=False)
    facts = [document.publisher, document.reported.isoformat() if document.reported else document.reported_note]
    st.html(reading.facts([fact for fact in facts if fact]))
    left, right = st.columns([1, 1], gap="medium")
    picked = st.session_state.get(_CLAIM)
    with left:
        st.html(reading.article(document, claims, text, backend().vocabulary, name, lit=picked))
    with right:
        st.markdown(f"**{text('documents.claims')}** :gray[{len(claims)}]")
        rows = reading.claim_rows(claims, text, backend().vocabulary, name)
        if rows:
            records(
                reading.claim_columns(text, beside_text=True), rows, text, key="document-claims", height=_TABLE_HEIGHT,
                picked=picked, on_picked=_light,
            )  # fmt: skip


def _light(claim: str) -> None:
    st.session_state[_CLAIM] = claim


def _back() -> None:
    st.query_params.pop(_PARAMETER, None)
