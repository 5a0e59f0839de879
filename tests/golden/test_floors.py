"""Accuracy on our own sample articles and minimal pairs never falls below what was reached.

`floors.json` holds, for each set, the digest of its files and the figures that hold; a figure is only ever raised, and
a changed corpus needs new figures: `python tests/golden/test_floors.py` prints those of the tree as it is.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.actors.registry import load_registry
from graph.model import Claim, Document
from graph.vocabulary import vocabulary
from ingest.pipeline import Pipeline
from ingest.readers import documents
from ui.gold import GoldDocument, gold_documents
from ui.measure import measure

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLOORS = HERE / "floors.json"
UNDIRECTED = {"CONSULT", "AGREE", "COOPERATE"}
# Pairs speak of the present; any day on which their office-holders are in office will do.
DAY = date(2025, 6, 1)


def digest(files: list[Path]) -> str:
    made = hashlib.sha256()
    for file in files:
        made.update(file.read_bytes())
    return made.hexdigest()[:16]


def article_files(language: str) -> list[Path]:
    return sorted((HERE / language).glob("*.jsonl"))


def read_articles(pipeline: Pipeline, language: str) -> Iterator[tuple[GoldDocument, list[Claim]]]:
    for path in article_files(language):
        row = json.loads(path.read_text(encoding="utf-8"))
        gold = next(iter(gold_documents(path)))
        for document in documents([str(ROOT / row["file"])], report=pytest.fail):
            named = Document(
                id=row["id"], text=document.text, title=document.title, language=language, reported=document.reported
            )
            yield gold, list(pipeline.read(named).claims)


def article_figures(pipeline: Pipeline, language: str) -> dict[str, float]:
    read = list(read_articles(pipeline, language))
    found = measure([gold for gold, _ in read], [claim for _, claims in read for claim in claims])
    return {
        "class_precision": round(found.levels["class"].precision, 3),
        "class_f1": round(found.levels["class"].f1, 3),
        "fact_f1": round(found.levels["fact"].f1, 3),
    }


def agrees(row: dict[str, str], claim: Claim) -> bool:
    straight = (claim.source, claim.target) == (row["source"], row["target"])
    turned = (claim.target, claim.source) == (row["source"], row["target"])
    return claim.plover == row["plover"] and (straight or (turned and row["plover"] in UNDIRECTED))


def pair_figures(pipeline: Pipeline, language: str) -> dict[str, float]:
    """Over the rows that anything is claimed of: the share with the right factuality, and with a false fact."""
    tally: Counter[str] = Counter()
    for line in (HERE / f"pairs_{language}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["part"] != "open":
            continue
        document = Document(id=row["id"], text=row["text"], language=language, reported=DAY, layout="clean")
        found = {claim.factuality for claim in pipeline.read(document).claims if agrees(row, claim)}
        if found:
            tally["claimed"] += 1
            tally["right"] += found == {row["factuality"]}
            tally["false_fact"] += "actual" in found and row["factuality"] != "actual"
    return {
        "right": round(tally["right"] / tally["claimed"], 3),
        "not_a_false_fact": round(1 - tally["false_fact"] / tally["claimed"], 3),
        "claimed": tally["claimed"],
    }


def figures(pipeline: Pipeline, name: str) -> dict[str, float]:
    kind, language = name.split("_")
    return article_figures(pipeline, language) if kind == "articles" else pair_figures(pipeline, language)


def corpus(name: str) -> list[Path]:
    kind, language = name.split("_")
    if kind == "pairs":
        return [HERE / f"pairs_{language}.jsonl"]
    gold = article_files(language)
    return gold + [ROOT / json.loads(path.read_text(encoding="utf-8"))["file"] for path in gold]


SETS = ("articles_ar", "articles_en", "pairs_ar", "pairs_en")


@pytest.mark.parametrize("name", SETS)
def test_figures_hold_their_floors(pipeline: Pipeline, name: str) -> None:
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    assert digest(corpus(name)) == floor["digest"], "the corpus changed: measure it anew and set its floors"
    found = figures(pipeline, name)
    below = {key: (value, floor[key]) for key, value in found.items() if value < floor[key]}
    assert not below


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pipeline = Pipeline(load_registry(cache=Path(folder)), vocabulary(), cache=Path(folder))
        print(
            json.dumps({name: {"digest": digest(corpus(name)), **figures(pipeline, name)} for name in SETS}, indent=2)
        )


if __name__ == "__main__":
    main()
