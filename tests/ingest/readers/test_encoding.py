"""Bytes become text when they are text, whatever they are encoded in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableError
from ingest.readers.encoding import decoded

ARABIC = "أعلنت وزارة الزراعة أن الوفد سيزور العاصمة غدا، لبحث اتفاق جديد على الصيد.\n"
FRENCH = "Le ministère a déclaré que l’accord était prêt."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-8"),
        (ARABIC, "utf-8-sig"),
        (ARABIC, "utf-16"),
        (ARABIC, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (ARABIC, "cp1256"),
        (ARABIC.replace("،", ","), "iso-8859-6"),
        (ARABIC.replace("،", ","), "cp720"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-8"),
    ],
)
def test_the_encodings_of_news_are_recognised(text, encoding):
    assert decoded(text.encode(encoding), "f.txt") == text


def test_a_declared_encoding_is_believed_unless_the_bytes_are_utf8():
    assert decoded(ARABIC.encode("iso-8859-6", "replace"), "f", declared="iso-8859-6").startswith("أعلنت وزارة")
    assert decoded(ARABIC.encode(), "f", declared="windows-1256") == ARABIC


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "us-ascii", "iso-8859-6", "x-mac-arabic", "utf-8"])
@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6"])
def test_what_a_page_declares_by_default_does_not_hide_arabic(encoding, declared):
    text = ARABIC.replace("،", ",")
    assert decoded(text.encode(encoding), "f", declared=declared) == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", None])
def test_western_text_stays_western(declared):
    assert decoded(FRENCH.encode("cp1252"), "f", declared=declared) == FRENCH


@pytest.mark.parametrize("declared", ["hex", "undefined", "no-such-encoding", "punycode"])
def test_a_declaration_that_names_no_encoding_does_no_harm(declared):
    assert decoded(ARABIC.encode("cp1256"), "f", declared=declared) == ARABIC


def test_a_text_cut_within_a_letter_is_still_read():
    assert decoded(ARABIC.encode()[:-3], "f") == ARABIC[:-3] + "\ufffd"


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_text(seed):
    with pytest.raises(UnreadableError):
        decoded(random.Random(seed).randbytes(3000), "f")


@given(st.text(st.characters(categories=["L", "Nd", "Zs", "Po"]), min_size=1))
def test_whatever_is_written_as_utf8_comes_back(text):
    assert decoded(text.encode(), "f") == text.removeprefix("\ufeff")
