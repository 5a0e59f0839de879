"""Text with marks, as HTML. Text is data: everything is escaped, and nothing in it can become markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from graph.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text to mark. `style` is its CSS class, `note` what it is, for a pointer and a screen reader."""

    span: Span
    style: str
    note: str = ""


def marked(text: str, marks: Iterable[Mark], *, start: int = 0, end: int | None = None) -> str:
    """Give the text from `start` to `end` as HTML with its marks; spans count from the beginning of the text.

    Marks may overlap: the text is cut at every edge of a mark, and each piece carries all marks that cover it, the
    shortest innermost. Marks outside the text or empty are left out.
    """
    end = len(text) if end is None else end
    inside = [mark for mark in marks if max(mark.span[0], start) < min(mark.span[1], end)]
    edges = {start, end, *(edge for mark in inside for edge in mark.span if start < edge < end)}
    cuts = sorted(edges)
    return "".join(_piece(text, piece, inside) for piece in pairwise(cuts))


def _piece(text: str, piece: Span, marks: list[Mark]) -> str:
    html = escape(text[piece[0] : piece[1]])
    over = [mark for mark in marks if mark.span[0] <= piece[0] and piece[1] <= mark.span[1]]
    for mark in sorted(over, key=lambda mark: mark.span[1] - mark.span[0]):
        html = _wrap(html, mark, first=mark.span[0] == piece[0], last=mark.span[1] == piece[1])
    return html


def _wrap(html: str, mark: Mark, *, first: bool, last: bool) -> str:
    ends = " dt-begins" * first + " dt-ends" * last
    title = f' title="{escape(mark.note)}"' if mark.note else ""
    return f'<mark class="dt-mark {escape(mark.style)}{ends}"{title}>{html}</mark>'
