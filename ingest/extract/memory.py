"""What a document has named so far, so that «البلدين», "the ministry" or a pronoun can be resolved.

Only what the document itself set up is used; where it set up nothing that fits, the reference stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ingest.extract.chunks import Party
from ingest.lexicon.entries import Reference

# How many distinct actors back a reference may reach: news names the parties of a story again and again.
_REACH = 12


# «الحركة», «المنظمة» could be any of those named; only one alone is meant for sure.
_ONLY_ONE = frozenset({"groups", "organizations"})


class Memory:
    """Actors in the order in which they were last named, by the kind of word that may refer to them.

    `home` is the state in which the document's publisher is at home.
    """

    def __init__(self, home: str | None = None) -> None:
        self._home = home
        self._named: dict[str, list[Party]] = {}
        self._items: list[str] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def name(self, kind: str, party: Party) -> None:
        """Remember that a party was named; `kind` is states, kingdoms, organizations, groups, media, persons."""
        self._counts[kind, party.actor] += not party.understood
        named = self._named.setdefault(kind, [])
        named[:] = [other for other in named if (other.actor, other.via) != (party.actor, party.via)][-_REACH:]
        named.append(party)

    def name_item(self, item: str) -> None:
        """Remember that an item was named."""
        if item in self._items:
            self._items.remove(item)
        self._items.append(item)

    def last_item(self, kinds: Iterable[str] = ()) -> str | None:
        """Give the item named last other than the given generic ones."""
        generic = set(kinds)
        return next((item for item in reversed(self._items) if item not in generic), None)

    def resolve(self, reference: Reference) -> list[Party]:
        """Give the parties that a reference stands for; empty where the document set up too few."""
        if reference.antecedent == "kingdoms":
            return self._kingdom()
        named = self._named.get(reference.antecedent, [])
        if reference.role:
            named = [party for party in named if party.role == reference.role]
        distinct: dict[str, Party] = {}
        for party in reversed(named):
            distinct.setdefault(party.actor, party)
        if len(distinct) < max(reference.count, 1):
            return []
        if reference.antecedent in _ONLY_ONE and len(distinct) > 1:
            return []
        if reference.count > 1:
            return self._pair(reference, distinct)
        return [next(iter(distinct.values()))]

    def _kingdom(self) -> list[Party]:
        """«المملكة» is the publisher's own kingdom, else the one named last."""
        if self._home is not None:
            return [Party(self._home, None, 0, 0, understood=True)]
        return self._named.get("kingdoms", [])[-1:]

    def _pair(self, reference: Reference, distinct: dict[str, Party]) -> list[Party]:
        """«البلدان» are the two that the story is about: named most often; of equals, last; else nobody."""
        recency = {actor: -place for place, actor in enumerate(distinct)}
        ranked = sorted(
            distinct, key=lambda actor: (self._counts[reference.antecedent, actor], recency[actor]), reverse=True
        )
        chosen, rest = ranked[: reference.count], ranked[reference.count :]
        least = self._counts[reference.antecedent, chosen[-1]]
        if rest and self._counts[reference.antecedent, rest[0]] == least and recency[chosen[-1]] <= -reference.count:
            return []
        return [distinct[actor] for actor in reversed(list(distinct)) if actor in chosen]

    def only(self, kind: str) -> Party | None:
        """Give the one party of a kind that has been named; None where there are several or none."""
        named = self._named.get(kind, [])
        return named[-1] if named and len({party.actor for party in named}) == 1 else None

    def named(self, kind: str) -> tuple[Party, ...]:
        """Give all parties of a kind, the one named last at the end."""
        return tuple(self._named.get(kind, ()))

    def with_role(self, role: str) -> Party | None:
        """Give the party last named by an office or body of this key."""
        for kind in ("persons", "states", "organizations"):
            for party in reversed(self._named.get(kind, [])):
                if party.role == role:
                    return party
        return None
