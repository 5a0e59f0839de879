"""Finds names and words of the lexicon in tokens: one look-up a token, longest match first.

A phrase is filed under its first word; the words after it must follow as they are. The first word may carry
proclitics, the last one a pronoun, which the reading that fits tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ingest.language.tokens import Reading, Token, readings
from ingest.lexicon.entries import Entry, Name
from ingest.lexicon.table import Table, Values


class Filed(NamedTuple):
    """A phrase in the index: the words after its second, and what it can be.

    `checked` tells that some entry asks how the words are spelt.
    """

    rest: tuple[str, ...]
    entries: tuple[Entry, ...]
    checked: bool


class Branch(NamedTuple):
    """All phrases that begin with one word: the word alone, and longer ones by their second word, longest first."""

    alone: tuple[Entry, ...]
    checked: bool
    longer: dict[str, tuple[Filed, ...]]


class Match(NamedTuple):
    """A stretch of tokens [first, last) read as one phrase, with all that it can be."""

    first: int
    last: int
    reading: Reading
    entries: tuple[Entry, ...]


_Heads = tuple[tuple[Reading, Branch], ...]


_HAMZA = frozenset("أإؤئء")

# A cap, so that a long run over many documents keeps its memory: news repeats its words.
_MOST_REMEMBERED = 200_000


class Index:
    """All phrases of one language. Only read; what a word can begin is worked out when first met, then remembered."""

    def __init__(self, table: Table) -> None:
        self._values = Values(table["values"])
        self._phrases = table["phrases"]
        self._branches: dict[str, Branch | None] = {}
        self._remembered: dict[str, _Heads] = {}

    def heads(self, folded: str) -> _Heads:
        """Give what a folded word can begin, for each of its readings."""
        known = self._remembered.get(folded)
        if known is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            known = tuple(
                (reading, branch) for reading in readings(folded) if (branch := self._branch(reading.core)) is not None
            )
            self._remembered[folded] = known
        return known

    def _branch(self, word: str) -> Branch | None:
        if word not in self._branches:
            rows = self._phrases.get(word)
            self._branches[word] = None if rows is None else _branch(rows, self._values)
        return self._branches[word]

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match | int]:
        """Read tokens from left to right; yields matches, and the place of each token that nothing covers."""
        place = 0
        while place < len(tokens):
            match = self.match(tokens, place)
            if match is None:
                yield place
                place += 1
            else:
                yield match
                place = match.last

    def match(self, tokens: Sequence[Token], place: int) -> Match | None:
        """Give the longest phrase that begins at a place; of equal ones, all entries of the simplest reading first."""
        best: Match | None = None
        following = tokens[place + 1].folded if place + 1 < len(tokens) else ""
        for reading, branch in self.heads(tokens[place].folded):
            if branch.longer and following and not reading.pronoun:
                for found in _longer(branch, reading, tokens, place, following):
                    best = _better(best, found)
            if branch.alone and (best is None or best.last <= place + 1):
                fitting = _written(branch.alone, tokens, place, place + 1) if branch.checked else branch.alone
                if fitting:
                    best = _better(best, Match(place, place + 1, reading, fitting))
        return best


def _branch(rows: list[list[Any]], values: Values) -> Branch:
    longer: dict[str, list[Filed]] = {}
    alone: tuple[Entry, ...] = ()
    for rest, entries in rows:
        read = tuple(values.entry(entry) for entry in entries)
        if rest:
            longer.setdefault(rest[0], []).append(Filed(tuple(rest[1:]), read, _checked(read)))
        else:
            alone = read
    return Branch(alone, _checked(alone), {word: tuple(filed) for word, filed in longer.items()})


def _checked(entries: tuple[Entry, ...]) -> bool:
    return any(entry.hamza or (isinstance(entry.value, Name) and entry.value.exact) for entry in entries)


def _longer(branch: Branch, reading: Reading, tokens: Sequence[Token], place: int, following: str) -> Iterator[Match]:
    """Follow the phrases of a branch; the last word of each may carry the pronoun."""
    for second in readings(following):
        if second.proclitics:
            continue
        for rest, entries, checked in branch.longer.get(second.core, ()):
            last = place + 2 + len(rest)
            if last > len(tokens) or (rest and second.pronoun):
                continue
            pronoun = _ending(tokens, place + 2, rest) if rest else second.pronoun
            if pronoun is None:
                continue
            fitting = _written(entries, tokens, place, last) if checked else entries
            if fitting:
                yield Match(place, last, reading._replace(pronoun=pronoun), fitting)


def _ending(tokens: Sequence[Token], place: int, rest: tuple[str, ...]) -> str | None:
    """Give the pronoun on the last word of a phrase ("" for none), or None where the words differ."""
    for offset, expected in enumerate(rest[:-1]):
        if tokens[place + offset].folded != expected:
            return None
    last = tokens[place + len(rest) - 1].folded
    if last == rest[-1]:
        return ""
    return next((other.pronoun for other in readings(last) if other.core == rest[-1] and not other.proclitics), None)


def _better(best: Match | None, found: Match) -> Match:
    if best is None or found.last > best.last:
        return found
    if found.last == best.last and found.reading == best.reading:
        return best._replace(entries=best.entries + found.entries)
    return best


def _written(entries: tuple[Entry, ...], tokens: Sequence[Token], first: int, last: int) -> tuple[Entry, ...]:
    """Keep the entries spelt as the text has them: «US» is not «us», «Turkey» not «turkey», «هنأ» not «هنا»."""
    written = [token.text for token in tokens[first:last]]
    return tuple(entry for entry in entries if _spelling_fits(entry, written))


def _spelling_fits(entry: Entry, written: list[str]) -> bool:
    if entry.hamza and not _HAMZA.intersection(written[0]):
        return False
    value = entry.value
    if not isinstance(value, Name) or not value.exact:
        return True
    if len(written) == 1 and value.written.isupper():
        return written[0].isupper()
    return any(word[:1].isupper() for word in written)
