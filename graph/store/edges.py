"""The derived edges in the store: relations as properties, added to what is there or derived anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from neo4j import ManagedTransaction, Record

from graph.model import Judgement, Relation
from graph.relations import Sourced, mean_goldstein, relations, tenths
from graph.store.rows import CLAIM_COLUMNS, Row, chunks, native_date, sourced
from graph.vocabulary import Vocabulary

_DATES = ("first", "last", "first_reported", "last_reported")
# Only whether there are any: an edge in the news has thousands.
_SUPPORTED = """
UNWIND $ids AS id
CALL (id) { MATCH (c:Claim {edge: id}) RETURN c.edge AS edge LIMIT 1 }
RETURN edge
"""
# From the source outwards: its claims all point at it, and would be looked through on the way back.
_STORED = """
UNWIND $rows AS row
MATCH (:Actor {{id: row.source}})-[r:{type} {{id: row.id}}]->()
RETURN properties(r) AS edge
"""
_CHANGE = """
UNWIND $rows AS row
MATCH (:Actor {{id: row.source}})-[r:{type} {{id: row.id}}]->()
SET r = row.properties
"""
_CREATE = """
UNWIND $rows AS row
MATCH (s:Actor {{id: row.source}})
MATCH (t:Actor {{id: row.target}})
CREATE (s)-[r:{type}]->(t)
SET r = row.properties
"""
_DELETE = """
UNWIND $rows AS row
MATCH (:Actor {{id: row.source}})-[r:{type} {{id: row.id}}]->()
DELETE r
"""


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


def supported(tx: ManagedTransaction, derived: Iterable[Relation]) -> set[str]:
    """Find which of these relations stored claims support; only those can have an edge yet."""
    ids = sorted(relation.id for relation in derived)
    return {record["edge"] for some in chunks(ids) for record in tx.run(_SUPPORTED, ids=some)}


def add(
    tx: ManagedTransaction, derived: Sequence[Relation], item_names: Mapping[str, str], supported: AbstractSet[str]
) -> None:
    """Add relations that rest on new documents alone; `supported` were so before these documents."""
    rows = {edge.id: properties(edge, item_names.get(edge.item or "")) for edge in derived}
    old = stored(tx, [edge for edge in derived if edge.id in supported])
    write(tx, derived, {id_: joined(old[id_], row) if id_ in old else row for id_, row in rows.items()}, old.keys())


def write(
    tx: ManagedTransaction, derived: Iterable[Relation], rows: Mapping[str, Row], present: AbstractSet[str]
) -> None:
    """Write edges with the properties given by id; `present` are those that are there already."""
    for change in (True, False):
        edges = [edge for edge in derived if (edge.id in present) is change]
        _run(tx, _CHANGE if change else _CREATE, ({**_ends(edge), "properties": rows[edge.id]} for edge in edges))


def remove(tx: ManagedTransaction, gone: Iterable[Row]) -> None:
    """Remove edges; each row has `id`, `type`, `source` and `target`."""
    _run(tx, _DELETE, gone)


def stored(tx: ManagedTransaction, derived: Iterable[Relation]) -> dict[str, Row]:
    """Read the edges of these relations that are there."""
    found = {}
    for record in _run(tx, _STORED, (_ends(relation) for relation in derived)):
        edge = dict(record["edge"])
        found[edge["id"]] = edge | {key: native_date(edge.get(key)) for key in _DATES}
    return found


def derive(
    tx: ManagedTransaction, affected: Sequence[Relation], judgements: Sequence[Judgement], vocabulary: Vocabulary
) -> tuple[int, int]:
    """Derive anew the edges of which claims were removed, from the claims that are left.

    Gives how many edges were changed and how many removed.
    """
    if not affected:
        return 0, 0
    left: dict[str, Relation] = {}
    for edge in affected:
        for relation in relations(claims_behind(tx, edge.id), judgements, vocabulary):
            left[relation.id] = relation
    names = item_names(tx, {relation.item for relation in left.values() if relation.item})
    gone = [_ends(edge) for edge in affected if edge.id not in left]
    remove(tx, gone)
    rows = {edge.id: properties(edge, names.get(edge.item or "")) for edge in left.values()}
    write(tx, list(left.values()), rows, stored(tx, left.values()).keys())
    return len(left), len(gone)


def claims_behind(tx: ManagedTransaction, edge: str) -> list[Sourced]:
    """Read the claims that support an edge."""
    return [sourced(record) for record in tx.run(f"MATCH (c:Claim {{edge: $edge}}) {CLAIM_COLUMNS}", edge=edge)]


def item_names(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, str]:
    """Read the display names of items."""
    found = tx.run("MATCH (i:Item) WHERE i.id IN $ids RETURN i.id AS id, i.name AS name", ids=sorted(ids))
    return {record["id"]: record["name"] for record in found}


def _run(tx: ManagedTransaction, statement: str, rows: Iterable[Row]) -> list[Record]:
    """Run a statement for the rows of each type; the type is one of the vocabulary's: capitals and underscores."""
    by_type: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_type[row["type"]].append(row)
    return [
        record
        for name, typed in sorted(by_type.items())
        for some in chunks(typed)
        for record in tx.run(statement.format(type=name), rows=some)
    ]


def _ends(relation: Relation) -> Row:
    return {"id": relation.id, "type": relation.type, "source": relation.source, "target": relation.target}


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
