"""One document a line, with what is known about it."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from graph.errors import UnreadableError
from ingest.readers.json_lines import read_json_lines


def read(*rows):
    errors = []
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    found = list(read_json_lines(io.BytesIO(lines.encode("utf-8", "surrogatepass")), "f.jsonl", errors.append))
    return found, errors


def test_every_field_reaches_the_document():
    row = {
        "id": "a1", "text": "نص الخبر.", "title": "عنوان", "lang": "ar", "date": "2024-03-11",
        "publisher": "صحيفة", "url": "https://news.example/1", "section": "ignored",
    }  # fmt: skip
    (document,), errors = read(row)
    assert not errors
    assert (document.id, document.text, document.title, document.language) == ("a1", "نص الخبر.", "عنوان", "ar")
    assert (document.publisher, document.url) == ("صحيفة", "https://news.example/1")
    assert document.reported == date(2024, 3, 11)


@pytest.mark.parametrize(
    ("written", "reported"),
    [
        ("2024-03-11", date(2024, 3, 11)),
        ("2024-03-11T08:00:00Z", date(2024, 3, 11)),
        ("2024-03-11 08:00:00", date(2024, 3, 11)),
        ("2024-03", None),
        ("yesterday", None),
    ],
)
def test_a_date_that_is_no_day_is_noted_and_the_document_kept(written, reported):
    (document,), _ = read({"id": "a", "text": "Text.", "date": written})
    assert document.reported == reported
    assert (document.reported_note is None) == (reported is not None)


def test_the_first_document_without_an_id_is_the_file_and_later_ones_add_their_line():
    found, _ = read({"text": "One."}, "", {"id": 7, "text": "Two."}, {"text": "Three."})
    assert [document.id for document in found] == ["f.jsonl", "7", "f.jsonl:4"]


def test_a_text_of_one_paragraph_is_clean_and_one_of_lines_may_be_a_page():
    found, _ = read({"text": "One sentence. Another.\n"}, {"text": "Title\nOne sentence."})
    assert [document.layout for document in found] == ["clean", "page"]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '"text"', "{}", '{"text": ""}', '{"text": 7, "id": []}', '{"text": "\\ud800"}', '{"text": "123"}'],
)
def test_a_broken_line_is_reported_by_number_and_the_others_go_on(line):
    found, (error,) = read({"id": "1", "text": "One."}, line, {"id": "3", "text": "Three."})
    assert [document.id for document in found] == ["1", "3"]
    assert error.where == "f.jsonl:2"


def test_a_line_that_is_too_long_is_skipped_whole(monkeypatch):
    monkeypatch.setattr("ingest.readers.json_lines.LARGEST_DOCUMENT", 60)
    found, (error,) = read({"id": "1", "text": "word " * 40}, {"id": "2", "text": "Two."})
    assert [document.id for document in found] == ["2"]
    assert error.where == "f.jsonl:1"


def test_a_file_in_another_encoding_is_refused_once():
    with pytest.raises(UnreadableError, match="not UTF-8"):
        list(read_json_lines(io.BytesIO('{"text": "نص"}\n'.encode("utf-16") * 9), "f.jsonl", pytest.fail))
