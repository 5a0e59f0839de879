"""Acts: each predicate of a sentence with its parties, found by valency inside its clause.

Roles are filled from the predicate's own slots first, then from what governs it: control («بدأت روسيا في استخدام»),
light verbs («شنّ هجوماً»), the party accused or threatened. A reading that leaves source or target open claims nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.extract.chunks import Chunk, Party, hang
from ingest.extract.clauses import BACKGROUND, Clause, Clauses
from ingest.extract.senses import choose
from ingest.lexicon.entries import Predicate, Reference

# Words between a noun and the genitive or nationality that belongs to it («قصف [الجيش] الروسي»).
_NEAR = 3
_PROCLITICS = frozenset({"ب", "ل"})
# «بناء» itself has four letters; a noun below a proclitic is hardly shorter than three.
_SHORTEST_REVEALED = 4
# Prepositions that make an event noun the aim or the means of what the clause's subject does.
_AIMS = frozenset({"ل", "ب"})
# Chunks after a verb among which its object stands; further off, the adjective describes something else.
_DESCRIBED_REACH = 4
# Words between an event noun and the preposition that belongs to it; further off, another noun has it.
_NOUN_REACH = 12
_POSSESSIVE_LINKS = frozenset({"ل", "في", "من", "بين", "of", "in", "between"})
_FIRST_PERSON = 1


@dataclass(slots=True)
class Act:
    """One predicate in its clause. `roles` hold chunks by role; `governor` is the act whose content it is."""

    chunk: Chunk
    predicate: Predicate
    clause: Clause
    governor: Act | None = None
    outer: Act | None = None
    outer_counts: bool = True
    told_by: Act | None = None
    roles: dict[str, list[Chunk]] = field(default_factory=dict)
    subject: Chunk | None = None
    passive: bool = False
    item: str | None = None

    @property
    def frame(self) -> str | None:
        """The frame claimed: its own, or the one it has under the light word that governs it."""
        if self.predicate.under:
            light = self.light()
            if light is not None and light.predicate.light in self.predicate.under:
                return self.predicate.under[light.predicate.light]
        return self.predicate.frame

    def light(self) -> Act | None:
        """Give the light word that governs it, directly or through words that only pass their content on."""
        governor = self.governor
        while governor is not None:
            if governor.predicate.light:
                return governor
            if governor.predicate.frame or (governor.predicate.content and governor.predicate.content.speaks):
                return None
            governor = governor.governor
        return None

    def parties(self, role: str) -> list[Party]:
        """Give the parties that fill a role."""
        return [party for chunk in self.roles.get(role, ()) for party in chunk.parties]

    def add(self, role: str, chunk: Chunk) -> None:
        """Fill a role with a further chunk."""
        held = self.roles.setdefault(role, [])
        if chunk not in held:
            held.append(chunk)


class Acts:
    """All acts of one sentence, governed and with their own slots filled."""

    def __init__(self, clauses: Clauses, *, arabic: bool) -> None:
        self._clauses = clauses
        self._arabic = arabic
        choose(clauses)
        self.all = [
            Act(member, member.predicate, clause)
            for clause in clauses.all
            for member in clause.members
            if member.predicate is not None
        ]
        self.all.sort(key=lambda act: act.chunk.place)
        if arabic and any([_reveal(act) for act in self.all]):
            hang([chunk for clause in clauses.all for chunk in clause.members])
        self._by_place = {act.chunk.place: act for act in self.all}
        for act in self.all:
            act.governor = self._governor(act)
        for act in reversed(self.all):
            if act.predicate.pos != "verb":
                self._fill_noun(act)
        for act in self.all:
            if act.predicate.pos == "verb":
                self._fill_verb(act)
        for act in reversed(self.all):
            self._fill_prepositions(act)
        for act in self.all:
            self._outer(act)
            self._speaks_of_itself(act)
            self._told_by(act)

    def first_named(self, act: Act) -> list[Party]:
        """Give the parties of the first bare actor in the clause that an act governs."""
        for clause in self._clauses.all:
            if clause.governor is act.chunk:
                named = next((chunk for chunk in clause.members if _can_be_subject(chunk)), None)
                return list(named.parties) if named is not None else []
        return []

    def _governor(self, act: Act) -> Act | None:
        members = act.clause.members
        here = members.index(act.chunk)
        for member in reversed(members[:here]):
            if member.predicate is not None and self._governs(self._by_place[member.place], act):
                return self._by_place[member.place]
            if member.is_marker("comma") and self._arabic and act.predicate.pos == "verb":
                break
        return self._of_clause(act.clause)

    def _of_clause(self, clause: Clause) -> Act | None:
        if clause.governor is not None:
            return self._by_place.get(clause.governor.place)
        return None

    def _governs(self, governor: Act, act: Act) -> bool:
        predicate, chunk = governor.predicate, act.chunk
        between = act.clause.members[
            act.clause.members.index(governor.chunk) + 1 : act.clause.members.index(chunk)
        ]
        slots = set(predicate.content.slots) if predicate.content else set()
        if predicate.light:
            slots |= {slot for slot, role in predicate.slots.items() if role == "content"} or {"obj"}
        if act.predicate.pos == "verb":
            if chunk.preposition and chunk.preposition in slots:
                return True
            if "comp" not in slots and "obj" not in slots:
                return False
            if any(part.is_marker("infinitive") for part in between[-1:]):
                return "comp" in slots
            if not self._arabic:
                gerund = act.chunk.entry is not None and act.chunk.entry.tense == "ing"
                return gerund and not between and bool(slots & {"obj", "comp"})
            linked = not any(part.is_marker("comma", "conjunction") or part.predicate for part in between)
            return linked and not chunk.conjoined and act.chunk.entry is not None and (
                act.chunk.entry.tense == "impf" and "obj" in slots
            )
        if chunk.path:
            return any(preposition in slots for preposition in chunk.path)
        if chunk.conjoined:
            return False
        adjacent = all(part.kind in ("noun", "adjective", "number", "mark", "role") or part.is_marker("quote") for part in between)
        if predicate.pos != "verb":
            return "gen" in slots and adjacent
        return "obj" in slots and not any(part.predicate for part in between)

    def _told_by(self, act: Act) -> None:
        """Let a light verb that tells of an event noun fill its roles: «الهجمات التي شنتها روسيا على أوكرانيا»."""
        light = self._light_after(act) if act.predicate.pos == "noun" and act.frame else None
        if light is None:
            return
        act.told_by = light
        if not act.parties("source") and light.subject is not None:
            self._give(act, "source", light.subject)
        for chunk in self._following(light):
            slot = self._slot(chunk, act.predicate.slots) if chunk.path and not chunk.taken else None
            role = act.predicate.slots.get(slot or "", "")
            if role in ("target", "both") and not act.roles.get(role):
                self._give(act, role, chunk)

    def _light_after(self, act: Act) -> Act | None:
        for clause in self._clauses.all:
            if clause.kind == "relative" and clause.antecedent is act.chunk:
                verbs = [self._by_place[part.place] for part in clause.members if _is_verb(part)]
                return verbs[0] if verbs and verbs[0].predicate.light else None
        for chunk in self._following(act)[:_NEAR]:
            if _is_verb(chunk):
                light = self._by_place[chunk.place]
                return light if chunk.pronoun and light.predicate.light and not chunk.conjoined else None
            if chunk.kind not in ("noun", "adjective"):
                return None
        return None

    def _outer(self, act: Act) -> None:
        """Find what governs the clause around an act that nothing governs inside its clause."""
        clause: Clause | None = act.clause
        while clause is not None:
            if clause.kind in BACKGROUND:
                act.outer_counts = False
            if clause.kind == "conditional" and clause.parent is not None and act.outer_counts:
                for other in self.all:
                    content = other.predicate.content
                    if other.clause is clause.parent and other.predicate.frame and content and content.speaks:
                        act.outer = other
                        return
            if clause.governor is not None and clause is not act.clause:
                act.outer = self._by_place.get(clause.governor.place)
                return
            clause = clause.parent

    def _speaks_of_itself(self, act: Act) -> None:
        """Let «نحن» and a first person verb mean whoever the clause is attributed to."""
        if act.subject is not None:
            return
        entry = act.chunk.entry
        members = act.clause.members
        we = any(
            isinstance(part.entry.value, Reference) and part.entry.value.antecedent == "speaker"
            for part in members[: members.index(act.chunk)]
            if part.entry is not None
        ) or any(part.is_marker("auxiliary") and part.marker.value == "we" for part in members if part.marker)
        if not we and not (entry is not None and entry.person == _FIRST_PERSON):
            return
        speaker = act.governor or act.outer
        if speaker is not None:
            parties = speaker.parties("source") or (speaker.subject.parties if speaker.subject else [])
            if parties:
                self._subject(act, _understood(act.chunk, parties))

    # -- nouns and adjectives

    def _fill_noun(self, act: Act) -> None:
        if act.predicate.pos == "adjective":
            subject = self._described(act) or self._before(act) or self._antecedent(act) or self._after(act, limit=2)
            self._subject(act, subject)
            following = self._following(act)[:1]
            if "gen" in act.predicate.slots and following and _can_be_subject(following[0]):
                self._give(act, act.predicate.slots["gen"], following[0])
            return
        if self._arabic:
            self._arabic_genitives(act)
        else:
            self._english_genitives(act)
        if act.governor is None and act.chunk.preposition in _AIMS and not act.parties("source"):
            act.subject = self._doer_before(act)

    def _doer_before(self, act: Act) -> Chunk | None:
        """Find who does an act named as aim or means of what the clause tells: «أطلقت تركيا حملة لقصف …»."""
        members = act.clause.members
        before = members[: members.index(act.chunk)]
        for chunk in reversed(before):
            if chunk.predicate is not None and chunk.predicate.pos == "verb":
                return self._before(act)
            if _can_be_subject(chunk) and chunk.kind == "actor":
                return _understood(chunk, chunk.parties)
        return None

    def _described(self, act: Act) -> Chunk | None:
        """Find whom an adjective describes that follows him at once: «الحوثيون المتحالفون مع»."""
        members = act.clause.members
        here = members.index(act.chunk)
        before = members[here - 1] if here else None
        if before is None or before.kind != "actor" or before.possessive or before.last != act.chunk.first:
            return None
        return before.last_party() if act.chunk.number == "sg" else before

    def _arabic_genitives(self, act: Act) -> None:
        bare: list[Chunk] = []
        for chunk in self._following(act):
            if chunk.first - act.chunk.last > _NEAR and not bare:
                break
            if chunk.kind == "adjective" and not chunk.preposition and not bare:
                self._nationality(act, chunk)
            elif chunk.kind in ("actor", "place") and chunk.bare:
                bare.append(chunk)
            elif chunk.kind == "item" and chunk.bare:
                act.add("item", chunk)
            elif chunk.kind == "predicate" or chunk.marker is not None and not chunk.is_marker("quote"):
                break
        if act.chunk.pronoun and not act.parties("source") and "gen" in act.predicate.slots:
            owner = self._owner(act)
            if owner is not None:
                self._give(act, "source", owner)
        self._genitives(act, bare)

    def _genitives(self, act: Act, bare: list[Chunk]) -> None:
        slots = act.predicate.slots
        if len(bare) > 1 and "obj" in slots:
            self._give(act, "source", bare[0])
            self._give(act, slots["obj"], bare[1])
        elif bare and "gen" in slots:
            self._give(act, self._which(act, slots["gen"]), bare[0])
        elif bare and act.chunk.pronoun and "obj" in slots:
            self._give(act, slots["obj"], bare[0])

    def _which(self, act: Act, roles: str) -> str:
        """Decide between "source|target" by what is filled already, or will be by a preposition."""
        first, _, second = roles.partition("|")
        if not second:
            return first
        if act.chunk.preposition == "ل" and "target" in (first, second) and not act.parties("target"):
            return "target"
        promised = {role for slot, role in act.predicate.slots.items() if self._hanging(act, slot)}
        filled = {role for role in ("source", "target") if act.parties(role)} | promised
        if first in filled or (act.governor is not None and first == "source" and self._controlled(act)):
            return second
        return first

    def _controlled(self, act: Act) -> bool:
        light = act.light()
        return light is not None and light.chunk.place < act.chunk.place

    def _hanging(self, act: Act, slot: str) -> bool:
        return any(slot in chunk.path and chunk.parties for chunk in self._following(act))

    def _nationality(self, act: Act, chunk: Chunk) -> None:
        role = act.predicate.slots.get("adj")
        if role is None:
            return
        if role == "both" and len(chunk.parties) == 1 and not act.roles.get("both"):
            act.add("both", chunk)
        else:
            self._give(act, self._which(act, role), chunk)

    def _english_genitives(self, act: Act) -> None:
        members = act.clause.members
        here = members.index(act.chunk)
        for chunk in reversed(members[max(0, here - _NEAR - 1) : here]):
            if chunk.kind == "adjective" or (chunk.kind == "actor" and chunk.possessive):
                role = act.predicate.slots.get("adj" if chunk.kind == "adjective" else "gen")
                if role:
                    self._give(act, self._which(act, role), chunk)
            elif chunk.kind == "item":
                self._give(act, "item", chunk)
            elif chunk.kind == "actor" and not chunk.preposition and chunk.last == act.chunk.first:
                role = act.predicate.slots.get("adj")
                if role:
                    self._give(act, self._which(act, role), chunk)
            elif chunk.kind not in ("noun", "number"):
                break

    def _owner(self, act: Act) -> Chunk | None:
        """Find whom «ـها» in «حربها» or "its" means: the clause's subject, else what a relative describes."""
        return self._before(act, any_actor=True) or self._antecedent(act) or self._after_governor(act)

    def _after_governor(self, act: Act) -> Chunk | None:
        governor = act.governor
        return governor.subject if governor is not None else None

    # -- verbs

    def _fill_verb(self, act: Act) -> None:
        act.passive = self._is_passive(act)
        after = self._bare_after(act)
        before = self._before(act)
        slots = act.predicate.slots
        if self._arabic:
            subject, objects = self._arabic_order(act, before, after)
        else:
            subject, objects = before or self._antecedent(act) or self._shared(act), after
        if not objects and not act.passive and not act.chunk.pronoun and slots.get("obj") in ("target", "both"):
            objects = self._described_after(act, subject)
        if act.passive:
            if subject is not None and "obj" in slots:
                self._give(act, slots["obj"], subject)
            act.subject = subject
        else:
            self._subject(act, subject)
            for slot, chunk in zip(("obj", "obj2"), objects, strict=False):
                if slot in slots:
                    self._give(act, slots[slot], chunk)
        self._objects_of_kind(act)
        if act.chunk.pronoun and "obj" in slots and not act.roles.get(slots["obj"]):
            self._pronoun_object(act, slots["obj"])

    def _arabic_order(
        self, act: Act, before: Chunk | None, after: list[Chunk]
    ) -> tuple[Chunk | None, list[Chunk]]:
        if act.chunk.entry is not None and act.chunk.entry.person == _FIRST_PERSON:
            return self._shared(act), after
        if before is not None:
            return before, after
        antecedent = self._antecedent(act)
        if antecedent is not None and antecedent.kind != "actor":
            antecedent = None
        takes_object = act.predicate.slots.get("obj") in ("target", "both")
        if antecedent is not None and not act.chunk.pronoun and (not after or (len(after) == 1 and takes_object)):
            return antecedent, after
        if after and self._is_hidden(act, after):
            return self._shared(act), after
        if after and (_can_be_subject(after[0]) or after[0].kind == "adjective"):
            return after[0], after[1:]
        return self._shared(act), after

    def _is_hidden(self, act: Act, after: list[Chunk]) -> bool:
        """Tell whether the one bare actor after a verb is its object, its subject being hidden in the verb."""
        slots = act.predicate.slots
        if "obj" not in slots or len(after) > 1 or slots["obj"] not in ("target", "both"):
            return False
        if any(self._hanging(act, slot) for slot, role in slots.items() if role in ("target", "both")):
            return False
        if act.chunk.pronoun:
            return False
        return self._shared(act) is not None

    def _is_passive(self, act: Act) -> bool:
        entry = act.chunk.entry
        if entry is None:
            return False
        members = act.clause.members
        here = members.index(act.chunk)
        if not self._arabic:
            if entry.tense != "pp" and not any(
                other.tense == "pp" and other.value is entry.value for other in act.chunk.entries
            ):
                return False
            recent = members[max(0, here - 3) : here]
            if any(part.is_marker("passive") for part in recent):
                return True
            follows = members[here + 1] if here + 1 < len(members) else None
            return follows is not None and follows.preposition == "by"
        if entry.voice == "passive":
            return True
        agent = any("agent" in part.path for part in members[here + 1 :])
        return entry.voice == "either" and agent

    def _bare_after(self, act: Act) -> list[Chunk]:
        found: list[Chunk] = []
        noun: Chunk | None = None
        for chunk in self._following(act):
            owned = self._arabic and noun is not None and noun.last == chunk.first
            noun = chunk if chunk.predicate is not None and chunk.predicate.pos == "noun" else None
            if owned and chunk.kind in ("actor", "place") and chunk.bare:
                continue
            if chunk.predicate is not None and (chunk.predicate.pos == "verb" or not self._arabic):
                break
            if chunk.predicate is not None and chunk.bare and found:
                break
            if chunk.is_marker("infinitive", "complement"):
                break
            if chunk.kind in ("actor", "place") and chunk.bare and not chunk.taken and not chunk.possessive:
                found.append(chunk)
        return found

    def _described_after(self, act: Act, subject: Chunk | None) -> list[Chunk]:
        """Take what belongs to an actor for the actor where none is named: "the Macedonian flag", «مواقع إيرانية»."""
        following = self._following(act)
        if subject in following:
            following = following[following.index(subject) + 1 :]
        for chunk in following[:_DESCRIBED_REACH]:
            if chunk.predicate is not None and chunk.predicate.pos == "verb":
                break
            if chunk.marker is not None and not chunk.is_marker("quote"):
                break
            if chunk.bare and (chunk.kind == "adjective" or (chunk.kind == "actor" and chunk.possessive)):
                return [chunk]
            if not chunk.bare:
                break
        return []

    def _objects_of_kind(self, act: Act) -> None:
        """Items are objects wherever they stand bare after the verb; «أرسلت صواريخ»."""
        if "item" not in act.predicate.slots.values():
            return
        for chunk in self._following(act):
            if chunk.predicate is not None and chunk.predicate.pos == "verb":
                break
            if chunk.item is not None and self._is_item_of(act, chunk):
                act.add("item", chunk)
                break
        antecedent = act.clause.antecedent
        if "item" not in act.roles and antecedent is not None and antecedent.kind == "item":
            act.add("item", antecedent)
        if act.passive and "item" not in act.roles:
            self._passive_item(act)

    def _is_item_of(self, act: Act, chunk: Chunk) -> bool:
        """Tell whether an item fills a slot, also inside a measure: «بدفعة من الصواريخ», "a batch of missiles"."""
        slots = act.predicate.slots
        path = chunk.path[1:] if chunk.path[:1] in (("من",), ("of",)) and slots.get(chunk.path[0]) != "item" else chunk.path
        if path:
            return any(slots.get(preposition) == "item" for preposition in path)
        return "item" in (slots.get("obj"), slots.get("obj2"))

    def _passive_item(self, act: Act) -> None:
        members = act.clause.members
        for chunk in reversed(members[: members.index(act.chunk)]):
            if chunk.kind == "item":
                act.add("item", chunk)
                return

    def _pronoun_object(self, act: Act, role: str) -> None:
        """Find what a pronoun on the verb means: what a relative clause describes, else the nearest other actor."""
        antecedent = self._antecedent(act)
        if antecedent is not None:
            if antecedent.kind == "actor" and antecedent is not act.subject:
                act.add(role, antecedent)
            return
        subject = {party.actor for party in (act.subject.parties if act.subject else [])}
        for chunk in reversed(self._before_all(act)):
            if chunk.kind in ("actor", "place") and chunk.parties and not chunk.taken:
                rest = [party for party in chunk.parties if party.actor not in subject]
                if rest:
                    act.add(role, _understood(chunk, rest[-1:]))
                    return

    def _before_all(self, act: Act) -> list[Chunk]:
        return [
            chunk
            for clause in self._clauses.all
            for chunk in clause.members
            if chunk.place < act.chunk.place
        ]

    def _shared(self, act: Act) -> Chunk | None:
        """Find a subject that is not repeated: of the coordinate clause before, of the governor, of the parent."""
        clause: Clause | None = act.clause
        while clause is not None:
            sibling = clause.sibling
            if sibling is not None and clause.kind != "consequence":
                for other in self.all:
                    if other.clause is sibling and other.subject is not None and other.predicate.pos == "verb":
                        return _understood(other.subject, other.subject.parties)
            clause = sibling
        governor = act.governor
        if governor is not None:
            content = governor.predicate.content
            if content and content.subject in ("obj", "target") and governor.parties("target"):
                return _understood(governor.roles["target"][0], governor.parties("target"))
            if governor.subject is not None:
                return _understood(governor.subject, governor.subject.parties)
        if act.clause.kind in ("conditional", "temporal", "purpose"):
            return self._threatened(act)
        return None

    def _threatened(self, act: Act) -> Chunk | None:
        """The party of an if is the one threatened or warned; of a "after it …", the parent's subject."""
        parent = act.clause.parent
        for other in self.all:
            if other.clause is parent and other.chunk.place < act.chunk.place:
                if act.clause.kind == "conditional" and other.predicate.frame and other.parties("target"):
                    return _understood(other.roles["target"][0], other.parties("target"))
        for other in reversed(self.all):
            if other.clause is parent and other.chunk.place < act.chunk.place and other.subject is not None:
                return _understood(other.subject, other.subject.parties)
        return None

    # -- looking around

    def _subject(self, act: Act, chunk: Chunk | None) -> None:
        if chunk is None:
            return
        act.subject = chunk
        role = act.predicate.slots.get("subj")
        if role and role != "content":
            self._give(act, role, chunk)

    def _following(self, act: Act) -> list[Chunk]:
        members = act.clause.members
        return members[members.index(act.chunk) + 1 :]

    def _before(self, act: Act, *, any_actor: bool = False) -> Chunk | None:
        """Give the bare actor before a predicate in its clause, unless another verb has it as object."""
        members = act.clause.members
        found: Chunk | None = None
        for chunk in reversed(members[: members.index(act.chunk)]):
            if chunk.predicate is not None and chunk.predicate.pos == "verb":
                return found or (self._by_place[chunk.place].subject if self._passes_subject(chunk, act) else None)
            if _can_be_subject(chunk):
                found = chunk
                if not self._arabic:
                    break
            if chunk.is_marker("complement", "relative", "conditional") or (found and chunk.is_marker("comma")):
                break
        return found

    def _passes_subject(self, verb: Chunk, act: Act) -> bool:
        return act.governor is not None and act.governor.chunk is verb and act.predicate.pos != "noun"

    def _after(self, act: Act, *, limit: int) -> Chunk | None:
        for chunk in self._following(act)[:limit]:
            if chunk.kind == "actor" and chunk.bare and not chunk.taken:
                return chunk
        return None

    def _antecedent(self, act: Act) -> Chunk | None:
        return act.clause.antecedent if act.clause.kind == "relative" else None

    def _give(self, act: Act, role: str, chunk: Chunk) -> None:
        if not role or role == "content":
            return
        if (role == "item") == (chunk.item is None):
            return
        act.add(role, chunk)

    def _fill_prepositions(self, act: Act) -> None:
        slots = act.predicate.slots
        issued = act.predicate.pos == "noun" and act.predicate.content is not None and act.predicate.content.speaks
        for chunk in self._following(act):
            if chunk.taken:
                continue
            other = chunk.predicate
            if other is not None and other.pos == "verb":
                if not issued:
                    break
                issued = False
            if chunk.kind not in ("actor", "place", "item", "adjective", "pronoun") or not chunk.path:
                continue
            if act.predicate.pos != "verb" and chunk.first - act.chunk.last > _NOUN_REACH:
                break
            slot = self._slot(chunk, slots)
            if slot is None or self._belongs_nearer(act, chunk, slot):
                continue
            role = slots.get(slot, "source" if slot in ("agent", "by") else "")
            if chunk.kind == "item":
                if role == "item":
                    act.add("item", chunk)
            elif role and role not in ("topic", "content") and not (act.roles.get(role) and role == "target"):
                act.add(role, chunk)
            elif role == "topic":
                act.add("topic", chunk)

    def _slot(self, chunk: Chunk, slots: dict[str, str]) -> str | None:
        for depth, preposition in enumerate(chunk.path):
            if preposition in slots or preposition in ("agent", "by"):
                return preposition
            if preposition not in _POSSESSIVE_LINKS or depth > 1:
                return None
        return None

    def _belongs_nearer(self, act: Act, chunk: Chunk, slot: str) -> bool:
        """Tell whether an act between this one and the chunk has the same slot."""
        return any(
            other.chunk.place > act.chunk.place
            and other.chunk.place < chunk.place
            and other.clause is act.clause
            and (slot in other.predicate.slots or slot in ("agent", "by"))
            for other in self.all
        )


def _is_verb(chunk: Chunk) -> bool:
    return chunk.predicate is not None and chunk.predicate.pos == "verb"


def _reveal(act: Act) -> bool:
    """Read «ببناء» as «ب» and a noun after a word that asks for «ب»; alone, an unknown word keeps its first letter."""
    asked = {*act.predicate.slots, *(act.predicate.content.slots if act.predicate.content else ())} & _PROCLITICS
    members = act.clause.members
    here = members.index(act.chunk)
    for chunk in members[here + 1 : here + 1 + _DESCRIBED_REACH] if asked else ():
        if chunk.kind == "predicate" or (chunk.marker is not None and not chunk.is_marker("quote")):
            return False
        if chunk.preposition in asked:
            return False
        letter = chunk.word[:1]
        if chunk.kind == "noun" and not chunk.preposition and letter in asked and len(chunk.word) >= _SHORTEST_REVEALED:
            chunk.preposition = letter
            return True
    return False


def _can_be_subject(chunk: Chunk) -> bool:
    return (
        chunk.kind in ("actor", "place")
        and chunk.bare
        and not (chunk.taken or chunk.possessive or chunk.genitive)
    )


def doers(act: Act) -> list[Party]:
    """Give who does an act: its own source, else the party that what governs it makes responsible."""
    own = act.parties("source")
    if own or (act.predicate.slots.get("subj") == "source" and act.subject is not None):
        return own
    if act.passive or len(act.parties("both")) > 1:
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
        if governor.subject is not None:
            return list(governor.subject.parties)
        if governor.parties("source"):
            return governor.parties("source")
        node = governor
    return []


def denier(accusation: Act) -> list[Party]:
    """Give who denies an accusation, and so is the accused where the accusation names nobody."""
    governor = accusation.governor
    content = governor.predicate.content if governor else None
    if governor is not None and content is not None and content.effect == "denied":
        return list(governor.subject.parties) if governor.subject else governor.parties("source")
    return []


def _understood(chunk: Chunk, parties: list[Party]) -> Chunk:
    return Chunk(
        "actor",
        chunk.first,
        chunk.last,
        place=chunk.place,
        parties=[Party(p.actor, p.via, p.first, p.last, understood=True, role=p.role) for p in parties],
    )
