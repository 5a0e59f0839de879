"""A document that comes in several versions counts once, in its newest; what its publisher took back says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from graph.errors import ConflictError
from graph.model import Reading
from graph.store.reader import Reader
from graph.store.server import Server
from graph.store.writer import Writer
from tests.contract.conftest import Maker

FIRST, SECOND, THIRD = "Iran sent drones to Russia.", "Iran sent missiles to Russia.", "Iran sent wheat to Syria."
NOON = datetime(2024, 3, 11, 12, tzinfo=UTC)


def version(make: Maker, number: int, *sentences: str, target: str = "RUS", **facts: Any) -> Reading:
    document = make.document("urn:item:1", *sentences, version=number, **facts)
    return make.reading(document, *(make.claim(document, sentence, target=target) for sentence in sentences))


def renamed(reading: Reading, name: str) -> Reading:
    claims = tuple(replace(claim, document=name) for claim in reading.claims)
    return replace(reading, document=replace(reading.document, id=name), claims=claims)


@pytest.fixture
def versions(make: Maker) -> list[Reading]:
    return [version(make, 1, FIRST), version(make, 2, FIRST, SECOND), version(make, 3, THIRD, target="SYR")]


def edges(reader: Reader) -> list[tuple[str, str, int]]:
    return sorted((edge.source, edge.target, edge.claims) for edge in reader.relations())


def test_newer_version_takes_the_place_of_an_older_one(
    writer: Writer, reader: Reader, versions: list[Reading], now: datetime
) -> None:
    writer.write(versions[:1], ingested=now)
    report = writer.write(versions[2:], ingested=now)
    assert (report.reread, report.claims_added, report.claims_removed) == (1, 1, 1)
    assert edges(reader) == [("IRN", "SYR", 1)]
    assert reader.document("urn:item:1") == versions[2].document


def test_older_version_that_comes_later_changes_nothing(
    server: Server, writer: Writer, reader: Reader, versions: list[Reading], now: datetime
) -> None:
    writer.write(versions[1:2], ingested=now)
    report = writer.write(versions[:1], ingested=now, replace=True)
    assert (report.superseded, report.reread, report.documents, report.refused) == (1, 0, 1, ())
    assert edges(reader) == [("IRN", "RUS", 2)]


def test_newest_version_stays_in_whatever_order_they_come(
    writer: Writer, reader: Reader, versions: list[Reading], now: datetime
) -> None:
    orders = list(permutations(range(3)))
    together = [renamed(versions[number], f"together {order}") for order in orders for number in order]
    assert writer.write(together, ingested=now).documents == 18
    for place in range(3):
        apart = [renamed(versions[order[place]], f"apart {order}") for order in orders]
        assert writer.write(apart, ingested=now).documents == 6
    assert edges(reader) == [("IRN", "SYR", 12)]


def test_version_of_the_same_number_counts_if_it_was_made_later(
    writer: Writer, reader: Reader, make: Maker, now: datetime
) -> None:
    writer.write([version(make, 1, FIRST, revised=NOON)], ingested=now)
    later = version(make, 1, SECOND, revised=NOON.replace(hour=13))
    writer.write([later], ingested=now)
    assert reader.document("urn:item:1") == later.document


def test_another_text_of_the_same_version_is_refused(writer: Writer, make: Maker, now: datetime) -> None:
    writer.write([version(make, 1, FIRST)], ingested=now)
    report = writer.write([version(make, 1, SECOND)], ingested=now)
    assert [type(error) for _, error in report.refused] == [ConflictError]


@pytest.mark.parametrize("status", ["cancelled", "withheld"])
def test_withdrawn_document_says_nothing_any_more_and_is_known_as_withdrawn(
    server: Server, writer: Writer, reader: Reader, make: Maker, versions: list[Reading], now: datetime, status: Any
) -> None:
    writer.write(versions[1:2], ingested=now)
    gone = version(make, 4, status=status)
    report = writer.write([gone], ingested=now)
    assert (report.withdrawn, report.claims_removed) == (1, 2)
    assert edges(reader) == []
    (listed,) = reader.documents()
    assert (listed.status, listed.version, listed.claims) == (status, 4, 0)
    left = server.read(lambda tx: [record["n"] for record in tx.run("MATCH (n:Actor) RETURN n.id AS n")])
    assert left == []


def test_older_version_does_not_bring_a_withdrawn_document_back_and_a_newer_one_does(
    writer: Writer, reader: Reader, make: Maker, versions: list[Reading], now: datetime
) -> None:
    writer.write([version(make, 2, status="cancelled")], ingested=now)
    assert writer.write(versions[:1], ingested=now).superseded == 1
    assert edges(reader) == []
    writer.write(versions[2:], ingested=now)
    assert edges(reader) == [("IRN", "SYR", 1)]


def test_loading_a_version_again_changes_nothing(writer: Writer, versions: list[Reading], now: datetime) -> None:
    moved = [replace(one, document=replace(one.document, revised=NOON)) for one in versions]
    writer.write(moved, ingested=now)
    report = writer.write(moved[2:], ingested=now)
    assert (report.unchanged, report.documents) == (1, 1)
