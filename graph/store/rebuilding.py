"""Groups of copies and derived edges anew from all documents: after a judgement, or when rules have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.model import Judgement, Relation
from graph.relations import Sourced, relations
from graph.store import copies, documents, edges
from graph.store.edges import Edges
from graph.store.rows import Row, chunks
from graph.store.server import Server
from graph.vocabulary import Vocabulary

# Documents, edges or actors that one transaction reads or writes: well under a second each.
_PAGE = 200
_EDGES_FROM = """
UNWIND $ids AS id
MATCH (s:Actor {id: id})-[r]->(t:Actor) WHERE r.id IS NOT NULL
RETURN r.id AS id, type(r) AS type, s.id AS source, t.id AS target
"""
_CLAIM_EDGES = """
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim}) WHERE c.edge <> row.edge
SET c.edge = row.edge
"""


@dataclass(frozen=True, slots=True)
class _Stored:
    """An edge that is in the store."""

    source: str
    target: str
    type: str


def rebuild(server: Server, judgements: Sequence[Judgement], vocabulary: Vocabulary) -> tuple[int, int]:
    """Derive every edge from the claims page by page; gives how many edges there are and how many were removed.

    What is being loaded meanwhile may miss in the counts of its edges: run it alone.
    """
    lying = Edges(server)
    copies.regroup(server)
    derived, rows = _derive(server, judgements, vocabulary)
    gone = {
        edge["id"]: _Stored(edge["source"], edge["target"], edge["type"])
        for ids in _pages(server, "Actor")
        for edge in server.read(_edges_from, ids)
        if edge["id"] not in rows and edge["type"] in vocabulary.relations
    }
    for some in chunks(list(gone), _PAGE):
        server.write(lying.remove, {id_: gone[id_] for id_ in some})
    for some in chunks(list(derived), _PAGE):
        server.write(_write, lying, {id_: derived[id_] for id_ in some}, rows)
    return len(rows), len(gone)


def _derive(
    server: Server, judgements: Sequence[Judgement], vocabulary: Vocabulary
) -> tuple[dict[str, Relation], Mapping[str, Row]]:
    """Join the edges of each page of documents, so that not all claims are in memory at once."""
    derived: dict[str, Relation] = {}
    rows: dict[str, Row] = {}
    independent: defaultdict[str, set[str]] = defaultdict(set)
    for ids in _pages(server, "Document"):
        claims: list[Sourced] = server.read(documents.claims_of, ids)
        page = edges.by_id(relations(claims, judgements, vocabulary))
        names = server.read(edges.item_names, {relation.item for relation in page.values() if relation.item})
        for id_, relation in page.items():
            row = edges.properties(relation, names.get(relation.item or ""))
            rows[id_] = edges.joined(rows[id_], row) if id_ in rows else row
            derived.setdefault(id_, relation)
            # Copies of one text may lie on several pages.
            independent[id_] |= {*relation.independent_sources}
            rows[id_]["independent_sources"] = len(independent[id_])
        server.write(_point_claims, page)
    return derived, rows


def _pages(server: Server, label: str) -> list[Sequence[str]]:
    return list(chunks(server.read(_ids, label), _PAGE))


def _ids(tx: ManagedTransaction, label: str) -> list[str]:
    return [record["id"] for record in tx.run(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]


def _edges_from(tx: ManagedTransaction, ids: Sequence[str]) -> list[Row]:
    return [record.data() for record in tx.run(_EDGES_FROM, ids=ids)]


def _point_claims(tx: ManagedTransaction, page: Mapping[str, Relation]) -> None:
    rows = [{"claim": claim, "edge": id_} for id_, relation in page.items() for claim in relation.claims]
    for some in chunks(rows):
        tx.run(_CLAIM_EDGES, rows=some).consume()


def _write(tx: ManagedTransaction, lying: Edges, page: Mapping[str, Relation], rows: Mapping[str, Row]) -> None:
    lying.write(tx, page, rows, lying.stored(tx, page).keys())
