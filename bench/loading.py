"""How fast readings are loaded, whole: documents, claims, actors, ties and derived edges, on both servers.

    python bench/loading.py [--claims N] [--server bundled|neo4j|both]

Prints claims per second beside a fixed calibration loop, so that runs on different days and machines compare: a rate
divided by the loop's rate is what to compare. The readings come from a seeded generator and are the same each time:
each document is about one of 2,000 pairs of actors, chosen by Zipf's law as news does; a pair has its own few relation
types and items; six claims a document, three of ten with a speaker, half with an item.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from graph.actors.registry import Registry, load_registry
from graph.model import FACTUALITIES, Claim, Document, PartialDate, Reading
from graph.store.reader import Reader
from graph.store.server import Server, open_server
from graph.store.writer import Writer
from graph.vocabulary import Vocabulary, vocabulary

_SEED = 20_240_301
_CLAIMS_A_DOCUMENT = 6
# A sentence of the length that news has, of which each document repeats some.
_SENTENCE = (
    "قال مسؤول حكومي إن الوفدين ناقشا في العاصمة ملفات التعاون الأمني والاقتصادي بين البلدين خلال الأشهر المقبلة."
)
_SENTENCES_A_DOCUMENT = 18
# The loop's steps: about a second on the machine of 2024 that it was set on.
_LOOP_STEPS = 5_000_000
# Beyond these a server runs as fast as it will: both compile what they run often.
_WARM_UP_CLAIMS = 12_000
_PAIRS = 2000
_TYPES_A_PAIR = 8
_ITEMS_A_PAIR = 3

T = TypeVar("T")


def calibration() -> float:
    """Give the million steps a second of a fixed loop in pure Python."""
    begun = time.perf_counter()
    total = 0
    for step in range(_LOOP_STEPS):
        total += step & 7
    assert total
    return _LOOP_STEPS / (time.perf_counter() - begun) / 1e6


@dataclass(frozen=True)
class Pair:
    """Two actors with what news tells of them."""

    source: str
    target: str
    types: Sequence[str]
    items: Sequence[str]


class Generator:
    """Makes readings, the same ones for the same seed."""

    def __init__(self, registry: Registry, words: Vocabulary) -> None:
        self._random = random.Random(_SEED)
        self._words = words
        states = sorted(actor.id for actor in registry.actors() if actor.kind == "State")
        others = sorted(actor.id for actor in registry.actors() if actor.kind in ("Organization", "ArmedGroup"))
        self._states = self._random.sample(states, len(states))
        others = self._random.sample(others, len(others))
        items = sorted(item.id for item in registry.items())
        types = sorted(words.relations)
        self._pairs = [
            Pair(
                self._often(self._states), self._often(others if self._random.random() < 0.2 else self._states),
                self._random.sample(types, _TYPES_A_PAIR), self._random.sample(items, _ITEMS_A_PAIR),
            )
            for _ in range(_PAIRS)
        ]  # fmt: skip

    def readings(self, claims: int, prefix: str) -> Iterator[Reading]:
        """Give readings with so many claims together."""
        for number in range(claims // _CLAIMS_A_DOCUMENT):
            name = f"{prefix}-{number}"
            # Words of its own after each sentence, or all documents would be copies of one.
            own = f"{number}a {number}b {number}c {number}d"
            text = " ".join([name, *(f"{_SENTENCE} {own} {place}" for place in range(_SENTENCES_A_DOCUMENT))])
            day = date(2024, 1, 1) + timedelta(days=self._random.randrange(700))
            publisher = f"Outlet {self._random.randrange(60)}"
            document = Document(id=name, text=text, publisher=publisher, reported=day)
            pair = self._often(self._pairs)
            made = tuple(self._claim(document, pair, number, day) for number in range(_CLAIMS_A_DOCUMENT))
            yield Reading(document=document, claims=made, sentences=_SENTENCES_A_DOCUMENT, unread=())

    def _claim(self, document: Document, pair: Pair, number: int, day: date) -> Claim:
        pick = self._random
        kind = self._words.relations[self._often(pair.types)]
        start = 0
        for _ in range(number + 1):
            start = document.text.index(_SENTENCE, start + 1)
        ends = (pair.source, pair.target) if pick.random() < 0.6 else (pair.target, pair.source)
        return Claim(
            document=document.id, relation=kind.name, plover=kind.plover, cameo=kind.cameo, goldstein=kind.goldstein,
            source=ends[0], target=ends[1], factuality=FACTUALITIES[min(int(pick.expovariate(1.2)), 4)],
            quote=_SENTENCE, sentence=(start, start + len(_SENTENCE)), trigger=(start, start + 3),
            source_span=(start + 4, start + 9), target_span=(start + 20, start + 26),
            speakers=(self._often(self._states),) if pick.random() < 0.3 else (),
            item=self._often(pair.items) if pick.random() < 0.5 else None,
            place=self._often(self._states) if pick.random() < 0.3 else None,
            when=PartialDate.of(day) if pick.random() < 0.6 else None, rule="bench", confidence=0.9,
        )  # fmt: skip

    def _often(self, ranked: Sequence[T]) -> T:
        """Pick one by Zipf's law, exponent 1."""
        return self._random.choices(ranked, cum_weights=_zipf(len(ranked)))[0]


@cache
def _zipf(count: int) -> list[float]:
    return list(itertools.accumulate(1 / rank for rank in range(1, count + 1)))


def load(server: Server, registry: Registry, claims: int) -> None:
    """Warm the server up, load, and print what it took."""
    words = vocabulary()
    made = Generator(registry, words)
    writer = Writer(server, registry, words)
    now = datetime.now(UTC)
    writer.write(made.readings(_WARM_UP_CLAIMS, "warm"), ingested=now)
    readings = list(made.readings(claims, "bench"))
    slowest = 0.0
    begun = last = time.perf_counter()

    def batch(_: object) -> None:
        nonlocal slowest, last
        now = time.perf_counter()
        slowest, last = max(slowest, now - last), now

    report = writer.write(readings, ingested=now, progress=batch)
    spent = time.perf_counter() - begun
    again = time.perf_counter()
    writer.write(readings, ingested=now)
    again = time.perf_counter() - again
    status = Reader(server).status()
    print(
        f"{server.kind:8} {report.claims_added / spent:7,.0f} claims/s whole ({report.claims_added:,} claims in "
        f"{spent:.1f} s, slowest batch {slowest:.2f} s; again, unchanged: {report.claims_added / again:,.0f}/s; "
        f"{status.edges:,} edges, {status.documents:,} documents, {status.labels['Actor']:,} actors)",
        flush=True,
    )


def main() -> None:
    """Run on the servers named."""
    options = argparse.ArgumentParser(description="Measure loading.")
    options.add_argument("--claims", type=int, default=30_000)
    options.add_argument("--server", choices=("bundled", "neo4j", "both"), default="both")
    chosen = options.parse_args()
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "servers"))
    from local_neo4j import LocalNeo4j, UnavailableError

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        registry = load_registry(cache=Path(folder))
        print(f"calibration loop: {calibration():.1f} million steps/s")
        if chosen.server != "neo4j":
            with open_server(data=Path(folder) / "data", idle=1) as server:
                load(server, registry, chosen.claims)
        if chosen.server != "bundled":
            try:
                with (
                    LocalNeo4j(Path(folder)) as neo4j,
                    open_server(neo4j.uri, user=neo4j.user, password=neo4j.password, data=Path(folder)) as server,
                ):
                    load(server, registry, chosen.claims)
            except UnavailableError as reason:
                print(f"neo4j    not measured: {reason}")
        print(f"calibration loop: {calibration():.1f} million steps/s")


if __name__ == "__main__":
    main()
