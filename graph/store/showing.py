"""From what the driver gives to the values that screens and tables show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.model import ACTOR_KINDS
from graph.store.rows import Row, native_date, native_moment
from graph.store.schema import LABELS
from graph.store.views import EdgeView, NodeView, PathView
from graph.vocabulary import Vocabulary

_DATES = ("first", "last", "first_reported", "last_reported")


def node_view(labels: Iterable[str], properties: Mapping[str, Any]) -> NodeView:
    """Show a node by its labels and properties as the driver gives them."""
    present = set(labels)
    label = next((name for name in LABELS if name in present), min(present, default=""))
    name = properties.get("name") or properties.get("title") or properties.get("relation") or properties.get("id")
    return NodeView(
        id=str(properties.get("id", "")), label=label,
        kind=next((kind for kind in ACTOR_KINDS if kind in present), None), name=str(name or ""),
        name_en=properties.get("name_en"), name_ar=properties.get("name_ar"),
        properties={key: plain(value) for key, value in sorted(properties.items())},
    )  # fmt: skip


def edge_view(
    name: str, properties: Mapping[str, Any], source: NodeView, target: NodeView, vocabulary: Vocabulary,
    names: Mapping[str, str],
) -> EdgeView:  # fmt: skip
    """Show a relationship; `names` gives display names by actor id, for speakers."""
    shown = {key: plain(value) for key, value in sorted(properties.items())}
    if name not in vocabulary.relations or "claims" not in properties:
        return EdgeView(
            id=f"{source.key}-{name}->{target.key}", type=name, properties=shown,
            source=source.id, target=target.id, source_key=source.key, target_key=target.key,
        )  # fmt: skip
    speakers = tuple(properties["speakers"])
    first, last, first_reported, last_reported = (native_date(properties.get(key)) for key in _DATES)
    return EdgeView(
        id=properties["id"], type=name, derived=True, symmetric=vocabulary.relations[name].symmetric,
        plover=properties["plover"], quad=vocabulary.quad(name), factuality=properties["factuality"],
        attributed=properties["attributed"], speakers=speakers,
        speaker_names=tuple(names.get(speaker, speaker) for speaker in speakers),
        item=properties.get("item"), item_name=properties.get("item_name"), claims=properties["claims"],
        documents=properties["documents"],
        independent_sources=properties.get("independent_sources", properties["documents"]),
        publishers=tuple(properties["publishers"]), first=first, last=last,
        first_reported=first_reported, last_reported=last_reported, goldstein=properties["goldstein"],
        confidence=properties["confidence"], properties=shown,
        source=source.id, target=target.id, source_key=source.key, target_key=target.key,
    )  # fmt: skip


def plain(value: Any) -> Any:  # Cypher values have no common type
    """Give a property's value as JSON can hold it: dates and durations as ISO text, points as their coordinates."""
    match value:
        case DateTime():
            return native_moment(value).isoformat()
        case Date() | Time() | Duration():
            return value.iso_format()
        case date() | datetime():
            return value.isoformat()
        case Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case bytes() | bytearray():
            return bytes(value).hex()
        case float():
            return value if math.isfinite(value) else str(value)
        case list() | tuple() | set() | frozenset():
            return [plain(member) for member in value]
        case Mapping():
            return {str(key): plain(member) for key, member in value.items()}
        case _:
            return value


class Shower:
    """Turns the values of an answer into plain ones, once the ends of its relationships are known.

    `ends` gives the view of a node by its elementId: a relationship that comes alone does not bring its nodes along.
    """

    def __init__(self, ends: Mapping[str, NodeView], names: Mapping[str, str], vocabulary: Vocabulary) -> None:
        self._ends = ends
        self._names = names
        self._vocabulary = vocabulary

    def show(self, value: Any) -> Any:
        """Show a value and everything in it."""
        match value:
            case Node():
                return node_view(value.labels, dict(value.items()))
            case Relationship():
                return self._edge(value)
            case Path():
                nodes = tuple(node_view(node.labels, dict(node.items())) for node in value.nodes)
                return PathView(nodes=nodes, edges=tuple(self._edge(edge) for edge in value.relationships))
            case list():
                return [self.show(member) for member in value]
            case dict():
                return {str(key): self.show(member) for key, member in value.items()}
            case _:
                return plain(value)

    def _edge(self, edge: Relationship) -> EdgeView:
        ends = [self._end(node) for node in edge.nodes]
        return edge_view(edge.type, dict(edge.items()), ends[0], ends[1], self._vocabulary, self._names)

    def _end(self, node: Node | None) -> NodeView:
        if node is None:
            return node_view((), {})
        return self._ends.get(node.element_id) or node_view(node.labels, dict(node.items()))


def bare_ends(value: Any) -> Iterator[str]:
    """List the elementIds of nodes that relationships in a value only refer to."""
    match value:
        case Relationship():
            yield from (node.element_id for node in value.nodes if node is not None and not node.labels)
        case Path():
            for edge in value.relationships:
                yield from bare_ends(edge)
        case list():
            for member in value:
                yield from bare_ends(member)
        case dict():
            for member in value.values():
                yield from bare_ends(member)


def speakers(value: Any) -> Iterator[str]:
    """List the actors that relationships in a value name as speakers."""
    match value:
        case Relationship():
            yield from (speaker for speaker in value.get("speakers") or () if isinstance(speaker, str))
        case Path():
            for edge in value.relationships:
                yield from speakers(edge)
        case list():
            for member in value:
                yield from speakers(member)
        case dict():
            for member in value.values():
                yield from speakers(member)


def row_view(row: Row, vocabulary: Vocabulary, names: Mapping[str, str]) -> EdgeView:
    """Show a derived edge read as a row of `type`, `edge` (its properties), `source` and `target` (actor ids)."""
    ends = [node_view(("Actor",), {"id": row[end]}) for end in ("source", "target")]
    return edge_view(row["type"], row["edge"], ends[0], ends[1], vocabulary, names)
