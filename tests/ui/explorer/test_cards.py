from __future__ import annotations

from datetime import date

import pytest

from graph.actors.registry import Registry, load_registry
from graph.store.views import ActorCard, EdgeView, TieView
from ui.explorer.cards import card
from ui.explorer.day import newest


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return load_registry(cache=tmp_path_factory.mktemp("cache"))


def actor(identity: str, *ties: TieView) -> ActorCard:
    return ActorCard(
        id=identity, kind="Organization", name=identity, name_en=identity, name_ar=None, names=(identity,), ties=ties,
        links=1, claims=1, source="an older file",
    )  # fmt: skip


def tie(other: str, *, outgoing: bool, first: date, last: date | None = None) -> TieView:
    return TieView(
        kind="MEMBER_OF", outgoing=outgoing, other=other, other_name_en=other, other_name_ar=None, office=None,
        first=first, last=last, source="an older file",
    )  # fmt: skip


def test_the_registry_knows_more_than_the_store(registry: Registry) -> None:
    shown = card(actor("NATO"), registry, date(2003, 1, 1))
    assert len(shown.of("members")) == 19


def test_an_actor_that_left_the_registry_is_shown_from_the_store(registry: Registry) -> None:
    ties = (
        tie("BLOC", outgoing=True, first=date(2000, 1, 1), last=date(2005, 1, 1)),
        tie("MEMBER", outgoing=False, first=date(2000, 1, 1)),
        tie("FORMER", outgoing=False, first=date(2000, 1, 1), last=date(2001, 1, 1)),
    )
    shown = card(actor("LEAGUE_OF_RIVERS", *ties), registry, date(2010, 1, 1))
    assert [bond.other for bond in shown.of("members")] == ["MEMBER"]
    assert shown.of("memberships") == ()
    assert [bond.other for bond in shown.of("memberships", holding=False)] == ["BLOC"]
    assert shown.sources == ("an older file",)


def test_the_day_is_the_newest_of_the_links(edge: object) -> None:
    make = edge
    assert callable(make)
    today = date(2026, 1, 1)
    links: list[EdgeView] = [
        make(last=date(2024, 3, 1)), make("RUS", "USA", last_reported=date(2024, 5, 6)),
        make("USA", "G7", last=date(2030, 1, 1), last_reported=date(2024, 1, 1)),
    ]  # fmt: skip
    assert newest(links[:2], today) == date(2024, 5, 6)
    assert newest(links, today) == today
    assert newest([], today) == today
