"""What the store shows: plain values for screens, tables and exports, complete when built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from graph.model import ActorKind, Factuality, PublishingStatus, Span
from graph.vocabulary import Quad


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """A node. `kind` is an actor's second label, None for other nodes; `properties` are plain (JSON-able) values.

    `key` is unique over all labels (`Actor:RUS`); `id` alone is not: a state and its territory share one.
    """

    id: str
    label: str
    kind: ActorKind | None
    name: str
    name_en: str | None
    name_ar: str | None
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Names the node among all nodes."""
        return f"{self.label}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeView:
    """An edge. The fields after `type` are set for derived edges only, `properties` for all.

    `source` and `target` are node ids (the smaller id first where `symmetric`), `source_key` and `target_key` the
    keys of those nodes. `claims`, `documents` and `independent_sources` (of documents that are copies of one another
    one counts) are counts; `speakers` are actor ids, `speaker_names` their display
    names in the same order; `first`, `last` bound the events, `first_reported`, `last_reported` the documents.
    """

    id: str
    source: str
    target: str
    type: str
    source_key: str
    target_key: str
    derived: bool = False
    symmetric: bool = False
    plover: str | None = None
    quad: Quad | None = None
    factuality: Factuality | None = None
    attributed: bool = False
    speakers: tuple[str, ...] = ()
    speaker_names: tuple[str, ...] = ()
    item: str | None = None
    item_name: str | None = None
    claims: int = 0
    documents: int = 0
    independent_sources: int = 0
    publishers: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    first_reported: date | None = None
    last_reported: date | None = None
    goldstein: float | None = None
    confidence: float | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """A path: `nodes` in its order, `edges` between them, each in its own direction."""

    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorHit:
    """An actor that a search found; `links` is the number of derived edges at it."""

    id: str
    kind: ActorKind
    name_en: str | None
    name_ar: str | None
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieView:
    """A tie of an actor to another; `outgoing` is whether the shown actor is the one that belongs or holds."""

    kind: str
    outgoing: bool
    other: str
    other_name_en: str | None
    other_name_ar: str | None
    office: str | None
    first: date | None
    last: date | None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCard:
    """An actor with all its names and ties, and where they are from.

    `links` are as in `ActorHit`, `claims` those of which it is source or target.
    """

    id: str
    kind: ActorKind
    name: str
    name_en: str | None
    name_ar: str | None
    names: tuple[str, ...]
    ties: tuple[TieView, ...]
    links: int
    claims: int
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """The edges that touch some actors and those among the nodes shown, best documented first.

    `hidden` counts the edges touching the actors that the limit left out.
    """

    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An id with its names, for speakers, bodies and persons, items and places."""

    id: str
    name_en: str | None
    name_ar: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim behind an edge, with the document that makes it.

    `sentence`, `trigger`, `source_span`, `target_span` are spans in the document's text; those that end in
    `_in_quote` are the same spans counted from the start of `quote`, None where they lie outside it or are unknown.
    `when` is EDTF text.
    """

    claim: str
    relation: str
    plover: str
    cameo: str
    goldstein: float
    source: Named
    target: Named
    factuality: Factuality
    speakers: tuple[Named, ...]
    via: tuple[Named, ...]
    item: Named | None
    place: Named | None
    quote: str
    sentence: Span
    trigger: Span
    source_span: Span | None
    target_span: Span | None
    trigger_in_quote: Span | None
    source_in_quote: Span | None
    target_in_quote: Span | None
    when: str | None
    reported: date | None
    reported_note: str | None
    ingested: datetime
    document: str
    title: str | None
    publisher: str | None
    url: str | None
    language: str
    extractor: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document without its text; `claims`, `sentences`, `unread` are counts.

    `version` is the number that its publisher gives it, 0 for none; what is not "usable" was taken back by it.
    `group` is shared by the documents that are copies of one another.
    """

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    language: str
    reported: date | None
    reported_note: str | None
    ingested: datetime
    claims: int
    sentences: int
    unread: int
    version: int = 0
    status: PublishingStatus = "usable"
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is stored and where. `labels` counts nodes by label (actors also by kind); `edges` are the derived ones.

    `named` counts actors, items and places that claims name, by label; `loaded` those that no claim names and that were
    loaded from the registry on request.

    `address` is the Bolt address; `password_file` holds the bundled server's password, None for a server of one's
    own; `user` is whom to connect as.
    """

    labels: Mapping[str, int]
    named: Mapping[str, int]
    loaded: Mapping[str, int]
    claims: int
    edges: int
    documents: int
    sentences: int
    unread: int
    kind: str
    version: str
    address: str
    database: str
    user: str
    password_file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The names an analyst can use in a query."""

    labels: tuple[str, ...]
    relationship_types: tuple[str, ...]
    property_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gave: plain values (None, bool, int, float, str, list, dict, dates as ISO text) and views.

    A cell, or a member of a list or dict in it, may be a NodeView, EdgeView or PathView. `truncated` tells that
    there were more rows than the limit; `seconds` is how long the query took.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool
    seconds: float
