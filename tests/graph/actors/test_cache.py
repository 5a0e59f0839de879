from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from graph.actors.cache import through
from graph.actors.registry import Registry, load_registry

OwnFile = Callable[[str], Path]


def _caches(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def test_the_cache_is_json_and_read_back_alike(registry: Registry, registry_cache: Path) -> None:
    (path,) = _caches(registry_cache)
    json.loads(path.read_text(encoding="utf-8"))
    again = load_registry(cache=registry_cache)
    assert again.forms("ar") == registry.forms("ar")
    assert again.roles("en") == registry.roles("en")
    assert again.actor("SERGEI_SHOIGU") == registry.actor("SERGEI_SHOIGU")


def test_a_changed_own_file_is_read_anew(own_file: OwnFile, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    path = own_file('[place.ATLANTIS]\nen = ["Atlantis"]\n')
    assert load_registry(overlays=[path], cache=cache).place("ATLANTIS").name == "Atlantis"
    path.write_text('[place.ATLANTIS]\nen = ["New Atlantis"]\n', encoding="utf-8")
    assert load_registry(overlays=[path], cache=cache).place("ATLANTIS").name == "New Atlantis"
    assert not load_registry(cache=cache).has_place("ATLANTIS")


@pytest.mark.parametrize("damage", [b"", b'{"version": 0}'])
def test_a_damaged_cache_is_made_anew(registry: Registry, registry_cache: Path, tmp_path: Path, damage: bytes) -> None:
    (whole,) = _caches(registry_cache)
    copy = tmp_path / whole.name
    copy.write_bytes(damage)
    assert load_registry(cache=tmp_path).has_actor("SERGEI_SHOIGU")
    assert copy.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("damage", [b"{", b"[]", b"\xff\xff"])
def test_what_is_no_registry_is_not_read(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "registry-key.json"
    path.write_bytes(damage)
    assert through(tmp_path, "key", lambda: {"actors": {}}) == {"actors": {}}
    assert json.loads(path.read_text(encoding="utf-8"))["actors"] == {}


def _load(folder: Path) -> int:
    return len(load_registry(cache=folder).forms("ar"))


def test_several_processes_may_build_it_at_once(tmp_path: Path, registry: Registry) -> None:
    with ProcessPoolExecutor(2) as pool:
        counts = list(pool.map(_load, [tmp_path] * 2))
    assert counts == [len(registry.forms("ar"))] * 2
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]
