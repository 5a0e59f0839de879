"""For accuracy tests: one pipeline, and claims in the form that `ui.measure` compares with gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.actors.registry import load_registry
from graph.vocabulary import vocabulary
from ingest.pipeline import Pipeline

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    cache = tmp_path_factory.mktemp("cache")
    return Pipeline(load_registry(cache=cache), vocabulary(), cache=cache)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
