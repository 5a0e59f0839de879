"""What governs an act: the word whose complement it is, the clause around it, the light verb that tells of it."""

from __future__ import annotations

from ingest.extract.act import Act, can_be_subject, give, is_verb, set_subject, understood
from ingest.extract.chunks import Chunk, Party
from ingest.extract.clauses import BACKGROUND, Clause
from ingest.extract.surroundings import Surroundings
from ingest.lexicon.entries import Reference

FIRST_PERSON = 1
_INSIDE_IDAFA = frozenset({"noun", "adjective", "number", "mark", "role"})
# Words between an event noun and the verb that tells of it («هجوم [واسع] شنّته»).
_NEAR = 3
_VERBAL = ("auxiliary", "passive", "modal", "future", "negation")


def _behind_doer(between: list[Chunk]) -> bool:
    """Tell whether nothing but who does it stands between a verbal noun and its object: «تقديم إيران دعما لـ»."""
    return len(between) == 1 and can_be_subject(between[0])


class Governing:
    """Finds governors in one sentence."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def governor(self, act: Act) -> Act | None:
        """Give the act whose complement this one is: a word before it in its clause, else what opened the clause."""
        members = act.clause.members
        here = members.index(act.chunk)
        told = self._participle_after(act) if not self._around.arabic and act.predicate.pos == "noun" else None
        if told is not None:
            told.tells = act
            content = told.predicate.content
            passes = told.predicate.light or (content is not None and "obj" in content.slots)
            if passes and (told.predicate.frame is None or told.predicate.light in act.predicate.under):
                return told
        for member in reversed(members[:here]):
            if member.predicate is not None and self._governs(self._around.by_place[member.place], act):
                return self._around.by_place[member.place]
            if member.is_marker("comma") and self._around.arabic and act.predicate.pos == "verb":
                break
        return self._distant(act) or self._of_clause(act.clause)

    def _participle_after(self, act: Act) -> Act | None:
        """Find the participle that tells of an event noun: "sanctions imposed by …", "Talks were held …"."""
        if act.chunk.possessive or not (act.frame or act.predicate.under):
            return None
        passive = False
        following = self._around.following(act)
        for place, chunk in enumerate(following):
            if is_verb(chunk):
                participle = any(entry.tense == "pp" and entry.value is chunk.predicate for entry in chunk.entries)
                after = following[place + 1] if place + 1 < len(following) else None
                loose = after is not None and bool(after.path)
                tells = participle and (passive or (loose and not act.chunk.path))
                return self._around.by_place[chunk.place] if tells else None
            passive = passive or chunk.is_marker("passive")
            inside = chunk.kind in ("noun", "number") or chunk.is_marker(*_VERBAL) or bool(chunk.path)
            if not inside or (chunk.predicate is not None):
                return None
        return None

    def _distant(self, act: Act) -> Act | None:
        """Find a verb that denies or hedges what it has as object, further off: «نفى … التوصل إلى أي اتفاق»."""
        if act.predicate.pos == "verb":
            return None
        members = act.clause.members
        for member in reversed(members[: members.index(act.chunk)]):
            if member.is_marker("comma", "resumption"):
                return None
            if is_verb(member):
                content = self._around.by_place[member.place].predicate.content
                hedges = content is not None and content.effect != "actual" and "obj" in content.slots
                return self._around.by_place[member.place] if hedges else None
        return None

    def _of_clause(self, clause: Clause) -> Act | None:
        if clause.governor is not None:
            return self._around.by_place.get(clause.governor.place)
        return None

    def _governs(self, governor: Act, act: Act) -> bool:
        predicate, chunk = governor.predicate, act.chunk
        between = act.clause.members[act.clause.members.index(governor.chunk) + 1 : act.clause.members.index(chunk)]
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
            if not self._around.arabic:
                gerund = act.chunk.entry is not None and act.chunk.entry.tense == "ing"
                return gerund and not between and bool(slots & {"obj", "comp"})
            linked = not any(part.is_marker("comma", "conjunction") or part.predicate for part in between)
            return (
                linked
                and not chunk.conjoined
                and act.chunk.entry is not None
                and (act.chunk.entry.tense == "impf" and "obj" in slots)
            )
        measured = not self._around.arabic and chunk.path == ("of",) and _measures(between)
        if chunk.path and not measured:
            return any(preposition in slots for preposition in chunk.path)
        if chunk.conjoined:
            return False
        adjacent = all(part.kind in _INSIDE_IDAFA or part.is_marker("quote") for part in between)
        if predicate.pos != "verb":
            return bool(slots & {"gen", "obj"}) and (adjacent or ("obj" in slots and _behind_doer(between)))
        return "obj" in slots and not any(part.predicate for part in between)

    def told_by(self, act: Act) -> None:
        """Let a light verb that tells of an event noun fill its roles: «الهجمات التي شنتها روسيا على أوكرانيا»."""
        light = self._light_after(act) if act.predicate.pos == "noun" and act.frame else None
        if light is None:
            self._between(act)
            return
        act.told_by = light
        if light.predicate.light == "undergo":
            self._undergone(act, light)
            return
        if not act.parties("source") and light.subject is not None:
            give(act, "source", light.subject)
        for chunk in self._around.following(light):
            slot = self._around.slot(chunk, act.predicate.slots) if chunk.path and not chunk.taken else None
            role = act.predicate.slots.get(slot or "", "")
            if role in ("target", "both") and not act.roles.get(role):
                give(act, role, chunk)

    def _between(self, act: Act) -> None:
        """Give an event noun what stands between it and its light verb: «وجّهت بغداد [إلى أنقرة] طلبا»."""
        light = act.governor
        if not self._around.arabic or light is None or not light.predicate.light or not is_verb(light.chunk):
            return
        if (
            light.clause is not act.clause
            or act.predicate.pos != "noun"
            or act.parties("target")
            or act.roles.get("both")
        ):
            return
        for chunk in self._around.following(light):
            if chunk is act.chunk:
                return
            role = act.predicate.slots.get(chunk.preposition, "") if chunk.kind in ("actor", "place") else ""
            if role in ("target", "both") and not chunk.taken:
                give(act, role, chunk)

    def _undergone(self, act: Act, light: Act) -> None:
        """«اتصال تلقّاه الوزير من نظيره»: the subject is at its end, whoever it comes from does it."""
        if light.subject is not None and not act.parties("target"):
            give(act, "target", light.subject)
        for chunk in light.roles.get("source", ()):
            if not act.parties("source"):
                give(act, "source", chunk)

    def _light_after(self, act: Act) -> Act | None:
        for clause in self._around.clauses.all:
            if clause.kind == "relative" and clause.antecedent is act.chunk:
                verbs = [self._around.by_place[part.place] for part in clause.members if is_verb(part)]
                return verbs[0] if verbs and verbs[0].predicate.light else None
        for chunk in self._around.following(act)[:_NEAR]:
            if is_verb(chunk):
                light = self._around.by_place[chunk.place]
                tells = chunk.pronoun or (light.predicate.light == "do" and light.subject is None)
                return light if tells and light.predicate.light and not chunk.conjoined else None
            if chunk.kind not in ("noun", "adjective"):
                return None
        return None

    def outer(self, act: Act) -> None:
        """Find what governs the clause around an act that nothing governs inside its clause."""
        clause: Clause | None = act.clause
        while clause is not None:
            if clause.kind in BACKGROUND:
                act.outer_counts = False
            if clause.kind == "conditional" and clause.parent is not None and act.outer_counts:
                for other in self._around.acts:
                    content = other.predicate.content
                    if other.clause is clause.parent and other.predicate.frame and content and content.speaks:
                        act.outer = other
                        return
            if clause.governor is not None and clause is not act.clause:
                act.outer = self._around.by_place.get(clause.governor.place)
                return
            clause = clause.parent

    def speak_of_itself(self, act: Act) -> None:
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
        if not we and not (entry is not None and entry.person == FIRST_PERSON):
            return
        speaker = act.governor or act.outer
        if speaker is not None:
            parties = speaker.parties("source") or (speaker.subject.parties if speaker.subject else [])
            if parties:
                set_subject(act, understood(act.chunk, parties))

    def first_named(self, act: Act) -> list[Party]:
        """Give the parties of the first bare actor in the clause that an act governs."""
        for clause in self._around.clauses.all:
            if clause.governor is act.chunk:
                named = next((chunk for chunk in clause.members if can_be_subject(chunk)), None)
                return list(named.parties) if named is not None else []
        return []


def _measures(between: list[Chunk]) -> bool:
    """Tell whether only an amount stands before "of": "launched a wave of strikes", "10 days of war games"."""
    return bool(between) and all(part.kind in ("noun", "number") and not part.path for part in between)
