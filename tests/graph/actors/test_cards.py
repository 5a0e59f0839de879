from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.actors.cards import Card, Sort, show
from graph.actors.registry import Registry, load_registry

_OWN = """
source = "a gazette"

[person.TEST_MINISTER]
en = ["Test Minister"]
ar = ["وزير الاختبار"]
offices = [
    { of = "TUV", office = "finance_minister", on = "2001-02/" },
    { of = "TUV", office = "prime_minister", on = "2010/..", acting = true },
]
"""


def others(card: Card, sort: Sort) -> set[str]:
    return {bond.other for bond in card.of(sort)}


def test_a_state_on_a_day(registry: Registry) -> None:
    card = show(registry, "RUS", on=date(2024, 4, 26))
    assert (card.kind, card.acts_for, card.stands) == ("State", "RUS", True)
    holders = {bond.tie.office: bond.other for bond in card.of("holders")}
    assert holders["defence_minister"] == "SERGEI_SHOIGU"
    assert list(holders)[:2] == ["president", "prime_minister"]
    assert "SCO" in others(card, "memberships")
    assert "G8" not in others(card, "memberships")
    assert "G8" in {bond.other for bond in card.of("memberships", holding=False)}
    assert card.source


@pytest.mark.parametrize(
    ("day", "minister"), [(date(2024, 4, 26), "SERGEI_SHOIGU"), (date(2024, 6, 1), "ANDREI_BELOUSOV")]
)
def test_a_ministry_names_its_minister_of_the_day(registry: Registry, day: date, minister: str) -> None:
    card = show(registry, "RUS_DEFENCE_MINISTRY", on=day)
    assert {bond.other for bond in card.of("holders") if bond.tie.office == "defence_minister"} == {minister}
    assert others(card, "wholes") == {"RUS"}
    assert card.acts_for == "RUS"


def test_an_organisation_names_its_members_of_the_day(registry: Registry) -> None:
    assert others(show(registry, "G7", on=date(2024, 3, 15)), "members") == {
        "CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA",
    }  # fmt: skip
    assert "GRC" not in others(show(registry, "NATO", on=date(1950, 1, 1)), "members")
    assert show(registry, "G7").of("members") == ()


def test_a_person_has_offices_of_the_day_and_of_other_times(registry: Registry) -> None:
    card = show(registry, "VLADIMIR_PUTIN", on=date(2010, 4, 26))
    assert {bond.tie.office for bond in card.of("offices")} == {"prime_minister"}
    others = [bond.tie.first.text for bond in card.of("offices", holding=False) if bond.tie.first]
    assert others == ["2012-05-07", "1999-12-31", "1999-08-09"]
    assert len(show(registry, "VLADIMIR_PUTIN").of("offices")) == len(others) + 1


def test_an_ended_state_says_when_it_was_and_what_came_after(registry: Registry) -> None:
    then = show(registry, "SUN", on=date(1986, 5, 1))
    assert then.stands
    assert "WARSAW_PACT" in others(then, "memberships")
    now = show(registry, "SUN", on=date(2024, 5, 1))
    assert not now.stands
    assert now.exists
    assert now.exists.text == "1922-12-30/1991-12-26"
    assert {"RUS", "UKR"} <= set(now.successors)
    assert now.of("memberships") == ()


def test_bodies_are_parts(registry: Registry) -> None:
    assert "UNSC" in others(show(registry, "UN", on=date(2024, 1, 1)), "parts")
    assert others(show(registry, "UNSC"), "wholes") == {"UN"}


def test_every_fact_has_its_source(registry: Registry) -> None:
    card = show(registry, "RUS", on=date(2024, 4, 26))
    assert all(bond.tie.source in card.sources for bonds in card.bonds.values() for bond in bonds)
    assert len(card.sources) > 1
    assert card.sources[0] == card.source


def test_an_end_that_nobody_knows_and_an_acting_holder(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(_OWN, encoding="utf-8")
    registry = load_registry(overlays=[own])
    assert "TEST_MINISTER" in others(show(registry, "TUV", on=date(2001, 6, 1)), "holders")
    assert "TEST_MINISTER" not in others(show(registry, "TUV", on=date(2004, 6, 1)), "holders")
    card = show(registry, "TEST_MINISTER", on=date(2020, 1, 1))
    assert [(bond.tie.office, bond.acting) for bond in card.of("offices")] == [("prime_minister", True)]
    assert card.sources == ("a gazette",)


def test_items_places_and_composed_bodies(registry: Registry) -> None:
    assert show(registry, "SHAHED_136").wider == ("LOITERING_MUNITION", "DRONE", "ARMS")
    assert show(registry, "MOSCOW").wider == ("RUS",)
    assert show(registry, "RUS_DEFENCE_MINISTRY").acts_for == "RUS"


def test_an_unknown_id_is_an_error(registry: Registry) -> None:
    with pytest.raises(KeyError):
        show(registry, "ATLANTIS")
