"""Lines of text copied from pages get the roles by which the story is told from the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Document
from ingest.language.layout import SET_ASIDE, lines

PAGES = Path(__file__).parents[2] / "fixtures" / "pages"


def roles(text, **fields):
    return [(line.role, text[slice(*line.span)]) for line in lines(Document(id="d", text=text, **fields))]


def role_of(line, language="ar"):
    """Give the roles of a line that stands between two ordinary sentences of a page."""
    before, after = (
        ("وصل الوفد إلى العاصمة صباحا وبدأ عمله.", "ويغادر الوفد العاصمة بعد انتهاء الجلسات.")
        if language == "ar"
        else ("The delegation arrived in the morning and went to work.", "The delegation leaves when the sessions end.")
    )
    found = roles(f"{before}\n{line}\n{after}")
    assert found[0] == ("body", before)
    assert found[-1] == ("body", after)
    return [role for role, _ in found[1:-1]]


def test_an_arabic_page_falls_into_its_parts():
    text = (PAGES / "copied_ar.txt").read_text()
    assert [role for role, _ in roles(text)] == [
        "date", "title", "repeat", "share", "date", "share", "caption", "credit", "body", "body", "heading",
        "body", "body", "share", "body", "credit", "credit", "credit", "share", "share",
    ]  # fmt: skip


def test_an_english_page_falls_into_its_parts():
    text = (PAGES / "copied_en.txt").read_text()
    assert [role for role, _ in roles(text)] == [
        "date", "title", "share", "heading", "credit", "caption", "credit", "body", "body", "heading", "body", "share",
        "body", "credit", "credit", "credit", "share",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("الوزيران خلال لقائهما في أوسلو", "- غيتي/ أرشيفية"),
        ("الوزيران خلال لقائهما في أوسلو", "(رويترز)"),
        ("الوزيران خلال لقائهما في أوسلو", "(الفرنسية - أرشيف)"),
        ("الوزيران خلال لقائهما في أوسلو.", "[أ ف ب]"),
        ("الوزيران خلال لقائهما في أوسلو", "– الأناضول"),
        ("The ministers meet in Oslo", "(Jane Doe/AFP via Getty Images)"),
        ("The ministers meet in Oslo.", "[File: Jane Doe/Reuters]"),
        ("The ministers meet in Oslo.", "AP Photo/Jane Doe"),
        ("The ministers meet in Oslo.", "Photo: Jane Doe"),
        ("The ministers meet in Oslo", "- Reuters"),
    ],
)
def test_a_caption_stays_readable_beside_its_credit(caption, credit):
    found = roles(f"خبر قصير من سطرين.\n{caption} {credit}")
    assert found[1:] == [("caption", caption), ("credit", credit)]


def test_a_file_photo_label_is_a_credit_before_its_caption():
    found = roles("A short story of two lines.\nFILE PHOTO: The ministers meet in Oslo, May 3, 2023")
    assert found[1:] == [("credit", "FILE PHOTO:"), ("caption", "The ministers meet in Oslo, May 3, 2023")]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("الثلاثاء 7 مايو / مايو 2024", "date"),
        ("نُشر في: 11 يناير 2024 - 14:35 بتوقيت غرينتش", "date"),
        ("آخر تحديث: ٧ أيار ٢٠٢٤ الساعة ١٢:٣٠", "date"),
        ("15 رمضان 1445 هـ الموافق 25 مارس 2024 م", "date"),
        ("2024-05-07 18:20", "date"),
        ("Last updated: May 7, 2024 at 2:35 pm GMT", "date"),
        ("شارك القصة", "share"),
        ("تابِع القراءة", "share"),
        ("» اقرأ أيضًا:", "share"),
        ("اقرأ أيضا: كيف بدأ الخلاف بين البلدين؟", "share"),
        ("5 دقائق قراءة", "share"),
        ("Read more", "share"),
        ("4 MIN READ", "share"),
        ("Changed", "share"),
        ("* * *", "share"),
        ("المصدر: الجزيرة + وكالات", "credit"),
        ("بقلم: كاتب لا وجود له", "credit"),
        ("Reporting by A. Nobody; Editing by B. Nobody", "credit"),
        ('"قلق من الطائرات"', "heading"),
        ("أسلحة رخيصة الثمن", "heading"),
        ("No preconditions", "heading"),
    ],
)
def test_a_line_of_the_page_is_known_by_its_list_or_shape(line, role):
    assert role_of(line) == [role]


@pytest.mark.parametrize(
    "line",
    [
        "ورفضت أوسلو التعليق على العرض",
        "وقالت إيران إنها لن تتراجع",
        "قال الوزير إن بلاده مستعدة",
        "وتوقفت المحادثات.",
        "هل تتراجع أوسلو عن قرارها؟",
        "وقالت الوزيرة في بيان:",
        "المصدر الذي تحدث إلى الصحيفة طلب عدم كشف هويته.",
        "في 7 مايو 2024 وقعت أوسلو اتفاقا للصيد مع جارتها.",
        "يعمل 300 شخص في الميناء الذي أغلقته الحكومة أمس الجمعة",
        "- الوزير الأول",
        "The minister said no",
        "Share prices fell after the minister spoke.",
        "More than 30 ships left the port.",
    ],
)
def test_a_sentence_of_the_story_is_body(line):
    assert role_of(line) == ["body"]


@pytest.mark.parametrize(
    "line", ["شارك الوفد في المحادثات التي بدأت أمس", "ورفض الوزير التعليق", "Share prices fell again"]
)
def test_a_short_sentence_without_its_full_stop_is_still_read(line):
    assert SET_ASIDE.isdisjoint(role_of(line))


def test_an_exactly_repeated_paragraph_is_read_once_and_a_changed_one_twice():
    first = "وصل الوفد إلى العاصمة صباحا."
    assert [role for role, _ in roles(f"{first}\n{first}\n{first[:-1]} وبدأ عمله.")] == ["body", "repeat", "body"]


def test_the_given_title_is_found_wherever_it_stands():
    text = "مقدمة الخبر في جملة واحدة.\nالوفد يصل إلى العاصمة\nوصل الوفد إلى العاصمة صباحا.\nالوفد يصل إلى العاصمة"
    assert [role for role, _ in roles(text, title="الوفد يصل إلى العاصمة | صحيفة الاختبار")] == [
        "body", "title", "body", "repeat",
    ]  # fmt: skip


def test_clean_text_and_single_lines_are_all_story():
    assert [role for role, _ in roles("شارك القصة\nالوفد يصل", layout="clean")] == ["body", "body"]
    assert [role for role, _ in roles("الوفد يصل إلى العاصمة")] == ["body"]


def test_names_under_sources_are_credits_until_a_sentence_comes():
    after = "وأضاف الوزير أن الجلسات تبدأ غدا في مقر الحكومة بالعاصمة.\nوصل غيره."
    text = f"وصل الوفد.\nالمصادر:\nوكالات\nصحيفة محلية\n{after}"
    assert [role for role, _ in roles(text)] == ["body", "credit", "credit", "credit", "body", "body"]


LINES = st.lists(
    st.sampled_from(
        ["شارك القصة", "وصل الوفد إلى العاصمة.", "الوفد يصل", "7 مايو 2024", "صورة للوفد هنا (رويترز)",
         "", " \u200f ", "Close", "المصادر:", "A sentence of the story.",
         "FILE PHOTO: a, b and c - AFP", "\xa0مرحبا\xa0", "***", "(رويترز)", "ـ"]
    )
    | st.text(max_size=30),
    max_size=12,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]), st.none() | st.text(max_size=20))
def test_lines_cover_everything_written_in_order_without_overlap(rows, end, title):
    text = end.join(rows)
    place = 0
    for line in lines(Document(id="d", text=text, title=title)):
        start, stop = line.span
        assert place <= start < stop
        assert not any(char.isalnum() for char in text[place:start])
        assert text[start:stop] == text[start:stop].strip(" \t\xa0\u200f\r\n")
        place = stop
    assert not any(char.isalnum() for char in text[place:])


def test_what_is_set_aside_is_what_the_page_added():
    assert frozenset({"date", "credit", "share", "repeat"}) == SET_ASIDE
