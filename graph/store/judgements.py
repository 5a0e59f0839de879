"""Judgements in the store."""

from __future__ import annotations

from neo4j import ManagedTransaction

from graph.errors import StoreError
from graph.model import Judgement
from graph.store.rows import native_date

_WRITE = """
MERGE (j:Judgement {id: $id})
SET j.left = $left, j.right = $right, j.verdict = $verdict, j.judge = $judge, j.made = $made
WITH j UNWIND [$left, $right] AS actor
MATCH (a:Actor {id: actor})
MERGE (j)-[:ABOUT]->(a)
"""
_READ = """
MATCH (j:Judgement)
RETURN j.left AS left, j.right AS right, j.verdict AS verdict, j.judge AS judge, j.made AS made ORDER BY j.id
"""


def judgements(tx: ManagedTransaction) -> list[Judgement]:
    """Read all judgements."""
    found = []
    for record in tx.run(_READ):
        made = native_date(record["made"])
        assert made
        found.append(
            Judgement(
                left=record["left"], right=record["right"], verdict=record["verdict"], judge=record["judge"], made=made
            )
        )
    return found


def write_judgement(tx: ManagedTransaction, judgement: Judgement) -> None:
    """Store a judgement in place of an earlier one on the same pair; both actors must be there."""
    tx.run(
        _WRITE, id=judgement.id, left=judgement.left, right=judgement.right,
        verdict=judgement.verdict, judge=judgement.judge, made=judgement.made,
    ).consume()  # fmt: skip


def withdraw(tx: ManagedTransaction, judgement_id: str) -> None:
    """Take a judgement out; raises StoreError where there is none with that id."""
    counters = tx.run("MATCH (j:Judgement {id: $id}) DETACH DELETE j", id=judgement_id).consume().counters
    if not counters.nodes_deleted:
        raise StoreError(f"{judgement_id}: no such judgement")
