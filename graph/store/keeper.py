"""The bundled server's keeper: `python -m graph.store.keeper FOLDER IDLE_SECONDS`.

It is the server's parent process. It starts the server, restarts it on the same ports when it dies under its users
(their drivers then reconnect by themselves), and stops it when nobody has used it for the idle time. Users are the
processes that hold a lease in the folder and, where the system shows them, open Bolt connections of other tools.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from graph.errors import ServerError
from graph.store import jvm
from graph.store.folder import Folder, State

# How often users are looked for. A look costs a few system calls.
_TICK_SECONDS = 0.5
# Somebody who only asks whether a keeper lives holds its lock for some microseconds.
_LOCK_SECONDS = 3.0
# Three deaths within a minute are no accident: the next start would end the same way.
_RESTARTS = 3
_RESTARTS_WITHIN_SECONDS = 60.0
# The kernel's code for an established connection in /proc/net/tcp.
_ESTABLISHED = "01"


class Keeper:
    """Runs one server for one folder, until it is stopped or nobody needs it."""

    def __init__(self, folder: Folder, idle: float) -> None:
        self._folder = folder
        self._idle = idle
        self._stopped = False
        self._deaths: list[float] = []

    def run(self) -> int:
        """Keep the server; gives the exit status. Ends at once where another keeper has the folder."""
        lock = FileLock(self._folder.keeper_lock, mode=0o600)
        try:
            lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout:
            return 0
        signal.signal(signal.SIGTERM, self._stop)
        try:
            for number in list(jvm.orphans(self._folder)):
                jvm.end(number)
            self._keep()
        except ServerError as error:
            print(f"keeper: {error}", file=sys.stderr)  # noqa: T201 - its standard error is the server's log
            return 1
        finally:
            lock.release()
        return 0

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopped = True

    def _keep(self) -> None:
        server, state = self._start(self._folder.state())
        last_use = time.monotonic()
        try:
            while not self._stopped and self._folder.keeper_lock.exists():
                time.sleep(_TICK_SECONDS)
                if server.dead():
                    if not self._worth_restarting():
                        return
                    server, state = self._start(state)
                if self._folder.state() != state:
                    self._folder.tell(state)
                if self._folder.used() or connections(state.bolt):
                    last_use = time.monotonic()
                elif time.monotonic() - last_use >= self._idle and self._leave(server):
                    return
        finally:
            if self._folder.root.is_dir():
                self._folder.tell(None)
            server.stop()

    def _start(self, before: State | None) -> tuple[jvm.Jvm, State]:
        """Start on the ports of last time, so that open drivers find it, else on free ones."""
        free = before and jvm.is_free(before.bolt) and jvm.is_free(before.http)
        for ports in ((before.bolt, before.http) if before and free else (0, 0), (0, 0)):
            try:
                server = jvm.Jvm(self._folder, bolt=ports[0], http=ports[1])
                break
            except ServerError as error:
                if ports == (0, 0):
                    raise
                print(f"keeper: {error}; trying other ports", file=sys.stderr)  # noqa: T201
        state = State(
            bolt=server.bolt, http=server.http, keeper=os.getpid(), server=server.pid,
            started=datetime.now(UTC).isoformat(timespec="seconds"),
        )  # fmt: skip
        self._folder.tell(state)
        return server, state

    def _worth_restarting(self) -> bool:
        now = time.monotonic()
        self._deaths = [death for death in self._deaths if now - death < _RESTARTS_WITHIN_SECONDS] + [now]
        return len(self._deaths) <= _RESTARTS and self._folder.used()

    def _leave(self, server: jvm.Jvm) -> bool:
        """Stop, unless somebody is just coming; who comes later waits and then starts a new server."""
        try:
            with self._folder.starting(0):
                if self._folder.used():
                    return False
                self._folder.sweep()
                self._folder.tell(None)
                server.stop()
                return True
        except ServerError:
            return False


def connections(port: int) -> int:
    """Count the established connections to a local port; 0 where the system does not show them."""
    count = 0
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        try:
            lines = table.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            _, local, _, status, *_ = line.split()
            count += status == _ESTABLISHED and int(local.rpartition(":")[2], 16) == port
    return count


def main(arguments: list[str]) -> int:
    """Keep the server of the folder named first, for the idle seconds named second."""
    return Keeper(Folder(Path(arguments[0])), float(arguments[1])).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
