"""Chunks: the noun phrases, predicates and structure words of a sentence, in order.

Working values of one sentence; they are slotted but not frozen, because later steps fill them and a hundred articles
a second leave no time for copies.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.lexicon.entries import Entry, Marker, Predicate

# A chain of plain nouns («على مواقع تابعة لقوات») carries its preposition on over this many words.
_LONGEST_CHAIN = 5
_YEAR = 4
DATES = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "week", "month", "year",
    "today", "yesterday", "tomorrow", "morning", "evening", "night", "day", "days", "weeks", "months", "years",
})  # fmt: skip


@dataclass(slots=True, eq=False)
class Party:
    """An actor as a sentence names it: who acts, through which body or person, where it stands (tokens).

    `people` tells that the people is named («السوريون»), which may mean the state or its citizens.
    """

    actor: str
    via: str | None
    first: int
    last: int
    understood: bool = False
    role: str | None = None
    people: bool = False


@dataclass(slots=True, eq=False)
class Chunk:
    """A stretch of tokens [first, last) that plays one part.

    `kind`: actor, adjective (of nationality), role (an office or body whose state is not known yet), item, place,
    predicate, marker, reference, noun (any other word), number. `preposition` is canonical; `path` lists the
    prepositions by which the chunk hangs, innermost first, through the plain nouns before it. `genitive` marks an actor
    that follows a plain noun as its possessor («نفوذ باكستان»): no subject. `led` is the preposition before it as it is
    written: its first word.
    """

    kind: str
    first: int
    last: int
    preposition: str = ""
    conjoined: bool = False
    gender: str = ""
    number: str = ""
    definite: bool = False
    pronoun: str = ""
    possessive: bool = False
    future: bool = False
    parties: list[Party] = field(default_factory=list)
    item: str | None = None
    items: list[str] = field(default_factory=list)
    entry: Entry | None = None
    entries: tuple[Entry, ...] = ()
    path: tuple[str, ...] = ()
    place: int = 0
    clause: int = 0
    taken: bool = False
    genitive: bool = False
    word: str = ""
    led: str = ""
    marker: Marker | None = field(init=False, default=None)
    predicate: Predicate | None = field(init=False, default=None)

    @property
    def bare(self) -> bool:
        """Whether no preposition governs it: it can be subject or object."""
        return not self.path

    def __post_init__(self) -> None:
        if self.entry is not None:
            self.read_as(self.entry)

    def read_as(self, entry: Entry | None) -> None:
        """Take one analysis; `marker` and `predicate` are it, if it is one."""
        self.entry = entry
        value = entry.value if entry is not None else None
        self.marker = value if isinstance(value, Marker) else None
        self.predicate = value if isinstance(value, Predicate) else None

    @property
    def senses(self) -> list[Entry]:
        """All predicates it can be, of the same part of speech as the one chosen first."""
        chosen = self.predicate
        if chosen is None:
            return []
        return [entry for entry in self.entries if isinstance(entry.value, Predicate) and entry.value.pos == chosen.pos]

    def is_marker(self, *kinds: str) -> bool:
        """Tell whether it is a structure word of one of the kinds."""
        return self.marker is not None and self.marker.kind in kinds

    def last_party(self) -> Chunk:
        """Give the chunk narrowed to the last of its coordinated parties."""
        return replace(self, parties=self.parties[-1:]) if len(self.parties) > 1 else self


def hang(chunks: list[Chunk]) -> None:
    """Work out by which prepositions each chunk hangs, and number the chunks; quotation marks do not part words."""
    previous: Chunk | None = None
    chain = 0
    for place, chunk in enumerate(chunks):
        chunk.place = place
        chunk.genitive = False
        if chunk.is_marker("quote"):
            continue
        if chunk.kind == "number" and previous is not None and previous.word in DATES:
            chunk.led = previous.word
        own = (chunk.preposition,) if chunk.preposition else ()
        chunk.path = own
        if previous is not None and chain < _LONGEST_CHAIN and _linked(previous, chunk):
            chunk.path = own + previous.path
            chunk.genitive = not own and chunk.kind == "actor" and _possessed(previous, chunks)
            chain += 1
        elif previous is not None and chunk.conjoined and not own and _goes_on(previous, chunk):
            chunk.path = previous.path
        else:
            chain = 0
        previous = chunk


def _linked(previous: Chunk, chunk: Chunk) -> bool:
    """Tell whether a chunk belongs to the plain noun before it: its genitive, its adjective, its «ل»."""
    described = previous.kind == "predicate" and bool(previous.parties)
    if (
        (previous.kind not in ("noun", "role", "number", "adjective") and not described)
        or chunk.kind == "marker"
        or chunk.conjoined
    ):
        return False
    if chunk.predicate is not None and chunk.predicate.pos == "verb":
        return False
    if chunk.kind in ("actor", "place") and (_is_date(previous) or previous.word in DATES):
        # A year or a day ends its phrase: "in April 1979 Tanzania …", "on Tuesday Iran …".
        return False
    if chunk.kind == "noun" and not chunk.preposition:
        # After a noun with its article only an adjective with one follows («الإرهاب، [باعتبارها] شريكا» is cut).
        return chunk.definite or not previous.definite
    return True


def _goes_on(previous: Chunk, chunk: Chunk) -> bool:
    """Tell whether a conjoined word hangs as the one before: «في شانغهاي وأبو ظبي»."""
    return chunk.kind in ("noun", "role") or (chunk.kind in ("actor", "place") and previous.kind in ("noun", "place"))


def _is_date(number: Chunk) -> bool:
    """Tell a year or a day from a count: "in 2019 Iran …", "on May 3 Iran …", but "against 28 Peruvian officials"."""
    return number.kind == "number" and (len(number.word) == _YEAR or number.led in DATES)


def _possessed(noun: Chunk, chunks: list[Chunk]) -> bool:
    """Tell whether a word before an actor can only be a noun: indefinite and not where an unknown verb would stand."""
    if noun.kind != "noun" or noun.definite or noun.conjoined or noun.place == 0:
        return False
    before = chunks[noun.place - 1]
    return before.kind not in ("marker", "mark")
