"""What stands in texts for an actor, item, place or role: the surface forms that a reader has to recognise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.model import PartialDate

Language = Literal["ar", "en"]
Sort = Literal["actor", "item", "place"]
Form = Literal["name", "short", "abbreviation", "adjective", "people", "capital", "metonym"]
Gender = Literal["m", "f"]
Number = Literal["sg", "dual", "pl"]
RoleKind = Literal["office", "body", "sector", "people"]
Suffix = Literal["OPP", "CIV", "POL", "COM", "JUD", "LEG"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """A surface form of an actor, item or place; `ref` is its id.

    Arabic adjectives and words for people stand without article, names as they are written. `cue` says that the
    form is also a common word or belongs to several: use it only beside a cue (a title, a class noun, quotation
    marks). `first` and `last` bound the days on which the form stands for `ref`; None is without bound.
    """

    text: str
    language: Language
    ref: str
    sort: Sort
    form: Form
    gender: Gender | None = None
    number: Number | None = None
    cue: bool = False
    first: PartialDate | None = None
    last: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleForm:
    """A surface form of an office, a body by its kind, a sector, or people of a sector; `key` names the role.

    `body` is the kind of body that an office leads or a body is. `suffix` is the sector for which it acts, None
    where it acts for the state itself. `actor` is set where the form belongs to one actor alone ("Custodian of
    the Two Holy Mosques"). `definite` tells an Arabic form with article inside from one without.
    """

    text: str
    language: Language
    kind: RoleKind
    key: str
    body: str | None = None
    suffix: Suffix | None = None
    gender: Gender | None = None
    number: Number | None = None
    definite: bool = False
    actor: str | None = None
    cue: bool = False
