"""Whether a text is about sport, which names states and their contests without anything political between them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ingest.language.tables import topic_table
from ingest.language.tokens import Token, fold

# In one sentence two such words tell; one alone may be a stadium that is bombed, or a boycotted tournament.
_IN_SENTENCE = 2
# In a document: from this many on, where they are at least this share of its words.
_IN_DOCUMENT = 5
_SHARE = 1 / 70
_ARTICLES = ("", "ال", "و", "وال", "بال", "لل", "ب", "ل", "ولل", "وبال")


def sport_words(tokens: Iterable[Token], language: str) -> int:
    """Count the words of sport among a sentence's tokens, each once."""
    return len({token.folded for token in tokens} & _sport(language))


def sentence_is_sport(hits: int) -> bool:
    """Tell whether a sentence with so many words of sport is about it."""
    return hits >= _IN_SENTENCE


def document_is_sport(hits: int, words: int) -> bool:
    """Tell whether a document is about sport, given its words of sport and all its words."""
    return hits >= _IN_DOCUMENT and hits >= words * _SHARE


@cache
def _sport(language: str) -> frozenset[str]:
    listed = {fold(word) for word in topic_table(language).sport}
    if language != "ar":
        return frozenset(listed)
    return frozenset(fold(before + word) for word in listed for before in _ARTICLES)
