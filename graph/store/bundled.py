"""The bundled server seen from its users: find it or start it, and say that one uses it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ServerError
from graph.store import jvm
from graph.store.folder import Folder, Lease, State

# The server stops when nobody has used it for this long.
IDLE_SECONDS = 600.0
# A keeper starts the server within some seconds; twice, where a port is taken; the rest is for a busy machine.
_READY_SECONDS = 180.0
_POLL_SECONDS = 0.05
_HANDSHAKE_SECONDS = 10.0
# How much of the log is kept when a new keeper begins.
_LOG_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Use:
    """A running server and our lease of it."""

    state: State
    lease: Lease


def use(folder: Folder, *, idle: float = IDLE_SECONDS) -> Use:
    """Use the server of a folder, starting it where it does not run; raises ServerError where that fails.

    `idle` holds for the server that this call starts, not for one that runs already.
    """
    jvm.package()
    folder.prepare()
    with folder.starting():
        lease = folder.lease()
        try:
            return Use(_running(folder) or _start(folder, idle), lease)
        except BaseException:
            lease.give_back()
            raise


def running(folder: Folder, state: State) -> bool:
    """Tell whether that very server is still kept."""
    return folder.state() == state and folder.kept()


def _running(folder: Folder) -> State | None:
    """Wait for a living keeper to have its server ready; None where no keeper lives."""
    end = time.monotonic() + _READY_SECONDS
    while folder.kept():
        state = folder.state()
        if state and _listening(state.bolt):
            return state
        if time.monotonic() > end:
            raise ServerError(f"{folder.root}: the bundled server does not answer (see {folder.log})")
        time.sleep(_POLL_SECONDS)
    return None


def _start(folder: Folder, idle: float) -> State:
    if folder.log.exists() and folder.log.stat().st_size > _LOG_BYTES:
        folder.log.replace(folder.log.with_suffix(".old.log"))
    descriptor = os.open(folder.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as log:
        keeper = subprocess.Popen(  # noqa: S603 - our own command, no shell
            [sys.executable, "-P", "-m", "graph.store.keeper", str(folder.root.resolve()), str(idle)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder.root,
            env=jvm.environment(), start_new_session=True,
        )  # fmt: skip
    # Collects the keeper should it end while we live; it is to outlive us otherwise.
    threading.Thread(target=keeper.wait, daemon=True).start()
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end:
        state = folder.state()
        if state and state.keeper == keeper.pid and _listening(state.bolt):
            return state
        if keeper.poll() is not None:
            raise ServerError(f"the bundled server does not start: {_last_words(folder.log)} (see {folder.log})")
        time.sleep(_POLL_SECONDS)
    raise ServerError(f"the bundled server was not ready after {_READY_SECONDS:.0f} s (see {folder.log})")


def _listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), _HANDSHAKE_SECONDS).close()
    except OSError:
        return False
    return True


def _last_words(log: Path) -> str:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it said nothing"
