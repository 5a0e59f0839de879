"""Record tables as all pages show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.components.record_table import Column, record_table
from ui.explorer.palette import QUADS
from ui.explorer.texts import Texts


def records(
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    text: Texts,
    *,
    key: str,
    height: str,
    picked: str | None = None,
    on_picked: Callable[[str], None] | None = None,
) -> None:
    """Show rows in the explorer's colours and language."""
    record_table(
        columns, rows, key=key, height=height, sort_hint=text("table.sort"), palette=QUADS, picked=picked,
        on_picked=on_picked,
    )  # fmt: skip
