from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.actors.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إيران", "ايران"), ("الأمــم", "الامم"), ("مسيّرات", "مسيرات"), ("القاهرة", "القاهره"), ("موسى", "موسي"),
        ("Türkiye", "turkiye"), ("N'Djamena", "Ndjamena"), ("Al-Assad", "al assad"), ("Łukasz", "lukasz"),
        ("مسؤول", "مسوول"), ("بناء", "بنا"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("سوريا", "روسيا"), ("مالي", "مالطا"), ("Iran", "Iraq"), ("OPEC", "OPEC+")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "Zs"])))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
