"""Noun phrases: roles with their states and holders, references, coordination; from words to a sentence's chunks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.actors.registry import Registry
from ingest.extract import lists, sectors
from ingest.extract.chunks import Chunk, Party, hang
from ingest.extract.memory import Memory
from ingest.extract.words import Words
from ingest.language.tokens import Token
from ingest.lexicon.entries import Entry, Name, Reference, Role
from ingest.lexicon.index import Index

_DEMONSTRATIVES = frozenset({"هذه", "هذا", "تلك", "ذلك", "these", "such", "those", "this", "that"})
# Adjectives between a role noun and its nationality («القوات الجوية الروسية», "Russian state news agency").
_MOST_BETWEEN = 2
_DASHES = frozenset({"-", "–", "—"})
# Tokens before the dash of a dateline: "SAN FRANCISCO, Calif., May 3 (Reuters) -".
_LONGEST_DATELINE = 14
# Roles of people who act for a group or bloc: a state's fighters act for nobody known.
_OF_GROUPS = frozenset({"fighter"})
# «المتمردون» are the one group that the text has named; «الجيش», «الحكومة» those of the one state.
_INSURGENTS = frozenset({"opposition"})
_STATE_BODIES = frozenset({"army", "government", "air_force", "navy", "land_forces", "foreign_ministry", "police"})
# Bodies that are of the state in which they are: «المجلس العسكري في ميانمار», but not «القوات في سوريا».
_RULING = frozenset(
    {"government", "junta", "military_council", "parliament", "presidency", "judiciary", "opposition", "monarchy"}
)
_HUNDREDS = frozenset({"الف", "الاف", "مليون", "ملايين", "مئة", "مائة", "مئات", "عشرين", "ثلاثين", "اربعين", "خمسين"})
_PARTITIVE = frozenset({"من", "في", "ل"})


class Phrases:
    """Builds the chunks of one language's sentences."""

    def __init__(self, index: Index, registry: Registry, language: str) -> None:
        self._registry = registry
        self._arabic = language == "ar"
        self._words = Words(index, registry, arabic=self._arabic)

    def chunks(self, tokens: Sequence[Token], memory: Memory, day: date | None) -> list[Chunk]:
        """Cut a sentence into chunks; actors it names are remembered in `memory`."""
        found = self._with_prepositions(self._words.chunks(tokens, day))
        found = self._named(found, tokens, memory, day)
        if not self._arabic:
            self._settled(found, memory, day)
            _leave_dateline(found, tokens)
        found = lists.joined(found, tokens, arabic=self._arabic)
        hang(found)
        return found

    def words(self, tokens: Sequence[Token], day: date | None) -> list[Chunk]:
        """Read a sentence's words alone, before they are put together."""
        return self._words.chunks(tokens, day, always=True)

    def _with_prepositions(self, chunks: list[Chunk]) -> list[Chunk]:
        """Let a preposition written as a word mark the chunk after it."""
        kept: list[Chunk] = []
        pending = ""
        marked = 0
        for place, chunk in enumerate(chunks):
            marker = chunk.marker
            if not self._arabic and _is_headline_future(chunks, place):
                chunks[place + 1].future = True
            if marker is not None and chunk.kind == "marker" and _is_preposition(chunks, place):
                if pending and kept and kept[-1].is_marker("preposition"):
                    # Of two in a row («في جنوب لبنان») the second says where.
                    kept.pop()
                pending = marker.value
                conjoined = chunk.conjoined
                marked = len(kept)
                kept.append(chunk)
                continue
            if self._arabic and chunk.is_marker("such") and chunk.preposition:
                # «بأي صواريخ»: the preposition is the noun's.
                pending, conjoined, marked = chunk.preposition, chunk.conjoined, len(kept)
                kept.append(chunk)
                continue
            if pending and chunk.kind not in ("mark", "marker"):
                if not chunk.preposition:
                    chunk.preposition = pending
                chunk.conjoined = chunk.conjoined or conjoined
                pending = ""
                chunk.led = kept[marked].word
                del kept[marked]
            elif pending and not (chunk.kind == "mark" or chunk.is_marker("quote", "such")):
                pending = ""
            kept.append(chunk)
        return [chunk for chunk in kept if not chunk.is_marker("such")]

    def _named(self, chunks: list[Chunk], tokens: Sequence[Token], memory: Memory, day: date | None) -> list[Chunk]:
        """Give roles their states and references their actors, from left to right, remembering what is named."""
        build = self._arabic_role if self._arabic else self._english_role
        out: list[Chunk] = []
        place = 0
        while place < len(chunks):
            place = build(chunks, place, out, tokens, memory, day)
            self._reference(out[-1], tokens, memory)
            self._remember(out[-1], memory)
        return out

    def _arabic_role(
        self,
        chunks: list[Chunk],
        place: int,
        out: list[Chunk],
        tokens: Sequence[Token],
        memory: Memory,
        day: date | None,
    ) -> int:
        chunk = chunks[place]
        if chunk.kind != "role":
            if chunk.kind == "adjective" and (_are_people(chunk, out[-1] if out else None) or _counted(chunk, out)):
                chunk.kind = "actor"
                for party in chunk.parties:
                    party.people = True
            out.append(chunk)
            return place + 1
        role = chunk.entry.value if chunk.entry else None
        if isinstance(role, Role) and role.actor:
            return self._only_one(chunk, role, chunks, place, out, day)
        end = place + 1
        if chunk.pronoun and isinstance(role, Role) and role.key != "counterpart":
            # «رئيسها السويسري» is hers, and Swiss only as a person.
            out.append(chunk)
            return end + 1 if end < len(chunks) and chunks[end].kind == "adjective" else end
        between = 0
        while end < len(chunks) and between < _MOST_BETWEEN and _describes(chunks[end]):
            end, between = end + 1, between + 1
        described = end
        states: list[Party] = []
        while end < len(chunks) and chunks[end].kind == "adjective" and (not states or chunks[end].conjoined):
            if chunks[end].preposition:
                break
            states += chunks[end].parties
            end += 1
        if not states:
            end = place + 1
            after = chunks[end] if end < len(chunks) else None
            if after is not None and after.kind == "actor" and not after.preposition and not after.conjoined:
                return self._idafa(chunk, after, chunks, end, out, day)
            title = (
                after.entry.value if after is not None and after.entry is not None and after.kind == "role" else None
            )
            if isinstance(title, Role) and title.actor and after is not None and not after.preposition:
                # «نائب خادم الحرمين الشريفين»
                owner = Party(title.actor, None, chunk.first, after.last)
                return self._take(chunk, [owner], chunks, end + 1, out, day)
            whose = chunks[described] if described < len(chunks) else None
            if whose is not None and self._is_of(chunk, whose):
                return self._idafa(chunk, whose, chunks, described, out, day)
            out.append(self._alone(chunk, memory, day, after))
            return place + 1
        return self._take(chunk, states, chunks, end, out, day)

    def _take(
        self, chunk: Chunk, owners: list[Party], chunks: list[Chunk], end: int, out: list[Chunk], day: date | None
    ) -> int:
        """Make a role the actor that it is with its states; a state's armed men alone are nobody."""
        parties = [self._office(chunk, owner, day) for owner in owners if self._can_have(chunk, owner)]
        if parties:
            chunk.kind, chunk.parties = "actor", parties
            chunk.last = chunks[end - 1].last
            end = self._apposition(chunk, chunks, end)
        out.append(chunk)
        return end

    def _can_have(self, chunk: Chunk, owner: Party) -> bool:
        role = chunk.entry.value if chunk.entry else None
        armed = isinstance(role, Role) and role.key in _OF_GROUPS
        return not (armed and owner.via is None and self._kind(owner.actor) == "State")

    def _kind(self, actor: str) -> str:
        return self._registry.kind(actor) if self._registry.has_actor(actor) else ""

    def _is_of(self, chunk: Chunk, after: Chunk) -> bool:
        """Tell whether a person or force is one of those named after it: «عناصر من حزب العمال», «قيادي في حماس»."""
        role = chunk.entry.value if chunk.entry else None
        if (
            not isinstance(role, Role)
            or after.kind not in ("actor", "place")
            or after.conjoined
            or len(after.parties) != 1
        ):
            return False
        if role.key == "site":
            return after.preposition in ("في", "ل")
        if after.preposition not in _PARTITIVE or role.kind not in ("people", "office", "body"):
            return False
        if after.preposition == "في" and role.suffix == "CIV" and not chunk.definite:
            # «متظاهرين في ماندالاي»
            return True
        if after.kind == "place":
            return False
        party = after.parties[0]
        if self._is_person(after):
            return False
        ruling = role.kind == "body" and role.key in _RULING and after.preposition == "في"
        return ruling or after.preposition == "من" or party.via is not None or self._kind(party.actor) != "State"

    def _only_one(
        self, chunk: Chunk, role: Role, chunks: list[Chunk], place: int, out: list[Chunk], day: date | None
    ) -> int:
        """Take a title that one actor alone has, with its holder's name: «خادم الحرمين الشريفين الملك سلمان»."""
        assert role.actor is not None
        holder = self._registry.holder(role.actor, role.key, day) if day else None
        chunk.kind = "actor"
        chunk.parties = [Party(role.actor, holder, chunk.first, chunk.last, role=role.key)]
        end = place + 1
        title = chunks[end] if end < len(chunks) else None
        if title is not None and title.kind == "role" and not (title.preposition or title.conjoined):
            end += 1
        named = self._apposition(chunk, chunks, end)
        out.append(chunk)
        return named if named > end else place + 1

    def _idafa(
        self, chunk: Chunk, after: Chunk, chunks: list[Chunk], end: int, out: list[Chunk], day: date | None
    ) -> int:
        person = self._is_person(after)
        role = chunk.entry.value if chunk.entry else None
        key = role.key if isinstance(role, Role) else None
        if not person:
            return self._take(chunk, after.parties, chunks, end + 1, out, day)
        chunk.kind = "actor"
        chunk.last = after.last
        chunk.parties = [Party(p.actor, p.via, chunk.first, after.last, role=key) for p in after.parties]
        out.append(chunk)
        return end + 1

    def _is_state(self, actor: str) -> bool:
        return self._registry.has_actor(actor) and self._registry.actor(actor).kind == "State"

    def _is_person(self, chunk: Chunk) -> bool:
        via = chunk.parties[0].via if chunk.parties else None
        return via is not None and self._registry.actor(via).kind == "Person"

    def _apposition(self, chunk: Chunk, chunks: list[Chunk], end: int) -> int:
        """Take in the name of the person who holds the office just named."""
        if end < len(chunks) and len(chunk.parties) == 1:
            after = chunks[end]
            if after.kind == "actor" and not after.preposition and not after.conjoined and self._is_person(after):
                chunk.last = after.last
                own = chunk.parties[0]
                own.via, own.last = after.parties[0].via, after.last
                return end + 1
        return end

    def _office(self, chunk: Chunk, state: Party, day: date | None) -> Party:
        role = chunk.entry.value if chunk.entry else None
        if not isinstance(role, Role):
            return state
        actor = state.actor
        first, last = chunk.first, max(state.last, chunk.last)
        if self._kind(actor) != "State" and role.suffix in (None, "OPP"):
            return Party(actor, state.via, first, last, role=role.key)
        if role.suffix:
            return Party(f"{actor}_{role.suffix}", None, first, last, role=role.key)
        via = None
        if role.key == "site":
            return Party(actor, None, first, last, role=role.key)
        if role.kind == "office":
            via = self._registry.holder(actor, role.key, day) if day else None
            body = role.body
            via = via or (self._registry.body(actor, body) if body else None)
        elif role.kind == "body":
            via = self._registry.body(actor, role.body or role.key)
        return Party(actor, via, first, last, role=role.key)

    def _alone(self, chunk: Chunk, memory: Memory, day: date | None, after: Chunk | None) -> Chunk:
        """Resolve an office or body named without its state by what the document named before."""
        role = chunk.entry.value if chunk.entry else None
        plain = after is None or not (after.definite or after.kind == "predicate")
        if isinstance(role, Role) and chunk.definite and not chunk.pronoun:
            before = memory.with_role(role.key)
            if before is not None:
                chunk.kind = "actor"
                chunk.parties = [
                    Party(before.actor, before.via, chunk.first, chunk.last, understood=True, role=role.key)
                ]
            elif self._arabic:
                self._of_story(chunk, role, memory, day, plain=plain)
        return chunk

    def _of_story(self, chunk: Chunk, role: Role, memory: Memory, day: date | None, *, plain: bool) -> None:
        """Let "the rebels" be the one group, "the army" that of the one state that the document has named."""
        if role.key in _INSURGENTS and (group := memory.only("groups")) is not None:
            chunk.kind = "actor"
            chunk.parties = [Party(group.actor, None, chunk.first, chunk.last, understood=True, role=role.key)]
        elif role.key in _STATE_BODIES and plain and (state := memory.only("states")) is not None:
            chunk.kind = "actor"
            party = Party(state.actor, None, chunk.first, chunk.last)
            chunk.parties = [self._office(chunk, party, day)]
            chunk.parties[0].understood = True

    def _settled(self, chunks: list[Chunk], memory: Memory, day: date | None) -> None:
        """Give English roles that name no state the one that the sentence, else the story, is about."""
        sectors.settle(chunks, lambda chunk, state: self._office(chunk, state, day), self._is_state)
        for chunk in chunks:
            role = chunk.entry.value if chunk.kind == "role" and chunk.entry is not None else None
            if isinstance(role, Role) and chunk.definite:
                self._of_story(chunk, role, memory, day, plain=True)

    def _english_role(
        self,
        chunks: list[Chunk],
        place: int,
        out: list[Chunk],
        tokens: Sequence[Token],
        memory: Memory,
        day: date | None,
    ) -> int:
        chunk = chunks[place]
        if chunk.kind != "role":
            out.append(chunk)
            return place + 1
        states, preposition = self._states_before(out, chunk)
        end = place + 1
        after = chunks[end] if end < len(chunks) else None
        role = chunk.entry.value if chunk.entry else None
        sector = isinstance(role, Role) and role.suffix is not None
        links = ("of", "for", "in", "from") if sector else ("of", "for")
        if isinstance(role, Role) and role.key in sectors.STRANGERS:
            links = ("of", "from")
        if not states and after is not None and after.preposition in links and after.kind in ("actor", "place"):
            states = after.parties
            end += 1
        if states:
            chunk.kind = "actor"
            chunk.preposition = chunk.preposition or preposition
            own_first = chunk.first
            for state in states:
                chunk.first = min(chunk.first, state.first)
            chunk.last = max(own_first + 1, chunks[end - 1].last)
            chunk.parties = [self._office(chunk, state, day) for state in states]
            end = self._apposition(chunk, chunks, end)
        elif end < len(chunks) and chunks[end].kind == "actor" and self._is_person(chunks[end]):
            after = chunks[end]
            chunk.kind, chunk.last = "actor", after.last
            chunk.parties = [self._held_by(role, p, chunk.first, after.last) for p in after.parties]
            end += 1
        else:
            chunk.definite = place > 0 and tokens[chunk.first - 1].folded in ("the", "its", "his", "their")
            if not sectors.is_placed(chunks, place):
                chunk = self._alone(chunk, memory, day, after)
        out.append(chunk)
        return end

    def _held_by(self, role: object, person: Party, first: int, last: int) -> Party:
        """Give a person with the role before his name: an opposition leader acts for the opposition of his state."""
        if not isinstance(role, Role):
            return Party(person.actor, person.via, first, last)
        opposed = role.suffix == "OPP" and self._is_state(person.actor)
        return Party(f"{person.actor}_OPP" if opposed else person.actor, person.via, first, last, role=role.key)

    def _attributive(self, out: list[Chunk], role: Chunk) -> bool:
        """Tell whether an actor right before a role is whose it is: "U.S. government", "Trump administration"."""
        last = out[-1]
        settled = any(party.role for party in last.parties)
        return last.kind == "actor" and last.last == role.first and last.preposition not in ("in", "at") and not settled

    def _states_before(self, out: list[Chunk], role: Chunk) -> tuple[list[Party], str]:
        """Take the nationality adjectives or possessives before a role noun, with their preposition, off the chunks."""
        between = 0
        while between < _MOST_BETWEEN and between < len(out) and out[-1 - between].kind == "noun":
            between += 1
        position = len(out) - 1 - between
        states: list[Party] = []
        preposition = ""
        while position >= 0:
            chunk = out[position]
            if chunk.kind == "adjective" or (
                chunk.kind == "actor" and (chunk.possessive or self._attributive(out, role))
            ):
                hyphenated = chunk.kind == "adjective" and len(chunk.parties) > 1
                states = (chunk.parties[-1:] if hyphenated else chunk.parties) + states
                preposition = chunk.preposition
            elif not (states and position and chunk.is_marker("conjunction")) or out[position - 1].kind != "adjective":
                break
            position -= 1
        if states:
            del out[position + 1 :]
        return states, preposition

    def _specific(self, chunk: Chunk, tokens: Sequence[Token], memory: Memory) -> None:
        """Let «مثل هذه الأسلحة» be the weapons named before, where these are of that kind."""
        if chunk.item is None or not chunk.first or tokens[chunk.first - 1].folded not in _DEMONSTRATIVES:
            return
        earlier = memory.last_item((chunk.item,))
        if earlier is not None and chunk.item in self._registry.kin(earlier):
            chunk.item, chunk.items = earlier, [earlier]

    def _reference(self, chunk: Chunk, tokens: Sequence[Token], memory: Memory) -> None:
        if chunk.kind == "item":
            self._specific(chunk, tokens, memory)
        if chunk.kind == "pronoun" and chunk.preposition == "بين" and chunk.pronoun == "هما":
            chunk.parties = [
                Party(party.actor, party.via, chunk.first, chunk.last, understood=True)
                for party in memory.resolve(Reference(antecedent="states", count=2))
            ]
            chunk.kind = "actor" if chunk.parties else "pronoun"
            return
        value = chunk.entry.value if chunk.entry else None
        if chunk.kind != "reference" or not isinstance(value, Reference):
            return
        parties = memory.resolve(value)
        if parties:
            chunk.kind = "actor"
            chunk.parties = [
                Party(party.actor, party.via, chunk.first, chunk.last, understood=True, role=party.role)
                for party in parties
            ]

    def _remember(self, chunk: Chunk, memory: Memory) -> None:
        if chunk.kind == "item":
            for item in chunk.items:
                memory.name_item(item)
        elif chunk.kind in ("actor", "adjective", "place"):
            for party in chunk.parties:
                self._remember_party(party, memory)

    def _remember_party(self, party: Party, memory: Memory) -> None:
        if not self._registry.has_actor(party.actor):
            return
        kind = self._registry.actor(party.actor).kind
        filed = {"State": "states", "Organization": "organizations", "ArmedGroup": "groups", "Media": "media"}.get(kind)
        if filed:
            memory.name(filed, party)
        if party.actor in self._registry.kingdoms:
            memory.name("kingdoms", party)
        if (party.role and party.role != "site") or (party.via and self._registry.actor(party.via).kind == "Person"):
            memory.name("persons", party)


def _is_preposition(chunks: list[Chunk], place: int) -> bool:
    """ "To" is a preposition unless a verb follows it."""
    chunk = chunks[place]
    if chunk.is_marker("preposition"):
        return True
    if not chunk.is_marker("infinitive") or place + 1 >= len(chunks):
        return False
    after = chunks[place + 1]
    base = after.predicate is not None and after.predicate.pos == "verb" and after.entries[0].tense == "base"
    return not base and (after.kind != "marker" or after.is_marker("such"))


def _is_headline_future(chunks: list[Chunk], place: int) -> bool:
    """Tell whether "to" is all that tells the tense: "Iran to send troops to Syria"."""
    if not chunks[place].is_marker("infinitive") or not place or chunks[place - 1].kind != "actor":
        return False
    return lists.acts(chunks, place + 1) and all(chunk.predicate is None for chunk in chunks[:place])


def _leave_dateline(chunks: list[Chunk], tokens: Sequence[Token]) -> None:
    """Take the place and agency before a dash at the head of a story out of it: "PARIS (Reuters) - Rebels …"."""
    for place, token in enumerate(tokens[1:_LONGEST_DATELINE], start=1):
        if token.kind == "word" and not token.text[:1].isupper():
            return
        if token.text in _DASHES and token.start > tokens[place - 1].end:
            for chunk in chunks:
                if chunk.last <= place:
                    chunk.taken = chunk.taken or chunk.kind in ("actor", "place")
            return


def _describes(chunk: Chunk) -> bool:
    """Whether it can stand between a role noun and its nationality: a definite adjective («العسكرية»)."""
    return chunk.kind == "noun" and chunk.definite and not chunk.preposition and not chunk.conjoined


def _names_a_people(entry: Entry) -> bool:
    return isinstance(entry.value, Name) and entry.value.form == "people" and entry.number == "pl"


def _are_people(chunk: Chunk, before: Chunk | None) -> bool:
    """Tell «الأميركيين» the people from «المسؤولين الأميركيين»: no noun before that it could describe."""
    if not any(_names_a_people(entry) for entry in chunk.entries):
        return False
    if before is None or before.kind not in ("noun", "role", "adjective", "predicate") or chunk.preposition:
        return True
    if chunk.conjoined or (before.predicate is not None and before.predicate.pos == "verb"):
        return True
    return before.kind == "noun" and chunk.definite and not before.definite


def _counted(chunk: Chunk, out: list[Chunk]) -> bool:
    """Tell people by their number: «أربعين ألف أفغاني», "15 فلسطينيا"."""
    before = out[-1] if out else None
    if chunk.preposition or chunk.definite or chunk.conjoined or before is None or chunk.number != "sg":
        return False
    return before.kind == "number" or before.word in _HUNDREDS
