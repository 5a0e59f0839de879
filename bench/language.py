"""Speed of layout, sentences and dates on text like the news, in megabytes of UTF-8 a second on one core.

Run `python -m bench.language`. Beside each figure stands the same as a multiple of a fixed loop's speed, which
compares runs on different machines and days.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from graph.model import Document, PartialDate
from ingest.language.dates import dates
from ingest.language.layout import lines
from ingest.language.sentences import sentences

PAGES = Path(__file__).parents[1] / "tests" / "fixtures" / "pages"
ANCHOR = PartialDate("2024-01-11")
# Enough text that a run takes a tenth of a second, and enough runs that one undisturbed is among them.
COPIES = 150
RUNS = 7
LOOP = 300_000


def calibration() -> float:
    """Give the seconds of a fixed loop of pure Python."""
    return fastest(lambda: sum(number * number % 7 for number in range(LOOP)))


def fastest(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def varied(page: str) -> list[str]:
    """Give copies of a page that differ, so that nothing is answered from what was read before."""
    return [page.replace("11", str(number % 28 + 1)) for number in range(COPIES)]


def works(texts: list[str], language: str) -> dict[str, Callable[[], object]]:
    documents = [Document(id=str(number), text=text, language=language) for number, text in enumerate(texts)]
    return {
        "layout": lambda: [lines(document) for document in documents],
        "sentences": lambda: [list(sentences(text, (0, len(text)), language)) for text in texts],
        "dates": lambda: [dates(text, (0, len(text)), language, ANCHOR) for text in texts],
    }


def main() -> None:
    loop = calibration()
    print(f"calibration loop: {loop * 1000:.1f} ms")
    for language in ("ar", "en"):
        texts = varied((PAGES / f"copied_{language}.txt").read_text(encoding="utf-8"))
        size = sum(len(text.encode()) for text in texts) / 1e6
        for name, work in works(texts, language).items():
            speed = size / fastest(work)
            print(f"{language} {name:10} {speed:6.1f} MB/s   {speed * loop:.3f} MB a loop")


if __name__ == "__main__":
    main()
