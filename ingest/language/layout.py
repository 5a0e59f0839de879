"""The roles of a document's lines: what tells the story, and what the page put around it.

Text copied from a page carries its date, repeated titles, captions, credits and share links. A line is set aside
only because it, or its beginning, stands in a list (`data/page_*.toml`), or because it repeats an earlier line
exactly; whatever is merely suspected keeps a role that is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from graph.model import Document, Span
from ingest.language.tables import LANGUAGES, LayoutTable, date_table, page_table
from ingest.language.tokens import fold

Role = Literal["title", "body", "heading", "caption", "date", "credit", "share", "repeat"]

# Roles whose lines say nothing of the story.
SET_ASIDE: frozenset[Role] = frozenset({"date", "credit", "share", "repeat"})

# Sub-headings of the reference article and of real pages have up to 7 words; 8 leaves one to spare.
_LONGEST_HEADING = 8
# Real headlines seen have 4 to 20 words; more is a first paragraph without its full stop.
_LONGEST_TITLE = 20
_SHORTEST_TITLE = 3
# Names of agencies and authors under «المصادر:» or "Sources".
_LONGEST_CREDIT = 8
# A caption tells something in at least three words; less with an agency's name behind it may be anything.
_SHORTEST_CAPTION = 3
_LONGEST_DATE_LINE = 16
# In characters: no listed line, date or credit is longer, so longer ones need no folding.
_LONGEST_LISTED = 160
# Day, month and year.
_NUMBERS_OF_A_DATE = 3
# The same document is asked for by whoever dates it and whoever reads it.
_KEPT_DOCUMENTS = 8

_ROW = re.compile(r"[^\n\r\u2028\u2029]*[^\s\u200b\u200e\u200f\ufeff][^\n\r\u2028\u2029]*")
_EDGE = " \t\x0b\x0c\xa0\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"
_NUMBER = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_ORNAMENT = " \t.,،:;؛|-–—•·*»«\"“”'‘’()[]…>‹›/\\"
_ENDED = re.compile(r"[.!?؟…]+[\"'”’»)\]]*$")
_GOES_ON = re.compile(r"[:،,؛;\-–—]$")
_BULLET = re.compile(r"[-–—•·*▪]\s*\S")
_DATE_WORD = re.compile(r"[^\W\d_]+(?:[.'][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of a line that has one role: a caption stands apart from its credit."""

    span: Span
    role: Role


class _Row(NamedTuple):
    start: int
    end: int
    text: str
    key: str

    @property
    def words(self) -> int:
        return len(self.text.split())


class _Lists(NamedTuple):
    share: frozenset[str]
    share_prefixes: tuple[str, ...]
    credits: frozenset[str]
    credit_prefixes: tuple[str, ...]
    credit_blocks: frozenset[str]
    date_words: frozenset[str]
    openers: re.Pattern[str]
    sentence_words: frozenset[str]
    credit_end: re.Pattern[str]
    credit_start: re.Pattern[str]


def lines(document: Document) -> tuple[Line, ...]:
    """Give the document's lines that hold anything, in order, each with its role.

    Spans leave out the white space at both ends. All lines of a document with layout "clean" are body, and so is
    the only line of a page.
    """
    return _lines(document.text, document.title, document.layout)


@lru_cache(maxsize=_KEPT_DOCUMENTS)
def _lines(text: str, title: str | None, layout: str) -> tuple[Line, ...]:
    rows = tuple(_rows(text))
    if layout == "clean" or len(rows) == 1:
        return tuple(Line((row.start, row.end), "body") for row in rows)
    return tuple(_Page(rows, title).lines())


def _rows(text: str) -> Iterator[_Row]:
    for match in _ROW.finditer(text):
        written = match.group()
        start = match.start() + len(written) - len(written.lstrip(_EDGE))
        end = match.end() - len(written) + len(written.rstrip(_EDGE))
        line = text[start:end]
        yield _Row(start, end, line, _key(line) if len(line) <= _LONGEST_LISTED else line)


def _key(text: str) -> str:
    return _SPACE.sub(" ", _NUMBER.sub("#", fold(text))).strip(_ORNAMENT)


class _Page:
    """One page's lines while their roles are found, from the top down."""

    def __init__(self, rows: Sequence[_Row], title: str | None) -> None:
        self.rows = rows
        self.lists = _lists()
        self.title = _key(title) if title else ""
        self.titled = False
        self.begun = False
        self.crediting = False
        self.seen: set[str] = set()
        # Without any full stop at a line's end, a missing one says nothing about a line.
        self.punctuated = any(_ENDED.search(row.text) for row in rows)

    def lines(self) -> Iterator[Line]:
        for number, row in enumerate(self.rows):
            yield from self._line(number, row)

    def _line(self, number: int, row: _Row) -> Iterator[Line]:
        aside = self._aside(row)
        self.crediting = self._in_credits(row, aside)
        if aside:
            yield Line((row.start, row.end), aside)
            return
        self.seen.add(row.key)
        if self._is_title(number, row):
            self.titled = True
            yield Line((row.start, row.end), "title")
            return
        parts = _caption(row, self.lists)
        if parts:
            yield from parts
            return
        heading = self._is_heading(number, row)
        self.begun = self.begun or not heading
        yield Line((row.start, row.end), "heading" if heading else "body")

    def _aside(self, row: _Row) -> Role | None:
        lists = self.lists
        if row.key in lists.share or row.key.startswith(lists.share_prefixes):
            return "share"
        if row.key in lists.credits or row.key.startswith(lists.credit_prefixes):
            return "credit"
        if self.crediting and row.words <= _LONGEST_CREDIT and not _ENDED.search(row.text):
            return "credit"
        if not _LETTER.search(row.text):
            return "date" if _is_date(row, lists) else "share"
        if _is_date(row, lists):
            return "date"
        return "repeat" if row.key in self.seen else None

    def _in_credits(self, row: _Row, role: Role | None) -> bool:
        return row.key in self.lists.credit_blocks or (self.crediting and role == "credit")

    def _is_title(self, number: int, row: _Row) -> bool:
        if self.title and (row.key == self.title or (self.title.startswith(row.key) and row.words >= _SHORTEST_TITLE)):
            return True
        if self.titled or self.begun or self.title or _ENDED.search(row.text) or self._is_sentence(row):
            return False
        return _SHORTEST_TITLE <= row.words <= _LONGEST_TITLE and self._is_followed(number)

    def _is_heading(self, number: int, row: _Row) -> bool:
        if not self.punctuated or row.words > _LONGEST_HEADING or _BULLET.match(row.text):
            return False
        unfinished = _ENDED.search(row.text) or _GOES_ON.search(row.text)
        return not unfinished and not self._is_sentence(row) and self._is_followed(number)

    def _is_sentence(self, row: _Row) -> bool:
        words = [word.strip(_ORNAMENT) for word in fold(row.text).split()]
        opened = bool(words) and self.lists.openers.fullmatch(words[0])
        return bool(opened) or not self.lists.sentence_words.isdisjoint(words)

    def _is_followed(self, number: int) -> bool:
        return any(self._aside(row) is None for row in self.rows[number + 1 :])


def _is_date(row: _Row, lists: _Lists) -> bool:
    if len(row.text) > _LONGEST_LISTED or row.words > _LONGEST_DATE_LINE:
        return False
    numbers = len(_NUMBER.findall(row.text))
    if not numbers:
        return False
    words = [word.strip(".") for word in _DATE_WORD.findall(fold(row.text))]
    if not words:
        return numbers >= _NUMBERS_OF_A_DATE
    return all(word in lists.date_words for word in words)


def _caption(row: _Row, lists: _Lists) -> tuple[Line, ...]:
    start, end = row.start, row.end
    before = lists.credit_start.match(row.text)
    if before:
        start += before.end()
    after = lists.credit_end.search(row.text, max(start - row.start, len(row.text) - _LONGEST_LISTED))
    if after:
        end = row.start + after.start()
    if (start, end) == (row.start, row.end):
        return ()
    told = row.text[start - row.start : end - row.start]
    if not _LETTER.search(told):
        return () if _BULLET.match(row.text) or told else (Line((row.start, row.end), "credit"),)
    if len(told.split()) < _SHORTEST_CAPTION:
        return ()
    caption = Line((start, end), "caption")
    parts = (Line((row.start, start), "credit"), caption, Line((end, row.end), "credit"))
    return tuple(_trimmed(row, parts))


def _trimmed(row: _Row, parts: Sequence[Line]) -> Iterator[Line]:
    for part in parts:
        start, end = part.span
        piece = row.text[start - row.start : end - row.start]
        if piece.strip(_EDGE):
            left = len(piece) - len(piece.lstrip(_EDGE))
            yield Line((start + left, start + len(piece.rstrip(_EDGE))), part.role)


@cache
def _lists() -> _Lists:
    tables = [page_table(language).layout for language in LANGUAGES]
    dates = [date_table(language) for language in LANGUAGES]
    months = {word for table in dates for name in (*table.months, *table.short_months) for word in fold(name).split()}
    weekdays = {word for table in dates for name in table.weekdays for word in fold(name).split()}
    labels = {word for table in tables for name in table.date_labels for word in fold(name).split()}
    return _Lists(
        share=_keys(tables, "share"),
        share_prefixes=_prefixes(tables, "share_prefixes"),
        credits=_keys(tables, "credits"),
        credit_prefixes=_prefixes(tables, "credit_prefixes"),
        credit_blocks=_keys(tables, "credit_blocks"),
        date_words=frozenset(months | weekdays | labels),
        openers=_openers(tables),
        sentence_words=_keys(tables, "sentence_words"),
        credit_end=re.compile(rf"\s*(?:{_patterns(tables, 'credit_ends')})\s*\.?$"),
        credit_start=re.compile(rf"(?:{_patterns(tables, 'credit_starts')})\s*"),
    )


def _keys(tables: Sequence[LayoutTable], name: str) -> frozenset[str]:
    return frozenset(_key(entry) for table in tables for entry in getattr(table, name))


def _openers(tables: Sequence[LayoutTable]) -> re.Pattern[str]:
    patterns = [re.escape(word) for word in _keys(tables, "openers")]
    return re.compile("|".join([*patterns, *(pattern for table in tables for pattern in table.opener_patterns)]))


def _prefixes(tables: Sequence[LayoutTable], name: str) -> tuple[str, ...]:
    return tuple({_SPACE.sub(" ", fold(entry)) for table in tables for entry in getattr(table, name)})


def _patterns(tables: Sequence[LayoutTable], name: str) -> str:
    macros = {
        "{agency}": _any(agency for table in tables for agency in table.agencies),
        "{archive}": _any(word for table in tables for word in table.archive),
    }
    patterns = "|".join(pattern for table in tables for pattern in getattr(table, name))
    for macro, words in macros.items():
        patterns = patterns.replace(macro, words)
    return patterns


def _any(names: Iterable[str]) -> str:
    words = sorted({re.escape(name).replace("\\ ", r"\s+") for name in names}, key=len, reverse=True)
    return "(?:" + "|".join(words) + ")"
