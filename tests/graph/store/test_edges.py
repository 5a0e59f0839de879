"""Edges: adding to a stored edge gives what deriving it from everything would."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Claim, PartialDate
from graph.relations import Sourced, relations
from graph.store.edges import joined, properties
from graph.vocabulary import vocabulary

WORDS = vocabulary()
KIND = WORDS.relations["SUPPLIES"]
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2024, 12, 31))


def sourced(document: str, number: int, speaker: str, confidence: float, goldstein: int, **facts: Any) -> Sourced:
    claim = Claim(
        document=document, relation=KIND.name, plover=KIND.plover, cameo=KIND.cameo, goldstein=goldstein / 10,
        source="IRN", target="RUS", factuality="actual", quote="Text.", sentence=(0, 5), trigger=(number, 60),
        speakers=(speaker,), confidence=confidence, when=facts["when"],
    )  # fmt: skip
    return Sourced(claim=claim, publisher=facts["publisher"], reported=facts["reported"])


SOURCED = st.builds(
    sourced, st.sampled_from("abcdef"), st.integers(0, 50), st.sampled_from(("G7", "USA", "RUS")), st.floats(0, 1),
    st.integers(-100, 100), when=st.none() | DAYS.map(PartialDate.of), publisher=st.sampled_from((None, "A", "B")),
    reported=st.none() | DAYS,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(SOURCED, min_size=2, max_size=14), st.sets(st.sampled_from("abcdef")))
def test_joining_parts_is_deriving_the_whole(claims: list[Sourced], left: set[str]) -> None:
    parts = [[one for one in claims if (one.claim.document in left) is side] for side in (True, False)]
    edges = [properties(relation, "drone") for part in parts for relation in relations(part, [], WORDS)]
    (whole,) = relations(claims, [], WORDS)
    assert (joined(*edges) if len(edges) == 2 else edges[0]) == properties(whole, "drone")


def test_names_of_types_are_safe_in_a_statement() -> None:
    """They are the only text that is written into statements."""
    assert all(name.isascii() and name.replace("_", "").isalpha() and name.isupper() for name in WORDS.relations)
