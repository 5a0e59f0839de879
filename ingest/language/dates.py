"""Date expressions in Arabic and English news text, and the dates they mean.

The expressions themselves are data (`data/dates_*.toml`). Relative ones count from the anchor, the day on which the
text was published; where that is only known to lie in an interval, so does the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from graph.model import PartialDate, Span, outermost
from ingest.language.date_grammar import YEARS, Pieces, Words, date_grammar
from ingest.language.date_values import DateKind, Meaning, meaning
from ingest.language.script import levelled

# From an anchor less sure than this no date can be counted that says more than nothing.
_WIDEST_ANCHOR = timedelta(days=100)
# News repeats itself: a thousand documents have about as many different expressions.
_KEPT = 4096
# Any day will do where the anchor does not matter.
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a text.

    `when` is None where the anchor is missing or contradicts the expression («اليوم الجمعة» on a Tuesday), where it
    counts from another event («قبل يومين من الانتخابات»), and where no calendar has the day. `kind`: "absolute"
    gives its own year, "deictic" says today, "weekday" names one, "relative" is every other that needs the anchor.
    `weekday`, 0-6 from Monday, is the one that the expression names, if any.
    """

    span: Span
    when: PartialDate | None
    kind: DateKind
    weekday: int | None = None


def dates(text: str, span: Span, language: str, anchor: PartialDate | None) -> tuple[DateMention, ...]:
    """Find the date expressions in a stretch of text, in order, without the words that attach to them («و», «في»).

    A year-less month or day is taken in the year in which it lies nearest; a bare weekday is the last one that has
    begun. Approximate dates («منتصف مارس») carry EDTF's `~`, "last week" is the calendar week from Monday.
    """
    return tuple(_found(text, span, language, anchor))


def _found(text: str, span: Span, language: str, anchor: PartialDate | None) -> Iterator[DateMention]:
    grammar = date_grammar(language)
    level = levelled(text, span)
    for match in grammar.finder.finditer(level.text):
        name = match.lastgroup or ""
        words = grammar.words_of(name, level.text, match.start(name))
        pieces, understood = _understood(language, name, words) if words else (None, None)
        if pieces and understood:
            place = level.span(match.start(name), match.end(name))
            yield DateMention(place, _resolved(understood, anchor), understood.kind, pieces.weekday)


@lru_cache(maxsize=_KEPT)
def _understood(language: str, name: str, words: Words) -> tuple[Pieces | None, Meaning | None]:
    pieces = date_grammar(language).pieces(name, words)
    return pieces, meaning(pieces) if pieces else None


@lru_cache(maxsize=_KEPT)
def _resolved(understood: Meaning, anchor: PartialDate | None) -> PartialDate | None:
    if understood.absolute:
        return understood.on(_ANY_DAY)
    if anchor is None or anchor.first is None or anchor.last is None:
        return None
    if anchor.last - anchor.first > _WIDEST_ANCHOR or anchor.last.year not in YEARS:
        return None
    days = (anchor.first + timedelta(days=past) for past in range((anchor.last - anchor.first).days + 1))
    return _agreed(filter(None, (understood.on(day) for day in days)))


def _agreed(possible: Iterable[PartialDate]) -> PartialDate | None:
    found = {when.text: when for when in possible}
    if len(found) <= 1:
        return next(iter(found.values()), None)
    first, last = outermost(found.values())
    unsure = "~" if any("~" in text for text in found) else ""
    return PartialDate(f"{first}{unsure}/{last}{unsure}")
