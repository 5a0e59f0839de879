"""Where sentences end, in Arabic and English news text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph.model import Span
from ingest.language.tables import page_table

_CLOSERS = "\"'”’»)\\]"
# A new line always ends; marks end when white space follows; a full stop glued between two Arabic words may end.
_CANDIDATE = re.compile(
    f"(?P<line>[\n\r\u2028\u2029]+)"
    f"|(?P<marks>[.!?؟…]+)(?P<closed>[{_CLOSERS}]*)(?=\\s|$)"
    "|(?<=[\u0621-\u065f\u0670])(?P<glued>\\.)(?=[\u0621-\u064a])"
)
_LAST_WORD = re.compile(r"[^\s()\[\]«»\"“”'‘’،,؛;:/–—-]*$")
_NEXT_WORD = re.compile(r"[\s\u200e\u200f]*([\"'“‘«(\[]*)([^\s.,،:؛\"'”’»)\]]*)")
_WORD = re.compile(r"\w")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
# Arabic sentences join the one before with this word, written on the next.
_AND = "و"
_SPACE = " \t\n\r\x0b\x0c\x85\xa0\u200b\u200e\u200f\u2028\u2029\ufeff"
# Two dots are how Arabic headlines join two statements; they end nothing.
_JOINING_DOTS = ".."
# The shorter word beside a glued full stop is an initial, as in «أ.ف.ب» or «د.أحمد».
_SHORTEST_GLUED_WORD = 3
# An abbreviation is not looked for further back than this.
_LONGEST_ABBREVIATION = 12


class _Rules(NamedTuple):
    abbreviations: frozenset[str]
    numbered: frozenset[str]
    that_end: frozenset[str]
    starters: frozenset[str]
    attribution: re.Pattern[str]


def sentences(text: str, span: Span, language: str) -> Iterator[Span]:
    """Cut a stretch of text into sentences, in order, without the white space around them.

    A sentence keeps its closing quotation marks and brackets. Every word of the stretch lies in exactly one
    sentence; stretches without any word (a line of asterisks) are left out.
    """
    rules = _rules(language)
    begin, last = span
    for match in _CANDIDATE.finditer(text, *span):
        if match.lastgroup != "line" and not _ends(text, match, begin, last, rules):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, last)


@cache
def _rules(language: str) -> _Rules:
    table = page_table(language).sentences
    said = "|".join(sorted(map(re.escape, table.attributions), key=len, reverse=True))
    return _Rules(
        table.abbreviations,
        table.numbered,
        table.abbreviations_that_end,
        table.starters,
        re.compile(f"\\s*[-–—]?\\s*(?:{said})(?!\\w)"),
    )


def _ends(text: str, match: re.Match[str], begin: int, last: int, rules: _Rules) -> bool:
    if match["glued"]:
        return len(_word_before(text, begin, match.start()).rpartition(".")[2]) >= _SHORTEST_GLUED_WORD
    marks = match["marks"]
    if marks == _JOINING_DOTS:
        return False
    following = _NEXT_WORD.match(text, match.end(), last)
    word = following[2] if following else ""
    if not word:
        return True
    if word[0].islower() and word[0].isascii():
        return False
    if match["closed"] and rules.attribution.match(text, match.end(), last):
        return False
    return marks != "." or bool(match["closed"]) or not _abbreviated(text, match, begin, word, rules)


def _abbreviated(text: str, match: re.Match[str], begin: int, following: str, rules: _Rules) -> bool:
    word = _word_before(text, begin, match.start())
    if word in rules.that_end or _INITIALS.match(word):
        return following not in rules.starters and not following.startswith(_AND)
    if word in rules.abbreviations:
        return True
    if word in rules.numbered:
        return following[0].isdigit()
    if word.isdigit():
        # «1. …» at the head of a list item.
        return not text[begin : match.start() - len(word)].strip(_SPACE)
    return len(word) == 1 and word.isalpha() and not word.islower()


def _word_before(text: str, begin: int, end: int) -> str:
    found = _LAST_WORD.search(text, max(begin, end - _LONGEST_ABBREVIATION), end)
    return found.group() if found else ""


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if not _WORD.search(piece):
        return
    start += len(piece) - len(piece.lstrip(_SPACE))
    end -= len(piece) - len(piece.rstrip(_SPACE))
    yield start, end
