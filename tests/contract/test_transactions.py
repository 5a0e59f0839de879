"""That every statement runs in a managed transaction: an auto-commit one that fails half way leaves its half behind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from neo4j import Session

from graph.model import Judgement, Reading
from graph.store import schema
from graph.store.console import Console
from graph.store.reader import Reader
from graph.store.server import Server
from graph.store.writer import Writer


@pytest.fixture
def no_auto_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("not a managed transaction")

    monkeypatch.setattr(Session, "run", refuse)
    monkeypatch.setattr(Session, "begin_transaction", refuse)


@pytest.mark.usefixtures("no_auto_commit")
def test_everything_runs_in_managed_transactions(
    server: Server, writer: Writer, reader: Reader, story: list[Reading], now: datetime
) -> None:
    schema.prepare(server)
    writer.write(story, ingested=now)
    writer.write(story, ingested=now, replace=True)
    writer.judge(Judgement(left="PRK", right="KOR", verdict="different", judge="test", made=date(2024, 1, 1)))
    writer.rebuild()
    reader.search("russia")
    reader.actor("RUS")
    around = reader.neighbourhood(["RUS"])
    reader.evidence(around.edges[0].id)
    reader.status()
    list(reader.claims())
    Console(server).run("MATCH (a)-[r]->(b) RETURN a, r, b LIMIT 5")
    writer.forget("one")


@pytest.mark.usefixtures("no_auto_commit")
def test_the_guard_of_the_test_above_works(server: Server) -> None:
    with pytest.raises(AssertionError, match="managed"):
        server._connected().session(database=server.database).run("RETURN 1")
    with pytest.raises(AssertionError, match="managed"):
        server._connected().session(database=server.database).begin_transaction()


def test_schema_is_there_and_preparing_it_again_changes_nothing(server: Server) -> None:
    def names() -> set[str]:
        return server.read(
            lambda tx: {record["name"] for record in tx.run("SHOW CONSTRAINTS YIELD name")}
        ) | server.read(lambda tx: {record["name"] for record in tx.run("SHOW INDEXES YIELD name")})

    before = names()
    schema.prepare(server)
    assert names() == before
    assert before >= {f"{label.lower()}_id" for label in schema.LABELS}
    assert schema.NAMES_INDEX in before
