"""The compiled lexicon on the disk, named by a digest of what it was made from: word files and registry.

A cache that is missing, of other files, or damaged is made anew; processes that do so at once each put their own
whole file in place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from graph.actors.cache import kept
from ingest.lexicon.table import Table

# To be raised when tables of the same files change their shape or content.
_VERSION = 1
_DIGITS = 16
# One for each language, for the shipped registry and for one with an analyst's own files.
_KEPT = 4


def digest(language: str, registry: str) -> str:
    """Name what a language's table is made from: its files, the code that spells out forms, and the registry's key."""
    made = hashlib.sha256(f"{_VERSION}\x00{language}\x00{registry}".encode())
    package = files("ingest.lexicon")
    parts = [package.joinpath(name) for name in ("compile.py", "entries.py", "format.py", "table.py")]
    parts += [files("ingest.language").joinpath(name) for name in ("arabic.py", "english.py", "tokens.py")]
    parts += [entry for folder in ("frames", language) for entry in package.joinpath(folder).iterdir()]
    for part in sorted(parts, key=lambda entry: entry.name):
        if part.is_file():
            made.update(part.name.encode() + b"\x00" + part.read_bytes())
    return made.hexdigest()[:_DIGITS]


def through(folder: Path | None, key: str, make: Callable[[], Table]) -> Table:
    """Give the table of that key from the folder, else make it and keep it there; without a folder make it."""
    if folder is None:
        return make()
    return kept(folder, f"lexicon-{key}.json", make, _is_table, siblings=_KEPT)


def _is_table(read: object) -> bool:
    return isinstance(read, dict) and read.keys() == {"values", "phrases"}
