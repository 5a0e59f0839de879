"""Builds, from the settings, what reads documents. Knows no store, so that its driver is not loaded."""

from __future__ import annotations

from functools import partial

from graph.actors.registry import Registry
from graph.vocabulary import vocabulary
from ingest.parallel import Parallel, cores
from ingest.pipeline import Pipeline
from ingest.readers.web import Manners, Web
from ingest.version import version
from ui.registry import registry
from ui.settings import Settings


def pipeline(settings: Settings, known: Registry | None = None, *, versioned: bool = False) -> Pipeline:
    """Build what turns documents into claims; `known` is the registry where it is loaded already.

    A `versioned` one gives each reading its basis, by which the store tells what need not be read again.
    """
    known = known or registry(settings)
    named = version(known.key) if versioned else ""
    return Pipeline(known, vocabulary(), cache=settings.cache, version=named)


def parallel(
    settings: Settings, known: Registry | None = None, *, workers: int | None = None, versioned: bool = False
) -> Parallel:
    """Build what reads many documents; `workers` goes before the setting, which goes before the number of cores."""
    return Parallel(
        pipeline=pipeline(settings, known, versioned=versioned),
        build=partial(pipeline, settings, versioned=versioned),
        workers=workers or settings.workers or cores(),
    )


def web(settings: Settings) -> Web:
    """Build what fetches the addresses that are given."""
    return Web(Manners(allow_private=settings.allow_private_addresses))
