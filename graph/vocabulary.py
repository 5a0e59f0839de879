"""The relation types, as data: what a claim may say, in the codebooks' terms and in words for screens.

Classes are PLOVER's, codes and Goldstein values CAMEO's. The file `vocabulary.toml` says where they are from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import DataError

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

_FILE = "vocabulary.toml"
_TYPE_NAME = re.compile(r"[A-Z][A-Z_]*[A-Z]$")
_Goldstein = Annotated[float, Field(ge=-10, le=10)]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClass:
    """A PLOVER event class; `quad` is its quadrant of verbal/material cooperation/conflict."""

    name: str
    quad: Quad
    en: str
    ar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A kind of link. `en` and `ar` are verb phrases that stand between source and target on screens."""

    name: str
    plover: str
    cameo: str
    goldstein: float
    symmetric: bool
    en: str
    ar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code with its Goldstein value, from -10 (most conflictual) to +10."""

    code: str
    name: str
    goldstein: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All classes, relation types and codes, by name."""

    classes: Mapping[str, EventClass]
    relations: Mapping[str, RelationType]
    cameo: Mapping[str, CameoCode]

    def quad(self, relation: str) -> Quad:
        """Give the quadrant of a relation type."""
        return self.classes[self.relations[relation].plover].quad


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Class(_Row):
    quad: Quad
    en: str
    ar: str


class _Relation(_Row):
    plover: str
    cameo: str
    goldstein: _Goldstein
    symmetric: bool = False
    en: str
    ar: str


class _Code(_Row):
    name: str
    goldstein: _Goldstein


class _File(_Row):
    classes: dict[str, _Class] = Field(alias="class")
    relation: dict[str, _Relation]
    cameo: dict[str, _Code]


@cache
def vocabulary() -> Vocabulary:
    """Load the shipped vocabulary, checked; raises DataError where the file contradicts itself."""
    return parse(files("graph").joinpath(_FILE).read_text(encoding="utf-8"), where=_FILE)


def parse(text: str, *, where: str) -> Vocabulary:
    """Read a vocabulary from TOML; `where` names it in errors."""
    try:
        rows = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DataError(where, f"not TOML: {error}", "correct the line named") from error
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(part) for part in first["loc"])
        raise DataError(where, f"{path}: {first['msg']}", "see the other entries of that table") from error
    read = Vocabulary(
        classes={name: EventClass(name=name, **row.model_dump()) for name, row in rows.classes.items()},
        relations={name: RelationType(name=name, **row.model_dump()) for name, row in rows.relation.items()},
        cameo={code: CameoCode(code=code, **row.model_dump()) for code, row in rows.cameo.items()},
    )
    _check(read, where)
    return read


def _check(read: Vocabulary, where: str) -> None:
    for relation in read.relations.values():
        at = f"relation.{relation.name}"
        if not _TYPE_NAME.match(relation.name):
            raise DataError(where, f"{at}: not in capitals and underscores", "rename it")
        if relation.plover not in read.classes:
            raise DataError(where, f"{at}: no class {relation.plover!r}", "name one of the class tables")
        code = read.cameo.get(relation.cameo)
        if code is None:
            raise DataError(where, f"{at}: no CAMEO code {relation.cameo!r}", "name one of the cameo table")
        if code.goldstein != relation.goldstein:
            what = f"{at}: goldstein {relation.goldstein} is not that of {code.code}"
            raise DataError(where, what, f"write {code.goldstein}")
    unused = read.classes.keys() - {relation.plover for relation in read.relations.values()}
    if unused:
        raise DataError(where, f"classes without a relation type: {', '.join(sorted(unused))}", "add one")
