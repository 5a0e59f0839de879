"""The bundled server's data folder: what lies in it, and how processes agree through it.

Everything rests on locks that the operating system drops when their holder dies, never on process numbers, which
other programs may get later:

- `starting.lock` is held while somebody looks for the server, starts it or takes a lease, and while it stops;
- `keeper.lock` is held by the keeper (the server's parent process) as long as it lives;
- each file in `clients/` is a lease, locked by the process that uses the server as long as it does.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from graph.errors import ServerError

# 32 bytes of the system's randomness, as text without characters that a shell or JSON would quote.
_PASSWORD_BYTES = 32
# Longer than a server needs to start on a busy machine, so that waiting behind another client's start is no error.
_STARTING_SECONDS = 120.0
# A batch takes seconds; many writers may wait in line.
_WRITING_SECONDS = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a running server's keeper tells: its ports, the two processes, and when the server was started."""

    bolt: int
    http: int
    keeper: int
    server: int
    started: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A data folder of the bundled server; `root` belongs to the user alone."""

    root: Path

    @property
    def home(self) -> Path:
        """Where the server itself keeps its files."""
        return self.root / "server"

    @property
    def log(self) -> Path:
        """What keeper and server have to say."""
        return self.root / "server.log"

    @property
    def password_file(self) -> Path:
        """The password of the user `root`, who may do everything."""
        return self.root / "password"

    @property
    def analyst_password_file(self) -> Path:
        """The password of the user `analyst`, who may only read."""
        return self.root / "analyst-password"

    @property
    def clients(self) -> Path:
        """The leases of the processes that use the server."""
        return self.root / "clients"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper as long as it lives."""
        return self.root / "keeper.lock"

    @property
    def _state_file(self) -> Path:
        return self.root / "server.json"

    def prepare(self) -> None:
        """Make the folder and its passwords, readable by the user alone; raises ServerError where that fails."""
        try:
            for folder in (self.root, self.clients, self.home / "config"):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.root.chmod(0o700)
            if not self.password_file.exists():
                # The server knows its users by an own file, written with the password of its first start.
                (self.home / "config" / "server-users.jsonl").unlink(missing_ok=True)
            for file in (self.password_file, self.analyst_password_file):
                if not file.exists():
                    write_private(file, secrets.token_urlsafe(_PASSWORD_BYTES))
        except OSError as error:
            raise ServerError(
                f"{self.root}: {error.strerror or error} (name another folder in DETENTE_DATA)"
            ) from error

    @contextmanager
    def starting(self, seconds: float = _STARTING_SECONDS) -> Iterator[None]:
        """Hold the lock under which the server is looked for, started and stopped."""
        with self._holding("starting", seconds, "starting the server"):
            yield

    @contextmanager
    def writing(self, seconds: float = _WRITING_SECONDS) -> Iterator[None]:
        """Hold the lock under which a batch is written: the server lets two writers derive one edge at once."""
        with self._holding("writing", seconds, "writing"):
            yield

    @contextmanager
    def _holding(self, name: str, seconds: float, doing: str) -> Iterator[None]:
        lock = FileLock(self.root / f"{name}.lock", mode=0o600)
        try:
            lock.acquire(timeout=seconds)
        except Timeout as error:
            message = f"{self.root}: another process has been {doing} for {seconds:.0f} s"
            raise ServerError(f"{message} (see {self.log}; end that process and try again)") from error
        try:
            yield
        finally:
            lock.release()

    def kept(self) -> bool:
        """Tell whether a keeper lives."""
        return _locked(self.keeper_lock)

    def state(self) -> State | None:
        """Read what the keeper last told; None where it told nothing or the file is damaged."""
        try:
            told = json.loads(self._state_file.read_text(encoding="utf-8"))
            return State(
                bolt=int(told["bolt"]), http=int(told["http"]),
                keeper=int(told["keeper"]), server=int(told["server"]), started=str(told["started"]),
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def tell(self, state: State | None) -> None:
        """Write the state, whole or not at all; None removes it."""
        if state is None:
            self._state_file.unlink(missing_ok=True)
        else:
            write_private(self._state_file, json.dumps(asdict(state)))

    def used(self) -> bool:
        """Tell whether a process holds a lease."""
        return any(_locked(lease) for lease in self.clients.glob("*.lease"))

    def sweep(self) -> None:
        """Remove the leases that dead processes left; only for the holder of the starting lock."""
        for lease in self.clients.glob("*.lease"):
            if not _locked(lease):
                lease.unlink(missing_ok=True)

    def lease(self) -> Lease:
        """Take a lease; only for the holder of the starting lock."""
        return Lease(self.clients / f"{os.getpid()}-{secrets.token_hex(4)}.lease")


class Lease:
    """Says that this process uses the server, until it is returned or the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path, mode=0o600)
        self._lock.acquire()

    def give_back(self) -> None:
        """End the use."""
        self._lock.release()
        self._path.unlink(missing_ok=True)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its user can read, whole or not at all."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _locked(path: Path) -> bool:
    if not path.exists():
        return False
    lock = FileLock(path, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False
