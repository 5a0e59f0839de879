"""What coordinated event nouns share in English: "solidarity with and support for Lebanon"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.act import Act
from ingest.extract.chunks import Chunk

_SHARED = ("target", "both", "topic")


def share(acts: Sequence[Act]) -> None:
    """Let two event nouns that "and" joins have one governor, one doer and one whom they touch."""
    for first, second in pairwise(acts):
        if not _coordinated(first, second):
            continue
        if second.governor is None:
            second.governor = first.governor
        if first.roles.get("source") and not second.roles.get("source"):
            second.roles["source"] = list(first.roles["source"])
        for role in _SHARED:
            if second.roles.get(role) and not any(first.roles.get(other) for other in _SHARED):
                _give_as(first, second, role)


def _give_as(first: Act, second: Act, role: str) -> None:
    takes = set(first.predicate.slots.values())
    own = role if role in takes else next((other for other in _SHARED if other in takes), None)
    if own is not None:
        first.roles[own] = list(second.roles[role])


def _coordinated(first: Act, second: Act) -> bool:
    if first.predicate.pos != "noun" or second.predicate.pos != "noun" or first.clause is not second.clause:
        return False
    members = first.clause.members
    between = members[members.index(first.chunk) + 1 : members.index(second.chunk)]
    return any(_joins(chunk) for chunk in between) and all(_joins(chunk) or _passes(chunk) for chunk in between)


def _joins(chunk: Chunk) -> bool:
    return chunk.is_marker("conjunction")


def _passes(chunk: Chunk) -> bool:
    return chunk.is_marker("preposition") or (chunk.kind == "noun" and not chunk.path)
