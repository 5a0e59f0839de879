"""What the user sets through the environment (`DETENTE_…`), read once and passed on as a value.

| variable | meaning |
|---|---|
| `DETENTE_NEO4J_URI` | a Neo4j server, for example `neo4j://localhost:7687`; the bundled one unless set |
| `DETENTE_NEO4J_USER` | its user, `neo4j` unless set |
| `DETENTE_NEO4J_PASSWORD` | the user's password |
| `DETENTE_NEO4J_DATABASE` | the database on that server, `neo4j` unless set |
| `DETENTE_DATA` | folder of the bundled server's data, the user's data folder unless set |
| `DETENTE_CACHE` | folder of compiled data, the user's cache folder unless set |
| `DETENTE_ACTORS` | folder of the analyst's own registry files, read after the shipped ones |
| `DETENTE_ALLOW_PRIVATE_ADDRESSES` | `1` to fetch addresses of this machine and its network as well |
| `DETENTE_WORKERS` | how many processes read documents at once: the number of cores unless set, 1 for no other |
| `DETENTE_DEMO` | `1` for the demo store, which holds the invented sample articles and nothing else |
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from platformdirs import user_cache_path, user_data_path
from pydantic import AfterValidator, Field, PositiveInt, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InputError

_APPLICATION = "detente"
_PREFIX = "DETENTE_"
_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _folder(path: Path) -> Path:
    path = _absolute(path)
    if not path.is_dir():
        raise ValueError(f"there is no folder {path}")
    return path


def _address(uri: str) -> str:
    scheme, found, host = uri.partition("://")
    if not found or not host or scheme not in _SCHEMES:
        raise ValueError(
            f"{uri!r} is not a Bolt address such as neo4j://localhost:7687 (schemes: {', '.join(_SCHEMES)})"
        )
    return uri


class Settings(BaseSettings):
    """All settings; immutable. An empty variable counts as not set."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    neo4j_uri: Annotated[str, AfterValidator(_address)] | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr | None = None
    neo4j_database: str = "neo4j"
    data: Annotated[Path, AfterValidator(_absolute)] = Field(default_factory=lambda: user_data_path(_APPLICATION))
    cache: Annotated[Path, AfterValidator(_absolute)] = Field(default_factory=lambda: user_cache_path(_APPLICATION))
    actors: Annotated[Path, AfterValidator(_folder)] | None = None
    allow_private_addresses: bool = False
    workers: PositiveInt | None = None
    demo: bool = False

    @property
    def store_folder(self) -> Path:
        """The bundled server's folder; the demo store has its own, so that samples never meet the user's data."""
        return self.data / ("demo" if self.demo else "store")

    @property
    def store_uri(self) -> str | None:
        """The Neo4j server to use, None for the bundled one, on which the demo store always lives."""
        return None if self.demo else self.neo4j_uri

    def for_demo(self) -> Settings:
        """Give the same settings with the demo store in place of the user's."""
        return self.model_copy(update={"demo": True})


def settings() -> Settings:
    """Read the environment; raises InputError that names the variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = _PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise InputError(variable, first["msg"].removeprefix("Value error, "), "correct it or unset it") from error
