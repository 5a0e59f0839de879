"""From checked entries to the compiled registry: plain JSON values that load fast and answer every question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, cast

from graph.actors.files import Entry, Tables
from graph.actors.format import (
    ACTOR_SECTIONS,
    ArmedGroup,
    Body,
    Company,
    Group,
    Item,
    Media,
    Named,
    Office,
    Organization,
    Person,
    Place,
    Role,
    Sector,
    State,
    Title,
)  # fmt: skip
from graph.actors.forms import NameForm, RoleForm
from graph.actors.surface import name_forms, role_forms
from graph.model import ActorKind, PartialDate

# Raised whenever what `compiled` gives changes its shape, so that an older cache is not read.
VERSION = 2

Compiled = dict[str, Any]
Ends = tuple[str | None, str | None]

_KINDS: dict[str, ActorKind] = {
    "state": "State", "organization": "Organization", "body": "Body", "armed_group": "ArmedGroup",
    "company": "Company", "media": "Media", "person": "Person",
}  # fmt: skip


def compiled(tables: Tables) -> Compiled:
    """Compile the entries; they must have passed `checks`."""
    entries = tables.entries
    actors = {entry.key: _actor(entry) for kind in ACTOR_SECTIONS for entry in entries[kind].values()}
    _add_members(actors, entries)
    forms = name_forms(entries)
    roles = role_forms(entries)
    return {
        "actors": actors,
        "items": {entry.key: _thing(entry, cast(Item, entry.row).kind_of) for entry in entries["item"].values()},
        "places": _places(entries),
        "names": {language: [_columns(form) for form in forms if form.language == language] for language in _LANGUAGES},
        "roles": {language: [_columns(role) for role in roles if role.language == language] for language in _LANGUAGES},
        "role_names": {key: _role(cast(Role, entry.row), entries) for key, entry in entries["role"].items()},
        "titles": {
            key: [cast(Title, entry.row).en, cast(Title, entry.row).ar] for key, entry in entries["title"].items()
        },
        "sectors": {key: _sector(cast(Sector, entry.row)) for key, entry in entries["sector"].items()},
        "adjectives": {entry.key: _adjectives(entry) for kind in _ADJECTIVAL for entry in entries[kind].values()},
        "counts": _counts(entries),
    }


_LANGUAGES = ("ar", "en")
_ADJECTIVAL = ("state", "organization", "armed_group")
# The first and the last column of a form are dates; JSON has their text.
_NAME_COLUMNS = tuple(field.name for field in fields(NameForm))
_ROLE_COLUMNS = tuple(field.name for field in fields(RoleForm))


def _columns(form: NameForm | RoleForm) -> list[Any]:
    columns = _NAME_COLUMNS if isinstance(form, NameForm) else _ROLE_COLUMNS
    values = [getattr(form, column) for column in columns]
    return [value.text if isinstance(value, PartialDate) else value for value in values]


def ends(interval: str) -> Ends:
    """Give the first and the last date of an interval, None where open or unknown; a single date is both."""
    left, slash, right = interval.partition("/")
    if not slash:
        return left, left
    return (left if left not in ("", "..") else None), (right if right not in ("", "..") else None)


def _actor(entry: Entry) -> list[Any]:
    row = cast(Named, entry.row)
    party = isinstance(row, ArmedGroup) and row.form == "party"
    kind = "Organization" if party else _KINDS[entry.kind]
    return [kind, list(row.en), list(row.ar), [*_ties(entry)], entry.source, _details(row)]


def _details(row: Named) -> dict[str, Any]:
    found: dict[str, Any] = {"abbreviations": list(row.abbreviations)} if row.abbreviations else {}
    for name in (
        "wikidata",
        "exists",
        "state",
        "form",
        "medium",
        "sector",
        "successors",
        "territory_of",
        "web",
        "note",
    ):
        value = getattr(row, name, None)
        if value:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _ties(entry: Entry) -> Iterator[list[Any]]:
    row = entry.row
    if isinstance(row, Person):
        for office in row.offices:
            yield _office(office, entry.source)
        return
    exists = ends(row.exists) if isinstance(row, Group | Body | Company | State) and row.exists else (None, None)
    if isinstance(row, Body) or (isinstance(row, Group | Company | Media) and row.part_of):
        yield ["PART_OF", row.part_of, None, *exists, entry.source]
    elif isinstance(row, State) and row.territory_of:
        yield ["PART_OF", row.territory_of, None, *exists, entry.source]
    if isinstance(row, Company) or (isinstance(row, Media) and row.state):
        yield ["PART_OF", f"{row.state}_COM", None, *exists, entry.source]
    if isinstance(row, Group):
        for other, intervals in row.member_of.items():
            for interval in (intervals,) if isinstance(intervals, str) else intervals:
                yield ["MEMBER_OF", other, None, *ends(interval), entry.source]


def _office(office: Office, source: str | None) -> list[Any]:
    first, last = ends(office.on)
    unknown = office.on.endswith("/")
    return ["HOLDS_OFFICE_IN", office.of, office.office, first, last, source, office.acting, unknown]


def _add_members(actors: dict[str, list[Any]], entries: Mapping[str, Mapping[str, Entry]]) -> None:
    for entry in entries["organization"].values():
        for interval, members in cast(Organization, entry.row).members.items():
            for member in members:
                if member in actors:
                    actors[member][3].append(["MEMBER_OF", entry.key, None, *ends(interval), entry.source])


def _places(entries: Mapping[str, Mapping[str, Entry]]) -> dict[str, list[Any]]:
    states = {entry.key: _thing(entry, entry.key) for entry in entries["state"].values()}
    return states | {entry.key: _thing(entry, cast(Place, entry.row).lies_in) for entry in entries["place"].values()}


def _thing(entry: Entry, within: str | None) -> list[Any]:
    row = cast(Named, entry.row)
    return [list(row.en), list(row.ar), within, entry.source]


def _role(row: Role, entries: Mapping[str, Mapping[str, Entry]]) -> list[Any]:
    """Name the role in both languages; with its Arabic gender, what it leads and acts for, whether one holds it."""
    gender = "m"
    if row.ar:
        head = row.ar[0].split()[0].removeprefix("ال")
        noun = entries["noun"].get(head)
        gender = getattr(noun.row, "gender", "m") if noun else "m"
    return [
        row.kind,
        row.en[0] if row.en else None,
        row.ar[0] if row.ar else None,
        gender,
        row.leads,
        row.suffix,
        list(row.otherwise),
        row.single,
    ]


def _sector(row: Sector) -> list[Any]:
    return [row.en, row.ar, row.gender, row.number]


def _adjectives(entry: Entry) -> list[str | None]:
    row = cast("State | Group", entry.row)
    return [next(iter(row.adjectives_en), None), next(iter(row.adjectives_ar), None)]


def _counts(entries: Mapping[str, Mapping[str, Entry]]) -> dict[str, int]:
    counts = Counter({kind: len(rows) for kind, rows in entries.items()})
    for entry in entries["person"].values():
        counts["office held"] += len(cast(Person, entry.row).offices)
    for entry in entries["organization"].values():
        counts["membership"] += sum(len(ids) for ids in cast(Organization, entry.row).members.values())
    for entry in entries["state"].values():
        counts["ended state"] += bool(cast(State, entry.row).successors)
    return dict(counts)
