"""What loading promises: everything is there as it was read, once, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.actors.registry import Registry
from graph.errors import ConflictError
from graph.model import Reading
from graph.store.reader import Reader
from graph.store.server import Server
from graph.store.writer import Writer
from graph.vocabulary import vocabulary

LATER = datetime(2025, 1, 1, tzinfo=UTC)


def everything(server: Server) -> tuple[list[Any], list[Any]]:
    """All nodes and relationships, without what only the server knows."""

    def read(tx: Any) -> tuple[list[Any], list[Any]]:
        nodes = tx.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS n").data()
        edges = tx.run(
            "MATCH (a)-[r]->(b) RETURN labels(a)[0] AS l, a.id AS a, type(r) AS t, properties(r) AS r, b.id AS b"
        ).data()
        return nodes, edges

    nodes, edges = server.read(read)
    return (
        sorted((sorted(node["labels"]), sorted(node["n"].items(), key=str)) for node in nodes),
        sorted(
            ([*sorted(edge["r"].items(), key=str), edge["l"], edge["a"], edge["t"], edge["b"]] for edge in edges),
            key=str,
        ),
    )


def ask(server: Server, query: str, **parameters: Any) -> list[list[Any]]:
    return server.read(lambda tx: [list(record.values()) for record in tx.run(query, parameters)])


def test_claims_read_back_as_they_were_written(
    writer: Writer, reader: Reader, story: list[Reading], now: datetime
) -> None:
    writer.write(story, ingested=now)
    for reading in story:
        written = sorted(reading.claims, key=lambda claim: (claim.sentence, claim.trigger))
        assert list(reader.claims(reading.document.id)) == written
        assert reader.document(reading.document.id) == reading.document


def test_report_counts_documents_and_claims(writer: Writer, story: list[Reading], now: datetime) -> None:
    seen = []
    report = writer.write(story, ingested=now, progress=seen.append)
    assert (report.added, report.claims_added, report.refused) == (3, 5, ())
    assert seen[-1] == report
    again = writer.write(story, ingested=now)
    assert (again.added, again.unchanged, again.claims_added, again.claims_removed) == (0, 3, 0, 0)


def test_loading_again_changes_nothing(server: Server, writer: Writer, story: list[Reading], now: datetime) -> None:
    writer.write(story, ingested=now)
    before = everything(server)
    writer.write(story, ingested=LATER)
    assert everything(server) == before


def test_documents_are_found_by_what_their_reading_rests_on(
    writer: Writer, reader: Reader, story: list[Reading], now: datetime
) -> None:
    first, second, third = story
    writer.write([replace(first, basis="a1"), replace(second, basis="b1"), third], ingested=now)
    asked = {first.document.id: "a1", second.document.id: "b2", third.document.id: "", "unknown": "a1"}
    (found,) = reader.loaded(asked)
    assert (found.id, found.claims, found.sentences, found.unread) == (first.document.id, 2, 4, 2)
    assert reader.loaded({}) == []


def test_new_basis_of_the_same_reading_is_kept_and_nothing_else_changes(
    server: Server, writer: Writer, reader: Reader, story: list[Reading], now: datetime
) -> None:
    writer.write([replace(story[0], basis="a1"), *story[1:]], ingested=now)
    before = everything(server)
    report = writer.write([replace(story[0], basis="a2")], ingested=LATER)
    assert (report.unchanged, report.reread) == (1, 0)
    assert [view.id for view in reader.loaded({story[0].document.id: "a2"})] == [story[0].document.id]
    writer.write([replace(story[0], basis="a1")], ingested=LATER)
    assert everything(server) == before


def test_first_ingested_stays(writer: Writer, reader: Reader, story: list[Reading], now: datetime) -> None:
    writer.write(story, ingested=now)
    writer.write(story, ingested=LATER)
    assert {document.ingested for document in reader.documents()} == {now}


def test_another_document_leaves_the_first_untouched(
    server: Server, writer: Writer, story: list[Reading], now: datetime
) -> None:
    writer.write(story[:1], ingested=now)
    own = "MATCH (d:Document {id: 'one'})<-[:EVIDENCED_BY]-(c) RETURN properties(d), properties(c) ORDER BY c.id"
    before = ask(server, own)
    writer.write(story[1:], ingested=LATER)
    assert ask(server, own) == before


def test_changed_text_is_refused_and_the_others_go_on(
    writer: Writer, reader: Reader, story: list[Reading], make: Any, now: datetime
) -> None:
    writer.write(story[:1], ingested=now)
    changed = make.reading(make.document("one", "Something else."))
    report = writer.write([changed, story[1]], ingested=now)
    assert [(name, type(error)) for name, error in report.refused] == [("one", ConflictError)]
    assert "one" in str(report.refused[0][1])
    assert reader.document("one") == story[0].document
    assert report.added == 1
    assert reader.document("two") == story[1].document


def test_replace_takes_the_old_text_and_its_claims_out(
    writer: Writer, reader: Reader, story: list[Reading], make: Any, now: datetime
) -> None:
    writer.write(story[:1], ingested=now)
    changed = make.document("one", "China sold chips to Russia.")
    claim = make.claim(changed, "China sold chips to Russia.", source="CHN")
    writer.write([make.reading(changed, claim)], ingested=LATER, replace=True)
    assert list(reader.claims()) == [claim]
    assert [(edge.source, edge.target) for edge in reader.relations()] == [("CHN", "RUS")]
    assert reader.documents()[0].ingested == LATER


def test_new_reading_of_the_same_text_takes_the_place_of_the_old(
    server: Server, writer: Writer, reader: Reader, story: list[Reading], now: datetime
) -> None:
    """A better extractor withdraws a claim and finds none new; what it repeats keeps its first moment."""
    writer.write(story, ingested=now)
    kept, withdrawn = story[0].claims
    better = replace(story[0], claims=(replace(kept, confidence=0.95),))
    report = writer.write([better], ingested=LATER)
    assert (report.reread, report.claims_added, report.claims_removed) == (1, 0, 1)
    assert list(reader.claims("one")) == list(better.claims)
    assert withdrawn.relation not in {edge.type for edge in reader.relations()}
    moments = ask(server, "MATCH (n) WHERE n:Document OR n:Claim RETURN DISTINCT n.ingested.year")
    assert moments == [[2024]]
    edge = next(edge for edge in reader.relations() if edge.item == "DRONE")
    assert (edge.claims, edge.documents, edge.confidence) == (2, 2, 0.95)


def test_same_document_twice_in_one_load_counts_once(
    writer: Writer, reader: Reader, story: list[Reading], make: Any, now: datetime
) -> None:
    other = make.reading(make.document("one", "Something else."))
    report = writer.write([story[0], story[0], other], ingested=now)
    assert (report.added, report.unchanged, [name for name, _ in report.refused]) == (1, 1, ["one"])
    assert len(list(reader.claims())) == 2


@pytest.mark.parametrize(
    ("wrong", "named"),
    [({"source": "NOBODY"}, "NOBODY"), ({"item": "NOTHING"}, "NOTHING"), ({"place": "NOWHERE"}, "NOWHERE")],
)
def test_unknown_name_refuses_its_document_only(
    writer: Writer, reader: Reader, story: list[Reading], make: Any, now: datetime, wrong: dict[str, str], named: str
) -> None:
    document = make.document("bad", "Nobody gave nothing.")
    bad = make.reading(document, make.claim(document, "Nobody gave nothing.", **wrong))
    report = writer.write([bad, story[0]], ingested=now)
    assert [name for name, _ in report.refused] == ["bad"]
    assert named in str(report.refused[0][1])
    assert [document.id for document in reader.documents()] == ["one"]


def test_unknown_relation_refuses_its_document(writer: Writer, reader: Reader, make: Any, now: datetime) -> None:
    document = make.document("bad", "Iran gave Russia drones.")
    claim = replace(make.claim(document, "Iran gave Russia drones."), relation="X]->() DETACH DELETE n //")
    report = writer.write([make.reading(document, claim)], ingested=now)
    assert [name for name, _ in report.refused] == ["bad"]
    assert reader.documents() == []


def test_actors_carry_kind_names_and_dated_ties(
    server: Server, writer: Writer, story: list[Reading], now: datetime
) -> None:
    writer.write(story, ingested=now)
    found = ask(server, "MATCH (a:State {id: 'RUS'}) RETURN labels(a), a.name, a.name_ar, 'روسيا' IN a.names, a.search")
    labels, name, name_ar, has_name, search = found[0]
    assert (sorted(labels), name, name_ar, has_name) == (["Actor", "State"], "Russia", "روسيا", True)
    assert "russian federation" in search
    ends = ask(server, "MATCH (:State {id: 'RUS'})-[t:MEMBER_OF]->(:Organization {id: 'G8'}) RETURN t.from, t.to")
    assert [[day.to_native() for day in row] for row in ends] == [[date(1997, 1, 1), date(2014, 3, 24)]]
    assert ask(server, "MATCH (:Body {id: 'IRN_DEFENCE_MINISTRY'})-[:PART_OF]->(s:State) RETURN s.id") == [["IRN"]]


def test_items_and_places_lead_to_what_is_wider(
    server: Server, writer: Writer, registry: Registry, story: list[Reading], now: datetime
) -> None:
    writer.write(story, ingested=now)
    kin = ask(server, "MATCH (:Item {id: 'BALLISTIC_MISSILE'})-[:KIND_OF*0..]->(i) RETURN i.id")
    assert [row[0] for row in kin] == list(registry.kin("BALLISTIC_MISSILE"))
    assert ask(server, "MATCH (p:Place)-[:LIES_IN]->(a:Actor) RETURN p.id, a.id") == [["RUS", "RUS"]]


def test_actor_whose_kind_changed_in_the_registry_keeps_its_edges(
    server: Server, writer: Writer, reader: Reader, story: list[Reading], now: datetime
) -> None:
    writer.write(story, ingested=now)
    server.write(
        lambda tx: tx.run(
            "MATCH (a:Actor {id: 'G7'}) REMOVE a.id SET a:Company REMOVE a:Organization SET a.id = 'G7', a.digest = ''"
        ).consume()
    )
    writer.write(story, ingested=now)
    assert ask(server, "MATCH (a:Actor {id: 'G7'}) RETURN 'Organization' IN labels(a), size(labels(a))") == [[True, 2]]
    assert list(reader.claims("one")) == sorted(story[0].claims, key=lambda claim: claim.sentence)


def test_every_date_is_a_native_date(server: Server, writer: Writer, story: list[Reading], now: datetime) -> None:
    writer.write(story, ingested=now)
    days = "MATCH (c:Claim) WHERE c.when_from >= date('2024-03-01') AND c.when_to < date('2024-04-01') RETURN c.when"
    assert sorted(row[0] for row in ask(server, days)) == ["2024-03", "2024-03-11/2024-03-20"]
    edges = "MATCH ()-[r:SUPPLIES]->() WHERE r.first > date('2024-02-15') RETURN r.item"
    assert ask(server, edges) == [["BALLISTIC_MISSILE"]]
    known = (
        "MATCH (d:Document) WHERE d.ingested < datetime('2024-09-02T00:00:00Z') AND d.reported.year = 2024 RETURN d.id"
    )
    assert sorted(row[0] for row in ask(server, known)) == ["one", "two"]


def test_symmetric_edge_has_the_smaller_id_first(
    writer: Writer, reader: Reader, story: list[Reading], now: datetime
) -> None:
    writer.write(story, ingested=now)
    assert [(e.source, e.target, e.symmetric) for e in reader.relations() if e.type == "MEETS"] == [
        ("IRN", "RUS", True)
    ]


def test_edges_are_one_for_each_item_factuality_and_attribution(
    server: Server, writer: Writer, story: list[Reading], now: datetime
) -> None:
    writer.write(story, ingested=now)
    found = ask(
        server,
        "MATCH (:State {id: 'IRN'})-[r:SUPPLIES]->(:State {id: 'RUS'}) "
        "RETURN r.item, r.factuality, r.attributed, r.speakers, r.claims, r.documents, r.publishers ORDER BY r.item",
    )
    assert found == [
        ["BALLISTIC_MISSILE", "conditional", False, [], 1, 1, ["Sample Times"]],
        ["DRONE", "actual", True, ["G7", "USA"], 2, 2, ["Sample Post", "Sample Times"]],
    ]


def test_order_and_size_of_loads_do_not_matter(
    server: Server, writer: Writer, story: list[Reading], now: datetime
) -> None:
    writer.write(story, ingested=now)
    at_once = everything(server)
    for reading in story:
        writer.forget(reading.document.id)
    assert everything(server) == ([], [])
    for reading in reversed(story):
        writer.write([reading], ingested=now)
    assert everything(server) == at_once


def test_rebuild_gives_the_same_edges(server: Server, writer: Writer, story: list[Reading], now: datetime) -> None:
    writer.write(story, ingested=now)
    loaded = everything(server)
    assert writer.rebuild().edges_removed == 0
    assert everything(server) == loaded
    server.write(lambda tx: tx.run("MATCH ()-[r:SUPPLIES]->() SET r.claims = 77").consume())
    wrong = "MATCH (a:Actor {id: 'USA'}) MATCH (b:Actor {id: 'PRK'}) CREATE (a)-[:PRAISES {id: 'gone', claims: 1}]->(b)"
    server.write(lambda tx: tx.run(wrong).consume())
    assert writer.rebuild().edges_removed == 1
    assert everything(server) == loaded


def test_batch_that_fails_half_way_leaves_nothing(
    server: Server, writer: Writer, story: list[Reading], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.store.edges import Edges

    writer.write(story[:1], ingested=now)
    before = everything(server)

    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(Edges, "add", broken)
        with pytest.raises(RuntimeError, match="power cut"):
            writer.write(story[1:], ingested=now)
    assert everything(server) == before
    writer.write(story[1:], ingested=now)
    assert len(everything(server)[0]) > len(before[0])


def test_document_with_thousands_of_claims_is_loaded_whole(
    writer: Writer, reader: Reader, make: Any, now: datetime
) -> None:
    sentence = "Iran sent drones to Russia."
    document = make.document("big", sentence)
    claim = make.claim(document, sentence)
    many = [replace(claim, trigger=(start, end)) for start in range(26) for end in range(start + 1, 27)]
    claims = [
        replace(each, rule=f"r{n}", speakers=(s,))
        for n, each in enumerate(many)
        for s in ("USA", "G7", "FRA", "GBR", "DEU", "ITA", "CAN")
    ]
    assert len(claims) > 2000
    writer.write([make.reading(document, *claims)], ingested=now)
    assert sum(1 for _ in reader.claims("big")) == len(claims)
    edge = next(iter(reader.relations()))
    assert (edge.claims, edge.documents, len(edge.speakers)) == (len(claims), 1, 7)


def test_two_writers_at_once_lose_no_claim(
    server: Server, registry: Registry, reader: Reader, make: Any, now: datetime
) -> None:
    def readings(name: str) -> Sequence[Reading]:
        made = []
        for number in range(12):
            document = make.document(f"{name}-{number}", "Iran sent drones to Russia.", publisher=name)
            made.append(make.reading(document, make.claim(document, "Iran sent drones to Russia.", item="DRONE")))
        return made

    def load(name: str) -> None:
        writer = Writer(server, registry, vocabulary())
        for reading in readings(name):
            writer.write([reading], ingested=now)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(load, ["left", "right"]))
    edge = next(iter(reader.relations()))
    assert (edge.claims, edge.documents, edge.publishers) == (24, 24, ("left", "right"))
