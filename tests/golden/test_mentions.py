"""Recognised names against annotated ones; skipped where ../shared is not beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DetenteError
from ingest.pipeline import Mention, Pipeline
from ingest.readers import documents
from ui.jsonl import line, mention_row

_F1 = {"LOC": 0.84, "ORG": 0.58, "PERS": 0.55}
# Of those that carry an id.
_PRECISION = {"LOC": 0.88, "ORG": 0.8, "PERS": 0.92}


@pytest.fixture(scope="module")
def gold(root: Path) -> Path:
    path = root.parent / "shared" / "gold" / "ar_ner_anercorp.jsonl"
    if not path.is_file():
        pytest.skip("../shared, with the annotated names and their measure, is not beside this checkout")
    return path


@pytest.fixture(scope="module")
def mentions(gold: Path, pipeline: Pipeline) -> list[Mention]:
    failed: list[DetenteError] = []
    found = [mention for one in documents([gold], report=failed.append) for mention in pipeline.mentions(one)]
    assert failed == []
    return found


def _score(gold: Path, mentions: Iterable[Mention], folder: Path) -> dict[str, dict[str, float]]:
    predicted = folder / "mentions.jsonl"
    predicted.write_text("".join(f"{line(mention_row(mention))}\n" for mention in mentions), encoding="utf-8")
    measure = gold.parents[1] / "score_mentions.py"
    asked = [sys.executable, str(measure), str(gold), str(predicted), "--json"]
    scored: Any = json.loads(subprocess.run(asked, capture_output=True, check=True, text=True).stdout)
    return dict(scored)


def test_names_are_found(gold: Path, mentions: list[Mention], tmp_path: Path) -> None:
    scores = _score(gold, mentions, tmp_path)
    assert {kind: scores[kind]["f1"] for kind, least in _F1.items() if scores[kind]["f1"] < least} == {}


def test_names_with_an_id_are_right(gold: Path, mentions: list[Mention], tmp_path: Path) -> None:
    scores = _score(gold, (mention for mention in mentions if mention.id), tmp_path)
    assert {kind: scores[kind] for kind, least in _PRECISION.items() if scores[kind]["precision"] < least} == {}
