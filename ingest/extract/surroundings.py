"""What stands around an act in its sentence: its clause before and after it, and the subjects it may share."""

from __future__ import annotations

from ingest.extract.act import Act, can_be_subject, doers, is_aim, understood
from ingest.extract.chunks import Chunk
from ingest.extract.clauses import Clause, Clauses

# Left to structure, not to what was named last: "Israel said it had …".
SUBJECT_PRONOUNS = frozenset({"it", "they"})
_POSSESSIVE_LINKS = frozenset({"ل", "في", "من", "بين", "مع", "of", "in", "between"})


class Surroundings:
    """All acts of a sentence in their clauses. `by_place` finds an act by the place of its chunk."""

    def __init__(self, clauses: Clauses, acts: list[Act], *, arabic: bool) -> None:
        self.clauses = clauses
        self.acts = acts
        self.arabic = arabic
        self.by_place = {act.chunk.place: act for act in acts}

    def following(self, act: Act) -> list[Chunk]:
        """Give the chunks after an act in its clause."""
        members = act.clause.members
        return members[members.index(act.chunk) + 1 :]

    def before(self, act: Act) -> Chunk | None:
        """Give the bare actor before a predicate in its clause, unless another verb has it as object."""
        members = act.clause.members
        found: Chunk | None = None
        for chunk in reversed(members[: members.index(act.chunk)]):
            if chunk.predicate is not None and chunk.predicate.pos == "verb":
                deed = chunk.entry is not None and chunk.entry.tense == "ing" and chunk.last == act.chunk.first
                passes = self._passes_subject(chunk, act) or (found is None and (is_aim(act) or deed))
                return found or (self.by_place[chunk.place].subject if passes else None)
            if can_be_subject(chunk):
                found = chunk
                if not self.arabic:
                    return self._of_infinitive(act, found) or found
            if not self.arabic and chunk.word in SUBJECT_PRONOUNS and chunk.kind == "noun" and not chunk.path:
                return self._meant(chunk, act)
            if chunk.is_marker("complement", "relative", "conditional") or (found and chunk.is_marker("comma")):
                break
        return found

    def _of_infinitive(self, act: Act, found: Chunk) -> Chunk | None:
        """Give who acts for a purpose: "summoned the envoy to complain" is the summoner's complaint."""
        if not is_aim(act):
            return None
        for other in reversed(self.acts):
            between = other.clause is act.clause and found.place < other.chunk.place < act.chunk.place
            if between and other.predicate.pos == "verb":
                return None
            if other.clause is act.clause and other.chunk.place < found.place and other.predicate.pos == "verb":
                return other.subject
        return None

    def _meant(self, pronoun: Chunk, act: Act) -> Chunk | None:
        """Give whom "it" or "they" means: the subject of the verb before it, else of what the clause hangs on."""
        for other in reversed(self.acts):
            earlier = other.clause is act.clause and other.chunk.place < pronoun.place
            if earlier and other.predicate.pos == "verb" and other.subject is not None:
                return understood(pronoun, other.subject.parties)
        shared = self.shared(act)
        return understood(pronoun, shared.parties) if shared is not None else None

    def after(self, act: Act, *, limit: int) -> Chunk | None:
        """Give the first bare actor among the next chunks."""
        for chunk in self.following(act)[:limit]:
            if chunk.kind == "actor" and chunk.bare and not chunk.taken:
                return chunk
        return None

    def antecedent(self, act: Act) -> Chunk | None:
        """Give what the relative clause describes in which an act stands."""
        return act.clause.antecedent if act.clause.kind == "relative" else None

    def ahead(self, act: Act) -> Chunk | None:
        """Give the subject of the clause after a participle that opens a sentence: "Accusing Berlin of …, Iran …"."""
        entry = act.chunk.entry
        if self.arabic or act.clause.number or entry is None or entry.tense not in ("ing", "pp"):
            return None
        after = next((clause for clause in self.clauses.all if clause.sibling is act.clause), None)
        named = next((chunk for chunk in after.members if can_be_subject(chunk)), None) if after is not None else None
        return understood(named, named.parties) if named is not None else None

    def deed_described(self, act: Act) -> Chunk | None:
        """Give whose deed a relative clause describes: "an attack in Kabul that killed …"."""
        antecedent = self.antecedent(act)
        deed = self.by_place.get(antecedent.place) if antecedent is not None else None
        if self.arabic or deed is None or deed.predicate.pos != "noun":
            return None
        parties = doers(deed)
        return understood(deed.chunk, parties) if parties else None

    def everything_before(self, act: Act) -> list[Chunk]:
        """Give all chunks of the sentence before an act."""
        return [chunk for clause in self.clauses.all for chunk in clause.members if chunk.place < act.chunk.place]

    def shared(self, act: Act) -> Chunk | None:
        """Find a subject that is not repeated: of the coordinate clause before, of the governor, of the parent."""
        clause: Clause | None = act.clause
        while clause is not None:
            sibling = clause.sibling
            if sibling is not None and clause.kind != "consequence":
                for other in self.acts:
                    if other.clause is sibling and other.subject is not None and other.predicate.pos == "verb":
                        return understood(other.subject, other.subject.parties)
            clause = sibling
        governor = act.governor
        if governor is not None:
            content = governor.predicate.content
            if content and content.subject in ("obj", "target") and governor.parties("target"):
                return understood(governor.roles["target"][0], governor.parties("target"))
            if governor.subject is not None:
                return understood(governor.subject, governor.subject.parties)
        if act.clause.kind in ("conditional", "temporal", "purpose", "cause", "contrast"):
            return self._threatened(act)
        return None

    def _threatened(self, act: Act) -> Chunk | None:
        """The party of an if is the one threatened or warned; of a "after it …", the parent's subject."""
        parent = act.clause.parent
        for other in self.acts:
            threatens = act.clause.kind == "conditional" and other.predicate.frame and other.parties("target")
            if other.clause is parent and other.chunk.place < act.chunk.place and threatens:
                return understood(other.roles["target"][0], other.parties("target"))
        gerund = not self.arabic and act.chunk.entry is not None and act.chunk.entry.tense == "ing"
        for other in self.acts if gerund else reversed(self.acts):
            if other.clause is parent and other.chunk.place < act.chunk.place and other.subject is not None:
                return understood(other.subject, other.subject.parties)
        return None

    def _passes_subject(self, verb: Chunk, act: Act) -> bool:
        return act.governor is not None and act.governor.chunk is verb and act.predicate.pos != "noun"

    def hanging(self, act: Act, slot: str) -> bool:
        """Tell whether a party hangs by a preposition after an act."""
        return any(slot in chunk.path and chunk.parties for chunk in self.following(act))

    def slot(self, chunk: Chunk, slots: dict[str, str]) -> str | None:
        """Give the slot by which a chunk hangs, through possessive prepositions."""
        for depth, preposition in enumerate(chunk.path):
            if preposition in slots or preposition in ("agent", "by"):
                return preposition
            if preposition not in _POSSESSIVE_LINKS or depth > 1:
                return None
        return None

    def belongs_nearer(self, act: Act, chunk: Chunk, slot: str) -> bool:
        """Tell whether an act between this one and the chunk has the same slot."""
        return any(
            other.chunk.place > act.chunk.place
            and other.chunk.place < chunk.place
            and other.clause is act.clause
            and (self.arabic or other.chunk not in act.roles.get("item", ()))
            and (slot in other.predicate.slots or slot in ("agent", "by"))
            for other in self.acts
        )
