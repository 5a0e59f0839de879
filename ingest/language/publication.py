"""When a document was published: what it is given with, or its header date if the body agrees.

A page's header often shows the day of the visit or of the last change. Its date counts as the publication date only
when the body names that day as today, or names its weekday where agencies name the day of the news.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from graph.model import Document, PartialDate
from ingest.language.dates import DateMention, dates
from ingest.language.layout import SET_ASIDE, lines
from ingest.language.sentences import sentences

# Pages are looked at, and so dated, soon after the news or after days to weeks; in older ones "last March" may mean
# another year and nothing is concluded.
_LONGEST_DELAY = timedelta(days=21)
# Agencies name the day of the news in the first or second sentence.
_LEAD_SENTENCES = 2
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a text says of its day: the header's date, dates and weekdays that it calls today, weekdays of the lead."""

    header: date | None
    today: frozenset[date]
    weekdays: frozenset[int]
    lead: frozenset[int]


def dated(document: Document) -> Document:
    """Give the document with its publication date filled in, or with the note that says why there is none.

    A date that the document was given with stays.
    """
    if document.reported or document.reported_note:
        return document
    evidence = _evidence(document)
    reported = _reported(evidence)
    return replace(document, reported=reported, reported_note=None if reported else _note(evidence))


def anchor(document: Document) -> PartialDate | None:
    """Give the day from which the document's relative dates count, or the interval in which it lies.

    Where a text calls another weekday today than that of its publication date, it was written before. Without a
    publication date the interval is the time before the header date: only the days from the first to the last that
    can be today when the text says which weekday that is. None when nothing is known.
    """
    evidence = _evidence(document)
    if document.reported:
        return PartialDate.of(_written(document.reported, evidence.weekdays))
    reported = _reported(evidence)
    if reported:
        return PartialDate.of(reported)
    if evidence.header is None:
        return None
    delays = range(_LONGEST_DELAY.days, -1, -1)
    before = [evidence.header - timedelta(days=delay) for delay in delays]
    possible = [day for day in before if day.weekday() in evidence.weekdays] or before
    return PartialDate(f"{possible[0]}/{possible[-1]}")


def _written(reported: date, weekdays: frozenset[int]) -> date:
    """Give the last day before the given date, or that date, with the one weekday that the text calls today."""
    if len(weekdays) != 1:
        return reported
    (weekday,) = weekdays
    return reported - timedelta(days=(reported.weekday() - weekday) % len(_WEEKDAYS))


def _evidence(document: Document) -> _Evidence:
    return _evidence_of(document.text, document.title, document.language, document.layout)


# Whoever dates a document and whoever then reads it ask for the same.
@lru_cache(maxsize=8)
def _evidence_of(text: str, title: str | None, language: str, layout: Literal["page", "clean"]) -> _Evidence:
    document = Document(id="", text=text, title=title, language=language, layout=layout)
    header = None
    today: set[date] = set()
    weekdays: set[int] = set()
    lead: set[int] = set()
    for number, mention in _mentions(document):
        if number is None:
            header = header or _day(mention)
        elif mention.kind == "deictic":
            day = _day(mention)
            today |= {day} if day else set()
            weekdays |= {mention.weekday} if mention.weekday is not None else set()
        elif mention.kind == "weekday" and number < _LEAD_SENTENCES and mention.weekday is not None:
            lead.add(mention.weekday)
    return _Evidence(header, frozenset(today), frozenset(weekdays), frozenset(lead))


def _mentions(document: Document) -> Iterator[tuple[int | None, DateMention]]:
    """Give every date of the text with the number of its sentence in the body, None in a header line."""
    number = 0
    for line in lines(document):
        if line.role == "date":
            yield from ((None, mention) for mention in dates(document.text, line.span, document.language, None))
        if line.role in SET_ASIDE or line.role in ("title", "heading", "caption"):
            continue
        for sentence in sentences(document.text, line.span, document.language):
            yield from ((number, mention) for mention in dates(document.text, sentence, document.language, None))
            number += 1


def _day(mention: DateMention) -> date | None:
    return mention.when.first if mention.when and mention.when.precision == "day" else None


def _reported(evidence: _Evidence) -> date | None:
    if len(evidence.today) == 1:
        (day,) = evidence.today
        return day if evidence.weekdays <= {day.weekday()} else None
    header = evidence.header
    if header is None or evidence.today:
        return None
    if evidence.weekdays:
        return header if evidence.weekdays == {header.weekday()} else None
    return header if header.weekday() in evidence.lead else None


def _note(evidence: _Evidence) -> str:
    if len(evidence.today) > 1 or len(evidence.weekdays) > 1:
        return "the text calls different days today"
    header = evidence.header
    if header is None:
        return "no publication date is given"
    said = f"the page's header date {header} is a {_WEEKDAYS[header.weekday()]}"
    if not evidence.weekdays:
        return f"{said}; nothing in the text says that this is the day of publication"
    (weekday,) = evidence.weekdays
    return f"{said}; the text says today is {_WEEKDAYS[weekday]}"
