from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from graph.actors.registry import load_registry
from graph.model import Document
from graph.vocabulary import vocabulary
from ingest.pipeline import Pipeline
from ingest.version import version

OTHER = {"layout": "clean", "reported": date(2024, 3, 1)}


def test_version_changes_with_the_registry_and_the_extractors() -> None:
    versions = [version("a"), version("b"), version("a", ["llm 1"]), version("a", ["llm 2"])]
    assert len(set(versions)) == 4
    assert version("a") == version("a")


@pytest.fixture(scope="module")
def pipelines(tmp_path_factory: pytest.TempPathFactory) -> list[Pipeline]:
    registry = load_registry(cache=tmp_path_factory.mktemp("cache"))
    return [Pipeline(registry, vocabulary(), version=name) for name in ("", "1", "2")]


def test_basis_changes_with_the_version_and_with_all_that_is_known_of_the_document(pipelines: list[Pipeline]) -> None:
    document = Document(id="one", text="نص")
    assert pipelines[1].basis(document) == pipelines[1].basis(Document(id="one", text="نص"))
    assert pipelines[1].basis(document) != pipelines[2].basis(document)
    for field in fields(Document):
        changed = replace(document, **{field.name: OTHER.get(field.name, "another")})  # type: ignore[arg-type] # by name
        assert pipelines[1].basis(changed) != pipelines[1].basis(document), field.name


def test_reading_has_the_basis_of_the_document_as_it_was_given(pipelines: list[Pipeline]) -> None:
    document = Document(id="one", text="القاهرة، 2 مارس 2024\n\nقال الوزير اليوم السبت إن الوفد وصل.", layout="page")
    reading = pipelines[1].read(document)
    assert reading.basis == pipelines[1].basis(document)
    assert pipelines[0].read(document).basis == ""
