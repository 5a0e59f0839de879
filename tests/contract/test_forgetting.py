"""What forgetting promises: a document and what rested on it alone is gone, everything else is as if it never came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from graph.errors import StoreError
from graph.model import Judgement, Reading
from graph.store.reader import Reader
from graph.store.server import Server
from graph.store.writer import Writer


@pytest.fixture
def snapshot(server: Server) -> Callable[[], Any]:
    """Everything in the store, without what only the server knows."""

    def read(tx: Any) -> Any:
        nodes = tx.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS n").data()
        edges = tx.run(
            "MATCH (a)-[r]->(b) RETURN a.id AS a, labels(b) AS l, type(r) AS t, properties(r) AS r, b.id AS b"
        ).data()
        return sorted(str((sorted(n["labels"]), sorted(n["n"].items(), key=str))) for n in nodes), sorted(
            str((e["a"], e["t"], sorted(e["l"]), e["b"], sorted(e["r"].items(), key=str))) for e in edges
        )

    return lambda: server.read(read)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_forgetting_is_as_if_it_was_never_loaded(
    writer: Writer, story: list[Reading], now: datetime, snapshot: Callable[[], Any], gone: int
) -> None:
    rest = [reading for number, reading in enumerate(story) if number != gone]
    writer.write(rest, ingested=now)
    without = snapshot()
    writer.write([story[gone]], ingested=now)
    assert snapshot() != without
    writer.forget(story[gone].document.id)
    assert snapshot() == without


def test_forgetting_everything_leaves_nothing(
    writer: Writer, story: list[Reading], now: datetime, snapshot: Callable[[], Any]
) -> None:
    writer.write(story, ingested=now)
    for reading in story:
        writer.forget(reading.document.id)
    assert snapshot() == ([], [])


def test_report_says_what_went(writer: Writer, story: list[Reading], now: datetime) -> None:
    writer.write(story, ingested=now)
    report = writer.forget("two")
    assert (report.claims, report.edges_removed, report.edges_kept) == (2, 1, 1)
    assert report.actors >= 2
    assert report.items == 0


def test_unknown_document_cannot_be_forgotten(writer: Writer, story: list[Reading], now: datetime) -> None:
    writer.write(story, ingested=now)
    with pytest.raises(StoreError, match="none"):
        writer.forget("none")


def test_actor_that_a_judgement_is_about_stays(
    server: Server, writer: Writer, story: list[Reading], now: datetime
) -> None:
    writer.write(story[2:], ingested=now)
    writer.judge(Judgement(left="PRK", right="KOR", verdict="different", judge="test", made=date(2024, 1, 1)))
    writer.forget("three")
    left = server.read(lambda tx: {record["id"] for record in tx.run("MATCH (a:State) RETURN a.id AS id")})
    assert left == {"PRK", "KOR"}


def test_judgement_joins_edges_and_its_withdrawal_parts_them(
    writer: Writer, reader: Reader, story: list[Reading], now: datetime, snapshot: Callable[[], Any]
) -> None:
    writer.write(story, ingested=now)
    before = list(reader.relations())
    judgement = Judgement(left="RUS", right="RUS_DEFENCE_MINISTRY", verdict="same", judge="test", made=date(2024, 1, 1))
    writer.judge(judgement)
    assert list(reader.relations()) == before
    same = Judgement(left="PRK", right="IRN", verdict="same", judge="test", made=date(2024, 1, 1))
    writer.judge(same)
    joined = list(reader.relations())
    assert {edge.source for edge in joined} == {"IRN"}
    for edge in joined:
        assert len(reader.evidence(edge.id)) == edge.claims
        assert reader.edge(edge.id) == edge
    later = replace(story[2], document=replace(story[2].document, id="four"), claims=tuple(
        replace(claim, document="four") for claim in story[2].claims
    ))  # fmt: skip
    writer.write([later], ingested=now)
    missiles = next(e for e in reader.relations() if e.item == "BALLISTIC_MISSILE" and e.factuality == "actual")
    assert (missiles.source, missiles.claims, missiles.documents) == ("IRN", 2, 2)
    writer.forget("four")
    writer.withdraw(same.id)
    writer.withdraw(judgement.id)
    assert list(reader.relations()) == before
    with pytest.raises(StoreError):
        writer.withdraw(same.id)
