"""Arabic names that the registry does not hold: persons by title or given name, bodies by their class noun.

Nobody is made up of them: they are what a reader would look up or register.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.actors.registry import Registry
from graph.errors import DataError
from ingest.extract.chunks import Chunk
from ingest.language.tokens import Token, fold, readings, words
from ingest.lexicon.entries import Role

_FILE = "names_ar.toml"
# Words between a title and the name: nationality, state, «السابق».
_MOST_BETWEEN = 3
# An Arabic name in the press has rarely more parts that no registry knows.
_MOST_UNKNOWN = 2
_MOST_PARTS = 5
# Spellings of full names that begin so: one alone may be a word of the language that happens to be a name too.
_FREQUENT = 3
# A shorter single word after a title is rather a word of the language.
_SHORTEST_ALONE = 4
# What may open a name without being part of it.
_OPENING = frozenset({'"', "“", "«", "(", "''"})
# Hardly a foreign name ends so; Arabic adjectives, adverbs and words with a pronoun do.
_PLAIN_ENDINGS = ("ة", "ية", "اً", "ًا", "ه", "ها", "هم", "نا")


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    honorifics: frozenset[str]
    links: frozenset[str]
    bodies: frozenset[str]
    firms: frozenset[str]
    plain: frozenset[str]


Found = tuple[int, int, str]


class Unregistered:
    """Finds such names among the words of a sentence; `given` are the first names of registered persons."""

    def __init__(self, registry: Registry) -> None:
        self._words = _data()
        actors = (form for form in registry.forms("ar") if form.sort == "actor")
        persons = (words(form.text) for form in actors if registry.kind(form.ref) == "Person")
        names = {name for name in persons if len(name) > 1}
        common = self._words.plain | self._words.honorifics
        borne = Counter(name[0] for name in names)
        self.given = frozenset(borne) - common
        self._frequent = frozenset(name for name, bearers in borne.items() if bearers >= _FREQUENT) - common
        self._parts = frozenset(part for name in names for part in name) - common

    def find(self, here: Sequence[Token], chunks: Sequence[Chunk], taken: Collection[Found]) -> Iterator[Found]:
        """Give such names as token ranges with their kinds; `taken` are the names found already."""
        busy = {place: kind for first, last, kind in taken for place in range(first, last)}
        at = 0
        while at < len(chunks):
            found = self._at(here, chunks, at, busy)
            if found is not None:
                yield found
                while at < len(chunks) and chunks[at].first < found[1]:
                    at += 1
            else:
                at += 1

    def _at(self, here: Sequence[Token], chunks: Sequence[Chunk], at: int, busy: Mapping[int, str]) -> Found | None:
        chunk = chunks[at]
        if chunk.first in busy:
            return None
        word = here[chunk.first].folded
        if self._is_title(chunk, word):
            return self._titled(here, chunks, at, busy)
        core = _core(word, self._words.bodies | self._words.firms)
        if core is not None:
            return self._body(here, chunks, at, core, busy)
        return self._person(here, chunks, at, busy)

    def _is_title(self, chunk: Chunk, word: str) -> bool:
        value = chunk.entry.value if chunk.entry is not None else None
        office = isinstance(value, Role) and value.kind == "office" and not chunk.pronoun and chunk.number != "pl"
        return office or _core(word, self._words.honorifics) is not None

    def _titled(self, here: Sequence[Token], chunks: Sequence[Chunk], at: int, busy: Mapping[int, str]) -> Found | None:
        """Give a person by the title before the name, between which nationality, state or «السابق» may stand.

        After an office without article stands first whose it is: «ملك أراغون» is no king of that name.
        """
        title = chunks[at]
        first = at + 1 if title.kind != "role" or title.definite else at + 2
        for place, chunk in enumerate(chunks[at + 1 : at + _MOST_BETWEEN + 2], start=at + 1):
            token = here[chunk.first]
            if place >= first and chunk.first not in busy and self._begins(chunk, token):
                last = self._extent(here, chunks, place, busy)
                short = last == chunk.last and len(token.folded) < _SHORTEST_ALONE
                return None if short and token.folded not in self._parts else (chunk.first, last, "person")
            between = chunk.kind in ("adjective", "role") or token.text in _OPENING or chunk.first in busy
            if busy.get(chunk.first) == "person":
                return None
            if not (between or (chunk.kind == "noun" and chunk.definite and not chunk.conjoined)):
                return None
        return None

    def _person(self, here: Sequence[Token], chunks: Sequence[Chunk], at: int, busy: Mapping[int, str]) -> Found | None:
        """Give a person by a given name and another part of names behind it."""
        chunk = chunks[at]
        core = _core(here[chunk.first].folded, self._frequent) if chunk.kind == "noun" else None
        if core is None or chunk.last != chunk.first + 1 or at + 1 >= len(chunks) or len(core) < 3:
            return None
        after = chunks[at + 1]
        following = here[after.first].folded
        if after.first in busy or after.first != chunk.last or following not in self._parts | self._words.links:
            return None
        last = self._extent(here, chunks, at, busy)
        return (chunk.first, last, "person") if last > chunk.last else None

    def _body(
        self, here: Sequence[Token], chunks: Sequence[Chunk], at: int, core: str, busy: Mapping[int, str]
    ) -> Found | None:
        place = at + 1
        if place < len(chunks) and here[chunks[place].first].text in _OPENING:
            place += 1
        if place >= len(chunks) or chunks[place].first in busy:
            return None
        chunk = chunks[place]
        token = here[chunk.first]
        named = self._begins(chunk, token) and not token.folded.endswith(_PLAIN_ENDINGS)
        definite = chunk.kind == "noun" and chunk.definite and not chunk.preposition and core in self._words.bodies
        if not (named or definite):
            return None
        last = chunk.last
        after = chunks[place + 1] if place + 1 < len(chunks) else None
        if after is not None and core in self._words.bodies and after.first == last and after.first not in busy:
            last = after.last if self._goes_on(after, here[after.first], definite=definite) else last
        return chunks[at].first, last, "organization"

    def _goes_on(self, chunk: Chunk, token: Token, *, definite: bool) -> bool:
        if definite:
            return chunk.kind == "noun" and chunk.definite and not chunk.preposition and not chunk.conjoined
        return self._begins(chunk, token) and not token.folded.endswith(_PLAIN_ENDINGS)

    def _begins(self, chunk: Chunk, token: Token) -> bool:
        """Tell whether a word can begin a name: known as a given name, or not known at all."""
        if token.kind != "word" or token.folded in self._words.plain or chunk.last != chunk.first + 1:
            return False
        if token.folded in self.given:
            return True
        unknown = chunk.kind == "noun" and not (chunk.definite or chunk.preposition or chunk.conjoined)
        return unknown and not token.text.endswith(_PLAIN_ENDINGS) and len(token.folded) > 1

    def _extent(self, here: Sequence[Token], chunks: Sequence[Chunk], at: int, busy: Mapping[int, str]) -> int:
        """Follow the parts of a name to its end."""
        last = chunks[at].last
        unknown = 0
        linked = here[chunks[at].first].folded in self._words.links
        for chunk in chunks[at + 1 : at + _MOST_PARTS]:
            token = here[chunk.first]
            word = token.folded
            if chunk.first != last or chunk.first in busy or token.kind != "word" or word in self._words.plain:
                break
            if not (word in self._parts or word in self._words.links or linked):
                unknown += 1
                strange = chunk.kind == "noun" and not (chunk.preposition or chunk.conjoined)
                if unknown >= _MOST_UNKNOWN or not strange:
                    break
            linked = word in self._words.links
            last = chunk.last
        return last


def _core(word: str, among: Collection[str]) -> str | None:
    """Give the word under its proclitics where it is one of these."""
    return next((one.core for one in readings(word) if not one.pronoun and one.core in among), None)


@cache
def _data() -> _Words:
    """Load the words; raises DataError where the file does not keep its format."""
    text = files("ingest.language").joinpath("data", _FILE).read_text(encoding="utf-8")
    try:
        read = _Words.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise DataError(_FILE, str(error), "see the other lists of that file") from error
    return _Words(**{name: frozenset(map(fold, getattr(read, name))) for name in _Words.model_fields})
