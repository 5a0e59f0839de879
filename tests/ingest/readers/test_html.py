"""The article comes out of its page, with what the page says of it, and nothing is fetched."""

from __future__ import annotations

import io
import socket
from datetime import date
from pathlib import Path

import pytest

from ingest.readers.html import read_html

PAGES = Path(__file__).parents[2] / "fixtures" / "pages"


def read(markup: bytes):
    (document,) = read_html(io.BytesIO(markup), "page.html", pytest.fail)
    return document


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("a reader went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("no_network")
def test_the_article_is_extracted_and_the_page_around_it_left():
    document = read((PAGES / "page_ar.html").read_bytes())
    assert "أبدت براتيسلافا استعدادها" in document.text
    assert "ستجتمع الأسبوع المقبل" in document.text
    for around in ("الرئيسية", "الأكثر قراءة", "جميع الحقوق محفوظة", "tracker"):
        assert around not in document.text


@pytest.mark.parametrize(
    ("page", "title", "publisher", "url", "language"),
    [
        (
            "page_ar.html", "سلوفاكيا تعرض استضافة محادثات الصيد", "صحيفة الاختبار",
            "https://akhbar.example/2024/01/11/slovakia", "ar",
        ),
        (
            "page_en.html", "Slovakia offers to host fisheries talks", "The Test Courier",
            "https://news.example/world/slovakia-talks", "en",
        ),
    ],
    ids=["arabic", "english"],
)  # fmt: skip
def test_what_the_page_says_of_itself_is_kept(page, title, publisher, url, language):
    document = read((PAGES / page).read_bytes())
    assert (document.title, document.publisher, document.url) == (title, publisher, url)
    assert (document.language, document.reported, document.layout) == (language, date(2024, 1, 11), "page")


def test_a_date_in_the_address_or_the_text_is_no_date_of_the_page():
    markup = (PAGES / "page_ar.html").read_text()
    markup = markup.replace('<meta property="article:published_time" content="2024-01-11T14:35:00+00:00">', "")
    assert read(markup.replace("2024/01/11", "2024/news").encode()).reported is None


@pytest.mark.parametrize(
    "declared", ["windows-1256", None, "utf-8"], ids=["declared", "undeclared", "declared wrongly"]
)
def test_windows_1256_is_read_however_it_is_declared(declared):
    markup = (PAGES / "page_ar.html").read_text()
    markup = markup.replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    assert "أبدت براتيسلافا استعدادها" in read(markup.encode("cp1256")).text
