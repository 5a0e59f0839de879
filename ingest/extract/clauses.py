"""The clauses of a sentence: which hangs on which, by what word, and who is said to speak in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.extract.chunks import DATES, Chunk
from ingest.language.tokens import Token
from ingest.lexicon.entries import Entry, Predicate

_SUBORDINATE = ("conditional", "relative", "temporal", "purpose", "cause", "contrast")
_PLACED = frozenset({"in", "at", "near"})
# Chunks between a verb of saying and what is said.
_DATE_REACH = 4
_ARTICLES = frozenset({"a", "an", "the"})
# Clauses whose content is background: what is said of them is theirs, not their governor's (denial, plan …).
BACKGROUND = ("relative", "temporal", "cause", "contrast")


@dataclass(slots=True, eq=False)
class Clause:
    """A clause: `governor` is the predicate whose content it is, `antecedent` what a relative clause describes.

    `sibling` is the clause it is coordinated with, whose subject it may share; `attributed` are the chunks named
    by "according to" in it; `conditioned` tells that an if hangs on it.
    """

    kind: str
    number: int
    parent: Clause | None = None
    governor: Chunk | None = None
    antecedent: Chunk | None = None
    sibling: Clause | None = None
    opener: Chunk | None = None
    members: list[Chunk] = field(default_factory=list)
    attributed: list[Chunk] = field(default_factory=list)
    conditioned: bool = False
    has_verb: bool = False

    def up(self) -> Clause | None:
        """Give the clause that this one hangs on."""
        return self.parent


class Clauses:
    """Cuts one sentence's chunks into clauses, from left to right."""

    def __init__(self, chunks: Sequence[Chunk], tokens: Sequence[Token], *, arabic: bool) -> None:
        self._chunks = chunks
        self._tokens = tokens
        self._arabic = arabic
        self.all: list[Clause] = []
        self._current = self._open("main", None)
        place = 0
        while place < len(chunks):
            place = self._step(place)

    def of(self, chunk: Chunk) -> Clause:
        """Give the clause that a chunk stands in."""
        return self.all[chunk.clause]

    def _open(self, kind: str, parent: Clause | None, **of: Chunk | Clause | None) -> Clause:
        clause = Clause(kind, len(self.all), parent, **of)  # type: ignore[arg-type] # keyword fields of Clause
        self.all.append(clause)
        self._current = clause
        return clause

    def _add(self, chunk: Chunk) -> None:
        chunk.clause = self._current.number
        self._current.members.append(chunk)
        self._current.has_verb = self._current.has_verb or _is_verb(chunk)

    def _step(self, place: int) -> int:
        chunk = self._chunks[place]
        marker = chunk.marker
        kind = marker.kind if marker else ""
        if kind == "according":
            return self._according(place)
        if kind == "complement" and self._complement(chunk):
            pass
        elif kind in _SUBORDINATE:
            self._subordinate(kind, chunk, place)
        elif kind == "comma":
            self._comma(place)
        elif kind == "colon":
            self._colon(chunk)
        elif kind == "quote":
            self._quote(place)
        elif kind == "resumption" and self._current.has_verb:
            self._open("main", None, sibling=None)
        elif self._coordinates(chunk, place):
            self._coordinate()
        elif not self._arabic and self._unmarked_content(chunk, place):
            self._open("complement", self._current, governor=self._saying(place))
        self._add(chunk)
        return place + 1

    def _unmarked_content(self, chunk: Chunk, place: int) -> bool:
        """Tell whether what was said begins here without "that": "said Iran had sent …"."""
        before = self._saying(place)
        predicate = before.predicate if before is not None else None
        if predicate is None or predicate.content is None or not predicate.content.speaks or predicate.frame:
            return False
        if (
            chunk.preposition
            or chunk.word in DATES
            or predicate.pos != "verb"
            or chunk.kind not in ("actor", "reference", "role", "noun", "place", "item")
        ):
            return False
        return any(_is_verb(later) for later in self._segment(place))

    def _saying(self, place: int) -> Chunk | None:
        """Give the word before a place, over a date and a place: "said [on Monday] [in Paris] Iran had …"."""
        for chunk in reversed(self._chunks[max(0, place - _DATE_REACH) : place]):
            if not (chunk.preposition or chunk.word in DATES or chunk.kind == "number"):
                return chunk
        return None

    def _attribution(self, segment: list[Chunk]) -> bool:
        """Make a trailing "…, X said" the governor of what stands before it."""
        segment = [chunk for chunk in segment if chunk.kind != "mark"]
        verbs = [chunk for chunk in segment if _is_verb(chunk)]
        if len(verbs) != 1 or verbs[0] not in (segment[0], segment[-1]):
            return False
        predicate = verbs[0].predicate
        if predicate is None or predicate.content is None or not predicate.content.speaks or predicate.frame:
            return False
        if not any(chunk.kind in ("actor", "reference", "role", "noun") for chunk in segment):
            return False
        for clause in self.all:
            if clause.governor is None and clause.parent is None:
                clause.governor = verbs[0]
        self._open("attribution", None)
        return True

    def _apposition(self, segment: list[Chunk], place: int) -> bool:
        """Keep what explains an actor between commas from acting itself: "Turkey, a NATO member, …"."""
        before = self._chunks[place - 1] if place else None
        if before is None or before.kind != "actor" or segment[0].first == 0:
            return False
        end = segment[-1].place + 1
        closed = end < len(self._chunks) and self._chunks[end].is_marker("comma")
        article = self._tokens[segment[0].first - 1].folded in _ARTICLES
        if not (closed and article) or any(_is_verb(chunk) or chunk.is_marker(*_SUBORDINATE) for chunk in segment):
            return False
        for chunk in segment:
            chunk.taken = True
        return True

    def _according(self, place: int) -> int:
        """Take the actor after "according to" out of the clause and make it the clause's speaker."""
        self._add(self._chunks[place])
        end = place + 1
        while end < len(self._chunks) and end <= place + 3:
            chunk = self._chunks[end]
            self._add(chunk)
            end += 1
            if chunk.kind == "actor":
                chunk.taken = True
                clause = self._current
                initial = place == 0 or self._chunks[place - 1].is_marker("comma", "quote")
                while initial and clause.parent is not None:
                    clause = clause.parent
                clause.attributed.append(chunk)
                break
            if chunk.is_marker("comma", "complement") or chunk.kind == "predicate":
                break
        return end

    def _complement(self, chunk: Chunk) -> bool:
        if self._arabic and chunk.conjoined and (before := self._last_complement()) is not None:
            # Coordinated, but with a subject of its own: no sibling whose subject it would share.
            self._open("complement", before.parent, governor=before.governor, opener=chunk)
            return True
        governor = self._last_governing("comp")
        previous = self._chunks[chunk.place - 1] if chunk.place else None
        if not self._arabic and previous is not None and previous.kind in ("item", "noun", "actor", "place"):
            adjacent = governor is not None and governor.place >= chunk.place - 2
            if not adjacent:
                self._subordinate("relative", chunk, chunk.place)
                return True
        if governor is None:
            return False
        self._open("complement", self._current, governor=governor, opener=chunk)
        return True

    def _last_complement(self) -> Clause | None:
        """Find the clause of content that «وأن» goes on with, out of whatever stands in between."""
        clause: Clause | None = self._current
        while clause is not None and clause.kind != "complement":
            clause = clause.parent
        return clause if clause is not None and clause.governor is not None else None

    def _last_governing(self, slot: str) -> Chunk | None:
        clause: Clause | None = self._current
        while clause is not None:
            for chunk in reversed(clause.members):
                if any(_takes(entry, slot) for entry in chunk.senses):
                    return chunk
            if clause.kind == "relative" or clause.members:
                break
            clause = clause.parent
        return None

    def _subordinate(self, kind: str, chunk: Chunk, place: int) -> None:
        antecedent = self._antecedent(chunk, place) if kind == "relative" else None
        self._current.conditioned = self._current.conditioned or kind == "conditional"
        self._open(kind, self._current, antecedent=antecedent, opener=chunk)

    def _antecedent(self, relative: Chunk, place: int) -> Chunk | None:
        for chunk in reversed(self._chunks[:place]):
            if chunk.is_marker("comma", "quote"):
                continue
            if relative.is_marker("complement") and chunk.preposition in _PLACED and chunk.kind in ("actor", "place"):
                continue
            if chunk.kind in ("actor", "place", "item", "noun", "predicate", "role", "reference"):
                plural = relative.number in ("pl", "dual")
                return chunk if plural or chunk.kind != "actor" else chunk.last_party()
            if chunk.kind == "marker":
                return None
        return None

    def _segment(self, place: int) -> list[Chunk]:
        """Give the chunks after a mark, up to the next one."""
        segment = []
        for chunk in self._chunks[place + 1 :]:
            if chunk.is_marker("comma", "colon"):
                break
            segment.append(chunk)
        return segment

    def _comma(self, place: int) -> None:
        segment = self._segment(place)
        if not segment:
            return
        if not self._arabic and self._attribution(segment):
            return
        if not self._arabic and self._apposition(segment, place):
            return
        current = self._current
        openers = (i for i, chunk in enumerate(segment) if chunk.is_marker(*_SUBORDINATE, "complement"))
        segment = segment[: next(openers, len(segment))]
        if not segment:
            return
        verb = any(_is_verb(chunk) for chunk in segment)
        if current.kind == "conditional" and any(chunk.predicate is not None for chunk in segment):
            self._open("consequence", current.parent, sibling=current, governor=None)
        elif current.kind in _SUBORDINATE and not segment[0].is_marker(*_SUBORDINATE) and not segment[0].conjoined:
            if current.parent is not None:
                self._current = current.parent
        elif self._arabic and current.kind in BACKGROUND and segment[0].conjoined and self._resumes(current, segment):
            self._current = current.parent or current
            self._coordinate()
        elif verb and current.has_verb and (_is_verb(segment[0]) or segment[0].kind in ("actor", "reference", "role")):
            self._coordinate()

    def _resumes(self, current: Clause, segment: list[Chunk]) -> bool:
        """Tell whether «، وأعلن» goes on with what a clause of background interrupted."""
        return current.parent is not None and current.parent.has_verb and _is_verb(segment[0])

    def _colon(self, chunk: Chunk) -> None:
        governor = self._last_speaking()
        if governor is not None:
            self._open("complement", self._current, governor=governor, opener=chunk)
            return
        named = [member for member in self._current.members if member.kind == "actor"]
        alone = len(named) == 1 and not any(member.kind == "predicate" for member in self._current.members)
        self._open("main", None)
        if alone:
            named[0].taken = True
            self._current.attributed.append(named[0])

    def _last_speaking(self) -> Chunk | None:
        clause: Clause | None = self._current
        while clause is not None:
            for member in reversed(clause.members):
                if any(_takes(entry, "comp", speaking=True) for entry in member.senses):
                    return member
            clause = clause.parent if clause.kind == "relative" else None
        return None

    def _quote(self, place: int) -> None:
        """A quotation that follows a verb of saying and its subject is what was said."""
        members = self._current.members
        speaking = next((member for member in reversed(members) if member.kind == "predicate"), None)
        predicate = speaking.predicate if speaking else None
        if predicate is None or predicate.content is None or not predicate.content.speaks or predicate.frame:
            return
        if predicate.pos == "verb" and any(_is_verb(chunk) for chunk in self._chunks[place + 1 :]):
            self._open("complement", self._current, governor=speaking, opener=self._chunks[place])

    def _coordinates(self, chunk: Chunk, place: int) -> bool:
        if not self._current.has_verb:
            return False
        if self._arabic:
            particle = chunk.is_marker("negation", "modal", "future", "auxiliary")
            following = self._chunks[place + 1] if place + 1 < len(self._chunks) else None
            return chunk.conjoined and (_is_verb(chunk) or (particle and following is not None and _is_verb(following)))
        before = self._chunks[place - 1] if place else None
        return before is not None and before.is_marker("conjunction") and _is_verb(chunk)

    def _coordinate(self) -> None:
        current = self._current
        kind = current.kind if current.kind != "complement" else "complement"
        self._open(
            kind, current.parent, sibling=current, governor=current.governor, antecedent=current.antecedent,
            opener=current.opener,
        )  # fmt: skip


def _takes(entry: Entry, slot: str, *, speaking: bool = False) -> bool:
    content = entry.value.content if isinstance(entry.value, Predicate) else None
    return content is not None and slot in content.slots and (content.speaks or not speaking)


def _is_verb(chunk: Chunk) -> bool:
    return chunk.predicate is not None and chunk.predicate.pos == "verb"
