from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.actors.files import DataFile, Tables, shipped, tables
from graph.actors.registry import Registry, load_registry


@pytest.fixture(scope="session")
def registry_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("registry")


@pytest.fixture(scope="session")
def registry(registry_cache: Path) -> Registry:
    return load_registry(cache=registry_cache)


@pytest.fixture(scope="session")
def shipped_tables() -> Tables:
    return tables(shipped())


@pytest.fixture
def own_file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def read() -> Callable[[str], Tables]:
    return lambda text: tables([DataFile(name="small.toml", text=text)])
