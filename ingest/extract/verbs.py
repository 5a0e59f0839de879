"""The parties of verbs: subject and objects by word order, voice, pronouns and what they share with others."""

from __future__ import annotations

from ingest.extract import pronouns
from ingest.extract.act import Act, can_be_subject, give, is_verb, set_subject, understood
from ingest.extract.chunks import DATES, Chunk, Party
from ingest.extract.governing import FIRST_PERSON
from ingest.extract.surroundings import SUBJECT_PRONOUNS, Surroundings

# Chunks after a verb among which its object stands; further off, the adjective describes something else.
_DESCRIBED_REACH = 4
_STATE_CODE = 3
# Endings of words for several people or things: "hackers", "gunmen", "an armed group".
_MANY = ("s", "men", "group")
_STOPS = frozenset({"suspend", "lift"})
_TELEPHONES = "calls"
# العراق، الأردن، لبنان، المغرب، السودان، اليمن، الفاتيكان، السنغال، الصومال، النيجر
_MASCULINE = frozenset({"IRQ", "JOR", "LBN", "MAR", "SDN", "YEM", "VAT", "SEN", "SOM", "NER"})
_VERBAL = ("auxiliary", "passive", "modal", "future")


class Verbs:
    """Fills the roles of verbs of one sentence, but for prepositions."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def fill(self, act: Act) -> None:
        """Fill the roles of a verb that its word order and its pronouns tell."""
        act.passive = self._is_passive(act)
        after = self._bare_after(act)
        before = self._around.before(act)
        slots = act.predicate.slots
        if self._around.arabic:
            subject, objects = self._arabic_order(act, before, after)
        else:
            subject, objects = self._english_order(act, before, after)
        if (
            not objects
            and not act.passive
            and not act.chunk.pronoun
            and slots.get("obj") in ("target", "both", "topic")
        ):
            objects = self._described_after(act, subject)
        if act.passive:
            if subject is not None and "obj" in slots:
                give(act, slots["obj"], subject)
            act.subject = subject
        else:
            set_subject(act, subject)
            for slot, chunk in zip(("obj", "obj2"), objects, strict=False):
                if slot in slots:
                    give(act, slots[slot], chunk)
        self._objects_of_kind(act)
        if act.chunk.pronoun and "obj" in slots and not act.roles.get(slots["obj"]):
            self._pronoun_object(act, slots["obj"])

    def _english_order(self, act: Act, before: Chunk | None, after: list[Chunk]) -> tuple[Chunk | None, list[Chunk]]:
        if act.tells is not None and act.tells.governor is act:
            return None, after
        near = before or (self._owned_before(act) if act.passive else self._weapons_before(act))
        subject = (
            near
            or self._around.deed_described(act)
            or self._around.antecedent(act)
            or self._around.shared(act)
            or self._around.ahead(act)
        )
        if self._only_names(act, after):
            return subject, []
        if not after and not act.passive:
            act.subject = subject
            meant = pronouns.object_of(act, self._around) or self._gap(act)
            after = [meant] if meant is not None else after
        return subject, after

    def _only_names(self, act: Act, objects: list[Chunk]) -> bool:
        """Tell whether an object is told to be something: "called the president a murderer" is no phone call."""
        if act.predicate.frame != _TELEPHONES or len(objects) != 1:
            return False
        members = act.clause.members
        here = members.index(objects[0]) + 1
        after = members[here] if here < len(members) else None
        gap = after is not None and after.kind == "noun" and after.first == objects[0].last + 1
        return gap and after is not None and after.bare and after.word not in DATES

    def _gap(self, act: Act) -> Chunk | None:
        """Find what a clause without "that" describes, its object: "two Americans it had arrested"."""
        members = act.clause.members
        here = members.index(act.chunk) - 1
        while here > 0 and members[here].is_marker(*_VERBAL):
            here -= 1
        if here < 1:
            return None
        subject, described = members[here], members[here - 1]
        names = subject.kind == "actor" or subject.word in SUBJECT_PRONOUNS
        return described if names and subject.bare and described.kind == "actor" else None

    def _owned_before(self, act: Act) -> Chunk | None:
        """Take whose thing or deed suffers for who suffers: "Two Ukrainian villages were shelled by …"."""
        members = act.clause.members
        for chunk in reversed(members[: members.index(act.chunk)]):
            if chunk.bare and (chunk.kind == "adjective" or (chunk.kind == "actor" and chunk.possessive)):
                return chunk
            if is_verb(chunk) or chunk.is_marker("comma", "complement", "relative", "conditional", "conjunction"):
                return None
        return None

    def _arabic_order(self, act: Act, before: Chunk | None, after: list[Chunk]) -> tuple[Chunk | None, list[Chunk]]:
        entry = act.chunk.entry
        if entry is not None and (entry.person == FIRST_PERSON or entry.tense == "part"):
            return self._around.shared(act), after
        if before is None and self._unknown_subject(act):
            return None, after
        weapons = self._things_after(act) if before is None and "item" not in act.predicate.slots.values() else None
        if weapons is not None and act.predicate.slots.get("obj") in ("target", "both"):
            return weapons, [chunk for chunk in after if chunk is not weapons]
        if act.chunk.pronoun and after and can_be_subject(after[0]):
            # The pronoun is the object, so what follows is the subject: «غارة نفّذتها تركيا», «إيران زوّدتها روسيا».
            return after[0], after[1:]
        if before is not None and not (after and self._opens(act) and can_be_subject(after[0])):
            return before, after
        antecedent = self._around.antecedent(act)
        if antecedent is not None and antecedent.kind != "actor":
            antecedent = None
        takes_object = act.predicate.slots.get("obj") in ("target", "both")
        if antecedent is not None and not act.chunk.pronoun and (not after or (len(after) == 1 and takes_object)):
            return antecedent, after
        if after and self._is_hidden(act, after):
            return self._agreeing(act), after
        if after and (can_be_subject(after[0]) or after[0].kind == "adjective"):
            return after[0], after[1:]
        return self._agreeing(act), after

    def _agreeing(self, act: Act) -> Chunk | None:
        """Give the subject that a verb shares, unless «ـوا» or «ـون» on it says that they are people."""
        shared = self._around.shared(act)
        entry = act.chunk.entry
        several = entry is not None and entry.number == "pl" and entry.gender == "m"
        if shared is None or not several:
            return shared
        party = shared.parties[0] if shared.parties else None
        many = len(shared.parties) > 1 or (party is not None and bool(party.people or party.role))
        return shared if many else None

    def by_event(self, act: Act) -> None:
        """Let the doer of an event do what is told of the event: «الغارات التركية التي استهدفت مواقع …»."""
        if (
            act.passive
            or act.tells is not None
            or act.subject is not None
            or act.predicate.slots.get("subj") != "source"
        ):
            return
        event = act.clause.antecedent if act.clause.kind == "relative" else self._event_before(act)
        told = self._around.by_place.get(event.place) if event is not None else None
        if told is None or told.predicate.pos != "noun" or not told.predicate.frame or act.chunk.pronoun:
            return
        for chunk in told.roles.get("source", ()):
            set_subject(act, understood(chunk, chunk.parties))

    def _event_before(self, act: Act) -> Chunk | None:
        """Find the event noun that is a verb's subject, with its adjectives and genitives in between."""
        members = act.clause.members
        for chunk in reversed(members[: members.index(act.chunk)]):
            if chunk.predicate is not None:
                return chunk if chunk.predicate.pos == "noun" and chunk.bare else None
            if not self._around.arabic and (chunk.path or chunk.is_marker(*_VERBAL)):
                continue
            if chunk.kind not in ("adjective", "noun", "actor", "place") or (
                chunk.kind == "noun" and not chunk.definite
            ):
                return None
        return None

    def _opens(self, act: Act) -> bool:
        """Tell whether a verb that takes nobody as object opens its part of a clause, so that its subject follows."""
        if act.predicate.slots.get("obj") in ("target", "both"):
            return False
        members = act.clause.members
        here = members.index(act.chunk)
        return here > 0 and members[here - 1].is_marker("comma")

    def _weapons_before(self, act: Act) -> Chunk | None:
        """Take whose things act for who acts: "Turkish drones killed …", "Russia's missiles hit …"."""
        members = act.clause.members
        here = members.index(act.chunk)
        things = False
        for chunk in reversed(members[max(0, here - _DESCRIBED_REACH) : here]):
            if chunk.bare and (chunk.kind == "item" or (chunk.kind == "noun" and chunk.word.endswith(_MANY))):
                things = True
            elif things and chunk.bare and (chunk.kind == "adjective" or chunk.possessive) and chunk.parties:
                return chunk
            elif chunk.kind not in ("noun", "number") and not chunk.is_marker(
                "auxiliary", "passive", "modal", "future"
            ):
                return None
        return None

    def _is_hidden(self, act: Act, after: list[Chunk]) -> bool:
        """Tell whether the one bare actor after a verb is its object, its subject being hidden in the verb."""
        slots = act.predicate.slots
        if "obj" not in slots or len(after) > 1 or slots["obj"] not in ("target", "both"):
            return False
        if any(self._around.hanging(act, slot) for slot, role in slots.items() if role in ("target", "both")):
            return False
        if act.chunk.pronoun:
            return False
        return self._around.shared(act) is not None

    def _is_passive(self, act: Act) -> bool:
        entry = act.chunk.entry
        if entry is None:
            return False
        members = act.clause.members
        here = members.index(act.chunk)
        if act.tells is not None:
            return True
        if not self._around.arabic:
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
        if entry.voice != "either":
            return False
        after = members[here + 1 :]
        return any("agent" in part.path for part in after) or self._suffered(act, after)

    def _suffered(self, act: Act, after: list[Chunk]) -> bool:
        """Tell a killing by its means alone: «قتل ثلاثة جنود أتراك في هجوم …»."""
        if act.predicate.light != "undergo" or sum(part.kind == "actor" and part.bare for part in after) > 1:
            return False
        slots = {slot for slot, role in act.predicate.slots.items() if role == "content"}
        means = [part for part in after if part.predicate is not None]
        return bool(means) and bool(slots & set(means[0].path)) and self._around.before(act) is None

    def _unknown_subject(self, act: Act) -> bool:
        """Tell whether somebody not known is the subject, right after the verb: «اتهم ناشطون روسيا»."""
        following = self._around.following(act)
        first = following[0] if following else None
        if not self._around.arabic or first is None or not first.bare or act.chunk.pronoun:
            return False
        return (first.kind == "role" and not first.parties) or (first.kind == "noun" and first.word.endswith("ون"))

    def _bare_after(self, act: Act) -> list[Chunk]:
        found: list[Chunk] = []
        noun: Chunk | None = None
        previous: Chunk | None = None
        for chunk in self._around.following(act):
            owned = self._around.arabic and noun is not None and noun.last == chunk.first
            noun = chunk if chunk.predicate is not None and chunk.predicate.pos == "noun" else None
            partitive = previous is not None and previous.kind == "pronoun"
            previous = chunk
            if (owned or partitive) and chunk.kind in ("actor", "place") and chunk.bare:
                continue
            if chunk.predicate is not None and (chunk.predicate.pos == "verb" or not self._around.arabic):
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
        following = self._around.following(act)
        if subject in following:
            following = following[following.index(subject) + 1 :]
        for chunk in following[:_DESCRIBED_REACH]:
            if chunk.predicate is not None or (chunk.marker is not None and not chunk.is_marker("quote")):
                break
            if chunk.bare and (chunk.kind == "adjective" or (chunk.kind == "actor" and chunk.possessive)):
                return [chunk]
            if not self._around.arabic and chunk.kind == "actor" and self._touches(act, chunk):
                return [chunk]
            if not chunk.bare:
                return [chunk] if self._owns(act, chunk) else []
        return []

    def _things_after(self, act: Act) -> Chunk | None:
        """Take whose weapons act for who acts: «هاجمت مسيّرات أوكرانية مصفاة روسية»."""
        following = self._around.following(act)[:2]
        if len(following) < 2 or following[0].kind != "item" or not following[0].bare:
            return None
        owner = following[1]
        return owner if owner.kind in ("adjective", "actor") and owner.bare and owner.parties else None

    def _owns(self, act: Act, chunk: Chunk) -> bool:
        """Tell whether the thing just named is somebody's: «ضابطا في الجيش الصومالي», «مواقع لحزب الله»."""
        if not self._around.arabic or chunk.kind != "actor" or chunk.preposition not in ("ل", "من", "في"):
            return False
        if chunk.preposition in act.predicate.slots:
            return False
        body = chunk.parties[0].via is not None or chunk.parties[0].role is not None
        return body or chunk.preposition == "ل"

    def _touches(self, act: Act, chunk: Chunk) -> bool:
        """Tell whose is what a verb hits or stops: "shelled positions of …", "suspended flights to …"."""
        stops = act.predicate.light in _STOPS and chunk.path in (("to",), ("with",))
        return stops or (chunk.path == ("of",) and not chunk.possessive)

    def _objects_of_kind(self, act: Act) -> None:
        """Items are objects wherever they stand bare after the verb; «أرسلت صواريخ»."""
        if "item" not in act.predicate.slots.values():
            return
        for chunk in self._around.following(act):
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
        measured = chunk.path[:1] in (("من",), ("of",)) and slots.get(chunk.path[0]) != "item"
        path = chunk.path[1:] if measured else chunk.path
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
        """Find what a pronoun on the verb means: what a relative clause describes, else the nearest other actor.

        Right after a noun that is no actor («مقاتلين تدعمهم واشنطن») it means that noun.
        """
        members = act.clause.members
        here = members.index(act.chunk)
        before = members[here - 1] if here else None
        if before is not None and before.kind in ("noun", "role", "number") and not act.chunk.conjoined:
            return
        antecedent = self._around.antecedent(act)
        if antecedent is not None:
            if antecedent.kind == "actor" and antecedent is not act.subject:
                act.add(role, antecedent)
            return
        subject = {party.actor for party in (act.subject.parties if act.subject else [])}
        for chunk in reversed(self._around.everything_before(act)):
            if chunk.kind in ("actor", "place") and chunk.parties and not chunk.taken:
                rest = [party for party in chunk.parties if party.actor not in subject and _agrees(act, party)]
                if rest:
                    act.add(role, understood(chunk, rest[-1:]))
                    return


def _agrees(act: Act, party: Party) -> bool:
    """«ـه» is no state but those whose names are masculine: the others are «ـها»."""
    if act.chunk.pronoun != "ه" or party.via is not None:
        return True
    return len(party.actor) != _STATE_CODE or party.actor in _MASCULINE
