"""The example queries, on every server that an analyst may have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.actors.registry import load_registry
from graph.model import Claim, Document, Reading
from graph.store.console import Console
from graph.store.server import Server, open_server
from graph.store.writer import Writer
from graph.vocabulary import vocabulary
from ui.explorer.queries import Query, queries

# Enough to show every part of the schema.
_FEWEST = 8
_TEXT = (
    "Iran supplied Russia. Iran denied supplying Russia. Russia met Iran. North Korea met Russia. Russia met Ukraine."
)


def _claim(number: int, relation: str, source: str, target: str, **facts: Any) -> Claim:
    kind = vocabulary().relations[relation]
    quote = f"{_TEXT.split('. ')[number].removesuffix('.')}."
    start = _TEXT.index(quote)
    values: dict[str, Any] = {
        "document": "queries", "relation": relation, "plover": kind.plover, "cameo": kind.cameo,
        "goldstein": kind.goldstein, "source": source, "target": target, "factuality": "actual", "quote": quote,
        "sentence": (start, start + len(quote)), "trigger": (start, start + 4),
    }  # fmt: skip
    return Claim(**values | facts)


def _reading() -> Reading:
    claims = (
        _claim(0, "SUPPLIES", "IRN", "RUS", item="DRONE"),
        _claim(1, "SUPPLIES", "IRN", "RUS", item="DRONE", factuality="denied", speakers=("IRN",)),
        _claim(2, "MEETS", "IRN", "RUS"),
        _claim(3, "MEETS", "PRK", "RUS", factuality="possible", speakers=("G7", "USA")),
        _claim(4, "MEETS", "RUS", "UKR"),
    )
    document = Document(id="queries", text=_TEXT, language="en", layout="clean", title="Queries")
    return Reading(document=document, claims=claims, sentences=6, unread=((0, 1),))


@pytest.fixture(scope="module", params=["bundled", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("queries")
    if request.param == "neo4j":
        neo4j = request.getfixturevalue("neo4j")
        opened = open_server(neo4j.uri, user=neo4j.user, password=neo4j.password, data=folder)
    else:
        opened = open_server(data=folder)
    with opened as server:
        writer = Writer(server, load_registry(cache=folder / "cache"), vocabulary())
        writer.write([_reading()], ingested=datetime(2026, 1, 2, tzinfo=UTC))
        yield server
        writer.forget("queries")


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.title.en)
def test_an_example_answers_on_every_server(server: Server, query: Query) -> None:
    answer = Console(server).run(query.cypher, {})
    assert answer.rows
    assert not answer.truncated


def test_there_are_enough_examples_with_names_of_their_own() -> None:
    names = [query.name(language) for query in queries() for language in ("en", "ar")]
    assert len(queries()) >= _FEWEST
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.title.en)
def test_symmetric_links_are_asked_for_without_direction(query: Query) -> None:
    assert "MEETS" not in query.cypher or "]-(" in query.cypher
