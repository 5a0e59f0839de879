"""The registry's actors, items and places that are in the store on request, whether claims name them or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from neo4j import ManagedTransaction

from graph.actors.registry import Registry
from graph.errors import StoreError
from graph.model import ACTOR_KINDS, Actor, Item, Place
from graph.store import nodes
from graph.store.rows import chunks, name_properties
from graph.store.server import Server

# What can be asked for: actors by their kind, items, places.
KINDS = (*ACTOR_KINDS, "Item", "Place")

# A transaction's size: about a second of one on the bundled server, so that progress is seen and others can write.
_BATCH = 500
# Said of the nodes asked for; what is in the store for a claim or a tie alone leaves with it.
_MARK = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.loaded IS NULL SET n.loaded = true"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """What putting the registry in did so far, by kind of node.

    `added` are new in the store, `updated` were there otherwise than the registry has them now, `known` were there
    as they are. The first two also count what the ties of those asked for lead to. `ties` are those of new and
    updated nodes.
    """

    added: Mapping[str, int] = field(default_factory=dict)
    updated: Mapping[str, int] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)
    ties: int = 0

    def __add__(self, other: RosterReport) -> RosterReport:
        return RosterReport(
            added=Counter(self.added) + Counter(other.added),
            updated=Counter(self.updated) + Counter(other.updated),
            known=Counter(self.known) + Counter(other.known),
            ties=self.ties + other.ties,
        )


def count(registry: Registry, kinds: Collection[str]) -> int:
    """Count the registry's entries of these kinds."""
    return sum(len(ids) for ids in _wanted(registry, kinds).values())


def load(
    server: Server, registry: Registry, kinds: Collection[str] = KINDS, *,
    progress: Callable[[int], None] | None = None,
) -> RosterReport:  # fmt: skip
    """Put the registry's entries of these kinds into the store, with whomever their ties lead to.

    Loading again changes nothing but what the registry has otherwise now. What was loaded so stays when documents are
    forgotten. `progress` is called with how many entries are done after each batch. Raises StoreError for a kind that
    there is not.
    """
    if unknown := set(kinds) - set(KINDS):
        raise StoreError(f"no kind {min(unknown)!r} in the registry (kinds are {', '.join(KINDS)})")
    report, done = RosterReport(), 0
    wanted = _wanted(registry, kinds)
    uncounted = {(label, id_) for label, ids in wanted.items() for id_ in ids}
    for label, ids in _batches(wanted):
        needed = _cast(registry, label, ids)
        with server.writing():
            report += server.write(_write, needed, label, ids, uncounted)
        uncounted.difference_update((sort, id_) for sort, named in _by_label(needed).items() for id_ in named)
        done += len(ids)
        if progress:
            progress(done)
    return report


def _wanted(registry: Registry, kinds: Collection[str]) -> dict[str, list[str]]:
    return {
        "Actor": [actor.id for actor in registry.actors() if actor.kind in kinds],
        "Item": [item.id for item in registry.items()] if "Item" in kinds else [],
        "Place": [place.id for place in registry.places()] if "Place" in kinds else [],
    }


def _batches(wanted: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for label, ids in wanted.items():
        for some in chunks(ids, _BATCH):
            yield label, list(some)


def _cast(registry: Registry, label: str, ids: Collection[str]) -> nodes.Cast:
    if label == "Actor":
        return nodes.Cast(actors=nodes.with_ties(ids, registry))
    if label == "Item":
        return nodes.Cast(items=nodes.kin(ids, registry))
    places = {place_id: registry.place(place_id) for place_id in ids}
    grounds = {place.lies_in for place in places.values() if place.lies_in}
    return nodes.Cast(places=places, actors=nodes.with_ties(grounds, registry))


def _by_label(needed: nodes.Cast) -> Mapping[str, Mapping[str, Actor | Item | Place]]:
    return {"Actor": needed.actors, "Item": needed.items, "Place": needed.places}


def _write(
    tx: ManagedTransaction, needed: nodes.Cast, label: str, ids: list[str], uncounted: Collection[tuple[str, str]]
) -> RosterReport:
    report = _compared(tx, needed, uncounted)
    nodes.write(tx, needed)
    tx.run(_MARK.format(label=label), ids=ids).consume()
    return report


def _compared(tx: ManagedTransaction, needed: nodes.Cast, uncounted: Collection[tuple[str, str]]) -> RosterReport:
    """Tell what writing these nodes will change; `uncounted` are those asked for that no batch has counted yet."""
    sorts: dict[str, Counter[str]] = {"added": Counter(), "updated": Counter(), "known": Counter()}
    ties = 0
    for label, named in _by_label(needed).items():
        digests = {record["id"]: record["digest"] for record in nodes.stored(tx, label, named)}
        for one in named.values():
            if digests.get(one.id) != name_properties(one)["digest"]:
                sorts["updated" if one.id in digests else "added"][_kind(one)] += 1
                ties += _ties(one)
            elif (label, one.id) in uncounted:
                sorts["known"][_kind(one)] += 1
    return RosterReport(added=sorts["added"], updated=sorts["updated"], known=sorts["known"], ties=ties)


def _kind(one: Actor | Item | Place) -> str:
    return one.kind if isinstance(one, Actor) else type(one).__name__


def _ties(one: Actor | Item | Place) -> int:
    if isinstance(one, Actor):
        return len(one.ties)
    return (one.parent if isinstance(one, Item) else one.lies_in) is not None
