"""Acts that English makes of two words: "said … must" asks, "willing to help" offers, "refused to lift" rejects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.vocabulary import Vocabulary
from ingest.extract.act import Act, can_be_subject, doers, understood
from ingest.extract.chunks import Chunk, Party
from ingest.extract.clauses import Clause
from ingest.lexicon.entries import Frame

_ASKS = "requests"
_OFFERS = "offers_cooperation_to"
_REJECTS = "rejects"
_OCCASIONS = (("in",), ("during",), ("at",), ("after",))
_DO_NOT_OFFER = frozenset({"REQUEST", "REJECT", "ACCUSE"})


class Compositions:
    """Gives words without a frame the one that they have together with the act they govern."""

    def __init__(self, frames: Mapping[str, Frame], vocabulary: Vocabulary) -> None:
        self._frames = frames
        self._vocabulary = vocabulary

    def apply(self, acts: Sequence[Act], clauses: Sequence[Clause]) -> None:
        """Look at each governing word that claims nothing by itself."""
        for act in acts:
            if act.predicate.pos == "noun" and act.predicate.language == "en":
                self._meeting(act, acts)
            content = act.predicate.content
            if act.predicate.language != "en" or act.predicate.frame or content is None:
                continue
            inner = [other for other in acts if _under(other, act)]
            light = act.predicate.light
            if light == "call":
                self._become(act, _ASKS, [party for other in inner for party in self._parties(other)])
            elif light in ("offer", "refuse"):
                self._become(act, _OFFERS if light == "offer" else _REJECTS, self._aimed(act, inner, light))
            elif content.speaks and act.predicate.pos == "verb":
                self._become(act, _ASKS, _obliged(act, clauses))

    def _meeting(self, act: Act, acts: Sequence[Act]) -> None:
        """Give talks named as an occasion to those who talk: "praised Maduro in a phone call", "agreed after talks"."""
        frame = self._frames.get(act.frame or "")
        if (
            frame is None
            or act.chunk.path[:1] not in _OCCASIONS
            or not self._vocabulary.relations[frame.relation].symmetric
        ):
            return
        if act.governor is not None or any(act.parties(role) for role in ("both", "source", "target")):
            return
        for other in acts:
            near = other.clause is act.clause or other.clause.sibling is act.clause
            if other is act or not near or other.frame not in self._frames:
                continue
            sources = doers(other)
            parties = [*sources, *(other.parties("target") if len(sources) == 1 else ())]
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

    def _aimed(self, act: Act, inner: Sequence[Act], light: str) -> list[Party]:
        """Give towards whom something friendly is offered or refused."""
        found: list[Party] = []
        for other in inner:
            frame = self._frames.get(other.frame or "")
            if frame is None or (light == "offer" and other.predicate.pos != "verb"):
                continue
            relation = self._vocabulary.relations[frame.relation]
            if self._vocabulary.quad(frame.relation).endswith("cooperation") and relation.plover not in _DO_NOT_OFFER:
                found += other.parties("target") or other.parties("both")
        return found


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
