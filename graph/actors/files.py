"""From files to checked entries: the shipped tables, with analysts' own files laid over them.

In an own file an entry with a shipped id replaces the fields that it names and leaves the others; an entry with
a new id is added. Errors name the file and the line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.actors.format import KEYS, MODELS, Row
from graph.errors import DataError

_KIND_HINT = "tables are " + ", ".join(f"[{kind}.…]" for kind in MODELS)
_TOML_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """A file as it lies on the disk; `name` is how errors call it."""

    name: str
    text: str

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def line(self, kind: str, key: str, field: str | None = None) -> int:
        """Give the line (from 1) of an entry's header, or of one of its fields; 1 where there is none."""
        header = re.compile(rf'\s*\[\s*"?{re.escape(kind)}"?\s*\.\s*["\']?{re.escape(key)}["\']?\s*[.\]]')
        for at, text in enumerate(self._lines, 1):
            if header.match(text):
                return self._field_line(at, field) if field else at
        return 1

    def _field_line(self, header: int, field: str) -> int:
        wanted = re.compile(rf'\s*(\[.*\.)?"?{re.escape(field)}"?\s*[=.\]]')
        for at, text in enumerate(self._lines[header:], header + 1):
            if wanted.match(text):
                return at
            if re.match(r"\s*\[\s*\w+\.[^.\]]+\]\s*$", text):
                break
        return header


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One checked entry: its row, and the file it is from (an own file's where that changes it)."""

    kind: str
    key: str
    row: Row
    source: str | None
    file: DataFile

    def error(self, what: str, remedy: str = "", *, field: str | None = None) -> DataError:
        """Give an error that points at this entry."""
        return error_at(self.file, self.kind, self.key, field, what, remedy)


def error_at(file: DataFile, kind: str, key: str, field: str | None, what: str, remedy: str = "") -> DataError:
    """Give an error that points at the line of an entry or of one of its fields."""
    return DataError(f"{file.name}:{file.line(kind, key, field)}", f"{kind}.{key}: {what}", remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All entries by kind and id, and what was wrong with those that could not be read."""

    entries: Mapping[str, Mapping[str, Entry]]
    errors: tuple[DataError, ...]


def shipped() -> tuple[DataFile, ...]:
    """Read the files that come with Détente, in the order of their names."""
    root = files("graph.actors").joinpath("data")
    found = sorted(_walk(root, ""), key=lambda pair: pair[0])
    return tuple(DataFile(name=name, text=node.read_text(encoding="utf-8")) for name, node in found)


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for node in folder.iterdir():
        if node.is_dir():
            yield from _walk(node, f"{prefix}{node.name}/")
        elif node.name.endswith(".toml"):
            yield prefix + node.name, node


def own(paths: Iterable[Path]) -> tuple[DataFile, ...]:
    """Read analysts' own files; raises DataError where one cannot be read."""
    read = []
    for path in paths:
        try:
            read.append(DataFile(name=str(path), text=path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(str(path), f"cannot be read: {error}", "name a TOML file in UTF-8") from error
    return tuple(read)


def tables(base: Sequence[DataFile], overlays: Sequence[DataFile] = ()) -> Tables:
    """Read and check every entry by itself; what concerns several entries is checked in `checks`."""
    raw: dict[tuple[str, str], tuple[dict[str, Any], str | None, DataFile]] = {}
    errors: list[DataError] = []
    for file in base:
        for kind, key, fields, source in _parsed(file, errors):
            if (kind, key) in raw:
                errors.append(error_at(file, kind, key, None, f"stands in {raw[kind, key][2].name} too", "keep one"))
            raw[kind, key] = (fields, source, file)
    for file in overlays:
        for kind, key, fields, source in _parsed(file, errors):
            before = raw.get((kind, key), ({}, None, file))
            raw[kind, key] = (before[0] | fields, source or before[1], file)
    entries: dict[str, dict[str, Entry]] = {kind: {} for kind in MODELS}
    for (kind, key), (fields, source, file) in raw.items():
        row = _row(kind, key, fields, file, errors)
        if row is not None:
            entries[kind][key] = Entry(kind=kind, key=key, row=row, source=row.source or source, file=file)
    return Tables(entries=entries, errors=tuple(errors))


def _parsed(file: DataFile, errors: list[DataError]) -> Iterator[tuple[str, str, dict[str, Any], str | None]]:
    try:
        content = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        at = found[1] if found else str(len(file.text.splitlines()))
        errors.append(DataError(f"{file.name}:{at}", f"not TOML: {error}", "correct that line or the one before"))
        return
    source = content.pop("source", None)
    for kind, rows in content.items():
        if kind not in MODELS or not isinstance(rows, dict):
            errors.append(DataError(f"{file.name}:1", f"{kind!r} is no kind of entry", _KIND_HINT))
            continue
        for key, fields in rows.items():
            if isinstance(fields, dict):
                yield kind, key, fields, source
            else:
                what = f"{kind}.{key} is no table"
                errors.append(DataError(f"{file.name}:1", what, f"write [{kind}.ID] on a line of its own"))


def _row(kind: str, key: str, fields: dict[str, Any], file: DataFile, errors: list[DataError]) -> Row | None:
    if not KEYS[kind].match(key):
        errors.append(error_at(file, kind, key, None, "is no id", f"ids of {kind} match {KEYS[kind].pattern}"))
    try:
        return MODELS[kind].model_validate(fields)
    except ValidationError as error:
        for fault in error.errors():
            path = [str(part) for part in fault["loc"]]
            said = fault["msg"].removeprefix("Value error, ")
            what = f"{'.'.join(path)}: {said}" + _given(fault.get("input"))
            remedy = _remedy(kind, fault["type"])
            errors.append(error_at(file, kind, key, path[0] if path else None, what, remedy))
        return None


def _given(value: object) -> str:
    return f", not {value!r}" if isinstance(value, str | int | float) else ""


def _remedy(kind: str, fault: str) -> str:
    if fault == "extra_forbidden":
        return f"fields of {kind} are " + ", ".join(MODELS[kind].model_fields)
    return "see the other entries of that kind" if fault != "missing" else "add it"
