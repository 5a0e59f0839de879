"""Arrays of JSON are read member by member, and a broken member costs only itself."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.json_array import read_json
from ingest.readers.json_values import values

DUMP = {
    "source": "courier", "url": "https://news.example/1", "date_extracted": "2024-01-12 04:15:32", "author": "",
    "title": "محادثات الصيد", "content": "بدأت المحادثات اليوم.",
}  # fmt: skip
ANY = st.recursive(
    st.none() | st.integers() | st.text('[]{}",: \\نa', max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def test_member_of_a_news_dump_becomes_a_document(read):
    (document,), errors = read(json.dumps([DUMP]))
    assert not errors
    assert (document.id, document.url) == ("https://news.example/1",) * 2
    assert (document.text, document.title, document.publisher) == ("بدأت المحادثات اليوم.", "محادثات الصيد", "courier")


def test_day_on_which_a_page_was_collected_is_no_publication_date(read):
    (document,), _ = read(json.dumps([DUMP]))
    assert document.reported is None


def test_member_without_text_has_its_title_as_text(read):
    (document,), _ = read(json.dumps([{**DUMP, "content": " "}]))
    assert document.text == "محادثات الصيد"


def test_members_without_id_or_address_are_called_by_file_and_line(read):
    found, _ = read('[\n{"text": "One."},\n{"text": "Two."},\n{"id": 3, "text": "Three."}\n]')
    assert [document.id for document in found] == ["f.data", "f.data:3", "3"]


def test_broken_member_is_named_by_its_line_and_the_others_are_read(read):
    found, errors = read(
        '[\n{"id": "1", "text": "One."},\n{"id": , "text": "Two."},\n7,\n{"id": "4", "text": "Four."}]'
    )
    assert [document.id for document in found] == ["1", "4"]
    assert [error.where for error in errors] == ["f.data:3", "f.data:4"]
    assert all(error.remedy for error in errors)


def test_array_that_was_cut_short_gives_its_whole_members_and_an_error(read):
    found, (error,) = read('[{"id": "1", "text": "One."},\n{"id": "2", "te')
    assert [document.id for document in found] == ["1"]
    assert "ends in the middle" in error.what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_array_is_read_in_the_encodings_of_json(read, encoding):
    (document,), errors = read(json.dumps([DUMP], ensure_ascii=False).encode(encoding))
    assert document.title == "محادثات الصيد"
    assert not errors


def test_objects_one_after_the_other_need_no_array(read):
    found, errors = read('{\n"id": "1", "text": "One."}\n{\n"id": "2", "text": "Two."}\n')
    assert [document.id for document in found] == ["1", "2"]
    assert not errors


def test_member_that_is_too_long_is_named_and_the_others_are_read(monkeypatch):
    monkeypatch.setattr("ingest.readers.json_values.LARGEST_DOCUMENT", 500_000)
    errors = []
    rows = [{"id": "1", "text": "word " * 300_000}, {"id": "2", "text": "Two."}]
    found = list(read_json(io.BytesIO(json.dumps(rows).encode()), "f", errors.append))
    assert [document.id for document in found] == ["2"]
    assert "longer than" in errors[0].what


def test_array_is_read_in_the_memory_of_one_member():
    row = (json.dumps({"text": "كلمة " * 1000}, ensure_ascii=False) + ",\n").encode()

    class Long(io.BytesIO):
        """An array of twenty megabytes that is never whole in memory."""

        left = 2_000

        def read1(self, _=-1):
            self.left -= 1
            return row if self.left >= 0 else b"]" * (self.left == -1)

    tracemalloc.start()
    count = sum(1 for _ in values(Long(b"[\n"), "f"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000
    assert peak < 500_000


@given(st.lists(st.dictionaries(st.text(max_size=9), ANY, max_size=3), min_size=1, max_size=4), st.integers(1, 40))
def test_members_come_out_as_they_went_in_wherever_the_stream_is_cut(rows, size):
    class Pieces(io.BytesIO):
        def read1(self, _=-1):
            return super().read1(size)

    stream = Pieces(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    assert [json.loads(value.data) for value in values(stream, "f")] == rows
