"""Reaching a Neo4j of the user's own: what is wrong is named, what is secret is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import ServerError
from graph.store.server import _release as release
from graph.store.server import open_server

pytestmark = pytest.mark.neo4j


def test_wrong_password_names_the_settings_and_keeps_the_secret(neo4j: Any, tmp_path: Path) -> None:
    with pytest.raises(ServerError) as refused:
        open_server(neo4j.uri, user="neo4j", password="hunter2-hunter2", data=tmp_path)
    assert "DETENTE_NEO4J_PASSWORD" in str(refused.value)
    assert "hunter2" not in str(refused.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:9", "nonsense", "http://user:hunter2@127.0.0.1:9/", "bolt://:x"])
def test_address_that_does_not_answer_is_named(uri: str, tmp_path: Path) -> None:
    with pytest.raises(ServerError) as refused:
        open_server(uri, user="neo4j", password="hunter2-hunter2", data=tmp_path)
    assert "DETENTE_NEO4J_URI" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_unknown_database_is_named(neo4j: Any, tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="DETENTE_NEO4J_DATABASE"):
        open_server(neo4j.uri, user=neo4j.user, password=neo4j.password, database="nowhere", data=tmp_path)


def test_versions_are_compared_as_numbers() -> None:
    assert release("5.26.20") >= (5, 26)
    assert release("2025.10.1") >= (5, 26)
    assert release("5.27-aura") >= (5, 26)
    assert release("5.9.0") < (5, 26)
    assert release("4.4.30") < (5, 26)
