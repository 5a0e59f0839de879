"""One run of the bundled server: ArcadeDB as a plain subprocess on loopback, and the HTTP calls that set it up."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph.errors import ServerError
from graph.store.folder import Folder, write_private

DATABASE = "detente"
ROOT_USER = "root"
ANALYST_USER = "analyst"
# No statement may take longer, whoever sends it; every statement of ours stays far below.
STATEMENT_SECONDS = 20

# Holds a graph of some million edges; the server alone takes about 150 MB. In a heap of this size the serial collector
# loads a third faster than the default one.
_HEAP = "1g"
# A start takes 1.3 to 4 s on an idle machine; the rest is for a busy one.
_READY_SECONDS = 90.0
# A clean stop takes 0.4 s; one that has much to write takes longer.
_STOP_SECONDS = 20.0
_POLL_SECONDS = 0.05
_HTTP_SECONDS = 30.0
_BOLT_LINE = re.compile(r"BOLT connections on \S*?:(\d+)")
_HTTP_LINE = re.compile(r"HTTP Server started")
# What a JVM and a Python need of the environment. Anything else may hold secrets or options for another Java.
_ENVIRONMENT = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE")
_NOTHING = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}}
_GROUPS = {
    "admin": {
        **_NOTHING,
        "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
    },
    "reader": {**_NOTHING, "types": {"*": {"access": ["readRecord"]}}},
    "*": _NOTHING,
}


def package() -> Path:
    """Find the installed server; raises ServerError where this platform has none."""
    spec = find_spec("arcadedb_embedded")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            "no bundled server here: the package arcadedb-embedded is not installed or does not exist for this "
            "platform (set DETENTE_NEO4J_URI to use a Neo4j, see docs/neo4j.md)"
        )
    return Path(spec.submodule_search_locations[0])


def environment(**more: str) -> dict[str, str]:
    """Give the environment for processes that we start: what they need, nothing that may be secret."""
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | more


class Jvm:
    """A started server. Raises ServerError where it does not become ready; the log then says why."""

    def __init__(self, folder: Folder, *, bolt: int, http: int) -> None:
        self._folder = folder
        self.http = http or free_port()
        write_private(folder.home / "config" / "server-groups.json", json.dumps(_groups_file()))
        with folder.log.open("ab") as log:
            self._log_start = log.tell()
            self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                _command(folder, bolt, self.http),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder.home, env=environment(),
                start_new_session=True,
            )  # fmt: skip
        try:
            self.bolt = self._ready()
            self._set_up()
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """The process number."""
        return self._process.pid

    def dead(self) -> bool:
        """Tell whether it has ended."""
        return self._process.poll() is not None

    def stop(self) -> None:
        """End it, cleanly where possible."""
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ready(self) -> int:
        end = time.monotonic() + _READY_SECONDS
        while time.monotonic() < end:
            said = self._said()
            bolt = _BOLT_LINE.search(said)
            if bolt and _HTTP_LINE.search(said):
                return int(bolt[1])
            if self.dead():
                raise ServerError(f"the bundled server ended while starting (see {self._folder.log})")
            time.sleep(_POLL_SECONDS)
        raise ServerError(f"the bundled server was not ready after {_READY_SECONDS:.0f} s (see {self._folder.log})")

    def _said(self) -> str:
        with self._folder.log.open("rb") as log:
            log.seek(self._log_start)
            return log.read().decode("utf-8", "replace")

    def _set_up(self) -> None:
        password = self._folder.password_file.read_text(encoding="utf-8")
        analyst = self._folder.analyst_password_file.read_text(encoding="utf-8")
        databases = command(self.http, password, "/api/v1/server", {"command": "list databases"})["result"]
        if DATABASE not in databases:
            command(self.http, password, "/api/v1/server", {"command": f"create database {DATABASE}"})
        user = {"name": ANALYST_USER, "password": analyst, "databases": {DATABASE: ["reader"]}}
        with contextlib.suppress(ServerError):
            command(self.http, password, "/api/v1/server", {"command": f"drop user {ANALYST_USER}"})
        command(self.http, password, "/api/v1/server", {"command": f"create user {json.dumps(user)}"})


def command(http: int, password: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Send a command as the user `root`; raises ServerError with the server's reason where it is refused."""
    login = base64.b64encode(f"{ROOT_USER}:{password}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{http}{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Basic {login}"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_HTTP_SECONDS) as reply:
            answer: dict[str, Any] = json.load(reply)
            return answer
    except urllib.error.HTTPError as error:
        raise ServerError(f"the bundled server refuses a command: {_reason(error)}") from None
    except (OSError, ValueError) as error:
        raise ServerError(f"the bundled server does not answer: {error}") from None


def orphans(folder: Folder) -> Iterator[int]:
    """Find servers on this folder whose keeper was killed, by their command lines, whatever the state file says."""
    mark = f"{_root_path(folder)} "
    for number, words in _command_lines():
        if mark in f"{words} " and number != os.getpid():
            yield number


def end(number: int) -> None:
    """End an orphan and wait until it is gone."""
    for how in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        try:
            os.kill(number, how)
            last = time.monotonic() + _STOP_SECONDS
            while time.monotonic() < last and not _over(number):
                time.sleep(_POLL_SECONDS)
        except ProcessLookupError:
            return
        if _over(number):
            return


def free_port() -> int:
    """Find a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Tell whether a server could listen on the port; connections of an earlier one do not matter."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except (OSError, OverflowError):
            return False
        return True


def _command(folder: Folder, bolt: int, http: int) -> list[str]:
    home = package()
    settings = {
        # Production mode keeps the reason of every error from the client, so an analyst could not mend a query.
        "server.mode": "development",
        "server.rootPasswordPath": folder.password_file,
        "server.databaseDirectory": folder.home / "databases",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt,
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "txWalFlush": 2,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "command.timeout": STATEMENT_SECONDS * 1000,
    }
    java = home / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    if not java.is_file():
        raise ServerError(f"{java} is missing (install arcadedb-embedded again, or set DETENTE_NEO4J_URI)")
    return [
        str(java), f"-Xmx{_HEAP}", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData",
        "-Dfile.encoding=UTF-8",
        "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", _root_path(folder),
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp", str(home / "jars" / "*"), "com.arcadedb.server.ArcadeDBServer",
    ]  # fmt: skip


def _root_path(folder: Folder) -> str:
    return f"-Darcadedb.server.rootPath={folder.home.resolve()}"


def _groups_file() -> dict[str, Any]:
    return {"databases": {"*": {"groups": _GROUPS}}, "version": 2}


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        told = json.load(error)
        return str(told.get("detail") or told.get("error") or error.code)
    except ValueError:
        return f"status {error.code}"


def _command_lines() -> Iterator[tuple[int, str]]:
    processes = Path("/proc")
    if processes.is_dir():
        for folder in processes.iterdir():
            if folder.name.isdigit():
                with contextlib.suppress(OSError):
                    words = (folder / "cmdline").read_bytes().decode("utf-8", "replace")
                    yield int(folder.name), words.replace("\0", " ")
    elif sys.platform != "win32":
        asked = ["/bin/ps", "-axww", "-o", "pid=,command="]
        listing = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603 - fixed words
        for line in listing.stdout.splitlines():
            number, _, words = line.strip().partition(" ")
            yield int(number), words


def _over(number: int) -> bool:
    status = Path(f"/proc/{number}/stat")
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    with contextlib.suppress(OSError):
        # A zombie, which its parent has yet to collect, holds nothing any more.
        return status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    return False
