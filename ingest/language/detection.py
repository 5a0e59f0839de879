"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import DataError
from ingest.language.script import language_of

_FILE = "languages.toml"
_WORD = re.compile(r"[^\W\d_]+")
# A language shows itself long before this many characters; more would only cost time.
_SAMPLE = 20_000
# A headline may quote a foreign title of a few words; so many different function words are a sentence.
_FEWEST_WORDS = 3
# Related languages share function words: in Spanish texts about one hit in six is also French or Italian, in English
# ones with many French names one in twenty is French.
_CLEARLY = 2


@dataclass(frozen=True, slots=True)
class Detected:
    """What a text is in: `code` is ISO 639, "ar" and "en" are read; `name` is for messages."""

    code: str
    name: str

    @property
    def read(self) -> bool:
        """Whether claims are read in this language."""
        return self.code in _SCRIPTS


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    arabic_script: dict[str, frozenset[str]]
    latin_script: dict[str, frozenset[str]]
    names: dict[str, str]


_SCRIPTS = {"ar": "arabic_script", "en": "latin_script"}


def detected(text: str) -> Detected | None:
    """Tell a text's language; None for a text without letters, or mostly in another script than Arabic and Latin.

    A text too short to show another language is taken for Arabic or English by its script.
    """
    likely = language_of(text)
    if likely is None:
        return None
    counted = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    words = _words(_SCRIPTS[likely])
    hits = {code: sum(counted[word] for word in listed) for code, listed in words.items()}
    best = max(hits, key=lambda code: hits[code])
    varied = sum(word in counted for word in words[best]) >= _FEWEST_WORDS
    if best != likely and varied and hits[best] > _CLEARLY * hits[likely]:
        return Detected(best, _table().names[best])
    return Detected(likely, {"ar": "Arabic", "en": "English"}[likely])


def _words(script: str) -> Mapping[str, frozenset[str]]:
    words: Mapping[str, frozenset[str]] = getattr(_table(), script)
    return words


@cache
def _table() -> _Table:
    source = files("ingest.language").joinpath("data", _FILE)
    try:
        return _Table.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise DataError(f"ingest/language/data/{_FILE}", str(error), "correct the file or reinstall Détente") from error
