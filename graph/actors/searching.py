"""Search by name in any script: folded spellings first, then sound alike across Arabic and Latin letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.actors.compiling import Compiled
from graph.actors.folding import fold

# Letters that stand for one sound in the other script, longest first; vowels and half-vowels are written or not.
_LATIN_PAIRS = (("kh", "x"), ("gh", "g"), ("sh", "S"), ("ch", "S"), ("tch", "S"), ("th", "t"), ("dh", "d"), ("ph", "f"))
_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("aeiouwy", None), **dict.fromkeys("اويعء", None),
        "q": "k", "c": "k", "j": "g", "v": "f", "p": "b", "z": "s", "x": "k",
        "ب": "b", "ت": "t", "ث": "t", "ج": "g", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "s",
        "س": "s", "ش": "S", "ص": "s", "ض": "d", "ط": "t", "ظ": "s", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
        "ل": "l", "م": "m", "ن": "n", "ه": "h",
    }
)  # fmt: skip
# A skeleton of fewer consonants fits too many names.
_SHORTEST_SKELETON = 2
_KINDS = ("State", "Organization", "ArmedGroup", "Person", "Body", "Company", "Media", "Item", "Place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: its id and kind (an actor's label, "Item" or "Place"), its names, the name that matched."""

    id: str
    kind: str
    name_en: str | None
    name_ar: str | None
    matched: str


def skeleton(folded: str) -> str:
    """Give the consonants of a folded name in either script, so that spellings in both compare.

    >>> skeleton(fold("Shoigu")) == skeleton(fold("شويغو"))
    True
    """
    words = []
    for word in folded.split():
        bare = word.removeprefix("ال") if len(word) > 4 else word  # a name of two letters keeps its article
        if bare in ("al", "el"):
            continue
        for pair, sound in _LATIN_PAIRS:
            bare = bare.replace(pair, sound)
        words.append(_single(bare.translate(_SOUNDS).replace("ه", "")))
    return " ".join(word for word in words if word)


def _single(sounds: str) -> str:
    return "".join(sound for at, sound in enumerate(sounds) if at == 0 or sounds[at - 1] != sound).rstrip("h")


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    kind: str
    text: str
    folded: str
    skeleton: str


class Index:
    """All names of the registry, folded once."""

    def __init__(self, content: Compiled) -> None:
        self._content = content
        self._names = tuple(self._collect())

    def search(self, text: str, limit: int) -> list[Hit]:
        """Give the best hits: same name, beginning, words of the name, then the same sounds."""
        wanted = fold(text)
        if not wanted:
            return []
        sounds = skeleton(wanted)
        best: dict[tuple[str, str], tuple[tuple[int, int, int], _Named]] = {}
        for named in self._names:
            rank = 0 if text.strip().upper() == named.id else _rank(named, wanted, sounds)
            if rank is not None:
                order = (rank, _KINDS.index(named.kind), len(named.folded))
                key = (named.kind, named.id)
                if key not in best or order < best[key][0]:
                    best[key] = (order, named)
        ranked = sorted(best.values(), key=lambda pair: (pair[0], pair[1].id))
        return [self._hit(named) for _, named in ranked[:limit]]

    def _hit(self, named: _Named) -> Hit:
        if named.kind in ("Item", "Place"):
            en, ar = self._content["items" if named.kind == "Item" else "places"][named.id][:2]
        else:
            en, ar = self._content["actors"][named.id][1:3]
        first_en, first_ar = next(iter(en), None), next(iter(ar), None)
        return Hit(id=named.id, kind=named.kind, name_en=first_en, name_ar=first_ar, matched=named.text)

    def _collect(self) -> Iterator[_Named]:
        states = {actor_id for actor_id, raw in self._content["actors"].items() if raw[0] == "State"}
        seen: set[tuple[str, str, str]] = set()
        for rows in self._content["names"].values():
            for text, _, ref, sort, form, *_ in rows:
                kind = self._kind(ref, sort)
                if kind is None or form in ("adjective", "people") or (kind == "Place" and ref in states):
                    continue
                folded = fold(text)
                if (kind, ref, folded) not in seen:
                    seen.add((kind, ref, folded))
                    yield _Named(ref, kind, text, folded, skeleton(folded))

    def _kind(self, ref: str, sort: str) -> str | None:
        if sort != "actor":
            return sort.capitalize()
        raw = self._content["actors"].get(ref)
        return str(raw[0]) if raw else None


def _rank(named: _Named, wanted: str, sounds: str) -> int | None:
    if named.folded == wanted:
        return 1
    if named.folded.startswith(wanted + " "):
        return 2
    words = named.folded.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 3
    if len(sounds) >= _SHORTEST_SKELETON:
        if named.skeleton == sounds:
            return 4
        if set(sounds.split()) <= set(named.skeleton.split()):
            return 5
    return None
