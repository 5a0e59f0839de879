"""One contract, two servers: every test here runs on the bundled server and on a real Neo4j."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.actors.registry import Registry, load_registry
from graph.model import Claim, Document, PartialDate, Reading
from graph.store.reader import Reader
from graph.store.server import Server, open_server
from graph.store.writer import Writer
from graph.vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True)
class Maker:
    """Makes documents and claims whose spans are right, from sentences and words."""

    vocabulary: Vocabulary

    def document(self, name: str, *sentences: str, **facts: Any) -> Document:
        return Document(id=name, text=" ".join(sentences), **{"language": "en", "layout": "clean"} | facts)

    def claim(self, document: Document, sentence: str, **facts: Any) -> Claim:
        start = document.text.index(sentence)
        kind = self.vocabulary.relations[facts.get("relation", "SUPPLIES")]
        words = {name: facts.pop(name, None) for name in ("trigger", "source_word", "target_word")}
        spans = {name: self._span(document, start, word) for name, word in words.items()}
        values = {
            "document": document.id, "relation": kind.name, "plover": kind.plover, "cameo": kind.cameo,
            "goldstein": kind.goldstein, "source": "IRN", "target": "RUS", "factuality": "actual", "quote": sentence,
            "sentence": (start, start + len(sentence)), "trigger": spans["trigger"] or (start, start + 1),
            "source_span": spans["source_word"], "target_span": spans["target_word"], "rule": "supply.active",
        }  # fmt: skip
        return Claim(**values | facts)

    def reading(self, document: Document, *claims: Claim, unread: int = 0) -> Reading:
        return Reading(
            document=document,
            claims=claims,
            sentences=len(claims) + unread,
            unread=tuple((0, 1) for _ in range(unread)),
        )

    def _span(self, document: Document, start: int, word: str | None) -> tuple[int, int] | None:
        if word is None:
            return None
        at = document.text.index(word, start)
        return (at, at + len(word))


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker(vocabulary())


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return load_registry(cache=tmp_path_factory.mktemp("registry"))


@pytest.fixture(scope="session", params=["bundled", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of each kind for the whole session."""
    data = tmp_path_factory.mktemp("data")
    if request.param == "neo4j":
        neo4j = request.getfixturevalue("neo4j")
        opened = open_server(neo4j.uri, user=neo4j.user, password=neo4j.password, data=data)
    else:
        opened = open_server(data=data, idle=5)
    with opened:
        yield opened


@pytest.fixture(scope="session")
def empty() -> Callable[[Server], None]:
    """Takes everything out of a server, some nodes at a time."""

    def some(tx: Any) -> int:
        return tx.run("MATCH (n) WITH n LIMIT 2000 DETACH DELETE n RETURN count(*) AS n").single()["n"]

    def empty(server: Server) -> None:
        while server.write(some):
            pass

    return empty


@pytest.fixture
def server(opened: Server, empty: Callable[[Server], None]) -> Server:
    """The server with nothing in it."""
    empty(opened)
    return opened


@pytest.fixture
def writer(server: Server, registry: Registry) -> Writer:
    return Writer(server, registry, vocabulary())


@pytest.fixture
def reader(server: Server) -> Reader:
    return Reader(server)


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2024, 9, 1, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def story(make: Maker) -> list[Reading]:
    """Three documents about supplies to Russia: what two of them say alike makes one edge."""
    first = make.document(
        "one", "Iran sent drones to Russia, the G7 said.", "Moscow and Tehran met.",
        title="Drones", publisher="Sample Post", url="https://example.org/1", reported=date(2024, 3, 2),
    )  # fmt: skip
    second = make.document(
        "two", "Iran gave Russia drones, Washington said.", "Iran will send missiles if talks fail.",
        publisher="Sample Times", reported=date(2024, 5, 6),
    )  # fmt: skip
    third = make.document(
        "three", "أرسلت كوريا الشمالية صواريخ إلى روسيا في آذار.", language="ar", reported_note="undated"
    )
    return [
        make.reading(
            first,
            make.claim(
                first, "Iran sent drones to Russia, the G7 said.", trigger="sent", source_word="Iran",
                target_word="Russia", item="DRONE", speakers=("G7",), when=PartialDate("2024-02"), confidence=0.8,
            ),
            make.claim(first, "Moscow and Tehran met.", relation="MEETS", source="RUS", target="IRN", trigger="met"),
            unread=2,
        ),
        make.reading(
            second,
            make.claim(
                second, "Iran gave Russia drones, Washington said.", trigger="gave", item="DRONE", speakers=("USA",),
                when=PartialDate("2024-03-11/2024-03-20"), confidence=0.9, via=("IRN_DEFENCE_MINISTRY",),
            ),
            make.claim(
                second, "Iran will send missiles if talks fail.", trigger="send", item="BALLISTIC_MISSILE",
                factuality="conditional",
            ),
        ),
        make.reading(
            third,
            make.claim(
                third, "أرسلت كوريا الشمالية صواريخ إلى روسيا في آذار.", trigger="أرسلت", source="PRK",
                item="BALLISTIC_MISSILE", place="RUS", when=PartialDate("2024-03"), via=("RUS_DEFENCE_MINISTRY", "RUS"),
            ),
        ),
    ]  # fmt: skip
