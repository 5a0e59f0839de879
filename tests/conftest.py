"""For all tests: servers to run against, and the rule that REQUIRE_ALL turns a skip into a failure."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _required() -> bool:
    return os.environ.get("REQUIRE_ALL", "") not in ("", "0")


# What no machine can install: texts of others that lie beside the checkout, or do not.
_BESIDE = "../shared"


def _refuse_skip(report: Any) -> None:
    if _required() and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if _BESIDE in reason:
            return
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL is set, but this was skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.fixture(scope="session")
def local_neo4j() -> ModuleType:
    """The module that runs a Neo4j; no package, so it is loaded by its path."""
    path = Path(__file__).parent / "servers" / "local_neo4j.py"
    spec = importlib.util.spec_from_file_location("local_neo4j", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def neo4j(local_neo4j: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real Neo4j with uri, user and password; skips with the reason where the machine cannot run one."""
    try:
        server = local_neo4j.LocalNeo4j(tmp_path_factory.mktemp("neo4j"))
    except local_neo4j.UnavailableError as error:
        pytest.skip(str(error))
    with server:
        yield server
