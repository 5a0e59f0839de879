"""What must hold among several entries: one id a thing, references, trees, offices with one holder, namesakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from typing import cast

from graph.actors.files import Entry, Tables
from graph.actors.folding import fold
from graph.actors.format import (
    ACTOR_SECTIONS,
    Body,
    Company,
    Group,
    Item,
    Media,
    Metonym,
    Named,
    Office,
    Organization,
    Person,
    Role,
    State,
)  # fmt: skip
from graph.actors.surface import head_noun
from graph.errors import DataError
from graph.model import PartialDate

_Entries = Mapping[str, Mapping[str, Entry]]
# A way up longer than this runs in a circle; the deepest real one has six steps.
_DEEPEST = 10


def problems(tables: Tables) -> Iterator[DataError]:
    """Give everything that is wrong among the entries, the shipped ones and analysts' own."""
    entries = tables.entries
    yield from _ids(entries)
    known = _Known(entries)
    for kind in (*ACTOR_SECTIONS, "metonym", "place", "item", "role"):
        for entry in entries[kind].values():
            yield from _references(entry, known)
            yield from _names(entry)
    yield from _trees(entries)
    yield from _nouns(entries)
    yield from _offices(entries)
    yield from _namesakes(entries["person"].values())


class _Known:
    """The ids that a reference may name, composed ones too."""

    def __init__(self, entries: _Entries) -> None:
        self._entries = entries
        self.actors = {key for kind in ACTOR_SECTIONS for key in entries[kind]}
        self._owners = {key for kind in ("state", "organization", "armed_group") for key in entries[kind]}
        bodies = (key.upper() for key, entry in entries["role"].items() if cast(Role, entry.row).kind == "body")
        self._parts = {*bodies, *entries["sector"]}
        self.items = set(entries["item"])

    def actor(self, actor_id: str) -> bool:
        return actor_id in self.actors or any(
            actor_id[:at] in self._owners and actor_id[at + 1 :] in self._parts
            for at, letter in enumerate(actor_id)
            if letter == "_"
        )


def _ids(entries: _Entries) -> Iterator[DataError]:
    seen: dict[str, Entry] = {}
    for kind in (*ACTOR_SECTIONS, "place", "item"):
        for key, entry in entries[kind].items():
            if key in seen:
                yield entry.error(f"the id is that of a {seen[key].kind} too", "give one of them another id")
            seen[key] = entry


def _references(entry: Entry, known: _Known) -> Iterator[DataError]:
    for field, reference in _named(entry):
        if not known.actor(reference):
            yield entry.error(f"{field} names no actor {reference!r}", "correct the id or add the actor", field=field)
    if isinstance(entry.row, Item) and entry.row.kind_of and entry.row.kind_of not in known.items:
        yield entry.error(f"kind_of names no item {entry.row.kind_of!r}", "name an item", field="kind_of")
    if entry.kind == "metonym" and not known.actor(entry.key):
        yield entry.error("no such actor", "use the id of the actor for which the names stand")


def _named(entry: Entry) -> Iterator[tuple[str, str]]:
    row = entry.row
    for field in ("part_of", "state", "territory_of", "made_by", "lies_in", "actor"):
        reference = getattr(row, field, None)
        if isinstance(reference, str):
            yield field, reference
    if isinstance(row, State):
        yield from (("successors", successor) for successor in row.successors)
    if isinstance(row, Group):
        yield from (("member_of", other) for other in row.member_of)
    if isinstance(row, Organization):
        yield from (("members", member) for members in row.members.values() for member in members)
    if isinstance(row, Person):
        yield from (("offices", office.of) for office in row.offices)


def _names(entry: Entry) -> Iterator[DataError]:
    row = entry.row
    if isinstance(row, Named | Metonym | Role):
        if not row.en and not row.ar:
            yield entry.error("no name in either language", "add en or ar")
        forms = set(_forms(row))
        for field, listed in (("cue", row.cue), ("dated", getattr(row, "dated", ()))):
            for form in listed:
                if form not in forms:
                    yield entry.error(
                        f"{field} lists {form!r}, which is none of its forms", "add it there", field=field
                    )
    if isinstance(row, State) and not (row.adjectives_ar and row.adjectives_en):
        yield entry.error("a state needs adjectives in both languages", "add adjectives_en, adjectives_ar")
    if isinstance(row, Person) and not row.offices:
        yield entry.error("a person needs an office", "add one to offices", field="offices")


def _forms(row: Named | Metonym | Role) -> Iterator[str]:
    for field in type(row).model_fields:
        if field.endswith(("_en", "_ar")) or field in ("en", "ar", "abbreviations"):
            yield from getattr(row, field)


def _trees(entries: _Entries) -> Iterator[DataError]:
    above = {key: cast(Item, entry.row).kind_of for key, entry in entries["item"].items()}
    for kind in ACTOR_SECTIONS:
        for key, entry in entries[kind].items():
            if isinstance(entry.row, Body | Group | Company | Media):
                above[key] = entry.row.part_of
    for key, parent in above.items():
        steps = 0
        while parent is not None and steps < _DEEPEST:
            parent, steps = above.get(parent), steps + 1
        if parent is not None:
            entry = next(entries[kind][key] for kind in (*ACTOR_SECTIONS, "item") if key in entries[kind])
            yield entry.error("belongs to itself in a circle", "correct part_of or kind_of")


def _nouns(entries: _Entries) -> Iterator[DataError]:
    for entry in entries["role"].values():
        for text in cast(Role, entry.row).ar:
            if head_noun(text) not in entries["noun"]:
                what = f"no noun table for {head_noun(text)!r}, the first word of {text!r}"
                yield entry.error(what, "add [noun.…] that says how it inflects", field="ar")


def _offices(entries: _Entries) -> Iterator[DataError]:
    single = {key for key, entry in entries["role"].items() if cast(Role, entry.row).single}
    held: dict[tuple[str, str], list[tuple[Entry, Office]]] = defaultdict(list)
    for entry in entries["person"].values():
        for office in cast(Person, entry.row).offices:
            if office.office in single and not office.shared:
                held[office.of, office.office].append((entry, office))
    for (owner, office_key), holdings in held.items():
        ordered = sorted(holdings, key=lambda pair: _first_day(pair[1]))
        for (one, before), (other, after) in pairwise(ordered):
            if _overlap(before, after) and one.key != other.key:
                what = f"{office_key} of {owner} is held by {one.key} at the same time ({before.on} and {after.on})"
                yield other.error(what, "correct a date, or mark one `shared = true`", field="offices")


def _first_day(office: Office) -> str:
    first = PartialDate(office.on).first
    return first.isoformat() if first else ""


def _overlap(before: Office, after: Office) -> bool:
    """Whether both hold the office for certain on some day: a day of change and unsure ends are no overlap."""
    if before.on.endswith("/"):
        return False
    last, first = before.on.rpartition("/")[2], after.on.partition("/")[0]
    if last == "..":
        return True
    if not last or first in ("", ".."):
        return False
    precision = min(len(last), len(first))
    return first[:precision] < last[:precision]


def _namesakes(persons: Iterable[Entry]) -> Iterator[DataError]:
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in persons:
        row = cast(Person, entry.row)
        cues = {fold(form) for form in row.cue}
        for name in {fold(name) for name in (*row.en, *row.ar)} - cues:
            if not row.namesake:
                by_name[name].append(entry)
    for name, entries in by_name.items():
        for one, other in combinations(entries, 2):
            if _at_one_time(cast(Person, one.row), cast(Person, other.row)):
                what = f"shares the name {name!r} with {one.key} at the same time"
                yield other.error(what, "join the two, or mark `namesake = true`")


def _at_one_time(one: Person, other: Person) -> bool:
    return any(
        _meet(PartialDate(mine.on), PartialDate(yours.on)) for mine in one.offices for yours in other.offices
    )  # fmt: skip


def _meet(one: PartialDate, other: PartialDate) -> bool:
    starts_in_time = one.first is None or other.last is None or one.first <= other.last
    return starts_in_time and (other.first is None or one.last is None or other.first <= one.last)
