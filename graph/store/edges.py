"""The derived edges in the store: relations as properties, added to what is there or derived anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Protocol

from neo4j import ManagedTransaction

from graph.model import Judgement, Relation
from graph.relations import Sourced, mean_goldstein, relations, tenths
from graph.store.rows import CLAIM_COLUMNS, Row, Table, chunks, native_date, sourced, tables
from graph.store.server import Server
from graph.vocabulary import Vocabulary

# Rows of one statement, each with a handful of edges.
_GROUPS = 200
_DATES = ("first", "last", "first_reported", "last_reported")
# Only whether there are any: an edge in the news has thousands.
_SUPPORTED = """
UNWIND $ids AS id
CALL (id) { MATCH (c:Claim {edge: id}) RETURN c.edge AS edge LIMIT 1 }
RETURN collect(edge) AS edges
"""
# From the source outwards, once for all its edges of a type: its claims point at it, and would be looked through on
# the way back.
_FROM_SOURCE = """
UNWIND $rows AS row
MATCH (:Actor {{id: row.source}})-[r:{type}]->() WHERE r.id IN row.ids
"""
# Between two actors, from whichever has fewer: one statement for edges of all types, which is planned once.
_BETWEEN = """
UNWIND $rows AS row
MATCH (s:Actor {id: row.source})
MATCH (t:Actor {id: row.target})
MATCH (s)-[r]->(t) WHERE r.id IN row.ids
"""
# In one record: the driver takes longer over a record than over what it holds.
_READ = "RETURN collect(properties(r)) AS edges"
_CHANGE = "WITH r, row.edges[r.id] AS edge SET r = {properties}"
_DELETE = "DELETE r"
_CREATE = """
UNWIND $rows AS row
MATCH (s:Actor {{id: row[0]}})
MATCH (t:Actor {{id: row[1]}})
CREATE (s)-[:{type} {properties}]->(t)
"""


class Ends(Protocol):
    """What finds an edge: a relation, or one that was read from the store."""

    @property
    def source(self) -> str:
        """The id of the actor that it starts at."""

    @property
    def target(self) -> str:
        """The id of the actor that it ends at."""

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
        "confidence": relation.confidence, "independent_sources": len(relation.independent_sources),
    }  # fmt: skip


def joined(stored: Mapping[str, Any], added: Mapping[str, Any]) -> Row:
    """Join two parts of one edge that rest on different documents; the same as deriving it from both together.

    That holds for the independent sources where no document of one part is a copy of one of the other.
    """
    claims = stored["claims"] + added["claims"]
    sum_of_tenths = sum(tenths(part["goldstein"] * part["claims"]) for part in (stored, added))
    return {
        **added,
        "claims": claims,
        "documents": stored["documents"] + added["documents"],
        "independent_sources": _independent(stored) + _independent(added),
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
    answers = (tx.run(_SUPPORTED, ids=some).single(strict=True) for some in chunks(sorted(ids)))
    return {edge for answer in answers for edge in answer["edges"]}


class Edges:
    """Reads and writes edges, in the Cypher of the server that they lie on."""

    def __init__(self, server: Server) -> None:
        self._types_in_rows = server.types_in_rows

    def add(
        self,
        tx: ManagedTransaction,
        derived: Mapping[str, Relation],
        item_names: Mapping[str, str],
        supported: AbstractSet[str],
    ) -> None:
        """Add relations that rest on new documents alone; `supported` were so before these documents."""
        rows = {id_: properties(edge, item_names.get(edge.item or "")) for id_, edge in derived.items()}
        old = self.stored(tx, {id_: edge for id_, edge in derived.items() if id_ in supported})
        rows |= {id_: joined(edge, rows[id_]) for id_, edge in old.items()}
        self.write(tx, derived, rows, old.keys())

    def write(
        self,
        tx: ManagedTransaction,
        derived: Mapping[str, Relation],
        rows: Mapping[str, Row],
        present: AbstractSet[str],
    ) -> None:
        """Write edges with the properties given by id; `present` are those that are there already."""
        for pattern, groups in self._groups({id_: edge for id_, edge in derived.items() if id_ in present}):
            table = Table.of([rows[id_] for group in groups for id_ in group["ids"]])
            listed = iter(table.rows)
            changed = [group | {"edges": {id_: next(listed) for id_ in group["ids"]}} for group in groups]
            tx.run(pattern + _CHANGE.format(properties=table.properties("edge")), rows=changed, days=table.days)
        new: defaultdict[str, list[Row]] = defaultdict(list)
        for id_, edge in derived.items():
            if id_ not in present:
                ends = {"source": edge.source, "target": edge.target, "type": edge.type}
                new["$(row[2])" if self._types_in_rows else edge.type].append(ends | rows[id_])
        for name, typed in sorted(new.items()):
            for table in tables(typed):
                statement = _CREATE.format(type=name, properties=table.properties(start=3))
                tx.run(statement, rows=table.rows, days=table.days)

    def remove(self, tx: ManagedTransaction, gone: Mapping[str, Ends]) -> None:
        """Remove edges."""
        for pattern, groups in self._groups(gone):
            tx.run(pattern + _DELETE, rows=groups)

    def stored(self, tx: ManagedTransaction, edges: Mapping[str, Ends]) -> dict[str, Row]:
        """Read which of these edges are there."""
        found = {}
        for pattern, groups in self._groups(edges):
            for edge in tx.run(pattern + _READ, rows=groups).single(strict=True)["edges"]:
                found[edge["id"]] = edge | {key: native_date(edge.get(key)) for key in _DATES}
        return found

    def derive(
        self,
        tx: ManagedTransaction,
        affected: Mapping[str, Relation],
        judgements: Sequence[Judgement],
        vocabulary: Vocabulary,
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
        self.remove(tx, gone)
        rows = {id_: properties(edge, names.get(edge.item or "")) for id_, edge in left.items()}
        self.write(tx, left, rows, self.stored(tx, left).keys())
        return len(left), len(gone)

    def _groups(self, edges: Mapping[str, Ends]) -> Iterator[tuple[str, list[Row]]]:
        """Give the patterns that find these edges as `r`, each with rows that have the ids of some."""
        grouped: defaultdict[str, defaultdict[tuple[str, str | None], list[str]]]
        grouped = defaultdict(lambda: defaultdict(list))
        for id_, edge in edges.items():
            if self._types_in_rows:
                grouped[_BETWEEN][edge.source, edge.target].append(id_)
            else:
                grouped[_FROM_SOURCE.format(type=edge.type)][edge.source, None].append(id_)
        for pattern, ends in sorted(grouped.items()):
            for some in chunks(list(ends.items()), _GROUPS):
                yield pattern, [{"source": source, "target": target, "ids": ids} for (source, target), ids in some]


def claims_behind(tx: ManagedTransaction, edge: str) -> list[Sourced]:
    """Read the claims that support an edge."""
    return [sourced(record) for record in tx.run(f"MATCH (c:Claim {{edge: $edge}}) {CLAIM_COLUMNS}", edge=edge)]


def item_names(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, str]:
    """Read the display names of items."""
    found = tx.run("MATCH (i:Item) WHERE i.id IN $ids RETURN i.id AS id, i.name AS name", ids=sorted(ids))
    return {record["id"]: record["name"] for record in found}


def _independent(edge: Mapping[str, Any]) -> int:
    # Edges that were stored before copies were noticed have no such count.
    count: int = edge.get("independent_sources", edge["documents"])
    return count


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
