"""From documents to readings: publication dates settled, claims extracted and grounded."""

from __future__ import annotations

from dataclasses import astuple, replace
from pathlib import Path

from graph.actors.registry import Registry
from graph.model import Document, Reading, digest
from graph.vocabulary import Vocabulary
from ingest.extract.engine import Engine
from ingest.extract.mentions import Mention
from ingest.language.publication import dated

__all__ = ["Mention", "Pipeline"]


class Pipeline:
    """Reads documents; built once, used for any number of them.

    `cache` is a folder for the compiled lexicon; without one it is compiled anew, which takes seconds. `version` names
    all that a reading depends on beside the document; where it is given, readings have their basis.
    """

    def __init__(
        self, registry: Registry, vocabulary: Vocabulary, *, cache: Path | None = None, version: str = ""
    ) -> None:
        self._engine = Engine(registry, vocabulary, cache=cache)
        self._version = version

    def read(self, document: Document) -> Reading:
        """Give one document's claims and what was not understood of it; one that was taken back claims nothing."""
        if document.withdrawn:
            reading = Reading(document=document, claims=(), sentences=0, unread=())
        else:
            reading = self._engine.read(dated(document))
        return replace(reading, basis=self.basis(document)) if self._version else reading

    def basis(self, document: Document) -> str:
        """Name what a reading of the document rests on: all that is known of it, and the version of what reads it."""
        return digest(self._version, *astuple(document))

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """Give the names recognised in one document."""
        return self._engine.mentions(dated(document))
