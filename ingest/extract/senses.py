"""Which of several predicates with the same letters is meant: the one whose slots the clause fills best.

«دعم» with an item in «بـ» arms somebody, without one it backs him; «اعترف بأن» admits, «اعترف بفلسطين» recognises.
"""

from __future__ import annotations

from ingest.extract.chunks import Chunk
from ingest.extract.clauses import Clause, Clauses
from ingest.language.tokens import readings
from ingest.lexicon.entries import Predicate

_PARTIES = frozenset({"source", "target", "both"})
# What a filled slot is worth: a preposition or a clause tells most, a bare noun phrase can belong to others.
_TELLING = 2
_POSSIBLE = 1
_MISSING = -10


def choose(clauses: Clauses) -> None:
    """Give each predicate of a sentence the sense that its clause fills best; the first in the lexicon on a tie.

    A word whose every sense hands something over («صدّر»), or needs a word near it («سحب قواته»), is none of them in a
    sentence without such a thing or word.
    """
    items = any(chunk.item is not None for clause in clauses.all for chunk in clause.members)
    for clause in clauses.all:
        for place, chunk in enumerate(clause.members):
            if chunk.predicate is None:
                continue
            senses = chunk.senses
            following = clause.members[place + 1 :]
            senses = [entry for entry in senses if _possible(entry.value, following, items=items)]
            if not senses:
                chunk.kind = "noun"
                chunk.read_as(None)
                continue
            if len(senses) <= 1:
                chunk.read_as(senses[0] if senses else chunk.entry)
                continue
            light = _light_before(clause.members[:place])
            opened = [other for other in clauses.all if other.governor is chunk]
            fits = [_fit(entry.value, chunk, following, opened) + _below(entry.value, light) for entry in senses]
            chunk.read_as(senses[fits.index(max(fits))])


def _light_before(members: list[Chunk]) -> str | None:
    return next((chunk.predicate.light for chunk in reversed(members) if chunk.predicate is not None), None)


def _below(predicate: object, light: str | None) -> int:
    """What it is worth that a noun has a meaning of its own below the light word before it."""
    return _TELLING if isinstance(predicate, Predicate) and light in predicate.under else 0


def _possible(predicate: object, following: list[Chunk], *, items: bool) -> bool:
    assert isinstance(predicate, Predicate)
    if "item" in predicate.needs and not items:
        return False
    return (
        not predicate.near
        or any(
            reading.core.removeprefix("ال") in predicate.near or reading.core in predicate.near
            for chunk in following
            for reading in readings(chunk.word)
            if chunk.word
        )
        or any(chunk.led in predicate.near for chunk in following)
    )


def _fit(predicate: object, chunk: Chunk, following: list[Chunk], opened: list[Clause]) -> int:
    assert isinstance(predicate, Predicate)
    fit = sum(_slot(slot, role, chunk, following) for slot, role in predicate.slots.items())
    fit += _TELLING if predicate.near else 0
    if "item" in predicate.needs and not any(other.item is not None for other in following):
        fit += _MISSING
    if "both" in predicate.needs and not any(
        other.parties and role == "both" and slot in other.path
        for other in following
        for slot, role in predicate.slots.items()
    ):
        fit += _MISSING
    content = predicate.content
    if content is not None:
        if opened and "comp" in content.slots:
            fit += _TELLING
        if any(other.predicate and set(other.path) & set(content.slots) for other in following):
            fit += _TELLING
    return fit


def _slot(slot: str, role: str, chunk: Chunk, following: list[Chunk]) -> int:
    if slot in ("subj", "gen", "adj"):
        return 0
    for other in following:
        if other.predicate is not None and other.predicate.pos == "verb":
            return 0
        if not (other.item is not None if role == "item" else other.parties and role in _PARTIES):
            continue
        if slot not in ("obj", "obj2"):
            if slot in other.path:
                return _TELLING
        elif other.bare:
            return _TELLING if role == "item" else _POSSIBLE
    return _POSSIBLE if slot == "obj" and chunk.pronoun else 0
