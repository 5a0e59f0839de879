"""Seconds of `detente extract` on one article in a new process, with the caches built: what an analyst waits.

Run `python -m bench.command [FILE]`. Beside the figure stands a fixed loop's time, which compares runs on different
machines and days.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "ui" / "samples" / "ar" / "lebanon-truce.txt"
RUNS = 5
LOOP = 300_000


def main(files: list[str]) -> None:
    start = time.perf_counter()
    sum(number * number % 7 for number in range(LOOP))
    print(f"calibration loop: {(time.perf_counter() - start) * 1000:.1f} ms")
    command = [str(Path(sys.executable).with_name("detente")), "extract", *(files or [str(SAMPLE)])]
    subprocess.run(command, capture_output=True, check=True)
    print(f"detente extract: {min(seconds(command) for _ in range(RUNS)):.2f} s")


def seconds(command: list[str]) -> float:
    """Give the time of one run, from start to exit."""
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(sys.argv[1:])
