import json
import os
import time
from pathlib import Path

import pytest

from ui.components.build import FRONTEND, up_to_date
from ui.components.bundle import COMPONENTS, missing


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path]:
    frontend, assets = tmp_path / "frontend", tmp_path / "assets"
    (frontend / "src" / "part").mkdir(parents=True)
    assets.mkdir()
    (frontend / "package.json").write_text("{}")
    (frontend / "src" / "part" / "index.js").write_text("")
    (assets / "LICENCES.txt").write_text("")
    return frontend, assets


def test_a_bundle_newer_than_its_sources_is_left_alone(built: tuple[Path, Path]) -> None:
    assert up_to_date(*built)


@pytest.mark.parametrize("source", ["package.json", "src/part/index.js"])
def test_a_changed_source_makes_it_old(built: tuple[Path, Path], source: str) -> None:
    later = time.time() + 10
    os.utime(built[0] / source, (later, later))
    assert not up_to_date(*built)


def test_a_half_built_bundle_is_old(built: tuple[Path, Path]) -> None:
    (built[1] / "LICENCES.txt").unlink()
    assert not up_to_date(*built)


def test_missing_files_are_named(tmp_path: Path) -> None:
    (tmp_path / f"{COMPONENTS[0]}.js").write_text("")
    assert f"{COMPONENTS[0]}.css" in missing(tmp_path)
    assert f"{COMPONENTS[0]}.js" not in missing(tmp_path)


def test_the_lock_file_names_no_registry() -> None:
    text = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "://registry" not in text


def test_the_lock_file_pins_every_package_by_its_digest() -> None:
    packages = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("integrity" in facts for name, facts in packages.items() if name)
