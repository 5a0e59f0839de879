"""What is given on the command line becomes documents, and what cannot be read is named while the others go on."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.readers import READERS, documents

ARABIC = "أعلنت وزارة الزراعة أن الوفد سيزور العاصمة غدا لبحث اتفاق جديد على الصيد.\n"
ENGLISH = "The ministry said the delegation would visit the capital tomorrow.\n"


# The user "nobody" of most systems; any number but the superuser's does.
NOBODY = 65534


def read(*sources, **options):
    reported = []
    found = list(documents(sources, report=reported.append, **options))
    return found, [error for error in reported if isinstance(error, InputError)]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_one_document_named_by_its_path_as_given(tmp_path):
    path = write(tmp_path, "a.txt", ARABIC)
    (document,), errors = read(str(path))
    assert (document.id, document.text, document.language, document.layout) == (str(path), ARABIC, "ar", "page")
    assert not errors


def test_the_language_is_told_by_the_script(tmp_path):
    found, _ = read(write(tmp_path, "a.txt", ARABIC + "NATO"), write(tmp_path, "e.txt", ENGLISH + "«نعم»"))
    assert [document.language for document in found] == ["ar", "en"]


def test_line_ends_stay_so_that_spans_fit_the_file(tmp_path):
    (document,), _ = read(write(tmp_path, "a.txt", "One line.\r\nAnother.\r\n"))
    assert document.text == "One line.\r\nAnother.\r\n"


def test_a_folder_is_read_recursively_sorted_and_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b.jsonl", ".hidden.txt", ".git/c.txt"):
        write(tmp_path, name, '{"id": "line", "text": "Text."}' if name.endswith("l") else ENGLISH)
    found, errors = read(tmp_path)
    assert [document.id for document in found] == ["line", f"{tmp_path}/a/z.txt", f"{tmp_path}/b.txt"]
    assert not errors


def test_a_bad_file_is_named_with_its_reason_and_the_others_are_read(tmp_path):
    write(tmp_path, "good.txt", ARABIC)
    write(tmp_path, "noise.txt", bytes(range(256)) * 20)
    write(tmp_path, "empty.txt", "")
    write(
        tmp_path, "lines.jsonl", '{"id": "one", "text": "Text one."}\n{"id": \n{"id": "three", "text": "Text three."}\n'
    )
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    found, errors = read(tmp_path)
    assert [document.id for document in found] == [f"{tmp_path}/good.txt", "one", "three"]
    assert [(Path(error.where).name, error.what.split(" (")[0]) for error in errors] == [
        ("dangling.txt", "the link leads nowhere"),
        ("empty.txt", "it is empty"),
        ("lines.jsonl:2", "Invalid JSON: EOF while parsing a value at column 6"),
        ("noise.txt", "it is not text in a known encoding"),
    ]
    assert all(error.remedy for error in errors)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("blank.txt", " \n\t\n", "it is empty"),
        ("numbers.txt", "1234 5678", "hardly any Arabic or Latin letters"),
        ("french.txt", "Le ministre a dit que les Nations unies et la France ont signé un accord.", "it is in French"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "nothing reads files that end in '.png'"),
        ("nameless", ENGLISH, "its name has no suffix"),
        ("blank.jsonl", "\n\n", "it is empty"),
        ("noise.jsonl", b"\xff\xfe\x00\x81" * 99, "its first line is not UTF-8 text"),
        ("noise.html", bytes(range(256)) * 20, "it is not text"),
        ("menu.html", "<html><body><nav><a href='/'>x</a></nav></body></html>", "no article was found"),
        ("deep.html", "<div>" * 20_000 + "نص" + "</div>" * 20_000, "no article was found"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_is_no_document_is_refused(tmp_path, name, content, fault):
    found, (error,) = read(write(tmp_path, name, content))
    assert not found
    assert error.where.endswith(name)
    assert fault in error.what
    assert error.remedy


def test_a_file_larger_than_any_article_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.readers.text.LARGEST_DOCUMENT", 100)
    found, (error,) = read(write(tmp_path, "a.txt", ENGLISH * 3))
    assert not found
    assert "larger than" in error.what


def test_a_path_that_does_not_exist_is_named(tmp_path):
    found, (error,) = read(tmp_path / "none.txt")
    assert not found
    assert (error.where, error.what) == (f"{tmp_path}/none.txt", "there is no such file or folder")


def test_a_folder_without_files_is_named(tmp_path):
    (tmp_path / "empty").mkdir()
    _, (error,) = read(tmp_path)
    assert error.what == "the folder holds no file that can be read"


@pytest.fixture
def ordinary_user():
    """Be an ordinary user for the test: the superuser may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


def test_a_file_that_may_not_be_read_is_named(tmp_path, request):
    path = write(tmp_path, "a.txt", ENGLISH)
    path.chmod(0)
    request.getfixturevalue("ordinary_user")
    _, (error,) = read(path)
    assert error.what == "it may not be read"


def test_a_link_back_up_does_not_read_for_ever(tmp_path):
    write(tmp_path, "a/a.txt", ENGLISH)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    found, (error,) = read(tmp_path)
    assert len(found) == 1
    assert "leads back" in error.what


def test_a_pipe_in_a_folder_is_named_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    _, errors = read(tmp_path)
    assert errors[0].what == "it is neither a file nor a folder"


def test_a_name_that_is_not_utf8_is_named_legibly(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xe9.txt"
    Path(os.fsdecode(path)).write_text(ENGLISH)
    found, errors = read(tmp_path)
    assert not found
    assert errors[0].where.endswith("\\xe9.txt")


def test_a_day_dates_only_documents_that_give_none(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"id": "1", "text": "T.", "date": "2024-01-05"}\n{"id": "2", "text": "T."}\n')
    found, _ = read(path, day=date(2024, 3, 11))
    assert [document.reported for document in found] == [date(2024, 1, 5), date(2024, 3, 11)]


def test_a_named_reader_reads_files_of_any_suffix(tmp_path):
    (document,), _ = read(write(tmp_path, "a.data", '{"id": "x", "text": "T."}'), reader="jsonl")
    assert document.id == "x"


def test_an_unknown_reader_is_bad_usage():
    with pytest.raises(InputError, match=f"use one of {', '.join(READERS)}"):
        documents([], reader="parquet", report=print)


def test_standard_input_given_twice_is_read_once():
    code = "from ingest.readers import documents\nfor d in documents(['-', '-'], report=print): print(d.text)"
    done = subprocess.run([sys.executable, "-c", code], input=b"A text.", capture_output=True, check=True)
    assert done.stdout.decode().startswith("A text.\n-: it is empty")


def test_a_program_may_put_bytes_in_the_place_of_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "x", "text": "Text."}')))
    (document,), _ = read("-")
    assert document.id == "x"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (ARABIC, ("-", "ar", "page")),
        ('{"id": "x", "text": "One paragraph."}\n', ("x", "en", "clean")),
        ('\ufeff{"id": "x", "text": "One.\\nTwo."}\n', ("x", "en", "page")),
    ],
    ids=["text", "lines", "lines with a mark"],
)
def test_standard_input_is_recognised_by_how_it_begins(given, expected):
    code = (
        "from ingest.readers import documents\n"
        "for d in documents(['-'], report=print): print(d.id, d.language, d.layout)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=given.encode(), capture_output=True, check=True)
    assert tuple(done.stdout.decode().split()) == expected
