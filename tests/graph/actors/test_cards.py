from __future__ import annotations

from datetime import date

import pytest

from graph.actors.cards import show
from graph.actors.registry import Registry


def test_an_actor_on_a_day(registry: Registry) -> None:
    card = show(registry, "RUS", on=date(2024, 4, 26))
    assert (card.kind, card.acts_for) == ("State", "RUS")
    assert card.holders["defence_minister"] == ("SERGEI_SHOIGU",)
    assert "SCO" in {tie.to for tie in card.ties if tie.kind == "MEMBER_OF"}
    assert "G8" not in {tie.to for tie in card.ties}
    assert card.source


def test_an_organisation_names_its_members_of_the_day(registry: Registry) -> None:
    assert show(registry, "G7", on=date(2024, 3, 15)).members == ("CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA")
    assert show(registry, "G7").members == ()


def test_a_person_without_a_day_has_all_offices(registry: Registry) -> None:
    everything = show(registry, "SERGEI_SHOIGU")
    on_the_day = show(registry, "SERGEI_SHOIGU", on=date(2024, 4, 26))
    assert {tie.office for tie in on_the_day.ties} == {"defence_minister"}
    assert len(everything.ties) > len(on_the_day.ties)


def test_items_places_and_composed_bodies(registry: Registry) -> None:
    assert show(registry, "SHAHED_136").wider == ("LOITERING_MUNITION", "DRONE", "ARMS")
    assert show(registry, "MOSCOW").wider == ("RUS",)
    assert show(registry, "RUS_DEFENCE_MINISTRY").acts_for == "RUS"


def test_an_unknown_id_is_an_error(registry: Registry) -> None:
    with pytest.raises(KeyError):
        show(registry, "ATLANTIS")
