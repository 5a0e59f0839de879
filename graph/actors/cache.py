"""The compiled registry on the disk: JSON, named by a digest of the files that it was made from.

A cache that is missing, of other files, or damaged is made anew. Several processes may do so at once: each
writes its own file and puts it in place in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from graph.actors.compiling import VERSION, Compiled
from graph.actors.files import DataFile

T = TypeVar("T")

_PREFIX = "registry-"
# 16 hexadecimal digits tell the few states of a registry that one machine ever sees apart.
_DIGITS = 16
# Runs with and without own files take turns; a few caches are kept so that they do not undo each other's.
_KEPT = 4


def digest(files: Iterable[DataFile]) -> str:
    """Name the content of the files and the shape of what is compiled from them."""
    made = hashlib.sha256(str(VERSION).encode())
    for file in files:
        made.update(f"\x00{file.name}\x00".encode())
        made.update(file.text.encode())
    return made.hexdigest()[:_DIGITS]


def through(folder: Path, key: str, make: Callable[[], Compiled]) -> Compiled:
    """Give the compiled registry of that key from the folder, else make it and keep it there."""
    read = kept(folder, f"{_PREFIX}{key}.json", lambda: make() | {"version": VERSION}, _is_current, siblings=_KEPT)
    return {name: content for name, content in read.items() if name != "version"}


def _is_current(read: object) -> bool:
    return isinstance(read, dict) and read.get("version") == VERSION


def kept(folder: Path, name: str, make: Callable[[], T], fits: Callable[[object], bool], *, siblings: int) -> T:
    """Give what a JSON file in the folder holds, if it fits, else make it and keep it there.

    Of the files whose names begin alike («registry-…») the newest `siblings` are kept.
    """
    path = folder / name
    read = _read(path)
    if read is not None and fits(read):
        found: T = read
        return found
    made = make()
    _write(path, made, siblings)
    return made


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def _write(path: Path, made: object, siblings: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = path.name.partition("-")[0] + "-"
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(made, stream, ensure_ascii=False, separators=(",", ":"))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    newest_first = sorted(path.parent.glob(f"{prefix}*.json"), key=_age, reverse=True)
    for old in newest_first[siblings:]:
        old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
