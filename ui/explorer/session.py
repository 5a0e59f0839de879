"""What all pages share: the opened store, the reader's language, and what they remember between runs."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from graph.actors.registry import Registry
from graph.model import Reading
from graph.store.console import Console
from graph.store.reader import Reader
from graph.store.server import Server
from graph.store.views import Status
from graph.store.writer import Writer
from graph.vocabulary import Vocabulary, vocabulary
from ingest.pipeline import Pipeline
from ui import wiring
from ui.explorer.launch import DEMO_FLAG
from ui.explorer.palette import Shade
from ui.explorer.texts import LANGUAGES, Language, Texts, texts
from ui.settings import Settings, settings

# How long counts and names of the store may be behind what another process has loaded.
_FRESH_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """The opened store with what reads and writes it."""

    settings: Settings
    server: Server
    reader: Reader
    console: Console
    vocabulary: Vocabulary

    def load(self, reading: Reading) -> None:
        """Load what was read into the store; raises StoreError where it is refused."""
        writer = Writer(self.server, registry(), self.vocabulary)
        report = writer.write([reading], ingested=datetime.now(UTC))
        status.clear()
        for _, refusal in report.refused:
            raise refusal


def chosen_settings() -> Settings:
    """Read the settings; the demo store is asked for by a flag after `--` or by the environment."""
    read = settings()
    return read.for_demo() if DEMO_FLAG in sys.argv[1:] else read


@st.cache_resource(show_spinner=False)
def backend() -> Backend:
    """Open the store once for all sessions; it is left when the process ends. Raises StoreError."""
    read = chosen_settings()
    stack = ExitStack()
    server = stack.enter_context(wiring.server(read))
    atexit.register(stack.close)
    return Backend(
        settings=read, server=server, reader=Reader(server), console=Console(server), vocabulary=vocabulary()
    )


@st.cache_resource(show_spinner=False)
def registry() -> Registry:
    """Load the registry once for all sessions."""
    return wiring.registry(chosen_settings())


@st.cache_resource(show_spinner=False)
def pipeline() -> Pipeline:
    """Load the extraction pipeline once for all sessions."""
    return wiring.pipeline(chosen_settings())


@st.cache_data(show_spinner=False, ttl=_FRESH_SECONDS)
def status() -> Status:
    """Count what is stored."""
    return backend().reader.status()


def language() -> Language:
    """Give the reader's language: chosen on the page, else in its address, else English."""
    wanted = st.session_state.get("lang") or st.query_params.get("lang")
    return wanted if wanted in LANGUAGES else "en"


def words() -> Texts:
    """Give the texts in the reader's language."""
    return texts(language())


def shade() -> Shade:
    """Tell whether the page is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def namer(words: Texts) -> Callable[[str], str]:
    """Give the function that names actors, items and places of the registry in the reader's language."""
    known = registry()

    def name(identity: str) -> str:
        for has, get in ((known.has_actor, known.actor), (known.has_item, known.item), (known.has_place, known.place)):
            if has(identity):
                thing = get(identity)
                own, other = (thing.names_ar, thing.names_en)[:: 1 if words.language == "ar" else -1]
                return (own or other or (identity,))[0]
        return identity

    return name
