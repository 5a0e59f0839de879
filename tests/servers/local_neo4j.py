"""A real Neo4j for tests and benches: fetched once from Maven Central into a cache, run as a separate process.

Neo4j Community is under the GPLv3: it is run here, never imported or shipped.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

from filelock import FileLock
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError

VERSION = "5.26.20"
_HERE = Path(__file__).parent
_OLDEST_JAVA = 17
# It starts in about 8 s on two idle cores.
_READY_SECONDS = 120.0
_FETCH_SECONDS = 600.0
# Halves what a start costs on two cores.
_QUICK = ("-XX:+UseSerialGC", "-XX:-UsePerfData")


class UnavailableError(Exception):
    """This machine cannot run a Neo4j; says why."""


class LocalNeo4j:
    """A running Neo4j with an empty database, as a context manager."""

    def __init__(self, folder: Path) -> None:
        java = _java()
        jars = _jars()
        port = _free_port()
        self.uri = f"bolt://127.0.0.1:{port}"
        self.user = "neo4j"
        self.password = secrets.token_urlsafe(16)
        self._log = (folder / "neo4j.log").open("ab")
        launcher = str(_HERE / "Neo4jServer.java")
        self._process = subprocess.Popen(
            [java, *_QUICK, "-Xmx700m", "-cp", f"{jars}/*", launcher, str(folder / "neo4j"), str(port)],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
        )  # fmt: skip
        try:
            self._set_password(folder)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it at once: its data is thrown away."""
        self._process.kill()
        self._process.wait()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _set_password(self, folder: Path) -> None:
        end = time.monotonic() + _READY_SECONDS
        while True:
            try:
                with GraphDatabase.driver(self.uri, auth=("neo4j", "neo4j"), max_transaction_retry_time=0) as driver:
                    change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
                    driver.execute_query(change, new=self.password, database_="system")
                return
            except AuthError:
                raise
            except DriverError as error:
                if self._process.poll() is not None or time.monotonic() > end:
                    said = (folder / "neo4j.log").read_text(errors="replace")[-2000:]
                    raise RuntimeError(f"Neo4j did not start: {said}") from error
                time.sleep(0.25)


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise UnavailableError("no Java (a Neo4j needs Java 17)")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < _OLDEST_JAVA:
        raise UnavailableError(f"Java is older than {_OLDEST_JAVA}")
    return java


def _jars() -> Path:
    cache = Path(os.environ.get("DETENTE_TEST_CACHE") or Path.home() / ".cache" / "detente-tests")
    jars = cache / f"neo4j-{VERSION}"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "neo4j.lock"):
        if not (jars / "complete").exists():
            _fetch(jars)
    return jars


def _fetch(jars: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("no Maven to fetch Neo4j with")
    command = [maven, "-q", "-B", "-f", str(_HERE / "pom.xml"), f"-Dneo4j.version={VERSION}"]
    command += ["dependency:copy-dependencies", f"-DoutputDirectory={jars}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_FETCH_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise UnavailableError("Maven did not fetch Neo4j in time") from None
    if done.returncode:
        raise UnavailableError(f"Maven could not fetch Neo4j: {done.stdout.strip()[-300:]}")
    (jars / "complete").touch()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
