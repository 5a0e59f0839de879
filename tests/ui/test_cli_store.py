"""The command line on a store: the bundled server, in a folder of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph
from typer.testing import CliRunner

from graph import rdf
from graph.store.folder import Folder
from ui.cli import app
from ui.settings import Settings, settings

DETENTE = Path(sys.executable).with_name("detente")
ARTICLE = """قمح وطائرات

زوّدت إيران روسيا بطائرات مسيّرة في مارس 2024.

وأعلنت واشنطن أن كوريا الشمالية زوّدت روسيا بصواريخ.
"""
SUPPLIERS = (
    "MATCH (a:State)-[r:SUPPLIES]->(b:State {id: $who}) RETURN a.id AS supplier, r.attributed AS said ORDER BY a.id"
)
# The explorer answers within a few seconds; a machine with other work takes longer.
READY_SECONDS = 60


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user's folders with one article loaded; the servers that were started there are stopped at the end."""
    home = tmp_path_factory.mktemp("home")
    (home / "article.txt").write_text(ARTICLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        _settle(patch, home)
        loaded = run("ingest", home / "article.txt")
        assert loaded.exit_code == 0, loaded.stderr
        yield home
        for folder in (settings().store_folder, settings().for_demo().store_folder):
            if folder.is_dir() and (state := Folder(folder).state()):
                os.kill(state.keeper, signal.SIGTERM)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    _settle(monkeypatch, home)


def _settle(patch: pytest.MonkeyPatch, home: Path) -> None:
    for name in Settings.model_fields:
        patch.delenv(f"DETENTE_{name.upper()}", raising=False)
    patch.setenv("DETENTE_DATA", str(home / "data"))
    patch.setenv("DETENTE_CACHE", str(home / "cache"))
    patch.setenv("COLUMNS", "160")


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def asked(cypher: str, *options: str) -> Any:
    done = run("query", cypher, "--format", "json", *options)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def counts() -> Any:
    return asked("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS edges")


def test_loaded_article_is_in_the_graph(home: Path) -> None:
    assert asked(SUPPLIERS, "--param", "who=RUS") == [
        {"supplier": "IRN", "said": False},
        {"supplier": "PRK", "said": True},
    ]


def test_loading_again_changes_nothing_and_says_so(home: Path) -> None:
    before, first = counts(), asked("MATCH (c:Claim) RETURN c.id, c.ingested ORDER BY c.id")
    again = run("ingest", home / "article.txt")
    assert again.exit_code == 0
    assert "1 (0 new, 1 known)" in again.stdout
    assert "1 of them, read before by this version" in again.stdout
    assert "2 (0 new, 2 known)" in again.stdout
    assert counts() == before
    assert asked("MATCH (c:Claim) RETURN c.id, c.ingested ORDER BY c.id") == first


def test_document_with_another_date_is_read_again(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "dated.txt"
    path.write_text("زوّدت فرنسا عُمان بالقمح.\n", encoding="utf-8")
    assert run("ingest", "--date", "2024-03-01", path).exit_code == 0
    again = run("ingest", "--date", "2024-03-02", path)
    assert "1 (0 new, 0 known, 1 read anew)" in again.stdout
    assert "skipped" not in again.stdout
    days = asked("MATCH (d:Document {id: $id}) RETURN toString(d.reported) AS day", "--param", f"id={path}")
    assert days == [{"day": "2024-03-02"}]


def test_what_failed_is_read_again_and_what_is_loaded_is_not(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    good = json.dumps({"id": "resumed-1", "text": "زوّدت فرنسا الكويت بالقمح."})
    path.write_text(f'{good}\n{{"id": "resumed-2"}}\n', encoding="utf-8")
    assert run("ingest", path).exit_code == 1
    path.write_text(good + "\n" + json.dumps({"id": "resumed-2", "text": "زوّدت فرنسا قطر بالقمح."}), encoding="utf-8")
    again = run("ingest", path)
    assert again.exit_code == 0
    assert "2 (1 new, 1 known)" in again.stdout
    assert "1 of them, read before by this version" in again.stdout
    assert asked(SUPPLIERS, "--param", "who=QAT") == [{"supplier": "FRA", "said": False}]


def test_good_documents_are_loaded_and_bad_ones_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("زوّدت فرنسا تونس بالقمح.\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 8)
    done = run("ingest", tmp_path)
    assert done.exit_code == 1
    assert sorted(line.split(": ")[1] for line in done.stderr.splitlines() if line.startswith("failed: ")) == [
        str(tmp_path / "empty.txt"),
        str(tmp_path / "noise.txt"),
    ]
    assert "failed" in done.stdout
    assert asked("MATCH (d:Document {id: $id}) RETURN d.id", "--param", f"id={tmp_path / 'good.txt'}")


def test_unread_sentences_are_listed_when_asked(home: Path, tmp_path: Path) -> None:
    sentence = "وبين السعودية واليمن جبال عالية."
    (tmp_path / "hills.txt").write_text(f"{sentence}\n", encoding="utf-8")
    listed = run("ingest", "-v", tmp_path / "hills.txt").stderr
    assert f"\u2068{sentence}\u2069" in listed
    assert "unread" not in run("ingest", tmp_path / "hills.txt").stderr
    assert f"\u2068{sentence}\u2069" in run("ingest", "-v", tmp_path / "hills.txt").stderr


def test_changed_text_is_refused_unless_it_may_replace(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "changing.txt"
    path.write_text("زوّدت فرنسا الأردن بالقمح.\n", encoding="utf-8")
    assert run("ingest", path).exit_code == 0
    path.write_text("زوّدت فرنسا لبنان بالقمح.\n", encoding="utf-8")
    refused = run("ingest", path)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"failed: {path}: ")
    assert "0 (0 new, 0 known)" in refused.stdout
    assert asked(SUPPLIERS, "--param", "who=JOR") == [{"supplier": "FRA", "said": False}]
    assert run("ingest", "--replace", path).exit_code == 0
    assert asked(SUPPLIERS, "--param", "who=LBN") == [{"supplier": "FRA", "said": False}]
    assert asked(SUPPLIERS, "--param", "who=JOR") == []


def test_forgotten_document_is_gone_and_the_others_stay(home: Path, tmp_path: Path) -> None:
    before = asked(SUPPLIERS, "--param", "who=RUS")
    path = tmp_path / "passing.txt"
    path.write_text("زوّدت فرنسا المغرب بالقمح.\n", encoding="utf-8")
    run("ingest", path)
    assert asked(SUPPLIERS, "--param", "who=MAR") == [{"supplier": "FRA", "said": False}]
    assert run("forget", str(path)).exit_code == 0
    assert asked(SUPPLIERS, "--param", "who=MAR") == []
    assert asked(SUPPLIERS, "--param", "who=RUS") == before
    unknown = run("forget", str(path))
    assert unknown.exit_code == 1
    assert len(unknown.stderr.splitlines()) == 1


def test_versions_of_an_item_replace_each_other_and_a_cancelled_one_is_withdrawn(home: Path, tmp_path: Path) -> None:
    def item(version: int, **facts: str) -> Path:
        path = tmp_path / f"item-{version}.json"
        given = {"uri": "urn:agency:wheat", "version": str(version), "language": "ar", **facts}
        path.write_text(json.dumps({"pubstatus": "usable", **given}, indent=1, ensure_ascii=False), encoding="utf-8")
        return path

    first = item(1, body_text="زوّدت فرنسا غانا بالقمح.")
    correction = item(2, body_text="زوّدت فرنسا السودان بالقمح.")
    assert run("ingest", correction).exit_code == 0
    late = run("ingest", first)
    assert late.exit_code == 0
    assert "1 older than what is stored" in late.stdout
    assert asked(SUPPLIERS, "--param", "who=SDN") == [{"supplier": "FRA", "said": False}]
    assert asked(SUPPLIERS, "--param", "who=GHA") == []
    assert "1 withdrawn by the publisher" in run("ingest", item(3, pubstatus="canceled")).stdout
    assert asked(SUPPLIERS, "--param", "who=SDN") == []
    assert "3, cancelled" in run("status", "--documents").stdout
    run("ingest", correction)
    assert asked(SUPPLIERS, "--param", "who=SDN") == []


def test_page_of_this_machine_is_fetched_only_where_that_is_allowed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "story.txt").write_text("زوّدت فرنسا موريتانيا بالقمح.\n", encoding="utf-8")
    command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(tmp_path), "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        port = next(re.findall(r"port (\d+)", line)[0] for line in process.stdout)
        address = f"http://127.0.0.1:{port}/story.txt"
        refused = run("ingest", address)
        assert refused.exit_code == 1
        assert "DETENTE_ALLOW_PRIVATE_ADDRESSES=1" in refused.stderr
        monkeypatch.setenv("DETENTE_ALLOW_PRIVATE_ADDRESSES", "1")
        assert run("ingest", address).exit_code == 0
        assert asked("MATCH (d:Document {id: $id}) RETURN d.url AS url", "--param", f"id={address}") == [
            {"url": address}
        ]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_list_of_feeds_is_named_and_is_no_failure(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text('<opml><body><outline text="x" xmlUrl="https://feed.example/"/></body></opml>', encoding="utf-8")
    done = run("ingest", path)
    assert done.exit_code == 0
    assert done.stderr == f"left out: {path}:1: the feed https://feed.example/ (x) (--fetch fetches it)\n"


def test_rebuilding_gives_the_same_relations(home: Path) -> None:
    relations = (
        "MATCH (:Actor)-[r]->(:Actor) WHERE r.plover IS NOT NULL RETURN r.id, r.claims, r.documents ORDER BY r.id"
    )
    before = asked(relations)
    assert before
    assert run("rebuild").exit_code == 0
    assert asked(relations) == before


def test_parameters_are_taken_for_what_they_look_like(home: Path) -> None:
    values = {"a": "3", "b": "0.5", "c": "true", "d": "RUS", "e": '["IRN","PRK"]', "f": '"070"', "g": "قمح"}
    options = [option for name, value in values.items() for option in ("--param", f"{name}={value}")]
    (row,) = asked("RETURN $a + 1 AS a, $b AS b, $c AS c, $d AS d, size($e) AS e, $f AS f, $g AS g", *options)
    assert row == {"a": 4, "b": 0.5, "c": True, "d": "RUS", "e": 2, "f": "070", "g": "قمح"}


def test_day_as_parameter_compares_with_dates_of_the_graph(home: Path) -> None:
    since = "MATCH ()-[r:SUPPLIES]->() WHERE r.first >= $day RETURN count(r) AS found"
    assert asked(since, "--param", "day=2024-01-01")[0]["found"] > 0
    assert asked(since, "--param", "day=2030-01-01")[0]["found"] == 0


def test_answer_as_csv_and_table(home: Path) -> None:
    done = run("query", SUPPLIERS, "--param", "who=RUS", "--format", "csv")
    assert list(csv.reader(io.StringIO(done.stdout))) == [["supplier", "said"], ["IRN", "false"], ["PRK", "true"]]
    shown = run("query", "MATCH (a:State {id: 'IRN'}) RETURN a, a.name_ar").stdout
    assert "Iran" in shown
    assert "\u2068إيران\u2069" in shown
    assert "1 row" in shown


def test_longer_answer_is_cut_and_says_so(home: Path) -> None:
    done = run("query", "UNWIND range(1, 50) AS n RETURN n", "--limit", "7", "--format", "csv")
    assert len(done.stdout.splitlines()) == 8
    assert "first 7 rows" in done.stderr


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Actor {id: 'X'})", "MATCH (n) DETACH DELETE n", "MATCH (a:Actor) SET a.name = 'x'",
        "LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row", "MATCH (n RETURN n",
    ],
)  # fmt: skip
def test_query_that_writes_or_makes_no_sense_is_refused_in_one_line(home: Path, cypher: str) -> None:
    before = counts()
    done = run("query", cypher)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("detente: ")
    assert counts() == before


def test_status_tells_counts_address_and_password_file(home: Path) -> None:
    shown = run("status", "--documents").stdout
    facts = dict(line.split(maxsplit=1) for line in shown.splitlines() if len(line.split(maxsplit=1)) == 2)
    assert int(facts["documents"]) >= 1
    assert "with two known actors and no claim" in facts["sentences"]
    assert "bolt://127.0.0.1:" in shown
    password = next(Path(word) for word in shown.split() if str(home / "data") in word and Path(word).is_file())
    assert password.stat().st_mode & 0o077 == 0
    assert password.read_text(encoding="utf-8").strip() not in shown
    assert str(home / "article.txt") in shown


def test_export_as_turtle_has_every_claim_with_provenance(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.ttl"
    assert run("export", "--format", "ttl", "--out", out).exit_code == 0
    graph = Graph().parse(out, format="turtle")
    (stored,) = asked("MATCH (c:Claim) RETURN count(c) AS claims")
    claims = set(graph.subjects(RDF.type, rdf.TERMS.Claim))
    assert len(claims) == stored["claims"] > 0
    for claim in claims:
        document = graph.value(claim, rdf.PROV.wasDerivedFrom)
        assert (document, RDF.type, rdf.SCHEMA.NewsArticle) in graph
        assert (graph.value(claim, rdf.TERMS.source), RDF.type, rdf.TERMS.Actor) in graph
    for relation in graph.subjects(RDF.type, rdf.TERMS.Relation):
        assert set(graph.objects(relation, rdf.PROV.wasDerivedFrom)) <= claims
        assert (relation, rdf.PROV.wasDerivedFrom, None) in graph
    assert list(tmp_path.iterdir()) == [out]


def test_export_as_json_lines_is_what_extract_prints_with_dates(home: Path) -> None:
    lines = [json.loads(line) for line in run("export", "--format", "jsonl").stdout.splitlines()]
    extracted = [json.loads(line) for line in run("extract", home / "article.txt").stdout.splitlines()]
    by_id = {line["id"]: line for line in lines}
    for claim in extracted:
        assert by_id[claim["id"]].items() >= claim.items()
        assert by_id[claim["id"]]["ingested"]


def test_export_that_cannot_be_written_is_one_line(home: Path, tmp_path: Path) -> None:
    done = run("export", "--format", "jsonl", "--out", tmp_path / "no" / "such" / "folder.jsonl")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_taken_port_is_said(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("explore", "--port", str(port), "--no-browser")
    assert done.exit_code == 1
    assert f"port {port} is taken" in done.stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_explorer_listens_on_this_machine_until_it_is_stopped(home: Path, stop: signal.Signals) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(DETENTE), "explore", "--port", str(port), "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr
    try:
        said = next(line for line in process.stderr if "explorer is at" in line)
        assert f"http://127.0.0.1:{port}" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=READY_SECONDS) as answer:
            assert answer.status == 200
        process.send_signal(stop)
        assert process.wait(READY_SECONDS) == (0 if stop is signal.SIGINT else 128 + stop)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
    finally:
        process.kill()
        process.stderr.close()


def test_demo_store_is_filled_with_samples_and_apart_from_the_users(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(DETENTE), "explore", "--demo", "--port", str(port), "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr
    try:
        assert any("explorer is at" in line for line in process.stderr)
    finally:
        process.terminate()
        process.wait(READY_SECONDS)
        process.stderr.close()
    assert counts() == before
    monkeypatch.setenv("DETENTE_DEMO", "1")
    listed = asked("MATCH (d:Document) RETURN d.id AS id")
    assert len(listed) >= 8
    assert {row["id"].partition("/")[0] for row in listed} == {"ar", "en"}


def test_the_registry_is_loaded_on_request_and_told_apart(home: Path) -> None:
    before = counts()
    done = run("actors", "load", "--kind", "media", "--kind", "item")
    assert done.exit_code == 0, done.stderr
    media = next(line.split() for line in done.stdout.splitlines() if line.split()[:1] == ["media"])
    assert int(media[1]) > 200
    assert asked("MATCH (m:Media {id: 'REUTERS'})-[:PART_OF]->(a) RETURN a.id AS id") == [{"id": "GBR_COM"}]
    assert counts()[0]["nodes"] > before[0]["nodes"]
    again = run("actors", "load", "--kind", "media").stdout
    assert ["media", "0", "0", media[1]] in [line.split() for line in again.splitlines()]
    assert "that no claim names (detente actors load)" in run("status").stdout
