"""News items in the IPTC's formats become documents that keep their id over all versions."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from graph.errors import LeftOutError

STORY = "<p>بدأت المحادثات اليوم.</p><p>وستستمر يومين.</p>"
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:agency.example:20240111:talks"
 version="{version}" standard="NewsML-G2" standardversion="2.35" xml:lang="ar">
<rightsInfo><copyrightHolder><name>وكالة الاختبار</name></copyrightHolder></rightsInfo>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider qcode="nprov:TEST"/>
<versionCreated>2024-01-12T09:30:00+03:00</versionCreated>{dates}<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><contentCreated>{created}</contentCreated><headline>محادثات الصيد تبدأ</headline></contentMeta>
{content}
</newsItem>"""
NITF = (
    '<contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
    "<body><body.head><hedline><hl1>عنوان</hl1></hedline><byline>كاتب</byline></body.head>"
    f"<body.content>{STORY}</body.content><body.end>ذيل</body.end></body></nitf></inlineXML></contentSet>"
)
XHTML = (
    '<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    f"<head><title>عنوان</title></head><body>{STORY}</body></html></inlineXML></contentSet>"
)
PLAIN = (
    "<contentSet><inlineData contenttype='text/plain'>بدأت المحادثات اليوم.\nوستستمر يومين.</inlineData></contentSet>"
)


def item(**changed: str) -> str:
    facts = {
        "version": "3", "kind": "text", "status": "usable", "created": "2024-01-11T23:50:00+03:00", "dates": "",
        "content": NITF,
    }  # fmt: skip
    text = ITEM
    for name, value in {**facts, **changed}.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def message(*items: str) -> str:
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{"".join(items)}</itemSet></newsMessage>'


@pytest.mark.parametrize("content", [NITF, XHTML, PLAIN], ids=["nitf", "xhtml", "plain"])
def test_news_item_becomes_a_document_whatever_form_its_text_has(read, content):
    (document,), errors = read(item(content=content))
    assert not errors
    assert document.text == "بدأت المحادثات اليوم.\nوستستمر يومين."
    assert (document.id, document.title) == ("urn:newsml:agency.example:20240111:talks", "محادثات الصيد تبدأ")
    assert (document.publisher, document.language) == ("وكالة الاختبار", "ar")


def test_version_and_status_of_the_item_are_those_of_the_document(read):
    (document,), _ = read(item())
    assert (document.version, document.status) == (3, "usable")
    assert document.revised == datetime(2024, 1, 12, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed", "day"),
    [
        ({"dates": "<firstCreated>2024-01-10T08:00:00+03:00</firstCreated>"}, 10),
        ({}, 11),
        ({"created": "2024-01"}, 12),
    ],
    ids=["first version", "content", "this version"],
)
def test_publication_date_is_that_of_the_first_version_as_far_as_it_is_known(read, changed, day):
    (document,), _ = read(item(**changed))
    assert document.reported == date(2024, 1, day)


@pytest.mark.parametrize(("status", "taken_back"), [("canceled", "cancelled"), ("withheld", "withheld")])
def test_item_that_is_taken_back_is_a_document_that_says_so_even_without_text(read, status, taken_back):
    (document,), errors = read(item(status=status, content=""))
    assert not errors
    assert (document.status, document.withdrawn, document.text) == (taken_back, True, "")


def test_items_of_a_message_are_read_and_those_without_text_counted(read):
    second = item(content=PLAIN).replace(":talks", ":more")
    found, (left,) = read(message(item(), item(kind="picture", content=""), second, item(kind="video", content="")))
    assert [document.id.rpartition(":")[2] for document in found] == ["talks", "more"]
    assert isinstance(left, LeftOutError)
    assert left.what == "2 of 4 items hold no text (1 picture, 1 video)"


def test_bad_item_of_a_message_is_named_by_its_line_and_the_others_are_read(read):
    bad = item(status="secret")
    found, (error,) = read(message(f"\n\n{bad}", item()))
    assert len(found) == 1
    assert error.where == "f.data:4"  # where its start tag ends
    assert "pubStatus is 'secret'" in error.what


@pytest.mark.parametrize(
    ("content", "fault", "line"),
    [
        (item()[:-40], "not well-formed XML", 7),
        ("<!DOCTYPE newsItem [<!ENTITY a 'b'>]>" + item(), "entities", None),
        ('<!DOCTYPE newsItem [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + item(), "entities", None),
        ("<newsItem>" + "<a>" * 300 + "</a>" * 300 + "</newsItem>", "Excessive depth", 1),
    ],
    ids=["cut", "entity", "external entity", "deep"],
)
def test_broken_or_dangerous_xml_is_refused(read, content, fault, line):
    found, (error,) = read(content)
    assert not found
    assert error.where == (f"f.data:{line}" if line else "f.data")
    assert fault in error.what


def test_external_document_type_is_not_fetched(read, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the reader went to the network"))
    (document,), _ = read('<!DOCTYPE newsItem SYSTEM "http://127.0.0.1:9/x.dtd">' + item())
    assert document.version == 3


def test_bare_nitf_is_read(read):
    nitf = NITF.partition("<inlineXML")[2].partition(">")[2].partition("</inlineXML>")[0]
    head = '<head><docdata><doc-id id-string="agency:7"/><date.issue norm="20240111T080000+0300"/></docdata></head>'
    (document,), errors = read(nitf.replace("<body>", f"{head}<body>"))
    assert not errors
    assert (document.id, document.title, document.reported) == ("agency:7", "عنوان", date(2024, 1, 11))


NEWSML_1 = f"""<NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier><ProviderId>agency.example</ProviderId>
<DateId>20240111</DateId><NewsItemId>talks</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20240111T080000+0300</FirstCreated>
<ThisRevisionCreated>20240112T093000+0300</ThisRevisionCreated><Status FormalName="{{status}}"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>محادثات الصيد</HeadLine></NewsLines><NewsComponent><Role FormalName="Caption"/>
<ContentItem><DataContent>صورة</DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName="Body"/>
<ContentItem><DataContent><html xmlns="http://www.w3.org/1999/xhtml"><body>{STORY}</body></html></DataContent>
</ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""


def test_newsml_1_is_read_in_its_revisions(read):
    (document,), _ = read(NEWSML_1.replace("{status}", "Usable"))
    assert (document.id, document.version) == ("urn:newsml:agency.example:20240111:talks", 2)
    assert document.text == "بدأت المحادثات اليوم.\nوستستمر يومين."
    assert (document.title, document.reported) == ("محادثات الصيد", date(2024, 1, 11))
    (gone,), _ = read(NEWSML_1.replace("{status}", "Canceled"))
    assert gone.withdrawn


NINJS_1 = {
    "uri": "http://agency.example/talks", "type": "text", "version": "2", "versioncreated": "2024-01-12T09:30:00Z",
    "firstcreated": "2024-01-11T22:00:00-05:00", "pubstatus": "usable", "language": "ar", "copyrightholder": "الوكالة",
    "headline": "محادثات الصيد", "body_html": STORY, "body_text": "نص آخر", "description_text": "وصف",
}  # fmt: skip
NINJS_2 = {
    **{name: value for name, value in NINJS_1.items() if name not in ("headline", "body_html", "body_text")},
    "headlines": [{"role": "small", "value": "عنوان آخر"}, {"role": "main", "value": "محادثات الصيد"}],
    "bodies": [
        {"contenttype": "application/xml", "value": "<x/>"}, {"contenttype": "text/plain", "value": "نص آخر"},
        {"contenttype": "text/html", "value": STORY},
    ],
}  # fmt: skip
CAPITALS = {"versioncreated": "versionCreated", "firstcreated": "firstCreated", "pubstatus": "pubStatus"}
NINJS_3 = {
    **{CAPITALS.get(name, name): value for name, value in NINJS_2.items()},
    "bodies": [{"contentType": body["contenttype"], "value": body["value"]} for body in NINJS_2["bodies"]],
}


@pytest.mark.parametrize("given", [NINJS_1, NINJS_2, NINJS_3], ids=["1", "2", "3"])
@pytest.mark.parametrize("form", ["object", "line", "array"])
def test_ninjs_of_each_version_is_read(read, given, form):
    content = json.dumps([given] if form == "array" else given, indent=2 if form == "object" else None)
    (document,), errors = read(content)
    assert not errors
    assert (document.id, document.url) == ("http://agency.example/talks",) * 2
    assert (document.text, document.title) == ("بدأت المحادثات اليوم.\nوستستمر يومين.", "محادثات الصيد")
    assert (document.publisher, document.reported) == ("الوكالة", date(2024, 1, 11))
    assert (document.version, document.revised) == (2, datetime(2024, 1, 12, 9, 30, tzinfo=UTC))


def test_ninjs_item_that_is_taken_back_says_so_even_without_text(read):
    (document,), errors = read(json.dumps({"uri": "urn:x:1", "pubstatus": "canceled", "version": "5"}))
    assert not errors
    assert (document.status, document.version) == ("cancelled", 5)


def test_version_that_is_no_number_is_ordered_by_when_it_was_made(read):
    (document,), _ = read(json.dumps({**NINJS_1, "version": "2b"}))
    assert document.edition == (0, datetime(2024, 1, 12, 9, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"pubstatus": "secret"}, "pubstatus is 'secret'"),
        ({"headline": ["x"]}, "headline: Input should be a valid string"),
        ({"body_html": "", "body_text": "", "description_text": "", "headline": ""}, "holds no text"),
        ({"body_html": "", "body_text": "", "type": "picture"}, "it is a picture"),
    ],
)
def test_bad_ninjs_item_is_named_and_the_others_are_read(read, changed, fault):
    found, (error,) = read(json.dumps([{**NINJS_1, **changed}, NINJS_1]))
    assert len(found) == 1
    assert fault in error.what
    assert isinstance(error, LeftOutError) == ("picture" in fault)


@pytest.mark.parametrize(
    ("name", "documents", "said"),
    [
        ("businesswire-20130515.xml", 1, None), ("newsml-g2_LISTING_16_events.xml", 0, "hold no text (1 composite)"),
        ("newsml-g2_LISTING_25_nitf.xml", 1, None), ("newsml-g2_ap_metadata.xml", 0, "hold no text (1 video)"),
        ("newsml-g2_LISTING_2_text.xml", 0, "it is in "), ("ninjs2_tt.json", 0, "it is in Swedish"),
        ("ninjs3_tt.json", 0, "it is in Swedish"), ("ninjs3_businesswire.json", 1, None),
        ("ninjs3_event_timeline.json", 14, None),
    ],
)  # fmt: skip
def test_examples_of_the_standards_are_read(sample, name, documents, said):
    """The text of listing 2 is filler in no language."""
    found, reported = sample(f"newsml/{name}")
    assert len(found) == documents
    assert [said in error.what for error in reported] == ([True] if said else [])
