from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Actor, Claim, Document, Judgement, PartialDate, Relation, Tie, digest, outermost

QUOTE = "Country A sent wheat to country B."
CLAIM = Claim(
    document="d", relation="SUPPLIES", plover="AID", cameo="070", goldstein=7.0, source="AAA", target="BBB",
    factuality="actual", quote=QUOTE, sentence=(0, len(QUOTE)), trigger=(10, 14),
)  # fmt: skip
RELATION = Relation(
    source="AAA", type="SUPPLIES", target="BBB", plover="AID", goldstein=7.0, factuality="actual", attributed=False,
    item=None, speakers=(), claims=("c",), documents=("d",), publishers=(), first=None, last=None, first_reported=None,
    last_reported=None, confidence=1.0,
)  # fmt: skip

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "month"),
        ("2024-03-11", date(2024, 3, 11), date(2024, 3, 11), "day"),
        ("2024-03~", date(2024, 3, 1), date(2024, 3, 31), "month"),
        ("2024?", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-03-11/2024-03-20", date(2024, 3, 11), date(2024, 3, 20), "interval"),
        ("2023/2024-03", date(2023, 1, 1), date(2024, 3, 31), "interval"),
        ("2024-03/..", date(2024, 3, 1), None, "interval"),
        ("../2024-03", None, date(2024, 3, 31), "interval"),
    ],
)
def test_date_knows_its_outermost_days(text: str, first: date | None, last: date | None, precision: str) -> None:
    when = PartialDate(text)
    assert (when.first, when.last, when.precision) == (first, last, precision)
    assert str(when) == text


@pytest.mark.parametrize(
    "text", ["", "yesterday", "24-03", "2024-3", "2024-13", "2023-02-29", "2024-05/2024-03", "2024/2023", "11-03-2024"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(text)


@given(DAYS)
def test_a_day_holds_itself_alone(day: date) -> None:
    when = PartialDate.of(day)
    assert when.first == when.last == day
    assert when.holds(day)
    assert day == date.max or not when.holds(day + timedelta(days=1))


@given(DAYS, DAYS, DAYS)
def test_interval_holds_the_days_between_its_ends(one: date, other: date, day: date) -> None:
    first, last = sorted((one, other))
    assert PartialDate(f"{first}/{last}").holds(day) == (first <= day <= last)


def test_digest_depends_on_parts_and_order() -> None:
    assert digest("a", "b") == digest("a", "b")
    assert len({digest("a", "b"), digest("b", "a"), digest("ab"), digest("ab", ""), digest("ab", None)}) == 5


_PARTS = st.lists(st.text(st.characters(exclude_characters="\x1f\x00")) | st.none(), min_size=1, max_size=3)


@given(_PARTS, _PARTS)
def test_digests_are_equal_only_for_equal_parts(one: list[str | None], other: list[str | None]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


@pytest.mark.parametrize(
    "change",
    [
        {"document": "e"}, {"relation": "AIDS"}, {"source": "CCC"}, {"target": "CCC"}, {"item": "WHEAT"},
        {"factuality": "planned"}, {"speakers": ("CCC",)}, {"trigger": (10, 15)},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_claim_id_changes_with_what_is_claimed_and_where(change: dict[str, Any]) -> None:
    assert replace(CLAIM, **change).id != CLAIM.id


@pytest.mark.parametrize(
    "change",
    [
        {"confidence": 0.5},
        {"rule": "other"},
        {"extractor": "other"},
        {"when": PartialDate("2024")},
        {"via": ("AAA_X",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_claim_id_does_not_change_with_how_it_was_read(change: dict[str, Any]) -> None:
    assert replace(CLAIM, **change).id == CLAIM.id


def test_claim_ids_do_not_change_between_versions() -> None:
    assert CLAIM.id == "5bde984bd3625e13f33a"


def test_claim_whose_quote_does_not_fill_its_span_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fill its span"):
        replace(CLAIM, sentence=(0, 5))


def test_claim_of_unknown_factuality_is_refused() -> None:
    with pytest.raises(ValueError, match="'maybe' is not one of actual, planned"):
        replace(CLAIM, factuality="maybe")  # type: ignore[arg-type]  # what a file could hold


def test_claim_with_speakers_is_attributed() -> None:
    assert not CLAIM.attributed
    assert replace(CLAIM, speakers=("CCC",)).attributed


def test_values_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        CLAIM.source = "CCC"  # type: ignore[misc]  # that is the point


def test_document_digest_follows_its_text() -> None:
    document = Document(id="d", text="one")
    assert document.digest == replace(document, title="other").digest
    assert document.digest != replace(document, text="two").digest


@pytest.mark.parametrize(
    "change",
    [
        {"source": "CCC"},
        {"type": "AIDS"},
        {"target": "CCC"},
        {"item": "X"},
        {"factuality": "denied"},
        {"attributed": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_relation_id_changes_with_what_makes_it_one_edge(change: dict[str, Any]) -> None:
    assert replace(RELATION, **change).id != RELATION.id


def test_relation_id_does_not_change_with_more_claims() -> None:
    assert replace(RELATION, claims=("c", "d"), documents=("d", "e"), last=date(2024, 1, 1)).id == RELATION.id


def test_judgement_is_about_a_pair_in_either_order() -> None:
    one = Judgement(left="A", right="B", verdict="same", judge="analyst", made=date(2024, 1, 1))
    assert one.id == replace(one, left="B", right="A", verdict="different").id
    assert one.id != replace(one, right="C").id


def test_name_to_show_is_english_else_arabic() -> None:
    assert Actor(id="IRN", kind="State", names_en=("Iran",), names_ar=("إيران",)).name == "Iran"
    assert Actor(id="IRN", kind="State", names_ar=("إيران",)).name == "إيران"


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, date(2024, 1, 1), True),
        ("2012-11-06", "2024-05-12", date(2024, 4, 26), True),
        ("2012-11-06", "2024-05-12", date(2024, 5, 12), True),
        ("2012-11-06", "2024-05-12", date(2024, 5, 13), False),
        ("2012-11-06", None, date(2012, 11, 5), False),
        ("2012", "2024-05", date(2024, 5, 31), True),
    ],
)
def test_tie_holds_between_its_ends(first: str | None, last: str | None, day: date, *, holds: bool) -> None:
    tie = Tie(
        kind="HOLDS_OFFICE_IN",
        to="RUS",
        first=PartialDate(first) if first else None,
        last=PartialDate(last) if last else None,
    )
    assert tie.holds(day) is holds


def test_outermost_days_leave_open_ends_out() -> None:
    dates = [PartialDate("2024-03/.."), PartialDate("2024-01-05"), PartialDate("../2024-02")]
    assert outermost(dates) == (date(2024, 1, 5), date(2024, 3, 1))
    assert outermost([]) == (None, None)


@given(st.lists(DAYS, min_size=1, max_size=5), st.randoms())
def test_outermost_days_do_not_depend_on_order(days: list[date], chance: Any) -> None:
    dates = [PartialDate.of(day) for day in days]
    assert outermost(dates) == (min(days), max(days))
    chance.shuffle(dates)
    assert outermost(dates) == (min(days), max(days))
