"""What the lexicon knows of a word: predicates with their valency, structure words, words that stand for actors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Effect = Literal["actual", "planned", "conditional", "possible", "denied", "none"]
Understood = Literal["subj", "obj", "target", ""]

# Structure words by kind; `effect` of a marker is used by negation, modal and conditional words.
MarkerKind = Literal[
    "preposition", "complement", "infinitive", "conditional", "relative", "temporal", "purpose", "cause",
    "contrast", "negation", "modal", "future", "auxiliary", "passive", "agent", "according", "conjunction",
    "comma", "colon", "quote", "stop", "question", "pronoun", "such", "resumption", "vague",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is claimed when a predicate's roles are filled.

    `needs` are roles without which nothing is claimed, beyond source and target. `refine` gives finer CAMEO codes by
    the item: pairs of (wider item id, code); `content` by the PLOVER class of the act in the complement.
    `armed` names the frame that stands instead where the target is an armed group or an opposition (backing a state is
    support, backing a militia is aid), `civil` the one where it is citizens (envoys are expelled, citizens deported).
    `located` marks bodily acts whose place stands in for a missing target («هجمات في أوكرانيا»).
    """

    name: str
    relation: str
    cameo: str
    needs: tuple[str, ...] = ()
    refine: tuple[tuple[str, str], ...] = ()
    content: tuple[tuple[str, str], ...] = ()
    armed: str | None = None
    civil: str | None = None
    located: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """How a predicate treats the act in its complement.

    `slots` say where the complement stands (a preposition, "obj", "gen", "comp" for a clause); `effect` is what
    becomes of its factuality ("none": it is not claimed at all); `subject` which of the governor's parties does the
    act when the complement names nobody; `speaks` whether the governor's subject says it.
    """

    slots: tuple[str, ...]
    effect: Effect = "actual"
    subject: Understood = ""
    speaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A verb, event noun or predicative adjective.

    `slots` map a place in the clause to a role: subj, obj, obj2 (second object), gen (genitive), adj (nationality
    adjective) or a preposition -> source, target, both, item, topic, place. `frame` is None for words that only
    govern others. One of the words in `near` must follow it (folded). `light` classes what the word does to an event
    noun it governs ("do", "undergo", "lift" …);
    `under` names the frame that an event noun has below a light word of a class.
    """

    lemma: str
    pos: Literal["verb", "noun", "adjective"]
    language: str
    frame: str | None = None
    slots: dict[str, str] = field(default_factory=dict)
    content: Content | None = None
    light: str | None = None
    under: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Names the predicate in a claim's rule."""
        return f"{self.pos}:{self.lemma}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A structure word. `value` is the canonical preposition, or the class of the word within its kind."""

    kind: MarkerKind
    value: str = ""
    effect: Effect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A noun or pronoun that stands for an actor or item named before.

    `antecedent` is what it can stand for: states, persons, media, organizations, items, groups, speaker.
    `count` is 2 for duals, 0 for any plural.
    """

    antecedent: str
    count: int = 1
    role: str | None = None


class Name(NamedTuple):
    """A form of a registered actor, item or place. `exact` forms must be written with these very letters."""

    ref: str
    sort: str
    form: str
    cue: bool
    exact: bool
    written: str
    first: str | None
    last: str | None


class Role(NamedTuple):
    """A noun for an office, body or group of people, which acts for the state that goes with it.

    `actor` is set for what is one actor's alone («خادم الحرمين الشريفين»).
    """

    kind: str
    key: str
    body: str | None
    suffix: str | None
    actor: str | None = None


class Entry(NamedTuple):
    """One analysis of a form in the index; features are "" or 0 where the form does not tell.

    `hamza` forms must be written with one («هنّأ» is not «هنا»).
    """

    value: Predicate | Marker | Reference | Name | Role
    gender: str = ""
    number: str = ""
    tense: str = ""
    person: int = 0
    voice: str = ""
    definite: bool = False
    hamza: bool = False
