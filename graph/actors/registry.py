"""The registry: who and what the ids are, what stands for them in texts, and how they belong together on a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.actors import cache as caching
from graph.actors.checks import problems
from graph.actors.compiling import Compiled, compiled
from graph.actors.composed import Composer
from graph.actors.files import DataFile, own, shipped, tables
from graph.actors.folding import fold
from graph.actors.forms import Language, NameForm, RoleForm
from graph.actors.offices import Holding, chosen, holders
from graph.actors.searching import Hit, Index
from graph.errors import DataError
from graph.model import Actor, ActorKind, Item, PartialDate, Place, Tie

__all__ = ["Hit", "NameForm", "Registry", "RoleForm", "check", "load_registry"]

# No body is deeper below the actor for which it acts; a longer way is a circle that the checks let through.
_DEEPEST = 10
# The office in which movements and parties have who heads them.
_LEADER = "leader"


class Registry:
    """Answers about actors, items and places by id; values are built when first asked for.

    `key` names the files it was made from, for caches of what is derived from it; empty where nobody knows.
    """

    def __init__(self, content: Compiled, *, key: str = "") -> None:
        self.key = key
        self._content = content
        self._raw: Mapping[str, list[Any]] = content["actors"]
        self._composer = Composer(content)
        self._built: dict[str, Actor] = {}
        self._dates: dict[str, PartialDate] = {}
        self._names: dict[Language, tuple[NameForm, ...]] = {}
        self._roles: dict[Language, tuple[RoleForm, ...]] = {}

    def actor(self, actor_id: str) -> Actor:
        """Give the actor; composed bodies and sectors too (`RUS_DEFENCE_MINISTRY`). Raises KeyError."""
        if actor_id not in self._built:
            self._built[actor_id] = self._build(actor_id)
        return self._built[actor_id]

    def item(self, item_id: str) -> Item:
        """Give the item. Raises KeyError."""
        en, ar, parent, _ = self._content["items"][item_id]
        return Item(id=item_id, names_en=tuple(en), names_ar=tuple(ar), parent=parent)

    def place(self, place_id: str) -> Place:
        """Give the place; every state is one. Raises KeyError."""
        en, ar, lies_in, _ = self._content["places"][place_id]
        return Place(id=place_id, names_en=tuple(en), names_ar=tuple(ar), lies_in=lies_in)

    def has_actor(self, actor_id: str) -> bool:
        """Tell whether `actor` knows the id."""
        return actor_id in self._raw or self._composer.parts(actor_id) is not None

    def kind(self, actor_id: str) -> ActorKind:
        """Give the actor's label without building it. Raises KeyError."""
        if actor_id in self._raw:
            kind: ActorKind = self._raw[actor_id][0]
            return kind
        if not self.has_actor(actor_id):
            raise KeyError(actor_id)
        return "Body"

    def has_item(self, item_id: str) -> bool:
        """Tell whether `item` knows the id."""
        return item_id in self._content["items"]

    def has_place(self, place_id: str) -> bool:
        """Tell whether `place` knows the id."""
        return place_id in self._content["places"]

    def actors(self) -> Iterator[Actor]:
        """Give every actor of the files; composed ones come into being when asked for."""
        return map(self.actor, self._raw)

    def items(self) -> Iterator[Item]:
        """Give every item."""
        return map(self.item, self._content["items"])

    def places(self) -> Iterator[Place]:
        """Give every place."""
        return map(self.place, self._content["places"])

    def details(self, actor_id: str) -> Mapping[str, Any]:
        """Give what the files say beside names and ties: `wikidata`, `exists`, `state`, `form`, `successors` …."""
        known: Mapping[str, Any] = self._raw[actor_id][5] if actor_id in self._raw else {}
        return known

    def source(self, known_id: str) -> str | None:
        """Say where the entry of an actor, item or place is from. Raises KeyError."""
        if self.has_actor(known_id):
            return self.actor(known_id).source
        things = self._content["items" if self.has_item(known_id) else "places"]
        source: str | None = things[known_id][3]
        return source

    def forms(self, language: Language) -> Sequence[NameForm]:
        """Give the forms of all actors, items and places in texts of the language."""
        if language not in self._names:
            self._names[language] = tuple(map(self._name_form, self._content["names"][language]))
        return self._names[language]

    def roles(self, language: Language) -> Sequence[RoleForm]:
        """Give the forms of offices, kinds of bodies, sectors and people in the language."""
        if language not in self._roles:
            columns = RoleForm.__slots__
            rows = self._content["roles"][language]
            self._roles[language] = tuple(RoleForm(**dict(zip(columns, row, strict=True))) for row in rows)
        return self._roles[language]

    def office_name(self, office: str, language: Language) -> str:
        """Name an office for screens, by its role, else by its title; a key with neither reads as its words."""
        english, arabic = self._content["titles"].get(office, (None, None))
        if office in self._content["role_names"]:
            _, english, arabic, *_ = self._content["role_names"][office]
        return (english if language == "en" else arabic) or office.replace("_", " ")

    def acts_for(self, actor_id: str, day: date | None) -> str:
        """Give the id of the actor for whom it acts on the day, itself where it stands for itself.

        Persons act for the actor in whose office they are on the day, else in whose they were nearest to it (the
        last, without a day); companies and outlets for their state's companies (`FRA_COM`). Raises KeyError.
        """
        for _ in range(_DEEPEST):
            above = self._above(actor_id, day)
            if above is None:
                return actor_id
            actor_id = above
        return actor_id

    def holder(self, actor_id: str, office: str, day: date) -> str | None:
        """Give the person who held the office of the actor on the day, None where it is not exactly one."""
        for key in self._offices(actor_id, office):
            person = chosen(self._holdings.get(key, ()), day)
            if person is not None:
                return person
        return None

    def holders(self, actor_id: str, office: str, day: date) -> tuple[str, ...]:
        """Give everybody who can have held the office on the day, given how precisely dates are known."""
        found = (holders(self._holdings.get(key, ()), day) for key in self._offices(actor_id, office))
        return next((persons for persons in found if persons), ())

    def offices(self, person: str) -> tuple[Holding, ...]:
        """Give the offices that a person held, in the order of the files; none for other actors."""
        return tuple(self._held(person))

    def holdings(self, actor_id: str) -> Mapping[str, Sequence[Holding]]:
        """Give who held which office of the actor at any time, the highest offices first.

        Of a composed body (`RUS_DEFENCE_MINISTRY`) the offices are those of its owner that lead it.
        """
        parts = None if actor_id in self._raw else self._composer.parts(actor_id)
        body = parts.role if parts else None
        owner = parts.owner if parts and body else actor_id
        held = [office for whose, office in self._holdings if whose == owner and body in (None, self._leads(office))]
        return {office: self._holdings[owner, office] for office in sorted(held, key=self._rank)}

    def _rank(self, office: str) -> tuple[bool, int, str]:
        """Order offices as the roles stand in their file; first a leader, and those that one person holds at a time."""
        roles = self._content["role_names"]
        if office not in roles:
            return True, len(roles), office
        return not (roles[office][7] or office == _LEADER), list(roles).index(office), office

    def _leads(self, office: str) -> str | None:
        role = self._content["role_names"].get(office)
        return role[4] if role else None

    def _offices(self, actor_id: str, office: str) -> Iterator[tuple[str, str]]:
        """Give where to look for the holder: the office, that of the sector, then what stands for it elsewhere."""
        role = self._content["role_names"].get(office)
        yield actor_id, office
        if role:
            if role[5]:
                yield f"{actor_id}_{role[5]}", office
            yield from ((actor_id, other) for other in role[6])

    def body(self, actor_id: str, body_kind: str) -> str:
        """Give the id of the actor's body of that kind (`defence_ministry`). Raises KeyError for no such kind."""
        return self._composer.id_of(actor_id, body_kind)

    def home(self, publisher: str) -> str | None:
        """Give the state in which a publisher is at home, named as a document names it: name, host, or its first part.

        None where several outlets of different states bear the name, or none.
        """
        found = self._homes.get(_outlet(publisher), set())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _homes(self) -> Mapping[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for actor_id, raw in self._raw.items():
            state = raw[5].get("state") if raw[0] == "Media" else None
            if state is not None:
                hosts = raw[5].get("web", ())
                labels = (host.split(".")[0] for host in hosts)
                for name in (actor_id, *raw[1], *raw[2], *hosts, *labels):
                    found[_outlet(name)].add(state)
        return found

    @cached_property
    def kingdoms(self) -> frozenset[str]:
        """The states that are called kingdoms, as «المملكة» may mean any of them."""
        return frozenset(
            actor_id
            for actor_id, raw in self._raw.items()
            if raw[0] == "State" and any(name.split()[0] in ("المملكة", "مملكة") for name in raw[2])
        )

    def members(self, actor_id: str, day: date) -> tuple[str, ...]:
        """Give the members of an organisation or bloc on the day, in the order of their ids."""
        found = {member for member, tie in self.bound_to(actor_id, "MEMBER_OF") if tie.holds(day)}
        return tuple(sorted(found))

    def bound_to(self, actor_id: str, kind: str) -> Sequence[tuple[str, Tie]]:
        """Give whoever is or was bound to the actor by ties of the kind, MEMBER_OF or PART_OF, each with its tie."""
        return self._bound.get((kind, actor_id), ())

    def kin(self, item_id: str) -> tuple[str, ...]:
        """Give the item and its wider kinds, the narrowest first. Raises KeyError."""
        line = [item_id]
        while (parent := self._content["items"][line[-1]][2]) is not None:
            line.append(parent)
        return tuple(line)

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Give what the text may name, best first, in any script and spelling («shoigu» finds شويغو)."""
        return self._index.search(text, limit)

    def stats(self) -> Mapping[str, int]:
        """Count the entries by kind, and offices held, memberships and forms in texts."""
        counts: dict[str, int] = dict(self._content["counts"])
        for language in ("ar", "en"):
            counts[f"form in {language}"] = len(self._content["names"][language])
            counts[f"role form in {language}"] = len(self._content["roles"][language])
        return counts

    def _build(self, actor_id: str) -> Actor:
        if actor_id not in self._raw:
            parts = self._composer.parts(actor_id)
            if parts is None:
                raise KeyError(actor_id)
            return self._composer.actor(actor_id, parts)
        kind, en, ar, ties, source, _ = self._raw[actor_id]
        return Actor(
            id=actor_id, kind=kind, names_en=tuple(en), names_ar=tuple(ar), source=source,
            ties=tuple(self._tie(row) for row in ties),
        )  # fmt: skip

    def _tie(self, row: Sequence[Any]) -> Tie:
        kind, to, office, first, last, source = row[:6]
        return Tie(kind=kind, to=to, office=office, first=self._date(first), last=self._date(last), source=source)

    def _date(self, text: str | None) -> PartialDate | None:
        if text is None:
            return None
        if text not in self._dates:
            self._dates[text] = PartialDate(text)
        return self._dates[text]

    def _above(self, actor_id: str, day: date | None) -> str | None:
        raw = self._raw.get(actor_id)
        if raw is None:
            parts = self._composer.parts(actor_id)
            if parts is None:
                raise KeyError(actor_id)
            suffix = self._composer.suffix(parts)
            sector = f"{parts.owner}_{suffix}" if suffix else parts.owner
            return None if sector == actor_id else sector
        if raw[0] == "State":
            return None
        if raw[0] == "Person":
            return self._person_acts_for(raw[3], day)
        return next((tie[1] for tie in raw[3] if tie[0] == "PART_OF"), None)

    def _person_acts_for(self, ties: Sequence[Sequence[Any]], day: date | None) -> str:
        def nearness(row: Sequence[Any]) -> tuple[int, int, int]:
            tie = self._tie(row)
            rank = 0 if row[1] in self._raw and self._raw[row[1]][0] == "State" else 1
            first = tie.first.first if tie.first and tie.first.first else date.min
            last = tie.last.last if tie.last and tie.last.last else (first if row[7] else date.max)
            if day is None:
                return 0, -last.toordinal(), rank
            if tie.holds(day) and not (row[7] and last < day):
                return 0, rank, -first.toordinal()
            return abs((first if day < first else last).toordinal() - day.toordinal()), rank, 0

        _, owner, office, *_ = min(ties, key=nearness)
        role = self._content["role_names"].get(office)
        suffix = role[5] if role else None
        is_state = owner in self._raw and self._raw[owner][0] == "State"
        return f"{owner}_{suffix}" if suffix and is_state else str(owner)

    def _name_form(self, row: Sequence[Any]) -> NameForm:
        text, language, ref, sort, kind, gender, number, cue, first, last = row
        return NameForm(
            text=text, language=language, ref=ref, sort=sort, form=kind, gender=gender, number=number, cue=cue,
            first=self._date(first), last=self._date(last),
        )  # fmt: skip

    def _held(self, person: str) -> Iterator[Holding]:
        raw = self._raw.get(person)
        if raw is not None and raw[0] == "Person":
            for row in raw[3]:
                yield Holding(person, self._tie(row), acting=row[6], unknown_end=row[7])

    @cached_property
    def _holdings(self) -> Mapping[tuple[str, str], list[Holding]]:
        found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
        for actor_id in self._raw:
            for held in self._held(actor_id):
                found[held.tie.to, held.tie.office or ""].append(held)
        return found

    @cached_property
    def _bound(self) -> Mapping[tuple[str, str], list[tuple[str, Tie]]]:
        found: dict[tuple[str, str], list[tuple[str, Tie]]] = defaultdict(list)
        for actor_id, raw in self._raw.items():
            for row in raw[3]:
                if row[0] != "HOLDS_OFFICE_IN":
                    found[row[0], row[1]].append((actor_id, self._tie(row)))
        return found

    @cached_property
    def _index(self) -> Index:
        return Index(self._content)


def _outlet(name: str) -> str:
    """Fold an outlet's name or host: «Asharq Al-Awsat», «www.aawsat.com»."""
    return re.sub(r"[\s\-_]+", "", fold(name.strip().removeprefix("https://").removeprefix("www.")))


def load_registry(*, overlays: Sequence[Path] = (), cache: Path | None = None) -> Registry:
    """Load the shipped registry with analysts' own files over it.

    `cache` is a folder for the compiled registry; without one it is compiled anew, which takes seconds. Raises
    DataError for the first thing wrong in the files.
    """
    base, added = shipped(), own(overlays)
    key = caching.digest([*base, *added])
    if cache is None:
        return Registry(_compile(base, added), key=key)
    return Registry(caching.through(cache, key, lambda: _compile(base, added)), key=key)


def _compile(base: Sequence[DataFile], added: Sequence[DataFile]) -> Compiled:
    read = tables(base, added)
    for error in (*read.errors, *problems(read)):
        raise error
    return compiled(read)


def check(path: Path) -> tuple[DataError, ...]:
    """Check an analyst's own file against the shipped registry; give everything that is wrong in it, by line.

    Raises DataError where the file cannot be read at all.
    """
    read = tables(shipped(), own([path]))
    return tuple(error for error in (*read.errors, *problems(read)) if error.where.startswith(f"{path}:"))
