from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from graph.actors.forms import Language
from graph.actors.registry import Registry
from graph.actors.resolver import Resolver

Question = tuple[str, Language, date, str | None]
# The least number of dated questions that the file is to hold.
_ENOUGH = 150


def _questions() -> list[Question]:
    lines = Path(__file__).with_name("dated_questions.txt").read_text(encoding="utf-8").splitlines()
    asked = []
    for line in lines:
        if line and not line.startswith("#"):
            mention, language, day, actor = (part.strip() for part in line.split("|"))
            asked.append((mention, cast(Language, language), date.fromisoformat(day), None if actor == "-" else actor))
    return asked


@pytest.fixture(scope="module")
def resolver(registry: Registry) -> Resolver:
    return Resolver(registry)


def test_there_are_enough_questions_in_both_languages() -> None:
    questions = _questions()
    assert len(questions) >= _ENOUGH
    assert {language for _, language, _, _ in questions} == {"ar", "en"}
    assert sum(actor is None for *_, actor in questions) >= 15


@pytest.mark.parametrize("question", _questions(), ids=lambda question: f"{question[0]}, {question[2]}")
def test_who_is_meant_on_that_day(resolver: Resolver, question: Question) -> None:
    mention, language, day, actor = question
    assert resolver.resolve(mention, language, day).id == actor


@pytest.mark.parametrize(
    ("mention", "language", "rule"),
    [
        ("روسيا", "ar", "name"), ("الروسية", "ar", "adjective"), ("موسكو", "ar", "capital"),
        ("الكرملين", "ar", "metonym"), ("شويغو", "ar", "short"), ("IAEA", "en", "abbreviation"),
        ("وزير الدفاع الروسي", "ar", "office and nationality"), ("the Russian army", "en", "body and nationality"),
        ("المعارضة الروسية", "ar", "sector and nationality"), ("Defence Minister Shoigu", "en", "office and name"),
        ("nobody at all", "en", "unregistered"),
    ],
)  # fmt: skip
def test_it_says_which_rule_decided(resolver: Resolver, mention: str, language: Language, rule: str) -> None:
    assert resolver.resolve(mention, language, date(2024, 4, 26)).rule == rule


def test_a_short_name_is_the_one_that_the_text_has_named_before(resolver: Resolver) -> None:
    met = {"GEORGE_W_BUSH"}
    assert resolver.resolve("Bush", "en", date(1997, 1, 1)).id is None
    assert resolver.resolve("Bush", "en", date(1997, 1, 1), met=met).id == "GEORGE_W_BUSH"


def test_a_common_word_is_a_name_only_with_a_cue(resolver: Resolver) -> None:
    assert resolver.resolve("الكتائب", "ar", date(2010, 1, 1)).id is None
    assert resolver.resolve("الكتائب", "ar", date(2010, 1, 1), cued=True).id == "KATAEB"


def test_without_a_date_only_what_holds_at_all_times_is_answered(resolver: Resolver) -> None:
    assert resolver.resolve("روسيا", "ar", None).id == "RUS"
    assert resolver.resolve("الرئيس الأمريكي", "ar", None).id == "USA_PRESIDENCY"


def test_an_office_whose_holder_is_unknown_is_its_body(resolver: Resolver) -> None:
    assert resolver.resolve("وزير السياحة الروسي", "ar", date(2024, 1, 1)).id == "RUS_TOURISM_MINISTRY"
