"""What several outlets took over from one another counts as one independent source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Reading
from graph.store.reader import Reader
from graph.store.server import Server
from graph.store.writer import Writer
from tests.contract.conftest import Maker
from tests.graph.test_likeness import words

CLAIM = "Iran sent drones to Russia."
BODY = words(1, 120)
Press = dict[str, Reading]


def told(make: Maker, name: str, *rest: str) -> Reading:
    document = make.document(name, CLAIM, *rest, publisher=f"Paper {name}")
    return make.reading(document, make.claim(document, CLAIM))


@pytest.fixture
def press(make: Maker) -> Press:
    """An agency's report, a copy, an excerpt, a roundup that holds it and another one, that one, and one alone."""
    return {
        "agency": told(make, "agency", BODY),
        "copy": told(make, "copy", BODY, words(2, 20)),
        "excerpt": told(make, "excerpt", " ".join(BODY.split()[:50])),
        "roundup": told(make, "roundup", words(3, 120), BODY),
        "other": told(make, "other", words(3, 120)),
        "alone": told(make, "alone", words(4, 120)),
    }


def counts(reader: Reader) -> tuple[int, int]:
    (edge,) = reader.relations()
    return edge.documents, edge.independent_sources


def grouped(reader: Reader) -> dict[str, str]:
    return {document.id: document.group for document in reader.documents()}


def test_copies_count_as_documents_and_as_one_source(
    writer: Writer, reader: Reader, press: Press, now: datetime
) -> None:
    writer.write([press["agency"], press["copy"], press["excerpt"]], ingested=now)
    assert counts(reader) == (3, 1)
    assert set(grouped(reader).values()) == {"agency"}
    writer.write([press["alone"]], ingested=now)
    assert counts(reader) == (4, 2)


def test_copy_that_comes_later_adds_no_source(writer: Writer, reader: Reader, press: Press, now: datetime) -> None:
    for name in ("excerpt", "alone", "copy", "agency"):
        writer.write([press[name]], ingested=now)
    assert counts(reader) == (4, 2)
    assert grouped(reader) == {"agency": "agency", "copy": "agency", "excerpt": "agency", "alone": "alone"}


def test_document_that_holds_two_reports_joins_them_in_whatever_order_they_come(
    server: Server,
    writer: Writer,
    reader: Reader,
    press: Press,
    now: datetime,
    empty: Callable[[Server], None],
) -> None:
    for order in permutations(("agency", "roundup", "other")):
        for name in order:
            writer.write([press[name]], ingested=now)
        assert counts(reader) == (3, 1)
        empty(server)


def test_reports_part_again_when_what_joined_them_is_forgotten_or_replaced(
    writer: Writer, reader: Reader, make: Maker, press: Press, now: datetime
) -> None:
    writer.write([press["agency"], press["other"]], ingested=now)
    assert counts(reader) == (2, 2)
    writer.write([press["roundup"]], ingested=now)
    assert counts(reader) == (3, 1)
    writer.forget("roundup")
    assert counts(reader) == (2, 2)
    writer.write([press["roundup"]], ingested=now)
    writer.write([told(make, "roundup", words(5, 120))], ingested=now, replace=True)
    assert counts(reader) == (3, 3)


def test_rebuilding_gives_the_same_groups_and_counts(
    writer: Writer, reader: Reader, press: Press, now: datetime
) -> None:
    writer.write(press.values(), ingested=now)
    before, edges = grouped(reader), list(reader.relations())
    writer.rebuild()
    assert (grouped(reader), list(reader.relations())) == (before, edges)


def test_store_that_knows_no_copies_yet_learns_of_them_by_rebuilding(
    server: Server, writer: Writer, reader: Reader, press: Press, now: datetime
) -> None:
    writer.write(press.values(), ingested=now)
    before = list(reader.relations())
    forget = "MATCH (d:Document) REMOVE d.group, d.sketch"
    server.write(lambda tx: tx.run(forget).consume())
    writer.rebuild()
    assert list(reader.relations()) == before


def test_reading_copies_anew_changes_no_group_and_no_count(
    writer: Writer, reader: Reader, make: Maker, press: Press, now: datetime
) -> None:
    writer.write(press.values(), ingested=now)
    before, counted = grouped(reader), counts(reader)
    again = [replace(one, sentences=9) for one in press.values()]
    assert writer.write(again, ingested=now).reread == len(press)
    assert (grouped(reader), counts(reader)) == (before, counted)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_groups_and_counts_are_those_of_rebuilding_whatever_comes_and_goes(
    server: Server, writer: Writer, reader: Reader, make: Maker, empty: Callable[[Server], None], data: st.DataObject
) -> None:
    texts = st.sampled_from([BODY, f"{BODY} {words(2, 20)}", words(3, 120), f"{words(3, 120)} {BODY}", words(4, 120)])
    step = st.tuples(st.sampled_from("abcdef"), st.none() | texts)
    now = datetime(2024, 1, 1, tzinfo=UTC)
    for steps in data.draw(st.lists(st.lists(step, min_size=1, max_size=4), min_size=2, max_size=5)):
        held = {document.id for document in reader.documents()}
        for name in {name for name, text in steps if text is None} & held:
            writer.forget(name)
        writer.write([told(make, name, text) for name, text in steps if text], ingested=now, replace=True)
    before, edges = grouped(reader), list(reader.relations())
    writer.rebuild()
    assert (grouped(reader), list(reader.relations())) == (before, edges)
    empty(server)
