from __future__ import annotations

import pytest

from graph.actors.inflection import HeadNoun, definite, english_plural, nationality, role


def forms(text: str, noun: HeadNoun, *, human: bool = True) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for form in role(text, noun, human=human):
        found.setdefault((form.gender, form.number), set()).add(form.text)
    return found


def test_an_adjective_has_all_genders_and_numbers() -> None:
    made = {(form.text, form.gender, form.number) for form in nationality("روسي")}
    assert ("روسية", "f", "sg") in made
    assert {("روسيان", "m", "dual"), ("روسيين", "m", "dual"), ("روسيتان", "f", "dual")} <= made
    assert {("روسيون", "m", "pl"), ("روسيين", "m", "pl"), ("روسيات", "f", "pl")} <= made


def test_the_name_of_the_country_is_no_form_of_the_adjective() -> None:
    assert "روسيا" not in {form.text for form in nationality("روسي")}


def test_both_words_of_a_compound_agree() -> None:
    made = {form.text for form in nationality("كوري جنوبي")}
    assert {"كورية جنوبية", "كوريان جنوبيان", "كوريون جنوبيون"} <= made


def test_a_first_word_that_is_no_adjective_stays() -> None:
    assert "جنوب أفريقية" in {form.text for form in nationality("جنوب أفريقي")}


def test_a_genitive_takes_the_dual_without_its_n() -> None:
    made = forms("وزير الدفاع", HeadNoun(plurals=("وزراء",)))
    assert {"وزيرا الدفاع", "وزيري الدفاع", "وزيرا دفاع"} <= made["m", "dual"]
    assert "وزراء الدفاع" in made["m", "pl"]
    assert {"وزير الدفاع", "وزير دفاع"} == made["m", "sg"]
    assert {"وزيرتا الدفاع", "وزيرتي الدفاع"} <= made["f", "dual"]


def test_an_adjective_beside_the_noun_agrees_with_it() -> None:
    made = forms("الأمين العام", HeadNoun(plurals=("أمناء",)))
    assert made["m", "sg"] == {"أمين عام", "الأمين العام"}
    assert "الأمينان العامان" in made["m", "dual"]
    assert "الأمينة العامة" in made["f", "sg"]


def test_a_preposition_leaves_the_noun_its_endings() -> None:
    assert "متحدثان باسم" in forms("المتحدث باسم", HeadNoun())["m", "dual"]


def test_a_body_has_no_feminine() -> None:
    assert set(forms("الجيش", HeadNoun(plurals=("جيوش",)), human=False)) == {("m", "sg"), ("m", "dual"), ("m", "pl")}


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [("روسي", "الروسي"), ("كوري شمالي", "الكوري الشمالي"), ("جنوب أفريقي", "الجنوب أفريقي")],
)
def test_the_article_goes_where_the_press_puts_it(adjective: str, expected: str) -> None:
    assert definite(adjective) == expected


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("defence minister", "defence ministers"), ("minister of defence", "ministers of defence"),
        ("secretary of state", "secretaries of state"), ("secretary-general", "secretaries-general"),
        ("attorney general", "attorneys general"), ("lieutenant general", "lieutenant generals"),
        ("spokeswoman", "spokeswomen"), ("commander-in-chief", "commanders-in-chief"), ("embassy", "embassies"),
    ],
)  # fmt: skip
def test_the_head_of_an_english_phrase_takes_the_plural(one: str, many: str) -> None:
    assert english_plural(one) == many
