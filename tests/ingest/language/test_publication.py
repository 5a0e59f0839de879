"""A document is dated by what it was given with, or by a header date with which its body agrees."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Document
from ingest.language.publication import anchor, dated

HEADER = "الخميس 11 يناير/ كانون الثاني 2024"
TITLE = "سلوفاكيا تعرض استضافة المحادثات"


def page(*body, header=HEADER, **fields):
    return Document(id="d", text="\n\n".join([header, TITLE, *body]), **fields)


def test_a_given_date_stays_whatever_the_page_says():
    document = page("قال الوزير اليوم الاثنين إنه باق.", reported=date(2024, 1, 9))
    assert dated(document) == document


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("اليوم الثلاثاء", "2024-01-09"),
        ("اليوم الاثنين", "2024-01-08"),
        ("الاثنين", "2024-01-09"),
        ("اليوم", "2024-01-09"),
    ],
)
def test_a_text_older_than_its_given_date_counts_from_the_weekday_that_it_calls_today(today, day):
    assert str(anchor(page(f"قال الوزير {today} إنه باق.", reported=date(2024, 1, 9)))) == day


def test_a_note_given_with_the_document_stays():
    assert dated(page("قال الوزير إنه باق.", reported_note="unsure")).reported_note == "unsure"


@pytest.mark.parametrize(
    "body",
    [
        "قال الوزير في أوسلو اليوم الخميس إنه باق.",
        "قال الوزير الخميس إنه باق.",
        "قال الوزير في أوسلو، اليوم الخميس 11 يناير 2024، إنه باق.",
    ],
    ids=["today by weekday", "agency's weekday in the lead", "today by date"],
)
def test_a_header_date_with_which_the_body_agrees_is_the_publication_date(body):
    document = dated(page(body, "وأضاف أنه سيغادر الأحد المقبل."))
    assert (document.reported, document.reported_note) == (date(2024, 1, 11), None)
    assert str(anchor(page(body))) == "2024-01-11"


def test_an_english_lead_names_the_day_of_the_news():
    document = page("OSLO - The minister said on Thursday he would stay.", header="January 11, 2024", language="en")
    assert dated(document).reported == date(2024, 1, 11)


def test_a_header_date_that_the_body_contradicts_is_none_and_the_note_says_why():
    document = dated(page("قال الوزير في أوسلو اليوم الاثنين إنه باق."))
    assert document.reported is None
    assert document.reported_note == ("the page's header date 2024-01-11 is a Thursday; the text says today is Monday")


def test_the_day_is_then_one_of_that_weekday_before_the_header():
    assert str(anchor(page("قال الوزير في أوسلو اليوم الاثنين إنه باق."))) == "2023-12-25/2024-01-08"


def test_a_header_date_alone_is_no_publication_date_but_the_day_lies_before_it():
    document = dated(page("قال الوزير إنه باق."))
    assert document.reported is None
    assert document.reported_note == (
        "the page's header date 2024-01-11 is a Thursday; nothing in the text says that this is the day of publication"
    )
    assert str(anchor(document)) == "2023-12-21/2024-01-11"


def test_a_weekday_late_in_the_text_agrees_with_nothing():
    body = ["قال الوزير إنه باق. وأضاف أنه مرتاح.", "وتابع أنه لن يغادر.", "والخميس، غادر وفد آخر."]
    assert dated(page(*body)).reported is None


def test_a_full_date_called_today_needs_no_header():
    document = page("قال الوزير اليوم الاثنين 8 يناير 2024 إنه باق.", header="خبر")
    assert dated(document).reported == date(2024, 1, 8)


def test_two_days_called_today_contradict_each_other():
    document = dated(page("قال الوزير اليوم الخميس إنه باق.", "وقال آخر اليوم الاثنين إنه مغادر."))
    assert document.reported is None
    assert document.reported_note == "the text calls different days today"


def test_a_text_that_says_nothing_of_its_day_has_no_anchor():
    document = Document(id="d", text="وصل الوفد إلى أوسلو.")
    assert dated(document).reported_note == "no publication date is given"
    assert anchor(document) is None


def test_a_caption_or_heading_does_not_date_the_page():
    document = page("الوزير في أوسلو اليوم الخميس (رويترز)", "قال الوزير إنه باق ولن يغادر.")
    assert dated(document).reported is None
