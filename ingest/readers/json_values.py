"""JSON values out of a stream, one at a time: the members of an array, or values one after the other.

A value is cut out by its brackets and quotation marks alone, so that a broken one costs only itself, and so that an
array of any length is read in the memory that its longest member takes.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, cast

from graph.errors import UnreadableError
from ingest.readers.text import LARGEST_DOCUMENT

# What is held is copied for each value: pieces of this size make that cheap for short ones and for long ones.
_PIECE = 64 * 1024
_OUTSIDE = re.compile(rb'["{}\[\]]')
_INSIDE = re.compile(rb'["\\]')
_OPENING, _CLOSING = b"{[", b"}]"
_BETWEEN = b" \t\r\n,\x1e"
_REMEDY = "get the file again: it was cut short"
_LONGEST_MARK = 3
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value as bytes of UTF-8, and the line on which it begins; None is one longer than any document."""

    data: bytes | None
    line: int


def values(stream: BinaryIO, name: str) -> Iterator[Value]:
    """Cut a stream into JSON values; what lies between two of them, if not white space or a comma, is one too.

    Raises UnreadableError at the end of a stream that ends within a value or an array.
    """
    cutter = _Cutter()
    for piece in _pieces(stream):
        yield from cutter.cut(piece)
    yield from cutter.rest()
    if cutter.depth > 0 or cutter.quoted:
        raise UnreadableError(f"{name}:{cutter.line}", "it ends in the middle of a value or an array", _REMEDY)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Read the stream in pieces, as UTF-8 whatever its byte order mark says it is."""
    first = stream.read(_LONGEST_MARK)
    # What was read before a fault is not lost with it.
    more = iter(lambda: cast("io.BufferedIOBase", stream).read1(_PIECE), b"")
    for mark, encoding in _MARKS:
        if first.startswith(mark):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            return (decoder.decode(piece).encode() for piece in chain((first[len(mark) :],), more))
    return chain((first,), more)


class _Cutter:
    """Where in the stream the cutting is: `depth` counts open brackets, `line` is that of the last cut."""

    def __init__(self) -> None:
        self.depth = 0
        self.base = 0
        self.line = 1
        self.quoted = False
        self._begun = False
        self._skipping = False
        self._held = b""
        self._place = 0

    def cut(self, piece: bytes) -> Iterator[Value]:
        """Take the next piece and give the values that end in it."""
        self._held += piece
        while True:
            found = (_INSIDE if self.quoted else _OUTSIDE).search(self._held, self._place)
            if not found:
                self._place = len(self._held)
                break
            if found[0] == b"\\":
                if found.end() == len(self._held):
                    self._place = found.start()
                    break
                self._place = found.end() + 1
            else:
                self._place = found.end()
                yield from self._bracket(found[0])
        self._forget_what_is_too_long()

    def rest(self) -> Iterator[Value]:
        """Give what is left after the last value of a whole stream."""
        if self.depth <= self.base and not self.quoted:
            yield from self._between(len(self._held))

    def _bracket(self, mark: bytes) -> Iterator[Value]:
        if mark == b'"':
            self.quoted = not self.quoted
        elif mark in _OPENING:
            yield from self._opened(mark)
        else:
            yield from self._closed()

    def _opened(self, mark: bytes) -> Iterator[Value]:
        if mark == b"[" and not self._begun and not self._held[: self._place - 1].strip(_BETWEEN):
            self._take(self._place)
            self.base = 1
        elif self.depth == self.base:
            yield from self._between(self._place - 1)
        self._begun = True
        self.depth += 1

    def _closed(self) -> Iterator[Value]:
        self.depth -= 1
        if self.depth == self.base:
            line, data = self.line, self._take(self._place)
            yield Value(None if self._skipping else data, line)
            self._skipping = False
        elif self.depth < self.base:
            yield from self._between(self._place - 1)
            self._take(1)
            self.base = self.depth = 0

    def _between(self, end: int) -> Iterator[Value]:
        """Pass over what separates values, as far as `end`; anything else there is a value."""
        held = self._held[:end]
        white = len(held) - len(held.lstrip(_BETWEEN))
        self._take(white)
        stray = held[white:].rstrip(_BETWEEN)
        if stray:
            line = self.line
            self._take(len(held) - white)
            yield Value(stray, line)

    def _take(self, end: int) -> bytes:
        taken = self._held[:end]
        self._held = self._held[end:]
        self._place = max(0, self._place - end)
        self.line += taken.count(b"\n")
        return taken

    def _forget_what_is_too_long(self) -> None:
        if len(self._held) > LARGEST_DOCUMENT:
            self._skipping = True
            self._take(self._place)
