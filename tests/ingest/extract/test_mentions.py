"""Which names a text gives, where they stand, and what is no name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.model import Document
from ingest.pipeline import Pipeline

Named = Callable[..., set[tuple[str, str, str | None]]]


@pytest.fixture
def named(pipeline: Pipeline) -> Named:
    def names(text: str, language: str = "ar") -> set[tuple[str, str, str | None]]:
        document = Document(id="text", text=text, language=language, reported=date(2024, 4, 26), layout="clean")
        found = pipeline.mentions(document)
        assert all(text[slice(*one.span)] == one.text for one in found)
        return {(one.text, one.kind, one.id) for one in found if one.kind != "item"}

    return names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("زارت البعثة إيران أمس.", ("إيران", "state", "IRN")),
        ("وصل سيرغي شويغو صباحا.", ("سيرغي شويغو", "person", "SERGEI_SHOIGU")),
        ("وصل وزير الدفاع الروسي سيرغي شويغو صباحا.", ("سيرغي شويغو", "person", "SERGEI_SHOIGU")),
        ("أصدرت وزارة الدفاع الروسية بيانا.", ("وزارة الدفاع الروسية", "body", "RUS_DEFENCE_MINISTRY")),
        ("عقدت جامعة الدول العربية اجتماعا.", ("جامعة الدول العربية", "organization", "ARAB_LEAGUE")),
        ("وصل إلى مدينة شيراز وفد صغير.", ("شيراز", "place", "SHIRAZ")),
    ],
)
def test_registered_names_stand_alone(named: Named, text: str, name: tuple[str, str, str]) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "التقى الوفد وزير الدفاع الروسي.", "رحّب الشعب الفلسطيني بالقرار.", "قُتل جنديان عراقيان في هجوم.",
        "أعلنت الحكومة اللبنانية موقفها.", "قصفت القوات الإسرائيلية المخيم.", "شاركت الشرطة العربية في البطولة.",
        "كان التصرف غير إنساني.", "تحدث رئيس البرلمان أمس.",
    ],
)  # fmt: skip
def test_a_description_is_no_name(named: Named, text: str) -> None:
    assert {kind for _, kind, _ in named(text)} & {"body", "person", "media", "organization", "company"} == set()


def test_the_state_beside_an_office_is_named(named: Named) -> None:
    assert named("التقى سفير الأردن نظراءه.") == {("الأردن", "state", "JOR")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال الدكتور رامز الهوبلي إن الأمر انتهى.", "رامز الهوبلي"),
        ("وأعلن وزير الثقافة الفرنسي السابق آلان ديفرو رأيه.", "آلان ديفرو"),
        ("وتحدث وزير خارجية السويد غوستاف ليندمارك في الجلسة.", "غوستاف ليندمارك"),
        ("وشارك محمد سالم القرمزاني في الندوة.", "محمد سالم القرمزاني"),
    ],
)
def test_an_unregistered_person_is_named_by_title_or_given_name(named: Named, text: str, name: str) -> None:
    assert (name, "person", None) in named(text)


@pytest.mark.parametrize(
    "text", ["ناقش الوزير خلال الجلسة أمورا كثيرة.", "عاد ملك أراغونيا إلى قصره.", "قال المتحدث باسم الشركة ذلك."]
)
def test_what_follows_a_title_is_not_always_a_name(named: Named, text: str) -> None:
    assert [name for name in named(text) if name[1] == "person"] == []


def test_an_unregistered_company_or_university_is_named_by_its_class_noun(named: Named) -> None:
    assert ("شركة ديموراتك", "organization", None) in named("تبيع شركة ديموراتك سيارات.")
    assert ("جامعة الزهراوي", "organization", None) in named("درس في جامعة الزهراوي.")
    assert named("تعمل في شركة كبيرة.") == set()


def test_a_company_is_not_named_by_somebodys_family_name(named: Named) -> None:
    assert ("فورد", "company", "FORD_MOTOR") not in named("تحدث محمد إريكسون أمس.")
    assert all(kind != "company" for _, kind, _ in named("تحدث محمد إريكسون أمس."))


def test_a_name_and_its_abbreviation_are_one_mention(named: Named) -> None:
    names = named("ذكرت هيئة الإذاعة البريطانية (بي بي سي) ذلك.")
    assert [identity for _, _, identity in names] == ["BBC"]


def test_english_names_stand_alone_too(named: Named) -> None:
    names = named("The Russian defence ministry said Sergei Shoigu met Iran's president.", "en")
    assert {identity for _, _, identity in names} >= {"RUS_DEFENCE_MINISTRY", "SERGEI_SHOIGU", "IRN"}
    assert all("president" not in text for text, _, _ in names)
