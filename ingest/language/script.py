"""Which script a text is in, and its form without the marks that hide a word, with the way back to the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from graph.model import Span

_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u0671-\u06d5]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
# Vowel signs, the stretching stroke, joiners and direction marks: written or not, the word is the same.
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# Written forms of one letter, each replaced by one, so that places stay.
_ALEFS = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"))
# A script shows itself long before this many characters; more would only cost time.
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Levelled:
    """A text with its marks taken out and its alefs levelled; `start` is where it begins in the whole text."""

    text: str
    start: int
    marks: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Give where a stretch of the levelled text stands in the whole text."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, place: int) -> int:
        return self.start + place + bisect_right(self.marks, place)


def language_of(text: str) -> str | None:
    """Tell the language by script: "ar", "en", or None for a text most of whose letters, if any, are of neither."""
    sample = text[:_SAMPLE]
    arabic = len(_ARABIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if 2 * (arabic + latin) <= len(_LETTER.findall(sample)):
        return None
    return "ar" if arabic >= latin else "en"


def levelled(text: str, span: Span) -> Levelled:
    """Take the marks out of a stretch of text and level its alefs; white space and digits stay as they are."""
    piece = text[span[0] : span[1]]
    # Where each mark would stand had those before it been taken out: characters from there on have moved by one more.
    marks = tuple(match.start() - before for before, match in enumerate(_MARKS.finditer(piece)))
    if marks:
        piece = _MARKS.sub("", piece)
    for written, level in _ALEFS:
        piece = piece.replace(written, level)
    return Levelled(piece, span[0], marks)
