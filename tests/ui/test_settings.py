from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ui.settings import Settings, settings


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DETENTE_{name.upper()}", raising=False)


def test_without_variables_the_bundled_server_in_the_users_folder_is_meant() -> None:
    read = settings()
    assert read.store_uri is None
    assert read.data.is_absolute()
    assert read.data.name == "detente"
    assert read.neo4j_user == "neo4j"


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DETENTE_NEO4J_URI", "neo4j+s://graph.example.org")
    monkeypatch.setenv("DETENTE_NEO4J_USER", "analyst")
    monkeypatch.setenv("DETENTE_NEO4J_DATABASE", "news")
    monkeypatch.setenv("DETENTE_ACTORS", str(tmp_path))
    read = settings()
    assert read.store_uri == "neo4j+s://graph.example.org"
    assert (read.neo4j_user, read.neo4j_database, read.actors) == ("analyst", "news", tmp_path)


def test_password_is_not_in_any_printed_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_NEO4J_PASSWORD", "open sesame")
    read = settings()
    assert read.neo4j_password is not None
    assert read.neo4j_password.get_secret_value() == "open sesame"
    assert "sesame" not in f"{read} {read!r} {read.model_dump()} {read.model_dump_json()}"


def test_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_NEO4J_URI", "")
    assert settings().store_uri is None


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("DETENTE_NEO4J_URI", "localhost:7687", "not a Bolt address"),
        ("DETENTE_NEO4J_URI", "http://localhost:7474", "not a Bolt address"),
        ("DETENTE_NEO4J_URI", "bolt://", "not a Bolt address"),
        ("DETENTE_ACTORS", "/nowhere/at/all", "there is no folder /nowhere/at/all"),
        ("DETENTE_DEMO", "perhaps", "valid boolean"),
    ],
)
def test_unusable_value_names_its_variable_in_one_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(InputError) as caught:
        settings()
    assert str(caught.value).startswith(f"{variable}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_demo_store_never_meets_the_users_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path))
    monkeypatch.setenv("DETENTE_NEO4J_URI", "bolt://localhost:7687")
    user, demo = settings(), settings().for_demo()
    assert demo.store_uri is None
    assert demo.store_folder != user.store_folder
    assert demo.store_folder not in user.store_folder.parents
    assert user.store_folder not in demo.store_folder.parents


def test_home_folder_is_expanded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DETENTE_DATA", "~/graphs")
    assert settings().data == tmp_path / "graphs"
