"""Every word of the lexicon proves itself by its own examples: what it must claim, and what it must not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from graph.actors.registry import load_registry
from graph.model import Document
from graph.vocabulary import vocabulary
from ingest.lexicon.format import PredicateRow, frames, words
from ingest.pipeline import Pipeline

_VOCABULARY = vocabulary()
_FRAMES = frames({name: relation.cameo for name, relation in _VOCABULARY.relations.items()})
_ARROW = "=>"


class _Link(NamedTuple):
    source: str
    relation: str
    target: str
    factuality: str


def _rows() -> Iterator[object]:
    for language in ("ar", "en"):
        for file, rows in words(language, _FRAMES).rows:
            for kind, held in (("verb", rows.verb), ("noun", rows.noun), ("adjective", rows.adjective)):
                for place, row in enumerate(held):
                    if row.fires or row.silent:
                        yield pytest.param(language, row, id=f"{file}:{kind}:{place}:{row.lemma}")


def _relations(row: PredicateRow) -> set[str]:
    """Give the relation types a row can claim; empty for words that only govern others."""
    return {_FRAMES[frame].relation for frame in (row.frame, *row.under.values()) if frame}


def _link(source: str, relation: str, target: str, factuality: str) -> _Link:
    if _VOCABULARY.relations[relation].symmetric:
        source, target = sorted((source, target))
    return _Link(source, relation, target, factuality)


def _expected(example: str) -> tuple[str, set[_Link]]:
    text, arrow, links = example.partition(_ARROW)
    assert arrow, f"no {_ARROW} in {example!r}: write what the sentence gives"
    found = set()
    for link in links.split(";"):
        source, relation, target, *rest = link.split()
        found.add(_link(source, relation, target, rest[0] if rest else "actual"))
    return text.strip(), found


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    cache = tmp_path_factory.mktemp("registry")
    return Pipeline(load_registry(cache=cache), _VOCABULARY)


def _read(pipeline: Pipeline, text: str, language: str) -> set[_Link]:
    reading = pipeline.read(Document(id="example", text=text, language=language, layout="clean"))
    return {_link(claim.source, claim.relation, claim.target, claim.factuality) for claim in reading.claims}


@pytest.mark.parametrize(("language", "row"), list(_rows()))
def test_word_claims_what_its_examples_say(pipeline: Pipeline, language: str, row: PredicateRow) -> None:
    own = _relations(row)
    for example in row.fires:
        text, expected = _expected(example)
        found = _read(pipeline, text, language)
        assert expected <= found, text
        more = {link for link in found - expected if link.relation in own}
        assert not more, f"{text}: claims more than the example says: {more}"
    for text in row.silent:
        found = _read(pipeline, text, language)
        assert not {link for link in found if not own or link.relation in own}, text
