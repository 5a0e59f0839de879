"""Bodies and sectors that the registry composes when asked: the Russian defence ministry, the Syrian opposition.

Their ids are the owner's and the role's or sector's: `RUS_DEFENCE_MINISTRY`, `SYR_OPP`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.actors.compiling import Compiled
from graph.actors.inflection import definite
from graph.model import Actor, Tie

SOURCE = "composed by rule"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a composed id is made of: the owner's id, and the sector's or the role's key."""

    owner: str
    sector: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """How a body or sector is called beside a nationality; Arabic with its article."""

    en: str
    ar: str
    gender: str
    number: str = "sg"


class Composer:
    """Takes composed ids apart, and names what they stand for in both languages."""

    def __init__(self, content: Compiled) -> None:
        self._actors: Mapping[str, list[Any]] = content["actors"]
        self._adjectives: Mapping[str, list[str | None]] = content["adjectives"]
        self._sectors: Mapping[str, list[str]] = content["sectors"]
        self._bodies = {key: row for key, row in content["role_names"].items() if row[0] == "body"}

    def id_of(self, owner: str, body: str) -> str:
        """Give the id of a body of an owner; raises KeyError for a kind of body that no role names."""
        if body not in self._bodies:
            raise KeyError(body)
        return f"{owner}_{body.upper()}"

    def parts(self, actor_id: str) -> Parts | None:
        """Take a composed id apart; None for one that is none."""
        for at in _underscores(actor_id):
            owner, rest = actor_id[:at], actor_id[at + 1 :]
            if owner not in self._actors or self._actors[owner][0] in ("Person", "Company", "Media", "Body"):
                continue
            if rest in self._sectors:
                return Parts(owner, sector=rest)
            if rest.lower() in self._bodies and rest.isupper():
                return Parts(owner, role=rest.lower())
        return None

    def suffix(self, parts: Parts) -> str | None:
        """Give the sector for which a composed actor acts, None where it acts for its owner."""
        return parts.sector or (self._bodies[parts.role][5] if parts.role else None)

    def actor(self, actor_id: str, parts: Parts) -> Actor:
        """Compose the actor; it is a part of its owner for as long as that exists."""
        words = self._words(parts)
        return Actor(
            id=actor_id,
            kind="Body",
            names_en=tuple(self._english(parts.owner, words)),
            names_ar=tuple(self._arabic(parts.owner, words)),
            ties=(Tie(kind="PART_OF", to=parts.owner, source=SOURCE),),
            source=SOURCE,
        )

    def _words(self, parts: Parts) -> _Words:
        if parts.sector:
            return _Words(*self._sectors[parts.sector])
        _, en, ar, gender, *_ = self._bodies[parts.role or ""]
        return _Words(en or "", ar or "", gender)

    def _english(self, owner: str, words: _Words) -> Iterator[str]:
        adjective = self._adjectives.get(owner, [None, None])[0]
        names = self._actors[owner][1]
        if words.en and adjective:
            yield f"{adjective} {words.en}"
        elif words.en and names:
            yield f"{words.en} of {names[0]}"

    def _arabic(self, owner: str, words: _Words) -> Iterator[str]:
        adjective = self._adjectives.get(owner, [None, None])[1]
        names = self._actors[owner][2]
        if words.ar and adjective:
            yield f"{words.ar} {definite(_agreeing(adjective, words))}"
        elif words.ar and names:
            yield f"{words.ar} في {names[0]}"


def _underscores(text: str) -> Iterator[int]:
    at = text.rfind("_")
    while at > 0:
        yield at
        at = text.rfind("_", 0, at)


def _agreeing(adjective: str, words: _Words) -> str:
    ending = "ة" if words.gender == "f" else "ون" if words.number == "pl" else ""
    return " ".join(word + ending if word.endswith("ي") else word for word in adjective.split())
