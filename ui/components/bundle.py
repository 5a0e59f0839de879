"""The built front-end files: where they are, whether they are there, and how Streamlit comes to serve them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from graph.errors import DetenteError

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

ASSETS = Path(__file__).with_name("assets")
COMPONENTS = ("graph_canvas", "record_table", "cypher_editor")

_PROJECT = "detente"
_VERSION = "1"
_LATIN = "U+0000-00FF, U+2000-206F, U+20AC, U+2122, U+2190-2193"
_LATIN_MORE = "U+0100-02AF, U+1E00-1EFF, U+02BB-02C7"
_ARABIC = "U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC, U+200C-200F"
_FONTS = (
    ("IBM Plex Sans", "ibm-plex-sans-latin-{weight}-normal.woff2", _LATIN),
    ("IBM Plex Sans", "ibm-plex-sans-latin-ext-{weight}-normal.woff2", _LATIN_MORE),
    ("IBM Plex Sans Arabic", "ibm-plex-sans-arabic-arabic-{weight}-normal.woff2", _ARABIC),
)
_WEIGHTS = (400, 500, 600)
_MONO = ("IBM Plex Mono", "ibm-plex-mono-latin-400-normal.woff2")


class UnbuiltError(DetenteError):
    """The front-end files have not been built."""


def missing(assets: Path = ASSETS) -> tuple[str, ...]:
    """Name the files of the components that are not there."""
    wanted = [f"{name}.{suffix}" for name in COMPONENTS for suffix in ("js", "css")]
    return tuple(name for name in wanted if not (assets / name).is_file())


def renderer(name: str, html: str) -> ComponentRenderer:
    """Give the function that puts a component on the page; raises UnbuiltError where its files are missing.

    The files are served by address and not sent with every run. Streamlit finds such files through a manifest in
    the installed package's `pyproject.toml`, which neither an editable install nor several top-level packages
    have, so the same manifest is handed to it here.
    """
    if missing():
        raise UnbuiltError(f"no {', '.join(missing())} in {ASSETS}: run `make setup`")
    serve()
    return _component(name, html)


def serve() -> None:
    """Let Streamlit serve the files, fonts included; does nothing where it does already or they are missing."""
    manager = get_bidi_component_manager()
    if missing() or manager.get_component_asset_root(_full(COMPONENTS[0])) is not None:
        return
    components = [ComponentConfig(name=each, asset_dir=ASSETS.name) for each in COMPONENTS]
    manager.register_from_manifest(ComponentManifest(_PROJECT, _VERSION, components), ASSETS.parent)


def font_faces() -> str:
    """Give the CSS that names the bundled fonts; they are served beside the components."""
    address = f"/_stcore/bidi-components/{_full(COMPONENTS[0])}"
    faces = [
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;"
        f"src:url('{address}/{file.format(weight=weight)}') format('woff2');unicode-range:{letters}}}"
        for family, file, letters in _FONTS
        for weight in _WEIGHTS
    ]
    faces.append(f"@font-face{{font-family:'{_MONO[0]}';src:url('{address}/{_MONO[1]}') format('woff2')}}")
    return "".join(faces)


def _full(name: str) -> str:
    return f"{_PROJECT}.{name}"


@cache
def _component(name: str, html: str) -> ComponentRenderer:
    return st.components.v2.component(_full(name), html=html, css=f"{name}.css", js=f"{name}.js", isolate_styles=False)
