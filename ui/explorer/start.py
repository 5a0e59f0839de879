"""What stands in place of a page while the store is empty: how to load something."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.explorer.session import words


def show(paste: StreamlitPage) -> None:
    """Show how to load something; `paste` is the page on which one article can be pasted."""
    text = words()
    with st.container(key="start"):
        st.title(text("start.title"), anchor=False)
        st.write(text("start.intro"))
        st.write(text("start.files"))
        st.code("detente ingest article.txt folder/ https://example.org/story.html", language="bash")
        st.write(text("start.paste"))
        st.page_link(paste)
        st.write(text("start.sample"))
        st.code("make run", language="bash")
