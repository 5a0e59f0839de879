from collections.abc import Callable
from datetime import date

import pytest

from graph.store.views import EdgeView
from ui.explorer.views.filters import LinkFilter, days, parse_keys, shown

Edges = Callable[..., EdgeView]


def test_the_empty_filter_lets_everything_through(edge: Edges) -> None:
    assert LinkFilter().empty
    assert LinkFilter().passes(edge())


@pytest.mark.parametrize(
    "chosen",
    [
        LinkFilter(quads=frozenset({"material cooperation"})),
        LinkFilter(factualities=frozenset({"possible"})),
        LinkFilter(attributions=frozenset({"others"})),
        LinkFilter(pair=frozenset({"Actor:IRN", "Actor:USA"})),
        LinkFilter(first=date(2025, 1, 1)),
        LinkFilter(last=date(2023, 12, 31)),
    ],
)
def test_each_part_leaves_out_what_it_names(edge: Edges, chosen: LinkFilter) -> None:
    link = edge(factuality="possible", speakers=("USA",), first=date(2024, 3, 1), last=date(2024, 3, 9))
    assert not chosen.passes(link)
    assert not chosen.empty


def test_a_period_is_met_by_overlap(edge: Edges) -> None:
    link = edge(first=date(2024, 3, 1), last=date(2024, 3, 9))
    assert LinkFilter(first=date(2024, 3, 9), last=date(2024, 3, 20)).passes(link)
    assert not LinkFilter(first=date(2024, 3, 10), last=date(2024, 3, 20)).passes(link)


def test_the_report_stands_in_where_the_event_has_no_date(edge: Edges) -> None:
    link = edge(first_reported=date(2024, 5, 7), last_reported=date(2024, 5, 8))
    assert days(link) == (date(2024, 5, 7), date(2024, 5, 8))


def test_an_undated_link_passes_only_where_no_period_is_set(edge: Edges) -> None:
    assert LinkFilter().passes(edge())
    assert not LinkFilter(first=date(1900, 1, 1)).passes(edge())


def test_a_pair_is_met_in_either_direction(edge: Edges) -> None:
    pair = LinkFilter(pair=frozenset({"Actor:IRN", "Actor:RUS"}))
    assert shown([edge("IRN", "RUS"), edge("RUS", "IRN"), edge("USA", "RUS")], pair) == [
        edge("IRN", "RUS"),
        edge("RUS", "IRN"),
    ]


def test_the_legends_keys_read_back(edge: Edges) -> None:
    chosen = LinkFilter(quads=frozenset({"verbal conflict"}), factualities=frozenset({"denied"}))
    assert parse_keys(chosen.keys, "quad") == {"verbal conflict"}
    assert parse_keys(chosen.keys, "factuality") == {"denied"}
    assert parse_keys(chosen.keys, "attribution") == frozenset()
