"""Everything the registry knows of one id, on a day or at all times: what `show` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.actors.registry import Registry
from graph.model import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An actor, item or place with its names and ties.

    `kind` is an actor's label, "Item" or "Place". `ties` and `members` are those of the day, all ties and no
    members without one; `holders` are persons by the office that they hold in it on the day. `wider` leads from an
    item to its root, from a place to its state. `details` are the files' other fields (`exists`, `wikidata` …).
    """

    id: str
    kind: str
    names_en: tuple[str, ...]
    names_ar: tuple[str, ...]
    source: str | None
    acts_for: str | None = None
    ties: tuple[Tie, ...] = ()
    members: tuple[str, ...] = ()
    holders: Mapping[str, tuple[str, ...]]
    wider: tuple[str, ...] = ()
    details: Mapping[str, Any]


def show(registry: Registry, known_id: str, *, on: date | None = None) -> Card:
    """Give the card of an actor, else of an item, else of a place. Raises KeyError for an id that is none."""
    if registry.has_actor(known_id):
        return _actor(registry, known_id, on)
    if registry.has_item(known_id):
        item = registry.item(known_id)
        wider = registry.kin(known_id)[1:]
        return Card(
            id=item.id, kind="Item", names_en=item.names_en, names_ar=item.names_ar, wider=wider, holders={},
            source=registry.source(known_id), details={},
        )  # fmt: skip
    place = registry.place(known_id)
    wider = (place.lies_in,) if place.lies_in else ()
    return Card(
        id=place.id, kind="Place", names_en=place.names_en, names_ar=place.names_ar, wider=wider, holders={},
        source=registry.source(known_id), details={},
    )  # fmt: skip


def _actor(registry: Registry, actor_id: str, on: date | None) -> Card:
    actor = registry.actor(actor_id)
    return Card(
        id=actor.id, kind=actor.kind, names_en=actor.names_en, names_ar=actor.names_ar, source=actor.source,
        acts_for=registry.acts_for(actor_id, on),
        ties=actor.ties if on is None else tuple(tie for tie in actor.ties if tie.holds(on)),
        members=registry.members(actor_id, on) if on else (),
        holders=registry.office_holders(actor_id, on) if on else {},
        details=registry.details(actor_id),
    )  # fmt: skip
