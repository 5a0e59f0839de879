"""The other pages, the demo store's banner, the empty store, and how all of them look."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ui.explorer.texts import Language

from .articles import SUPPLY
from .conftest import Scheme, Screen

pytestmark = pytest.mark.browser

Visit = Callable[..., Screen]
_PATHS = ("/?actor=RUS", "/documents", "/paste", "/cypher")
_PASTED = "زوّدت فرنسا اليونان بطائرات مسيّرة.\n\nوقالت الصين إنها ستلتقي بالهند قريبا."


def _query(screen: Screen, cypher: str) -> None:
    screen.page.locator(".cm-content").click()
    screen.page.keyboard.press("ControlOrMeta+a")
    screen.page.keyboard.insert_text(cypher)
    screen.page.keyboard.press("ControlOrMeta+Enter")
    screen.settle()


def test_a_pasted_article_shows_its_claims_before_it_is_loaded(visit: Visit, address: str) -> None:
    screen = visit(address).open("/paste")
    screen.page.get_by_label("Title").fill("خبر ملصق")
    screen.page.get_by_label("Article", exact=True).fill(_PASTED)
    screen.page.get_by_role("button", name="Read").click()
    expect(screen.rows().first).to_contain_text("France", timeout=60_000)
    expect(screen.page.locator(".dt-article mark.dt-trigger").first).to_have_text("زوّدت")
    expect(screen.page.get_by_text("sentences: 2")).to_be_visible()
    visit(address).open("/documents").page.wait_for_selector(".dt-records")
    before = screen.rows().count()
    assert before >= 1
    screen.page.get_by_role("button", name="Load into the store").click()
    expect(screen.page.get_by_text("Loaded.")).to_be_visible(timeout=30_000)
    listed = visit(address).open("/documents")
    expect(listed.rows().filter(has_text="خبر ملصق")).to_have_count(1)


def test_nothing_is_read_from_nothing(visit: Visit, address: str) -> None:
    screen = visit(address).open("/paste")
    screen.page.get_by_role("button", name="Read").click()
    expect(screen.page.get_by_text("There is no text to read.")).to_be_visible()


def test_a_document_opens_with_its_claims_marked(visit: Visit, address: str) -> None:
    screen = visit(address).open("/documents")
    screen.rows().filter(has_text="مسيّرات إيرانية").click()
    article = screen.page.locator(".dt-article")
    expect(article).to_contain_text(SUPPLY)
    assert article.locator("mark.dt-trigger").count() == 5
    expect(screen.rows()).to_have_count(5)
    screen.rows().filter(has_text="denied").click()
    expect(article.locator("mark.dt-lit").first).to_be_visible()
    assert "document=tests" in screen.page.url


def test_a_query_gives_a_table(visit: Visit, address: str) -> None:
    screen = visit(address).open("/cypher")
    _query(screen, "MATCH (a:State)-[r:SUPPLIES]->({id: 'RUS'}) RETURN a.id AS who, r.item AS what ORDER BY who, what")
    expect(screen.rows().first).to_contain_text("BALLISTIC_MISSILE")
    assert screen.rows().count() == 4
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Download (CSV)").click()
    assert download.value.path().read_text(encoding="utf-8-sig").startswith("who,what")


def test_a_query_that_gives_nodes_is_drawn(visit: Visit, address: str) -> None:
    screen = visit(address).open("/cypher")
    _query(screen, "MATCH (a:Actor {id: 'IRN'})-[r:SUPPLIES]->(b:Actor) RETURN a, r, b")
    screen.canvas()
    assert sorted(screen.places()) == ["Actor:IRN", "Actor:RUS"]
    assert screen.drawn_links() == 3


def test_the_run_button_runs_what_is_typed(visit: Visit, address: str) -> None:
    screen = visit(address).open("/cypher")
    screen.page.locator(".cm-content").click()
    screen.page.keyboard.press("ControlOrMeta+a")
    screen.page.keyboard.insert_text("RETURN 'سلام' AS word")
    screen.page.wait_for_timeout(900)
    screen.page.get_by_role("button", name="Run").click()
    expect(screen.rows().first).to_contain_text("سلام")


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n:Actor {id: 'X'}) RETURN n",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "MATCH (n) DETACH DELETE n",
    ],
)
def test_a_query_that_does_more_than_read_is_refused(visit: Visit, address: str, cypher: str) -> None:
    screen = visit(address).open("/cypher")
    _query(screen, cypher)
    expect(screen.page.get_by_text("Refused", exact=True)).to_be_visible()
    _query(screen, "MATCH (n:Actor {id: 'IRN'}) RETURN n.id AS id")
    expect(screen.rows().first).to_contain_text("IRN")


def test_a_query_with_a_slip_says_where(visit: Visit, address: str) -> None:
    screen = visit(address).open("/cypher")
    _query(screen, "MATCH (n RETURN n")
    expect(screen.page.get_by_text("Not understood", exact=True)).to_be_visible()


def test_the_editor_completes_from_the_schema(visit: Visit, address: str) -> None:
    screen = visit(address).open("/cypher")
    screen.page.locator(".cm-content").click()
    screen.page.keyboard.press("ControlOrMeta+a")
    screen.page.keyboard.type("MATCH (a)-[:SUPP", delay=30)
    expect(screen.page.locator(".cm-tooltip-autocomplete")).to_contain_text("SUPPLIES")


@pytest.mark.parametrize("path", ["/", "/documents", "/paste", "/cypher"])
def test_the_demo_store_says_on_every_page_that_it_is_invented(visit: Visit, empty_demo: str, path: str) -> None:
    screen = visit(empty_demo).open(path)
    expect(screen.page.get_by_text("invented sample / عيّنة مختلقة")).to_be_visible()


def test_the_users_store_has_no_such_banner(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    expect(screen.page.get_by_text("invented sample")).to_have_count(0)


def test_an_empty_store_says_how_to_load_something(visit: Visit, empty_demo: str) -> None:
    screen = visit(empty_demo).open()
    expect(screen.page.get_by_text("Nothing is loaded yet")).to_be_visible()
    expect(screen.page.get_by_text("detente ingest")).to_be_visible()
    screen.page.get_by_test_id("stPageLink").click()
    expect(screen.page.get_by_label("Article", exact=True)).to_be_visible()


def test_the_language_is_switched_on_the_page(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    screen.page.get_by_role("radio", name="العربية").or_(screen.page.get_by_text("العربية", exact=True)).first.click()
    expect(screen.page.get_by_text("الصلات").first).to_be_visible()
    assert "lang=ar" in screen.page.url
    assert screen.page.locator(".stApp").evaluate("each => getComputedStyle(each).direction") == "rtl"
    names = screen.page.evaluate("window.__cy.nodes().map(node => node.data('name'))")
    assert "روسيا" in names


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_window_and_show_no_exception(
    visit: Visit, address: str, scheme: Scheme, language: Language
) -> None:
    """Pictures go to the folder that SHOTS names, to be looked at."""
    folder = os.environ.get("SHOTS")
    for path in _PATHS:
        screen = visit(address, scheme, language).open(f"{path}{'&' if '?' in path else '?'}lang={language}")
        screen.page.wait_for_timeout(700)
        if "actor" in path:
            screen.canvas().click("edge[source='Actor:PRK']")
        width = screen.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 1440
        expect(screen.page.locator(".stException")).to_have_count(0)
        ground = screen.page.locator(".stApp").evaluate("each => getComputedStyle(each).backgroundColor")
        assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(18, 22, 28)")
        if folder:
            name = path.strip("/").split("?")[0] or "explore"
            screen.page.screenshot(path=str(Path(folder) / f"{name}-{scheme}-{language}.png"))
