"""Seconds to load the registry's names from its cache, and to build that cache.

Run `python -m bench.registry`. Beside the figures stands a fixed loop's time, which compares runs on different machines
and days.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graph.actors.registry import load_registry

RUNS = 5
LOOP = 300_000


def seconds(work: Callable[[], object]) -> float:
    """Give the time of one run."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def names(cache: Path) -> None:
    """Load the registry as a reader of both languages needs it."""
    loaded = load_registry(cache=cache)
    for language in ("ar", "en"):
        loaded.forms(language)
        loaded.roles(language)


def main() -> None:
    print(f"calibration loop: {seconds(lambda: sum(n * n % 7 for n in range(LOOP))) * 1000:.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        print(f"build: {seconds(lambda: names(cache)):.2f} s")
        print(f"load:  {min(seconds(lambda: names(cache)) for _ in range(RUNS)):.2f} s")


if __name__ == "__main__":
    main()
