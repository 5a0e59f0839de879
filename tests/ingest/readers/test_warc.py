"""Pages out of web archives become documents; what is no article is counted, what is damaged named."""

from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from graph.errors import LeftOutError

WORDS = "بدأت المحادثات اليوم في براتيسلافا بين الوفدين، وقالت الوزارة إنها ستستمر يومين كاملين."
PAGE = (
    f"<html><head><title>محادثات</title></head><body><article><p>{WORDS}</p><p>{WORDS * 2}</p></article></body></html>"
)
FEED = (
    "<rss><channel><title>صحيفة</title><link>http://news.example/</link><item><title>خبر من الصحيفة</title>"
    "<link>http://news.example/7</link></item></channel></rss>"
)


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:], b""))


class Archive:
    """Writes records into an archive, packed or not."""

    def __init__(self, *, packed: bool = False) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed)
        self.ends: list[int] = []

    def add(self, address: str, body: bytes | str, kind: str = "text/html", **facts: str) -> Archive:
        status = facts.pop("status", "200 OK")
        type_ = facts.pop("type", "response")
        day = facts.pop("day", "2024-01-11")
        extra = [(name.replace("_", "-"), value) for name, value in facts.items()]
        record = self.writer.create_warc_record(
            address, type_, io.BytesIO(body if isinstance(body, bytes) else body.encode()), warc_content_type=kind,
            http_headers=StatusAndHeaders(status, [("Content-Type", kind), *extra], protocol="HTTP/1.1")
            if type_ == "response" else None,
            warc_headers_dict={"WARC-Date": f"{day}T10:00:00Z"},
        )  # fmt: skip
        self.writer.write_record(record)
        self.ends.append(self.out.tell())
        return self

    @property
    def data(self) -> bytes:
        return self.out.getvalue()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_captured_page_is_a_document_called_by_its_address(read, packed):
    (document,), errors = read(Archive(packed=packed).add("http://www.news.example/1", PAGE).data)
    assert not errors
    assert (document.id, document.url) == ("http://www.news.example/1",) * 2
    assert WORDS in document.text
    assert (document.publisher, document.language) == ("news.example", "ar")


def test_day_of_capture_orders_captures_and_is_no_publication_date(read):
    archive = Archive().add("http://x.example/1", PAGE).add("http://x.example/1", PAGE, day="2024-02-01")
    found, _ = read(archive.data)
    assert [document.revised for document in found] == [
        datetime(2024, month, day, 10, tzinfo=UTC) for month, day in ((1, 11), (2, 1))
    ]
    assert {document.reported for document in found} == {None}


def test_texts_and_feeds_are_read_and_all_else_is_counted(read):
    archive = Archive()
    archive.add("http://x.example/a.txt", WORDS, "text/plain; charset=utf-8").add(
        "http://x.example/feed", FEED, "application/rss+xml"
    )
    archive.add("urn:text", WORDS, "text/plain", type="conversion")
    archive.add("http://x.example/p.png", b"\x89PNG", "image/png").add(
        "http://x.example/q.png", b"\x89PNG", "image/png"
    )
    archive.add("http://x.example/gone", PAGE, status="404 Not Found").add("http://x.example/menu", "<p>x</p>")
    archive.add("http://x.example/1", b"", "application/warc-fields", type="metadata")
    found, (left,) = read(archive.data)
    assert [document.id for document in found] == ["http://x.example/a.txt", "http://news.example/7", "urn:text"]
    assert isinstance(left, LeftOutError)
    assert left.what == (
        "5 of 8 records are no articles (2 image/png, 1 metadata, 1 no article was found in the page, 1 status 404)"
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE.encode()), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE.encode()), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE.encode()), {"Content_Encoding": "deflate"}),
        (chunked(gzip.compress(PAGE.encode())), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (PAGE.encode(), {"Content_Encoding": "gzip"}),
    ],
    ids=["chunked", "gzip", "deflate", "both", "not packed although it says so"],
)
def test_page_is_unpacked_as_it_was_sent(read, body, headers):
    (document,), errors = read(Archive().add("http://x.example/1", body, **headers).data)
    assert WORDS in document.text
    assert not errors


def test_encoding_that_the_server_named_is_used(read):
    page = PAGE.replace("،", "").encode("iso-8859-6")
    (document,), _ = read(Archive().add("http://x.example/1", page, "text/html; charset=iso-8859-6").data)
    assert document.title == "محادثات"


@pytest.mark.parametrize(
    ("body", "kind", "headers", "fault"),
    [
        (b"\xff\x81\x00" * 999, "text/html", {}, "it is not text"),
        (PAGE, "text/html", {"Content_Encoding": "br"}, "packed as 'br'"),
        (gzip.compress(b"a" * 30_000_000), "text/plain", {"Content_Encoding": "gzip"}, "larger than 20 MB"),
        (b"\x1f\x8b" + b"x" * 99, "text/plain", {"Content_Encoding": "gzip"}, "damaged"),
        ("Министр прибыл в столицу", "text/plain", {}, "hardly any Arabic"),
    ],
    ids=["noise", "unknown packing", "bomb", "damaged packing", "other script"],
)
def test_record_that_cannot_be_read_is_named_and_the_others_are_read(read, body, kind, headers, fault):
    archive = Archive().add("http://x.example/bad", body, kind, **headers).add("http://x.example/good", PAGE)
    (document,), (error,) = read(archive.data)
    assert document.id == "http://x.example/good"
    assert error.where == "f.data, record 1, http://x.example/bad"
    assert fault in error.what
    assert error.remedy


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_cut_archive_gives_what_is_whole_and_an_error(read, packed, share):
    archive = Archive(packed=packed)
    for number in range(3):
        archive.add(f"http://x.example/{number}", PAGE)
    kept = int((archive.ends[2] - archive.ends[1]) * share)
    found, errors = read(archive.data[: archive.ends[1] + kept])
    assert [document.id for document in found] == ["http://x.example/0", "http://x.example/1"]
    assert any("cut short" in error.what or "damaged" in error.what for error in errors)
    assert len(errors) == 1


def test_record_of_wrong_length_is_an_error_after_what_is_whole(read):
    archive = Archive()
    for number in range(3):
        archive.add(f"http://x.example/{number}", PAGE)
    first, rest = archive.data[: archive.ends[0]], archive.data[archive.ends[0] :]
    length = rest[rest.index(b"Content-Length: ") + 16 :].partition(b"\r\n")[0]
    found, (error,) = read(first + rest.replace(b"Content-Length: " + length, b"Content-Length: 300", 1))
    assert [document.id for document in found] == ["http://x.example/0"]
    assert error.where == "f.data, record 2"


@pytest.mark.parametrize("name", ["example.warc", "example.warc.gz", "example-iana.org-chunked.warc"])
def test_captured_archives_are_read(sample, name):
    (document,), (left,) = sample(f"warc/{name}")
    assert document.url in ("http://example.com/", "http://iana.org/")
    assert document.reported is None
    assert isinstance(left, LeftOutError)
