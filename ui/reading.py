"""Builds, from the settings, what reads documents. Knows no store, so that its driver is not loaded."""

from __future__ import annotations

from graph.actors.registry import Registry
from graph.vocabulary import vocabulary
from ingest.pipeline import Pipeline
from ui.registry import registry
from ui.settings import Settings


def pipeline(settings: Settings, known: Registry | None = None) -> Pipeline:
    """Build what turns documents into claims; `known` is the registry where it is loaded already."""
    return Pipeline(known or registry(settings), vocabulary(), cache=settings.cache)
