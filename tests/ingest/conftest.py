"""For tests of extraction: one pipeline over the shipped registry, built once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.actors.registry import load_registry
from graph.model import Claim, Document, Reading
from graph.vocabulary import vocabulary
from ingest.pipeline import Pipeline

Reads = Callable[..., Reading]
Claims = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return Pipeline(load_registry(cache=tmp_path_factory.mktemp("cache")), vocabulary())


@pytest.fixture(scope="session")
def reads(pipeline: Pipeline) -> Reads:
    """Reads a text of ours: `reads(text, language="ar", day=…, layout="clean")`."""

    def read(text: str, language: str = "ar", *, day: date | None = date(2025, 6, 2), layout: str = "clean") -> Reading:
        document = Document(id="text", text=text, language=language, reported=day, layout=layout)  # type: ignore[arg-type] # "page" or "clean"
        return pipeline.read(document)

    return read


@pytest.fixture(scope="session")
def said(reads: Reads) -> Callable[..., set[tuple[str, ...]]]:
    """What a text claims, as (source, relation, target, factuality)."""

    def claims(text: str, language: str = "ar", **given: object) -> set[tuple[str, ...]]:
        found = reads(text, language, **given).claims
        return {(claim.source, claim.relation, claim.target, claim.factuality) for claim in found}

    return claims
