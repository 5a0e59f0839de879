"""Documents and their claims in the store: written whole, read back, taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from neo4j import ManagedTransaction

from graph.likeness import Runs, runs, sketch
from graph.model import Reading, edition
from graph.relations import Sourced
from graph.store.rows import (
    CLAIM_COLUMNS,
    Row,
    chunks,
    claim_properties,
    document_properties,
    native_moment,
    reading_digest,
    sourced,
    tables,
)

_DOCUMENTS = """
MATCH (d:Document) WHERE d.id IN $ids
RETURN d.id AS id, d.digest AS digest, d.reading AS reading, d.ingested AS ingested, d.version AS version,
       d.revised AS revised, d.basis AS basis
"""
_RENEW = "UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d.basis = row.basis"
_WRITE_DOCUMENTS = "UNWIND $rows AS row MERGE (d:Document {{id: row[0]}}) SET d = {properties}"
# Created, not merged: a claim that another writer has just stored is an error, and the whole batch is tried again.
_WRITE_CLAIMS = """
UNWIND $rows AS row
MATCH (d:Document {{id: row[0]}})
MATCH (s:Actor {{id: row[1]}})
MATCH (t:Actor {{id: row[2]}})
CREATE (c:Claim {properties})
CREATE (c)-[:EVIDENCED_BY]->(d)
CREATE (c)-[:HAS_SOURCE]->(s)
CREATE (c)-[:HAS_TARGET]->(t)
"""
_WRITE_ORDERED = """
UNWIND $rows AS row
MATCH (c:Claim {{id: row[0]}})
MATCH (a:Actor {{id: row[1]}})
CREATE (c)-[:{type} {{order: row[2]}}]->(a)
"""
_WRITE_NAMED = """
UNWIND $rows AS row
MATCH (c:Claim {{id: row[0]}})
MATCH (n:{label} {{id: row[1]}})
CREATE (c)-[:{type}]->(n)
"""
_CLAIMS_OF = f"""
UNWIND $ids AS id
MATCH (:Document {{id: id}})<-[:EVIDENCED_BY]-(c:Claim)
WITH c
{CLAIM_COLUMNS}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A reading with what loading needs of it and no store has to be asked for.

    That is its digest, its claims with their ids, and the runs of words by which copies are found.
    """

    reading: Reading
    digest: str
    claims: tuple[Sourced, ...]
    runs: Runs

    @classmethod
    def of(cls, reading: Reading) -> Ready:
        """Make a reading ready; a claim that it makes twice is kept once."""
        document = reading.document
        claims = (Sourced(claim=claim, publisher=document.publisher, reported=document.reported)
                  for claim in reading.claims)  # fmt: skip
        once = {one.id: one for one in claims}
        claimed = tuple(once.values())
        return cls(reading=reading, digest=reading_digest(reading), claims=claimed, runs=runs(document.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is known of a document that is in the store; `edition` orders its versions."""

    digest: str
    reading: str
    edition: tuple[int, datetime]
    basis: str
    ingested: datetime | None = None

    @classmethod
    def of(cls, ready: Ready) -> Stored:
        """Give what will be known of a reading once it is stored."""
        document = ready.reading.document
        return cls(
            digest=document.digest, reading=ready.digest, edition=document.edition, basis=ready.reading.basis
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A reading to be written, with the moments since when the document and its claims have been known.

    `claims` are each there once, with the `group` of copies that the document is of.
    """

    ready: Ready
    claims: tuple[Sourced, ...]
    ingested: datetime
    claims_ingested: Mapping[str, datetime]
    now: datetime
    group: str

    @classmethod
    def of(
        cls, ready: Ready, before: Stored | None, known: Mapping[str, datetime], now: datetime, group: str
    ) -> Loaded:
        """Keep the moments of a document that is there with the same text, and of the claims that it made before."""
        document = ready.reading.document
        same = before is not None and before.digest == document.digest
        ingested = before.ingested if before is not None and same and before.ingested else now
        alone = group == document.id
        claims = ready.claims if alone else tuple(replace(one, group=group) for one in ready.claims)
        return cls(
            ready=ready, claims=claims, ingested=ingested, claims_ingested=known if same else {}, now=now, group=group
        )


def stored(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, Stored]:
    """Find which documents are in the store."""
    found = {}
    for some in chunks(sorted(ids)):
        for record in tx.run(_DOCUMENTS, ids=some):
            found[record["id"]] = Stored(
                digest=record["digest"], reading=record["reading"], ingested=native_moment(record["ingested"]),
                edition=edition(record["version"] or 0, record["revised"] and native_moment(record["revised"])),
                basis=record["basis"] or "",
            )  # fmt: skip
    return found


def claims_of(tx: ManagedTransaction, ids: Iterable[str]) -> list[Sourced]:
    """Read the claims of some documents."""
    return [sourced(record) for some in chunks(sorted(ids)) for record in tx.run(_CLAIMS_OF, ids=some)]


def moments_of(tx: ManagedTransaction, claims: Iterable[Sourced]) -> dict[str, datetime]:
    """Tell since when claims have been known."""
    statement = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN id, c.ingested AS ingested"
    records = (record for some in chunks([one.id for one in claims]) for record in tx.run(statement, ids=some))
    return {record["id"]: native_moment(record["ingested"]) for record in records}


def write(tx: ManagedTransaction, loaded: Sequence[Loaded], edges: Mapping[str, str]) -> None:
    """Write documents with their claims; `edges` gives the id of the relation that each claim supports."""
    for table in tables([_document_row(one) for one in loaded]):
        tx.run(_WRITE_DOCUMENTS.format(properties=table.properties()), rows=table.rows, days=table.days)
    for table in tables([_claim_row(one, each, edges[one.id]) for each in loaded for one in each.claims]):
        tx.run(_WRITE_CLAIMS.format(properties=table.properties(start=3)), rows=table.rows, days=table.days)
    for statement, links in _links(one for each in loaded for one in each.claims).items():
        for some in chunks(links):
            tx.run(statement, rows=some)


def renew(tx: ManagedTransaction, bases: Mapping[str, str]) -> None:
    """Note that documents were read again, on another basis, and say what they said."""
    for some in chunks([{"id": name, "basis": basis} for name, basis in bases.items()]):
        tx.run(_RENEW, rows=some).consume()


def remove_claims(tx: ManagedTransaction, claims: Iterable[Sourced]) -> None:
    """Take claims out of the store."""
    for some in chunks([one.id for one in claims]):
        tx.run("UNWIND $ids AS id MATCH (c:Claim {id: id}) DETACH DELETE c", ids=some).consume()


def remove_document(tx: ManagedTransaction, document_id: str) -> None:
    """Take a document out of the store; its claims must be gone before."""
    tx.run("MATCH (d:Document {id: $id}) DETACH DELETE d", id=document_id).consume()


def _document_row(loaded: Loaded) -> Row:
    ready = loaded.ready
    return document_properties(
        ready.reading, ready.digest, loaded.ingested, group=loaded.group, sketch=sketch(ready.runs)
    )


def _claim_row(one: Sourced, loaded: Loaded, edge: str) -> Row:
    ingested = loaded.claims_ingested.get(one.id, loaded.now)
    ends = {"document": one.claim.document, "source": one.claim.source, "target": one.claim.target}
    return ends | claim_properties(one, ingested=ingested, edge=edge)


def _links(claims: Iterable[Sourced]) -> dict[str, list[list[Any]]]:
    said_by, via = _WRITE_ORDERED.format(type="SAID_BY"), _WRITE_ORDERED.format(type="VIA")
    of_item = _WRITE_NAMED.format(type="OF_ITEM", label="Item")
    in_place = _WRITE_NAMED.format(type="IN_PLACE", label="Place")
    links: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for one in claims:
        for statement, ids in ((said_by, one.claim.speakers), (via, one.claim.via)):
            links[statement] += [[one.id, id_, order] for order, id_ in enumerate(ids)]
        for statement, named in ((of_item, one.claim.item), (in_place, one.claim.place)):
            if named:
                links[statement].append([one.id, named])
    return links
