"""The registry in the store on request: what it adds, that it stays, and that nothing known is pushed aside by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.actors.registry import Registry, load_registry
from graph.errors import StoreError
from graph.model import Reading
from graph.store import roster
from graph.store.reader import Reader
from graph.store.server import Server
from graph.store.writer import Writer
from graph.vocabulary import vocabulary

_OWN = """
source = "test"

[body.TEST_COUNCIL]
en = ["Test Council"]
ar = ["مجلس الاختبار"]
part_of = "FRA"
exists = "{exists}"
"""


def asked(server: Server, statement: str, **parameters: Any) -> list[Any]:
    def ask(tx: Any) -> list[Any]:
        return [record.data() for record in tx.run(statement, parameters)]

    return server.read(ask)


@pytest.fixture(scope="module")
def loaded(opened: Server, empty: Callable[[Server], None], registry: Registry) -> Server:
    """A server with the whole registry and nothing else."""
    empty(opened)
    roster.load(opened, registry)
    return opened


def test_everything_is_there_with_its_kind(loaded: Server, registry: Registry) -> None:
    for kind in ("State", "Person", "Organization", "ArmedGroup", "Company", "Media"):
        expected = {actor.id for actor in registry.actors() if actor.kind == kind}
        assert {row["id"] for row in asked(loaded, f"MATCH (a:Actor:{kind}) RETURN a.id AS id")} >= expected
    counted = asked(loaded, "MATCH (n) WHERE n:Item OR n:Place RETURN count(n) AS n")
    assert counted == [{"n": len(list(registry.items())) + len(list(registry.places()))}]


def test_an_office_has_native_dates_and_its_source(loaded: Server) -> None:
    held = """
    MATCH (p:Person)-[h:HOLDS_OFFICE_IN {office: 'defence_minister'}]->(:State {id: 'RUS'})
    WHERE h.from <= $day AND (h.to IS NULL OR $day <= h.to) RETURN p.id AS id, h.source AS source
    """
    (minister,) = asked(loaded, held, day=date(2024, 4, 26))
    assert minister["id"] == "SERGEI_SHOIGU"
    assert minister["source"]
    (later,) = asked(loaded, held, day=date(2024, 6, 1))
    assert later["id"] == "ANDREI_BELOUSOV"


def test_memberships_are_those_of_the_registry(loaded: Server, registry: Registry) -> None:
    members = """
    MATCH (a:Actor)-[m:MEMBER_OF]->(:Organization {id: 'NATO'})
    WHERE m.from <= $day AND (m.to IS NULL OR $day <= m.to) RETURN a.id AS id ORDER BY id
    """
    day = date(2003, 1, 1)
    assert tuple(row["id"] for row in asked(loaded, members, day=day)) == registry.members("NATO", day)


def test_loading_again_changes_nothing(loaded: Server, registry: Registry) -> None:
    counted = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS ties"
    before = asked(loaded, counted)
    report = roster.load(loaded, registry, ["State", "Item"])
    assert (dict(report.added), dict(report.updated), report.ties) == ({}, {}, 0)
    assert report.known == {"State": 260, "Item": len(list(registry.items()))}
    assert asked(loaded, counted) == before


def test_status_tells_loaded_actors_from_named_ones(
    loaded: Server, registry: Registry, story: list[Reading], now: datetime
) -> None:
    before = Reader(loaded).status()
    assert (before.named["Actor"], before.loaded["Actor"]) == (0, len(list(registry.actors())))
    Writer(loaded, registry, vocabulary()).write(story, ingested=now)
    after = Reader(loaded).status()
    assert after.named == {"Actor": 7, "Item": 2, "Place": 1}
    assert after.loaded["Item"] == before.loaded["Item"] - 2


def test_search_shows_what_claims_name_before_what_the_registry_alone_brought(loaded: Server) -> None:
    reader = Reader(loaded)
    for text, first in (("r", "RUS"), ("i", "IRN"), ("إي", "IRN"), ("ك", "PRK"), ("united", "USA"), ("g", "G7")):
        hits = reader.search(text)
        assert hits[0].id == first
        linked = [hit.links > 0 for hit in hits]
        assert linked == sorted(linked, reverse=True)
    assert reader.search("Angela Merkel")[0].links == 0


def test_progress_ends_at_the_count(server: Server, registry: Registry) -> None:
    told: list[int] = []
    roster.load(server, registry, ["State", "Body"], progress=told.append)
    assert told == sorted(told)
    assert told[-1] == roster.count(registry, ["State", "Body"])


def test_one_kind_brings_along_what_it_is_tied_to(server: Server, registry: Registry) -> None:
    report = roster.load(server, registry, ["Media"])
    assert report.added["Media"] == len([actor for actor in registry.actors() if actor.kind == "Media"])
    assert "Person" not in report.added
    assert asked(server, "MATCH (:Media {id: 'RIA_NOVOSTI'})-[:PART_OF]->(b) RETURN b.id AS id") == [{"id": "RUS_COM"}]


def test_an_unknown_kind_is_refused(server: Server, registry: Registry) -> None:
    with pytest.raises(StoreError, match="Planet"):
        roster.load(server, registry, ["Planet"])


def test_what_was_loaded_stays_when_its_documents_are_forgotten(
    server: Server, writer: Writer, registry: Registry, story: list[Reading], now: datetime
) -> None:
    roster.load(server, registry, ["State", "Item"])
    writer.write(story, ingested=now)
    assert asked(server, "MATCH (a:Body {id: 'IRN_DEFENCE_MINISTRY'}) RETURN a.loaded AS loaded") == [{"loaded": None}]
    for reading in story:
        report = writer.forget(reading.document.id)
        assert report.items == 0
    assert asked(server, "MATCH (a:State) RETURN count(a) AS n") == [{"n": 260}]
    assert asked(server, "MATCH (a:Body {id: 'IRN_DEFENCE_MINISTRY'}) RETURN a.id") == []
    assert (writer.rebuild().edges, Reader(server).status().loaded["Actor"]) == (0, 260)


def test_a_claim_before_or_after_makes_no_difference(
    server: Server, writer: Writer, registry: Registry, story: list[Reading], now: datetime
) -> None:
    everything = "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN n.id, n.loaded, n.digest, type(r), m.id"

    def snapshot() -> list[str]:
        return sorted(map(str, asked(server, everything)))

    writer.write(story, ingested=now)
    roster.load(server, registry, ["State"])
    claims_first = snapshot()
    asked_again = roster.load(server, registry, ["State"])
    assert asked_again.known == {"State": 260}
    for reading in story:
        writer.forget(reading.document.id)
    writer.write(story, ingested=now)
    assert snapshot() == claims_first


def test_a_changed_registry_is_written_anew_and_stays_loaded(server: Server, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(_OWN.format(exists="2020/2021"), encoding="utf-8")
    roster.load(server, load_registry(overlays=[own]), ["Body"])
    own.write_text(_OWN.format(exists="2020/2022"), encoding="utf-8")
    report = roster.load(server, load_registry(overlays=[own]), ["Body"])
    assert (dict(report.added), report.updated, report.ties) == ({}, {"Body": 1}, 1)
    held = "MATCH (a:Actor {id: 'TEST_COUNCIL'})-[t:PART_OF]->() RETURN t.to AS last, a.loaded AS loaded"
    (only,) = asked(server, held)
    assert (only["last"].to_native(), only["loaded"]) == (date(2022, 12, 31), True)
