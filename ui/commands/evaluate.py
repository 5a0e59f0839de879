"""`detente evaluate`: how well the extraction agrees with annotated texts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.model import Claim
from ingest.parallel import Parallel
from ingest.pipeline import Pipeline
from ui import tables
from ui.failures import Failures
from ui.gold import GoldDocument, gold_documents, gold_texts
from ui.measure import Measure, Score, measure
from ui.reading import parallel
from ui.settings import settings

_COLUMNS = ("precision", "recall", "F1", "right", "false", "missed")

app = typer.Typer()


class Form(StrEnum):
    """How the measure is printed."""

    TABLE = "table"
    JSON = "json"


@app.callback()
def _group() -> None:
    """Keep the command's name."""


@app.command()
def evaluate(
    paths: Annotated[
        list[Path], typer.Argument(metavar="GOLD.jsonl", help="Annotated texts.", exists=True, dir_okay=False)
    ],
    *,
    errors: Annotated[int, typer.Option("--show-errors", metavar="N", min=0, help="List the first N errors.")] = 0,
    form: Annotated[Form, typer.Option("--format", help="A table, or JSON.")] = Form.TABLE,
) -> None:
    """Extract from annotated texts and compare: who with whom, what, how sure.

    A gold file has one document a line: {"id", "text", "links": [...]}. Several files are measured one by one and all
    together.

    \b
    Examples:
      detente evaluate gold.jsonl --show-errors 20
      detente evaluate tests/golden/ar/*.jsonl
    """
    failures = Failures(tables.messages())
    read = parallel(settings())
    annotated = [_annotated(path, read, failures) for path in paths]
    measured = [(str(path), measure(gold, claims)) for path, (gold, claims) in zip(paths, annotated, strict=True)]
    if len(measured) > 1 and len({one.matching for _, one in measured}) == 1:
        together = measure(
            [one for gold, _ in annotated for one in gold], [one for _, made in annotated for one in made]
        )
        measured.append((f"all {len(paths)} files", together))
    if form is Form.JSON:
        for name, one in measured:
            typer.echo(json.dumps({"file": name} | _plain(one), ensure_ascii=False))
    else:
        _show_files(measured)
        _show(*measured[-1], errors)
    failures.exit_if_any()


def _annotated(path: Path, read: Parallel, failures: Failures) -> tuple[list[GoldDocument], list[Claim]]:
    """Give a file's documents and the claims extracted from them, both under ids that no other file has."""
    gold = list(gold_documents(path))
    claims = [
        replace(claim, document=f"{path}:{claim.document}")
        for reading in failures.reported(read.outcomes(Pipeline.read, gold_texts(path, gold, failures.report)))
        for claim in reading.claims
    ]
    return [replace(document, id=f"{path}:{document.id}") for document in gold], claims


def _show_files(measured: Sequence[tuple[str, Measure]]) -> None:
    if len(measured) == 1:
        return
    columns = ("documents", *(f"{level} {what}" for level in ("class", "fact") for what in ("P", "R", "F1")))
    rows = []
    for name, one in measured:
        scores = [one.levels[level] for level in ("class", "fact") if level in one.levels]
        figures = [f"{share:.3f}" for score in scores for share in (score.precision, score.recall, score.f1)]
        rows.append((name, str(one.documents), *figures, *[None] * (len(columns) - 1 - len(figures))))
    tables.output().print(tables.table(("file", *columns), rows, numbers=columns))


def _show(name: str, measured: Measure, errors: int) -> None:
    console = tables.output()
    console.print(f"{name}: {measured.documents} documents, matched by {measured.matching}", style="bold")
    console.print(_scores("level", measured.levels))
    console.print(_scores("class", measured.classes))
    if measured.factualities:
        console.print(_scores("factuality", measured.factualities))
    if right := measured.attributes:
        shares = (right.factuality, right.speaker, right.evidence)
        names = ("factuality", "speaker", "evidence")
        said = "  ".join(f"{name} {share:.3f}" for name, share in zip(names, shares, strict=True))
        console.print(f"of {right.links} links matched by class right: {said}")
    if measured.false_links_per_empty_document is not None:
        console.print(f"false links per document without links: {measured.false_links_per_empty_document:.3f}")
    wrong = [outcome for outcome in measured.outcomes if outcome.verdict != "hit"][:errors]
    if wrong:
        rows = [(one.document, one.verdict, one.source, one.plover, one.target) for one in wrong]
        console.print(tables.table(("document", "error", "source", "class", "target"), rows))


def _scores(name: str, scores: Mapping[Any, Score]) -> Any:
    rows = [
        (label or "–", *(f"{share:.3f}" for share in (score.precision, score.recall, score.f1)),
         *(str(count) for count in (score.hits, score.false, score.missed)))
        for label, score in scores.items()
    ]  # fmt: skip
    return tables.table((name, *_COLUMNS), rows, numbers=_COLUMNS)


def _plain(measured: Measure) -> dict[str, Any]:
    groups: dict[str, Mapping[Any, Score]] = {
        "levels": measured.levels,
        "classes": measured.classes,
        "factualities": measured.factualities,
    }
    scores = {
        group: {
            name: asdict(score) | {"precision": score.precision, "recall": score.recall, "f1": score.f1}
            for name, score in members.items()
        }
        for group, members in groups.items()
    }
    return {
        "documents": measured.documents,
        "matching": measured.matching,
        **scores,
        "attributes": asdict(measured.attributes) if measured.attributes else None,
        "false_links_per_empty_document": measured.false_links_per_empty_document,
    }
