"""The names that a document gives: registered actors, places and items, and persons and bodies nobody registered.

A name is what somebody is called, not what describes him: «الرئيس الفرنسي» and «الجنود» name nobody, «وزارة الدفاع
الروسية» names a ministry. What the registry does not hold is given without id, by its title or class noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.actors.forms import Language
from graph.actors.registry import Registry
from graph.model import Document, Span
from ingest.extract.chunks import Chunk
from ingest.extract.memory import Memory
from ingest.extract.phrases import Phrases
from ingest.extract.unregistered import Unregistered
from ingest.language.tokens import Token
from ingest.lexicon.entries import Name

_KINDS = {
    "State": "state",
    "Organization": "organization",
    "ArmedGroup": "armed_group",
    "Company": "company",
    "Media": "media",
    "Person": "person",
    "Body": "body",
}
# An office is a cue for a person's name, none for these: «الشرطة العربية» is not the channel.
_NO_TITLE = frozenset({"Organization", "ArmedGroup", "Company", "Media", "Body"})
# Their names are often those of founders or of forebears.
_MADE = frozenset({"company", "media", "organization", "body"})
# Kinds of bodies that a text describes rather than names: «الحكومة اللبنانية», "Israeli troops".
_COLLECTIVE = frozenset(
    {"government", "delegation", "army", "land_forces", "air_force", "navy", "marines", "special_forces", "police",
     "judiciary", "prison_service", "state_media", "site"}
)  # fmt: skip
_BRACKETS = frozenset({"(", "[", '"', "«"})
# How ids of such bodies end, whatever words the text has for them («الطائرات الأميركية»).
_SUFFIXES = tuple(f"_{key.upper()}" for key in sorted(_COLLECTIVE))
# A form that begins so is that of a body's members.
_MEMBERS = frozenset({"دول", "الدول", "بلدان", "countries", "states"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name recognised in a document; `id` is None where the registry has no such actor."""

    document: str
    span: Span
    text: str
    kind: str
    id: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in tokens [first, last)."""

    first: int
    last: int
    kind: str
    id: str | None


class Mentions:
    """Finds the names in the sentences of one language."""

    def __init__(self, phrases: Phrases, registry: Registry, language: Language) -> None:
        self._phrases = phrases
        self._registry = registry
        self._bodies = _named_bodies(registry, language)
        self._unregistered = Unregistered(registry) if language == "ar" else None

    def of(self, document: Document, here: Sequence[Token], memory: Memory, day: date | None) -> Iterator[Mention]:
        """Give the names of one sentence, in their order."""
        chunks = self._phrases.chunks(here, memory, day)
        words = self._phrases.words(here, day)
        found = list(self._composed(chunks))
        found += [one for one in self._named(words) if not (_covered(one, found) or self._of_a_person(one, here))]
        found = _with_abbreviations(found, here)
        if self._unregistered is not None:
            taken = [(one.first, one.last, one.kind) for one in found if one.kind != "item"]
            found += [
                _Found(first, last, kind, None) for first, last, kind in self._unregistered.find(here, words, taken)
            ]
        for one in sorted(found, key=lambda one: (one.first, one.last)):
            span = here[one.first].start, here[one.last - 1].end
            yield Mention(document=document.id, span=span, text=document.text[slice(*span)], kind=one.kind, id=one.id)

    def _composed(self, chunks: Sequence[Chunk]) -> Iterator[_Found]:
        """Give bodies named by their kind and whose they are: «وزارة الدفاع الروسية»."""
        for chunk in chunks:
            for party in chunk.parties:
                named = party.via if chunk.kind == "actor" and party.role in self._bodies else None
                if named and not party.understood and self._is_body(named):
                    yield _Found(party.first, party.last, "body", named)

    def _of_a_person(self, one: _Found, here: Sequence[Token]) -> bool:
        """Tell whether a single word is the family name of somebody called so before it, not a company or a channel."""
        if self._unregistered is None or one.kind not in _MADE or one.last != one.first + 1 or one.first == 0:
            return False
        return here[one.first - 1].folded in self._unregistered.given

    def _is_body(self, named: str) -> bool:
        known = self._registry.has_actor(named) and self._registry.kind(named) == "Body"
        return known and not named.endswith(_SUFFIXES)

    def _named(self, words: Sequence[Chunk]) -> Iterator[_Found]:
        """Give what bears a name of the registry; a name takes no pronoun («إنساني» is not «أنسا»)."""
        for place, chunk in enumerate(words):
            value = chunk.entry.value if chunk.entry is not None else None
            if not isinstance(value, Name) or value.form in ("adjective", "people") or chunk.pronoun:
                continue
            if chunk.kind in ("item", "place"):
                yield _Found(chunk.first, chunk.last, chunk.kind, value.ref)
            elif chunk.kind == "actor":
                kind = self._registry.kind(value.ref)
                titled = value.cue and place > 0 and words[place - 1].kind == "role"
                if not ((titled and kind in _NO_TITLE) or _describes(value)):
                    yield _Found(chunk.first, chunk.last, _KINDS[kind], value.ref)


def _named_bodies(registry: Registry, language: Language) -> frozenset[str]:
    return frozenset(role.key for role in registry.roles(language) if role.kind == "body") - _COLLECTIVE


def _describes(name: Name) -> bool:
    """Tell whether a form says who is meant without being a name: «القوات الإسرائيلية», «دول مجلس التعاون»."""
    return (name.form == "metonym" and name.ref.endswith(_SUFFIXES)) or name.written.split()[0] in _MEMBERS


def _with_abbreviations(found: list[_Found], here: Sequence[Token]) -> list[_Found]:
    """Join a name and the abbreviation of it that follows: «هيئة الإذاعة البريطانية (بي بي سي)» is named once."""
    joined: list[_Found] = []
    for one in sorted(found, key=lambda one: one.first):
        before = joined[-1] if joined else None
        if before is not None and before.id == one.id:
            between = here[before.last : one.first]
            if not between or (len(between) == 1 and between[0].text in _BRACKETS):
                joined[-1] = _Found(before.first, one.last, before.kind, before.id)
                continue
        joined.append(one)
    return joined


def _covered(one: _Found, others: Sequence[_Found]) -> bool:
    return any(other.first <= one.first and one.last <= other.last for other in others)
