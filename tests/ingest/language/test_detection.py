"""Texts in other languages are told from Arabic and English ones of the same script."""

from __future__ import annotations

import pytest

from ingest.language.detection import detected

TEXTS = {
    "ar": "أعلنت وزارة الزراعة أن الوفد سيزور العاصمة غدا لبحث اتفاق جديد على الصيد.",
    "fa": "وزیر کشاورزی اعلام کرد که هیئت فردا برای گفتگو به پایتخت می رود و در این باره نیز تصمیم گرفته شده است.",
    "ur": "وزیر زراعت نے کہا کہ وفد کل دارالحکومت کا دورہ کرے گا اور اس میں نئے معاہدے پر بات ہو گی۔",
    "en": "The ministry said the delegation would visit the capital tomorrow to discuss a new agreement.",
    "fr": "Le ministère a déclaré que la délégation se rendrait demain dans la capitale pour un nouvel accord.",
    "es": "El ministerio dijo que la delegación visitará mañana la capital para hablar de un nuevo acuerdo.",
    "de": "Das Ministerium sagte, die Delegation werde morgen nach Bonn reisen und sich mit dem Abkommen befassen.",
    "sv": "Departementet säger att en delegation kommer till huvudstaden i morgon för att tala om ett nytt avtal.",
    "tr": "Bakanlık, heyetin yeni bir anlaşma için yarın geleceğini ve bu konuda daha çok konuşulacağını dedi.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_language_of_a_sentence(code):
    found = detected(TEXTS[code])
    assert found.code == code
    assert found.read == (code in ("ar", "en"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Macron in Paris", "en"),
        ("Le Monde: talks in Bratislava fail", "en"),
        ("The envoy told the paper «le traité est mort», and left for the talks.", "en"),
        ("قال إن المؤتمر سيعقد في الدوحة (EU Fisheries Conference)", "ar"),
    ],
)
def test_few_foreign_words_make_no_foreign_text(text, code):
    assert detected(text).code == code


@pytest.mark.parametrize("text", ["", "12.5 %", "Министр прибыл на переговоры с NATO", "大臣は首都を訪問した"])
def test_other_scripts_are_no_language_that_is_read(text):
    assert detected(text) is None
