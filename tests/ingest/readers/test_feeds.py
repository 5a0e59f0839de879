"""Entries of RSS, Atom and JSON Feed become documents, whatever their feeds get wrong."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from ingest.readers.recognition import recognised

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>صحيفة الاختبار</title><link>https://akhbar.example/</link><description>أخبار</description>
{items}
</channel></rss>"""
ITEM = (
    "<item><title>سلوفاكيا تستضيف محادثات الصيد</title><link>https://akhbar.example/1</link>"
    "<guid>https://akhbar.example/1</guid><description>قالت الوزارة إن المحادثات ستبدأ الأسبوع المقبل.</description>"
    "{more}</item>"
)
DATE = "<pubDate>Thu, 11 Jan 2024 23:30:00 -0500</pubDate>"


def rss(*items: str) -> str:
    return RSS.replace("{items}", "\n".join(items))


def item(more: str = "", **changed: str) -> str:
    text = ITEM.replace("{more}", more)
    for name, value in changed.items():
        head, _, rest = text.partition(f"<{name}>")
        text = f"{head}<{name}>{value}{rest[rest.index('</') :]}"
    return text


def test_entry_becomes_a_document_with_all_that_the_feed_says(read):
    (document,), errors = read(rss(item(DATE)))
    assert not errors
    assert (document.id, document.url) == ("https://akhbar.example/1",) * 2
    assert document.text == "قالت الوزارة إن المحادثات ستبدأ الأسبوع المقبل."
    assert (document.title, document.publisher) == ("سلوفاكيا تستضيف محادثات الصيد", "صحيفة الاختبار")
    assert (document.language, document.layout) == ("ar", "clean")


def test_publication_date_is_the_day_where_it_was_written(read):
    (document,), _ = read(rss(item(DATE)))
    assert document.reported == date(2024, 1, 11)


@pytest.mark.parametrize(
    ("written", "reported", "note"),
    [
        ("<pubDate>Mon, 11 Jan 2024 10:00:00 GMT</pubDate>", date(2024, 1, 11), None),
        ("<pubDate>11 Jan 2024</pubDate>", date(2024, 1, 11), None),
        ("<pubDate>2024-01-11T10:00:00.1234567Z</pubDate>", date(2024, 1, 11), None),
        ("<dc:date>2024-01-11</dc:date>", date(2024, 1, 11), None),
        ("<pubDate>2024-01</pubDate>", None, "names no day"),
        ("<pubDate>31 Feb 2024 10:00:00 GMT</pubDate>", None, "is not a day"),
        ("<pubDate>قبل ساعتين</pubDate>", None, "is not a day"),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None, "stands for none"),
        ("", None, None),
    ],
)
def test_bad_dates_are_noted_and_the_entry_kept(read, written, reported, note):
    (document,), errors = read(rss(item(written)))
    assert not errors
    assert document.reported == reported
    assert (document.reported_note is None) if note is None else (note in document.reported_note)


def test_fullest_text_wins_and_blocks_become_lines(read):
    more = "<content:encoded><![CDATA[<p>بدأت المحادثات اليوم.</p><script>x()</script>"
    more += "<p>وستستمر يومين في براتيسلافا.</p>]]></content:encoded>"
    (document,), _ = read(rss(item(more)))
    assert document.text == "بدأت المحادثات اليوم.\nوستستمر يومين في براتيسلافا."


def test_entry_without_text_has_its_title_as_text_and_one_without_either_is_named(read):
    bare = "<item><title>تونس تستقبل الوفد</title><link>https://akhbar.example/2</link></item>"
    empty = "<item><link>https://akhbar.example/3</link></item>"
    (document,), (error,) = read(rss(bare, empty))
    assert document.text == document.title == "تونس تستقبل الوفد"
    assert error.where == "f.data, entry 2"


def test_markup_in_titles_is_taken_off(read):
    (document,), _ = read(rss(item(title="&lt;b&gt;سلوفاكيا&lt;/b&gt; &amp;amp; الصيد")))
    assert document.title == "سلوفاكيا & الصيد"


def test_relative_links_are_completed(read):
    (document,), _ = read(rss(item(link="/news/7", guid="7")))
    assert document.url == "https://akhbar.example/news/7"
    assert document.id == "https://akhbar.example/#7"


def test_entry_repeated_word_for_word_comes_once(read):
    found, errors = read(rss(item(), item()))
    assert len(found) == 1
    assert not errors


def test_id_given_to_several_articles_is_replaced_by_their_links_in_any_order(read):
    one = item(guid="https://akhbar.example/")
    other = item(guid="https://akhbar.example/", link="https://akhbar.example/2", description="نص آخر عن الصيد.")
    ids = [{document.id for document in read(rss(*items))[0]} for items in ((one, other), (other, one))]
    assert ids == [{"https://akhbar.example/1", "https://akhbar.example/2"}] * 2


def test_feed_that_lists_articles_of_others_names_the_outlet_by_its_host(read):
    wrapped = "https://www.google.com/url?rct=j&amp;url=https://courier.example/story&amp;ct=ga"
    foreign, alert = item(link="https://www.courier.example/1"), item(link=wrapped, guid="tag:x,2024:2")
    found, _ = read(rss(foreign, alert))
    assert [document.publisher for document in found] == ["courier.example", "courier.example"]
    assert found[1].url == "https://courier.example/story"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256"])
@pytest.mark.parametrize("declared", ["as it is", "UTF-8", None])
def test_encoding_is_found_whatever_is_declared(read, encoding, declared):
    declaration = f'encoding="{encoding if declared == "as it is" else declared}"' if declared else ""
    (document,), errors = read(rss(item()).replace('encoding="UTF-8"', declaration).encode(encoding))
    assert document.title == "سلوفاكيا تستضيف محادثات الصيد"
    assert not errors


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/blog/">
<title>The Test Courier</title><id>tag:news.example,2024:feed</id><link href="/"/><updated>2024-01-12T00:00Z</updated>
<entry><id>tag:news.example,2024:1</id><title type="html">Talks &lt;i&gt;open&lt;/i&gt;</title><link href="story/1"/>
{dates}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Talks opened.</p><p>They go on.</p></div>
</content></entry></feed>"""


def test_atom_entry_is_read_and_its_link_completed(read):
    dates = "<published>2024-01-11T08:00:00Z</published><updated>2024-01-12T09:00:00Z</updated>"
    (document,), errors = read(ATOM.replace("{dates}", dates))
    assert not errors
    assert (document.title, document.text) == ("Talks open", "Talks opened.\nThey go on.")
    assert (document.url, document.reported) == ("https://news.example/blog/story/1", date(2024, 1, 11))
    assert document.revised == datetime(2024, 1, 12, 9, tzinfo=UTC)


def test_day_of_change_is_no_day_of_publication(read):
    (document,), _ = read(ATOM.replace("{dates}", "<updated>2024-01-12T09:00:00Z</updated>"))
    assert document.reported is None
    assert document.reported_note == "the feed says only when the entry was last changed"


def test_cut_feed_gives_its_whole_entries_and_an_error_with_the_line(read):
    text = rss(item(), item(guid="https://akhbar.example/2", link="https://akhbar.example/2"))
    (document,), (error,) = read(text[: text.rindex("المحادثات ستبدأ")])
    assert document.id == "https://akhbar.example/1"
    assert error.where == "f.data:5"
    assert "not well-formed" in error.what
    assert error.remedy


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (rss(), "no entries"),
        ('<?xml version="1.0"?><rss><channel><item><title>x', "not well-formed XML"),
        (rss(item(title="&b;")).replace("<rss", '<!DOCTYPE rss [<!ENTITY a "a"><!ENTITY b "&a;">]><rss'), "entities"),
        (rss(item(title="&x;")).replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///x">]><rss'), "entities"),
    ],
    ids=["empty", "cut in its first entry", "entity bomb", "external entity"],
)  # fmt: skip
def test_what_is_no_feed_is_refused(read, content, fault):
    found, (error,) = read(content)
    assert not found
    assert fault in error.what


def json_feed(*items: object, **more: object) -> str:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "The Test Courier"}
    return json.dumps({**head, "home_page_url": "https://news.example/", **more, "items": items})


def test_json_feed_is_read(read):
    item = {
        "id": 7, "url": "/7", "title": "Talks", "content_html": "<p>Talks opened.</p><p>They go on.</p>",
        "date_published": "2024-01-11T23:30:00-05:00", "date_modified": "2024-01-13T00:00:00Z",
    }  # fmt: skip
    (document,), errors = read(json_feed(item))
    assert not errors
    assert (document.id, document.url) == ("https://news.example/#7", "https://news.example/7")
    assert (document.text, document.publisher) == ("Talks opened.\nThey go on.", "The Test Courier")
    assert (document.reported, document.revised) == (date(2024, 1, 11), datetime(2024, 1, 13, tzinfo=UTC))


def test_bad_item_of_a_json_feed_is_named_by_its_number(read):
    (document,), (error,) = read(json_feed({"id": ["x"]}, {"id": "2", "content_text": "Talks opened."}))
    assert document.id == "https://news.example/#2"
    assert error.where == "f.data, item 1"


@pytest.mark.parametrize("content", [json_feed(), json_feed(items={}), json_feed()[:-3]])
def test_json_feed_without_items_is_refused(read, content):
    found, errors = read(content)
    assert not found
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<rss>", "feed"), (b'<?xml version="1.0"?>\n<!-- x --><feed xmlns="y">', "feed"), (b"<rdf:RDF ", "feed"),
        (b"<!DOCTYPE html><p>", "html"), (b"<HTML>", "html"), (b'<!DOCTYPE rss PUBLIC "x" "y"><rss>', "feed"),
        (b"\xff\xfe" + "<rss>".encode("utf-16-le"), "feed"), ("<rss>".encode("utf-16-be"), "feed"),
        (b'{"version": "https://jsonfeed.org/version/1"', "jsonfeed"), (b'{"text": "x"}\n{', "jsonl"),
        (b'{\n "text": "x"\n}', "json"), (b'[{"text"', "json"), (b"PK\x03\x04", "zip"), (b"\x1f\x8b\x08", "gzip"),
        (b"WARC/1.0\r\n", "warc"), (b"<opml>", "opml"), (b"A text.", None), (b"<svg>", None), (b"", None),
        (b"<!--" * 2000, None), (b"<!DOCTYPE " + b"[]" * 4000, None),
    ],
)  # fmt: skip
def test_format_is_recognised_by_how_a_file_begins(head, name):
    assert recognised(head) == name


@pytest.mark.parametrize(
    ("name", "documents", "errors", "dated"),
    [
        ("bbc.xml", 16, 0, 16), ("google_alerts_atom.xml", 20, 0, 20), ("HuffPostCanada.xml", 2, 0, 2),
        ("InvalidDateFormat.xml", 2, 1, 2), ("japantimes.xml", 30, 0, 30), ("json_feed.json", 20, 0, 20),
        ("npr.xml", 15, 0, 15), ("nytimes.xml", 25, 0, 25), ("TypePadNews.xml", 10, 0, 10),
        ("enc/utf-16be-bom.xml", 0, 1, 0), ("enc/utf-16le.xml", 0, 1, 0),
    ],
)  # fmt: skip
def test_captured_feeds_are_read(sample, name, documents, errors, dated):
    """The one error among them is that of a file that ends before its last tag; the UTF-16 ones hold no entries."""
    found, reported = sample(f"rss/{name}")
    assert (len(found), len(reported)) == (documents, errors)
    assert sum(document.reported is not None for document in found) == dated
    assert all(document.url and document.publisher and document.title for document in found)
