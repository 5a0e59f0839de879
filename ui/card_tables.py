"""An actor's card for the terminal: its names, then a table for each sort of tie, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rich.console import Console

from graph.actors.cards import SORTS, Bond, Card, Sort
from graph.actors.registry import Registry
from graph.model import PartialDate
from ui import tables

Language = Literal["en", "ar"]
# What stands over each table, and how the relationship is called in the graph.
_TITLES: dict[Sort, str] = {
    "holders": "office-holders (HOLDS_OFFICE_IN)",
    "offices": "offices (HOLDS_OFFICE_IN)",
    "members": "members (MEMBER_OF)",
    "memberships": "memberships (MEMBER_OF)",
    "wholes": "part of (PART_OF)",
    "parts": "its parts (PART_OF)",
}
# Ties of others to it: those of one day, because those of all times would be hundreds.
_OF_OTHERS = frozenset({"holders", "members", "parts"})


def print_card(card: Card, known: Registry, language: Language, console: Console, *, at_all_times: bool) -> None:
    """Print a card; `at_all_times` shows its own ties beside those that hold on its day."""
    console.print(tables.facts(_facts(card, known, language)))
    sources = {source: str(number) for number, source in enumerate(card.sources, start=1)}
    for sort in SORTS:
        bonds = card.bonds.get(sort, ()) if at_all_times else card.of(sort)
        if bonds:
            on = f" on {card.on}" if card.on and (sort in _OF_OTHERS or not at_all_times) else ""
            console.print(f"{_TITLES[sort]}{on}", style="bold", markup=False)
            offices = any(bond.tie.office for bond in bonds)
            columns = ("id", "name", *(("office",) if offices else ()), "from", "until", "source")
            rows = [_row(bond, known, language, sources, offices=offices) for bond in bonds]
            console.print(tables.table(columns, rows))
    if sources and card.bonds:
        console.print(tables.facts([(f"source {number}", source) for source, number in sources.items()]))


def _facts(card: Card, known: Registry, language: Language) -> Iterator[tuple[str, str | None]]:
    yield "id", card.id
    yield "kind", card.kind
    yield "English", "; ".join(card.names_en)
    yield "Arabic", "؛ ".join(card.names_ar)
    if card.acts_for:
        yield "acts for", _named(card.acts_for, known, language)
    if card.exists:
        ended = "" if card.stands else f": not on {card.on}"
        yield "existed" if card.exists.last else "exists", f"{_interval(card.exists)}{ended}"
    if card.successors:
        yield "succeeded by", ", ".join(card.successors)
    if card.wider:
        yield "lies in" if card.kind == "Place" else "kind of", " < ".join(card.wider)
    if home := card.details.get("state"):
        yield "at home in", _named(home, known, language)
    if item := card.details.get("wikidata"):
        yield "Wikidata", item
    yield "source", card.source


def _row(
    bond: Bond, known: Registry, language: Language, sources: dict[str, str], *, offices: bool
) -> tuple[str | None, ...]:
    tie = bond.tie
    office = known.office_name(tie.office, language) if tie.office else None
    acting = {"en": " (acting)", "ar": " (بالنيابة)"}[language] if bond.acting else ""
    held = (f"{office}{acting}" if office else None,) if offices else ()
    return (
        bond.other,
        _name(bond.other, known, language),
        *held,
        _day(tie.first),
        _day(tie.last),
        sources.get(tie.source or ""),
    )


def _name(actor_id: str, known: Registry, language: Language) -> str | None:
    if not known.has_actor(actor_id):
        return None
    actor = known.actor(actor_id)
    own, other = (actor.names_ar, actor.names_en) if language == "ar" else (actor.names_en, actor.names_ar)
    return (own or other)[0]


def _named(actor_id: str, known: Registry, language: Language) -> str:
    name = _name(actor_id, known, language)
    return f"{actor_id} ({tables.isolated(name)})" if name and name != actor_id else actor_id


def _interval(when: PartialDate) -> str:
    first, _, last = when.text.partition("/")
    return f"{first or '…'} – {last.replace('..', '') or '…'}"


def _day(when: PartialDate | None) -> str | None:
    return when.text if when else None
