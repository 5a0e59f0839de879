"""The script tells the language, and marks are taken out without losing places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.script import language_of, levelled


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("وصل الوفد (NATO)", "ar"),
        ("The word «وفد» means delegation", "en"),
        ("1234 … !", None),
        ("", None),
        ("Привет", None),
    ],
)
def test_the_language_is_that_of_most_letters(text, language):
    assert language_of(text) == language


@given(st.text(st.sampled_from("أإآىابتة \u064b\u0651\u0640\u200f\u00a0a1")), st.integers(0, 5), st.data())
def test_every_stretch_of_the_levelled_text_is_found_again(text, skipped, data):
    span = (min(skipped, len(text)), len(text))
    level = levelled(text, span)
    assert len(level.text) + len(level.marks) == span[1] - span[0]
    if not level.text:
        return
    start = data.draw(st.integers(0, len(level.text) - 1))
    end = data.draw(st.integers(start + 1, len(level.text)))
    first, last = level.span(start, end)
    assert levelled(text, (first, last)).text == level.text[start:end]
    assert not levelled(text, (first, first + 1)).marks
