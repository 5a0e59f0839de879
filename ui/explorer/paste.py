"""The Paste page: read an article, see its claims, and only then load them."""

from __future__ import annotations

import streamlit as st

from graph.errors import DetenteError
from graph.model import Document, Reading, digest
from ui.explorer.records import records
from ui.explorer.session import backend, namer, pipeline, words
from ui.explorer.texts import Texts
from ui.explorer.views import reading

_READ = "pasted"
_TEXT_HEIGHT = 260
_TABLE_HEIGHT = "26rem"
_ARABIC_FROM, _ARABIC_TO = "\u0600", "\u06ff"


def show() -> None:
    """Show the page."""
    text = words()
    st.caption(text("paste.intro"))
    if backend().settings.demo:
        st.caption(text("paste.demo"))
    left, right = st.columns([5, 7], gap="medium")
    with left:
        document = _form(text)
    if document is not None:
        _read(text, document)
    with right:
        read: Reading | None = st.session_state.get(_READ)
        if read is not None:
            _found(text, read)


def _form(text: Texts) -> Document | None:
    with st.form("article", border=False):
        title = st.text_input(text("paste.title"))
        body = st.text_area(text("paste.text"), height=_TEXT_HEIGHT, placeholder=text("paste.text_placeholder"))
        one, two = st.columns(2)
        publisher = one.text_input(text("paste.publisher"))
        day = two.date_input(text("paste.date"), value=None, format="YYYY-MM-DD")
        if not st.form_submit_button(text("paste.read"), type="primary"):
            return None
    if not body.strip():
        st.warning(text("paste.empty"))
        return None
    return Document(
        id=f"pasted:{digest(title.strip(), body)}",
        text=body,
        title=title.strip() or None,
        publisher=publisher.strip() or None,
        language=language_of(body),
        reported=day,
    )


def language_of(text: str) -> str:
    """Tell by its letters whether a text is Arabic or English."""
    letters = [letter for letter in text if letter.isalpha()]
    arabic = sum(_ARABIC_FROM <= letter <= _ARABIC_TO for letter in letters)
    return "ar" if arabic * 2 > len(letters) else "en"


def _read(text: Texts, document: Document) -> None:
    st.session_state.pop("loaded", None)
    try:
        st.session_state[_READ] = pipeline().read(document)
    except DetenteError as error:
        st.session_state.pop(_READ, None)
        st.error(f"**{text('paste.failed')}.** {error}")


def _found(text: Texts, read: Reading) -> None:
    counts = {"claims": len(read.claims), "sentences": read.sentences, "unread": len(read.unread)}
    with st.container(horizontal=True, vertical_alignment="center", key="found-head"):
        st.markdown(f":gray[{text('paste.counts', **counts)}]", width="stretch")
        loaded = st.session_state.get("loaded") == read.document.id
        if st.button(text("paste.load"), type="primary", disabled=loaded or not read.claims, icon=":material/upload:"):
            _load(text, read)
    if st.session_state.get("loaded") == read.document.id:
        st.success(text("paste.loaded", claims=len(read.claims)))
    _claims(text, read)
    _text(text, read)


def _load(text: Texts, read: Reading) -> None:
    try:
        backend().load(read)
    except DetenteError as error:
        st.error(f"**{text('paste.failed')}.** {error}")
        return
    st.session_state["loaded"] = read.document.id
    st.rerun()


def _claims(text: Texts, read: Reading) -> None:
    if not read.claims:
        st.info(text("paste.none"))
        return
    rows = reading.claim_rows(read.claims, text, backend().vocabulary, namer(text))
    records(reading.claim_columns(text), rows, text, key="pasted-claims", height=_TABLE_HEIGHT)


def _text(text: Texts, read: Reading) -> None:
    marked, unread = st.tabs([text("paste.marked"), f"{text('paste.unread')} ({len(read.unread)})"])
    with marked:
        st.html(
            reading.article(read.document, read.claims, text, backend().vocabulary, namer(text), unread=read.unread)
        )
    with unread:
        if not read.unread:
            st.caption(text("paste.all_read"))
            return
        st.caption(text("paste.unread_note"))
        st.html(reading.sentences(read.document.text, read.unread, text, read.document.language))
