"""The wheel, not the tree: built, installed into a fresh environment with what it declares, its command run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ["graph", "ingest", "ui"]
CONSTRAINTS = ROOT / "constraints.txt"
# Downloads of everything that the wheel needs, on a slow line.
INSTALL_SECONDS = 900
ARTICLE = "زوّدت إيران روسيا بطائرات مسيّرة في مارس 2024.\n"

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(INSTALL_SECONDS)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)]
    environment = {**os.environ, "PIP_CONSTRAINT": str(CONSTRAINTS)}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and what it declares, nothing else."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(commands / "python"), "-m", "pip", "install", "--quiet", "-c", str(CONSTRAINTS)]
    for what in (["--upgrade", "pip"], [str(wheel)]):
        subprocess.run([*pip, *what], check=True, capture_output=True, timeout=INSTALL_SECONDS)
    return commands


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_top_level_of_the_wheel_is_the_three_packages(names: list[str]) -> None:
    tops = sorted({name.partition("/")[0] for name in names})
    assert [top for top in tops if not top.endswith(".dist-info")] == PACKAGES
    assert len(tops) == len(PACKAGES) + 1


def test_wheel_carries_data_and_front_end_and_no_sources_of_others(names: list[str]) -> None:
    for needed in (
        "graph/vocabulary.toml", "graph/actors/data/", "ingest/lexicon/frames/", "ingest/lexicon/ar/",
        "ingest/lexicon/en/", "ui/samples/ar/", "ui/samples/en/", "ui/components/assets/graph_canvas.js",
        "ui/components/assets/cypher_editor.js", "ui/explorer/app.py",
    ):  # fmt: skip
        assert any(name.startswith(needed) for name in names), needed
    assert [name for name in names if "node_modules" in name or "__pycache__" in name] == []


def test_every_file_of_the_packages_is_in_the_wheel(names: list[str]) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PACKAGES],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("the tree is not a git checkout")
    assert sorted(set(listed.stdout.splitlines()) - set(names)) == []


def test_no_other_distribution_owns_a_package_of_ours(fresh: Path) -> None:
    code = "import json; from importlib.metadata import packages_distributions as d; print(json.dumps(d()))"
    owners = json.loads(_output(fresh, "python", "-I", "-c", code))
    assert {name: owners[name] for name in PACKAGES} == {name: ["detente"] for name in PACKAGES}


def test_command_reads_an_article_far_from_the_tree(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert _output(fresh, "detente", "--version", cwd=tmp_path).startswith("detente ")
    claims = [
        json.loads(line) for line in _output(fresh, "detente", "extract", "article.txt", cwd=tmp_path).splitlines()
    ]
    assert ("IRN", "SUPPLIES", "RUS") in {(claim["source"], claim["relation"], claim["target"]) for claim in claims}


def test_every_command_can_be_loaded_with_what_the_wheel_declares(fresh: Path, tmp_path: Path) -> None:
    code = "import ui.cli; [ui.cli.import_module(name) for name in ui.cli.COMMANDS.values()]; print(ui.__file__)"
    where = _output(fresh, "python", "-I", "-c", code, cwd=tmp_path)
    assert not where.startswith(str(ROOT))


def _output(fresh: Path, command: str, *arguments: str, cwd: Path | None = None) -> str:
    settings = {"DETENTE_CACHE": str(fresh / "cache"), "DETENTE_DATA": str(fresh / "data")}
    done = subprocess.run(
        [str(fresh / command), *arguments],
        cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, **settings},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
