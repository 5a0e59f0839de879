from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from graph.vocabulary import vocabulary
from ui.cli import COMMANDS
from ui.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current() -> None:
    for path, text in generator().pages().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is old: run `make docs`"


def test_every_command_and_option_has_a_page_entry() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"`detente {command}`" in page
        assert re.search(rf"^detente {command}\b", page, flags=re.MULTILINE), f"no example of {command}"
    unexplained = re.findall(r"^\| (`.+`) \| *(?:\[[^]]*\] *)*\|$", page, flags=re.MULTILINE)
    assert unexplained == []


def test_every_relation_type_is_on_its_page() -> None:
    page = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^\| `[A-Z_]+` \|", page, flags=re.MULTILINE)) == len(vocabulary().relations)


def test_every_setting_is_described() -> None:
    described = (ROOT / "ui" / "settings.py").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert f"`DETENTE_{name.upper()}`" in described


def test_readme_begins_with_what_it_is_a_picture_and_the_commands() -> None:
    order = [README.index(part) for part in ("# Détente", "who does what to whom", "![", "make run", "## ")]
    assert order == sorted(order)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    used = set(re.findall(r"(?:^|`)make ([a-z]+)", README, flags=re.MULTILINE))
    assert {"run", "test"} <= used <= targets


def test_commands_in_readme_exist() -> None:
    used = set(re.findall(r"\bdetente ([a-z]+)", README))
    assert used <= set(COMMANDS)
    assert len(used) >= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_changelog_has_the_current_version_or_unreleased_changes() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings
    assert headings[0] in ("Unreleased", version)


def test_constraints_are_exact_and_have_no_addresses() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9_.-]+==[^\s@/]+", line)] == []
    required = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=;\[ ]", text)[0] for text in required["dependencies"]}
    for extra in required["optional-dependencies"].values():
        names |= {re.split(r"[<>=;\[ ]", text)[0] for text in extra}
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in pins}
    assert names <= pinned
