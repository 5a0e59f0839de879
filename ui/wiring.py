"""Builds the parts from the settings: the one place where they meet.

`registry` and `pipeline` live in modules of their own, so that commands without a store do not load its driver.
"""

from __future__ import annotations

from graph.store.server import Server, open_server
from ui.reading import parallel, pipeline
from ui.registry import registry
from ui.settings import Settings

__all__ = ["parallel", "pipeline", "registry", "server"]


def server(settings: Settings) -> Server:
    """Reach the server that the settings name, or the bundled one; the result is a context manager."""
    return open_server(
        settings.store_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password.get_secret_value() if settings.neo4j_password else "",
        database=settings.neo4j_database,
        data=settings.store_folder,
    )
