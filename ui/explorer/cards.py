"""Actors' cards for the explorer: as the registry has them, else as the store does."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import get_args

from graph.actors import cards
from graph.actors.cards import Bond, Card, Sort
from graph.actors.registry import Registry
from graph.model import PartialDate, Tie, TieKind
from graph.store.views import ActorCard, TieView

_SORTS: dict[tuple[str, bool], Sort] = {
    ("HOLDS_OFFICE_IN", True): "offices", ("HOLDS_OFFICE_IN", False): "holders",
    ("MEMBER_OF", True): "memberships", ("MEMBER_OF", False): "members",
    ("PART_OF", True): "wholes", ("PART_OF", False): "parts",
}  # fmt: skip


def card(actor: ActorCard, registry: Registry, on: date) -> Card:
    """Give the card of a stored actor on a day.

    The registry knows all ties, the store those of whom claims name; of an actor that the registry does not hold any
    more the store's are given.
    """
    if registry.has_actor(actor.id):
        return cards.show(registry, actor.id, on=on)
    bonds: defaultdict[Sort, list[Bond]] = defaultdict(list)
    for view in actor.ties:
        tie = _tie(view)
        if view.outgoing or tie.holds(on):
            bonds[_SORTS[view.kind, view.outgoing]].append(Bond(other=view.other, tie=tie, holds=tie.holds(on)))
    return Card(
        id=actor.id, kind=actor.kind, on=on, source=actor.source,
        names_en=(actor.name_en,) if actor.name_en else (), names_ar=(actor.name_ar,) if actor.name_ar else (),
        bonds={sort: tuple(found) for sort, found in bonds.items()},
    )  # fmt: skip


def _tie(view: TieView) -> Tie:
    first, last = (PartialDate.of(day) if day else None for day in (view.first, view.last))
    kind = next(kind for kind in get_args(TieKind) if kind == view.kind)
    return Tie(kind=kind, to=view.other, office=view.office, first=first, last=last, source=view.source)
