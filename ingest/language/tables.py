"""The data files of `data/`: what is known of a language's pages, sentences and dates, checked when loaded."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import DataError

LANGUAGES = ("ar", "en")

_Table = TypeVar("_Table", bound=BaseModel)


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SentenceTable(_Section):
    """Where full stops end no sentence, and what continues a quoted one."""

    abbreviations: frozenset[str]
    numbered: frozenset[str]
    abbreviations_that_end: frozenset[str]
    starters: frozenset[str]
    attributions: tuple[str, ...]


class LayoutTable(_Section):
    """What a page carries beside its article."""

    share: tuple[str, ...]
    share_prefixes: tuple[str, ...]
    credits: tuple[str, ...]
    credit_prefixes: tuple[str, ...]
    credit_blocks: tuple[str, ...]
    agencies: tuple[str, ...]
    archive: tuple[str, ...]
    credit_ends: tuple[str, ...]
    credit_starts: tuple[str, ...]
    date_labels: tuple[str, ...]
    openers: tuple[str, ...]
    opener_patterns: tuple[str, ...]
    sentence_words: tuple[str, ...]


class PageTable(_Section):
    """One language's file `page_*.toml`."""

    sentences: SentenceTable
    layout: LayoutTable


class DateTable(_Section):
    """One language's file `dates_*.toml`: words with their values, and the forms that expressions take.

    A form is a regular expression over macros; `{month}` and the like stand for the words of a list and name what
    they match, so that every form can be read without knowing the language. Forms are tried in their order.
    """

    months: dict[str, int]
    short_months: dict[str, int]
    unsure_months: tuple[str, ...]
    weekdays: dict[str, int]
    parts: dict[str, str]
    directions: dict[str, int]
    days: dict[str, int]
    units: dict[str, tuple[str, int]]
    numbers: dict[str, int]
    vague: tuple[str, ...]
    ordinals: dict[str, int]
    decades: dict[str, int]
    not_dates: tuple[str, ...]
    macros: dict[str, str]
    forms: dict[str, str]


class TopicTable(_Section):
    """One language's file `topics_*.toml`: words by which texts without politics are told."""

    sport: tuple[str, ...]


@cache
def topic_table(language: str) -> TopicTable:
    """Load the words of topics in a language, English for one that has no file."""
    return _load(f"topics_{_known(language)}.toml", TopicTable)


@cache
def page_table(language: str) -> PageTable:
    """Load what is known of pages and sentences in a language, English for one that has no file."""
    return _load(f"page_{_known(language)}.toml", PageTable)


@cache
def date_table(language: str) -> DateTable:
    """Load the date expressions of a language, English for one that has no file."""
    return _load(f"dates_{_known(language)}.toml", DateTable)


def _known(language: str) -> str:
    return language if language in LANGUAGES else "en"


def _load(name: str, table: type[_Table]) -> _Table:
    source = files("ingest.language").joinpath("data", name)
    try:
        return table.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise DataError(f"ingest/language/data/{name}", str(error), "correct the file or reinstall Détente") from error
