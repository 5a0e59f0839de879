"""Which texts are copies: near-identical ones, and excerpts of longer ones. Copies count as one source.

A text is seen as the set of its runs of five words. Two texts are copies when most runs of the shorter one stand in the
longer one. Which texts to compare at all is told by their sketches: the runs whose hashes fall into a fixed share of
all hashes (MinHash that keeps containment; Irber et al. 2022, "FracMinHash"). The usual MinHash, of a fixed number of
hashes, finds texts of about one length and loses excerpts: on a day of eleven Arabic newspapers it found half of them.
"""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

Runs = frozenset[int]
Sketch = tuple[int, ...]

_WORD = re.compile(r"[^\W_]+")
# Vowel signs and the stretching stroke, which one outlet writes and another leaves out, and so with alefs.
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_LETTERS = str.maketrans("أإآىة", "ااايه")
_RUN = 5
# On that day, pairs of articles that share .7 of the shorter one's runs are the same agency's report, shortened or with
# another beginning; from .5 downwards they are reports on the same event.
_COPIED = 0.7
# Texts of fewer runs agree by chance; they are copies of what is equal only.
_FEWEST = 20
# One run in eight is kept: no pair of copies of that day is missed, with 35 runs an article.
_KEPT = 8
# Of the shorter sketch, how much must be shared to compare the texts; chance takes it below _COPIED.
_SHARED = 0.3
# Texts looked at for each run. More hold it when it is a phrase that all use, which tells nothing, or when they are all
# copies, of which the first will do.
_HELD_BY = 50
# So many newly added runs are looked up in a dictionary, ten times the size, before they join the sorted ones.
_PENDING = 200_000
_PLACE_BITS = 32


def runs(text: str) -> Runs:
    """Give a text's runs of words, as hashes; word forms are levelled, punctuation does not count."""
    words = _WORD.findall(_MARKS.sub("", text).translate(_LETTERS).casefold())
    return frozenset(
        zlib.crc32(" ".join(words[start : start + _RUN]).encode("utf-8", "replace"))
        for start in range(len(words) - _RUN + 1)
    )


def sketch(of: Runs) -> Sketch:
    """Give the part of a text's runs by which its copies are found; none for a text of a few words."""
    if len(of) >= _FEWEST:
        kept = tuple(sorted(run for run in of if run % _KEPT == 0))
        return kept or (min(of),)
    return (zlib.crc32(repr(sorted(of)).encode()),) if of else ()


def are_copies(one: Runs, other: Runs) -> bool:
    """Tell whether one text is a copy of the other, or an excerpt."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _FEWEST:
        return bool(shorter) and shorter == longer
    return len(shorter & longer) >= _COPIED * len(shorter)


class Index:
    """Sketches by name, to find those that share enough with another; some tens of bytes for each run kept."""

    def __init__(self) -> None:
        self._names: list[str | None] = []
        self._sizes = array("I")
        self._places: dict[str, int] = {}
        self._sorted = array("Q")
        self._pending: dict[int, list[int]] = {}
        self._waiting = 0

    def add(self, name: str, runs_kept: Sketch) -> None:
        """Hold a sketch, in place of an earlier one of that name."""
        self.discard(name)
        place = self._places[name] = len(self._names)
        self._names.append(name)
        self._sizes.append(len(runs_kept))
        for run in runs_kept:
            self._pending.setdefault(run, []).append(place)
        self._waiting += len(runs_kept)
        if self._waiting > _PENDING:
            self._sort()

    def discard(self, name: str) -> None:
        """Forget a name, if it is there."""
        place = self._places.pop(name, None)
        if place is not None:
            self._names[place] = None

    def similar(self, runs_kept: Sketch) -> list[str]:
        """Name the sketches that share enough with this one to compare the texts, those that share most first."""
        shared = Counter(place for run in runs_kept for place in self._at(run))
        found = (
            (-count, name)
            for place, count in shared.items()
            if (name := self._names[place]) and count >= _SHARED * min(self._sizes[place], len(runs_kept))
        )
        return [name for _, name in sorted(found)]

    def _at(self, run: int) -> Iterator[int]:
        """Give the first places that hold a run and have not been taken out."""
        return islice((place for place in self._all_at(run) if self._names[place]), _HELD_BY)

    def _all_at(self, run: int) -> Iterator[int]:
        start = bisect_left(self._sorted, run << _PLACE_BITS)
        while start < len(self._sorted) and self._sorted[start] >> _PLACE_BITS == run:
            yield self._sorted[start] & ((1 << _PLACE_BITS) - 1)
            start += 1
        yield from self._pending.get(run, ())

    def _sort(self) -> None:
        pending = (run << _PLACE_BITS | place for run, places in self._pending.items() for place in places)
        self._sorted = array("Q", sorted(chain(self._sorted, pending)))
        self._pending = {}
        self._waiting = 0


class Groups:
    """Texts grouped with their copies, and the copies of those; a group is called by the smallest name in it."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._above = {name: name for name in names}

    def of(self, name: str) -> str:
        """Give the group of a name."""
        above = self._above
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Make one group of two."""
        smaller, larger = sorted((self.of(one), self.of(other)))
        self._above[larger] = smaller

    def all(self) -> dict[str, str]:
        """Give the group of each name."""
        return {name: self.of(name) for name in list(self._above)}


def groups(texts: Mapping[str, Runs]) -> dict[str, str]:
    """Group texts with their copies; the same in whatever order they come."""
    index = Index()
    found = Groups(texts)
    for name in sorted(texts):
        kept = sketch(texts[name])
        for other in index.similar(kept):
            if found.of(name) != found.of(other) and are_copies(texts[name], texts[other]):
                found.join(name, other)
        index.add(name, kept)
    return found.all()
