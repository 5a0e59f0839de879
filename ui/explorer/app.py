"""The explorer's entry: look, language, navigation. Started by `detente explore`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from graph.errors import StoreError
from ui.components.bundle import font_faces, missing, serve
from ui.explorer import cypher, documents, explore, paste, start
from ui.explorer.palette import variables
from ui.explorer.session import backend, language, status, words
from ui.explorer.texts import DIRECTION, LANGUAGES, Language, Texts

_HERE = Path(__file__).parent
_NATIVE: dict[Language, str] = {"en": "English", "ar": "العربية"}


def main() -> None:
    """Show the page that the address names."""
    text = words()
    st.set_page_config(page_title=text("app.name"), page_icon=str(_HERE / "icon.svg"), layout="wide")
    st.logo(str(_HERE / "icon.svg"), size="large")
    serve()
    _look(language())
    if missing():
        st.error(text("app.unbuilt"))
        st.stop()
    pages = _pages(text)
    page = st.navigation(pages, position="top")
    _switch(text)
    try:
        backend()
        _banner(text)
        if status().documents == 0 and page.url_path not in ("paste", "cypher"):
            start.show(next(each for each in pages if each.url_path == "paste"))
        else:
            page.run()
    except StoreError as error:
        st.error(f"**{text('app.unavailable')}.** {error}")
        st.button(text("app.retry"))


def _pages(text: Texts) -> list[StreamlitPage]:
    return [
        st.Page(explore.show, title=text("page.explore"), url_path="explore", default=True),
        st.Page(documents.show, title=text("page.documents"), url_path="documents"),
        st.Page(paste.show, title=text("page.paste"), url_path="paste"),
        st.Page(cypher.show, title=text("page.cypher"), url_path="cypher"),
    ]


def _look(chosen: Language) -> None:
    direction = DIRECTION[chosen]
    mirrored = (_HERE / "rtl.css").read_text(encoding="utf-8") if direction == "rtl" else ""
    style = (_HERE / "style.css").read_text(encoding="utf-8")
    st.html(f"<style>{font_faces()}{variables()}{style}{mirrored}</style>")


def _switch(text: Texts) -> None:
    with st.container(key="language"):
        st.segmented_control(
            text("app.language"), LANGUAGES, default=language(), required=True, format_func=_NATIVE.__getitem__,
            key="lang", label_visibility="collapsed",
        )  # fmt: skip
    if language() != st.query_params.get("lang", LANGUAGES[0]):
        st.query_params["lang"] = language()


def _banner(text: Texts) -> None:
    if backend().settings.demo:
        direction = DIRECTION[text.language]
        st.html(
            f'<div class="dt-banner" role="note" dir="{direction}"><strong>«{text("app.demo")}»</strong>'
            f"<span>{text('app.demo_note')}</span></div>"
        )


if __name__ == "__main__":
    main()
