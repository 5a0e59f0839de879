"""The lexicon's compiled form: plain lists that JSON can hold, turned back into entries word by word when looked up.

A table has `values` (each predicate, marker, reference, name and role once) and `phrases`: under the first word of a
phrase, pairs of its further words and its entries; an entry begins with the place of its value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TypedDict

from ingest.language.tokens import words
from ingest.lexicon.entries import Content, Entry, Marker, Name, Predicate, Reference, Role

Value = Predicate | Marker | Reference | Name | Role


class Table(TypedDict):
    """A compiled lexicon of one language."""

    values: list[list[Any]]
    phrases: dict[str, list[list[Any]]]


def table(filed: Iterable[tuple[str, Entry]]) -> Table:
    """File phrases with their entries, each pair once, in the order in which they come."""
    places: dict[int, int] = {}
    kept: list[Value] = []
    values: list[list[Any]] = []
    phrases: dict[tuple[str, ...], dict[tuple[Any, ...], None]] = {}
    for phrase, entry in filed:
        key = words(phrase)
        if not key:
            continue
        place = places.get(id(entry.value))
        if place is None:
            place = places[id(entry.value)] = len(values)
            kept.append(entry.value)
            values.append(_encoded(entry.value))
        phrases.setdefault(key, {})[place, *entry[1:]] = None
    by_first: dict[str, list[list[Any]]] = {}
    for key in sorted(phrases, key=len, reverse=True):
        by_first.setdefault(key[0], []).append([list(key[1:]), [list(entry) for entry in phrases[key]]])
    return {"values": values, "phrases": by_first}


def _encoded(value: Value) -> list[Any]:
    if isinstance(value, Name | Role):
        return [type(value).__name__, *value]
    return [type(value).__name__, asdict(value)]


class Values:
    """Turns a table's values back, each when first asked for."""

    def __init__(self, raw: list[list[Any]]) -> None:
        self._raw = raw
        self._built: dict[int, Value] = {}

    def entry(self, row: list[Any]) -> Entry:
        """Give the entry that a row describes."""
        place = row[0]
        if place not in self._built:
            self._built[place] = _decoded(self._raw[place])
        return Entry(self._built[place], *row[1:])


def _decoded(row: list[Any]) -> Value:
    kind, *fields = row
    if kind == "Name":
        return Name(*fields)
    if kind == "Role":
        return Role(*fields)
    given: dict[str, Any] = fields[0]
    if kind == "Marker":
        return Marker(**given)
    if kind == "Reference":
        return Reference(**given)
    content = given.pop("content")
    read = {**given, "needs": tuple(given["needs"]), "near": tuple(given["near"])}
    return Predicate(**read, content=content and Content(**{**content, "slots": tuple(content["slots"])}))
