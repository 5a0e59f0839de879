"""The claims behind a derived edge, with the documents that make them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neo4j import ManagedTransaction

from graph.model import Span
from graph.store.rows import native_date, native_moment, sourced
from graph.store.views import Evidence, Named

_EVIDENCE = """
MATCH (c:Claim {edge: $edge})
MATCH (c)-[:EVIDENCED_BY]->(d:Document)
MATCH (c)-[:HAS_SOURCE]->(s:Actor)
MATCH (c)-[:HAS_TARGET]->(t:Actor)
OPTIONAL MATCH (c)-[:OF_ITEM]->(i:Item)
OPTIONAL MATCH (c)-[:IN_PLACE]->(p:Place)
RETURN properties(c) AS claim, d.id AS document, d.publisher AS publisher, d.reported AS reported,
       s.id AS source, t.id AS target, i.id AS item, p.id AS place,
       d {.title, .url, .language, .reported_note} AS about,
       s {.id, .name_en, .name_ar} AS source_named, t {.id, .name_en, .name_ar} AS target_named,
       i {.id, .name_en, .name_ar} AS item_named, p {.id, .name_en, .name_ar} AS place_named,
       COLLECT { MATCH (c)-[v:VIA]->(a:Actor) RETURN a.id ORDER BY v.order } AS via,
       COLLECT { MATCH (c)-[v:VIA]->(a:Actor) RETURN a {.id, .name_en, .name_ar} ORDER BY v.order } AS via_named,
       COLLECT { MATCH (c)-[v:SAID_BY]->(a:Actor) RETURN a {.id, .name_en, .name_ar} ORDER BY v.order } AS said_by
"""


def evidence(tx: ManagedTransaction, edge: str) -> tuple[Evidence, ...]:
    """Read the claims behind an edge: newest report first, then in the order of documents and text."""
    found = sorted(
        (_evidence(record.data()) for record in tx.run(_EVIDENCE, edge=edge)),
        key=lambda one: (one.document, one.sentence, one.trigger),
    )
    return tuple(sorted(found, key=lambda one: one.reported.toordinal() if one.reported else 0, reverse=True))


def _evidence(record: Mapping[str, Any]) -> Evidence:
    claim = sourced(record).claim
    stored, about = record["claim"], record["about"]
    return Evidence(
        claim=claim.id, relation=claim.relation, plover=claim.plover, cameo=claim.cameo, goldstein=claim.goldstein,
        source=_named(record["source_named"]), target=_named(record["target_named"]), factuality=claim.factuality,
        speakers=tuple(_named(one) for one in record["said_by"]),
        via=tuple(_named(one) for one in record["via_named"]),
        item=_named(record["item_named"]) if record["item_named"] else None,
        place=_named(record["place_named"]) if record["place_named"] else None,
        quote=claim.quote, sentence=claim.sentence, trigger=claim.trigger, source_span=claim.source_span,
        target_span=claim.target_span, trigger_in_quote=_within(claim.trigger, claim.sentence),
        source_in_quote=_within(claim.source_span, claim.sentence),
        target_in_quote=_within(claim.target_span, claim.sentence), when=claim.when.text if claim.when else None,
        reported=native_date(record["reported"]), reported_note=about["reported_note"],
        ingested=native_moment(stored["ingested"]), document=claim.document, title=about["title"],
        publisher=record["publisher"], url=about["url"], language=about["language"], extractor=claim.extractor,
        rule=claim.rule, confidence=claim.confidence,
    )  # fmt: skip


def _named(names: Mapping[str, Any]) -> Named:
    return Named(id=names["id"], name_en=names["name_en"], name_ar=names["name_ar"])


def _within(span: Span | None, sentence: Span) -> Span | None:
    if span is None or span[0] < sentence[0] or span[1] > sentence[1]:
        return None
    return (span[0] - sentence[0], span[1] - sentence[0])
