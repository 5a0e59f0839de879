"""How English tells verbs from nouns of the same letters, and what its hyphens join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.extract.chunks import Chunk
from ingest.language.tokens import Token
from ingest.lexicon.entries import Entry, Predicate
from ingest.lexicon.index import Match

_BEFORE_VERBS = ("infinitive", "future", "auxiliary", "modal", "negation", "pronoun", "passive")
_HYPHENATED = 3
_INSIDE_WORDS = frozenset({"-", "$", "%", "/", "&"})
# What they stand before is no longer whose adjective it was: "post-Soviet", "pro-Russian".
_PREFIXES = frozenset({"anti", "pro", "post", "pre", "non", "ex", "inter", "trans"})
_HELPING = frozenset({"help", "assist", "let", "make", "see", "watch"})
_NAMING = ("actor", "adjective")
# After these the words of a clause begin anew, so that another finite verb can follow.
_CLAUSE_MARKS = (
    "comma", "colon", "complement", "relative", "temporal", "conditional", "cause", "contrast", "conjunction",
    "infinitive", "resumption", "future", "auxiliary", "modal", "negation", "passive",
)  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})


def is_month(token: Token, before: Sequence[Chunk]) -> bool:
    """Tell May the month from the modal verb: it is written large, and not at the start."""
    return token.text == "May" and bool(before)


def wants_verb(match: Match, tokens: Sequence[Token], before: list[Chunk]) -> bool:
    """Tell whether a word that is both stands where a verb does."""
    if (decided := _by_what_follows(match, tokens)) is not None:
        return decided
    if not before or before[-1].possessive:
        return False
    last = before[-1]
    if last.is_marker(*_BEFORE_VERBS):
        return True
    if last.is_marker("comma") and any(_is_verb(entry) and entry.tense == "ing" for entry in match.entries):
        return match.last >= len(tokens) or tokens[match.last].folded != "of"
    return last.kind in ("actor", "reference", "pronoun", "role") and not _finite_verb_open(before)


def _by_what_follows(match: Match, tokens: Sequence[Token]) -> bool | None:
    """Tell a verb from a noun by the next word, where that tells: "began shelling Ukraine", "US strikes on Yemen"."""
    following = tokens[match.last] if match.last < len(tokens) else None
    if following is None:
        return None
    if any(_is_verb(entry) and entry.tense == "ing" for entry in match.entries) and following.text[:1].isupper():
        return True
    slots: dict[bool, set[str]] = {True: set(), False: set()}
    for entry in match.entries:
        if isinstance(entry.value, Predicate):
            slots[entry.value.pos == "verb"].update(entry.value.slots)
    asked = following.folded
    if asked in slots[False] and asked not in slots[True]:
        return False
    return None


def verb_fits(entry: Entry, before: list[Chunk]) -> bool:
    """Drop verbs that stand where only a noun can: after "the", a verb, a thing; a base form after one actor alone."""
    if not before:
        return entry.tense in ("ing", "pp")
    last = before[-1]
    if last.is_marker("preposition"):
        return entry.tense == "ing"
    if entry.tense == "ing" and last.is_marker("such"):
        return False
    if entry.tense not in ("base", "s"):
        return True
    if last.kind in ("adjective", "number", "item") or last.possessive or last.is_marker("such"):
        return False
    if last.predicate is not None and last.predicate.pos == "verb":
        return False
    if last.kind in ("actor", "noun", "role") and _finite_verb_open(before):
        return _helped(before)
    singular = last.kind == "actor" and len(last.parties) == 1 and not last.parties[0].people
    return not (entry.tense == "base" and singular) or _listed(before)


def _helped(before: list[Chunk]) -> bool:
    """Tell whether the verb before lets a bare one follow its object: "helped Iraq fight …"."""
    verb = next((chunk.predicate for chunk in reversed(before) if chunk.predicate is not None), None)
    return verb is not None and verb.lemma in _HELPING


def _finite_verb_open(before: list[Chunk]) -> bool:
    """Tell whether a verb stands before that no other can follow at once: "Israel strikes Hezbollah targets"."""
    for chunk in reversed(before):
        if (chunk.kind == "mark" and chunk.word not in _INSIDE_WORDS) or chunk.is_marker(*_CLAUSE_MARKS):
            return False
        if chunk.predicate is not None and chunk.predicate.pos == "verb":
            content = chunk.predicate.content
            return content is None or not content.speaks
    return False


def _listed(before: list[Chunk]) -> bool:
    """Tell whether two actors stand before, as headlines list them: "Russia, Iran sign …"."""
    return len(before) > 2 and before[-2].is_marker("comma", "conjunction") and before[-3].kind == "actor"


def modify(found: list[Chunk]) -> None:
    """Read an event noun right before another as its modifier: a "trade deal" is a deal."""
    if len(found) < 2:
        return
    first, second = found[-2:]
    deeds = all(chunk.predicate is not None and chunk.predicate.pos == "noun" for chunk in (first, second))
    if not deeds or first.last != second.first or first.possessive or second.predicate is None:
        return
    if second.predicate.frame or second.predicate.under:
        first.kind = "item" if first.item else "noun"
        first.read_as(None)


def join(found: list[Chunk]) -> None:
    """Join what a hyphen binds, once its second half is read.

    "US-Iran", "Israeli-Palestinian" and "US-led" are one adjective of nationality; "Iran-backed" is an adjective that
    tells what Iran does for whoever it describes.
    """
    if len(found) < _HYPHENATED or found[-2].kind != "mark":
        return
    first, hyphen, second = found[-_HYPHENATED:]
    tight = first.last == hyphen.first and hyphen.last == second.first
    if tight and first.word in _PREFIXES and second.kind in (*_NAMING, "role"):
        found[-_HYPHENATED:] = [Chunk("noun", first.first, second.last, word=first.word)]
        return
    if not tight or first.kind not in _NAMING or first.possessive:
        return
    if second.kind in _NAMING:
        joined = replace(first, kind="adjective", last=second.last, parties=first.parties + second.parties)
    elif any(entry.tense == "pp" for entry in second.senses):
        entries = tuple(_backing(second))
        joined = replace(first, kind="adjective", last=second.last)
        if entries:
            joined = replace(joined, kind="predicate", entry=entries[0], entries=entries)
    else:
        return
    found[-_HYPHENATED:] = [joined]


def _backing(participle: Chunk) -> Iterator[Entry]:
    """Give what a participle after a hyphen says: who stands before the hyphen does it to whom it describes."""
    for entry in participle.senses:
        value = entry.value
        if isinstance(value, Predicate) and value.frame and value.slots.get("obj") == "target" and not value.needs:
            yield entry._replace(value=replace(value, pos="adjective", content=None), tense="")


def _is_verb(entry: Entry) -> bool:
    return isinstance(entry.value, Predicate) and entry.value.pos == "verb"
