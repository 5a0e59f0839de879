"""Real articles from `../shared` go through readers, layout, sentences and dates; skipped where it is absent."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from graph.model import Document, PartialDate
from ingest.language.dates import dates
from ingest.language.layout import SET_ASIDE, lines
from ingest.language.publication import anchor, dated
from ingest.language.sentences import sentences
from ingest.readers import documents

SHARED = Path(__file__).parents[3] / ".." / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared, which is not part of the project")

# What the pages mark as their date; the two without one give it in their address alone.
PAGES = {
    "ar/assabah.html": ("ar", date(2019, 2, 9)),
    "ar/cnn_arabic.html": ("ar", None),
    "ar/newspaper4k_arabic_article.html": ("ar", None),
    "en/bbc.com.52241221.html": ("en", date(2020, 4, 10)),
    "en/dw.com.colonial.html": ("en", date(2020, 1, 19)),
    "en/reuters.com.parasite.html": ("en", date(2020, 1, 20)),
    "en/theguardian.com.academics.html": ("en", date(2020, 1, 20)),
}
# Of a real article's lines, how many may be the page's; whole articles lost would show here.
MOST_SET_ASIDE = 0.2


@pytest.mark.parametrize(("page", "language", "reported"), [(page, *known) for page, known in PAGES.items()])
def test_a_real_page_gives_its_article(page, language, reported):
    (document,) = documents([SHARED / "samples" / "html" / page], report=pytest.fail)
    assert (document.language, document.reported) == (language, reported)
    found = lines(document)
    assert len([line for line in found if line.role == "body"]) >= 5
    assert len([line for line in found if line.role in SET_ASIDE]) <= len(found) * MOST_SET_ASIDE


def test_the_reference_article_is_taken_apart():
    (document,) = documents([SHARED / "seed" / "article_ar.txt"], report=pytest.fail)
    roles = [line.role for line in lines(document)]
    assert roles[:9] == ["date", "title", "repeat", "share", "heading", "caption", "credit", "body", "body"]
    assert roles[-5:] == ["credit", "credit", "share", "share", "share"]
    assert roles.count("heading") == 3
    read = [line.span for line in lines(document) if line.role not in SET_ASIDE]
    assert sum(1 for span in read for _ in sentences(document.text, span, "ar")) == 20


def test_the_reference_article_contradicts_its_header_date():
    (document,) = documents([SHARED / "seed" / "article_ar.txt"], report=pytest.fail)
    read = dated(document)
    assert read.reported is None
    assert "2024-05-07 is a Tuesday; the text says today is Friday" in (read.reported_note or "")
    found = {
        document.text[slice(*one.span)]: str(one.when)
        for one in dates(document.text, (0, len(document.text)), "ar", anchor(document))
    }
    assert found["منتصف مارس/ آذار الماضي"] == "2024-03-15~"
    assert found["فبراير/ شباط 2022"] == "2022-02"
    assert PartialDate(found["اليوم الجمعة"]).holds(date(2024, 4, 26))


@pytest.mark.parametrize("name", ["algeria", "algeria2", "world", "world2"])
def test_a_real_arabic_text_is_read_whole(name):
    (document,) = documents([SHARED / "samples" / "arabic" / f"{name}.txt"], report=pytest.fail)
    assert document.language == "ar"
    assert not [line for line in lines(document) if line.role in SET_ASIDE]


def test_two_thousand_newspaper_articles_lose_no_sentence():
    with zipfile.ZipFile(SHARED / "samples" / "arabic" / "SaudiNewsNet-2015-07-31.zip") as archive:
        articles = json.loads(archive.read("2015-07-31.json"))
    aside = []
    for article in articles:
        document = Document(id=article["url"], text=article["content"], title=article["title"])
        aside += [
            document.text[slice(*line.span)]
            for line in lines(document)
            if line.role in ("date", "credit", "share") and line.span[1] - line.span[0] > 60
        ]
    assert not aside
