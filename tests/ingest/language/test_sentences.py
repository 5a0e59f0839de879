"""Sentences end where readers think they end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.sentences import sentences


def cut(text, language):
    return [text[slice(*span)] for span in sentences(text, (0, len(text)), language)]


ARABIC = {
    "full stop": ["وصل الوفد إلى أوسلو.", "وغادر أمس."],
    "question and exclamation": ["هل يتراجع الوزير؟", "لا!", "إنه باق."],
    "two dots join": ["اتصالات متزايدة.. أوسلو مستعدة للحوار."],
    "semicolon joins": ["رفضت أوسلو العرض؛ وقالت إنه غير كاف."],
    "comma and colon join": ["قالت الوزيرة، في بيان: الحوار مستمر."],
    "title": ["التقى د. سامر أمس م. خالد في أوسلو."],
    "glued title": ["التقى د.سامر نظيره أمس."],
    "agency": ["نقلت وكالة أ.ف.ب. عن الوزير قوله.", "وأضافت أنه باق."],
    "glued sentences": ["وصل الوفد إلى أوسلو.", "وقال الوزير إنه باق."],
    "decimal": ["بلغت الكلفة 3.5 مليون كرونة.", "ثم ارتفعت."],
    "year ends": ["بدأ الخلاف في 2022.", "وانتهى بعد عام."],
    "closing quote": ['قال: "لن نقبل".', "ثم غادر."],
    "quote then speaker": ['"لن نقبل." قال الوزير للصحفيين.', "ثم غادر."],
    "guillemets": ["قالت الوزيرة «لن نقبل.»", "ثم غادرت."],
    "lines": ["عنوان بلا نقطة", "وصل الوفد."],
    "ellipsis": ["سنرى…", "وقال إنه باق."],
    "number of a resolution": ["اعتمد المجلس القرار رقم. 242 أمس."],
}
ENGLISH = {
    "titles": ["Gen. Doe met Mr. Roe and Prof. J. K. Poe."],
    "dates": ["They met on Jan. 5 and Sept. 7."],
    "country inside": ["The U.S. envoy left.", "He will return."],
    "country at the end": ["He left the U.S.", "The talks failed."],
    "hour": ["They left at 5 p.m. local time.", "They return at 6 p.m.", "It was late."],
    "quote then said": ['"We will not accept it." said the minister.', "He left."],
    "quote then lower case": ["“Is it over?” he asked.", "Nobody answered."],
    "curly closing quote": ["She said: “It is over.”", "He left."],
    "decimal": ["It cost 3.5 million.", "Then it rose."],
    "company": ["Acme Inc. sold it to Doe Co. for nothing."],
    "list number": ["1. The first point.", "2. The second point."],
    "numbered": ["See No. 5 in Art. 7 of it.", "He said No.", "They left."],
    "ellipsis goes on": ["It was… almost over."],
    "brackets": ["They left (late.)", "They returned."],
}


@pytest.mark.parametrize("expected", ARABIC.values(), ids=ARABIC)
def test_arabic_sentences(expected):
    joint = "" if expected is ARABIC["glued sentences"] else "\n" if expected is ARABIC["lines"] else " "
    assert cut(joint.join(expected), "ar") == expected


@pytest.mark.parametrize("expected", ENGLISH.values(), ids=ENGLISH)
def test_english_sentences(expected):
    assert cut(" ".join(expected), "en") == expected


def test_spans_are_places_in_the_whole_text():
    text = "عنوان.\n وصل الوفد. وغادر. \nذيل."
    assert [text[slice(*span)] for span in sentences(text, (7, 27), "ar")] == ["وصل الوفد.", "وغادر."]


def test_a_line_without_words_is_no_sentence():
    assert cut("وصل الوفد.\n* * *\n!!", "ar") == ["وصل الوفد."]


def test_a_language_without_rules_of_its_own_gets_english_ones():
    assert cut("Llegó el Sr. Doe. Se fue.", "es")[-1] == "Se fue."


PIECES = st.lists(
    st.sampled_from(
        [" ", ".", "..", "...", "؟", "!", "…", "\n", '"', "»", "«", ")", "(", "د", "أ.ف.ب", "وصل", "الوفد", "U.S.",
         "Mr.", "he", "The", "3.5", "قال", "\xa0", "\u200f", "؛", "،"]
    ),
    max_size=40,
)  # fmt: skip


@given(PIECES, st.sampled_from(["ar", "en"]), st.integers(0, 5))
def test_sentences_cover_every_word_in_order_without_overlap(pieces, language, skipped):
    text = "".join(pieces)
    start, end = min(skipped, len(text)), max(len(text) - skipped, min(skipped, len(text)))
    place = start
    for first, last in sentences(text, (start, end), language):
        assert place <= first < last <= end
        assert not any(char.isalnum() for char in text[place:first])
        place = last
    assert not any(char.isalnum() for char in text[place:end])


@given(st.text(max_size=200), st.sampled_from(["ar", "en"]))
def test_any_text_is_cut_without_loss(text, language):
    assert "".join("".join(cut(text, language)).split()).count("a") == text.count("a")
