"""The command line without a store: what is printed, where, and with which status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ui.cli import COMMANDS, app
from ui.settings import Settings

DETENTE = Path(sys.executable).with_name("detente")
SUPPLY = "زوّدت إيران روسيا بطائرات مسيّرة في مارس 2024."
ARTICLE = f"قمح وطائرات\n\n{SUPPLY}\n\nوالتقى وزير الخارجية المصري نظيره التركي في القاهرة.\n"
KEYS = [
    "doc", "id", "source", "target", "via", "relation", "plover", "cameo", "item", "factuality", "speakers", "when",
    "place", "quote", "span", "trigger_span", "source_span", "target_span", "rule", "extractor", "confidence",
]  # fmt: skip


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, cache: Path, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DETENTE_{name.upper()}", raising=False)
    monkeypatch.setenv("DETENTE_CACHE", str(cache))
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path / "data"))
    # help is laid out for the terminal's width
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def rows(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_version_is_that_of_the_distribution() -> None:
    assert run("--version").stdout == "detente 0.1.0\n"


def test_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert [command for command in COMMANDS if f" {command} " not in shown] == []


@pytest.mark.parametrize(
    "command", [*COMMANDS, *(f"actors {name}" for name in ("search", "show", "check", "stats", "load"))]
)
def test_help_of_a_command_has_an_example(command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.exit_code == 0
    if command != "actors":
        assert "Examples:" in done.stdout
        assert f"detente {command}" in done.stdout.split("Examples:")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"], ["extract"], ["extract", "--format", "xml", "a.txt"],
        ["extract", "--workers", "0", "a.txt"], ["ingest"], ["query"], ["query", "--param"],
        ["query", "RETURN 1", "--param", "novalue"], ["explore", "--port", "0"], ["explore", "--port", "many"],
        ["ingest", "a.txt", "--date", "26.4.2024"], ["export"], ["evaluate", "no-such-file.jsonl"], ["forget"],
        ["actors", "show", "IRN", "--on", "yesterday"], ["actors", "load", "--kind", "planet"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_bad_usage_ends_with_status_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Error" in done.stderr
    assert done.stdout == ""


def test_claims_come_as_json_lines_with_all_keys_in_order(article: Path) -> None:
    done = run("extract", article)
    assert done.exit_code == 0
    assert done.stderr == ""
    claims = rows(done.stdout)
    assert claims
    for claim in claims:
        assert list(claim) == KEYS
        assert claim["doc"] == str(article)
        assert ARTICLE[slice(*claim["span"])] == claim["quote"]
    supply = next(claim for claim in claims if claim["relation"] == "SUPPLIES")
    assert (supply["source"], supply["target"], supply["factuality"]) == ("IRN", "RUS", "actual")
    assert ARTICLE[slice(*supply["source_span"])] == "إيران"
    assert "إيران" in done.stdout


def test_text_can_come_from_standard_input() -> None:
    line = json.dumps({"id": "one", "text": ARTICLE}).encode()
    done = subprocess.run([DETENTE, "extract", "-"], input=line, capture_output=True, check=True)
    assert {claim["doc"] for claim in rows(done.stdout.decode())} == {"one"}


def test_names_are_printed_instead_of_claims_when_asked(article: Path) -> None:
    names = rows(run("extract", "--mentions", article).stdout)
    assert [list(name) for name in names] == [["doc", "span", "text", "kind", "id"]] * len(names)
    found = {(name["text"], name["kind"], name["id"]) for name in names}
    assert {("إيران", "state", "IRN"), ("روسيا", "state", "RUS")} <= found
    for name in names:
        assert ARTICLE[slice(*name["span"])] == name["text"]


def test_extract_uses_no_store(article: Path, tmp_path: Path) -> None:
    run("extract", article)
    assert not (tmp_path / "data").exists()


def test_bad_document_is_named_and_the_others_go_on(article: Path, tmp_path: Path) -> None:
    (article.parent / "empty.txt").touch()
    (article.parent / "noise.txt").write_bytes(bytes(range(256)) * 8)
    (article.parent / "lines.jsonl").write_text('{"id": "x", "text": "نص"}\n{"id": \n', encoding="utf-8")
    (article.parent / "dangling.txt").symlink_to(tmp_path / "nowhere")
    done = run("extract", tmp_path)
    assert done.exit_code == 1
    assert {claim["doc"] for claim in rows(done.stdout)} == {str(article)}
    failed = done.stderr.splitlines()
    assert len(failed) == 4
    for name in ("empty.txt", "noise.txt", "lines.jsonl", "dangling.txt"):
        assert sum(name in line and line.startswith("failed: ") for line in failed) == 1, name


def test_error_is_one_line_and_a_traceback_only_when_asked(article: Path) -> None:
    plain = run("actors", "show", "NOBODY_OF_THAT_NAME")
    assert plain.exit_code == 1
    assert plain.stderr.splitlines() == [
        "detente: NOBODY_OF_THAT_NAME: no actor, item or place has this id (find ids with: detente actors search NAME)"
    ]
    shown = subprocess.run(
        [DETENTE, "--debug", "actors", "show", "NOBODY"], capture_output=True, text=True, check=False
    )
    assert shown.returncode == 1
    assert "Traceback" in shown.stderr


def test_bad_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    monkeypatch.setenv("DETENTE_NEO4J_URI", "localhost")
    done = run("extract", article)
    assert done.exit_code == 1
    assert done.stderr.startswith("detente: DETENTE_NEO4J_URI: ")
    assert len(done.stderr.splitlines()) == 1


def test_table_isolates_arabic_and_cuts_no_word(article: Path) -> None:
    shown = run("extract", "--format", "table", article).stdout
    assert "SUPPLIES" in shown
    lines = [line for line in shown.splitlines() if "إيران" in line]
    assert lines
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069") > 0
    words = set(shown.replace("\u2068", " ").replace("\u2069", " ").split())
    assert set(SUPPLY.split()) <= words


def test_broken_pipe_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": ARTICLE}) + "\n" for n in range(300)), encoding="utf-8")
    process = subprocess.Popen([DETENTE, "extract", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    first = process.stdout.readline()
    process.stdout.close()
    assert json.loads(first)["doc"] == "0"
    assert process.stderr.read() == b""
    process.wait()


def test_each_document_is_printed_before_the_next_is_there(cache: Path) -> None:
    command = [DETENTE, "extract", "-", "--as", "jsonl"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"id": "first", "text": ARTICLE}).encode() + b"\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["doc"] == "first"
    process.stdin.close()
    assert process.wait() == 0


def many(path: Path, count: int) -> Path:
    rows = ({"id": str(number), "text": f"{ARTICLE}\n{number}"} for number in range(count))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_claims_are_the_same_with_one_process_and_with_two(tmp_path: Path, cache: Path) -> None:
    path = many(tmp_path / "many.jsonl", 600)
    printed = [
        subprocess.run([DETENTE, "extract", *options, path], capture_output=True, check=True).stdout
        for options in (["--workers", "1"], ["--workers", "2"])
    ]
    assert printed[0] == printed[1]
    assert [row["doc"] for row in rows(printed[0].decode())][:: len(rows(printed[0].decode())) // 600] == [
        str(number) for number in range(600)
    ]


def test_names_too_are_read_in_several_processes(tmp_path: Path) -> None:
    path = many(tmp_path / "many.jsonl", 3)
    assert run("extract", "--mentions", "--workers", "2", path).stdout == run("extract", "--mentions", path).stdout


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_interrupted_run_leaves_nothing_behind(tmp_path: Path, cache: Path, sent: int, status: int) -> None:
    many(tmp_path / "many.jsonl", 20_000)
    command = [DETENTE, "extract", "--workers", "2", "many.jsonl"]
    with (tmp_path / "messages").open("wb") as messages:
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=messages, start_new_session=True
        )
    assert process.stdout
    while json.loads(process.stdout.readline())["doc"] != "400":
        pass
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)
    else:
        process.send_signal(sent)
    # the pipe ends when the last process that holds it is gone
    process.stdout.read()
    assert process.wait() == status
    while alive(process.pid):
        time.sleep(0.1)
    assert (tmp_path / "messages").read_bytes() == b""


def test_output_is_utf8_whatever_the_locale(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONCOERCECLOCALE", "0")
    done = subprocess.run([DETENTE, "extract", article], capture_output=True, check=True)
    assert "إيران" in done.stdout.decode("utf-8")


def gold(folder: Path) -> Path:
    path = folder / "gold.jsonl"
    links = [
        {"source": "IRN", "target": "RUS", "plover": "AID", "factuality": "actual", "speakers": [], "evidence": SUPPLY},
        {"source": "FRA", "target": "DEU", "plover": "ASSAULT", "factuality": "actual", "speakers": []},
    ]
    path.write_text(json.dumps({"id": "one", "text": ARTICLE, "links": links}) + "\n", encoding="utf-8")
    return path


def test_evaluation_finds_what_the_gold_has_and_names_what_is_missed(tmp_path: Path) -> None:
    measured = json.loads(run("evaluate", gold(tmp_path), "--format", "json").stdout)
    assert measured["documents"] == 1
    assert measured["classes"]["AID"]["hits"] == 1
    assert measured["classes"]["ASSAULT"] == {
        "hits": 0, "false": 0, "missed": 1, "precision": 0.0, "recall": 0.0, "f1": 0.0,
    }  # fmt: skip
    shown = run("evaluate", gold(tmp_path), "--show-errors", "50").stdout
    assert "class" in shown
    assert any("missed" in line and "FRA" in line and "DEU" in line for line in shown.splitlines())


def test_actor_is_found_by_its_arabic_name_and_shown() -> None:
    found = run("actors", "search", "إيران")
    assert found.exit_code == 0
    assert any(line.split()[:1] == ["IRN"] for line in found.stdout.splitlines())
    shown = run("actors", "show", "IRN").stdout
    assert "State" in shown
    assert "Iran" in shown
    assert run("actors", "search", "1234567").exit_code == 1


def test_an_office_is_shown_on_its_days_only_and_with_its_source() -> None:
    def offices(day: str) -> list[str]:
        shown = run("actors", "show", "SERGEI_SHOIGU", "--on", day).stdout
        return [line for line in shown.splitlines() if "defence minister" in line]

    (held,) = offices("2024-04-26")
    assert held.split() == ["RUS", "Russia", "defence", "minister", "2012-11-06", "2024-05-12", "1"]
    assert offices("1990-01-01") == []
    assert "source 1" in run("actors", "show", "SERGEI_SHOIGU", "--on", "2024-04-26").stdout


def test_an_organisation_shows_the_members_of_the_day() -> None:
    then, later = (run("actors", "show", "NATO", "--on", day).stdout for day in ("2003-01-01", "2024-04-01"))
    assert "members (MEMBER_OF) on 2003-01-01" in then
    assert "Sweden" not in then
    assert "Sweden" in later


def test_an_ended_state_is_shown_on_its_days_and_after() -> None:
    then, now = (run("actors", "show", "SUN", "--on", day).stdout for day in ("1986-05-01", "2024-05-01"))
    assert "1922-12-30 – 1991-12-26" in then
    assert "MIKHAIL_GORBACHEV" in then
    assert "1922-12-30 – 1991-12-26: not on 2024-05-01" in now
    assert "RUS, ARM" in now
    assert "WARSAW_PACT" not in now


def test_a_card_in_arabic_names_others_and_offices_in_arabic() -> None:
    shown = run("actors", "show", "rus_defence_ministry", "--on", "2024-04-26", "--lang", "ar").stdout
    minister = next(line for line in shown.splitlines() if "SERGEI_SHOIGU" in line)
    assert "\u2068سيرغي شويغو\u2069" in minister
    assert "\u2068وزير الدفاع\u2069" in minister


def test_items_and_places_are_shown() -> None:
    assert "LOITERING_MUNITION < DRONE < ARMS" in run("actors", "show", "SHAHED_136").stdout
    assert "RUS" in run("actors", "show", "MOSCOW").stdout


def test_an_unknown_id_leads_to_the_nearest_ones() -> None:
    for typed, meant in (("SHOIGU", "SERGEI_SHOIGU"), ("houthis", "HOUTHI"), ("SERGEI_SHOYGU", "SERGEI_SHOIGU")):
        done = run("actors", "show", typed)
        assert done.exit_code == 1
        assert meant in done.stderr
        assert "detente actors search NAME" in done.stderr


def test_own_registry_file_is_checked_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "actors"
    folder.mkdir()
    wrong = folder / "wrong.toml"
    wrong.write_text('[armed_group.RIVER_FRONT]\nen = ["River Front"]\nnonsense = 1\n', encoding="utf-8")
    done = run("actors", "check", wrong)
    assert done.exit_code == 1
    assert "wrong.toml" in done.stderr
    assert "nonsense" in done.stderr
