from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.tokens import fold, readings, tokens, words


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("أوكرانيا", "اوكرانيا"),
        ("مسيّرات", "مسيرات"),
        ("إلى", "الي"),
        ("بـ", "ب"),
        ("Kyiv", "kyiv"),
        ("رئيسـة", "رئيسة"),
    ],
)
def test_folding_leaves_letters_that_tell_words_apart(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("word", "proclitics", "core", "pronoun"),
    [
        ("وبالصواريخ", "وب", "الصواريخ", ""),
        ("زودتها", "", "زودت", "ها"),
        ("للاستجابة", "ل", "الاستجابة", ""),
        ("فستهاجم", "فس", "تهاجم", ""),
        ("حربها", "", "حرب", "ها"),
        ("زيارته", "", "زيارة", "ه"),
        ("لبنان", "", "لبنان", ""),
    ],
)
def test_every_way_to_take_clitics_off_is_kept(word: str, proclitics: str, core: str, pronoun: str) -> None:
    assert (proclitics, core, pronoun) in readings(fold(word))


def test_second_person_pronouns_are_not_taken_off() -> None:
    assert all(reading.pronoun == "" for reading in readings(fold("هناك")))


def test_abbreviations_possessives_and_quotes_are_tokens_of_their_own() -> None:
    found = [(token.text, token.kind) for token in tokens("U.S. forces hit Iran's “base”", (0, 29))]
    assert found[0] == ("U.S.", "word")
    assert ("'s", "clitic") in found
    assert ("“", "quote") in found


def test_a_vowelled_word_is_one_token() -> None:
    assert words("زوّدت إيران") == ("زودت", "ايران")


@given(st.text(alphabet="أبجده وايروسيا،.\"' UKs\u00a0\u0651", max_size=60))
def test_tokens_stand_where_they_say_and_never_overlap(text: str) -> None:
    end = 0
    for token in tokens(text, (0, len(text))):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end
