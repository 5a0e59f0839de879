"""Stance: how sure an act is, and who says so.

The five values are ordered by how far they are from fact; what governs an act can only move it away from fact, never
towards it. Attribution alone changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Factuality
from ingest.extract.act import Act, doers, is_aim, is_verb
from ingest.extract.chunks import Chunk, Party
from ingest.extract.clauses import Clause
from ingest.lexicon.entries import Effect

_DISTANCE: dict[str, int] = {"actual": 0, "planned": 1, "possible": 2, "conditional": 3, "denied": 4, "none": 5}
# A negation or modal word governs the verb that follows it within this many chunks («لم [بعد] ترسل»).
_REACH = 3
# What is awaited is told as no fact: "until Turkey ends its operation".
_NOBODY = frozenset({"nothing", "nobody", "none"})
_NOT_YET = "until"


@dataclass(frozen=True, slots=True)
class Stance:
    """What becomes of an act: `effect` "none" means that nothing is claimed; `speakers` outermost first."""

    effect: Effect
    speakers: tuple[Party, ...]

    @property
    def factuality(self) -> Factuality:
        """The factuality to claim; only to be asked where something is claimed."""
        if self.effect == "none":
            raise ValueError("nothing is claimed")
        return self.effect


def stance(act: Act) -> Stance:
    """Follow an act outwards through what governs it and the clauses it stands in."""
    effect: Effect = own_effect(act)
    speakers: list[Party] = _attributed(act.clause)
    node: Act | None = act
    counts = True
    overruled = act.light() if act.predicate.under and act.frame != act.predicate.frame else None
    held_out = overruled is not None
    while node is not None:
        if counts and not (held_out and node.clause.kind == "consequence"):
            effect = "none" if _held_against(effect, node) else _further(effect, _of_clause(node.clause))
            if effect == "planned" and node.clause.conditioned:
                effect = "conditional"
        governor = node.governor
        if governor is None:
            governor = node.outer
            counts = counts and node.outer_counts
        if governor is None:
            break
        content = governor.predicate.content
        if content is not None:
            if counts and overruled is None and _reaches(governor, node):
                effect = _further(effect, content.effect)
            if content.speaks:
                speakers = [*_said_by(governor), *speakers]
        if overruled is governor:
            overruled = None
        if counts and overruled is None:
            effect = _further(effect, _light_effect(governor))
        if governor.clause is not node.clause:
            speakers = [*_attributed(governor.clause), *speakers]
        node = governor
    return Stance(effect, _distinct(speakers))


def _held_against(effect: Effect, node: Act) -> bool:
    """What somebody must not fail to do is no denial: "if Serbia does not withdraw from Kosovo"."""
    return effect == "denied" and node.clause.kind == "conditional" and node.predicate.language == "en"


def _reaches(governor: Act, node: Act) -> bool:
    """A denial of somebody else's accusation denies what was alleged, not that it was alleged."""
    if node.is_answered:
        return False
    denies = governor.predicate.content is not None and governor.predicate.content.effect == "denied"
    inner = node.predicate.content
    if not denies or inner is None or not inner.speaks:
        return True
    return {party.actor for party in doers(node)} == {party.actor for party in doers(governor)}


def own_effect(act: Act) -> Effect:
    """Give what the words around a predicate make of it: negation, modals, tense."""
    if act.composed:
        return "actual"
    if act.predicate.pos == "noun":
        marked = _marked_noun(act)
        if marked != "actual":
            return marked
        if act.told_by is not None:
            return own_effect(act.told_by)
        aim = act.chunk.preposition == "ل" and act.governor is None and act.subject is not None
        return "planned" if aim else "actual"
    effect: Effect = "planned" if act.chunk.future else "actual"
    members = act.clause.members
    here = members.index(act.chunk)
    if is_aim(act):
        return _further("planned", _of_aim(members, here, act))
    if act.predicate.language == "en" and any(chunk.word in _NOBODY for chunk in members[here + 1 : here + 2]):
        return "denied"
    return _further(effect, _marked(members, here, act))


def _of_aim(members: list[Chunk], here: int, act: Act) -> Effect:
    """Give what becomes of an aim with the verb that has it: "will not go to Moscow to meet …"."""
    verb = next((place for place in reversed(range(here)) if is_verb(members[place])), None)
    negated = any(chunk.is_marker("negation") for chunk in members[:here])
    effect = _marked(members, verb, act) if verb is not None else "denied" if negated else "actual"
    return "none" if effect == "denied" else effect


def _marked(members: list[Chunk], here: int, act: Act) -> Effect:
    """Give what the markers close before a place say."""
    effect: Effect = "actual"
    for chunk in reversed(members[max(0, here - _REACH) : here]):
        if chunk.predicate is not None or chunk.is_marker("comma", "complement", "relative", "colon"):
            break
        marker = chunk.marker
        if marker is not None and marker.effect is not None and _applies(chunk, act):
            effect = _further(effect, marker.effect)
    return effect


def _marked_noun(act: Act) -> Effect:
    """Give what a word at once before an event noun makes of it: "no", «عدم», «على وشك»."""
    members = act.clause.members
    here = members.index(act.chunk)
    while (
        act.predicate.language == "en" and here > 1 and members[here - 1].kind == "noun" and not members[here - 1].path
    ):
        here -= 1
    marker = members[here - 1].marker if here else None
    if marker is None or marker.kind not in ("negation", "modal", "future") or marker.effect is None:
        return "actual"
    return marker.effect


def _applies(chunk: Chunk, act: Act) -> bool:
    """«قد» hedges an imperfect only."""
    marker = chunk.marker
    entry = act.chunk.entry
    if marker is not None and marker.value == "imperfect":
        return entry is not None and entry.tense == "impf"
    return True


def _light_effect(governor: Act) -> Effect:
    if governor.predicate.frame is None or governor.predicate.light:
        return own_effect(governor)
    return "actual"


def _of_clause(clause: Clause) -> Effect:
    if clause.kind in ("conditional", "consequence"):
        return "conditional"
    if clause.opener is not None and clause.opener.word == _NOT_YET:
        return "none"
    return "planned" if clause.kind == "purpose" else "actual"


def _said_by(governor: Act) -> list[Party]:
    return [*(doers(governor) or (governor.subject.parties if governor.subject else [])), *governor.parties("speaker")]


def _attributed(clause: Clause) -> list[Party]:
    found: list[Party] = []
    node: Clause | None = clause
    while node is not None:
        found = [*(party for chunk in node.attributed for party in chunk.parties), *found]
        node = node.parent if node.governor is None else None
    return found


def _further(one: Effect, other: Effect) -> Effect:
    return one if _DISTANCE[one] >= _DISTANCE[other] else other


def _distinct(speakers: list[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in speakers:
        found.setdefault(party.actor, party)
    return tuple(found.values())
