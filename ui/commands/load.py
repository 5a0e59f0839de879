"""`detente ingest`: documents into the graph."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from ui import tables
from ui.failures import Failures
from ui.loading import Load, Summary, load
from ui.options import As, Day, Fetch, Sources, Workers
from ui.reading import web
from ui.settings import settings

app = typer.Typer()


@app.callback()
def _group() -> None:
    """Keep the command's name."""


@app.command()
def ingest(
    paths: Sources,
    *,
    reader: As = None,
    day: Day = None,
    fetch: Fetch = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let a changed text take the place of the stored one with the same id.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="List the sentences that name two known actors and gave no claim.")
    ] = False,
    workers: Workers = None,
) -> None:
    """Read documents, extract their claims, load them into the graph.

    Loading again changes nothing: what was loaded from the same documents by the same version is not even read, except
    to list what -v asks for. So a run that was interrupted is taken up by the same command. A document that cannot be
    read is named with its reason, the others go on, and the exit status is 1.

    \b
    Examples:
      detente ingest article.txt news/
      detente ingest -v --date 2024-04-26 article.txt
      detente ingest - --as jsonl < articles.jsonl
      detente ingest https://news.example/feed.xml
    """
    console = tables.messages()
    failures = Failures(console)
    chosen = settings()
    wanted = Load(paths=paths, reader=reader, day=day, replace=replace, web=web(chosen), follow=fetch, workers=workers)
    try:
        summary = load(wanted, chosen, failures, console, verbose=verbose)
    except KeyboardInterrupt:
        console.print("interrupted; what is loaded stays, and the same command goes on from there")
        raise
    tables.output().print(_table(summary, failures))
    failures.exit_if_any()


def _table(summary: Summary, failures: Failures) -> Table:
    report = summary.report
    documents = [
        f"{report.added} new",
        f"{report.unchanged + summary.skipped} known",
        *([f"{report.reread} read anew"] if report.reread else []),
        *([f"{report.superseded} older than what is stored"] if report.superseded else []),
        *([f"{report.withdrawn} withdrawn by the publisher"] if report.withdrawn else []),
    ]
    removed = [f"{report.claims_removed} removed"] if report.claims_removed else []
    claims = [f"{report.claims_added} new", f"{summary.claims - report.claims_added} known", *removed]
    loaded = report.documents + summary.skipped - len(report.refused)
    return tables.facts(
        [
            ("documents", f"{loaded} ({', '.join(documents)})"),
            *([("skipped", f"{summary.skipped} of them, read before by this version")] if summary.skipped else []),
            ("claims", f"{summary.claims} ({', '.join(claims)})"),
            ("sentences", f"{summary.sentences} read, {summary.unread} of them with two known actors and no claim"),
            ("failed", str(failures.count)),
        ]
    )
