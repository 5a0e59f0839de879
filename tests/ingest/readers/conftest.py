"""Reads bytes as a file of a name, and finds the shared samples, which are not part of the repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.model import Document
from ingest.readers import documents

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"

Read = Callable[..., tuple[list[Document], list[InputError]]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read bytes, or a text, that stand in a file of the name; gives the documents and what was reported."""
    monkeypatch.chdir(tmp_path)

    def reading(content: bytes | str, name: str = "f.data", **options: object):
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        errors: list[InputError] = []
        return list(documents([name], report=errors.append, **options)), errors

    return reading


@pytest.fixture
def sample() -> Callable[[str], tuple[list[Document], list[InputError]]]:
    """Read one of the shared samples."""

    def reading(name: str):
        if not SAMPLES.is_dir():
            pytest.skip("needs ../shared/samples beside the repository")
        errors: list[InputError] = []
        return list(documents([SAMPLES / name], report=errors.append)), errors

    return reading
