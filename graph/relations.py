"""From claims, seen through judgements, to the relations between actors.

A pure function: the same claims and judgements give the same relations, in whatever order they come. Claims that
agree in source, type, target, item, factuality and attribution make one relation. Actors judged the same are seen as
the one with the smallest id. A symmetric relation has the smaller id as its source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.model import Claim, Factuality, Judgement, Relation, outermost
from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A claim with what its document adds: who published it, when, and of which group of copies it is.

    `group` is the document's own id unless given; `id` is the claim's.
    """

    claim: Claim
    publisher: str | None
    reported: date | None
    group: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        # Kept, because it is a hash over the claim and everything goes by it.
        object.__setattr__(self, "id", self.claim.id)
        object.__setattr__(self, "group", self.group or self.claim.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What claims must agree in to make one relation."""

    source: str
    type: str
    target: str
    item: str | None
    factuality: Factuality
    attributed: bool


def relations(
    sourced: Iterable[Sourced], judgements: Iterable[Judgement], vocabulary: Vocabulary
) -> tuple[Relation, ...]:
    """Derive the relations, in the order of their ids; raises KeyError for a type the vocabulary does not hold.

    A claim given twice counts once. `goldstein` is the mean over the claims, `confidence` that of the surest one.
    """
    seen = representatives(judgements)
    claims: dict[str, Sourced] = {one.id: one for one in sourced}
    groups: defaultdict[_Kind, list[Sourced]] = defaultdict(list)
    for one in claims.values():
        groups[_kind(one.claim, seen, vocabulary)].append(one)
    derived = (_relation(kind, group, seen, vocabulary) for kind, group in groups.items())
    return tuple(sorted(derived, key=lambda relation: relation.id))


def representatives(judgements: Iterable[Judgement]) -> Mapping[str, str]:
    """Map each actor that is judged the same as another to the smallest id among all that are so joined."""
    above: dict[str, str] = {}

    def top(actor: str) -> str:
        while above.setdefault(actor, actor) != actor:
            above[actor] = above[above[actor]]
            actor = above[actor]
        return actor

    for judgement in judgements:
        if judgement.verdict == "same":
            smaller, larger = sorted((top(judgement.left), top(judgement.right)))
            above[larger] = smaller
    return {actor: top(actor) for actor in list(above)}


def tenths(goldstein: float) -> int:
    """Give a Goldstein value, which has one decimal, as a whole number, so that sums are exact in any order."""
    return round(goldstein * 10)


def mean_goldstein(sum_of_tenths: int, count: int) -> float:
    """Give the mean of some Goldstein values."""
    return sum_of_tenths / (10 * count)


def _kind(claim: Claim, seen: Mapping[str, str], vocabulary: Vocabulary) -> _Kind:
    source, target = seen.get(claim.source, claim.source), seen.get(claim.target, claim.target)
    if vocabulary.relations[claim.relation].symmetric:
        source, target = sorted((source, target))
    return _Kind(
        source=source, type=claim.relation, target=target,
        item=claim.item, factuality=claim.factuality, attributed=claim.attributed,
    )  # fmt: skip


def _relation(kind: _Kind, group: list[Sourced], seen: Mapping[str, str], vocabulary: Vocabulary) -> Relation:
    claims = [one.claim for one in group]
    first, last = outermost(claim.when for claim in claims if claim.when)
    reported = [one.reported for one in group if one.reported]
    return Relation(
        source=kind.source,
        type=kind.type,
        target=kind.target,
        plover=vocabulary.relations[kind.type].plover,
        goldstein=mean_goldstein(sum(tenths(claim.goldstein) for claim in claims), len(claims)),
        factuality=kind.factuality,
        attributed=kind.attributed,
        item=kind.item,
        speakers=tuple(sorted({seen.get(speaker, speaker) for claim in claims for speaker in claim.speakers})),
        claims=tuple(sorted(one.id for one in group)),
        documents=tuple(sorted({claim.document for claim in claims})),
        publishers=tuple(sorted({one.publisher for one in group if one.publisher})),
        first=first,
        last=last,
        first_reported=min(reported, default=None),
        last_reported=max(reported, default=None),
        confidence=max(claim.confidence for claim in claims),
        independent_sources=tuple(sorted({one.group for one in group})),
    )
