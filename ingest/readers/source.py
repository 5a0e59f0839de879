"""Where documents come from: files, folders and standard input, as streams of bytes with a name."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path

from graph.errors import InputError, UnreadableError

STANDARD_INPUT = "-"

Report = Callable[[InputError], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to read. `name` is the path as given, or "-"; `path` is None for standard input.

    `regular` is False for pipes and devices, which have no suffix that means anything.
    """

    name: str
    path: Path | None = None
    regular: bool = True

    @property
    def suffix(self) -> str:
        """The file's suffix in lower case, with its full stop."""
        return self.path.suffix.lower() if self.path else ""

    def open(self) -> AbstractContextManager[BufferedReader]:
        """Open the stream, for a with statement that leaves standard input open; raises OSError."""
        return nullcontext(_standard_input()) if self.path is None else self.path.open("rb")


def _standard_input() -> BufferedReader:
    stream = sys.stdin.buffer
    # What stands in for it inside another program may not let one look ahead.
    return stream if isinstance(stream, BufferedReader) else BufferedReader(BytesIO(stream.read()))


def sources(given: Iterable[str | Path], report: Report) -> Iterator[Source]:
    """Find the files behind what was given, folders recursively and sorted by name; hidden files are skipped.

    What cannot be read is reported, the others go on.
    """
    for one in given:
        if str(one) == STANDARD_INPUT:
            yield Source(name=STANDARD_INPUT)
        else:
            yield from _found(Path(one), report)


def _found(path: Path, report: Report) -> Iterator[Source]:
    name = _name(path)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        report(_unreachable(path, name, error))
        return
    if stat.S_ISDIR(mode):
        held = False
        for source in _folder(path, frozenset(), report):
            held = True
            yield source
        if not held:
            report(UnreadableError(name, "the folder holds no file that can be read", "name a folder with articles"))
    elif not _decodable(path):
        report(_badly_named(name))
    else:
        yield Source(name=name, path=path, regular=stat.S_ISREG(mode))


def _folder(folder: Path, above: frozenset[tuple[int, int]], report: Report) -> Iterator[Source]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        report(_unreachable(folder, _name(folder), error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        report(UnreadableError(_name(folder), "the link leads back to a folder above it", "remove the link"))
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _entry(entry, above | {here}, report)


def _entry(entry: Path, above: frozenset[tuple[int, int]], report: Report) -> Iterator[Source]:
    name = _name(entry)
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        report(_unreachable(entry, name, error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(entry, above, report)
    elif not stat.S_ISREG(mode):
        report(UnreadableError(name, "it is neither a file nor a folder", "pass it by itself, with --as READER"))
    elif not _decodable(entry):
        report(_badly_named(name))
    else:
        yield Source(name=name, path=entry)


def unreachable(source: Source, error: OSError) -> InputError:
    """Say why the source cannot be opened or read on."""
    return _unreachable(source.path, source.name, error)


def _unreachable(path: Path | None, name: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError) and path is not None and path.is_symlink():
        return UnreadableError(name, f"the link leads nowhere (to {path.readlink()})", "remove or renew the link")
    if isinstance(error, FileNotFoundError):
        return InputError(name, "there is no such file or folder", "check the path")
    if isinstance(error, PermissionError):
        return UnreadableError(name, "it may not be read", "give yourself permission to read it")
    return UnreadableError(name, error.strerror or str(error), "check the file")


def _name(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _decodable(path: Path) -> bool:
    try:
        os.fsencode(path).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _badly_named(name: str) -> InputError:
    return UnreadableError(name, "its name is not valid UTF-8", "rename it")
