"""The parties of event nouns and predicative adjectives: genitives, nationalities, owners, whom they describe."""

from __future__ import annotations

from ingest.extract.act import Act, can_be_subject, give, is_partner, is_verb, set_subject, understood
from ingest.extract.chunks import Chunk
from ingest.extract.surroundings import Surroundings

# Words between a noun and the genitive or nationality that belongs to it («قصف [الجيش] الروسي»).
_NEAR = 3
# Prepositions that make an event noun the aim or the means of what the clause's subject does.
_AIMS = frozenset({"ل", "ب"})
# Endings of adjectives, which belong to the noun itself, and words of time, which are no objects.
_DESCRIBING = ("ي", "ية", "يا")
_TIMES = frozenset(
    {"امس", "اليوم", "غدا", "صباح", "مساء", "قبل", "بعد", "خلال", "منذ", "حاليا", "مؤخرا", "سابقا", "هنا"}
)
_SERVES = frozenset({"ل", "ب", "في"})


class Nouns:
    """Fills the roles of nouns and adjectives of one sentence, but for prepositions."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def fill(self, act: Act) -> None:
        """Fill the roles of a noun or adjective that stand beside it."""
        if act.predicate.pos == "adjective" and act.chunk.parties:
            self._backed(act)
            return
        if act.predicate.pos == "adjective":
            near = self._described(act)
            if act.chunk.definite:
                set_subject(act, near)
                return
            if not self._around.arabic and self._describes_thing(act):
                return
            near = near or (None if self._describes_noun(act) else self._around.before(act))
            subject = near or self._around.antecedent(act) or self._around.after(act, limit=2)
            set_subject(act, subject)
            following = self._around.following(act)[:1]
            if "gen" in act.predicate.slots and following and can_be_subject(following[0]):
                give(act, act.predicate.slots["gen"], following[0])
            return
        if self._around.arabic:
            self._arabic_genitives(act)
        else:
            self._english_genitives(act)
        joint = bool(act.chunk.path) and any(self._around.hanging(act, slot) for slot in ("مع", "with"))
        if act.governor is None and (act.chunk.preposition in _AIMS or joint) and not act.parties("source"):
            act.subject = self._doer_before(act)

    def by_preceding(self, act: Act) -> None:
        """Let those who do what stands before also do what it serves: «تعاون بين … في محاربة»."""
        idle = (
            act.predicate.pos == "noun" and act.governor is None and act.subject is None and not act.parties("source")
        )
        if not idle or act.chunk.preposition not in _SERVES or act.roles.get("both"):
            return
        for other in reversed(self._around.acts):
            if other.clause is act.clause and other.chunk.place < act.chunk.place:
                joint = [
                    party for chunk in other.roles.get("both", ()) if not is_partner(chunk) for party in chunk.parties
                ]
                parties = other.parties("source") or joint or (other.subject.parties if other.subject else [])
                if parties:
                    act.subject = understood(other.chunk, parties)
                    return

    def of_subject(self, act: Act) -> None:
        """Let talks be between those between whom is what they are about: «مفاوضات اتفاقية التجارة بين …»."""
        following = self._around.following(act)
        after = following[0] if following else None
        if act.predicate.pos != "noun" or after is None or after.path or "both" not in act.predicate.slots.values():
            return
        other = self._around.by_place.get(after.place)
        if other is None or other.predicate.pos != "noun" or act.roles.get("both") or act.parties("source"):
            return
        for chunk in other.roles.get("both", ()):
            act.add("both", chunk)

    def _backed(self, act: Act) -> None:
        """Fill the roles of "Iran-backed": before the hyphen who does it, after it whom it describes."""
        act.add("source", act.chunk)
        for chunk in self._around.following(act)[:_NEAR]:
            if chunk.kind in ("actor", "place"):
                act.add("target", chunk)
                return
            if chunk.kind not in ("noun", "adjective", "number", "mark"):
                return

    def _doer_before(self, act: Act) -> Chunk | None:
        """Find who does an act named as aim, means or occasion of what the clause tells: «أطلقت تركيا حملة لقصف …»."""
        members = act.clause.members
        here = members.index(act.chunk)
        antecedent = self._around.antecedent(act)
        if antecedent is not None and any(member.pronoun and is_verb(member) for member in members[:here]):
            # «التحالف الذي تقوده السعودية لتحرير …»: what the relative clause describes.
            return understood(antecedent, antecedent.parties) if antecedent.parties else None
        before = members[:here]
        verb = next((self._around.by_place[member.place] for member in reversed(before) if is_verb(member)), None)
        if verb is not None and verb.predicate.content is not None and verb.predicate.content.speaks:
            # What is said serves nothing that the speaker does: «اعتبر القانون تشريعا لتعذيب …».
            return None
        doer = next((chunk for chunk in before if chunk.kind == "actor" and can_be_subject(chunk)), None)
        return understood(doer, doer.parties) if doer is not None else None

    def _describes_noun(self, act: Act) -> bool:
        """Tell whether an adjective belongs to a noun before it: «هاجمت تركيا ميليشيات [مدعومة من إيران]»."""
        members = act.clause.members
        here = members.index(act.chunk)
        before = members[here - 1] if here else None
        return (
            self._around.arabic
            and before is not None
            and before.kind in ("noun", "role", "item", "number", "predicate")
        )

    def _described(self, act: Act) -> Chunk | None:
        """Find whom an adjective describes that follows him at once: «الحوثيون المتحالفون مع»."""
        members = act.clause.members
        here = members.index(act.chunk)
        before = members[here - 1] if here else None
        if before is None or before.kind != "actor" or before.possessive or before.last != act.chunk.first:
            return None
        return before.last_party() if act.chunk.number == "sg" else before

    def _describes_thing(self, act: Act) -> bool:
        """Tell whether an adjective describes the thing before it: "leaked cables critical of the president"."""
        members = act.clause.members
        here = members.index(act.chunk)
        before = members[here - 1] if here else None
        if before is None or not any(is_verb(chunk) for chunk in members[:here]):
            return False
        return before.kind == "noun" or (before.predicate is not None and not is_verb(before))

    def _arabic_genitives(self, act: Act) -> None:
        bare: list[Chunk] = []
        described = True
        thing = False
        for chunk in self._around.following(act):
            if chunk.first - act.chunk.last > _NEAR and not bare:
                break
            thing = thing or (not bare and _is_thing(act, chunk))
            if thing and chunk.kind == "adjective" and chunk.bare and "obj" in act.predicate.slots and not bare:
                # «قصف أي مطار سوري»: the airfield is Syrian, not the bombing.
                give(act, act.predicate.slots["obj"], chunk)
                break
            if thing and chunk.kind == "actor" and not bare and "obj" in act.predicate.slots:
                # «تدريب وحدات في الجيش الأرميني»
                body = bool(chunk.parties) and (chunk.parties[0].via is not None or chunk.parties[0].role is not None)
                if chunk.preposition == "ل" or (chunk.preposition == "في" and body):
                    give(act, act.predicate.slots["obj"], chunk)
                    break
            if chunk.kind == "noun" and chunk.definite != act.chunk.definite and not act.chunk.pronoun:
                described = False
            if chunk.kind == "adjective" and not chunk.preposition and not bare and described:
                self._nationality(act, chunk)
            elif chunk.kind in ("actor", "place") and chunk.bare:
                bare.append(chunk)
            elif chunk.kind == "item" and chunk.bare:
                act.add("item", chunk)
            elif chunk.kind == "predicate" or (chunk.marker is not None and not chunk.is_marker("quote")):
                break
        owned = act.predicate.slots.get("gen", "").startswith(("source", "both"))
        if act.chunk.pronoun and not act.parties("source") and owned:
            owner = self._owner(act)
            if owner is not None:
                give(act, "source", owner)
        self._genitives(act, bare)

    def _genitives(self, act: Act, bare: list[Chunk]) -> None:
        slots = act.predicate.slots
        if len(bare) > 1 and "obj" in slots:
            give(act, "source", bare[0])
            give(act, slots["obj"], bare[1])
        elif bare and act.chunk.pronoun:
            # What the pronoun owns has no second genitive: «استقباله الوزير».
            if "obj" in slots:
                give(act, slots["obj"], bare[0])
        elif bare and "gen" in slots:
            has_object = "obj" in slots and _is_thing(act, self._after(bare[0])) and not self._controlled(act)
            give(act, "source" if has_object else self._which(act, slots["gen"]), bare[0])

    def _after(self, chunk: Chunk) -> Chunk | None:
        members = self._around.clauses.of(chunk).members
        here = members.index(chunk) + 1
        return members[here] if here < len(members) else None

    def _which(self, act: Act, roles: str) -> str:
        """Decide between "source|target" by what is filled already, or will be by a preposition."""
        first, _, second = roles.partition("|")
        if not second:
            return first
        if act.chunk.preposition == "ل" and "target" in (first, second) and not act.parties("target"):
            return "target"
        promised = {role for slot, role in act.predicate.slots.items() if self._around.hanging(act, slot)}
        filled = {role for role in ("source", "target") if act.parties(role)} | promised
        if first in filled or (act.governor is not None and first == "source" and self._controlled(act)):
            return second
        return first

    def _controlled(self, act: Act) -> bool:
        light = act.light()
        if light is not None and light.chunk.place < act.chunk.place:
            return True
        content = act.governor.predicate.content if act.governor is not None else None
        if content is not None and content.effect == "denied" and not act.governed_by_noun:
            # «نفت إسرائيل قصف سوريا»: what one denies is one's own act.
            return True
        return content is not None and content.subject == "subj" and self._doer_before(act) is not None

    def _nationality(self, act: Act, chunk: Chunk) -> None:
        role = act.predicate.slots.get("adj")
        if role is None:
            return
        if role == "both" and len(chunk.parties) == 1 and not act.roles.get("both"):
            act.add("both", chunk)
        else:
            give(act, self._which(act, role), chunk)

    def _english_genitives(self, act: Act) -> None:
        members = act.clause.members
        here = members.index(act.chunk)
        for chunk in reversed(members[max(0, here - _NEAR - 1) : here]):
            if chunk.kind == "adjective" or (chunk.kind == "actor" and chunk.possessive):
                role = act.predicate.slots.get("adj" if chunk.kind == "adjective" else "gen")
                if role:
                    give(act, self._which(act, role), chunk)
            elif chunk.kind == "item":
                give(act, "item", chunk)
            elif chunk.kind == "actor" and not chunk.preposition and chunk.last == act.chunk.first:
                role = act.predicate.slots.get("adj")
                if role:
                    give(act, self._which(act, role), chunk)
            elif chunk.kind not in ("noun", "number"):
                break

    def _owner(self, act: Act) -> Chunk | None:
        """Find whom «ـها» in «حربها» or "its" means: the clause's subject, else what a relative describes."""
        return self._around.before(act) or self._around.antecedent(act) or self._after_governor(act)

    def _after_governor(self, act: Act) -> Chunk | None:
        governor = act.governor
        return governor.subject if governor is not None else None


def _is_thing(act: Act, chunk: Chunk | None) -> bool:
    """Tell whether a chunk is the plain object of a verbal noun: «قصف [مطار]», «تسليح اليونان [جزرها]»."""
    return (
        chunk is not None
        and chunk.kind in ("noun", "role")
        and chunk.bare
        and not (chunk.definite or chunk.conjoined or act.chunk.definite)
        and not chunk.word.endswith(_DESCRIBING)
        and chunk.word not in _TIMES
    )
