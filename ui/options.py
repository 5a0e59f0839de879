"""Options and arguments that several commands share, and how their values are read."""

from __future__ import annotations

import json
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")

Sources = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders, http addresses, or - for standard input.", show_default=False),
]
As = Annotated[
    str | None,
    typer.Option("--as", metavar="READER", help="Read every input as this format (text, html, jsonl, json, feed, …)."),
]
Fetch = Annotated[
    bool, typer.Option("--fetch", help="Fetch the feeds that lists of feeds (OPML) point at, instead of naming them.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, help="How many rows to show at most.")]


def day(text: str) -> date:
    """Read a day; what is none is bad usage."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day such as 2024-03-11") from error


Day = Annotated[
    date | None,
    typer.Option("--date", metavar="DATE", parser=day, help="Publication date of documents that give none."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", min=1, show_default=False,
        help="How many processes read at once: the number of cores unless said, 1 for no other.",
    ),
]  # fmt: skip


class Form(StrEnum):
    """How a query's answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def parameter(text: str) -> tuple[str, Any]:
    """Read `name=value`: a value that is JSON is taken as that, a day as a date, anything else as text.

    >>> parameter("least=3"), parameter("who=RUS"), parameter('code="070"')
    (('least', 3), ('who', 'RUS'), ('code', '070'))
    """
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise typer.BadParameter(f"{text!r} is not of the form name=value")
    if _ISO_DAY.match(value):
        return name, day(value)
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value
