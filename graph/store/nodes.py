"""The actors, items and places that claims name: what must be in the store with a claim, and what may leave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from graph.actors.registry import Registry
from graph.errors import StoreError
from graph.model import Actor, Claim, Item, Place
from graph.store.rows import Row, chunks, name_properties, tie_properties

_Thing = TypeVar("_Thing", Item, Place)
_TIES = ("MEMBER_OF", "PART_OF", "HOLDS_OFFICE_IN")
_ANY_TIE = "|".join(_TIES)
# In one record: the driver takes longer over a record than over what it holds.
_PRESENT = (
    "MATCH (n:{label}) WHERE n.id IN $ids RETURN collect({{id: n.id, digest: n.digest, labels: labels(n)}}) AS found"
)
_UNBIND = "UNWIND $ids AS id MATCH (:{label} {{id: id}})-[r:{types}]->() DELETE r"
_BIND = (
    "UNWIND $rows AS row MATCH (a:{label} {{id: row.id}}) MATCH (b:{other} {{id: row.to}}) "
    "CREATE (a)-[r:{type}]->(b) SET r = row.properties"
)
# An id under which two nodes stand for a moment would break the constraint: the bundled server writes a new node.
_RELABEL = "MATCH (a:Actor {{id: $id}}) REMOVE a.id SET a:{new} REMOVE a:{old} SET a.id = $id"
_ACTOR_USES = f"""
UNWIND $ids AS id
MATCH (a:Actor {{id: id}})
RETURN id, a.loaded IS NOT NULL OR EXISTS {{ (a)<-[:HAS_SOURCE|HAS_TARGET|VIA|SAID_BY|ABOUT|LIES_IN]-() }} AS needed,
       COLLECT {{ MATCH (a)<-[:{_ANY_TIE}]-(b:Actor) RETURN b.id }} AS below
"""
_ITEM_USES = """
UNWIND $ids AS id
MATCH (i:Item {id: id})
RETURN id, i.loaded IS NOT NULL OR EXISTS { (i)<-[:OF_ITEM]-() } AS needed,
       COLLECT { MATCH (i)<-[:KIND_OF]-(b:Item) RETURN b.id } AS below
"""
_PLACE_USES = """
UNWIND $ids AS id
MATCH (p:Place {id: id})
RETURN id, p.loaded IS NOT NULL OR EXISTS { (p)<-[:IN_PLACE]-() } AS needed, [] AS below
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody and everything that some claims name, with whomever their ties lead to."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def item_names(self) -> dict[str, str]:
        """Give the display names of the items."""
        return {item.id: item.name for item in self.items.values()}


def actor_ids(claims: Iterable[Claim]) -> set[str]:
    """List the actors that claims name in any role."""
    return {
        actor for claim in claims for actor in (claim.source, claim.target, *claim.via, *claim.speakers)
    }  # fmt: skip


def cast(claims: Sequence[Claim], registry: Registry) -> Cast:
    """Look up what claims name, which the registry holds."""
    items = kin({claim.item for claim in claims if claim.item}, registry)
    places = {place: registry.place(place) for place in {claim.place for claim in claims if claim.place}}
    grounds = {place.lies_in for place in places.values() if place.lies_in}
    return Cast(actors=with_ties(actor_ids(claims) | grounds, registry), items=items, places=places)


def check(claims: Iterable[Claim], registry: Registry) -> None:
    """Raise StoreError for the first name in the claims that the registry does not hold."""
    for claim in claims:
        for actor_id in (claim.source, claim.target, *claim.via, *claim.speakers):
            if not registry.has_actor(actor_id):
                raise _unknown("actor", actor_id)
        if claim.item and not registry.has_item(claim.item):
            raise _unknown("item", claim.item)
        if claim.place and not registry.has_place(claim.place):
            raise _unknown("place", claim.place)


def with_ties(ids: Iterable[str], registry: Registry) -> dict[str, Actor]:
    """Look up actors and whomever their ties lead to; raises StoreError for an unknown id."""
    found: dict[str, Actor] = {}
    open_ids = list(ids)
    while open_ids:
        actor_id = open_ids.pop()
        if actor_id not in found:
            if not registry.has_actor(actor_id):
                raise _unknown("actor", actor_id)
            found[actor_id] = registry.actor(actor_id)
            open_ids.extend(tie.to for tie in found[actor_id].ties)
    return found


def write(tx: ManagedTransaction, needed: Cast) -> None:
    """Write the nodes that are not in the store as the registry has them, and their ties."""
    changed = _write_actors(tx, needed.actors)
    ties: defaultdict[str, list[Row]] = defaultdict(list)
    for actor in changed:
        for tie in actor.ties:
            ties[tie.kind].append({"id": actor.id, "to": tie.to, "properties": tie_properties(tie)})
    _bind(tx, "Actor", _ANY_TIE, [actor.id for actor in changed], "Actor", ties)

    items = _write_named(tx, "Item", needed.items)
    kinds = [{"id": item.id, "to": item.parent, "properties": {}} for item in items if item.parent]
    _bind(tx, "Item", "KIND_OF", [item.id for item in items], "Item", {"KIND_OF": kinds})

    places = _write_named(tx, "Place", needed.places)
    grounds = [{"id": place.id, "to": place.lies_in, "properties": {}} for place in places if place.lies_in]
    _bind(tx, "Place", "LIES_IN", [place.id for place in places], "Actor", {"LIES_IN": grounds})


def lock(tx: ManagedTransaction, ids: Iterable[str]) -> None:
    """Make other writers of edges at these actors wait until this transaction ends, in one order for all writers."""
    for some in chunks(sorted(ids)):
        tx.run("UNWIND $ids AS id MATCH (a:Actor {id: id}) SET a.digest = a.digest", ids=some).consume()


def remove_unneeded(tx: ManagedTransaction, claims: Sequence[Claim]) -> dict[str, int]:
    """Remove what these removed claims named and no other claim or tie needs; gives counts by label."""
    places = _removable(tx, _PLACE_USES, {claim.place for claim in claims if claim.place})
    grounds = _reached(tx, "Place", "LIES_IN", places)
    _delete(tx, "Place", places)
    actors = actor_ids(claims) | grounds
    gone_actors = _removable(tx, _ACTOR_USES, actors | _reached(tx, "Actor", f"{_ANY_TIE}*1..", actors))
    _delete(tx, "Actor", gone_actors)
    items = {claim.item for claim in claims if claim.item}
    gone_items = _removable(tx, _ITEM_USES, items | _reached(tx, "Item", "KIND_OF*1..", items))
    _delete(tx, "Item", gone_items)
    return {"Actor": len(gone_actors), "Item": len(gone_items), "Place": len(places)}


def _write_actors(tx: ManagedTransaction, actors: Mapping[str, Actor]) -> list[Actor]:
    present = {record["id"]: record for record in stored(tx, "Actor", actors)}
    changed = []
    old: list[Mapping[str, Any]] = []
    new: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for actor in actors.values():
        row = name_properties(actor)
        before = present.get(actor.id)
        if before is None or before["digest"] != row["digest"]:
            changed.append(actor)
            (old if before else new[actor.kind]).append(row)
        if before is not None and actor.kind not in before["labels"]:
            kind = next(label for label in before["labels"] if label != "Actor")
            tx.run(_RELABEL.format(new=actor.kind, old=kind), id=actor.id).consume()
    _change(tx, "Actor", old)
    for kind, rows in sorted(new.items()):
        _create(tx, f"Actor:{kind}", rows)
    return changed


def _write_named(tx: ManagedTransaction, label: str, named: Mapping[str, _Thing]) -> list[_Thing]:
    present = {record["id"]: record["digest"] for record in stored(tx, label, named)}
    rows = {one.id: name_properties(one) for one in named.values()}
    changed = [one for one in named.values() if present.get(one.id) != rows[one.id]["digest"]]
    _change(tx, label, [rows[one.id] for one in changed if one.id in present])
    _create(tx, label, [rows[one.id] for one in changed if one.id not in present])
    return changed


def stored(tx: ManagedTransaction, label: str, ids: Iterable[str]) -> Iterator[Row]:
    """Give `id`, `digest` and `labels` of those of the nodes that are in the store."""
    for some in chunks(sorted(ids)):
        yield from tx.run(_PRESENT.format(label=label), ids=some).single(strict=True)["found"]


def _create(tx: ManagedTransaction, labels: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write nodes that are not there; the server refuses those that another writer created meanwhile.

    A MERGE on two labels would look through all nodes that have both on the bundled server.
    """
    for some in chunks(rows):
        tx.run(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows=some).consume()


def _change(tx: ManagedTransaction, label: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for some in chunks(rows):
        tx.run(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n += row", rows=some).consume()


def _bind(
    tx: ManagedTransaction, label: str, types: str, ids: Sequence[str], other: str, by_type: Mapping[str, list[Row]]
) -> None:
    for some_ids in chunks(ids):
        tx.run(_UNBIND.format(label=label, types=types), ids=some_ids).consume()
    for name, rows in sorted(by_type.items()):
        for some in chunks(rows):
            tx.run(_BIND.format(label=label, other=other, type=name), rows=some).consume()


def _reached(tx: ManagedTransaction, label: str, types: str, ids: Iterable[str]) -> set[str]:
    statement = f"UNWIND $ids AS id MATCH (:{label} {{id: id}})-[:{types}]->(b) RETURN DISTINCT b.id AS id"
    return {record["id"] for record in tx.run(statement, ids=sorted(ids))}


def _removable(tx: ManagedTransaction, uses: str, ids: Iterable[str]) -> set[str]:
    """Find which of the nodes nothing needs: no claim, and no tie of a node that stays."""
    records = [record.data() for some in chunks(sorted(ids)) for record in tx.run(uses, ids=some)]
    gone = {record["id"] for record in records if not record["needed"]}
    while True:
        held = {record["id"] for record in records if record["id"] in gone and not gone.issuperset(record["below"])}
        if not held:
            return gone
        gone -= held


def _delete(tx: ManagedTransaction, label: str, ids: Iterable[str]) -> None:
    for some in chunks(sorted(ids)):
        tx.run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", ids=some).consume()


def kin(ids: Iterable[str], registry: Registry) -> dict[str, Item]:
    """Look up items and their wider kinds; raises KeyError for an unknown id."""
    found: dict[str, Item] = {}
    for item_id in ids:
        above: str | None = item_id
        while above and above not in found:
            found[above] = registry.item(above)
            above = found[above].parent
    return found


def _unknown(sort: str, name: str) -> StoreError:
    return StoreError(f"no {sort} {name!r} in the registry (add it to a registry file)")
