from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from graph.store.views import Evidence
from ui.explorer.texts import Texts
from ui.explorer.views import evidence as views

from .conftest import named

Makes = Callable[..., Evidence]
_QUOTE = "قالت واشنطن إن إيران زوّدت روسيا بمسيّرات."


def _span(word: str) -> tuple[int, int]:
    at = _QUOTE.index(word)
    return at, at + len(word)


def test_trigger_and_both_actors_are_marked_apart(evidence: Makes, words: Texts) -> None:
    spans = {"source_in_quote": _span("إيران"), "trigger_in_quote": _span("زوّدت"), "target_in_quote": _span("روسيا")}
    html = views.card(evidence(_QUOTE, language="ar", **spans), words)
    for style, word in (("source", "إيران"), ("trigger", "زوّدت"), ("target", "روسيا")):
        mark = html.split(f'class="dt-mark dt-{style} ', 1)[1]
        assert mark.split(">", 1)[1].startswith(f"{word}</mark>")


def test_the_sentence_takes_its_own_direction(evidence: Makes, english: Texts) -> None:
    assert '<blockquote class="dt-quote" dir="auto" lang="ar">' in views.card(evidence(_QUOTE, language="ar"), english)


def test_who_says_it_is_always_shown_outermost_first(evidence: Makes, words: Texts) -> None:
    html = views.card(evidence(_QUOTE, speakers=(named("G7"), named("USA"))), words)
    outer, inner = words.name(named("G7")), words.name(named("USA"))
    assert html.index(f"<bdi>{outer}</bdi>") < html.index(f"<bdi>{inner}</bdi>")
    assert words("evidence.document_itself") in views.card(evidence(_QUOTE), words)


def test_event_report_and_loading_are_three_dates(evidence: Makes, words: Texts) -> None:
    html = views.card(evidence(_QUOTE, ingested=datetime(2026, 1, 2, tzinfo=UTC)), words)
    for label, value in (("when", "2024-03"), ("reported", "2024-05-07"), ("ingested", "2026-01-02")):
        assert f"<dt>{words(f'evidence.{label}')}</dt><dd><bdi>{value}</bdi></dd>" in html


def test_an_unknown_publication_date_says_why(evidence: Makes, english: Texts) -> None:
    html = views.card(evidence(_QUOTE, reported=None, reported_note="the body says otherwise"), english)
    assert "unknown (the body says otherwise)" in html


def test_an_actor_outside_the_sentence_is_named_as_understood(evidence: Makes, english: Texts) -> None:
    html = views.card(evidence(_QUOTE, source_in_quote=_span("إيران")), english)
    assert "understood from the context: Russia" in html


def test_rule_and_confidence_say_why(evidence: Makes, english: Texts) -> None:
    html = views.card(evidence(_QUOTE), english)
    assert "rule supply.active" in html
    assert "confidence 0.90" in html


@pytest.mark.parametrize("field", ["title", "publisher", "rule", "when", "document", "language", "extractor"])
def test_text_from_documents_cannot_become_markup(evidence: Makes, words: Texts, field: str) -> None:
    html = views.card(evidence(_QUOTE, **{field: "<img src=x onerror=alert(1)>\"'"}), words)
    assert "<img" not in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", None])
def test_only_web_addresses_become_links(evidence: Makes, english: Texts, url: str | None) -> None:
    assert "original page" not in views.card(evidence(_QUOTE, url=url), english)


def test_a_web_address_opens_without_telling_where_from(evidence: Makes, english: Texts) -> None:
    html = views.card(evidence(_QUOTE, url="https://example.org/a?b=1&c=2"), english)
    assert 'href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noreferrer noopener"' in html


def test_the_title_leads_to_the_document(evidence: Makes, english: Texts) -> None:
    assert 'href="documents?document=a%2Fb%20c.txt&amp;lang=en"' in views.card(evidence(_QUOTE), english)
