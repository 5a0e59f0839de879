"""The values that everything else passes around: documents, claims, actors and what is derived from them.

All are frozen, complete when built, and have deterministic ids: the same input gives the same value, so loading
twice changes nothing. Spans are (start, end) in code points of a document's text, end exclusive.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, get_args

Span = tuple[int, int]
Factuality = Literal["actual", "planned", "conditional", "possible", "denied"]
ActorKind = Literal["State", "Organization", "ArmedGroup", "Company", "Media", "Person", "Body"]
Precision = Literal["day", "month", "year", "interval"]
TieKind = Literal["MEMBER_OF", "PART_OF", "HOLDS_OFFICE_IN"]
Verdict = Literal["same", "different"]
PublishingStatus = Literal["usable", "withheld", "cancelled"]

FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

_NEVER = datetime.min.replace(tzinfo=UTC)
# 20 hexadecimal digits: 80 bits, so two of ten million claims share an id with probability under 1e-10.
_ID_DIGITS = 20
_SINGLE_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)$")


def digest(*parts: object) -> str:
    """Give a short, stable id for the parts, in their order; `None` and the empty string differ."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:_ID_DIGITS]


def edition(version: int, revised: datetime | None) -> tuple[int, datetime]:
    """Order versions of one document by their numbers, and those of one number by when they were made."""
    return version, revised or _NEVER


def _bounds(text: str) -> tuple[date, date, Precision]:
    match = _SINGLE_DATE.match(text)
    if not match:
        raise ValueError(f"{text!r} is not a date of EDTF level 0 or 1 (examples: 2024, 2024-03, 2024-03-11~)")
    year, month, day = (int(group) if group else 0 for group in match.groups()[:3])
    if day:
        return date(year, month, day), date(year, month, day), "day"
    if month:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, 1), date(year, month, last), "month"
    return date(year, 1, 1), date(year, 12, 31), "year"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precisely as it is known, as Extended Date/Time Format (ISO 8601-2, levels 0 and 1).

    `text` is a day, month or year, an interval `a/b` of them, or one with an open end (`2024-03/..`); `?` and `~`
    may follow a date that is unsure or approximate. `first` and `last` are its outermost days, None where open.
    Raises ValueError for anything else, and for an interval that ends before it begins.
    """

    text: str
    first: date | None = field(init=False)
    last: date | None = field(init=False)
    precision: Precision = field(init=False)

    def __post_init__(self) -> None:
        if "/" in self.text:
            left, right = self.text.split("/", 1)
            first = None if left in ("", "..") else _bounds(left)[0]
            last = None if right in ("", "..") else _bounds(right)[1]
            precision: Precision = "interval"
        else:
            first, last, precision = _bounds(self.text)
        if first and last and last < first:
            raise ValueError(f"{self.text!r} ends before it begins")
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)
        object.__setattr__(self, "precision", precision)

    def __str__(self) -> str:
        return self.text

    def holds(self, day: date) -> bool:
        """Tell whether the day can lie in this date."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Give the date that is exactly this day."""
        return cls(day.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as read, with what is known about it.

    `reported` is the publication date, or None with `reported_note` saying why (for example, a page's header
    date that the body contradicts). `layout` is "page" for text that may carry a page's boilerplate (captions,
    credits, share lines) and "clean" for text that a feed or a data set gives as the article alone.

    An id may come in several versions: the one with the greatest `edition` counts. `version` is the number that its
    publisher gives it, 0 for none, `revised` the moment at which that version was made. One that is "withheld" or
    "cancelled" by its publisher says nothing any more; its text may be empty.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "ar"
    reported: date | None = None
    reported_note: str | None = None
    layout: Literal["page", "clean"] = "page"
    version: int = 0
    revised: datetime | None = None
    status: PublishingStatus = "usable"

    @property
    def edition(self) -> tuple[int, datetime]:
        """Orders the versions of one document."""
        return edition(self.version, self.revised)

    @property
    def withdrawn(self) -> bool:
        """Whether its publisher has taken it back, for now or for good."""
        return self.status != "usable"

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, by which a changed text under the same id is noticed."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one sentence of one document says: who does what to whom, how sure, and who says so.

    `source`, `target` and the members of `via`, `speakers` are actor ids; `via` are the bodies or persons that
    the sentence names for either end, `speakers` stand outermost first and are empty when the document itself
    says it. `sentence` and `trigger` are spans in the document's text, `quote` is the text of `sentence`;
    `source_span` and `target_span` are None where the actor is only understood. `item` is an Item id, `place` a
    Place id. `cameo` may be finer than the relation type's own code.
    """

    document: str
    relation: str
    plover: str
    cameo: str
    goldstein: float
    source: str
    target: str
    factuality: Factuality
    quote: str
    sentence: Span
    trigger: Span
    source_span: Span | None = None
    target_span: Span | None = None
    via: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    item: str | None = None
    place: str | None = None
    when: PartialDate | None = None
    extractor: str = "rules"
    rule: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.factuality not in FACTUALITIES:
            raise ValueError(f"{self.factuality!r} is not one of {', '.join(FACTUALITIES)}")
        if self.sentence[1] - self.sentence[0] != len(self.quote):
            raise ValueError(f"quote of {len(self.quote)} characters does not fill its span {self.sentence}")

    @property
    def id(self) -> str:
        """Depends on what is claimed, by whom and where it stands, never on when or how often it was read."""
        return digest(
            self.document, self.relation, self.source, self.target, self.item, self.factuality,
            ",".join(self.speakers), *self.sentence, *self.trigger,
        )  # fmt: skip

    @property
    def attributed(self) -> bool:
        """Whether somebody else than the document itself says it."""
        return bool(self.speakers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A dated link of the registry: membership, belonging, or an office held.

    `first` and `last` bound the days on which it holds; None is "not known or still".
    """

    kind: TieKind
    to: str
    office: str | None = None
    first: PartialDate | None = None
    last: PartialDate | None = None
    source: str | None = None

    def holds(self, day: date) -> bool:
        """Tell whether it can hold on the day, given how precisely its ends are known."""
        begun = self.first is None or self.first.first is None or self.first.first <= day
        over = self.last is not None and self.last.last is not None and self.last.last < day
        return begun and not over


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts: a state, organisation, group, company, outlet, person, or a body of one of them.

    `names_en` and `names_ar` begin with the display name in that language; one of them may be empty, not both.
    """

    id: str
    kind: ActorKind
    names_en: tuple[str, ...] = ()
    names_ar: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    source: str | None = None
    registered: bool = True

    @property
    def name(self) -> str:
        """The name to show: English, else Arabic."""
        return (self.names_en or self.names_ar)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing that is handed over, traded or used; `parent` is the next wider kind of thing."""

    id: str
    names_en: tuple[str, ...] = ()
    names_ar: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def name(self) -> str:
        """The name to show: English, else Arabic."""
        return (self.names_en or self.names_ar)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happens; `lies_in` is the state's id. A state's territory has the state's id."""

    id: str
    names_en: tuple[str, ...] = ()
    names_ar: tuple[str, ...] = ()
    lies_in: str | None = None

    @property
    def name(self) -> str:
        """The name to show: English, else Arabic."""
        return (self.names_en or self.names_ar)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision, kept apart from the claims and reversible, that two actors are one or are not."""

    left: str
    right: str
    verdict: Verdict
    judge: str
    made: date

    @property
    def id(self) -> str:
        """The same pair has one judgement, whichever of the two is named first."""
        return digest(*sorted((self.left, self.right)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """An edge as analysts see it, derived from claims.

    There is one for each (source, type, target, item, factuality, attributed). Symmetric types have the smaller id
    as source. `first`, `last` are outermost days of the events, `first_reported`, `last_reported` of the documents;
    each may be None. `claims` are the ids of the claims it rests on, `documents` of their texts,
    `independent_sources` of the groups of copies among these: what several outlets took over counts once. `id` names
    the edge by what makes it one edge, so that rebuilding gives the same ids.
    """

    source: str
    type: str
    target: str
    plover: str
    goldstein: float
    factuality: Factuality
    attributed: bool
    item: str | None
    speakers: tuple[str, ...]
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    publishers: tuple[str, ...]
    first: date | None
    last: date | None
    first_reported: date | None
    last_reported: date | None
    confidence: float
    independent_sources: tuple[str, ...] = ()
    id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Kept, because it is a hash and loading goes by it.
        parts = (self.source, self.type, self.target, self.item, self.factuality, self.attributed)
        object.__setattr__(self, "id", digest(*parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came out of one document: its claims, and what was not understood.

    `sentences` counts those read (boilerplate and repeats left out); `unread` are the spans of sentences that
    name two known actors and gave no claim. `basis` names what it rests on, the document as given and the version of
    what read it, so that the same need not be read again; it is empty where nobody asked.
    """

    document: Document
    claims: tuple[Claim, ...]
    sentences: int
    unread: tuple[Span, ...]
    basis: str = ""


def outermost(dates: Iterable[PartialDate]) -> tuple[date | None, date | None]:
    """Give the first and the last day of several dates; open ends and absent dates do not count."""
    firsts = []
    lasts = []
    for when in dates:
        if when.first:
            firsts.append(when.first)
        if when.last or when.first:
            lasts.append(when.last or when.first)
    return (min(firsts) if firsts else None, max(day for day in lasts if day) if lasts else None)
