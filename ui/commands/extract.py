"""`detente extract`: claims, or names, on standard output; no store is used."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from graph.model import Claim
from ingest.pipeline import Pipeline
from ingest.readers import documents
from ui import tables
from ui.failures import Failures
from ui.jsonl import claim_row, line, mention_row
from ui.options import As, Day, Fetch, Sources, Workers
from ui.progress import Advance
from ui.reading import parallel, web
from ui.settings import settings

app = typer.Typer()


class Form(StrEnum):
    """How claims are printed."""

    JSONL = "jsonl"
    TABLE = "table"


@app.callback()
def _group() -> None:
    """Keep the command's name."""


@app.command()
def extract(
    paths: Sources,
    *,
    form: Annotated[Form, typer.Option("--format", help="One JSON object a line, or tables.")] = Form.JSONL,
    mentions: Annotated[bool, typer.Option("--mentions", help="Print the names recognised instead of claims.")] = False,
    reader: As = None,
    day: Day = None,
    fetch: Fetch = False,
    workers: Workers = None,
) -> None:
    """Print the claims of documents, without a store.

    Spans count code points of the text as read. A document that cannot be read is named on standard error, the
    others go on, and the exit status is 1.

    \b
    Examples:
      detente extract article.txt
      detente extract --format table news/
      detente extract --mentions article.txt
      curl -s https://example.org/story | detente extract - --as html
    """
    console = tables.messages()
    failures = Failures(console)
    chosen = settings()
    read = parallel(chosen, workers=workers)
    found = documents(paths, reader=reader, day=day, report=failures.report, web=web(chosen), follow=fetch)
    with Advance(console, "names" if mentions else "claims", among=sys.stdout.isatty()) as advance:
        if mentions:
            for names in advance.through(failures.reported(read.outcomes(Pipeline.mentions, found)), len):
                _print(line(mention_row(name)) for name in names)
        else:
            readings = failures.reported(read.outcomes(Pipeline.read, found))
            for reading in advance.through(readings, lambda reading: len(reading.claims)):
                if form is Form.JSONL:
                    _print(line(claim_row(claim)) for claim in reading.claims)
                else:
                    _show(reading.document.id, reading.claims)
    failures.exit_if_any()


def _print(lines: Iterable[str]) -> None:
    """Print the lines of one document at once, so that a reader at the other end of a pipe need not wait."""
    sys.stdout.writelines(f"{text}\n" for text in lines)
    sys.stdout.flush()


def _show(document: str, claims: Sequence[Claim]) -> None:
    console = tables.output()
    console.print(tables.isolated(document), style="bold")
    rows = [
        (
            claim.source,
            claim.relation,
            claim.target,
            claim.item,
            claim.factuality,
            " ← ".join(reversed(claim.speakers)),
            claim.when.text if claim.when else None,
            tables.Prose(claim.quote),
        )
        for claim in claims
    ]
    columns = ("source", "relation", "target", "item", "factuality", "said by", "when", "sentence")
    console.print(tables.table(columns, rows))
