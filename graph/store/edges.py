"""The derived edges in the store: relations as properties, added to what is there or derived anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Protocol

from neo4j import ManagedTransaction, Record

from graph.model import Judgement, Relation
from graph.relations import Sourced, mean_goldstein, relations, tenths
from graph.store.rows import CLAIM_COLUMNS, Row, chunks, native_date, sourced
from graph.vocabulary import Vocabulary

# Sources of one statement, each with a handful of edges.
_SOURCES = 200
_DATES = ("first", "last", "first_reported", "last_reported")
# Only whether there are any: an edge in the news has thousands.
_SUPPORTED = """
UNWIND $ids AS id
CALL (id) { MATCH (c:Claim {edge: id}) RETURN c.edge AS edge LIMIT 1 }
RETURN edge
"""
# From the source outwards, once for all its edges of a type: its claims point at it, and would be looked through on
# the way back.
_STORED = """
UNWIND $rows AS row
MATCH (:Actor {{id: row.source}})-[r:{type}]->() WHERE r.id IN row.ids
RETURN properties(r) AS edge
"""
_CHANGE = """
UNWIND $rows AS row
MATCH (:Actor {{id: row.source}})-[r:{type}]->() WHERE r.id IN row.ids
SET r = row.edges[r.id]
"""
_DELETE = """
UNWIND $rows AS row
MATCH (:Actor {{id: row.source}})-[r:{type}]->() WHERE r.id IN row.ids
DELETE r
"""
_CREATE = """
UNWIND $rows AS row
MATCH (s:Actor {{id: row.source}})
MATCH (t:Actor {{id: row.target}})
CREATE (s)-[r:{type}]->(t)
SET r = row.properties
"""


class Ends(Protocol):
    """What finds an edge: a relation, or one that was read from the store."""

    @property
    def source(self) -> str:
        """The id of the actor that it starts at."""

    @property
    def type(self) -> str:
        """A relation type of the vocabulary, so capitals and underscores only: it is written into statements."""


def properties(relation: Relation, item_name: str | None) -> Row:
    """Give a relation's properties: claims and documents as counts, the rest as it is."""
    return {
        "id": relation.id, "plover": relation.plover, "goldstein": relation.goldstein,
        "factuality": relation.factuality, "attributed": relation.attributed,
        "item": relation.item, "item_name": item_name, "speakers": list(relation.speakers),
        "claims": len(relation.claims), "documents": len(relation.documents),
        "publishers": list(relation.publishers), "first": relation.first, "last": relation.last,
        "first_reported": relation.first_reported, "last_reported": relation.last_reported,
        "confidence": relation.confidence,
    }  # fmt: skip


def joined(stored: Mapping[str, Any], added: Mapping[str, Any]) -> Row:
    """Join two parts of one edge that rest on different documents; the same as deriving it from both together."""
    claims = stored["claims"] + added["claims"]
    sum_of_tenths = sum(tenths(part["goldstein"] * part["claims"]) for part in (stored, added))
    return {
        **added,
        "claims": claims,
        "documents": stored["documents"] + added["documents"],
        "goldstein": mean_goldstein(sum_of_tenths, claims),
        "confidence": max(stored["confidence"], added["confidence"]),
        "speakers": sorted({*stored["speakers"], *added["speakers"]}),
        "publishers": sorted({*stored["publishers"], *added["publishers"]}),
        "first": _earliest(stored.get("first"), added.get("first")),
        "last": _latest(stored.get("last"), added.get("last")),
        "first_reported": _earliest(stored.get("first_reported"), added.get("first_reported")),
        "last_reported": _latest(stored.get("last_reported"), added.get("last_reported")),
    }


def by_id(derived: Iterable[Relation]) -> dict[str, Relation]:
    """Key relations by their ids, which are computed anew whenever they are asked for."""
    return {relation.id: relation for relation in derived}


def supported(tx: ManagedTransaction, ids: Iterable[str]) -> set[str]:
    """Find which of these edges stored claims support; only those can be there yet."""
    return {record["edge"] for some in chunks(sorted(ids)) for record in tx.run(_SUPPORTED, ids=some)}


def add(
    tx: ManagedTransaction, derived: Mapping[str, Relation], item_names: Mapping[str, str], supported: AbstractSet[str]
) -> None:
    """Add relations that rest on new documents alone; `supported` were so before these documents."""
    rows = {id_: properties(edge, item_names.get(edge.item or "")) for id_, edge in derived.items()}
    old = stored(tx, {id_: edge for id_, edge in derived.items() if id_ in supported})
    rows |= {id_: joined(edge, rows[id_]) for id_, edge in old.items()}
    write(tx, derived, rows, old.keys())


def write(
    tx: ManagedTransaction, derived: Mapping[str, Relation], rows: Mapping[str, Row], present: AbstractSet[str]
) -> None:
    """Write edges with the properties given by id; `present` are those that are there already."""
    _run(tx, _CHANGE, {id_: edge for id_, edge in derived.items() if id_ in present}, rows)
    new: defaultdict[str, list[Row]] = defaultdict(list)
    for id_, edge in derived.items():
        if id_ not in present:
            new[edge.type].append({"source": edge.source, "target": edge.target, "properties": rows[id_]})
    for name, typed in sorted(new.items()):
        for some in chunks(typed):
            tx.run(_CREATE.format(type=name), rows=some).consume()


def remove(tx: ManagedTransaction, gone: Mapping[str, Ends]) -> None:
    """Remove edges."""
    _run(tx, _DELETE, gone)


def stored(tx: ManagedTransaction, edges: Mapping[str, Ends]) -> dict[str, Row]:
    """Read which of these edges are there."""
    found = {}
    for record in _run(tx, _STORED, edges):
        edge = dict(record["edge"])
        found[edge["id"]] = edge | {key: native_date(edge.get(key)) for key in _DATES}
    return found


def derive(
    tx: ManagedTransaction, affected: Mapping[str, Relation], judgements: Sequence[Judgement], vocabulary: Vocabulary
) -> tuple[int, int]:
    """Derive anew the edges of which claims were removed, from the claims that are left.

    Gives how many edges were changed and how many removed.
    """
    if not affected:
        return 0, 0
    left = by_id(
        relation for edge in affected for relation in relations(claims_behind(tx, edge), judgements, vocabulary)
    )
    names = item_names(tx, {relation.item for relation in left.values() if relation.item})
    gone = {id_: edge for id_, edge in affected.items() if id_ not in left}
    remove(tx, gone)
    rows = {id_: properties(edge, names.get(edge.item or "")) for id_, edge in left.items()}
    write(tx, left, rows, stored(tx, left).keys())
    return len(left), len(gone)


def claims_behind(tx: ManagedTransaction, edge: str) -> list[Sourced]:
    """Read the claims that support an edge."""
    return [sourced(record) for record in tx.run(f"MATCH (c:Claim {{edge: $edge}}) {CLAIM_COLUMNS}", edge=edge)]


def item_names(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, str]:
    """Read the display names of items."""
    found = tx.run("MATCH (i:Item) WHERE i.id IN $ids RETURN i.id AS id, i.name AS name", ids=sorted(ids))
    return {record["id"]: record["name"] for record in found}


def _run(
    tx: ManagedTransaction, statement: str, edges: Mapping[str, Ends], rows: Mapping[str, Row] | None = None
) -> list[Record]:
    """Run a statement for each type, with a row for each source: its edges' ids, and their properties if given."""
    grouped: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for id_, edge in edges.items():
        grouped[edge.type][edge.source].append(id_)
    return [
        record
        for name, sources in sorted(grouped.items())
        for some in chunks([
            {"source": source, "ids": ids, "edges": {id_: rows[id_] for id_ in ids} if rows else {}}
            for source, ids in sorted(sources.items())
        ], _SOURCES)
        for record in tx.run(statement.format(type=name), rows=some)
    ]  # fmt: skip


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
