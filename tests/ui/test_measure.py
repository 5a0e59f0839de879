from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.model import FACTUALITIES, Claim
from ui.gold import GoldDocument, gold_documents, gold_texts
from ui.measure import Measure, measure

SHARED = Path(__file__).parents[2] / ".." / "shared"
SCORE = SHARED / "score.py"
TEXT = "Country A sent wheat to country B. Country C may follow."


def claim(source: str, target: str, plover: str = "AID", **more: Any) -> Claim:
    defaults: dict[str, Any] = {
        "document": "d", "relation": "AIDS", "plover": plover, "cameo": "070", "goldstein": 7.0, "source": source,
        "target": target, "factuality": "actual", "quote": TEXT, "sentence": (0, len(TEXT)), "trigger": (10, 14),
    }  # fmt: skip
    return Claim(**(defaults | more))


def gold_file(folder: Path, *documents: dict[str, Any]) -> list[GoldDocument]:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    return list(gold_documents(path))


def document(*links: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "d", "text": TEXT, "links": list(links)} | more


def link(source: str, target: str, plover: str = "AID", **more: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "plover": plover, "factuality": "actual", "evidence": TEXT[:20]} | more


def counts(measured: Measure, level: str) -> tuple[int, int, int]:
    score = measured.levels[level]  # type: ignore[index]  # tests name levels as text
    return score.hits, score.false, score.missed


def test_levels_ask_for_more_and_more(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, document(link("A", "B"), link("A", "C"), link("B", "C")))
    claims = [claim("A", "B"), claim("A", "C", factuality="planned"), claim("B", "C", "COERCE"), claim("C", "B")]
    measured = measure(gold, claims)
    assert counts(measured, "dyad") == (3, 1, 0)
    assert counts(measured, "class") == (2, 2, 1)
    assert counts(measured, "fact") == (1, 3, 2)


def test_meeting_has_no_direction_but_help_has(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, document(link("A", "B", "CONSULT"), link("A", "B", "AID")))
    measured = measure(gold, [claim("B", "A", "CONSULT"), claim("B", "A", "AID")])
    assert counts(measured, "class") == (1, 1, 1)


def test_optional_link_neither_helps_nor_hurts(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, document(link("A", "B"), optional=[link("B", "C")]))
    assert counts(measure(gold, [claim("A", "B"), claim("B", "C")]), "fact") == (1, 0, 0)
    assert counts(measure(gold, [claim("A", "B")]), "fact") == (1, 0, 0)


def test_claim_repeated_in_a_document_counts_once(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, document(link("A", "B")))
    again = [claim("A", "B"), claim("A", "B", trigger=(10, 13)), claim("A", "C"), claim("A", "C", trigger=(10, 13))]
    assert counts(measure(gold, again), "class") == (1, 1, 0)


def test_classes_that_annotators_did_not_tell_apart_count_as_one(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, document(link("A", "B", "CONCEDE")))
    assert counts(measure(gold, [claim("A", "B", "RETREAT")]), "class") == (1, 0, 0)


def test_false_links_are_counted_on_documents_without_links(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, document(link("A", "B")), document(id="e"), document(id="f"))
    measured = measure(gold, [claim("A", "B"), claim("A", "B", document="e"), claim("A", "C", document="e")])
    assert measured.false_links_per_empty_document == 1.0


def test_each_class_and_factuality_has_its_score(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, document(link("A", "B"), link("B", "A", "COERCE", factuality="possible")))
    measured = measure(gold, [claim("A", "B"), claim("A", "C", "ASSAULT")])
    assert {name: (score.hits, score.false, score.missed) for name, score in measured.classes.items()} == {
        "AID": (1, 0, 0), "COERCE": (0, 0, 1), "ASSAULT": (0, 1, 0),
    }  # fmt: skip
    assert {name: (score.hits, score.false, score.missed) for name, score in measured.factualities.items()} == {
        "actual": (1, 1, 0), "possible": (0, 0, 1),
    }  # fmt: skip


def test_attributes_are_shares_of_matched_links(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, document(link("A", "B", speakers=["C"]), link("A", "C"), link("A", "D")))
    claims = [claim("A", "B"), claim("A", "C", quote=TEXT[40:], sentence=(40, len(TEXT)), factuality="planned")]
    attributes = measure(gold, claims).attributes
    assert attributes is not None
    assert asdict(attributes) == {"links": 2, "factuality": 0.5, "speaker": 0.5, "evidence": 0.5}


def test_gold_without_codes_is_matched_by_spans(tmp_path: Path) -> None:
    marked = {
        "source": "Country A",
        "target": "country B",
        "plover": "AID",
        "source_span": [0, 9],
        "target_span": [24, 33],
    }
    gold = gold_file(tmp_path, document(marked))
    measured = measure(
        gold,
        [
            claim("AAA", "BBB", source_span=(8, 9), target_span=(24, 33)),
            claim("BBB", "AAA", source_span=(24, 33), target_span=(0, 9)),
        ],
    )
    assert measured.matching == "spans"
    assert measured.attributes is None
    assert counts(measured, "class") == (1, 1, 0)


def test_bad_gold_line_is_named_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "x", "links": []}\n\n{"id": "b", "text": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:3: links: Field required"):
        list(gold_documents(path))


def test_document_without_text_or_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl:1: line: neither text nor file"):
        gold_file(tmp_path, {"id": "a", "links": []})


def test_text_is_read_from_the_file_that_the_gold_names(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(TEXT, encoding="utf-8")
    deeper = tmp_path / "golden"
    deeper.mkdir()
    gold = gold_file(deeper, document(id="a", text=None, file="pages/a.txt"), document(id="b"))
    problems: list[InputError] = []
    texts = list(gold_texts(deeper / "gold.jsonl", gold, problems.append))
    assert [(text.id, text.text) for text in texts] == [("a", TEXT), ("b", TEXT)]
    assert problems == []


def guesses(path: Path, seed: int) -> list[Claim]:
    """Claims that are partly the gold's and partly wrong in every way the measure looks at."""
    chance = random.Random(seed)
    claims = []
    for entry in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        links = entry["links"] + entry.get("optional", [])
        codes = [code for one in links for code in (one["source"], one["target"])] or ["USA", "RUS"]
        for one in links * 2 if links else chance.sample([{"source": "USA", "target": "RUS", "plover": "AID"}], 1):
            if chance.random() < 0.3:
                continue
            ends = [one["source"], one["target"]]
            if chance.random() < 0.2:
                ends.reverse()
            start = chance.randrange(max(1, len(entry["text"]) - 80))
            quote = one.get("evidence") if chance.random() < 0.7 else entry["text"][start : start + 80]
            speakers = one.get("speakers") or ([one["speaker"]] if one.get("speaker") else [])
            claims.append(
                claim(
                    ends[0] if chance.random() < 0.9 else chance.choice(codes),
                    ends[1],
                    one.get("plover") or "AID" if chance.random() < 0.8 else chance.choice(["CONSULT", "RETREAT"]),
                    document=entry["id"],
                    factuality=(one.get("factuality") or "actual")
                    if chance.random() < 0.7
                    else chance.choice(FACTUALITIES),
                    speakers=tuple(speakers if chance.random() < 0.7 else ["USA"]),
                    quote=quote or "",
                    sentence=(0, len(quote or "")),
                    source_span=one.get("source_span") and tuple(one["source_span"]),
                    target_span=one.get("target_span") and tuple(one["target_span"]),
                )
            )
    return claims


def reference(gold: Path, claims: Sequence[Claim], folder: Path) -> dict[str, Any]:
    rows = [
        {
            "doc": one.document, "source": one.source, "target": one.target, "plover": one.plover, "quote": one.quote,
            "factuality": one.factuality, "speakers": one.speakers, "source_span": one.source_span,
            "target_span": one.target_span,
        }
        for one in claims
    ]  # fmt: skip
    predicted = folder / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, str(SCORE), str(gold), str(predicted), "--json"]
    answer: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


@pytest.mark.skipif(not SCORE.exists(), reason="the reference measure ../shared/score.py is not on this machine")
@pytest.mark.parametrize("name", ["seed", "ar_core", "en_core", "ar_gsr_spans"])
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_are_those_of_the_reference_measure(name: str, seed: int, tmp_path: Path) -> None:
    path = SHARED / "gold" / f"{name}.jsonl"
    claims = guesses(path, seed)
    expected = reference(path, claims, tmp_path)
    measured = measure(list(gold_documents(path)), claims)
    assert (measured.documents, measured.matching) == (expected["documents"], expected["matching"])
    for level, score in measured.levels.items():
        assert counts(measured, level) == tuple(expected[level][key] for key in ("tp", "fp", "fn"))
        assert round(score.f1, 3) == expected[level]["f1"]
    if measured.attributes:
        rounded = {key: round(value, 3) for key, value in asdict(measured.attributes).items()}
        assert rounded == expected["matched"]
        assert measured.attributes.links > 5
    empty = expected.get("false_links_per_empty_document")
    assert empty == (None if empty is None else round(measured.false_links_per_empty_document or 0, 3))
