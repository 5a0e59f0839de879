"""Reads the graph for screens, tables and exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from neo4j import ManagedTransaction

from graph.actors.folding import fold
from graph.model import ACTOR_KINDS, ActorKind, Claim, Document
from graph.store import documents, schema
from graph.store.evidence import evidence
from graph.store.rows import Row, chunks, document, native_date, native_moment
from graph.store.server import Server
from graph.store.showing import node_view, row_view
from graph.store.views import (
    ActorCard,
    ActorHit,
    DocumentView,
    EdgeView,
    Evidence,
    Neighbourhood,
    NodeView,
    Schema,
    Status,
    TieView,
)
from graph.vocabulary import Vocabulary, vocabulary

# What a canvas shows without becoming a hairball.
_SHOWN_EDGES = 300
_SHOWN_HITS = 20
# Hits of the index that are ranked; a beginning of two letters has about so many.
_RANKED_HITS = 200
# Documents, or actors with their edges, that one transaction reads.
_PAGE = 200

_EDGE = "type(r) AS type, properties(r) AS edge, startNode(r).id AS source, endNode(r).id AS target"
# How claims name each kind of thing.
_NAMED_BY = {"Actor": "HAS_SOURCE|HAS_TARGET|VIA|SAID_BY", "Item": "OF_ITEM", "Place": "IN_PLACE"}
_NAMED = "MATCH (n:{label}) WHERE EXISTS {{ (n)<-[:{uses}]-(:Claim) }} RETURN count(n) AS n"
_LOADED = "MATCH (n:{label}) WHERE n.loaded AND NOT EXISTS {{ (n)<-[:{uses}]-(:Claim) }} RETURN count(n) AS n"
# Actors that no claim names come last, so that they push nobody out.
_HITS = f"""
CALL db.index.fulltext.queryNodes('actorNames', $words) YIELD node, score
WITH node AS a ORDER BY EXISTS {{ (a)<-[:{_NAMED_BY["Actor"]}]-() }} DESC, score DESC LIMIT $limit
RETURN a.id AS id, labels(a) AS labels, a.name_en AS name_en, a.name_ar AS name_ar, a.names AS names
"""
_CARD = """
MATCH (a:Actor {{id: $id}})
RETURN labels(a) AS labels, properties(a) AS actor,
       COUNT {{ (a)-[:{types}]-() }} AS links, COUNT {{ (a)<-[:HAS_SOURCE|HAS_TARGET]-(:Claim) }} AS claims
"""
_TIES = """
MATCH (a:Actor {id: $id})-[t:MEMBER_OF|PART_OF|HOLDS_OFFICE_IN]-(b:Actor)
RETURN type(t) AS kind, startNode(t).id = $id AS outgoing, b.id AS other, b.name_en AS name_en, b.name_ar AS name_ar,
       t.office AS office, t.from AS first, t.to AS last, t.source AS source
ORDER BY kind, outgoing DESC, first, other
"""
_BEST_EDGES = """
MATCH (a:Actor)-[r:{types}]-(:Actor) WHERE a.id IN $ids
WITH DISTINCT r ORDER BY r.documents DESC, r.claims DESC, r.id LIMIT $limit
RETURN {edge}
"""
_EDGES_AMONG = """
MATCH (a:Actor)-[r:{types}]->(b:Actor)
WHERE a.id IN $shown AND b.id IN $shown AND NOT a.id IN $ids AND NOT b.id IN $ids
WITH r ORDER BY r.documents DESC, r.claims DESC, r.id LIMIT $limit
RETURN {edge}
"""
# An edge by its claims' own actors; where those are judged to be others, by its type alone.
_EDGE_NEAR = """
MATCH (c:Claim {{edge: $id}}) WITH c LIMIT 1
MATCH (c)-[:HAS_SOURCE|HAS_TARGET]->(:Actor)-[r:{type} {{id: $id}}]-(:Actor)
RETURN {edge} LIMIT 1
"""
_EDGE_ANYWHERE = "MATCH (:Actor)-[r:{type} {{id: $id}}]->(:Actor) RETURN {edge} LIMIT 1"
_DOCUMENTS = """
MATCH (d:Document) {where}
RETURN d {.id, .title, .publisher, .url, .language, .reported, .reported_note, .ingested, .sentences, .unread,
           .version, .status, .group} AS d,
       COUNT { (d)<-[:EVIDENCED_BY]-(:Claim) } AS claims
ORDER BY d.ingested DESC, d.id
"""
# A basis names its document too.
_ON_BASIS = "WHERE d.id IN $ids AND d.basis IN $bases"


class Reader:
    """Answers the questions that screens ask. Raises ServerError where the server does not answer."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._vocabulary: Vocabulary = vocabulary()
        self._types = "|".join(sorted(self._vocabulary.relations))

    def search(self, text: str, limit: int = _SHOWN_HITS) -> list[ActorHit]:
        """Find actors by their id or the beginnings of words of their names, in any script; best match first.

        Those without links come after all that have some, and those that no claim names last.
        """
        wanted = fold(text)
        words = wanted.replace("+", " ").replace("&", " ").split()
        rows = self._server.read(_hits, words, text.strip().upper())
        found = self._server.read(_links, [row["id"] for row in rows], self._types)
        links = {id_: row["links"] for id_, row in found.items()}

        def rank(row: Row) -> tuple[object, ...]:
            names = [fold(name) for name in row["names"]]
            exact = wanted in names or row["id"] == text.strip().upper()
            begins = any(name.startswith(wanted) for name in names)
            known = (not links[row["id"]], not found[row["id"]]["named"])
            return (*known, not exact, not begins, -links[row["id"]], row["id"])

        return [
            ActorHit(
                id=row["id"], kind=_kind(row["labels"]), name_en=row["name_en"], name_ar=row["name_ar"],
                links=links[row["id"]],
            )
            for row in sorted(rows, key=rank)[:limit]
        ]  # fmt: skip

    def actor(self, actor_id: str) -> ActorCard:
        """Show one actor; raises KeyError where the store holds none with that id."""
        card = self._one(_CARD.format(types=self._types), id=actor_id)
        if card is None:
            raise KeyError(actor_id)
        actor = card["actor"]
        ties = tuple(
            TieView(
                kind=tie["kind"], outgoing=tie["outgoing"], other=tie["other"], other_name_en=tie["name_en"],
                other_name_ar=tie["name_ar"], office=tie["office"], first=native_date(tie["first"]),
                last=native_date(tie["last"]), source=tie["source"],
            )
            for tie in self._rows(_TIES, id=actor_id)
        )  # fmt: skip
        return ActorCard(
            id=actor_id, kind=_kind(card["labels"]), name=actor["name"], name_en=actor.get("name_en"),
            name_ar=actor.get("name_ar"), names=tuple(actor["names"]), ties=ties, links=card["links"],
            claims=card["claims"], source=actor.get("source"),
        )  # fmt: skip

    def neighbourhood(self, ids: Sequence[str], *, limit: int = _SHOWN_EDGES) -> Neighbourhood:
        """Show the derived edges at these actors, at most `limit`, and those among the nodes so shown."""
        wanted = sorted(set(ids))
        edges = self._rows(_BEST_EDGES.format(types=self._types, edge=_EDGE), ids=wanted, limit=limit)
        counted = f"MATCH (a:Actor)-[r:{self._types}]-(:Actor) WHERE a.id IN $ids RETURN count(DISTINCT r) AS total"
        total = self._rows(counted, ids=wanted)[0]["total"]
        shown = sorted({*wanted, *(edge[end] for edge in edges for end in ("source", "target"))})
        among = _EDGES_AMONG.format(types=self._types, edge=_EDGE)
        found = edges + self._rows(among, shown=shown, ids=wanted, limit=limit)
        return Neighbourhood(
            nodes=tuple(self._nodes("Actor", shown)), edges=tuple(self._views(found)), hidden=total - len(edges)
        )

    def edge(self, edge_id: str) -> EdgeView:
        """Show one derived edge; raises KeyError where there is none with that id."""
        claim = self._one("MATCH (c:Claim {edge: $id}) RETURN c.relation AS type LIMIT 1", id=edge_id)
        if claim is None or claim["type"] not in self._vocabulary.relations:
            raise KeyError(edge_id)
        near, anywhere = (pattern.format(type=claim["type"], edge=_EDGE) for pattern in (_EDGE_NEAR, _EDGE_ANYWHERE))
        rows = self._rows(near, id=edge_id) or self._rows(anywhere, id=edge_id)
        if not rows:
            raise KeyError(edge_id)
        return next(self._views(rows))

    def evidence(self, edge_id: str) -> tuple[Evidence, ...]:
        """Show the claims behind a derived edge, newest report first; empty where there is no such edge."""
        return self._server.read(evidence, edge_id)

    def document(self, document_id: str) -> Document:
        """Give a document with its text, as it was loaded; raises KeyError where there is none."""
        row = self._one("MATCH (d:Document {id: $id}) RETURN properties(d) AS d", id=document_id)
        if row is None:
            raise KeyError(document_id)
        return document(row["d"])

    def documents(self) -> list[DocumentView]:
        """List the documents, the latest loaded first."""
        return self._documents(_DOCUMENTS.replace("{where}", ""))

    def loaded(self, bases: Mapping[str, str]) -> list[DocumentView]:
        """Of documents given by id with the basis of their reading, list those that are stored with that reading."""
        found = _DOCUMENTS.replace("{where}", _ON_BASIS)
        pages = chunks(list(bases), _PAGE)
        return [view for ids in pages for view in self._documents(found, ids=ids, bases=[bases[name] for name in ids])]

    def _documents(self, statement: str, **parameters: object) -> list[DocumentView]:
        return [
            DocumentView(
                id=d["id"], title=d["title"], publisher=d["publisher"], url=d["url"], language=d["language"],
                reported=native_date(d["reported"]), reported_note=d["reported_note"],
                ingested=native_moment(d["ingested"]), claims=row["claims"], sentences=d["sentences"],
                unread=d["unread"], version=d["version"] or 0, status=d["status"] or "usable",
                group=d["group"] or d["id"],
            )
            for row in self._rows(statement, **parameters)
            for d in [row["d"]]
        ]  # fmt: skip

    def claims(self, document_id: str | None = None) -> Iterator[Claim]:
        """Give the claims as they were loaded, of one document or of all, in the order of documents and text."""
        ids = [row["id"] for row in self._rows("MATCH (d:Document) RETURN d.id AS id ORDER BY id")]
        for page in chunks([document_id] if document_id else ids, _PAGE):
            claims = (one.claim for one in self._server.read(documents.claims_of, page))
            yield from sorted(claims, key=lambda claim: (claim.document, claim.sentence, claim.trigger, claim.id))

    def relations(self) -> Iterator[EdgeView]:
        """Give every derived edge."""
        found = f"MATCH (a:Actor)-[r:{self._types}]->(:Actor) WHERE a.id IN $ids RETURN {_EDGE} ORDER BY r.id"
        ids = [row["id"] for row in self._rows("MATCH (a:Actor) RETURN a.id AS id ORDER BY id")]
        for page in chunks(ids, _PAGE):
            yield from self._views(self._rows(found, ids=page))

    def nodes(self, label: str = "Actor") -> Iterator[NodeView]:
        """Give every node of a label (Actor, Item, Place), by id; raises KeyError for another label."""
        if label not in ("Actor", "Item", "Place"):
            raise KeyError(label)
        for page in chunks(
            [row["id"] for row in self._rows(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")], _PAGE
        ):
            yield from self._nodes(label, page)

    def status(self) -> Status:
        """Count what is stored and say where."""
        counts = {label: self._count(f"MATCH (n:{label}) RETURN count(n) AS n") for label in schema.labels()}
        uses = _NAMED_BY.items()
        edges = self._count(f"MATCH (:Actor)-[r:{self._types}]->(:Actor) RETURN count(r) AS n")
        read = "MATCH (d:Document) RETURN coalesce(sum(d.sentences), 0) AS s, coalesce(sum(d.unread), 0) AS u"
        sentences = self._rows(read)[0]
        server = self._server
        return Status(
            labels=counts, named={label: self._count(_NAMED.format(label=label, uses=types)) for label, types in uses},
            loaded={label: self._count(_LOADED.format(label=label, uses=types)) for label, types in uses},
            claims=counts["Claim"], edges=edges, documents=counts["Document"],
            sentences=sentences["s"], unread=sentences["u"], kind=server.kind, version=server.version,
            address=server.address, database=server.database, user=server.user, password_file=server.password_file,
        )  # fmt: skip

    def schema(self) -> Schema:
        """List the names an analyst can use in a query."""
        return Schema(
            labels=schema.labels(),
            relationship_types=schema.relationship_types(self._vocabulary),
            property_keys=tuple(sorted(schema.PROPERTY_KEYS)),
        )

    def _rows(self, statement: str, **parameters: object) -> list[Row]:
        return self._server.read(_rows, statement, parameters)

    def _count(self, statement: str) -> int:
        return int(self._rows(statement)[0]["n"])

    def _one(self, statement: str, **parameters: object) -> Row | None:
        return next(iter(self._rows(statement, **parameters)), None)

    def _nodes(self, label: str, ids: Sequence[str]) -> Iterator[NodeView]:
        statement = f"MATCH (n:{label}) WHERE n.id IN $ids RETURN labels(n) AS labels, properties(n) AS n ORDER BY n.id"
        for row in self._rows(statement, ids=ids):
            yield node_view(row["labels"], row["n"])

    def _views(self, rows: Sequence[Row]) -> Iterator[EdgeView]:
        spoken = {speaker for row in rows for speaker in row["edge"]["speakers"]}
        named = "MATCH (a:Actor) WHERE a.id IN $ids RETURN a.id AS id, a.name AS name"
        names = {row["id"]: row["name"] for row in self._rows(named, ids=sorted(spoken))}
        return (row_view(row, self._vocabulary, names) for row in rows)


def _rows(tx: ManagedTransaction, statement: str, parameters: Mapping[str, object]) -> list[Row]:
    return [record.data() for record in tx.run(statement, dict(parameters))]


def _hits(tx: ManagedTransaction, words: Sequence[str], own_id: str) -> list[Row]:
    hits: dict[str, Row] = {}
    if words:
        # Letters, digits and underscores only, so nothing in them is an operator of the index.
        query = " ".join(f"+{word}*" for word in words)
        hits = {row["id"]: row for row in _rows(tx, _HITS, {"words": query, "limit": _RANKED_HITS})}
    by_id = "MATCH (a:Actor {id: $id}) RETURN a.id AS id, labels(a) AS labels, a.name_en AS name_en, "
    return [*hits.values(), *(
        row for row in _rows(tx, by_id + "a.name_ar AS name_ar, a.names AS names", {"id": own_id})
        if row["id"] not in hits
    )]  # fmt: skip


def _links(tx: ManagedTransaction, ids: Sequence[str], types: str) -> dict[str, Row]:
    statement = (
        f"UNWIND $ids AS id MATCH (a:Actor {{id: id}}) RETURN id, COUNT {{ (a)-[:{types}]-() }} AS links, "
        f"EXISTS {{ (a)<-[:{_NAMED_BY['Actor']}]-() }} AS named"
    )
    return {row["id"]: row for row in _rows(tx, statement, {"ids": ids})}


def _kind(labels: Iterable[str]) -> ActorKind:
    return next(kind for kind in ACTOR_KINDS if kind in labels)
