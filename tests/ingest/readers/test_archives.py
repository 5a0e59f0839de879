"""Archives are read member by member without being unpacked to disk, and what is wrong with a member is named."""

from __future__ import annotations

import gzip
import io
import json
import random
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from ingest.readers import documents

TEXT = "بدأت المحادثات اليوم في براتيسلافا.\n"
ROWS = [{"id": str(number), "text": f"{TEXT} {number}"} for number in range(50)]


def zipped(members, compression=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_members_are_read_by_what_they_are(read):
    members = {
        "a.txt": TEXT, "deep/dump.json": json.dumps(ROWS), "page.htm": f"<html><p>{TEXT * 3}</p></html>",
        "lines.jsonl": '{"id": "line", "text": "A text."}', ".hidden": "x", "__MACOSX/a.txt": "x",
    }  # fmt: skip
    found, errors = read(zipped(members), "a.zip")
    assert not errors
    assert [document.id for document in found] == [
        "a.zip/a.txt", *(str(number) for number in range(50)), "a.zip/page.htm", "line"
    ]  # fmt: skip


def test_bad_members_are_named_and_the_others_are_read(read):
    members = {
        "good.txt": TEXT, "empty.txt": "", "picture.png": b"\x89PNG\r\n", "dump.json": '[{"text": []}]',
        "inner.zip": zipped({"a.txt": TEXT}), "end.txt": TEXT,
    }  # fmt: skip
    found, errors = read(zipped(members), "a.zip")
    assert [document.id for document in found] == ["a.zip/good.txt", "a.zip/end.txt"]
    assert [(error.where, error.what.split(":")[0]) for error in errors] == [
        ("a.zip/empty.txt", "it is empty"),
        ("a.zip/picture.png", "nothing reads files that end in '.png'"),
        ("a.zip/dump.json:1", "text"),
        ("a.zip/inner.zip", "it is a zip inside a zip"),
    ]
    assert all(error.remedy for error in errors)


def test_encrypted_member_is_named_and_the_others_are_read(read):
    data = bytearray(zipped({"secret.txt": TEXT, "open.txt": TEXT}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    (document,), (error,) = read(bytes(data), "a.zip")
    assert document.id == "a.zip/open.txt"
    assert (error.where, error.what) == ("a.zip/secret.txt", "it is encrypted")


def test_damaged_member_is_named_and_the_others_are_read(read):
    noise = random.Random(0).randbytes(200).hex()
    data = bytearray(zipped({"bad.txt": TEXT + noise, "good.txt": TEXT}))
    place = data.index(b"bad.txt") + 60
    data[place : place + 30] = bytes(30)
    (document,), (error,) = read(bytes(data), "a.zip")
    assert document.id == "a.zip/good.txt"
    assert error.where == "a.zip/bad.txt"
    assert "damaged" in error.what


def test_member_whose_checksum_is_wrong_is_named(read):
    data = zipped({"a.txt": "A first text.\n", "b.txt": TEXT}, zipfile.ZIP_STORED).replace(b"A first", b"A worse", 1)
    (document,), (error,) = read(data, "a.zip")
    assert document.id == "a.zip/b.txt"
    assert "CRC" in error.what


@pytest.mark.parametrize("content", [zipped({"a.txt": TEXT})[:-30], b"PK\x03\x04 nothing"], ids=["cut", "no archive"])
def test_what_is_no_whole_archive_is_refused(read, content):
    found, (error,) = read(content, "a.zip")
    assert not found
    assert "the archive is damaged" in error.what


def test_bomb_is_noticed_before_it_has_gone_off(read):
    bomb = zipped({"bomb.jsonl": b'{"text": "' + b"a" * 100_000_000, "good.txt": TEXT})
    tracemalloc.start()
    found, errors = read(bomb, "a.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [error.what.split(" times")[0] for error in errors] == ["it unpacks to more than 200"] * len(errors)
    assert [document.id for document in found] in ([], ["a.zip/good.txt"])
    assert peak < 120_000_000


@pytest.mark.parametrize("name", ["a.jsonl.gz", "anything"])
def test_gzip_is_unpacked_and_read_by_what_is_in_it(read, name):
    found, errors = read(gzip.compress(json.dumps(ROWS).encode()), name)
    assert [document.id for document in found] == [row["id"] for row in ROWS]
    assert not errors


def test_cut_gzip_gives_what_is_whole_and_an_error(read):
    rows = [{"id": str(n), "text": "word " + random.Random(n).randbytes(500).hex()} for n in range(400)]
    packed = gzip.compress("\n".join(map(json.dumps, rows)).encode())
    found, errors = read(packed[: len(packed) // 2], "a.jsonl.gz")
    assert 150 < len(found) < 200
    assert [error.what for error in errors] == ["it is cut short"]


def test_cut_text_in_gzip_is_no_document(read):
    found, errors = read(gzip.compress((TEXT * 50).encode())[:-12], "a.txt.gz")
    assert not found
    assert [error.what for error in errors] == ["it is cut short"]


def test_named_reader_is_that_of_the_members(read):
    (document,), _ = read(zipped({"a.data": '{"id": "x", "text": "A text."}\n'}), "a.zip", reader="jsonl")
    assert document.id == "x"


def test_archive_from_a_pipe_is_refused_with_what_to_do():
    code = "from ingest.readers import documents\nlist(documents(['-'], report=print))"
    done = subprocess.run([sys.executable, "-c", code], input=zipped({"a.txt": TEXT}), capture_output=True, check=True)
    assert "save it as a file" in done.stdout.decode()


def test_zipped_news_of_a_day_is_read_in_little_memory(sample):
    """The archive unpacks to 7.7 MB of JSON with 2,218 articles, 20 of which hold no text but their title."""
    found, errors = sample("arabic/SaudiNewsNet-2015-07-31.zip")
    assert len(found) + len(errors) == 2218
    assert {document.publisher for document in found} >= {"alriyadh", "aawsat", "okaz"}
    assert all(document.url == document.id for document in found)
    assert sum(document.language == "ar" for document in found) > 2200
    assert not any(document.reported for document in found)


@pytest.mark.usefixtures("read")
def test_archive_is_not_unpacked_whole():
    """The archive holds forty megabytes of articles; the first one is there before the second megabyte is unpacked."""
    row = {"text": "كلمة " * 100 + random.Random(0).randbytes(300).hex()}
    packed = zipped({"dump.json": json.dumps([row] * 20_000, ensure_ascii=False)})
    (Path.cwd() / "a.zip").write_bytes(packed)
    tracemalloc.start()
    first = next(documents(["a.zip"], report=print))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert first.id == "a.zip/dump.json"
    assert peak < 1_000_000
