"""The texts of the screens, in the language that the reader chose."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol, get_args

from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from graph.errors import DataError

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DIRECTION: Mapping[Language, str] = {"en": "ltr", "ar": "rtl"}

_FILE = "texts.toml"


class Bilingual(Protocol):
    """Anything with a name in both scripts, of which one may be missing."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name_en(self) -> str | None: ...  # noqa: D102
    @property
    def name_ar(self) -> str | None: ...  # noqa: D102


class _Text(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    en: str
    ar: str


class _File(RootModel[dict[str, dict[str, _Text]]]):
    pass


class Texts:
    """All texts in one language: `texts("explore.search")`, with values for what stands in braces."""

    def __init__(self, language: Language, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        """Give a text by its key, `section.name`."""
        text = self._texts[key]
        return text.format(**values) if values else text

    def name(self, thing: Bilingual) -> str:
        """Give its name in this language, else in the other, else its id."""
        own, other = (thing.name_ar, thing.name_en) if self.language == "ar" else (thing.name_en, thing.name_ar)
        return own or other or thing.id

    def section(self, name: str) -> dict[str, str]:
        """Give a table of the file by its keys."""
        prefix = f"{name}."
        return {key.removeprefix(prefix): text for key, text in self._texts.items() if key.startswith(prefix)}

    @property
    def arrow(self) -> str:
        """The sign between source and target, which points the way one reads."""
        return "←" if self.language == "ar" else "→"


@cache
def texts(language: Language) -> Texts:
    """Load the shipped texts; raises DataError where one lacks a language."""
    try:
        read = _File.model_validate(tomllib.loads(files("ui.explorer").joinpath(_FILE).read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise DataError(_FILE, str(error), "give each text as { en, ar }") from error
    return Texts(
        language,
        {
            f"{section}.{key}": getattr(text, language)
            for section, entries in read.root.items()
            for key, text in entries.items()
        },
    )
