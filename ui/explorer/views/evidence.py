"""The evidence behind a link, as HTML: every sentence, who says it, where and when, and why it was read so."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlsplit

from graph.store.views import EdgeView, Evidence, Named
from graph.vocabulary import Vocabulary
from ui.explorer.texts import DIRECTION, Texts
from ui.explorer.views.links import Names, phrase
from ui.explorer.views.marked import Mark, marked


def heading(edge: EdgeView, words: Texts, vocabulary: Vocabulary, named: Names) -> str:
    """Give the link's headline: both actors, what is done, colour, factuality."""
    sign = "–" if edge.symmetric else words.arrow
    source, target = (named.get(key, key.partition(":")[2]) for key in (edge.source_key, edge.target_key))
    quad = f'<i class="dt-dot" style="background:var(--dt-quad-{escape((edge.quad or "").replace(" ", "-"))})"></i>'
    return (
        f'<div class="dt-head" dir="{DIRECTION[words.language]}"><div class="dt-head-ends"><bdi>{escape(source)}</bdi> '
        f'<span class="dt-arrow">{sign}</span> <bdi>{escape(target)}</bdi></div>'
        f'<div class="dt-head-link">{quad}<bdi>{escape(phrase(edge, words, vocabulary, named))}</bdi>'
        f"{_badge(edge.factuality or 'actual', words)}</div></div>"
    )


def panel(claims: Sequence[Evidence], words: Texts, *, key: bool = True) -> str:
    """Give all sentences behind a link, in the order given; `key` adds what the marks mean."""
    cards = "".join(card(claim, words) for claim in claims)
    return f'<div class="dt-panel" dir="{DIRECTION[words.language]}">{cards}{_key(words) if key else ""}</div>'


def card(claim: Evidence, words: Texts) -> str:
    """Give one sentence with all that is known of it."""
    return (
        f'<article class="dt-card">{_who(claim, words)}{_sentence(claim, words)}{_understood(claim, words)}'
        f"{_origin(claim, words)}{_facts(claim, words)}{_why(claim, words)}</article>"
    )


def speakers(claim: Evidence, words: Texts) -> str:
    """Name who says so as HTML, outermost first."""
    joint = (
        '<span class="dt-joint" aria-hidden="true">‹</span>'
        if words.language == "ar"
        else ('<span class="dt-joint" aria-hidden="true">›</span>')
    )
    return joint.join(f"<bdi>{escape(words.name(speaker))}</bdi>" for speaker in claim.speakers)


def _who(claim: Evidence, words: Texts) -> str:
    if claim.speakers:
        said = f'<span class="dt-said">“</span>{speakers(claim, words)}'
    else:
        said = escape(words("evidence.document_itself"))
    label = escape(words("evidence.speakers"))
    return (
        f'<div class="dt-who"><span><span class="dt-label">{label}</span> {said}</span>'
        f"{_badge(claim.factuality, words)}</div>"
    )


def _badge(factuality: str, words: Texts) -> str:
    note = escape(words(f"factuality.{factuality}_note"))
    return f'<span class="dt-badge dt-{factuality}" title="{note}">{escape(words(f"factuality.{factuality}"))}</span>'


def _sentence(claim: Evidence, words: Texts) -> str:
    spans = (
        ("source", claim.source_in_quote, f"{words('evidence.source_mark')}: {words.name(claim.source)}"),
        ("trigger", claim.trigger_in_quote, words("evidence.trigger_mark")),
        ("target", claim.target_in_quote, f"{words('evidence.target_mark')}: {words.name(claim.target)}"),
    )
    marks = [Mark(span=span, style=f"dt-{style}", note=note) for style, span, note in spans if span]
    language = escape(claim.language)
    return f'<blockquote class="dt-quote" dir="auto" lang="{language}">{marked(claim.quote, marks)}</blockquote>'


def _understood(claim: Evidence, words: Texts) -> str:
    absent = [
        end for end, span in ((claim.source, claim.source_in_quote), (claim.target, claim.target_in_quote)) if not span
    ]
    if not absent:
        return ""
    joined = ("، " if words.language == "ar" else ", ").join(words.name(end) for end in absent)
    return f'<div class="dt-understood">{escape(words("evidence.understood", names=joined))}</div>'


def _origin(claim: Evidence, words: Texts) -> str:
    inside = f"documents?document={quote(claim.document, safe='')}&lang={words.language}"
    parts = [_link(inside, claim.title or claim.document, f'target="_self" title="{escape(words("evidence.open"))}"')]
    if claim.publisher:
        parts.append(f"<bdi>{escape(claim.publisher)}</bdi>")
    if outside := web_address(claim.url):
        parts.append(_link(outside, words("evidence.original"), 'target="_blank" rel="noreferrer noopener"'))
    return f'<div class="dt-origin">{" · ".join(parts)}</div>'


def _link(address: str, text: str, attributes: str) -> str:
    return f'<a href="{escape(address)}" {attributes}><bdi>{escape(text)}</bdi></a>'


def web_address(url: str | None) -> str | None:
    """Give the address where it is one of the web; `javascript:` and its like must not become a link."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def _facts(claim: Evidence, words: Texts) -> str:
    reported = claim.reported.isoformat() if claim.reported else words("evidence.no_reported")
    if not claim.reported and claim.reported_note:
        reported = f"{reported} ({claim.reported_note})"
    facts = [
        ("when", claim.when or words("evidence.no_when")),
        ("reported", reported),
        ("ingested", claim.ingested.date().isoformat()),
        ("via", _names(claim.via, words)),
        ("item", _names((claim.item,) if claim.item else (), words)),
        ("place", _names((claim.place,) if claim.place else (), words)),
    ]
    cells = (
        f"<div><dt>{escape(words(f'evidence.{key}'))}</dt><dd><bdi>{escape(value)}</bdi></dd></div>"
        for key, value in facts
        if value
    )
    return f'<dl class="dt-facts">{"".join(cells)}</dl>'


def _names(things: Sequence[Named], words: Texts) -> str:
    return ("، " if words.language == "ar" else ", ").join(words.name(thing) for thing in things)


def _why(claim: Evidence, words: Texts) -> str:
    parts = [
        f"{claim.plover} · CAMEO {claim.cameo}",
        words("evidence.rule", rule=claim.rule) if claim.rule else "",
        words("evidence.extractor", extractor=claim.extractor),
        words("evidence.confidence", confidence=f"{claim.confidence:.2f}"),
    ]
    text = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts if part)
    return f'<div class="dt-why"><span class="dt-label">{escape(words("evidence.why"))}</span> {text}</div>'


def _key(words: Texts) -> str:
    parts = (
        f'<mark class="dt-mark dt-{name} dt-begins dt-ends">{escape(words(f"evidence.{name}_mark"))}</mark>'
        for name in ("source", "trigger", "target")
    )
    return f'<div class="dt-mark-key">{" ".join(parts)}</div>'
