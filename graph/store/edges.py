"""The derived edges in the store: relations as properties, added to what is there or derived anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from neo4j import ManagedTransaction

from graph.model import Judgement, Relation
from graph.relations import Sourced, mean_goldstein, relations, tenths
from graph.store.rows import CLAIM_COLUMNS, Row, chunks, native_date, sourced
from graph.vocabulary import Vocabulary

_DATES = ("first", "last", "first_reported", "last_reported")
_STORED = """
UNWIND $rows AS row
MATCH (s:Actor {id: row.source})-[r {id: row.id}]->(:Actor {id: row.target})
RETURN properties(r) AS edge
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


def add(tx: ManagedTransaction, derived: Sequence[Relation], item_names: Mapping[str, str]) -> None:
    """Add relations that rest on new documents alone to the stored edges."""
    if not derived:
        return
    stored = _stored(tx, derived)
    write(tx, derived, {
        relation.id: joined(stored[relation.id], new) if relation.id in stored else new
        for relation in derived
        for new in [properties(relation, item_names.get(relation.item or ""))]
    })  # fmt: skip


def write(tx: ManagedTransaction, derived: Iterable[Relation], edges: Mapping[str, Row]) -> None:
    """Write the edges of these relations with the properties given by id."""
    by_type: defaultdict[str, list[Row]] = defaultdict(list)
    for relation in derived:
        by_type[relation.type].append({**_ends(relation), "properties": edges[relation.id]})
    for name, rows in sorted(by_type.items()):
        # The name is one of the vocabulary's, which holds capitals and underscores only.
        statement = (
            "UNWIND $rows AS row MATCH (s:Actor {id: row.source}) MATCH (t:Actor {id: row.target}) "
            f"MERGE (s)-[r:{name} {{id: row.id}}]->(t) SET r = row.properties"
        )
        for some in chunks(rows):
            tx.run(statement, rows=some).consume()


def remove(tx: ManagedTransaction, gone: Iterable[Row]) -> None:
    """Remove edges; each row has `id`, `type`, `source` and `target`."""
    by_type: defaultdict[str, list[Row]] = defaultdict(list)
    for row in gone:
        by_type[row["type"]].append(row)
    for name, rows in sorted(by_type.items()):
        statement = (
            "UNWIND $rows AS row MATCH (s:Actor {id: row.source}) MATCH (t:Actor {id: row.target}) "
            f"MATCH (s)-[r:{name} {{id: row.id}}]->(t) DELETE r"
        )
        for some in chunks(rows):
            tx.run(statement, rows=some).consume()


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
    write(tx, left.values(), {edge.id: properties(edge, names.get(edge.item or "")) for edge in left.values()})
    return len(left), len(gone)


def claims_behind(tx: ManagedTransaction, edge: str) -> list[Sourced]:
    """Read the claims that support an edge."""
    return [sourced(record) for record in tx.run(f"MATCH (c:Claim {{edge: $edge}}) {CLAIM_COLUMNS}", edge=edge)]


def item_names(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, str]:
    """Read the display names of items."""
    found = tx.run("MATCH (i:Item) WHERE i.id IN $ids RETURN i.id AS id, i.name AS name", ids=sorted(ids))
    return {record["id"]: record["name"] for record in found}


def _stored(tx: ManagedTransaction, derived: Sequence[Relation]) -> dict[str, Row]:
    rows = [_ends(relation) for relation in derived]
    stored = {}
    for some in chunks(rows):
        for record in tx.run(_STORED, rows=some):
            edge = dict(record["edge"])
            stored[edge["id"]] = edge | {key: native_date(edge.get(key)) for key in _DATES}
    return stored


def _ends(relation: Relation) -> Row:
    return {"id": relation.id, "type": relation.type, "source": relation.source, "target": relation.target}


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
