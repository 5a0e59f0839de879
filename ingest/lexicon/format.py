"""The lexicon's files: TOML, checked when loaded, every error with the file and the entry.

`frames/*.toml` say what is claimed; `ar/*.toml` and `en/*.toml` hold predicates, structure words and references.
An entry's `fires` are sentences with what they must give ("text => IRN SUPPLIES RUS"), its `silent` ones those that
must give nothing of its relation type: both are run as tests.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import DataError
from ingest.language.tokens import fold
from ingest.lexicon.entries import Content, Effect, Frame, MarkerKind, Predicate, Understood

_ROLES = {"source", "target", "both", "item", "topic", "place", "content", "speaker"}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FrameRow(_Row):
    """A frame, in frames/*.toml."""

    relation: str
    cameo: str = ""
    needs: list[str] = []
    refine: dict[str, str] = {}
    content: dict[str, str] = {}
    armed: str | None = None
    civil: str | None = None
    located: bool = False


class FrameFile(_Row):
    """A file of frames."""

    frame: dict[str, FrameRow]


class ContentRow(_Row):
    """How a predicate treats the act in its complement; see `entries.Content`."""

    slots: list[str]
    effect: Effect = "actual"
    subject: Understood = ""
    speaks: bool = False


class PredicateRow(_Row):
    """What verbs, nouns and adjectives share."""

    lemma: str
    frame: str | None = None
    slots: dict[str, str] = {}
    content: ContentRow | None = None
    light: str | None = None
    under: dict[str, str] = {}
    needs: list[str] = []
    near: list[str] = []
    fires: list[str] = []
    silent: list[str] = []


class VerbRow(PredicateRow):
    """A verb by its principal parts.

    Arabic: `perf` and `impf` (third person masculine singular), `passive` the same two where their letters differ
    from the active. `masdar` are its verbal nouns where they are not the regular one, empty for none; each is a noun
    with the verb's own valency, unless the lexicon has that noun itself. English: irregular `past`, `pp`, `ing`; a
    particle follows in the lemma ("carry out"). A `plain` verb claims and governs nothing: it only tells where a
    clause has its verb.
    """

    perf: str = ""
    impf: str = ""
    passive: list[str] = []
    masdar: list[str] | None = None
    past: str = ""
    pp: str = ""
    ing: str = ""
    plain: bool = False


class NounRow(PredicateRow):
    """An event noun; `plural` lists further forms."""

    plural: list[str] = []


class AdjectiveRow(PredicateRow):
    """A predicative adjective; `forms` replace the regular inflection."""

    forms: list[str] = []


class MarkerRow(_Row):
    """Structure words of one kind and value."""

    kind: MarkerKind
    words: list[str]
    value: str = ""
    effect: Effect | None = None
    gender: str = ""
    number: str = ""


class ReferenceRow(_Row):
    """Words that stand for what was named before."""

    words: list[str]
    antecedent: str
    count: int = 1
    role: str | None = None
    gender: str = ""
    number: str = ""


class WordFile(_Row):
    """A file of one language's words."""

    verb: list[VerbRow] = []
    noun: list[NounRow] = []
    adjective: list[AdjectiveRow] = []
    marker: list[MarkerRow] = []
    reference: list[ReferenceRow] = Field(default=[])


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's rows, each with the file it stands in."""

    language: Literal["ar", "en"]
    rows: tuple[tuple[str, WordFile], ...]


_Model = TypeVar("_Model", bound=BaseModel)


def frames(cameo: dict[str, str]) -> dict[str, Frame]:
    """Load all frames; `cameo` gives each relation type's own code, for frames that name none."""
    found: dict[str, Frame] = {}
    for file, rows in _files("frames", FrameFile):
        for name, row in rows.frame.items():
            if name in found:
                raise DataError(file, f"frame {name!r} is defined twice", "remove one")
            if row.relation not in cameo:
                raise DataError(file, f"frame {name!r}: no relation type {row.relation!r}", "see graph/vocabulary.toml")
            found[name] = Frame(
                name=name,
                relation=row.relation,
                cameo=row.cameo or cameo[row.relation],
                needs=tuple(row.needs),
                refine=tuple(row.refine.items()),
                content=tuple(row.content.items()),
                armed=row.armed,
                civil=row.civil,
                located=row.located,
            )
    for name, frame in found.items():
        for other in (frame.armed, frame.civil):
            if other is not None and other not in found:
                raise DataError("frames", f"frame {name!r}: no frame {other!r}", "name one of frames/*.toml")
    return found


def words(language: Literal["ar", "en"], known_frames: dict[str, Frame]) -> Words:
    """Load one language's words, checked against the frames."""
    rows = tuple(_files(language, WordFile))
    for file, content in rows:
        for row in (*content.verb, *content.noun, *content.adjective):
            _check(file, row, known_frames)
    return Words(language=language, rows=rows)


def predicate(row: PredicateRow, pos: Literal["verb", "noun", "adjective"], language: str) -> Predicate:
    """Give the predicate that a row describes."""
    content = None
    if row.content is not None:
        content = Content(
            slots=tuple(row.content.slots),
            effect=row.content.effect,
            subject=row.content.subject,
            speaks=row.content.speaks,
        )
    return Predicate(
        lemma=row.lemma,
        pos=pos,
        language=language,
        frame=row.frame,
        slots=dict(row.slots),
        content=content,
        light=row.light,
        under=dict(row.under),
        needs=tuple(row.needs),
        near=tuple(fold(word) for word in row.near),
    )


def _check(file: str, row: PredicateRow, known: dict[str, Frame]) -> None:
    where = f"{file}: {row.lemma}"
    for frame in (row.frame, *row.under.values()):
        if frame and frame not in known:
            raise DataError(where, f"no frame {frame!r}", "name one of frames/*.toml")
    for slot, role in row.slots.items():
        if not set(role.split("|")) <= _ROLES:
            raise DataError(where, f"slot {slot}: no role {role!r}", f"use {', '.join(sorted(_ROLES))}")
    plain = isinstance(row, VerbRow) and row.plain
    if not (plain or row.frame or row.content or row.light or row.under):
        raise DataError(where, "claims nothing and governs nothing", "give it a frame, content or light")


def _files(folder: str, model: type[_Model]) -> Iterator[tuple[str, _Model]]:
    for file in sorted(files("ingest.lexicon").joinpath(folder).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            yield f"{folder}/{file.name}", _read(file, f"{folder}/{file.name}", model)


def _read(file: Traversable, where: str, model: type[_Model]) -> _Model:
    try:
        return model.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise DataError(where, f"not TOML: {error}", "correct the line named") from error
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(part) for part in first["loc"])
        raise DataError(where, f"{path}: {first['msg']}", "compare the entries beside it") from error
