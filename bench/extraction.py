"""Speed of extraction: articles a second on one core, whole (layout, sentences, dates, claims), lexicon loaded.

Run `python -m bench.extraction [FILE ...]`. Without files it reads the sample articles; an article counts as
REFERENCE_BYTES of UTF-8, so that figures over different texts compare. Processor time is taken, and beside each
figure stands the same as a multiple of a fixed loop's speed, which compares runs on different machines and days.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from graph.actors.registry import load_registry
from graph.model import Document
from graph.vocabulary import vocabulary
from ingest.pipeline import Pipeline
from ingest.readers import documents

SAMPLES = Path(__file__).parents[1] / "ui" / "samples"
# The size of an ordinary agency story in Arabic: some 2,700 letters.
REFERENCE_BYTES = 4950
COPIES = 8
RUNS = 5
LOOP = 300_000


def processor_seconds(work: object, runs: int = RUNS) -> float:
    """Give the least processor time of several runs."""
    assert callable(work)
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main(files: list[str]) -> None:
    loop = processor_seconds(lambda: sum(number * number % 7 for number in range(LOOP)))
    print(f"calibration loop: {loop * 1000:.1f} ms")
    with tempfile.TemporaryDirectory() as cache:
        pipeline = Pipeline(load_registry(cache=Path(cache)), vocabulary(), cache=Path(cache))
        for name, given in groups(files).items():
            read = list(documents(given, report=lambda error: print(error, file=sys.stderr)))
            size = sum(len(document.text.encode()) for document in read) * COPIES
            claims = sum(len(pipeline.read(document).claims) for document in read)
            seconds = processor_seconds(lambda read=read: read_all(pipeline, read))
            speed = size / REFERENCE_BYTES / seconds
            print(
                f"{name:10} {speed:6.0f} articles/s/core   {speed * loop:5.2f} articles a loop   "
                f"{claims} claims in {len(read)} documents"
            )


def groups(files: list[str]) -> dict[str, list[str]]:
    """Give the files named, or the samples by language."""
    if files:
        return {"given": files}
    return {language: [str(SAMPLES / language)] for language in ("ar", "en")}


def read_all(pipeline: Pipeline, read: list[Document]) -> None:
    """Read copies that differ, so that nothing is answered from what was kept of the one before."""
    for number in range(COPIES):
        for document in read:
            pipeline.read(replace(document, text=f"{document.text}\n{number}"))


if __name__ == "__main__":
    main(sys.argv[1:])
