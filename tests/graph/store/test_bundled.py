"""What the bundled server promises: it is there when needed, for everybody who needs it, and leaves by itself."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from graph.errors import ServerError
from graph.store import jvm, keeper
from graph.store.folder import Folder, State
from graph.store.server import Server, open_server

# Short, so that a test sees the server leave; long enough for a busy machine to open it twice.
IDLE = 3.0
# What a stop takes beyond the idle time on a busy machine.
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(
    find_spec("arcadedb_embedded") is None,
    reason="needs the wheel arcadedb-embedded, which this platform does not have yet",
)

CLIENT = """
import sys
from pathlib import Path
from graph.store.server import open_server
with open_server(data=Path(sys.argv[1]), idle=float(sys.argv[2])) as server:
    print(server.address, flush=True)
    for line in sys.stdin:
        server.write(lambda tx: tx.run("MERGE (n:Item {id: $id})", id=line.strip()).consume())
        print(line.strip(), flush=True)
"""


class Client:
    """Another process that uses the server: it stores each line that it is told and says so."""

    def __init__(self, data: Path, idle: float = IDLE) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", CLIENT, str(data), str(idle)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.pid = self._process.pid

    def said(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def store(self, name: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def leave(self) -> None:
        self._process.communicate()


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    # A keeper whose server dies without users leaves too.
    for number in jvm.orphans(Folder(folder)):
        os.kill(number, signal.SIGKILL)


def names(server: Server) -> set[str]:
    return server.read(lambda tx: {record["id"] for record in tx.run("MATCH (n:Item) RETURN n.id AS id")})


def add(server: Server, name: str) -> None:
    server.write(lambda tx: tx.run("MERGE (n:Item {id: $id})", id=name).consume())


def until(true: Callable[[], Any], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.1)


def told(data: Path) -> State:
    state = Folder(data).state()
    assert state
    return state


def test_processes_share_one_server_also_when_they_start_it_at_once(data: Path) -> None:
    clients = [Client(data), Client(data), Client(data)]
    addresses = {client.said() for client in clients}
    assert len(addresses) == 1
    clients[0].store("shared")
    assert clients[0].said() == "shared"
    with open_server(data=data, idle=IDLE) as server:
        assert server.address in addresses
        assert names(server) == {"shared"}
    for client in clients:
        client.leave()


def test_it_stays_while_it_is_used_and_leaves_when_idle(data: Path) -> None:
    with open_server(data=data, idle=IDLE) as server:
        add(server, "kept")
        before = told(data)
        time.sleep(IDLE + 2)
        assert names(server) == {"kept"}
        assert told(data) == before
    until(lambda: Folder(data).state() is None and not list(jvm.orphans(Folder(data))))
    assert list((data / "clients").iterdir()) == []
    with open_server(data=data, idle=IDLE) as server:
        assert names(server) == {"kept"}


def test_killed_client_does_not_hold_it(data: Path) -> None:
    client = Client(data)
    client.said()
    client.store("acknowledged")
    assert client.said() == "acknowledged"
    client.kill()
    until(lambda: Folder(data).state() is None and not list(jvm.orphans(Folder(data))))
    with open_server(data=data, idle=IDLE) as server:
        assert names(server) == {"acknowledged"}


def test_connection_of_another_tool_holds_it(data: Path) -> None:
    if not Path("/proc/net/tcp").exists():
        pytest.skip("needs /proc/net/tcp, where Linux shows connections")
    with open_server(data=data, idle=IDLE) as server:
        address, password = server.address, (data / "password").read_text()
    with GraphDatabase.driver(address, auth=("root", password)) as driver:
        driver.execute_query("RETURN 1", database_="detente")
        time.sleep(IDLE + 3)
        driver.execute_query("RETURN 1", database_="detente")
    until(lambda: Folder(data).state() is None)


def test_killed_server_comes_back_under_its_users(data: Path) -> None:
    with open_server(data=data, idle=IDLE) as server:
        add(server, "before")
        os.kill(told(data).server, signal.SIGKILL)
        assert names(server) == {"before"}
        add(server, "after")
        assert names(server) == {"before", "after"}


@pytest.mark.parametrize("victims", [("server",), ("keeper",), ("keeper", "server"), ("server", "keeper")])
def test_next_use_starts_it_again_whoever_was_killed(data: Path, victims: tuple[str, ...]) -> None:
    with open_server(data=data, idle=60) as server:
        add(server, "kept")
    state = told(data)
    for victim in victims:
        os.kill(getattr(state, victim), signal.SIGKILL)
    with open_server(data=data, idle=IDLE) as server:
        assert names(server) == {"kept"}
        assert list(jvm.orphans(Folder(data))) == [told(data).server]


def test_both_killed_under_a_user_who_goes_on(data: Path) -> None:
    with open_server(data=data, idle=IDLE) as server:
        add(server, "before")
        state = told(data)
        os.kill(state.keeper, signal.SIGKILL)
        os.kill(state.server, signal.SIGKILL)
        add(server, "after")
        assert names(server) == {"before", "after"}


def test_no_acknowledged_write_is_lost_when_it_is_killed_while_writing(data: Path) -> None:
    client = Client(data, idle=60)
    client.said()
    acknowledged = set()
    for number in range(40):
        client.store(str(number))
        acknowledged.add(client.said())
    for number in range(40, 200):
        client.store(str(number))
    acknowledged.add(client.said())
    state = told(data)
    os.kill(state.keeper, signal.SIGKILL)
    os.kill(state.server, signal.SIGKILL)
    client.kill()
    with open_server(data=data, idle=IDLE) as server:
        assert acknowledged <= names(server)


@pytest.mark.parametrize(
    "left",
    [
        "", "{", "[]", "null", '{"bolt": 1}', '{"bolt": "x", "http": 1, "keeper": 1, "server": 1, "started": ""}',
        json.dumps({"bolt": 7687, "http": 2480, "keeper": 999_999, "server": 999_998, "started": "2024-01-01"}),
        json.dumps({"bolt": 7687, "http": 2480, "keeper": os.getpid(), "server": 1, "started": "2024-01-01"}),
    ],
    ids=["empty", "half", "list", "null", "part", "words", "dead", "reused"],
)  # fmt: skip
def test_state_that_somebody_left_is_not_believed(data: Path, left: str) -> None:
    folder = Folder(data)
    folder.prepare()
    (data / "server.json").write_text(left)
    for lock in ("keeper.lock", "starting.lock", "clients/77-old.lease"):
        (data / lock).touch()
    assert not folder.kept()
    assert not folder.used()
    assert folder.state() is None or folder.state() == State(**json.loads(left))


def test_stale_state_and_taken_ports_do_not_keep_it_from_starting(data: Path) -> None:
    folder = Folder(data)
    folder.prepare()
    with socket.socket() as bolt, socket.socket() as http:
        for taken in (bolt, http):
            taken.bind(("127.0.0.1", 0))
            taken.listen()
        folder.tell(
            State(
                bolt=bolt.getsockname()[1],
                http=http.getsockname()[1],
                keeper=os.getpid(),
                server=os.getpid(),
                started="x",
            )
        )
        (data / "clients" / "77-old.lease").touch()
        with open_server(data=data, idle=IDLE) as server:
            add(server, "here")
            assert names(server) == {"here"}
            assert told(data).bolt != bolt.getsockname()[1]


def test_damaged_state_of_a_living_server_is_mended(data: Path) -> None:
    with open_server(data=data, idle=IDLE) as server:
        state = told(data)
        (data / "server.json").write_text('{"bolt": 4')
        with open_server(data=data, idle=IDLE) as other:
            assert other.address == server.address
        assert told(data) == state


def test_it_stops_when_its_folder_is_removed(data: Path, tmp_path: Path) -> None:
    with open_server(data=data, idle=60):
        state = told(data)
    data.rename(tmp_path / "elsewhere")
    until(lambda: not _alive(state.server) and not _alive(state.keeper))


def test_secrets_stay_in_files_of_the_user(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_NEO4J_PASSWORD", "a-secret-of-the-user")
    with open_server(data=data, idle=IDLE) as server:
        state = told(data)
        secrets = [(data / name).read_text() for name in ("password", "analyst-password")]
        assert len({*secrets}) == 2
        assert all(len(secret) >= 40 for secret in secrets)
        for path in data.rglob("*"):
            if path.parent == data and path.is_file():
                assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
        for number in (state.keeper, state.server, os.getpid()):
            command = Path(f"/proc/{number}/cmdline").read_text()
            surroundings = Path(f"/proc/{number}/environ").read_text()
            assert not any(secret in command or secret in surroundings for secret in secrets)
        for number in (state.keeper, state.server):
            assert "a-secret-of-the-user" not in Path(f"/proc/{number}/environ").read_text()
            assert os.getsid(number) != os.getsid(0)
        address = server.address
    with pytest.raises(AuthError), GraphDatabase.driver(address, auth=("root", "wrong")) as driver:
        driver.verify_connectivity()
    logs = [data / "server.log", *(data / "server" / "log").glob("*")]
    for log in logs:
        assert not any(secret in log.read_text(errors="replace") for secret in secrets)


def test_it_listens_on_loopback_only(data: Path) -> None:
    with open_server(data=data, idle=IDLE):
        state = told(data)
        listening = _listening()
        assert {host for host, port in listening if port in (state.bolt, state.http)} == {"loopback"}
        assert {port for _, port in listening} >= {state.bolt, state.http}


def test_lost_password_file_gets_a_new_password(data: Path) -> None:
    with open_server(data=data, idle=1) as server:
        add(server, "kept")
    until(lambda: Folder(data).state() is None)
    (data / "password").unlink()
    with open_server(data=data, idle=IDLE) as server:
        assert names(server) == {"kept"}


def test_server_that_cannot_start_says_why_and_where(data: Path) -> None:
    folder = Folder(data)
    folder.prepare()
    (folder.home / "databases").write_text("in the way")
    with pytest.raises(ServerError) as refused:
        open_server(data=data, idle=IDLE)
    assert str(folder.log) in str(refused.value)
    assert not folder.used()


def test_without_the_wheel_it_says_what_to_do(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jvm, "find_spec", lambda _: None)
    with pytest.raises(ServerError, match="DETENTE_NEO4J_URI"):
        open_server(data=data)
    assert not data.exists()


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match="DETENTE_DATA"):
        open_server(data=tmp_path / "file" / "data")


def test_connections_are_counted() -> None:
    if not Path("/proc/net/tcp").exists():
        pytest.skip("needs /proc/net/tcp, where Linux shows connections")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert keeper.connections(port) == 0
        with socket.create_connection(("127.0.0.1", port)):
            assert keeper.connections(port) == 1


def _alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _listening() -> set[tuple[str, int]]:
    loopback = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            _, local, _, status, *_ = line.split()
            host, _, port = local.rpartition(":")
            if status == "0A":
                found.add(("loopback" if host in loopback else host, int(port, 16)))
    return found
