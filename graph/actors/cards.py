"""Everything the registry knows of one id, on a day or at all times: what screens and `detente actors show` show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from graph.actors.offices import Holding
from graph.actors.registry import Registry
from graph.model import PartialDate, Tie

# Who holds an office in it, the offices it holds, who is a member of it, of what it is one, of what it is a part,
# what is a part of it: in the order in which they are shown.
Sort = Literal["holders", "offices", "members", "memberships", "wholes", "parts"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A tie that binds the card's actor to another.

    `holds` tells whether it can hold on the card's day, `acting` whether the office is held for the time being.
    """

    other: str
    tie: Tie
    holds: bool = True
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An actor, item or place with its names and ties.

    `kind` is an actor's label, "Item" or "Place". `bonds` are by sort: its own ties of all times, and those of others
    to it that hold on the day `on`, none without a day. `exists` is when it did; `successors` are of an ended state.
    `wider` leads from an item to its root, from a place to its state. `details` are the files' other fields.
    """

    id: str
    kind: str
    names_en: tuple[str, ...]
    names_ar: tuple[str, ...]
    source: str | None
    on: date | None = None
    acts_for: str | None = None
    exists: PartialDate | None = None
    successors: tuple[str, ...] = ()
    bonds: Mapping[Sort, tuple[Bond, ...]] = field(default_factory=dict)
    wider: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        """Whether it can exist on the card's day."""
        return self.on is None or self.exists is None or self.exists.holds(self.on)

    def of(self, sort: Sort, *, holding: bool = True) -> tuple[Bond, ...]:
        """Give the ties of a sort that hold on the day, or those of other times."""
        return tuple(bond for bond in self.bonds.get(sort, ()) if bond.holds == holding)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where its facts are from, each once, in the order in which they are shown."""
        told = (bond.tie.source for sort in SORTS for bond in self.bonds.get(sort, ()))
        return tuple(dict.fromkeys(source for source in (self.source, *told) if source))


def show(registry: Registry, known_id: str, *, on: date | None = None) -> Card:
    """Give the card of an actor, else of an item, else of a place. Raises KeyError for an id that is none."""
    if registry.has_actor(known_id):
        return _actor(registry, known_id, on)
    source = registry.source(known_id)
    if registry.has_item(known_id):
        item = registry.item(known_id)
        wider = registry.kin(known_id)[1:]
        return Card(id=item.id, kind="Item", names_en=item.names_en, names_ar=item.names_ar, wider=wider, source=source)
    place = registry.place(known_id)
    wider = (place.lies_in,) if place.lies_in else ()
    return Card(id=place.id, kind="Place", names_en=place.names_en, names_ar=place.names_ar, wider=wider, source=source)


def _actor(registry: Registry, actor_id: str, on: date | None) -> Card:
    actor, details = registry.actor(actor_id), registry.details(actor_id)
    bonds: dict[Sort, Iterable[Bond]] = {
        "offices": _offices(registry, actor_id, on),
        "memberships": _own(actor.ties, "MEMBER_OF", on),
        "wholes": _own(actor.ties, "PART_OF", on),
    }
    if on is not None:
        bonds |= {
            "holders": _holders(registry, actor_id, on),
            "members": _others(registry, actor_id, "MEMBER_OF", on),
            "parts": _others(registry, actor_id, "PART_OF", on),
        }
    return Card(
        id=actor.id, kind=actor.kind, names_en=actor.names_en, names_ar=actor.names_ar, source=actor.source, on=on,
        acts_for=registry.acts_for(actor_id, on), details=details,
        exists=PartialDate(details["exists"]) if "exists" in details else None,
        successors=tuple(details.get("successors", ())), bonds={sort: tuple(found) for sort, found in bonds.items()},
    )  # fmt: skip


def _own(ties: Iterable[Tie], kind: str, on: date | None) -> Iterator[Bond]:
    return (Bond(other=tie.to, tie=tie, holds=on is None or tie.holds(on)) for tie in ties if tie.kind == kind)


def _others(registry: Registry, actor_id: str, kind: str, on: date) -> Iterator[Bond]:
    bound = registry.bound_to(actor_id, kind)
    return (Bond(other=other, tie=tie) for other, tie in bound if tie.holds(on))


def _offices(registry: Registry, person: str, on: date | None) -> list[Bond]:
    """Give the offices that a person held, the latest first."""
    held = sorted(registry.offices(person), key=_beginning, reverse=True)
    return [_bond(one, one.tie.to, holds=on is None or one.possible(on)) for one in held]


def _holders(registry: Registry, actor_id: str, on: date) -> Iterator[Bond]:
    for held in registry.holdings(actor_id).values():
        yield from (_bond(one, one.person) for one in held if one.possible(on))


def _bond(one: Holding, other: str, *, holds: bool = True) -> Bond:
    return Bond(other=other, tie=one.tie, holds=holds, acting=one.acting)


def _beginning(one: Holding) -> date:
    return (one.tie.first and one.tie.first.first) or date.min
