"""The format of the registry's files, as an analyst writes them; docs/registry.md describes it for readers.

A file holds tables `[kind.ID]`, in any order, and may begin with a `source` for all its entries. Dates and
intervals are Extended Date/Time Format: `2012-11-06/2024-05-12`; `/..` is still so, `/` alone ended nobody knows
when.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from graph.actors.forms import Gender, Suffix
from graph.model import PartialDate


def _is_edtf(text: str) -> str:
    PartialDate(text)
    return text


Edtf = Annotated[str, AfterValidator(_is_edtf)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_+]*$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$")]
Names = tuple[Name, ...]
# A form or a link that holds for good, or for the intervals named.
Intervals = Edtf | tuple[Edtf, ...]


class Row(BaseModel):
    """What every entry may carry: where it is from, and a remark for its next editor."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str | None = None
    note: str | None = None


class Named(Row):
    """An entry with names; the first in each language is the one to show.

    `cue` lists those of its forms that need a cue, `dated` those that stand for it only for a time.
    """

    en: Names = ()
    ar: Names = ()
    abbreviations: Names = ()
    cue: Names = ()
    dated: dict[Name, Edtf] = Field(default_factory=dict)
    wikidata: Annotated[str, StringConstraints(pattern=r"^Q[1-9]\d*$")] | None = None


class Body(Named):
    """A body with a name of its own that acts for another actor (the Security Council for the UN)."""

    part_of: Id
    exists: Edtf | None = None
    adjectives_en: Names = ()
    adjectives_ar: Names = ()


class Group(Named):
    """An actor that may have members, adjectives, and a time during which it exists.

    `part_of` is the actor for which it acts (a wing, an agency); `member_of` binds it to others without that.
    """

    exists: Edtf | None = None
    part_of: Id | None = None
    member_of: dict[Id, Intervals] = Field(default_factory=dict)
    adjectives_en: Names = ()
    adjectives_ar: Names = ()
    state: Id | None = None


class Organization(Group):
    """An international organisation, a bloc, a treaty's parties, a non-governmental organisation.

    `members` is keyed by the interval of membership: `"2009-06-16/.." = ["BRA", "RUS"]`.
    """

    form: Literal["organization", "bloc"] = "organization"
    members: dict[Edtf, tuple[Id, ...]] = Field(default_factory=dict)


class ArmedGroup(Group):
    """An armed group or movement; `state` is where it is at home. A party is an organisation in the graph."""

    form: Literal["armed_group", "party", "de_facto_authority", "state_force", "criminal"] = "armed_group"
    state: Id
    people_en: Names = ()
    people_ar: Names = ()


class State(Named):
    """A state or territory of ISO 3166-1, or one that has ended (then `exists` and `successors`).

    Arabic adjectives are the masculine singular; the other forms are made from it. `plurals_ar` are broken
    plurals (روس), `person_en` and `people_en` the nouns (Dane, Danes).
    """

    exists: Edtf | None = None
    successors: tuple[Id, ...] = ()
    territory_of: Id | None = None
    adjectives_en: Names = ()
    person_en: Names = ()
    people_en: Names = ()
    adjectives_ar: Names = ()
    plurals_ar: Names = ()


class Company(Named):
    """A company or state agency at home in `state`; as an actor it is of that state's companies."""

    state: Id
    part_of: Id | None = None
    exists: Edtf | None = None
    sector: tuple[Key, ...] = ()


class Media(Named):
    """A newspaper, agency or station, at home in `state`; `part_of` is set where it speaks for an organisation.

    `web` are the hosts of its pages, without "www.".
    """

    state: Id | None = None
    part_of: Id | None = None
    web: Names = ()
    medium: Literal["agency", "newspaper", "magazine", "tv", "radio", "web"]


class Office(BaseModel):
    """An office held: `office` of the actor `of`, during `on`; `detail` says more of it to people.

    `shared` marks a time during which another holds the same office.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: Id
    office: Key
    on: Edtf
    acting: bool = False
    shared: bool = False
    detail: str | None = None


class Person(Named):
    """A person with the offices held. `short_*` are the names used after the first mention.

    `namesake` marks one who shares a full name and a time with another.
    """

    short_en: Names = ()
    short_ar: Names = ()
    namesake: bool = False
    offices: tuple[Office, ...]


class Metonym(Row):
    """Forms that stand for the actor whose id the table bears (the Kremlin for `RUS_PRESIDENCY`)."""

    en: Names = ()
    ar: Names = ()
    cue: Names = ()
    dated: dict[Name, Edtf] = Field(default_factory=dict)


class Place(Named):
    """A place; `lies_in` its state. `capital` tells since when it stands for that state's government."""

    lies_in: Id | None = None
    capital: Edtf | None = None


class Item(Named):
    """A thing that is handed over, traded or used; `kind_of` the next wider kind, `made_by` its maker."""

    kind_of: Id | None = None
    made_by: Id | None = None


class Role(Row):
    """An office, a kind of body, or people of a sector, in the words of both languages.

    Arabic is written with its article where the complement has one (وزير الدفاع, الأمين العام); indefinite, dual,
    plural and feminine forms are made from it. `leads` is the kind of body that an office leads, `suffix` the
    sector for which it acts, `single` an office that one person holds at a time. `otherwise` are the offices to
    ask for where a state has nobody in this one. A role of one `actor` alone may name the `office` that it is.
    """

    kind: Literal["office", "body", "sector", "people"]
    en: Names = ()
    ar: Names = ()
    leads: Key | None = None
    suffix: Suffix | None = None
    actor: Id | None = None
    office: Key | None = None
    otherwise: tuple[Key, ...] = ()
    single: bool = False
    cue: Names = ()


class Title(Row):
    """What an office without a role is called on screens; it is no form in texts."""

    en: Name
    ar: Name


class Noun(Row):
    """An Arabic head noun of roles: its gender, feminine, and plurals where they are not the sound ones.

    `feminine` is empty where that word means something else («محافظة» is a province).
    """

    number: Literal["sg", "pl"] = "sg"
    gender: Gender = "m"
    feminine: Name | Literal[""] | None = None
    plurals: Names = ()


class Sector(Row):
    """What a sector is called beside a nationality: Syrian opposition, المعارضة السورية."""

    en: Name
    ar: Name
    gender: Gender
    number: Literal["sg", "pl"] = "sg"


class Common(Row):
    """Words of a language that are names too: every form that reads like one of them needs a cue."""

    words: Names


MODELS: dict[str, type[Row]] = {
    "state": State,
    "organization": Organization,
    "body": Body,
    "armed_group": ArmedGroup,
    "company": Company,
    "media": Media,
    "person": Person,
    "metonym": Metonym,
    "place": Place,
    "item": Item,
    "role": Role,
    "title": Title,
    "noun": Noun,
    "sector": Sector,
    "common": Common,
}
_ID = re.compile(r"[A-Z][A-Z0-9_+]*$")
_KEY = re.compile(r"[a-z][a-z0-9_]*$")
_SUFFIX = re.compile(r"(OPP|CIV|POL|COM|JUD|LEG)$")
# What the second part of a table's name may be.
KEYS = dict.fromkeys(MODELS, _ID) | {
    "role": _KEY, "title": _KEY, "noun": re.compile(r"\w+$"), "sector": _SUFFIX, "common": re.compile(r"(ar|en)$"),
}  # fmt: skip
ACTOR_SECTIONS = ("state", "organization", "body", "armed_group", "company", "media", "person")
