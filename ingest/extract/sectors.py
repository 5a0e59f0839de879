"""English roles that name no state beside them: "police in Minsk", "the government" where all is about one country."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.extract.chunks import Chunk, Party
from ingest.lexicon.entries import Role

Office = Callable[[Chunk, Party], Party]

# Bodies that act for the country they stand in; troops, envoys and companies may be abroad.
_AT_HOME = frozenset({"government", "police", "parliament", "judiciary"})
_DOMESTIC = _AT_HOME | {"army", "presidency", "monarchy", "president", "prime_minister", "police_person"}
# People who are where they are as strangers.
STRANGERS = frozenset({"refugee", "companies", "prisoner", "journalist", "businessman"})
# Roles that only stand for somebody against the state itself: they need no other sign that all is domestic.
_OPPOSED = frozenset({"protesters", "protester", "opposition"})
_VAGUE = frozenset({"public", "population", "militants"})
_PLACED = ("in", "from", "at")
# Words between a role and the place it is in: "police convoy in western Afghanistan".
_NEAR = 3
_STATE_CODE = 3


def settle(chunks: Sequence[Chunk], office: Office, is_state: Callable[[str], bool]) -> None:
    """Give roles without a state the one they are in, else the only one that the sentence is about."""
    open_roles = [place for place, chunk in enumerate(chunks) if _is_open(chunk)]
    for place in open_roles:
        states = _placed(chunks, place) or _coordinated(chunks, place)
        if states:
            _fill(chunks[place], states, office)
    open_roles = [place for place in open_roles if _is_open(chunks[place])]
    named = {_state(party.actor) for chunk in chunks for party in chunk.parties}
    if open_roles and all(state is not None and is_state(state) for state in named):
        _settle_at_home([chunks[place] for place in open_roles], chunks, office)


def is_placed(chunks: Sequence[Chunk], place: int) -> bool:
    """Tell whether a role is told by the place or the role that follow it, so that none named before is meant."""
    joined = any(chunk.is_marker("conjunction") for chunk in chunks[place + 1 : place + 2])
    return joined or bool(_placed(chunks, place))


def _role(chunk: Chunk) -> Role | None:
    return chunk.entry.value if chunk.entry is not None and isinstance(chunk.entry.value, Role) else None


def _is_open(chunk: Chunk) -> bool:
    return chunk.kind == "role" and not chunk.parties


def _fill(chunk: Chunk, states: Sequence[Party], office: Office) -> None:
    chunk.kind = "actor"
    chunk.parties = [office(chunk, state) for state in states]
    for party in chunk.parties:
        party.first, party.last, party.understood = chunk.first, chunk.last, True


def _placed(chunks: Sequence[Chunk], place: int) -> list[Party]:
    """Find the state or city that a role is in."""
    role = _role(chunks[place])
    if role is None or role.key in STRANGERS or not (role.suffix or role.key in _AT_HOME):
        return []
    inside = False
    for chunk in chunks[place + 1 : place + 2 + _NEAR]:
        if chunk.kind in ("actor", "place") and chunk.parties:
            fits = chunk.preposition in _PLACED or (inside and chunk.preposition in ("", "of"))
            return [party for party in chunk.parties if _state(party.actor)] if fits else []
        if chunk.kind not in ("noun", "adjective", "item") or (chunk.preposition and chunk.preposition not in _PLACED):
            return []
        inside = inside or chunk.preposition in _PLACED
        if chunk.kind == "adjective":
            return [party for party in chunk.parties if _state(party.actor)] if inside else []
    return []


def _coordinated(chunks: Sequence[Chunk], place: int) -> list[Party]:
    """Give a role the state of the one it is coordinated with: "the government and people of Sudan"."""
    if place + 2 >= len(chunks) or not chunks[place + 1].is_marker("conjunction"):
        return []
    other = chunks[place + 2]
    bases = [_state(party.actor) for party in other.parties if party.role]
    return [Party(base, None, other.first, other.last) for base in bases if base] if other.kind == "actor" else []


def _state(actor: str) -> str | None:
    base, _, _ = actor.partition("_")
    return base if len(base) == _STATE_CODE and base.isupper() else None


def _settle_at_home(roles: Sequence[Chunk], chunks: Sequence[Chunk], office: Office) -> None:
    """Where a sentence is about one country alone, its police, opposition or government are that country's."""
    parties = [party for chunk in chunks if chunk.kind != "predicate" for party in chunk.parties]
    states = {_state(party.actor) for party in parties}
    if len(states) != 1 or None in states:
        return
    bodies = any(party.role or party.people or "_" in party.actor for party in parties)
    home = Party(next(iter(states)) or "", None, roles[0].first, roles[0].last)
    for chunk in roles:
        role = _role(chunk)
        if role is None or role.key in STRANGERS or chunk.word in _VAGUE:
            continue
        if role.key in _OPPOSED or (bodies and (role.key in _DOMESTIC or role.suffix)):
            _fill(chunk, [home], office)
