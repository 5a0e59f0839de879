"""Builds, from the settings, what reads documents. Knows no store, so that its driver is not loaded."""

from __future__ import annotations

from graph.actors.registry import Registry
from graph.vocabulary import vocabulary
from ingest.pipeline import Pipeline
from ingest.readers.web import Manners, Web
from ui.registry import registry
from ui.settings import Settings


def pipeline(settings: Settings, known: Registry | None = None) -> Pipeline:
    """Build what turns documents into claims; `known` is the registry where it is loaded already."""
    return Pipeline(known or registry(settings), vocabulary(), cache=settings.cache)


def web(settings: Settings) -> Web:
    """Build what fetches the addresses that are given."""
    return Web(Manners(allow_private=settings.allow_private_addresses))
