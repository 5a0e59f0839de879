"""A document and its claims: as a table, and as the text itself with the claims marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from graph.model import Claim, Document, Span
from graph.vocabulary import Vocabulary
from ui.components.record_table import Column, Kind
from ui.explorer.texts import DIRECTION, Texts
from ui.explorer.views.marked import Mark, marked

Namer = Callable[[str], str]

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("line", "line"),
    ("source", "text"),
    ("link", "text"),
    ("target", "text"),
    ("factuality", "text"),
    ("speakers", "text"),
    ("when", "date"),
    ("sentence", "sentence"),
)


def claim_columns(words: Texts, *, beside_text: bool = False) -> list[Column]:
    """Give the columns of a table of claims; beside the text itself it needs no sentences."""
    return [
        Column(key=name, label=words(f"column.{name}"), kind=kind)
        for name, kind in _COLUMNS
        if not (beside_text and kind == "sentence")
    ]


def facts(parts: Sequence[str]) -> str:
    """Give a line of facts; each stands for itself, so that a date after an Arabic name keeps its order."""
    return f'<div class="dt-counts">{" · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts)}</div>'


def phrase(claim: Claim, words: Texts, vocabulary: Vocabulary, name: Namer) -> str:
    """Say what is done: the relation's verb, and the item."""
    verb = getattr(vocabulary.relations[claim.relation], words.language)
    return f"{verb} · {name(claim.item)}" if claim.item else verb


def claim_rows(claims: Iterable[Claim], words: Texts, vocabulary: Vocabulary, name: Namer) -> list[dict[str, Any]]:
    """Give one row for each claim, in the order of the text."""
    joint = " ‹ " if words.language == "ar" else " › "
    return [
        {
            "id": claim.id,
            "line": {
                "quad": vocabulary.quad(claim.relation),
                "factuality": claim.factuality,
                "attributed": claim.attributed,
                "directed": not vocabulary.relations[claim.relation].symmetric,
            },
            "source": name(claim.source),
            "link": phrase(claim, words, vocabulary, name),
            "target": name(claim.target),
            "factuality": words(f"factuality.{claim.factuality}"),
            "speakers": joint.join(name(speaker) for speaker in claim.speakers),
            "when": str(claim.when or ""),
            "sentence": claim.quote,
        }
        for claim in sorted(claims, key=lambda claim: (claim.sentence, claim.trigger))
    ]


def article(
    document: Document,
    claims: Sequence[Claim],
    words: Texts,
    vocabulary: Vocabulary,
    name: Namer,
    *,
    unread: Sequence[Span] = (),
    lit: str | None = None,
) -> str:
    """Give the text as paragraphs with the sentences, triggers and actors of its claims marked.

    `lit` is the id of a claim whose sentence stands out.
    """
    marks = [*_sentences(claims, words, vocabulary, name), *_parts(claims, words, name)]
    marks += [Mark(span=claim.sentence, style="dt-lit") for claim in claims if claim.id == lit]
    marks += [Mark(span=span, style="dt-unread", note=words("paste.unread")) for span in unread]
    language = escape(document.language)
    body = "".join(
        f'<p dir="auto" lang="{language}">{marked(document.text, marks, start=start, end=end)}</p>'
        for start, end in paragraphs(document.text)
    )
    return f'<div class="dt-article" lang="{language}">{body}</div>'


def paragraphs(text: str) -> list[Span]:
    """Give the spans of the lines that are not blank."""
    spans: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append((at, at + len(line.rstrip())))
        at += len(line)
    return spans


def sentences(text: str, spans: Sequence[Span], words: Texts, language: str) -> str:
    """Give sentences of a text as a list."""
    items = "".join(
        f'<li dir="auto" lang="{escape(language)}">{escape(text[start:end].strip())}</li>' for start, end in spans
    )
    return f'<ol class="dt-sentences" dir="{DIRECTION[words.language]}">{items}</ol>'


def _sentences(claims: Sequence[Claim], words: Texts, vocabulary: Vocabulary, name: Namer) -> list[Mark]:
    by_sentence: dict[Span, list[str]] = {}
    for claim in claims:
        said = f"{name(claim.source)} {words.arrow} {name(claim.target)}: {phrase(claim, words, vocabulary, name)}"
        factuality = words(f"factuality.{claim.factuality}")
        by_sentence.setdefault(claim.sentence, []).append(f"{said} ({factuality})")
    return [Mark(span=span, style="dt-claim", note="\n".join(notes)) for span, notes in by_sentence.items()]


def _parts(claims: Sequence[Claim], words: Texts, name: Namer) -> list[Mark]:
    found: Mapping[tuple[Span, str], str] = {
        (span, style): note
        for claim in claims
        for style, span, note in (
            ("trigger", claim.trigger, words("evidence.trigger_mark")),
            ("source", claim.source_span, name(claim.source)),
            ("target", claim.target_span, name(claim.target)),
        )
        if span
    }
    return [Mark(span=span, style=f"dt-{style}", note=note) for (span, style), note in found.items()]
