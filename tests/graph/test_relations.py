"""Relations: the same from the same claims, in whatever order they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import FACTUALITIES, Claim, Judgement, PartialDate
from graph.relations import Sourced, relations, representatives
from graph.vocabulary import vocabulary

ACTORS = ("CHN", "IRN", "PRK", "RUS", "USA")
TYPES = ("SUPPLIES", "MEETS", "THREATENS")
SPEAKERS = ((), ("USA",), ("RIA_NOVOSTI", "RUS"))
WORDS = vocabulary()


def made(**facts: Any) -> Claim:
    kind = WORDS.relations[facts.get("relation", "SUPPLIES")]
    values: dict[str, Any] = {
        "document": "one", "relation": kind.name, "plover": kind.plover, "cameo": kind.cameo,
        "goldstein": kind.goldstein, "source": "IRN", "target": "RUS", "factuality": "actual", "quote": "Text.",
        "sentence": (0, 5), "trigger": (0, 4),
    }  # fmt: skip
    return Claim(**values | facts)


def sourced(claim: Claim, publisher: str | None = "Post", reported: date | None = date(2024, 3, 1)) -> Sourced:
    return Sourced(claim=claim, publisher=publisher, reported=reported)


def same(left: str, right: str) -> Judgement:
    return Judgement(left=left, right=right, verdict="same", judge="test", made=date(2024, 1, 1))


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2024, 12, 31))
CLAIMS = st.builds(
    sourced,
    st.builds(
        made, document=st.sampled_from("abcd"), relation=st.sampled_from(TYPES), source=st.sampled_from(ACTORS),
        target=st.sampled_from(ACTORS), factuality=st.sampled_from(FACTUALITIES[:2]),
        speakers=st.sampled_from(SPEAKERS), item=st.sampled_from((None, "DRONE")),
        trigger=st.tuples(st.integers(0, 2), st.integers(3, 5)), goldstein=st.sampled_from((-9.5, 1.9, 3.4, 8.3)),
        confidence=st.floats(0, 1), when=st.none() | DAYS.map(PartialDate.of),
    ),
    st.sampled_from(("Post", "Times", None)),
    st.none() | DAYS,
)  # fmt: skip
JUDGEMENTS = st.lists(
    st.builds(same, st.sampled_from(ACTORS), st.sampled_from(ACTORS)).filter(lambda one: one.left != one.right),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=12, unique_by=lambda one: one.claim.id), JUDGEMENTS, st.randoms())
def test_order_of_claims_and_judgements_does_not_matter(claims: Any, judgements: Any, random: Any) -> None:
    derived = relations(claims, judgements, WORDS)
    random.shuffle(claims)
    random.shuffle(judgements)
    assert relations(claims, judgements, WORDS) == derived


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=12, unique_by=lambda one: one.claim.id), JUDGEMENTS)
def test_every_claim_supports_exactly_one_relation(claims: Any, judgements: Any) -> None:
    derived = relations(claims, judgements, WORDS)
    supported = [claim for relation in derived for claim in relation.claims]
    assert sorted(supported) == sorted(one.claim.id for one in claims)
    assert len({relation.id for relation in derived}) == len(derived)
    for relation in derived:
        if WORDS.relations[relation.type].symmetric:
            assert relation.source <= relation.target


def test_relation_carries_what_its_claims_say() -> None:
    first = made(item="DRONE", speakers=("G7",), when=PartialDate("2024-02"), confidence=0.5)
    second = made(item="DRONE", speakers=("RIA_NOVOSTI", "RUS"), document="two", when=PartialDate("2024-03-11/.."))
    (relation,) = relations([sourced(first), sourced(second, publisher="Times", reported=date(2024, 5, 6))], [], WORDS)
    assert (relation.source, relation.type, relation.target, relation.item) == ("IRN", "SUPPLIES", "RUS", "DRONE")
    assert relation.plover == WORDS.relations["SUPPLIES"].plover
    assert relation.speakers == ("G7", "RIA_NOVOSTI", "RUS")
    assert relation.claims == tuple(sorted((first.id, second.id)))
    assert (relation.documents, relation.publishers) == (("one", "two"), ("Post", "Times"))
    assert (relation.first, relation.last) == (date(2024, 2, 1), date(2024, 3, 11))
    assert (relation.first_reported, relation.last_reported) == (date(2024, 3, 1), date(2024, 5, 6))
    assert relation.confidence == 1.0
    assert relation.attributed


@pytest.mark.parametrize(
    "other",
    [{"item": "DRONE"}, {"factuality": "denied"}, {"speakers": ("USA",)}, {"target": "PRK"}, {"relation": "THREATENS"}],
)
def test_claims_that_differ_make_two_relations(other: dict[str, Any]) -> None:
    assert len(relations([sourced(made()), sourced(made(**other))], [], WORDS)) == 2


def test_claims_of_other_speakers_make_one_attributed_relation() -> None:
    claims = [sourced(made(speakers=("USA",))), sourced(made(speakers=("FRA",)))]
    assert [relation.speakers for relation in relations(claims, [], WORDS)] == [("FRA", "USA")]


def test_symmetric_relation_is_stored_once() -> None:
    claims = [sourced(made(relation="MEETS")), sourced(made(relation="MEETS", source="RUS", target="IRN"))]
    assert [(one.source, one.target, len(one.claims)) for one in relations(claims, [], WORDS)] == [("IRN", "RUS", 2)]


def test_same_actors_are_seen_as_the_smallest_id() -> None:
    judgements = [same("WAGNER", "AFRICA_CORPS"), same("WAGNER", "PMC"), same("X", "Y")]
    assert representatives(judgements) == {
        "WAGNER": "AFRICA_CORPS", "AFRICA_CORPS": "AFRICA_CORPS", "PMC": "AFRICA_CORPS", "X": "X", "Y": "X",
    }  # fmt: skip
    claims = [
        sourced(made(source="WAGNER", speakers=("PMC",))),
        sourced(made(source="AFRICA_CORPS", speakers=("PMC",))),
    ]
    (relation,) = relations(claims, judgements, WORDS)
    assert (relation.source, relation.speakers, len(relation.claims)) == ("AFRICA_CORPS", ("AFRICA_CORPS",), 2)


def test_different_actors_stay_apart() -> None:
    apart = Judgement(left="IRN", right="PRK", verdict="different", judge="test", made=date(2024, 1, 1))
    claims = [sourced(made()), sourced(made(source="PRK"))]
    assert relations(claims, [apart], WORDS) == relations(claims, [], WORDS)


def test_claim_given_twice_counts_once() -> None:
    assert relations([sourced(made()), sourced(made())], [], WORDS) == relations([sourced(made())], [], WORDS)


def test_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        relations([sourced(replace(made(), relation="DANCES_WITH"))], [], WORDS)
