"""The Explore page, by mouse and by eye."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .articles import DENIAL, MANY_LINKS, SUPPLY
from .conftest import Screen

pytestmark = pytest.mark.browser

Visit = Callable[..., Screen]
_SUPPLY = "edge[source='Actor:IRN'][target='Actor:RUS'][factuality='actual'][quad='material cooperation']"


def test_an_arabic_search_leads_to_the_arabic_sentence(visit: Visit, address: str) -> None:
    screen = visit(address).open()
    screen.page.get_by_placeholder("NATO").press_sequentially("إيران", delay=40)
    screen.page.get_by_role("button", name=re.compile("Iran.*إيران")).first.click()
    screen.canvas().click(_SUPPLY)
    quote = screen.page.locator("blockquote.dt-quote")
    expect(quote).to_have_text(SUPPLY)
    assert quote.evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert quote.locator("mark.dt-trigger").inner_text() == "سلّمت"
    assert quote.locator("mark.dt-source").inner_text() == "إيران"
    assert quote.locator("mark.dt-target").inner_text() == "روسيا"
    panel = screen.page.locator(".dt-panel")
    expect(panel).to_contain_text("G7")
    for part in ("صحيفة المرفأ", "2024-03", "2024-04-02", "2026-01-02", "by.hand"):
        expect(panel).to_contain_text(part)


def test_a_search_that_finds_nobody_says_so(visit: Visit, address: str) -> None:
    screen = visit(address).open()
    screen.page.get_by_placeholder("NATO").press_sequentially("xqzw", delay=40)
    expect(screen.page.get_by_text("No actor in the store is called “xqzw”.")).to_be_visible()


def test_a_double_click_adds_links_and_keeps_places(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    before = screen.places()
    assert "Actor:UKR" not in before
    screen.double_click("node[id='Actor:RUS']")
    screen.page.wait_for_function("window.__cy.getElementById('Actor:UKR').nonempty()")
    screen.settle()
    after = screen.places()
    assert {key: after[key] for key in before} == before
    new = [after[key] for key in after.keys() - before.keys()]
    assert all(abs(place["x"]) < 2000 and abs(place["y"]) < 2000 for place in new)
    assert len({(round(place["x"]), round(place["y"])) for place in after.values()}) == len(after)


def test_places_are_kept_over_a_visit_to_another_page(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    x, y = screen.where("node[id='Actor:RUS']")
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x - 60, y + 80, steps=5)
    screen.page.mouse.up()
    moved = screen.places()
    screen.page.get_by_role("link", name="Documents").click()
    expect(screen.rows()).not_to_have_count(0)
    screen.page.get_by_role("link", name="Explore").click()
    screen.canvas()
    for key, place in moved.items():
        assert screen.places()[key] == pytest.approx(place, abs=1)


def test_the_legend_hides_links_on_the_canvas_and_in_the_table(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    links, rows = screen.drawn_links(), screen.rows().count()
    screen.page.locator("[data-key='factuality:denied']").click()
    screen.settle()
    assert screen.drawn_links() == links - 1
    expect(screen.rows()).to_have_count(rows - 1)
    screen.page.locator("[data-key='attribution:others']").click()
    expect(screen.rows()).to_have_count(2)
    screen.page.locator("[data-key='attribution:others']").click()
    screen.settle()
    screen.page.locator("[data-key='factuality:denied']").click()
    expect(screen.rows()).to_have_count(rows)


def test_a_period_filters_table_and_canvas(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=RUS").canvas()
    rows = screen.rows().count()
    screen.page.get_by_role("button", name="Filters").click()
    screen.page.get_by_test_id("stPopoverBody").get_by_role("spinbutton").first.click()
    screen.page.keyboard.type("20240403", delay=40)
    screen.page.get_by_text("Days of the event").click(position={"x": 400, "y": 5})
    expect(screen.rows()).not_to_have_count(rows)
    expect(screen.page.locator(".dt-records")).to_contain_text("Ukraine")


def test_a_row_opens_its_evidence_and_lights_its_link(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    screen.rows().filter(has_text="denied").click()
    expect(screen.page.locator("blockquote.dt-quote")).to_have_text(DENIAL)
    expect(screen.page.locator(".dt-records tr[aria-selected='true']")).to_contain_text("denied")
    lit = screen.page.evaluate("window.__cy.edges('.picked').map(edge => edge.data('factuality'))")
    assert lit == ["denied"]


def test_rows_are_picked_by_keyboard(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    screen.rows().first.focus()
    screen.page.keyboard.press("ArrowDown")
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator("blockquote.dt-quote").first).to_be_visible()
    expect(screen.rows().nth(1)).to_have_attribute("aria-selected", "true")


def test_the_table_sorts_by_a_column(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=RUS").canvas()
    screen.page.locator(".dt-records th button", has_text="From").click()
    names = screen.page.locator(".dt-records tbody td:nth-child(2)").all_inner_texts()
    assert names == sorted(names)
    assert len(set(names)) > 1


def test_the_address_leads_back_to_the_evidence(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    screen.click(_SUPPLY)
    expect(screen.page.locator("blockquote.dt-quote")).to_have_text(SUPPLY)
    written = screen.page.url.removeprefix(address)
    assert "actor=IRN" in written
    assert "edge=" in written
    other = visit(address).open(written).canvas()
    expect(other.page.locator("blockquote.dt-quote")).to_have_text(SUPPLY)


def test_an_edge_alone_is_address_enough(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    screen.click(_SUPPLY)
    expect(screen.page.locator("blockquote.dt-quote")).to_have_text(SUPPLY)
    edge = re.search("edge=([0-9a-f]+)", screen.page.url)
    assert edge
    other = visit(address).open(f"/?edge={edge[1]}").canvas()
    expect(other.page.locator("blockquote.dt-quote")).to_have_text(SUPPLY)


def test_an_unknown_actor_in_the_address_is_named(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=NOBODY")
    expect(screen.page.get_by_text("no actor “NOBODY”")).to_be_visible()


def test_many_links_between_two_are_one_line_that_opens(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=CHN").canvas()
    assert screen.drawn_links() == 1
    screen.click("edge.bundle")
    assert screen.drawn_links() == MANY_LINKS
    expect(screen.page.locator(".dt-head")).to_have_count(MANY_LINKS)
    expect(screen.page.locator("blockquote.dt-quote")).to_have_count(MANY_LINKS)
    screen.page.get_by_role("button", name="China – India").click()
    expect(screen.page.locator(".dt-actor-name")).to_contain_text("China")


def test_a_click_on_an_actor_shows_its_card(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    screen.click("node[id='Actor:G7']")
    expect(screen.page.locator(".dt-actor-other")).to_have_text("مجموعة السبع")


def test_the_picture_is_saved(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    with screen.page.expect_download() as download:
        screen.page.locator("[data-tool='picture']").click()
    assert download.value.suggested_filename == "detente-IRN.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_link_between_two_actors_is_told_by_line_and_mark(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=IRN").canvas()
    style = """factuality => {
        const edge = window.__cy.edges(`[source='Actor:IRN'][target='Actor:RUS'][factuality='${factuality}']`)
            .filter(each => each.data('directed'))[0];
        return [edge.style('line-style'), edge.style('target-arrow-shape'), edge.style('target-arrow-fill'),
                edge.style('line-outline-width')];
    }"""
    assert screen.page.evaluate(style, "actual")[:3] == ["solid", "triangle", "hollow"]
    assert screen.page.evaluate(style, "conditional")[0] == "dashed"
    assert screen.page.evaluate(style, "denied")[3] != "0px"
    meeting = screen.page.evaluate("window.__cy.edges('[!directed]').map(each => each.style('target-arrow-shape'))")
    assert meeting == ["none"]


def test_another_day_shows_another_office_holder(visit: Visit, address: str) -> None:
    screen = visit(address).open("/?actor=RUS&on=2024-04-26").canvas()
    panel = screen.page.locator(".st-key-inspector")
    minister = panel.locator(".dt-rows li", has_text="defence minister").first
    expect(minister).to_contain_text("Sergei Shoigu")
    expect(minister).to_contain_text("2012-11-06 – 2024-05-12")
    panel.locator("[data-type='month']").click()
    screen.page.keyboard.type("0601", delay=60)
    screen.page.get_by_text("Click a row or an edge").click()
    expect(minister).to_contain_text("Andrei Belousov")
    assert "on=2024-06-01" in screen.page.url
    panel.get_by_role("button", name="restart_alt").click()
    expect(minister).to_contain_text("Sergei Shoigu")
    assert "on=" not in screen.page.url


def test_the_panel_is_arabic_and_says_where_facts_are_from(visit: Visit, address: str) -> None:
    screen = visit(address, "dark", "ar").open("/?actor=G7&on=2010-01-01&lang=ar").canvas()
    panel = screen.page.locator(".st-key-inspector")
    expect(panel.locator(".dt-actor-name")).to_contain_text("مجموعة السبع")
    expect(panel.locator(".dt-actor-other")).to_have_text("G7")
    members = panel.locator(".dt-bonds .dt-chips").first
    expect(members).to_contain_text("اليابان")
    assert members.evaluate("each => getComputedStyle(each).direction") == "rtl"
    figure = panel.locator(".dt-ref").first
    source = figure.get_attribute("title")
    assert source
    expect(panel.locator(".dt-sources li").nth(int(figure.inner_text()) - 1)).to_have_text(source)
