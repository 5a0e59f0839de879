"""From acts to claims: who the source and target are in the end, which code, item, place and date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from graph.actors.registry import Registry
from graph.model import Claim, Document, Factuality, PartialDate, Span
from graph.vocabulary import Vocabulary
from ingest.extract.act import Act, denier, doers, is_partner
from ingest.extract.acts import Acts
from ingest.extract.chunks import Party
from ingest.extract.clauses import BACKGROUND
from ingest.extract.compositions import Compositions
from ingest.extract.memory import Memory
from ingest.extract.stance import Stance, stance
from ingest.language.dates import DateMention
from ingest.language.tokens import Token
from ingest.lexicon.entries import Frame

# How much a claim is trusted: both actors named beside their predicate, or one of them only understood. Set by
# judgement; what counts is the order.
_NAMED = 0.9
_UNDERSTOOD = 0.7
_HEADLINE = 0.6
_FEWEST_IN_COLLECTIVE = 3
# What is promised is cooperation, what is threatened conflict.
_HELD_OUT = {"AGREE": "cooperation", "THREATEN": "conflict"}
_HIT = (("against",), ("on",), ("to",), ("at",))
# Classes of acts whose target, named as a people, is citizens.
_SUFFERED = frozenset({"AID", "ASSAULT", "COERCE"})
# Classes of acts that are done by saying something.
_UTTERED = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence ready to be read: its span, tokens and dates, and the day on which names are to be understood."""

    document: Document
    span: Span
    tokens: Sequence[Token]
    dates: Callable[[], tuple[DateMention, ...]]
    day: date | None
    headline: bool

    @property
    def question(self) -> bool:
        """Whether it asks: then nothing it says is claimed."""
        return any(token.text in ("?", "؟") for token in self.tokens[-2:])


class Claims:
    """Makes the claims of one sentence's acts."""

    def __init__(self, frames: dict[str, Frame], registry: Registry, vocabulary: Vocabulary) -> None:
        self._frames = frames
        self._registry = registry
        self._vocabulary = vocabulary
        self._compositions = Compositions(frames, vocabulary)

    def of(self, sentence: Sentence, acts: Acts, memory: Memory) -> tuple[Claim, ...]:
        """Give the claims of a sentence, each once."""
        found: dict[tuple[object, ...], Claim] = {}
        self._compositions.apply(acts.all, acts.clauses)
        for act in acts.all:
            frame = self._frames.get(act.frame or "")
            if frame is None or act.silent:
                continue
            told = stance(act)
            if told.effect == "none" or (sentence.question and act.clause.kind not in BACKGROUND):
                continue
            for claim in self._of_act(sentence, act, acts, frame, told, memory):
                key = (claim.relation, claim.source, claim.target, claim.item, claim.factuality, claim.speakers)
                found.setdefault(key, claim)
        return tuple(self._without_held_out(found.values()))

    def _without_held_out(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """A threat of sanctions is the threat, coded by what it holds out; the sanctions are no second link.

        Nor is the cooperation or meeting that two have only agreed on (gold practice: AGREE alone).
        """
        claims = list(claims)
        if len(claims) == 1:
            yield claims[0]
            return
        threats = {(claim.source, claim.target): claim for claim in claims if claim.plover == "THREATEN"}
        held_out = {}
        for claim in claims:
            pair = claim.source, claim.target
            hostile = self._vocabulary.quad(claim.relation).endswith("conflict") and claim.plover != "THREATEN"
            if pair in threats and hostile and claim.factuality in ("planned", "conditional", "possible"):
                held_out[id(claim)] = pair
        agreed = {
            (plover, *pair)
            for claim in claims
            if claim.plover == "AGREE"
            for plover in ("COOPERATE", "CONSULT")
            for pair in ((claim.source, claim.target), (claim.target, claim.source))
        }
        codes = {pair: self._held_out_code(claim, claims, held_out) for pair, claim in threats.items()}
        for claim in claims:
            only_agreed = claim.factuality == "planned" and (claim.plover, claim.source, claim.target) in agreed
            if id(claim) in held_out or only_agreed:
                continue
            code = codes.get((claim.source, claim.target)) if claim.plover == "THREATEN" else None
            yield replace(claim, cameo=code, goldstein=self._vocabulary.cameo[code].goldstein) if code else claim

    def _held_out_code(self, threat: Claim, claims: list[Claim], held_out: dict[int, tuple[str, str]]) -> str | None:
        if threat.cameo != self._vocabulary.relations[threat.relation].cameo:
            return None
        codes = dict(next(frame.content for frame in self._frames.values() if frame.relation == threat.relation))
        for claim in claims:
            if held_out.get(id(claim)) == (threat.source, threat.target) and claim.plover in codes:
                return codes[claim.plover]
        return None

    def _of_act(
        self, sentence: Sentence, act: Act, acts: Acts, frame: Frame, told: Stance, memory: Memory
    ) -> Iterator[Claim]:
        items = self._items(act)
        if "item" in frame.needs + act.predicate.needs and not items:
            return
        if not self._needs(act, acts):
            return
        pairs = self._pairs(act, acts, frame, told)
        told = self._collective(act, told, memory, sentence.day)
        for source, target in pairs:
            plover = self._vocabulary.relations[frame.relation].plover
            one, other = _ends(plover, source, target)
            if one == other or (source.actor == target.actor and plover != "PROTEST"):
                continue
            if not self._can_act(source) or not self._can_act(target):
                continue
            for item in items or (None,):
                yield self._claim(sentence, act, acts, self._by_target(frame, target), told, source, target, item)

    def _by_target(self, frame: Frame, target: Party) -> Frame:
        if frame.civil is not None and (target.people or target.actor.endswith("_CIV")):
            return self._frames[frame.civil]
        if frame.armed is None:
            return frame
        group = self._registry.actor(target.actor).kind == "ArmedGroup" or target.actor.endswith("_OPP")
        return self._frames[frame.armed] if group else frame

    def _needs(self, act: Act, acts: Acts) -> bool:
        """Check what keeps a vague word from claiming: a person who travels, a partner, an act in its complement,
        a target named beside it."""
        needs = act.predicate.needs
        if "person" in needs:
            subject = act.subject.parties if act.subject else act.parties("source")
            if not any(party.via is not None for party in subject):
                return False
        if "target" in needs and not act.parties("target"):
            return False
        if "content" in needs and not any(other.governor is act for other in acts.all):
            return False
        return "both" not in needs or bool(act.roles.get("both")) or len(act.parties("source")) > 1

    def _can_act(self, party: Party) -> bool:
        if not self._registry.has_actor(party.actor):
            return False
        return self._registry.actor(party.actor).kind != "Media"

    # -- parties

    def _pairs(self, act: Act, acts: Acts, frame: Frame, told: Stance) -> list[tuple[Party, Party]]:
        symmetric = self._vocabulary.relations[frame.relation].symmetric
        sources = doers(act)
        both = [party for chunk in act.roles.get("both", ()) if not is_partner(chunk) for party in chunk.parties]
        partners = [party for chunk in act.roles.get("both", ()) if is_partner(chunk) for party in chunk.parties]
        targets = self._targets(act, acts, frame, told)
        if symmetric:
            if len(both) > 1 and not sources:
                return list(combinations(_distinct(both), 2))
            others = [party for party in both + partners + targets if party.actor not in {s.actor for s in sources}]
            if not sources and len(both) == 1 and partners:
                return [(both[0], partner) for partner in partners]
            if sources and others:
                return [(source, other) for source in sources for other in others]
            mutual = self._vocabulary.relations[frame.relation].plover != "ASSAULT"
            if mutual and not others and len(_distinct(sources)) > 1:
                return list(combinations(_distinct(sources), 2))
            if len(_distinct(both)) > 1:
                return list(combinations(_distinct(both), 2))
            return []
        return [(source, target) for source in _distinct(sources) for target in _distinct(targets or both + partners)]

    def _targets(self, act: Act, acts: Acts, frame: Frame, told: Stance) -> list[Party]:
        own = act.parties("target")
        if own:
            return own
        if act.is_answered:
            return denier(act)
        light = act.light()
        if light is not None:
            if light.predicate.light == "undergo":
                return list(light.subject.parties) if light.subject else []
            if light.parties("target"):
                return light.parties("target")
        if "topic" in act.predicate.slots.values():
            return self._of_topic(act, acts)
        aimed = self._aimed(act, acts, frame)
        if aimed:
            return aimed
        asked = self._asked(act, acts) or self._meant(act, acts, frame)
        if asked:
            return asked
        if frame.located and (place := self._located(act)):
            return place
        if self._vocabulary.relations[frame.relation].plover == "SANCTION" and (other := self._dealt_with(act, acts)):
            return other
        denying = denier(act)
        if denying:
            return denying
        return self._conditional(act, acts)

    def _dealt_with(self, act: Act, acts: Acts) -> list[Party]:
        """Whom a ban or suspension hits: the other end of the dealings named next («حظر تصدير … إلى الصين»)."""
        source = {party.actor for party in doers(act)}
        for other in acts.all:
            if other.clause is act.clause and other.chunk.place > act.chunk.place and other.predicate.pos == "noun":
                ends = [*other.parties("target"), *other.parties("both"), *other.parties("source")]
                return [party for party in ends if party.actor not in source]
        return []

    def _aimed(self, act: Act, acts: Acts, frame: Frame) -> list[Party]:
        """Whom a promise or threat is made to, where only its content says it: «تعهد بتقديم دعم لنيروبي»."""
        content = act.predicate.content
        plover = self._vocabulary.relations[frame.relation].plover
        if content is None or plover not in _HELD_OUT:
            return []
        own = {party.actor for party in doers(act)}
        return [
            party
            for other in acts.all
            if other is not act and (held := self._frames.get(other.frame or "")) is not None and _within(other, act)
            if (who := {party.actor for party in doers(other)}) <= own and (who or content.subject == "subj")
            if self._vocabulary.quad(held.relation).endswith(_HELD_OUT[plover])
            for party in other.parties("target") or other.parties("both")
        ]

    def _meant(self, act: Act, acts: Acts, frame: Frame) -> list[Party]:
        """Whom an English verb means that has only a deed for an object or complement.

        "rejected any cooperation with Mali" means the partner, "threatened to deal blows to Mali" whom the unknown deed
        would hit, "turned down Mali's request" is told by `denier`.
        """
        if act.predicate.language != "en" or act.predicate.pos != "verb":
            return []
        source = {party.actor for party in doers(act)}
        plover = self._vocabulary.relations[frame.relation].plover
        if act.predicate.slots.get("obj") == "target":
            for other in acts.all:
                if other.governor is act and other.predicate.pos == "noun" and other.frame == other.predicate.frame:
                    return [party for party in other.parties("both") if party.actor not in source]
        if plover != "THREATEN":
            return []
        following = act.clause.members[act.clause.members.index(act.chunk) + 1 :]
        if not following or not (following[0].is_marker("infinitive") or following[0].preposition == "to"):
            return []
        hit = next((chunk for chunk in following if chunk.kind in ("actor", "place")), None)
        return list(hit.parties) if hit is not None and hit.path[:1] in _HIT else []

    def _asked(self, act: Act, acts: Acts) -> list[Party]:
        """Who is asked to do something: whoever would do it, "demanded that Israel open the crossing"."""
        content = act.predicate.content
        if content is None or content.effect != "none" or content.subject != "target":
            return []
        for other in acts.all:
            if other.clause.governor is act.chunk and other.subject is not None and other.subject.parties:
                return list(other.subject.parties)
            if other.governor is act and other.predicate.pos == "noun" and other.parties("source"):
                return other.parties("source")
        return acts.first_named(act)

    def _of_topic(self, act: Act, acts: Acts) -> list[Party]:
        """Who is behind what is complained of: all of a mutual act, the doer of a directed one, else who is named."""
        source = {party.actor for party in doers(act)}
        for other in acts.all:
            if other is act or other.chunk.place < act.chunk.place or not _within(other, act):
                continue
            frame = self._frames.get(other.frame or "")
            parties = doers(other) if frame is not None else other.parties("source")
            if frame is not None and self._vocabulary.relations[frame.relation].symmetric:
                parties = [*parties, *other.parties("both"), *other.parties("target")]
            rest = [party for party in parties if party.actor not in source]
            if rest:
                return rest
        return [party for party in act.parties("topic") if party.actor not in source]

    def _located(self, act: Act) -> list[Party]:
        source = {party.actor for party in doers(act)}
        aimed = {slot for slot, role in act.predicate.slots.items() if role == "target"}
        members = act.clause.members
        for chunk in members[members.index(act.chunk) + 1 :]:
            if chunk.path and chunk.path[-1] in aimed:
                return []
            if chunk.predicate is not None:
                break
            if chunk.kind in ("actor", "place") and chunk.path and chunk.path[-1] in ("في", "in", "at"):
                rest = [party for party in chunk.parties if party.actor not in source]
                if rest and not chunk.taken:
                    return rest
        return []

    def _conditional(self, act: Act, acts: Acts) -> list[Party]:
        """A reaction held out in an if is aimed at whoever does what the if is about."""
        if act.clause.kind != "consequence":
            return []
        for other in acts.all:
            if other.clause.kind == "conditional" and other.frame in self._frames:
                return doers(other)
        return []

    def _collective(self, act: Act, told: Stance, memory: Memory, day: date | None) -> Stance:
        """A joint statement of all members of a group that the document names is the group's statement."""
        if len(told.speakers) < _FEWEST_IN_COLLECTIVE or day is None:
            return told
        actors = {party.actor for party in told.speakers}
        for group in memory.named("organizations"):
            if actors == set(self._registry.members(group.actor, day)):
                first, last = told.speakers[0], told.speakers[-1]
                return Stance(told.effect, (Party(group.actor, None, first.first, last.last),))
        return told

    # -- what else a claim says

    def _items(self, act: Act) -> list[str | None]:
        node: Act | None = act
        while node is not None:
            chunks = node.roles.get("item", [])
            if chunks:
                return [item for chunk in chunks for item in chunk.items]
            node = node.governor if node.governor is not None and not node.governor.predicate.frame else None
        return []

    def _claim(
        self,
        sentence: Sentence,
        act: Act,
        acts: Acts,
        frame: Frame,
        told: Stance,
        source: Party,
        target: Party,
        item: str | None,
    ) -> Claim:
        relation = self._vocabulary.relations[frame.relation]
        who, whom = _ends(relation.plover, source, target)
        cameo = self._code(act, acts, frame, item)
        start, end = sentence.span
        when = self._when(sentence, act)
        understood = source.understood or target.understood
        confidence = _HEADLINE if sentence.headline else _UNDERSTOOD if understood else _NAMED
        return Claim(
            document=sentence.document.id,
            relation=relation.name,
            plover=relation.plover,
            cameo=cameo,
            goldstein=self._vocabulary.cameo[cameo].goldstein,
            source=who,
            target=whom,
            factuality=_dated(told.factuality, when, sentence.document.reported),
            quote=sentence.document.text[start:end],
            sentence=sentence.span,
            trigger=_span(sentence, act.chunk.first, act.chunk.last),
            source_span=_span(sentence, source.first, source.last),
            target_span=_span(sentence, target.first, target.last),
            via=tuple(party.via for party in (source, target) if party.via),
            speakers=self._speakers(relation.name, source, told),
            item=item,
            place=self._place(act, {source.actor, target.actor}),
            when=when,
            rule=_rule(act),
            confidence=confidence,
        )

    def _speakers(self, relation: str, source: Party, told: Stance) -> tuple[str, ...]:
        """What somebody says in his own name is his act; only what others say of it is attributed."""
        speakers = tuple(party.actor for party in told.speakers)
        if self._vocabulary.relations[relation].plover in _UTTERED:
            return tuple(speaker for speaker in speakers if speaker != source.actor)
        return speakers

    def _code(self, act: Act, acts: Acts, frame: Frame, item: str | None) -> str:
        if item is not None and self._registry.has_item(item):
            kin = self._registry.kin(item)
            for wider, code in frame.refine:
                if wider in kin:
                    return code
        by_class = dict(frame.content)
        for other in acts.all if by_class else ():
            content = self._frames.get(other.frame or "")
            if content is not None and _within(other, act):
                plover = self._vocabulary.relations[content.relation].plover
                if plover in by_class:
                    return by_class[plover]
        return frame.cameo

    def _place(self, act: Act, parties: set[str]) -> str | None:
        members = act.clause.members
        for chunk in members:
            if chunk.path[:1] in (("في",), ("in",), ("at",), ("ب",)) and chunk.kind in ("actor", "place"):
                for party in chunk.parties:
                    if party.actor not in parties and self._registry.has_place(party.actor):
                        return party.actor
        return None

    def _when(self, sentence: Sentence, act: Act) -> PartialDate | None:
        dated = [mention for mention in sentence.dates() if mention.when is not None]
        if not dated:
            return None
        members = act.clause.members
        start = sentence.tokens[members[0].first].start
        end = sentence.tokens[max(member.last for member in members) - 1].end
        inside = [mention for mention in dated if start <= mention.span[0] and mention.span[1] <= end]
        trigger = sentence.tokens[act.chunk.first].start
        pool = inside or (dated if len(dated) == 1 and act.clause.parent is None else [])
        return min(pool, key=lambda mention: abs(mention.span[0] - trigger)).when if pool else None


def _dated(factuality: Factuality, when: PartialDate | None, reported: date | None) -> Factuality:
    """What is dated after the day of its report has not happened: «يتوجه الوزير إلى موسكو الأحد المقبل»."""
    ahead = when is not None and when.first is not None and reported is not None and when.first > reported
    return "planned" if ahead and factuality == "actual" else factuality


def _ends(plover: str, source: Party, target: Party) -> tuple[str, str]:
    """Give who acts and who is acted on: a people that protests, is helped or suffers is its citizens."""
    return (
        _citizens(source) if plover == "PROTEST" else source.actor,
        _citizens(target) if plover in _SUFFERED else target.actor,
    )


def _citizens(party: Party) -> str:
    """A people that protests, is helped or suffers is its citizens; that talks or attacks, its state."""
    return f"{party.actor}_CIV" if party.people else party.actor


def _within(inner: Act, outer: Act) -> bool:
    """Tell whether an act stands in the complement of another, also through «التقارير التي تفيد بأن»."""
    node: Act | None = inner
    while node is not None:
        if node is outer:
            return True
        antecedent = node.clause.antecedent
        if node.governor is None and antecedent is not None:
            return node.clause.parent is outer.clause and antecedent.place > outer.chunk.place
        node = node.governor or node.outer
    return False


def _rule(act: Act) -> str:
    path = [act.predicate.name]
    node = act.governor
    while node is not None:
        path.append(node.predicate.name)
        node = node.governor
    kinds = f" [{act.clause.kind}]" if act.clause.kind != "main" else ""
    return f"{act.frame}: " + " < ".join(path) + kinds


def _span(sentence: Sentence, first: int, last: int) -> Span:
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


def _distinct(parties: Sequence[Party]) -> list[Party]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.actor, party)
    return list(found.values())
