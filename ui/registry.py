"""Builds the registry from the settings, for commands that need nothing else."""

from __future__ import annotations

from graph.actors.registry import Registry, load_registry
from ui.settings import Settings


def registry(settings: Settings) -> Registry:
    """Load the shipped actors, items and places, then the analyst's own."""
    overlays = (settings.actors,) if settings.actors else ()
    return load_registry(overlays=overlays, cache=settings.cache)
