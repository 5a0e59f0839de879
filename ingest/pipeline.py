"""From documents to readings: publication dates settled, claims extracted and grounded."""

from __future__ import annotations

from pathlib import Path

from graph.actors.registry import Registry
from graph.model import Document, Reading
from graph.vocabulary import Vocabulary
from ingest.extract.engine import Engine
from ingest.extract.mentions import Mention
from ingest.language.publication import dated

__all__ = ["Mention", "Pipeline"]


class Pipeline:
    """Reads documents; built once, used for any number of them.

    `cache` is a folder for the compiled lexicon; without one it is compiled anew, which takes seconds.
    """

    def __init__(self, registry: Registry, vocabulary: Vocabulary, *, cache: Path | None = None) -> None:
        self._engine = Engine(registry, vocabulary, cache=cache)

    def read(self, document: Document) -> Reading:
        """Give one document's claims and what was not understood of it; one that was taken back claims nothing."""
        if document.withdrawn:
            return Reading(document=document, claims=(), sentences=0, unread=())
        return self._engine.read(dated(document))

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """Give the names recognised in one document."""
        return self._engine.mentions(dated(document))
