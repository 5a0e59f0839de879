"""Acts that English makes of two words: "said … must" asks, "willing to help" offers, "refused to lift" rejects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.vocabulary import Vocabulary
from ingest.extract.act import Act, can_be_subject, doers, understood
from ingest.extract.chunks import Chunk, Party
from ingest.extract.clauses import Clause
from ingest.extract.stance import own_effect
from ingest.lexicon.entries import Frame

_ASKS = "requests"
_OFFERS = "offers_cooperation_to"
_REJECTS = "rejects"
# Chunks before a verb among which "will not" stands.
_REACH = 3
_OCCASIONS = (("in",), ("during",), ("after",))
_DO_NOT_OFFER = frozenset({"REQUEST", "REJECT", "ACCUSE"})


class Compositions:
    """Gives words without a frame the one that they have together with the act they govern."""

    def __init__(self, frames: Mapping[str, Frame], vocabulary: Vocabulary) -> None:
        self._frames = frames
        self._vocabulary = vocabulary

    def apply(self, acts: Sequence[Act], clauses: Sequence[Clause]) -> None:
        """Look at each governing word that claims nothing by itself."""
        for act in acts:
            if act.predicate.language != "en":
                continue
            if act.predicate.pos == "noun":
                self._meeting(act, acts)
            if _will_not(act):
                self._refuse(act, [other for other in acts if other is act or _under(other, act)])
            elif act.predicate.frame is None and act.predicate.content is not None:
                self._govern(act, acts, clauses)

    def _govern(self, act: Act, acts: Sequence[Act], clauses: Sequence[Clause]) -> None:
        inner = [other for other in acts if _under(other, act)]
        light, verb = act.predicate.light, act.predicate.pos == "verb"
        if light == "call":
            self._become(act, _ASKS, [party for other in inner for party in self._parties(other)])
        elif light == "refuse" and verb:
            self._refuse(act, inner)
        elif light == "offer":
            self._become(act, _OFFERS, [party for other in inner for party in self._friendly(other, verbs=True)])
        elif verb and act.predicate.content is not None and act.predicate.content.speaks:
            self._become(act, _ASKS, _obliged(act, clauses))

    def _meeting(self, act: Act, acts: Sequence[Act]) -> None:
        """Give talks named as an occasion to those who talk: "praised Maduro in a phone call", "agreed after talks"."""
        frame = self._frames.get(act.frame or "")
        if frame is None or not self._vocabulary.relations[frame.relation].symmetric:
            return
        adjunct = act.governor is None and act.chunk.path[:1] in _OCCASIONS
        if not adjunct or any(act.parties(role) for role in ("both", "source", "target")):
            return
        for other in acts:
            near = other.clause is act.clause or other.clause.sibling is act.clause
            if other is act or not near or other.frame not in self._frames:
                continue
            sources = doers(other)
            told = len(sources) == 1 and act.chunk.path[0] != "after"
            parties = [*sources, *(other.parties("target") if told else ())]
            if len({party.actor for party in parties}) > 1:
                act.add("both", understood(act.chunk, parties))
                return

    def _become(self, act: Act, frame: str, targets: list[Party]) -> None:
        source = {party.actor for party in doers(act)}
        rest = [party for party in targets if party.actor not in source]
        if rest and source:
            act.composed = frame
            act.add("target", understood(act.chunk, rest))

    def _parties(self, act: Act) -> list[Party]:
        """Give whom an act that is called for would have to do: who is named as its doer, else all that it names."""
        if act.frame not in self._frames:
            return []
        return act.parties("source") or act.parties("both") or act.parties("target")

    def _refuse(self, act: Act, inner: Sequence[Act]) -> None:
        """Let the refusal of something friendly stand for it: what is refused is no second link."""
        friendly = [other for other in inner if self._friendly(other)]
        if own_effect(act) == "none":
            return
        self._become(act, _REJECTS, [party for other in friendly for party in self._friendly(other)])
        if act.composed:
            for other in friendly:
                other.silent = other is not act

    def _friendly(self, other: Act, *, verbs: bool = False) -> list[Party]:
        """Give towards whom an act is friendly; nobody where it is not."""
        frame = self._frames.get(other.frame or "")
        if frame is None or (verbs and other.predicate.pos != "verb"):
            return []
        relation = self._vocabulary.relations[frame.relation]
        if not self._vocabulary.quad(frame.relation).endswith("cooperation") or relation.plover in _DO_NOT_OFFER:
            return []
        return other.parties("target") or other.parties("both")


def _will_not(act: Act) -> bool:
    """Tell whether somebody says by a verb what he will not do: "will not lift", "would never accept"."""
    members = act.clause.members
    here = members.index(act.chunk)
    near = members[max(0, here - _REACH) : here]
    negated = any(chunk.is_marker("negation") for chunk in near)
    return act.predicate.pos == "verb" and negated and any(chunk.is_marker("future") for chunk in near)


def _under(inner: Act, outer: Act) -> bool:
    node = inner.governor
    while node is not None and node is not outer and node.predicate.frame is None:
        node = node.governor
    return node is outer


def _obliged(act: Act, clauses: Sequence[Clause]) -> list[Party]:
    """Give who must do something in what is said: "said that Israel must …"."""
    for clause in clauses:
        if clause.governor is not act.chunk:
            continue
        for place, chunk in enumerate(clause.members):
            if chunk.is_marker("modal") and chunk.marker is not None and chunk.marker.effect == "none":
                named = _named(clause.members[:place])
                return list(named.parties) if named is not None else []
    return []


def _named(before: Sequence[Chunk]) -> Chunk | None:
    bare = next((chunk for chunk in before if can_be_subject(chunk)), None)
    return bare or next((chunk for chunk in before if chunk.kind in ("actor", "place", "adjective")), None)
