"""Names what a reading depends on beside the document: rules, lexicon, vocabulary, registry, other extractors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

# Everything under these may change what is claimed; reading a document again for nothing costs little.
_FOLDERS = ("ingest",)
_FILES = ("graph/model.py", "graph/vocabulary.py", "graph/vocabulary.toml")
_MODULES_BESIDE_DATA = "graph/actors"
_SUFFIXES = (".py", ".toml")
_DIGITS = 16


def version(registry: str, extractors: Iterable[str] = ()) -> str:
    """Give a digest of the code and data that read documents, the registry's key, and the extractors' own versions."""
    made = hashlib.sha256("\x00".join((registry, *extractors)).encode())
    for name, file in sorted(_parts()):
        made.update(f"\x00{name}\x00".encode() + file.read_bytes())
    return made.hexdigest()[:_DIGITS]


def _parts() -> Iterator[tuple[str, Traversable]]:
    """Give the files; those of the registry's data are named by its key."""
    for folder in _FOLDERS:
        yield from _within(folder, files(folder))
    package = files("graph")
    yield from ((name, package.joinpath(*name.split("/")[1:])) for name in _FILES)
    for file in package.joinpath("actors").iterdir():
        if file.name.endswith(".py"):
            yield f"{_MODULES_BESIDE_DATA}/{file.name}", file


def _within(name: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _within(inner, entry)
        elif entry.name.endswith(_SUFFIXES):
            yield inner, entry
