"""What the store is made of on either server: labels, types, properties, constraints and indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neo4j import ManagedTransaction

from graph.model import ACTOR_KINDS
from graph.vocabulary import Vocabulary

if TYPE_CHECKING:
    from graph.store.server import Server

LABELS = ("Actor", "Item", "Place", "Document", "Claim", "Judgement")
# Bind nodes together; each relation type of the vocabulary is a relationship type besides.
BINDING_TYPES = (
    "HAS_SOURCE", "HAS_TARGET", "VIA", "OF_ITEM", "SAID_BY", "IN_PLACE", "EVIDENCED_BY",
    "KIND_OF", "LIES_IN", "MEMBER_OF", "PART_OF", "HOLDS_OFFICE_IN", "ABOUT",
)  # fmt: skip
PROPERTY_KEYS = (
    "id", "name", "name_en", "name_ar", "names", "search", "source", "digest", "loaded",
    "text", "title", "publisher", "url", "language", "layout", "reported", "reported_note", "ingested", "sentences",
    "unread", "reading", "basis", "version", "revised", "status", "group", "sketch", "relation", "plover", "cameo",
    "goldstein", "factuality", "speakers", "quote", "sentence_start", "sentence_end", "trigger_start", "trigger_end",
    "source_start", "source_end", "target_start", "target_end", "when", "when_from", "when_to", "extractor", "rule",
    "confidence", "edge",
    "left", "right", "verdict", "judge", "made", "order", "office", "from", "to",
    "item", "item_name", "attributed", "claims", "documents", "independent_sources", "publishers", "first", "last",
    "first_reported", "last_reported",
)  # fmt: skip
# Label and property; what the reader and the writer look nodes up by, and what analysts filter by.
_INDEXES = {
    "claim_edge": ("Claim", "edge"),
    "claim_when": ("Claim", "when_from"),
    "claim_reported": ("Claim", "reported"),
    "document_digest": ("Document", "digest"),
    "document_group": ("Document", "group"),
}
NAMES_INDEX = "actorNames"


def labels() -> tuple[str, ...]:
    """List every label that nodes can have."""
    return (*LABELS, *ACTOR_KINDS)


def relationship_types(vocabulary: Vocabulary) -> tuple[str, ...]:
    """List every type that relationships can have."""
    return (*BINDING_TYPES, *sorted(vocabulary.relations))


def prepare(server: Server) -> None:
    """Create the constraints and indexes that are missing. Several processes may do so at once."""
    statements = _statements()
    wanted = {*statements, NAMES_INDEX}
    if wanted <= server.read(_present):
        return
    with server.alone():
        missing = wanted - server.read(_present)
        for name in sorted(missing & statements.keys()):
            server.write(_run, statements[name])
        if NAMES_INDEX in missing:
            server.index_names(NAMES_INDEX)


def _statements() -> dict[str, str]:
    unique = {
        f"{label.lower()}_id": f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) "
        "REQUIRE n.id IS UNIQUE"
        for label in LABELS
    }
    plain = {
        name: f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
        for name, (label, key) in _INDEXES.items()
    }
    return unique | plain


def _present(tx: ManagedTransaction) -> set[str]:
    names = {record["name"] for record in tx.run("SHOW CONSTRAINTS YIELD name")}
    return names | {record["name"] for record in tx.run("SHOW INDEXES YIELD name")}


def _run(tx: ManagedTransaction, statement: str) -> None:
    tx.run(statement).consume()
