"""What the reader shows: the same on both servers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from graph.actors.registry import Registry
from graph.model import Reading
from graph.store.reader import Reader
from graph.store.server import Server
from graph.store.writer import Writer
from graph.vocabulary import vocabulary


@pytest.fixture(scope="module")
def reader(
    opened: Server, empty: Callable[[Server], None], registry: Registry, story: list[Reading], now: datetime
) -> Reader:
    """Over one graph for all these tests."""
    empty(opened)
    Writer(opened, registry, vocabulary()).write(story, ingested=now)
    return Reader(opened)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("إيران", "IRN"), ("ايران", "IRN"), ("إيـرَان", "IRN"), ("Iran", "IRN"), ("IRAN", "IRN"), ("ira", "IRN"),
        ("irn", "IRN"), ("روسيا", "RUS"), ("روس", "RUS"), ("الاتحاد الروسي", "RUS"), ("russian fed", "RUS"),
        ("كوريا الشماليه", "PRK"), ("North Kor", "PRK"), ("G7", "G7"), ("  united   states ", "USA"),
    ],
)  # fmt: skip
def test_search_finds_actors_in_either_script(reader: Reader, text: str, first: str) -> None:
    assert reader.search(text)[0].id == first


@pytest.mark.parametrize("text", ["", "   ", "zzzz", "OR", "*", '"', "a:b", "((", "russia zzzz", "\\", "~", "AND NOT"])
def test_search_that_finds_nothing_is_no_error(reader: Reader, text: str) -> None:
    assert "RUS" not in [hit.id for hit in reader.search(text)]


def test_search_hit_shows_names_kind_and_links(reader: Reader) -> None:
    hit = reader.search("russia")[0]
    assert (hit.id, hit.kind, hit.name_en, hit.name_ar, hit.links) == ("RUS", "State", "Russia", "روسيا", 4)
    assert len(reader.search("g", limit=3)) == 3


def test_actor_card_shows_names_and_dated_ties_in_both_directions(reader: Reader) -> None:
    card = reader.actor("RUS")
    assert (card.kind, card.name, card.name_ar, card.links, card.claims) == ("State", "Russia", "روسيا", 4, 5)
    assert "Russian Federation" in card.names
    g8 = next(tie for tie in card.ties if tie.other == "G8")
    assert (g8.kind, g8.outgoing, g8.first, g8.last) == ("MEMBER_OF", True, date(1997, 1, 1), date(2014, 3, 24))
    ministry = next(tie for tie in card.ties if tie.other == "RUS_DEFENCE_MINISTRY")
    assert (ministry.kind, ministry.outgoing) == ("PART_OF", False)
    with pytest.raises(KeyError):
        reader.actor("NOBODY")


def test_neighbourhood_has_all_edges_at_the_actors_and_among_the_shown(reader: Reader) -> None:
    around = reader.neighbourhood(["IRN"])
    assert {node.id for node in around.nodes} == {"IRN", "RUS"}
    assert {(edge.type, edge.item) for edge in around.edges} == {
        ("MEETS", None), ("SUPPLIES", "DRONE"), ("SUPPLIES", "BALLISTIC_MISSILE"),
    }  # fmt: skip
    assert around.hidden == 0
    drone = around.edges[0]
    assert (drone.item, drone.documents, drone.speakers) == ("DRONE", 2, ("G7", "USA"))
    assert drone.speaker_names == ("G7", "United States")
    assert (drone.first, drone.last) == (date(2024, 2, 1), date(2024, 3, 20))
    assert (drone.first_reported, drone.last_reported) == (date(2024, 3, 2), date(2024, 5, 6))
    assert (drone.plover, drone.quad, drone.confidence) == ("AID", "material cooperation", 0.9)


def test_neighbourhood_among_shown_nodes(reader: Reader) -> None:
    around = reader.neighbourhood(["PRK"])
    assert {node.id for node in around.nodes} == {"PRK", "RUS"}
    both = reader.neighbourhood(["PRK", "IRN", "PRK"])
    assert (len(both.edges), len({edge.id for edge in both.edges})) == (4, 4)


def test_neighbourhood_says_how_much_its_limit_hides(reader: Reader) -> None:
    around = reader.neighbourhood(["RUS"], limit=1)
    assert ([edge.item for edge in around.edges], around.hidden) == (["DRONE"], 3)
    assert reader.neighbourhood([]).nodes == ()
    assert reader.neighbourhood(["NOBODY"]).nodes == ()


def test_edge_opens_to_its_sentences(reader: Reader, story: list[Reading]) -> None:
    drone = next(edge for edge in reader.relations() if edge.item == "DRONE")
    assert reader.edge(drone.id) == drone
    second, first = reader.evidence(drone.id)
    assert (first.document, second.document) == ("one", "two")
    assert (first.quote, first.title, first.publisher) == (story[0].claims[0].quote, "Drones", "Sample Post")
    assert [(one.id, one.name_en) for one in first.speakers] == [("G7", "G7")]
    assert [one.id for one in second.via] == ["IRN_DEFENCE_MINISTRY"]
    assert (first.item and first.item.id, first.when, first.factuality) == ("DRONE", "2024-02", "actual")
    assert (first.reported, first.reported_note, first.language) == (date(2024, 3, 2), None, "en")
    spans = (first.trigger_in_quote, first.source_in_quote, first.target_in_quote)
    assert [first.quote[slice(*span)] for span in spans if span] == ["sent", "Iran", "Russia"]
    assert second.source_in_quote is None


def test_arabic_evidence_keeps_its_letters_and_order(reader: Reader) -> None:
    edge = next(edge for edge in reader.relations() if edge.source == "PRK")
    (one,) = reader.evidence(edge.id)
    assert one.quote == "أرسلت كوريا الشمالية صواريخ إلى روسيا في آذار."
    assert (one.reported, one.reported_note, one.language) == (None, "undated", "ar")
    assert [via.id for via in one.via] == ["RUS_DEFENCE_MINISTRY", "RUS"]
    assert one.place
    assert one.place.id == "RUS"


def test_unknown_edge_has_no_evidence(reader: Reader) -> None:
    assert reader.evidence("nothing") == ()
    with pytest.raises(KeyError):
        reader.edge("nothing")


def test_documents_are_listed_with_what_was_read(reader: Reader, now: datetime) -> None:
    one = next(document for document in reader.documents() if document.id == "one")
    assert (one.title, one.publisher, one.reported, one.ingested) == ("Drones", "Sample Post", date(2024, 3, 2), now)
    assert (one.claims, one.sentences, one.unread) == (2, 4, 2)
    with pytest.raises(KeyError):
        reader.document("none")


def test_status_counts_and_says_how_to_connect(reader: Reader, opened: Server) -> None:
    status = reader.status()
    assert (status.documents, status.claims, status.edges, status.sentences, status.unread) == (3, 5, 4, 7, 2)
    assert status.labels["Document"] == 3
    assert status.labels["State"] >= 4
    assert status.labels["Actor"] > status.labels["State"]
    assert status.address.startswith("bolt://127.0.0.1:")
    assert (status.password_file is None) == (opened.kind == "neo4j")
    assert status.version


def test_schema_names_everything_that_is_stored(reader: Reader, opened: Server) -> None:
    names = reader.schema()

    def stored(query: str) -> set[str]:
        return opened.read(lambda tx: {name for record in tx.run(query) for name in record["names"]})

    assert stored("MATCH (n) UNWIND labels(n) AS l RETURN collect(DISTINCT l) AS names") <= set(names.labels)
    assert stored("MATCH ()-[r]->() RETURN collect(DISTINCT type(r)) AS names") <= set(names.relationship_types)
    keys = stored("MATCH (n) UNWIND keys(n) AS k RETURN collect(DISTINCT k) AS names")
    assert keys | stored("MATCH ()-[r]->() UNWIND keys(r) AS k RETURN collect(DISTINCT k) AS names") <= set(
        names.property_keys
    )
    assert not set(names.labels) & set(names.relationship_types)


def test_nodes_are_given_by_label(reader: Reader) -> None:
    assert [node.id for node in reader.nodes("Place")] == ["RUS"]
    assert "DRONE" in [node.id for node in reader.nodes("Item")]
    with pytest.raises(KeyError):
        list(reader.nodes("Document"))
