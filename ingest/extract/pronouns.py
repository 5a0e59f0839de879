"""Whom English pronouns mean within a sentence: "Israel said it had …", "for its support of …", "threatened it …"."""

from __future__ import annotations

from ingest.extract.act import Act, doers, is_verb, understood
from ingest.extract.chunks import Chunk, Party
from ingest.extract.surroundings import Surroundings

_OBJECTS = frozenset({"it", "them", "him"})
_OWNERS = frozenset({"its", "their", "his"})
_STATE_CODE = 3
# Prepositions by which a deed is laid at the door of whoever the verb is aimed at: "sanctioned Iran over its …".
_GROUNDS = frozenset({"for", "over", "about", "because", "after"})


def object_of(act: Act, around: Surroundings) -> Chunk | None:
    """Give whom "it" or "them" right after a verb means: another than its subject, of the clause around it first."""
    following = around.following(act)[:1]
    if not following or following[0].word not in _OBJECTS or following[0].kind != "noun":
        return None
    subject = {party.actor for party in (act.subject.parties if act.subject else [])}
    governor = act.governor
    near = [chunk for chunk in reversed(around.everything_before(act)) if chunk.kind == "actor" and not chunk.taken]
    spoken = [governor.subject] if governor is not None and governor.subject is not None else []
    for chunk in spoken + near:
        rest = [party for party in chunk.parties if party.actor not in subject]
        if rest and _agrees(following[0].word, rest):
            return understood(following[0], rest)
    return None


def _agrees(pronoun: str, parties: list[Party]) -> bool:
    """ "Them" are several, or people; "him" is somebody by name or office."""
    if pronoun == "him":
        return any(party.via is not None or party.role for party in parties)
    several = len(parties) > 1 or any(
        party.people or party.role or len(party.actor) != _STATE_CODE for party in parties
    )
    return several if pronoun == "them" else True


def _blamed(word: Chunk, verb: Act, around: Surroundings) -> Chunk | None:
    """Give whose deed is the ground of what is done: the target, else who is named between."""
    if verb.parties("target"):
        return understood(word, verb.parties("target"))
    subject = {party.actor for party in (verb.subject.parties if verb.subject else [])}
    between = [
        chunk for chunk in around.following(verb) if chunk.place < word.place and chunk.kind in ("actor", "place")
    ]
    rest = [party for chunk in between[-1:] for party in _others(chunk.parties, subject)]
    return understood(word, rest) if rest else None


def _others(parties: list[Party], subject: set[str]) -> list[Party]:
    return [party for party in parties if party.actor not in subject]


def owner(act: Act, around: Surroundings) -> Chunk | None:
    """Give whom "its" before an event noun means: whoever is blamed or thanked for the deed, else the subject."""
    members = act.clause.members
    here = members.index(act.chunk)
    word = next((chunk for chunk in reversed(members[max(0, here - 2) : here]) if chunk.word in _OWNERS), None)
    if word is None or word.kind != "noun":
        return None
    verb = next(
        (around.by_place[chunk.place] for chunk in reversed(around.everything_before(act)) if is_verb(chunk)), None
    )
    if verb is None:
        return None
    if word.path and word.path[0] in _GROUNDS:
        return _blamed(word, verb, around)
    parties = list(verb.subject.parties) if verb.subject is not None else doers(verb)
    return understood(word, parties) if parties else None
