"""The reference article and the annotated sentences beside the checkout; skipped where ../shared is absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.model import Claim, Document
from ingest.pipeline import Pipeline
from ui.gold import gold_documents
from ui.measure import Measure, measure

TRANSFERS = {
    ("PRK", "RUS", "MISSILE", "actual", ("USA",)),
    ("IRN", "RUS", "DRONE", "actual", ("G7",)),
    ("IRN", "RUS", "BALLISTIC_MISSILE", "conditional", ("G7",)),
    ("IRN", "RUS", "BALLISTIC_MISSILE", "possible", ("G7",)),
}


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared, with the reference article and its gold, is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def reference(shared: Path, pipeline: Pipeline) -> tuple[Claim, ...]:
    text = json.loads((shared / "gold" / "seed.jsonl").read_text(encoding="utf-8"))
    return pipeline.read(Document(id="seed", text=text["text"], title=text["title"])).claims


@pytest.fixture(scope="session")
def agreement(shared: Path, reference: tuple[Claim, ...]) -> Measure:
    return measure(list(gold_documents(shared / "gold" / "seed.jsonl")), reference)


def test_the_reference_article_is_read_well(agreement: Measure) -> None:
    assert agreement.levels["class"].f1 >= 0.95
    assert agreement.levels["fact"].f1 >= 0.92


def test_transfers_are_claimed_as_the_article_states_them(reference: tuple[Claim, ...]) -> None:
    found = {(c.source, c.target, c.item, c.factuality, c.speakers) for c in reference if c.relation == "SUPPLIES"}
    assert found == TRANSFERS


def test_the_header_date_that_the_body_contradicts_is_no_publication_date(shared: Path, pipeline: Pipeline) -> None:
    text = (shared / "seed" / "article_ar.txt").read_text(encoding="utf-8")
    document = pipeline.read(Document(id="seed", text=text)).document
    assert document.reported is None
    assert "Friday" in (document.reported_note or "")


def test_every_quote_and_span_stands_in_the_text(shared: Path, pipeline: Pipeline) -> None:
    text = (shared / "seed" / "article_ar.txt").read_text(encoding="utf-8")
    for claim in pipeline.read(Document(id="seed", text=text)).claims:
        start, end = claim.sentence
        assert text[start:end] == claim.quote
        for span in (claim.trigger, claim.source_span, claim.target_span):
            assert span is None or (start <= span[0] < span[1] <= end)
