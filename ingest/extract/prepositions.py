"""Roles that a preposition marks, also through the plain nouns between («على مواقع تابعة لحزب الله»)."""

from __future__ import annotations

from ingest.extract.act import Act, doers
from ingest.extract.chunks import Chunk
from ingest.extract.surroundings import Surroundings

# Words between an event noun and the preposition that belongs to it; further off, another noun has it.
_NOUN_REACH = 12
# Chunks after a word among which the noun that it asks for stands.
_REACH = 4
# Tokens that "of" and its article take.
_OF_REACH = 3
_PROCLITICS = frozenset({"ب", "ل"})
# «بناء» itself has four letters; a noun below a proclitic is hardly shorter than three.
_SHORTEST_REVEALED = 4


def fill(act: Act, around: Surroundings) -> None:
    """Fill the roles whose slots are prepositions; a chunk goes to the nearest act that has its slot."""
    slots = act.predicate.slots
    issued = act.predicate.pos == "noun" and act.predicate.content is not None and act.predicate.content.speaks
    for chunk in around.following(act):
        if chunk.taken:
            continue
        other = chunk.predicate
        if other is not None and other.pos == "verb":
            if issued:
                issued = False
            elif around.by_place[chunk.place].tells is not act:
                break
        if chunk.kind not in ("actor", "place", "item", "adjective", "pronoun") or not chunk.path:
            continue
        if act.predicate.pos != "verb" and chunk.first - act.chunk.last > _NOUN_REACH:
            break
        slot = around.slot(chunk, slots)
        if slot is None and not around.arabic and chunk.path == ("of",) and (role := _belongs(act, chunk)):
            act.add(role, chunk)
            continue
        if around.arabic and chunk.kind == "adjective" and slot not in chunk.path[:1]:
            continue
        if slot is None or around.belongs_nearer(act, chunk, slot):
            continue
        if around.arabic and slot == "مع" and chunk.kind in ("actor", "place") and not chunk.preposition:
            # «مع بروز داعش» is no company of its own.
            continue
        role = slots.get(slot, "source" if slot in ("agent", "by") else "")
        if chunk.kind == "item":
            if role == "item":
                act.add("item", chunk)
        elif role and role not in ("topic", "content") and not (act.roles.get(role) and role == "target"):
            act.add(role, chunk)
        elif role == "topic":
            act.add("topic", chunk)


def _belongs(act: Act, chunk: Chunk) -> str:
    """Tell what "of" names right after a noun: its target where the doer is known, else as a possessor would be."""
    if act.predicate.pos != "noun" or not chunk.parties or chunk.first - act.chunk.last > _OF_REACH:
        return ""
    if doers(act):
        return "target" if "target" in act.predicate.slots.values() and not act.parties("target") else ""
    role = act.predicate.slots.get("gen", "").partition("|")[0]
    return role if role in ("source", "both") and not act.parties(role) else ""


def reveal(act: Act) -> bool:
    """Read «ببناء» as «ب» and a noun after a word that asks for «ب»; alone, an unknown word keeps its first letter."""
    asked = {*act.predicate.slots, *(act.predicate.content.slots if act.predicate.content else ())} & _PROCLITICS
    members = act.clause.members
    here = members.index(act.chunk)
    for chunk in members[here + 1 : here + 1 + _REACH] if asked else ():
        if chunk.kind == "predicate" or (chunk.marker is not None and not chunk.is_marker("quote")):
            return False
        if chunk.preposition in asked:
            return False
        letter = chunk.word[:1]
        if chunk.kind == "noun" and not chunk.preposition and letter in asked and len(chunk.word) >= _SHORTEST_REVEALED:
            chunk.preposition = letter
            return True
    return False
