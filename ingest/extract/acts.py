"""Acts: each predicate of a sentence with its parties, found by valency inside its clause.

Roles are filled from the predicate's own slots first, then from what governs it: control («بدأت روسيا في استخدام»),
light verbs («شنّ هجوماً»), the party accused or threatened. A reading that leaves source or target open claims nothing.
"""

from __future__ import annotations

from ingest.extract import coordination, prepositions, pronouns
from ingest.extract.act import Act, give
from ingest.extract.chunks import Party, hang
from ingest.extract.clauses import Clauses
from ingest.extract.governing import Governing
from ingest.extract.nouns import Nouns
from ingest.extract.senses import choose
from ingest.extract.surroundings import Surroundings
from ingest.extract.verbs import Verbs


class Acts:
    """All acts of one sentence in their order, governed and with their roles filled."""

    def __init__(self, clauses: Clauses, *, arabic: bool) -> None:
        choose(clauses)
        self.clauses = clauses.all
        self.all = [
            Act(member, member.predicate, clause)
            for clause in clauses.all
            for member in clause.members
            if member.predicate is not None
        ]
        self.all.sort(key=lambda act: act.chunk.place)
        if arabic and sum(prepositions.reveal(act) for act in self.all):
            hang([chunk for clause in clauses.all for chunk in clause.members])
        around = Surroundings(clauses, self.all, arabic=arabic)
        self._governing = Governing(around)
        for act in self.all:
            act.governor = self._governing.governor(act)
        self._fill(around)
        for act in self.all:
            self._governing.outer(act)
            self._governing.speak_of_itself(act)
            self._governing.told_by(act)

    def _fill(self, around: Surroundings) -> None:
        """Nouns first, the last before those it may depend on; then verbs; then prepositions, nearest act first."""
        nouns, verbs = Nouns(around), Verbs(around)
        for act in reversed(self.all):
            if act.predicate.pos != "verb":
                nouns.fill(act)
        for act in self.all:
            if act.predicate.pos == "verb":
                verbs.fill(act)
        if not around.arabic:
            self._owned(around)
        for act in reversed(self.all):
            prepositions.fill(act, around)
        if not around.arabic:
            coordination.share(self.all)
        for act in reversed(self.all):
            nouns.of_subject(act)
        for act in self.all:
            nouns.by_preceding(act)
            if act.predicate.pos == "verb":
                verbs.by_event(act)

    def _owned(self, around: Surroundings) -> None:
        """Give the deeds that "its" claims for somebody to whom it means."""
        for act in self.all:
            role = act.predicate.slots.get("gen", "") if act.predicate.pos == "noun" else ""
            owner = pronouns.owner(act, around) if role.startswith(("source", "both")) else None
            if owner is not None and not act.parties("source"):
                give(act, role.partition("|")[0], owner)

    def first_named(self, act: Act) -> list[Party]:
        """Give the parties of the first bare actor in the clause that an act governs."""
        return self._governing.first_named(act)
