"""Finds names and words of the lexicon in tokens: one look-up a token, longest match first.

A phrase is filed under its first word; the words after it must follow as they are. The first word may carry
proclitics, the last one a pronoun, which the reading that fits tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.language.tokens import Reading, Token, fold, readings, words
from ingest.lexicon.entries import Entry, Name


class Filed(NamedTuple):
    """A phrase in the index: the words after its first, and what it can be."""

    rest: tuple[str, ...]
    entries: tuple[Entry, ...]


class Match(NamedTuple):
    """A stretch of tokens [first, last) read as one phrase, with all that it can be."""

    first: int
    last: int
    reading: Reading
    entries: tuple[Entry, ...]


_Heads = tuple[tuple[Reading, tuple[Filed, ...]], ...]


class Index:
    """All phrases of one language. Built once, then only read; look-ups of a word are remembered."""

    def __init__(self, filed: Iterable[tuple[str, Entry]]) -> None:
        phrases: dict[tuple[str, ...], list[Entry]] = {}
        for phrase, entry in filed:
            key = words(phrase)
            if key:
                entries = phrases.setdefault(key, [])
                if entry not in entries:
                    entries.append(entry)
        self._heads: dict[str, list[Filed]] = {}
        for key in sorted(phrases, key=len, reverse=True):
            self._heads.setdefault(key[0], []).append(Filed(key[1:], tuple(phrases[key])))
        self._remembered: dict[str, _Heads] = {}
        # A cap, so that a long run over many documents keeps its memory: news repeats its words.
        self._most_remembered = 200_000

    def heads(self, folded: str) -> _Heads:
        """Give what a folded word can begin, for each of its readings."""
        known = self._remembered.get(folded)
        if known is None:
            if len(self._remembered) > self._most_remembered:
                self._remembered.clear()
            known = tuple(
                (reading, tuple(filed)) for reading in readings(folded) if (filed := self._heads.get(reading.core))
            )
            self._remembered[folded] = known
        return known

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
        heads = self.heads(tokens[place].folded)
        best: Match | None = None
        for reading, filed in heads:
            for rest, entries in filed:
                last = place + 1 + len(rest)
                if best is not None and last < best.last:
                    break
                pronoun = reading.pronoun
                if rest:
                    if pronoun or last > len(tokens):
                        continue
                    ending = _follows(tokens, place + 1, rest)
                    if ending is None:
                        continue
                    pronoun = ending
                fitting = tuple(entry for entry in entries if _written(entry, tokens, place, last))
                if not fitting:
                    continue
                found = Match(place, last, Reading(reading.proclitics, reading.core, pronoun), fitting)
                best = _better(best, found)
        return best


def _better(best: Match | None, found: Match) -> Match:
    if best is None or found.last > best.last:
        return found
    if found.reading == best.reading:
        return best._replace(entries=best.entries + found.entries)
    return best


def _follows(tokens: Sequence[Token], place: int, rest: tuple[str, ...]) -> str | None:
    """Give the pronoun at the end of the phrase's last word ("" for none), or None where the words differ."""
    for token, word in zip(tokens[place:], rest[:-1], strict=False):
        if token.folded != word:
            return None
    last = tokens[place + len(rest) - 1].folded
    if last == rest[-1]:
        return ""
    for reading in readings(last):
        if reading.core == rest[-1] and not reading.proclitics:
            return reading.pronoun
    return None


def _written(entry: Entry, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Check capital letters: «US» is not «us», «Turkey» not «turkey»."""
    value = entry.value
    if not isinstance(value, Name) or not value.exact:
        return True
    text = tokens[first].text
    if last == first + 1 and value.written.isupper():
        return fold(text) == fold(value.written) and text.isupper()
    return text[:1].isupper()
