from __future__ import annotations

import pytest

from ingest.language import arabic, english


@pytest.mark.parametrize(
    ("perfect", "imperfect", "form", "tense", "gender", "number"),
    [
        ("زود", "يزود", "زودت", "perf", "f", "sg"),
        ("زود", "يزود", "تزود", "impf", "f", "sg"),
        ("التقى", "يلتقي", "التقت", "perf", "f", "sg"),
        ("التقى", "يلتقي", "التقيا", "perf", "m", "dual"),
        ("التقى", "يلتقي", "يلتقون", "impf", "m", "pl"),
        ("دعا", "يدعو", "دعت", "perf", "f", "sg"),
        ("زار", "يزور", "يزر", "juss", "m", "sg"),
        ("بدأ", "يبدأ", "بدات", "perf", "f", "sg"),
    ],
)
def test_principal_parts_give_the_forms_that_news_writes(
    perfect: str, imperfect: str, form: str, tense: str, gender: str, number: str
) -> None:
    found = {(i.form, i.tense, i.gender, i.number) for i in arabic.verb(perfect, imperfect)}
    assert (form, tense, gender, number) in found


def test_a_doubled_consonant_is_no_long_vowel() -> None:
    assert "يمل" not in {i.form for i in arabic.verb("مول", "يمول", hollow=False)}


def test_indefinite_accusatives_show_on_the_words_that_can() -> None:
    assert "تعاونا عسكريا" in arabic.accusatives("تعاون عسكري")
    assert arabic.accusatives("زيارة") == ()


@pytest.mark.parametrize(
    ("base", "third", "past", "ing"),
    [
        ("supply", "supplies", "supplied", "supplying"),
        ("accuse", "accuses", "accused", "accusing"),
        ("attack", "attacks", "attacked", "attacking"),
        ("clash", "clashes", "clashed", "clashing"),
    ],
)
def test_english_regular_verbs(base: str, third: str, past: str, ing: str) -> None:
    assert (english.third_person(base), english.past(base), english.gerund(base)) == (third, past, ing)
