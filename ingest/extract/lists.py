"""Lists of actors, things and places: «إيران وروسيا», «من اليمن، والهند», "Iran, Russia and China"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.chunks import Chunk
from ingest.language.tokens import Token


def joined(chunks: list[Chunk], tokens: Sequence[Token], *, arabic: bool) -> list[Chunk]:
    """Join actors that one conjunction or list binds («إيران وروسيا», "Iran, Russia and China").

    Those in brackets behind an actor only say who he is: «مجموعة 5+1 (فرنسا، …)».
    """
    out: list[Chunk] = []
    place = 0
    while place < len(chunks):
        chunk = chunks[place]
        bracketed = chunk.kind == "actor" and chunk.first > 0 and tokens[chunk.first - 1].text in ("(", "[")
        if bracketed and any(other.kind == "actor" for other in out[-2:]):
            chunk.taken = True
        head = None if bracketed else _head(out, chunks, place, arabic=arabic)
        if head is not None:
            named = {party.actor for party in head.parties}
            head.parties = head.parties + [p for p in chunk.parties if p.actor.removesuffix("_CIV") not in named]
            head.items += chunk.items
            head.last = chunk.last
            del out[out.index(head) + 1 :]
        else:
            out.append(chunk)
        place += 1
    return out


def _head(out: list[Chunk], chunks: list[Chunk], place: int, *, arabic: bool) -> Chunk | None:
    """Give the chunk that this one goes on from, None where it stands by itself."""
    chunk = chunks[place]
    if chunk.kind not in ("actor", "item", "place") or not out:
        return None
    head = len(out) - 1
    if chunk.conjoined and head > 0 and out[head].is_marker("comma") and not _acts_next(chunks, place):
        # «من اليمن، والهند، وفيتنام»
        head -= 1
    if not chunk.conjoined:
        while head > 0 and (out[head].is_marker("conjunction", "comma")):
            head -= 1
        if head == len(out) - 1:
            return None
        listed = any(part.is_marker("conjunction") for part in out[head + 1 :])
        listed = listed or (head == 0 and not arabic and acts(chunks, place + 1))
        if not listed and not _goes_on(chunks, place):
            return None
    before = out[head]
    if before.kind != chunk.kind or before.possessive:
        return None
    if chunk.preposition and chunk.preposition != before.preposition:
        return None
    return before


def _goes_on(chunks: list[Chunk], place: int) -> bool:
    """Tell whether a comma belongs to a list, which ends in a conjunction."""
    kind = chunks[place].kind
    for ahead, chunk in enumerate(chunks[place + 1 :], start=place + 1):
        if chunk.kind == kind and chunk.conjoined:
            return True
        if chunk.is_marker("conjunction"):
            return any(other.kind == kind for other in chunks[ahead + 1 : ahead + 2])
        if chunk.kind != kind and not chunk.is_marker("comma"):
            return False
    return False


def _acts_next(chunks: list[Chunk], place: int) -> bool:
    """Tell whether a verb follows, so that an actor after a comma begins a clause: «، والصين تهدد»."""
    after = chunks[place + 1 : place + 2]
    return any(
        (chunk.predicate is not None and chunk.predicate.pos == "verb")
        or chunk.is_marker("auxiliary", "negation", "future", "modal", "relative")
        for chunk in after
    )


def acts(chunks: list[Chunk], place: int) -> bool:
    """Tell whether a verb in its plural form stands there, as in the headline "Russia, Iran sign …"."""
    chunk = chunks[place] if place < len(chunks) else None
    return chunk is not None and chunk.predicate is not None and chunk.entry is not None and chunk.entry.tense == "base"
