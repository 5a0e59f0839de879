"""Text and tables for the terminal, in which Arabic and Latin words stand side by side."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from textwrap import wrap

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

# First strong isolate and its end: what stands between them keeps its own direction and does not turn its surroundings.
_ISOLATE, _END = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Output that goes into a file or another program is not broken at all.
_WIDTH_WITHOUT_TERMINAL = 10_000
# A column of sentences that is narrower is harder to read than other columns that are.
_NARROWEST_PROSE = 40
# And one that is wider makes the eye lose the line.
_WIDEST_PROSE = 80


def output() -> Console:
    """Give the console for results, on standard output."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL, highlight=False)


def messages() -> Console:
    """Give the console for messages and progress, on standard error; messages are never wrapped."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def right_to_left(text: str) -> bool:
    """Tell whether the text has Arabic or Hebrew letters."""
    return bool(_RIGHT_TO_LEFT.search(text))


def isolated(text: str) -> str:
    """Give the text so that it can stand in a line of the other direction; text without Arabic stays as it is."""
    return f"{_ISOLATE}{text}{_END}" if right_to_left(text) else text


class Prose:
    """A text in a column: broken between words to the column's width, each line isolated, Arabic at the right edge."""

    def __init__(self, text: str) -> None:
        self._text = " ".join(text.split())

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        length = cell_len(self._text)
        longest = max(map(cell_len, self._text.split()), default=0)
        return Measurement(max(longest, min(_NARROWEST_PROSE, length)), max(longest, min(_WIDEST_PROSE, length)))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        justify: JustifyMethod = "right" if right_to_left(self._text) else "left"
        for line in wrap(self._text, options.max_width, break_long_words=False, break_on_hyphens=False):
            yield Text(isolated(line), justify=justify)


def cell(text: str | None) -> Text:
    """Give what a table shows for a value: Arabic isolated and at the right edge, a missing value as a dash."""
    if text is None or text == "":
        return Text("–", style="dim")
    return Text(isolated(text), justify="right" if right_to_left(text) else None)


Value = str | Prose | None


class Records:
    """Rows under headings, as a table where the terminal is wide enough for its words, else one below the other.

    No cell is ever cut: a link without who says so is another link.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[Value]], *, numbers: Sequence[str]) -> None:
        self._columns = columns
        self._rows = [list(row) for row in rows]
        self._numbers = numbers

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        shown = self._table()
        needed = Measurement.get(console, options.update(max_width=_WIDTH_WITHOUT_TERMINAL), shown).minimum
        if needed <= options.max_width:
            yield shown
            return
        for row in self._rows:
            yield facts(
                (name, value) for name, value in zip(self._columns, row, strict=True) if value not in (None, "")
            )
            yield ""

    def _table(self) -> Table:
        shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for place, name in enumerate(self._columns):
            whole = all(_is_one_word(row[place]) for row in self._rows)
            justify: JustifyMethod = "right" if name in self._numbers else "left"
            shown.add_column(name, justify=justify, overflow="fold", no_wrap=whole)
        for row in self._rows:
            shown.add_row(*(value if isinstance(value, Prose) else cell(value) for value in row))
        return shown


def table(columns: Sequence[str], rows: Iterable[Sequence[Value]], *, numbers: Sequence[str] = ()) -> Records:
    """Give a table with these headings; columns of `numbers` stand at the right.

    Where it is wider than the terminal, columns with several words in a cell are broken, those of ids are not.
    """
    return Records(columns, rows, numbers=numbers)


def _is_one_word(value: Value) -> bool:
    return not isinstance(value, Prose) and " " not in (value or "")


def facts(pairs: Iterable[tuple[str, Value]]) -> Table:
    """Give a list of names and their values, all at the left edge, for they have no column in common."""
    shown = Table(box=None, pad_edge=False, show_header=False)
    shown.add_column(style="dim")
    shown.add_column(overflow="fold")
    for name, value in pairs:
        if isinstance(value, Prose):
            shown.add_row(name, value)
        else:
            shown.add_row(name, Text(isolated(value)) if value else cell(None))
    return shown
