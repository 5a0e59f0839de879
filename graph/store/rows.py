"""Values as the store's properties, and back. `None` is a property that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Self, TypeVar

import neo4j.time

from graph.actors.folding import fold
from graph.likeness import Sketch
from graph.model import Actor, Claim, Document, Item, PartialDate, Place, Reading, Span, Tie, digest
from graph.relations import Sourced

Row = dict[str, Any]
_T = TypeVar("_T")

# A statement with so many rows takes well under a second, far below the time limit of any server.
_ROWS = 1000

# Actors, items and places whose properties are kept: all that a large registry has.
_NAMED = 10_000
# Properties that are dates and moments. The driver takes longer over one moment than over all else of a claim.
_DAYS = frozenset({
    "reported", "ingested", "revised", "when_from", "when_to", "first", "last", "first_reported", "last_reported",
})  # fmt: skip

# The claims `c` that a pattern before it matched, with all that makes them; `sourced` reads its records.
CLAIM_COLUMNS = """
MATCH (c)-[:EVIDENCED_BY]->(d:Document)
MATCH (c)-[:HAS_SOURCE]->(s:Actor)
MATCH (c)-[:HAS_TARGET]->(t:Actor)
OPTIONAL MATCH (c)-[:OF_ITEM]->(i:Item)
OPTIONAL MATCH (c)-[:IN_PLACE]->(p:Place)
RETURN properties(c) AS claim, d.id AS document, d.publisher AS publisher, d.reported AS reported,
       d.group AS group, s.id AS source, t.id AS target, i.id AS item, p.id AS place,
       COLLECT { MATCH (c)-[v:VIA]->(a:Actor) RETURN a.id ORDER BY v.order } AS via
"""


def chunks(rows: Sequence[_T], size: int = _ROWS) -> Iterator[Sequence[_T]]:
    """Cut rows into pieces that one statement takes."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they are sent: lists, the names of whose values stand in the statement, and each date and moment once.

    A statement gets `rows` and `days` as its parameters.
    """

    names: tuple[str, ...]
    rows: list[list[Any]]
    days: list[date]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        """Make a table of rows that all have the same names in the same order."""
        places: dict[date, int] = {}
        listed = [
            [
                places.setdefault(value, len(places)) if name in _DAYS and value is not None else value
                for name, value in row.items()
            ]
            for row in rows
        ]
        return cls(tuple(rows[0]) if rows else (), listed, list(places))

    def properties(self, row: str = "row", *, start: int = 0) -> str:
        """Write the map of properties that a row holds from a place on, in Cypher; no value is no property."""
        values = ((name, f"{row}[{place}]") for place, name in enumerate(self.names) if place >= start)
        pairs = (f"{name}: $days[{value}]" if name in _DAYS else f"{name}: {value}" for name, value in values)
        return f"{{{', '.join(pairs)}}}"


def tables(rows: Sequence[Row], size: int = _ROWS) -> Iterator[Table]:
    """Cut rows into tables that one statement takes."""
    return (Table.of(some) for some in chunks(rows, size))


def document_properties(
    reading: Reading, reading_digest: str, ingested: datetime, *, group: str, sketch: Sketch
) -> Row:
    """Give a document's properties; the digest is that by which a new reading of the same text is noticed.

    `group` is the group of copies that it is of, `sketch` that by which its copies are found.
    """
    document = reading.document
    return {
        "id": document.id, "text": document.text, "title": document.title, "publisher": document.publisher,
        "url": document.url, "language": document.language, "layout": document.layout,
        "reported": document.reported, "reported_note": document.reported_note, "ingested": ingested,
        "version": document.version or None, "revised": _utc(document.revised), "status": document.status,
        "digest": document.digest, "sentences": reading.sentences, "unread": len(reading.unread),
        "reading": reading_digest, "group": group, "sketch": list(sketch), "basis": reading.basis or None,
    }  # fmt: skip


def reading_digest(reading: Reading) -> str:
    """Give a digest of everything that a reading says, except the text itself."""
    document = reading.document
    return digest(
        document.digest, document.title, document.publisher, document.url, document.language, document.layout,
        document.reported, document.reported_note, document.version, _utc(document.revised), document.status,
        reading.sentences, reading.unread,
        *sorted({repr(claim) for claim in reading.claims}),
    )  # fmt: skip


def document(properties: Mapping[str, Any]) -> Document:
    """Give the document that has these properties."""
    return Document(
        id=properties["id"], text=properties["text"], title=properties.get("title"),
        publisher=properties.get("publisher"), url=properties.get("url"), language=properties["language"],
        reported=native_date(properties.get("reported")), reported_note=properties.get("reported_note"),
        layout=properties["layout"], version=properties.get("version") or 0,
        revised=native_moment(properties["revised"]) if properties.get("revised") else None,
        status=properties.get("status") or "usable",
    )  # fmt: skip


def claim_properties(one: Sourced, *, ingested: datetime, edge: str) -> Row:
    """Give a claim's properties; `edge` is the id of the relation that it supports."""
    claim = one.claim
    source, target = claim.source_span or (None, None), claim.target_span or (None, None)
    return {
        "id": one.id, "relation": claim.relation, "plover": claim.plover, "cameo": claim.cameo,
        "goldstein": claim.goldstein, "factuality": claim.factuality, "speakers": list(claim.speakers),
        "quote": claim.quote, "sentence_start": claim.sentence[0], "sentence_end": claim.sentence[1],
        "trigger_start": claim.trigger[0], "trigger_end": claim.trigger[1],
        "source_start": source[0], "source_end": source[1], "target_start": target[0], "target_end": target[1],
        "when": claim.when.text if claim.when else None, "when_from": claim.when.first if claim.when else None,
        "when_to": claim.when.last if claim.when else None, "reported": one.reported, "ingested": ingested,
        "extractor": claim.extractor, "rule": claim.rule, "confidence": claim.confidence, "edge": edge,
    }  # fmt: skip


def sourced(record: Mapping[str, Any]) -> Sourced:
    """Read a record of CLAIM_COLUMNS."""
    stored = record["claim"]
    claim = Claim(
        document=record["document"], relation=stored["relation"], plover=stored["plover"], cameo=stored["cameo"],
        goldstein=stored["goldstein"], source=record["source"], target=record["target"],
        factuality=stored["factuality"], quote=stored["quote"],
        sentence=(stored["sentence_start"], stored["sentence_end"]),
        trigger=(stored["trigger_start"], stored["trigger_end"]),
        source_span=_span(stored, "source"), target_span=_span(stored, "target"),
        via=tuple(record["via"]), speakers=tuple(stored["speakers"]), item=record["item"], place=record["place"],
        when=PartialDate(stored["when"]) if stored.get("when") else None,
        extractor=stored["extractor"], rule=stored["rule"], confidence=stored["confidence"],
    )  # fmt: skip
    return Sourced(
        claim=claim, publisher=record["publisher"], reported=native_date(record["reported"]),
        group=record.get("group") or "",
    )  # fmt: skip


@lru_cache(maxsize=_NAMED)
def name_properties(named: Actor | Item | Place) -> Mapping[str, Any]:
    """Give the properties that make a node findable by any of its names; `digest` changes with any of its facts.

    Kept, because every batch names hundreds of the same actors again, each with dozens of names to fold.
    """
    names = tuple(dict.fromkeys(named.names_en + named.names_ar))
    return {
        "id": named.id, "name": named.name,
        "name_en": next(iter(named.names_en), None), "name_ar": next(iter(named.names_ar), None),
        "names": list(names), "search": " ".join(dict.fromkeys(fold(name) for name in names)),
        "source": named.source if isinstance(named, Actor) else None,
        "digest": digest(*names, len(named.names_en), *_facts(named)),
    }  # fmt: skip


def tie_properties(tie: Tie) -> Row:
    """Give a tie's properties."""
    return {
        "office": tie.office,
        "from": tie.first.first if tie.first else None,
        "to": tie.last.last if tie.last else None,
        "source": tie.source,
    }


def native_date(value: object) -> date | None:
    """Give a date as Python's own."""
    if isinstance(value, neo4j.time.Date):
        return value.to_native()
    assert value is None or isinstance(value, date)
    return value


def native_moment(value: object) -> datetime:
    """Give a moment as Python's own, in UTC; the bundled server leaves the zone out, which is always UTC."""
    moment = value.to_native() if isinstance(value, neo4j.time.DateTime) else value
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _utc(moment: datetime | None) -> datetime | None:
    """Give a moment in the one zone that is stored, because the bundled server leaves zones out."""
    return moment.astimezone(UTC) if moment else None


def _facts(named: Actor | Item | Place) -> Iterator[object]:
    if isinstance(named, Item):
        yield named.parent
    elif isinstance(named, Place):
        yield named.lies_in
    else:
        yield from (named.kind, named.source)
        for tie in named.ties:
            yield from (tie.kind, tie.to, tie.office, tie.first, tie.last, tie.source)


def _span(stored: Mapping[str, Any], role: str) -> Span | None:
    start, end = stored.get(f"{role}_start"), stored.get(f"{role}_end")
    return None if start is None or end is None else (start, end)
