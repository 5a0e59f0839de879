"""Views of the store as the explorer gets them: plain values, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.model import ActorKind, digest
from graph.store.views import EdgeView, Evidence, Named, NodeView
from graph.vocabulary import Vocabulary, vocabulary
from ui.explorer.texts import Language, Texts, texts

NAMES: dict[str, tuple[str, str, ActorKind]] = {
    "IRN": ("Iran", "إيران", "State"),
    "RUS": ("Russia", "روسيا", "State"),
    "USA": ("United States", "الولايات المتحدة", "State"),
    "G7": ("G7", "مجموعة السبع", "Organization"),
    "HOUTHI": ("Houthis", "الحوثيون", "ArmedGroup"),
}


@pytest.fixture(scope="session")
def known() -> Vocabulary:
    return vocabulary()


@pytest.fixture(params=["en", "ar"])
def words(request: pytest.FixtureRequest) -> Texts:
    language: Language = request.param
    return texts(language)


@pytest.fixture
def english() -> Texts:
    return texts("en")


@pytest.fixture
def arabic() -> Texts:
    return texts("ar")


@pytest.fixture
def node() -> Callable[[str], NodeView]:
    def make(actor: str) -> NodeView:
        english, arabic, kind = NAMES[actor]
        return NodeView(id=actor, label="Actor", kind=kind, name=english, name_en=english, name_ar=arabic)

    return make


@pytest.fixture
def edge(known: Vocabulary) -> Callable[..., EdgeView]:
    def make(source: str = "IRN", target: str = "RUS", type: str = "SUPPLIES", **facts: Any) -> EdgeView:  # noqa: A002
        kind = known.relations[type]
        values: dict[str, Any] = {
            "id": digest(source, type, target, *map(str, facts.values())),
            "source": source, "target": target, "type": type, "source_key": f"Actor:{source}",
            "target_key": f"Actor:{target}", "derived": True, "symmetric": kind.symmetric, "plover": kind.plover,
            "quad": known.quad(type), "factuality": "actual", "claims": 1, "documents": 1,
        }  # fmt: skip
        speakers = facts.get("speakers", ())
        said = {"attributed": bool(speakers), "speaker_names": tuple(NAMES[each][0] for each in speakers)}
        return EdgeView(**values | said | facts)

    return make


def named(actor: str) -> Named:
    return Named(id=actor, name_en=NAMES[actor][0], name_ar=NAMES[actor][1])


@pytest.fixture
def evidence() -> Callable[..., Evidence]:
    def make(quote: str, **facts: Any) -> Evidence:
        values: dict[str, Any] = {
            "claim": "c1", "relation": "SUPPLIES", "plover": "AID", "cameo": "072", "goldstein": 8.3,
            "source": named("IRN"), "target": named("RUS"), "factuality": "actual", "speakers": (), "via": (),
            "item": None, "place": None, "quote": quote, "sentence": (100, 100 + len(quote)), "trigger": (100, 101),
            "source_span": None, "target_span": None, "trigger_in_quote": (0, 1), "source_in_quote": None,
            "target_in_quote": None, "when": "2024-03", "reported": date(2024, 5, 7), "reported_note": None,
            "ingested": datetime(2026, 1, 2, 3, tzinfo=UTC), "document": "a/b c.txt", "title": "A title",
            "publisher": "The Paper", "url": None, "language": "en", "extractor": "rules", "rule": "supply.active",
            "confidence": 0.9,
        }  # fmt: skip
        return Evidence(**values | facts)

    return make
