"""One predicate with its parties, and who does it when it names nobody itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.extract.chunks import Chunk, Party
from ingest.extract.clauses import Clause
from ingest.lexicon.entries import Predicate


@dataclass(slots=True, eq=False)
class Act:
    """One predicate in its clause. `roles` hold chunks by role; `governor` is the act whose content it is.

    `tells` is the event noun before a participle that tells of it: "sanctions imposed by …", "talks were held".
    """

    chunk: Chunk
    predicate: Predicate
    clause: Clause
    governor: Act | None = None
    outer: Act | None = None
    outer_counts: bool = True
    told_by: Act | None = None
    tells: Act | None = None
    roles: dict[str, list[Chunk]] = field(default_factory=dict)
    subject: Chunk | None = None
    passive: bool = False
    composed: str | None = None
    silent: bool = False
    item: str | None = None

    @property
    def frame(self) -> str | None:
        """The frame claimed: its own, or the one it has together with what governs it or what it governs."""
        if self.composed:
            return self.composed
        if self.predicate.under:
            light = self.light()
            if light is not None and light.predicate.light in self.predicate.under:
                return self.predicate.under[light.predicate.light]
        return self.predicate.frame

    def light(self) -> Act | None:
        """Give the light word that governs it, directly or through words that only pass their content on.

        Of several in a row («ready to hold talks») the one below which it has a frame of its own, else the nearest.
        """
        governor = self.governor
        nearest: Act | None = None
        while governor is not None:
            if governor.predicate.light in self.predicate.under:
                return governor
            nearest = nearest or (governor if governor.predicate.light else None)
            if governor.predicate.frame or (governor.predicate.content and governor.predicate.content.speaks):
                break
            governor = governor.governor
        return nearest

    @property
    def is_answered(self) -> bool:
        """Whether it is said by one and turned down by another: "Cuba rejected Mali's demand"; then it was said."""
        governor = self.governor
        if governor is None or self.predicate.language != "en" or self.predicate.pos != "noun":
            return False
        if governor.predicate.content is None or governor.predicate.content.effect not in ("none", "denied"):
            return False
        own = {party.actor for party in self.parties("source")}
        return bool(own) and self.predicate.content is not None and own.isdisjoint(p.actor for p in doers(governor))

    @property
    def governed_by_noun(self) -> bool:
        """Tell whether what governs it is a noun, whose doer may be anybody."""
        return self.governor is not None and self.governor.predicate.pos == "noun"

    def parties(self, role: str) -> list[Party]:
        """Give the parties that fill a role."""
        return [party for chunk in self.roles.get(role, ()) for party in chunk.parties]

    def add(self, role: str, chunk: Chunk) -> None:
        """Fill a role with a further chunk."""
        held = self.roles.setdefault(role, [])
        if chunk not in held:
            held.append(chunk)


def give(act: Act, role: str, chunk: Chunk) -> None:
    """Let a chunk fill a role, if it is of the kind that the role takes."""
    if not role or role == "content":
        return
    if (role == "item") == (chunk.item is None):
        return
    act.add(role, chunk)


def set_subject(act: Act, chunk: Chunk | None) -> None:
    """Set who does a predicate, and fill the role that its subject has."""
    if chunk is None:
        return
    act.subject = chunk
    role = act.predicate.slots.get("subj")
    if role and role != "content":
        give(act, role, chunk)


def doers(act: Act) -> list[Party]:
    """Give who does an act: its own source, else the party that what governs it makes responsible."""
    own = act.parties("source")
    if own or (act.predicate.slots.get("subj") == "source" and act.subject is not None):
        return own
    light = act.light()
    among = sum(len(chunk.parties) for chunk in act.roles.get("both", ()) if not is_partner(chunk)) > 1
    brokered = light is not None and light.predicate.light == "broker" and act.predicate.language == "en"
    if act.passive or (among and not brokered):
        return []
    return _controlled(act)


def _controlled(act: Act) -> list[Party]:
    if act.governor is None and act.subject is not None:
        return list(act.subject.parties)
    node = act
    while node.governor is not None:
        governor = node.governor
        content = governor.predicate.content
        which = content.subject if content else ("subj" if governor.predicate.light else "")
        if governor.predicate.light == "undergo":
            return governor.parties("source")
        if which in ("obj", "target"):
            return governor.parties("target") or denier(governor)
        if not which and not governor.predicate.light:
            return []
        joint = governor.parties("both")
        if governor.subject is not None and not governor.tells:
            return [*governor.subject.parties, *joint]
        if governor.parties("source") or joint:
            return [*governor.parties("source"), *joint]
        node = governor
    return []


def denier(accusation: Act) -> list[Party]:
    """Give who denies an accusation, and so is the accused where the accusation names nobody."""
    governor = accusation.governor
    content = governor.predicate.content if governor else None
    if governor is not None and accusation.is_answered:
        return doers(governor)
    if governor is not None and content is not None and content.effect == "denied":
        return list(governor.subject.parties) if governor.subject else governor.parties("source")
    return []


def can_be_subject(chunk: Chunk) -> bool:
    """Tell whether a chunk can be a subject: an actor that no preposition, possessor or attribution holds."""
    return chunk.kind in ("actor", "place") and chunk.bare and not (chunk.taken or chunk.possessive or chunk.genitive)


def is_partner(chunk: Chunk) -> bool:
    """Tell whether a chunk names those with whom somebody acts, who do not thereby act with one another."""
    return chunk.preposition in ("مع", "with")


def is_verb(chunk: Chunk) -> bool:
    """Tell whether a chunk is a verb."""
    return chunk.predicate is not None and chunk.predicate.pos == "verb"


def is_aim(act: Act) -> bool:
    """Tell whether an English verb names what something is done for: "summoned the envoy [to complain]"."""
    members = act.clause.members
    here = members.index(act.chunk)
    governed = act.governor is not None and act.governor.clause is act.clause
    after_to = here > 0 and members[here - 1].is_marker("infinitive")
    return act.predicate.language == "en" and is_verb(act.chunk) and after_to and not governed


def understood(chunk: Chunk, parties: list[Party]) -> Chunk:
    """Give a chunk that stands for parties named elsewhere."""
    return Chunk(
        "actor",
        chunk.first,
        chunk.last,
        place=chunk.place,
        parties=[Party(p.actor, p.via, p.first, p.last, understood=True, role=p.role) for p in parties],
    )
