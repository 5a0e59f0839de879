"""The rules' engine: reads one document, sentence by sentence, into claims.

Deterministic, offline, without weights: the same document gives the same claims. One engine for both languages; what
differs between them lies in the lexicon and in few branches of phrases, clauses and acts.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from graph.actors.registry import Registry
from graph.model import Claim, Document, PartialDate, Reading, Span
from graph.vocabulary import Vocabulary
from ingest.extract.acts import Acts
from ingest.extract.chunks import Chunk
from ingest.extract.claims import Claims, Sentence
from ingest.extract.clauses import Clauses
from ingest.extract.memory import Memory
from ingest.extract.mentions import Mention, Mentions
from ingest.extract.phrases import Phrases
from ingest.language.dates import dates
from ingest.language.layout import Line, lines
from ingest.language.publication import anchor
from ingest.language.sentences import sentences
from ingest.language.tokens import Token, tokens
from ingest.language.topics import document_is_sport, sentence_is_sport, sport_words
from ingest.lexicon import cache as caching
from ingest.lexicon.compile import compiled
from ingest.lexicon.entries import Frame, Predicate
from ingest.lexicon.format import frames, words
from ingest.lexicon.index import Index
from ingest.lexicon.table import Table

Language = Literal["ar", "en"]

# Lines that hold sentences about the story; the others are the page's own.
_READ = frozenset({"title", "body", "heading", "caption"})
_HEADLINES = frozenset({"title", "heading"})
_FEWEST_PARTIES = 2


class Engine:
    """Reads documents with one registry and lexicon; keeps nothing of one document for the next."""

    def __init__(self, registry: Registry, vocabulary: Vocabulary, *, cache: Path | None = None) -> None:
        known = frames({name: relation.cameo for name, relation in vocabulary.relations.items()})
        self._claims = Claims(known, registry, vocabulary)
        self._registry = registry
        self._framed = known
        self._cache = cache
        self._phrases: dict[Language, Phrases] = {}
        self._mentions: dict[Language, Mentions] = {}

    def _of(self, language: Language) -> Phrases:
        """Give the phrases of a language; its lexicon is loaded when the first document needs it."""
        if language not in self._phrases:
            index = Index(_table(language, self._framed, self._registry, self._cache))
            self._phrases[language] = Phrases(index, self._registry, language)
        return self._phrases[language]

    def read(self, document: Document) -> Reading:
        """Give a document's claims, with what was read and what was not understood."""
        language: Language = "ar" if document.language == "ar" else "en"
        today = anchor(document)
        day = _day(document, today)
        memory = self._memory(document, language, day)
        found: list[Claim] = []
        unread: list[Span] = []
        count = words_read = sport = 0
        for line in lines(document):
            if line.role not in _READ:
                continue
            for span in sentences(document.text, line.span, language):
                count += 1
                here = list(tokens(document.text, span))
                hits = sport_words(here, language)
                sport, words_read = sport + hits, words_read + len(here)
                claims, actors = self._sentence(document, language, line, span, here, today, day, memory)
                claims = () if sentence_is_sport(hits) else claims
                found += claims
                if actors >= _FEWEST_PARTIES and not claims:
                    unread.append(span)
        if document_is_sport(sport, words_read):
            unread = sorted({*unread, *(claim.sentence for claim in found)})
            found = []
        return Reading(document=document, claims=tuple(found), sentences=count, unread=tuple(unread))

    def _memory(self, document: Document, language: Language, day: date | None) -> Memory:
        """Begin what a document has named with its publisher's home and with the names in its title."""
        home = self._registry.home(document.publisher) if document.publisher else None
        memory = Memory(home if home in self._registry.kingdoms else None)
        if document.title and not document.text.lstrip().startswith(document.title):
            title = list(tokens(document.title, (0, len(document.title))))
            self._of(language).chunks(title, memory, day)
        return memory

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """Give the names recognised in a document, in their order."""
        language: Language = "ar" if document.language == "ar" else "en"
        if language not in self._mentions:
            self._mentions[language] = Mentions(self._of(language), self._registry, language)
        day = _day(document, anchor(document))
        memory = self._memory(document, language, day)
        return tuple(
            mention
            for line in lines(document)
            if line.role in _READ
            for span in sentences(document.text, line.span, language)
            for mention in self._mentions[language].of(document, list(tokens(document.text, span)), memory, day)
        )

    def _sentence(
        self,
        document: Document,
        language: Language,
        line: Line,
        span: Span,
        here: list[Token],
        today: PartialDate | None,
        day: date | None,
        memory: Memory,
    ) -> tuple[tuple[Claim, ...], int]:
        chunks = self._of(language).chunks(here, memory, day)
        actors = {party.actor for chunk in chunks for party in chunk.parties}
        if not actors and not any(chunk.kind == "reference" for chunk in chunks):
            return (), 0
        if not _may_claim(chunks, len(actors)):
            return (), len(actors)
        arabic = language == "ar"
        acts = Acts(Clauses(chunks, here, arabic=arabic), arabic=arabic)
        sentence = Sentence(
            document=document,
            span=span,
            tokens=here,
            dates=cache(lambda: dates(document.text, span, language, today)),
            day=day,
            headline=line.role in _HEADLINES,
        )
        return self._claims.of(sentence, acts, memory), len(actors)


def _table(language: Language, known: dict[str, Frame], registry: Registry, cache: Path | None) -> Table:
    def make() -> Table:
        return compiled(words(language, known), registry.forms(language), registry.roles(language))

    if not registry.key:
        return make()
    return caching.through(cache, caching.digest(language, registry.key), make)


def _claims(value: object) -> bool:
    return isinstance(value, Predicate) and bool(value.frame or value.under)


def _may_claim(chunks: list[Chunk], actors: int) -> bool:
    """Tell whether a sentence can give a claim at all: an act, and two parties named or meant."""
    meant = actors >= _FEWEST_PARTIES or any(
        chunk.pronoun or chunk.kind in ("reference", "pronoun") or (chunk.entry is not None and chunk.entry.person == 1)
        for chunk in chunks
    )
    acting = [chunk for chunk in chunks if chunk.predicate is not None]
    return meant and any(_claims(entry.value) for chunk in acting for entry in chunk.senses)


def _day(document: Document, today: PartialDate | None) -> date | None:
    """Give the day on which offices are to be understood: the publication date, else the last it can be."""
    if document.reported is not None:
        return document.reported
    return (today.last or today.first) if today is not None else None
