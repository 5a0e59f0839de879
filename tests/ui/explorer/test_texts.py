import re
import string
from pathlib import Path

import pytest

from graph.model import ACTOR_KINDS, FACTUALITIES
from graph.vocabulary import Vocabulary
from ui.explorer.texts import Texts, texts

_SOURCES = Path(__file__).parents[3] / "ui" / "explorer"
_CALL = re.compile(r"""\b(?:text|words)\(\s*"([a-z_]+\.[A-Za-z_]+)\"""")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _pairs() -> list[tuple[str, str, str]]:
    english, arabic = texts("en"), texts("ar")
    return [(key, english(key), arabic(key)) for key in english._texts]


@pytest.mark.parametrize(("key", "english", "arabic"), _pairs())
def test_both_languages_fill_in_the_same_values(key: str, english: str, arabic: str) -> None:
    assert _fields(english) == _fields(arabic)


@pytest.mark.parametrize(("key", "english", "arabic"), _pairs())
def test_no_text_is_left_in_the_other_language(key: str, english: str, arabic: str) -> None:
    is_proper_name = key in {"page.cypher", "cypher.placeholder"}
    assert is_proper_name or re.search("[\u0621-\u064a]", arabic)


def test_every_text_that_the_code_asks_for_exists() -> None:
    asked = {key for path in _SOURCES.rglob("*.py") for key in _CALL.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 50
    assert asked <= texts("en")._texts.keys()


def test_every_kind_factuality_and_quad_has_a_text(words: Texts, known: Vocabulary) -> None:
    wanted = [f"kind.{kind}" for kind in ACTOR_KINDS] + [f"factuality.{each}" for each in FACTUALITIES]
    wanted += [f"quad.{each.quad}" for each in known.classes.values()]
    assert all(words(key) for key in wanted)
