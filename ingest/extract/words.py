"""Which of its analyses a word has in its place: name or common word, verb or noun, preposition or clitic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.actors.registry import Registry
from ingest.extract import english
from ingest.extract.chunks import Chunk, Party
from ingest.language.tokens import Reading, Token
from ingest.lexicon.entries import Entry, Marker, Name, Predicate, Reference, Role
from ingest.lexicon.index import Index, Match

_NOUN_PREFIXES = "بلك"
_AFTER_PARTICLE_ONLY = ("juss",)
# «حينها», «عندها» are adverbs, not openers of a clause.
_BARE_MARKERS = frozenset({"temporal", "conditional", "relative", "cause", "purpose", "modal", "future"})
# Parts of Arabic names: next to them a word is one part of a longer name.
_NAME_LINKS = frozenset({"بن", "بنت", "ابن", "ال", "عبد", "ابو", "ابي", "ام", "الدين", "الله"})
_BEFORE_I = ("quote", "complement", "infinitive", "negation", "future", "modal", "conjunction", "colon")
_SON = frozenset({"بن", "بنت"})
_QUOTES = ('"', "“", "”", "«", "»", "'")


class Words:
    """Turns the lexicon's matches in one language into chunks of single words and fixed phrases."""

    def __init__(self, index: Index, registry: Registry, *, arabic: bool) -> None:
        self._index = index
        self._registry = registry
        self._arabic = arabic

    def chunks(self, tokens: Sequence[Token], day: date | None, *, always: bool = False) -> list[Chunk]:
        """Read a sentence's words from left to right, each in the light of those before it.

        A sentence that names nobody and nothing gives no chunks, unless they are wanted `always`.
        """
        matches = list(self._index.matches(tokens))
        if not always and not any(_names_something(match) for match in matches if not isinstance(match, int)):
            return []
        found: list[Chunk] = []
        for match in matches:
            if not isinstance(match, int):
                found.append(self._chunk(match, tokens, found, day))
            elif tokens[match].kind == "clitic" and found:
                found[-1].possessive = True
            else:
                found.append(self._plain(tokens[match], match))
            if not self._arabic:
                english.join(found)
                english.modify(found)
        return found

    def _plain(self, token: Token, place: int) -> Chunk:
        if token.kind == "number":
            return Chunk("number", place, place + 1, word=token.folded)
        if token.kind != "word":
            return Chunk("mark", place, place + 1, word=token.folded)
        chunk = Chunk("noun", place, place + 1, word=token.folded)
        word = token.folded
        if self._arabic and len(word) > 4:
            chunk.conjoined = word[0] == "و"
            rest = word[1:] if word[0] in "وف" else word
            written = token.text[-len(rest) :] if len(rest) <= len(token.text) else token.text
            if rest.startswith(("بال", "كال")):
                chunk.preposition, chunk.definite = rest[0], True
            elif rest.startswith("لل"):
                chunk.preposition, chunk.definite = "ل", True
            elif written.startswith(("بإ", "لإ")):
                chunk.preposition = rest[0]
            elif rest.startswith("ال"):
                chunk.definite = True
        return chunk

    def _chunk(self, match: Match, tokens: Sequence[Token], before: list[Chunk], day: date | None) -> Chunk:
        if not self._arabic and english.is_month(tokens[match.first], before):
            return self._plain(tokens[match.first], match.first)
        sole = match.entries[0] if len(match.entries) == 1 and not match.reading.proclitics else None
        certain = sole is not None and isinstance(sole.value, Marker)
        if self._arabic and not certain and _in_a_name(match, tokens):
            return self._plain(tokens[match.first], match.first)
        entry = sole if certain else self._choose(match, tokens, before, day)
        reading = match.reading
        marker = entry.value if entry is not None and isinstance(entry.value, Marker) else None
        if reading.pronoun and marker is not None and marker.kind in _BARE_MARKERS:
            entry = None
        if entry is None:
            plain = self._plain(tokens[match.first], match.first)
            plain.last = match.last
            return plain
        chunk = Chunk(
            _kind(entry),
            match.first,
            match.last,
            gender=entry.gender,
            number=entry.number,
            definite=entry.definite,
            word=tokens[match.first].folded,
            pronoun=reading.pronoun,
            entry=entry,
            entries=match.entries,
        )
        self._clitics(chunk, reading, entry)
        self._refer(chunk, entry, day)
        if chunk.kind == "predicate":
            _carry_item(chunk, match)
        return chunk

    def _clitics(self, chunk: Chunk, reading: Reading, entry: Entry) -> None:
        for letter in reading.proclitics:
            if letter in "وف":
                chunk.conjoined = True
            elif letter == "س":
                chunk.future = True
            elif letter in _NOUN_PREFIXES and not _is_verb(entry):
                chunk.preposition = letter
        if isinstance(entry.value, Marker) and entry.value.kind == "preposition" and reading.pronoun:
            chunk.kind, chunk.preposition = "pronoun", entry.value.value

    def _choose(self, match: Match, tokens: Sequence[Token], before: list[Chunk], day: date | None) -> Entry | None:
        entries = match.entries
        if len(entries) == 1 and not isinstance(entries[0].value, Name):
            return self._fitting(entries[0], match, tokens, before)
        names = [entry for entry in entries if isinstance(entry.value, Name) and self._stands(entry, day)]
        if any(_is_short(entry) for entry in names):
            alone = self._alone(match, tokens)
            names = [
                entry for entry in names if alone or not isinstance(entry.value, Name) or entry.value.form != "short"
            ]
        words = [entry for entry in entries if not isinstance(entry.value, Name)]
        things = all(isinstance(entry.value, Name) and entry.value.sort == "item" for entry in names)
        roles = all(isinstance(entry.value, Role) for entry in words)
        acting = not self._arabic or self._owned(match, tokens)
        if words and things and not (roles and (_hands_over(before) or not acting)):
            names = []
        sure = [entry for entry in names if not entry.value.cue]  # type: ignore[union-attr] # names hold Name values
        if sure and not (words and self._reads_as_word(match, tokens, before)):
            return self._one_name(sure)
        linking = [entry for entry in words if isinstance(entry.value, Marker) and entry.value.kind == "preposition"]
        if linking and not match.reading.proclitics and (before or not self._says(match, tokens)):
            return linking[0]
        for entry in _preferred(words, verb=self._wants_verb(match, tokens, before)):
            if self._fitting(entry, match, tokens, before) is not None:
                return entry
        if names and self._cued(match, tokens, before):
            return self._one_name(names)
        return None

    def _one_name(self, names: list[Entry]) -> Entry | None:
        """Give the one thing named; a form of several things (Georgia, عمان) without a cue is nobody's."""
        refs = {entry.value.ref for entry in names if isinstance(entry.value, Name)}
        if len(refs) == 1:
            return names[0]
        actors = [entry for entry in names if isinstance(entry.value, Name) and entry.value.sort == "actor"]
        return actors[0] if len({entry.value.ref for entry in actors}) == 1 else None  # type: ignore[union-attr] # as above

    def _says(self, match: Match, tokens: Sequence[Token]) -> bool:
        """Tell whether a sentence opens with a verb of saying: «بيّن أن», not «بين أنقرة وواشنطن»."""
        return match.last < len(tokens) and not self._names_actor(match.last, tokens)

    def _names_actor(self, place: int, tokens: Sequence[Token]) -> bool:
        after = self._index.match(tokens, place)
        return after is not None and any(
            isinstance(entry.value, Name) and entry.value.sort == "actor" for entry in after.entries
        )

    def _owned(self, match: Match, tokens: Sequence[Token]) -> bool:
        """Tell whether whose it is stands right behind: «طائرات التحالف», «دبابات تركية» act, «دبابات» are things."""
        after = self._index.match(tokens, match.last) if match.last < len(tokens) else None
        return (
            after is not None
            and not after.reading.proclitics
            and any(
                isinstance(entry.value, Role) or (isinstance(entry.value, Name) and entry.value.sort == "actor")
                for entry in after.entries
            )
        )

    def _alone(self, match: Match, tokens: Sequence[Token]) -> bool:
        """Tell whether a family name stands by itself: «مشعل بن ماجد» is not the Mashal known as «مشعل»."""
        before = tokens[match.first - 1] if match.first else None
        after = tokens[match.last] if match.last < len(tokens) else None
        if self._arabic:
            return not (
                (after is not None and after.folded in _NAME_LINKS)
                or (before is not None and before.folded in _NAME_LINKS)
            )
        return not (after is not None and after.kind == "word" and after.text[:1].isupper() and not self._known(after))

    def _known(self, token: Token) -> bool:
        return bool(self._index.heads(token.folded))

    def _stands(self, entry: Entry, day: date | None) -> bool:
        value = entry.value
        if not isinstance(value, Name) or day is None or not (value.first or value.last):
            return True
        return (value.first is None or value.first[:10] <= day.isoformat()) and (
            value.last is None or day.isoformat() <= value.last[:10]
        )

    def _cued(self, match: Match, tokens: Sequence[Token], before: list[Chunk]) -> bool:
        if before and before[-1].kind == "role" and not before[-1].parties:
            return True
        if (
            not self._arabic
            and before
            and before[-1].is_marker("such")
            and before[-1].marker
            and before[-1].marker.value == "title"
        ):
            return True
        marked = match.first > 0 and tokens[match.first - 1].text in _QUOTES
        return marked and match.last < len(tokens) and tokens[match.last].text in _QUOTES

    def _reads_as_word(self, match: Match, tokens: Sequence[Token], before: list[Chunk]) -> bool:
        """Tell whether a name that is also a verb stands where only a verb can («تشاد», «تعد» after a particle)."""
        return bool(before) and before[-1].is_marker("negation", "future", "auxiliary")

    def _wants_verb(self, match: Match, tokens: Sequence[Token], before: list[Chunk]) -> bool:
        if not self._arabic:
            return english.wants_verb(match, tokens, before)
        if any(letter in _NOUN_PREFIXES for letter in match.reading.proclitics):
            return False
        if not before:
            return True
        last = before[-1]
        if match.reading.pronoun and _told_by(match, last):
            return True
        if not match.reading.proclitics and _verb_open(before):
            return False
        if last.is_marker("preposition") or last.preposition == "_":
            return False
        if last.kind == "predicate" and last.predicate is not None and last.predicate.pos == "noun":
            return False
        if match.reading.pronoun and match.reading.proclitics and _after_verbal_noun(before):
            # «لتعذيب الأسرى وقتلهم»
            return False
        return bool(
            last.is_marker("negation", "future", "auxiliary", "complement", "relative", "conditional", "temporal")
            or last.is_marker("resumption", "cause", "contrast")
            or last.kind in ("actor", "mark", "reference")
            or match.reading.proclitics.startswith(("و", "ف"))
            or last.is_marker("comma", "colon", "quote")
        )

    def _fitting(self, entry: Entry, match: Match, tokens: Sequence[Token], before: list[Chunk]) -> Entry | None:
        """Drop analyses that the particles before the word exclude."""
        value = entry.value
        proclitics = match.reading.proclitics
        if isinstance(value, Predicate) and value.pos == "verb":
            if any(letter in "بك" for letter in proclitics):
                return None
            if entry.tense in _AFTER_PARTICLE_ONLY and not (
                "ل" in proclitics or (before and before[-1].is_marker("negation", "conditional"))
            ):
                return None
            if "س" in proclitics and entry.tense != "impf":
                return None
            if entry.person == 1 and entry.number == "sg" and not (before and before[-1].is_marker(*_BEFORE_I)):
                # «أوجه» are aspects before they are «أوجّه».
                return None
            if self._arabic and before and before[-1].is_marker("preposition"):
                return None
            if entry.tense == "part" and not _circumstance(entry, before, conjoined="و" in proclitics):
                return None
            if entry.tense == "perf" and before and before[-1].is_marker("purpose"):
                return None
            if self._arabic and entry.tense == "perf" and _behind_subject(match, before):
                return None
            if not self._arabic and not english.verb_fits(entry, before):
                return None
        elif "س" in proclitics:
            return None
        if isinstance(value, Predicate | Role | Reference) and entry.definite and "ل" in proclitics:
            return entry
        return entry

    def _refer(self, chunk: Chunk, entry: Entry, day: date | None) -> None:
        value = entry.value
        if not isinstance(value, Name):
            return
        if value.sort == "item":
            chunk.item = value.ref
            chunk.items = [value.ref]
        elif chunk.kind == "actor":
            chunk.parties = [self._party(value.ref, chunk.first, chunk.last, day)]
            chunk.parties[0].people = value.form == "people"
        elif chunk.kind in ("adjective", "place"):
            chunk.parties = [Party(self._state_of(value.ref), None, chunk.first, chunk.last)]

    def _state_of(self, ref: str) -> str:
        if not self._registry.has_actor(ref) and self._registry.has_place(ref):
            return self._registry.place(ref).lies_in or ref
        return ref

    def _party(self, ref: str, first: int, last: int, day: date | None, role: str | None = None) -> Party:
        named = self._registry.actor(ref)
        actor = ref if named.kind == "Media" else self._registry.acts_for(ref, day)
        return Party(actor, None if actor == ref else ref, first, last, role=role)


def _names_something(match: Match) -> bool:
    return any(isinstance(entry.value, Name | Role | Reference) for entry in match.entries)


def _is_short(entry: Entry) -> bool:
    return isinstance(entry.value, Name) and entry.value.form == "short"


def _kind(entry: Entry) -> str:
    value = entry.value
    if isinstance(value, Name):
        if value.sort != "actor":
            return value.sort
        return "adjective" if value.form == "adjective" else "actor"
    if isinstance(value, Role):
        return "role"
    if isinstance(value, Predicate):
        return "predicate"
    return "reference" if isinstance(value, Reference) else "marker"


def _is_verb(entry: Entry) -> bool:
    return isinstance(entry.value, Predicate) and entry.value.pos == "verb"


def _preferred(words: list[Entry], *, verb: bool) -> list[Entry]:
    return sorted(words, key=lambda entry: _is_verb(entry) != verb)


def _circumstance(entry: Entry, before: list[Chunk], *, conjoined: bool) -> bool:
    """«…، متهماً موسكو»: after a comma, or joined to the one before; «سريعة ومنسقة» are adjectives."""
    return bool(before and before[-1].is_marker("comma")) or (conjoined and entry.gender == "m")


def _verb_open(before: list[Chunk]) -> bool:
    """Tell whether a finite verb stands before without anything that would let another one follow it."""
    for chunk in reversed(before):
        if chunk.kind == "mark" or (chunk.marker is not None and not chunk.is_marker("quote", "preposition", "such")):
            return False
        if chunk.predicate is not None and chunk.predicate.pos == "verb":
            return True
    return False


def _in_a_name(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether a word is one part of a person's name: «تركي بن عبد الله», «فهد بن ناصر»."""
    if match.last - match.first > 1:
        return False
    before = tokens[match.first - 1].folded if match.first else ""
    after = tokens[match.last].folded if match.last < len(tokens) else ""
    return before in _SON or after in _SON


def _behind_subject(match: Match, before: list[Chunk]) -> bool:
    """Tell what looks like a second verb right behind the subject, and is none: «أتمّت فرنسا سحب قواتها»."""
    bare = not match.reading.proclitics and not match.reading.pronoun
    return bare and bool(before) and before[-1].kind == "actor" and _verb_open(before)


def _told_by(match: Match, noun: Chunk) -> bool:
    """Tell a verb that tells of the event noun before it: «هجوم شنّه», not the noun «شنّ»."""
    predicate = noun.predicate
    lights = any(isinstance(entry.value, Predicate) and entry.value.light for entry in match.entries)
    return lights and predicate is not None and predicate.pos == "noun" and bool(predicate.frame) and not noun.definite


def _after_verbal_noun(before: list[Chunk]) -> bool:
    """Tell whether the act named last is a noun below a preposition, with which another noun would be joined."""
    for chunk in reversed(before):
        if chunk.kind == "mark" or chunk.is_marker("comma", "complement", "relative"):
            return False
        if chunk.predicate is not None:
            return chunk.predicate.pos == "noun" and bool(chunk.preposition)
    return False


def _hands_over(before: list[Chunk]) -> bool:
    """Tell whether the predicate before asks for a thing: «سلّمت مقاتلات» are jets, «هاجمت مقاتلات» may be fighters."""
    last = next((chunk for chunk in reversed(before) if chunk.predicate is not None), None)
    return last is not None and any("item" in entry.value.slots.values() for entry in last.senses)  # type: ignore[union-attr] # senses are predicates


def _carry_item(chunk: Chunk, match: Match) -> None:
    """Let «مساعدات» be both the act and what is handed over."""
    for entry in match.entries:
        if isinstance(entry.value, Name) and entry.value.sort == "item":
            chunk.item, chunk.items = entry.value.ref, [entry.value.ref]
            return
