"""The explorer as a reader has it: the real application on the real bundled server, in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, sync_playwright

from graph.actors.registry import load_registry
from graph.store.server import open_server
from graph.store.writer import Writer
from graph.vocabulary import vocabulary
from ui.components.bundle import missing
from ui.explorer.launch import command
from ui.explorer.texts import Language
from ui.serving import served
from ui.settings import Settings

from .articles import readings

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-unsafe-swiftshader",
)  # fmt: skip
_LOCALES: dict[Language, str] = {"en": "en-GB", "ar": "ar-EG"}
_LOADED = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
# A cold start of the bundled server and the registry, on a busy machine.
_PATIENCE = 60_000
# Streamlit asks for these below the page's own address first when a page is entered directly.
_PROBE = re.compile(r"^http://127\.0\.0\.1:\d+/\w+/_stcore/(health|host-config)$")

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium on the path (looked for {', '.join(_CHROMIUM)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def _running(folder: Path, *, demo: bool, load: bool) -> Iterator[str]:
    assert not missing(), "build the front end first: python -m ui.components.build"
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("DETENTE_")]:
            environment.delenv(name)
        environment.setenv("DETENTE_DATA", str(folder))
        environment.setenv("DETENTE_CACHE", str(folder / "cache"))
        settings = Settings(demo=demo)
        if load:
            with open_server(data=settings.store_folder) as server:
                known = load_registry(cache=settings.cache)
                Writer(server, known, vocabulary()).write(readings(), ingested=_LOADED)
        port = _free_port()
        with served(command(port, settings), port):
            yield f"http://127.0.0.1:{port}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The explorer on a store with the articles."""
    with _running(tmp_path_factory.mktemp("explorer"), demo=False, load=True) as address:
        yield address


@pytest.fixture(scope="session")
def empty_demo(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The explorer on a demo store with nothing in it."""
    with _running(tmp_path_factory.mktemp("demo"), demo=True, load=False) as address:
        yield address


class Screen:
    """A page of the explorer, with what a hand and an eye do there."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, path: str = "/") -> Screen:
        self.page.goto(f"{self.address}{path}")
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has run and the page shows it."""
        self.page.wait_for_selector(".stApp[data-test-script-state='notRunning']", timeout=_PATIENCE)
        self.page.wait_for_timeout(300)

    def canvas(self) -> Screen:
        self.page.wait_for_function("window.__cy && window.__cy.nodes().length > 1", timeout=_PATIENCE)
        self.settle()
        return self

    def where(self, selector: str) -> tuple[float, float]:
        """Give the pixel at which the canvas draws a node's middle or a link's."""
        x, y = self.page.evaluate(
            """selector => {
                const one = window.__cy.$(selector)[0];
                const box = window.__cy.container().getBoundingClientRect();
                const at = one.isNode() ? one.renderedPosition() : one.renderedMidpoint();
                return [box.x + at.x, box.y + at.y];
            }""",
            selector,
        )
        return x, y

    def click(self, selector: str) -> None:
        self.page.mouse.click(*self.where(selector))
        self.settle()

    def double_click(self, selector: str) -> None:
        self.page.mouse.dblclick(*self.where(selector))
        self.settle()

    def places(self) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = self.page.evaluate(
            "Object.fromEntries(window.__cy.nodes().map(node => [node.id(), {...node.position()}]))"
        )
        return found

    def drawn_links(self) -> int:
        return int(self.page.evaluate("window.__cy.edges().not('.away').length"))

    def rows(self) -> Locator:
        return self.page.locator(".dt-records tbody tr")


@pytest.fixture(scope="session")
def context(chromium: Browser) -> Iterator[Callable[[Scheme, Language], BrowserContext]]:
    """A browser's profile for each look, kept so that the application's files are fetched once."""
    made: dict[tuple[Scheme, Language], BrowserContext] = {}

    def give(scheme: Scheme, language: Language) -> BrowserContext:
        if (scheme, language) not in made:
            made[scheme, language] = chromium.new_context(
                viewport={"width": 1440, "height": 900}, color_scheme=scheme, locale=_LOCALES[language]
            )
        return made[scheme, language]

    yield give
    for each in made.values():
        each.close()


@pytest.fixture
def visit(context: Callable[[Scheme, Language], BrowserContext]) -> Iterator[Callable[..., Screen]]:
    """Open pages; at the end nothing may have left this machine and no error may stand in the console."""
    faults: list[str] = []
    pages: list[Page] = []

    def request(sent: Request) -> None:
        if not re.match(r"(http|ws)://127\.0\.0\.1:|data:|blob:", sent.url):
            faults.append(f"asked {sent.url}")

    def message(said: ConsoleMessage) -> None:
        if said.type == "error" and not _PROBE.match(said.location.get("url", "")):
            faults.append(f"console: {said.text}")

    def make(address: str, scheme: Scheme = "light", language: Language = "en") -> Screen:
        page = context(scheme, language).new_page()
        pages.append(page)
        page.on("request", request)
        page.on("console", message)
        page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
        return Screen(page, address)

    yield make
    for page in pages:
        page.close()
    assert faults == []
