"""The example queries of the Cypher page."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import DataError
from ui.explorer.texts import Language

_FILE = "queries.toml"


class _Title(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    en: str
    ar: str


class Query(BaseModel):
    """An example: what it answers, in both languages, and its text."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    title: _Title
    cypher: str

    def name(self, language: Language) -> str:
        """Give the title in one language."""
        return self.title.ar if language == "ar" else self.title.en


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    query: tuple[Query, ...]


@cache
def queries() -> tuple[Query, ...]:
    """Load the shipped examples; raises DataError where one lacks a title or text."""
    try:
        text = files("ui.explorer").joinpath(_FILE).read_text(encoding="utf-8")
        return _File.model_validate(tomllib.loads(text)).query
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise DataError(_FILE, str(error), "give each query a title { en, ar } and cypher") from error
