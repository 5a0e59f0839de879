"""Words with their places in the text, folded for look-up, and every way to take clitics off them.

A token keeps all its readings; the lexicon chooses among them, never a stemmer. What a reading looks like:
«وبالصواريخ» gives ("وب", "الصواريخ", "") among others, «زودتها» gives ("", "زودت", "ها").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.model import Span

# Written forms of one letter, and marks that carry no letter; folded words keep ة and the seats of hamza.
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200c-\u200f\u2066-\u2069\u06d6-\u06ed]")
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "’": "'", "‘": "'"})
_TOKEN = re.compile(
    r"(?P<word>[A-Za-z](?:\.[A-Za-z])+\.?"
    r"|[\u0621-\u065f\u0670\u0640\u0671-\u06d3]+"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<clitic>['’]s\b|['’](?=\s))"
    r"|(?P<number>\d+(?:[.,/٫٬]\d+)*)"
    r"|(?P<quote>[\"“”«»„‟]|''|``)"
    r"|(?P<mark>\.\.+|[^\w\s])"
)
_ARABIC = re.compile("[\u0621-\u064a]")

_CONJUNCTIONS = ("و", "ف")
_NOUN_PREFIXES = ("ب", "ل", "ك")
_VERB_PREFIXES = ("س", "ل")
# Second persons and «ـي» are left out: news hardly has them, and they turn «هناك» into a verb.
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "ني", "ه")
# A clitic is only taken off when what is left can be a word.
_SHORTEST_CORE = 2
# News repeats its words: what was worked out for this many is kept.
_KEPT_WORDS = 65_536


class Reading(NamedTuple):
    """One way to read a word: proclitics in their order, the word proper (folded), the pronoun at its end."""

    proclitics: str
    core: str
    pronoun: str


class Token(NamedTuple):
    """A word, number or mark; `start` and `end` are code points in the document's text."""

    start: int
    end: int
    text: str
    folded: str
    kind: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a clitic written apart."""
        return self.kind in ("word", "clitic")


@lru_cache(maxsize=_KEPT_WORDS)
def fold(word: str) -> str:
    """Give the form under which the lexicon files a word: no vowel signs, one alef, lower case."""
    return _MARKS.sub("", word).translate(_LETTERS).lower()


def tokens(text: str, span: Span) -> Iterator[Token]:
    """Cut a stretch of text into tokens, in order; white space is left out."""
    for match in _TOKEN.finditer(text, *span):
        written = match.group()
        kind = match.lastgroup or "mark"
        yield Token(match.start(), match.end(), written, fold(written) if kind != "mark" else written, kind)


def words(text: str) -> tuple[str, ...]:
    """Give the folded words of a name or phrase, as the index files them."""
    return tuple(token.folded for token in tokens(text, (0, len(text))))


@lru_cache(maxsize=_KEPT_WORDS)
def readings(folded: str) -> tuple[Reading, ...]:
    """List every reading of a folded word, the whole word first."""
    if not _ARABIC.match(folded):
        return (Reading("", folded, ""),)
    found: dict[Reading, None] = {}
    for proclitics, rest in _without_proclitics(folded):
        for core, pronoun in _without_pronoun(rest):
            found[Reading(proclitics, core, pronoun)] = None
    return tuple(found)


def _without_proclitics(word: str) -> Iterator[tuple[str, str]]:
    yield "", word
    stems = [("", word)]
    if word[0] in _CONJUNCTIONS and len(word) > _SHORTEST_CORE:
        yield word[0], word[1:]
        stems.append((word[0], word[1:]))
    for before, rest in stems:
        if len(rest) <= _SHORTEST_CORE:
            continue
        if rest.startswith("لل"):
            yield before + "ل", "ا" + rest[1:]
        if rest[0] in _NOUN_PREFIXES:
            yield before + rest[0], rest[1:]
        if rest[0] in _VERB_PREFIXES and rest[1] in "يتنا":
            yield before + rest[0], rest[1:]


def _without_pronoun(word: str) -> Iterator[tuple[str, str]]:
    yield word, ""
    for pronoun in _PRONOUNS:
        core = word[: -len(pronoun)]
        if len(core) < _SHORTEST_CORE or not word.endswith(pronoun):
            continue
        yield core, pronoun
        if core.endswith("ت"):
            yield core[:-1] + "ة", pronoun
        if core.endswith("و"):
            yield core + "ا", pronoun
        if core.endswith("ا"):
            yield core[:-1] + "ي", pronoun
        if core.endswith(("ئ", "ؤ")):
            yield core[:-1] + "ء", pronoun
