from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph", "ingest", "ui")
MODULES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "node_modules" not in path.parts
)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
# At this length a module holds more than one noun or step.
LONGEST_MODULE = 500
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
ONLY_HERE = {
    "neo4j": ("graph/store/",),
    "rdflib": ("graph/rdf.py",),
    "networkx": ("graph/analysis.py",),
    "streamlit": ("ui/explorer/", "ui/components/"),
    "arcadedb": ("graph/store/",),
    "torch": (),
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_there_are_modules_to_look_at() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(PACKAGES)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_is_not_longer_than_one_noun(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [relative(path) for path in MODULES if FORBIDDEN_NAMES & {path.stem, *path.relative_to(ROOT).parts[:-1]}]
    assert vague == []


def test_no_module_is_called_like_a_package_it_could_hide() -> None:
    """Streamlit puts the folder of the script it runs first on the path."""
    taken = (set(packages_distributions()) | set(sys.stdlib_module_names) | set(PACKAGES)) - {"__init__"}
    beside_the_script = [path for path in MODULES if path.parent == ROOT / "ui" / "explorer"]
    assert [relative(path) for path in beside_the_script if path.stem in taken] == []
    assert [relative(path) for path in MODULES if relative(path).startswith("ui/") and path.stem in PACKAGES] == []


@pytest.mark.parametrize("library", ONLY_HERE)
def test_library_is_imported_in_its_place_only(library: str) -> None:
    importers = [relative(path) for path in MODULES if library in imported(path)]
    assert [name for name in importers if not name.startswith(ONLY_HERE[library])] == []


def test_nothing_is_imported_inside_a_function() -> None:
    """Except by the command line's table, and by the optional extractors."""
    allowed = {"ingest/extract/gliner.py", "ingest/extract/llm.py"}
    late = [
        f"{relative(path)}:{inner.lineno}"
        for path in MODULES
        if relative(path) not in allowed
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_only_settings_read_the_environment() -> None:
    reading = re.compile(r"\bos\.(environ|getenv)\b|\bfrom os import .*\b(environ|getenv)\b")
    readers = [relative(path) for path in MODULES if reading.search(path.read_text(encoding="utf-8"))]
    # the bundled server's process is given the part of our environment that any process needs
    assert [name for name in readers if not name.startswith("ui/") and name != "graph/store/jvm.py"] == []


def test_import_contracts_are_kept() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken" in done.stdout


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_contract_speaks_of_modules_that_exist(contract: dict[str, list[str]]) -> None:
    ours = [
        *contract.get("source_modules", ()),
        *(layer for row in contract.get("layers", ()) for layer in row.split(" | ")),
    ]
    ours += [name for name in contract.get("forbidden_modules", ()) if name.partition(".")[0] in PACKAGES]
    assert ours
    for name in ours:
        path = ROOT / Path(*name.split("."))
        assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file(), name


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("ui.cli", {"streamlit", "neo4j", "rdflib", "pandas", "trafilatura"}),
        ("ui.commands.extract", {"streamlit", "neo4j", "rdflib", "pandas"}),
        ("ui.commands.actors", {"streamlit", "neo4j", "rdflib", "pandas"}),
        ("ui.commands.evaluate", {"streamlit", "neo4j", "rdflib", "pandas"}),
        ("ui.commands.load", {"streamlit", "rdflib"}),
        ("ui.commands.query", {"streamlit", "rdflib"}),
        ("ui.commands.export", {"streamlit"}),
        ("ui.commands.explore", {"streamlit", "rdflib"}),
        ("ui.commands.store", {"streamlit", "rdflib"}),
    ],
)
def test_command_does_not_load_what_it_does_not_use(module: str, heavy: set[str]) -> None:
    code = f"import sys, {module}; print(*sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
