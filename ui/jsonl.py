"""Claims and names as JSON Lines, the form in which other programs read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph.model import Claim
from ingest.pipeline import Mention


def line(row: Mapping[str, Any]) -> str:
    """Give a row as one line of JSON, Arabic as it is."""
    return json.dumps(row, ensure_ascii=False)


def claim_row(claim: Claim) -> dict[str, Any]:
    """Give a claim under the keys of `detente extract`; spans count code points of the document's text."""
    return {
        "doc": claim.document,
        "id": claim.id,
        "source": claim.source,
        "target": claim.target,
        "via": claim.via,
        "relation": claim.relation,
        "plover": claim.plover,
        "cameo": claim.cameo,
        "item": claim.item,
        "factuality": claim.factuality,
        "speakers": claim.speakers,
        "when": claim.when and claim.when.text,
        "place": claim.place,
        "quote": claim.quote,
        "span": claim.sentence,
        "trigger_span": claim.trigger,
        "source_span": claim.source_span,
        "target_span": claim.target_span,
        "rule": claim.rule,
        "extractor": claim.extractor,
        "confidence": claim.confidence,
    }


def mention_row(mention: Mention) -> dict[str, Any]:
    """Give a recognised name under the keys of `detente extract --mentions`."""
    return {
        "doc": mention.document,
        "span": mention.span,
        "text": mention.text,
        "kind": mention.kind,
        "id": mention.id,
    }
