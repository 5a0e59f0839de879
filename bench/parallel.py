"""`detente extract` on many articles with one process and with several: articles a second, and memory at its peak.

Run `python -m bench.parallel [--workers N ...] [FILE ...]`. Without files it reads the sample articles again and again,
each a little different. The figure per core divides by the processor time of all processes, the other by the clock; on
a machine with other work only the first compares. Memory is that of all processes together, pages that they share
counted once. An article is a document here, however long; beside the figures stands its mean size.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from graph.model import Document
from ingest.readers import documents

DETENTE = Path(sys.executable).with_name("detente")
SAMPLES = Path(__file__).parents[1] / "ui" / "samples"
# Enough that starting takes a small part of the time.
ARTICLES = 2000
SAMPLED_SECONDS = 0.1
LOOP = 300_000


def main() -> None:
    options = argparse.ArgumentParser(description="Measure reading in several processes.")
    options.add_argument("files", nargs="*", metavar="FILE")
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options.add_argument("--articles", type=int, help="all that are given, and some thousands, unless said")
    chosen = options.parse_args()
    start = time.perf_counter()
    sum(number * number % 7 for number in range(LOOP))
    print(f"calibration loop: {(time.perf_counter() - start) * 1000:.1f} ms; {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        read = list(documents(chosen.files or [SAMPLES], report=lambda error: print(error, file=sys.stderr)))
        count, size = written(path, read, chosen.articles or max(len(read), ARTICLES))
        print(f"{count} articles, {size / count:,.0f} bytes each")
        subprocess.run([DETENTE, "extract", SAMPLES], capture_output=True, check=True)
        for workers in chosen.workers:
            print(Run(path, workers).told(count), flush=True)


def written(path: Path, read: list[Document], wanted: int) -> tuple[int, int]:
    """Write the articles, repeated and varied until there are as many as wanted; give their number and size."""
    count = size = 0
    with path.open("w", encoding="utf-8") as stream:
        while count < wanted:
            document = read[count % len(read)]
            copy = count // len(read)
            text = f"{document.text}\n{copy}" if copy else document.text
            row = {"id": str(count), "text": text, "lang": document.language, "title": document.title}
            stream.write(json.dumps(row) + "\n")
            count += 1
            size += len(text.encode())
    return count, size


class Run:
    """One run of the command: its time by the clock and by processors, its output's digest, its memory."""

    def __init__(self, path: Path, workers: int) -> None:
        self.workers = workers
        self.peak = 0
        before = processor_seconds()
        begun = time.perf_counter()
        command = [DETENTE, "extract", "--workers", str(workers), path]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout
        watching = threading.Thread(target=self._watch, args=(process,))
        watching.start()
        self.digest = hashlib.sha256(process.stdout.read()).hexdigest()[:12]
        process.wait()
        watching.join()
        self.seconds = time.perf_counter() - begun
        self.processor = processor_seconds() - before

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            self.peak = max(self.peak, sum(map(memory, family(process.pid))))
            time.sleep(SAMPLED_SECONDS)

    def told(self, count: int) -> str:
        by_clock, per_core = count / self.seconds, count / self.processor
        return (
            f"{self.workers} workers: {by_clock:4.0f} articles/s by the clock, {per_core:4.0f} articles/s per core, "
            f"{self.peak / 1e6:4.0f} MB at most, claims {self.digest}"
        )


def processor_seconds() -> float:
    """Give the processor time of all children that have ended, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def family(pid: int) -> Iterator[int]:
    """Give a process and those below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def memory(pid: int) -> int:
    """Give a process's share of memory in bytes: its own pages, and its part of those it shares."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
