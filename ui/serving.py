"""Runs the explorer's process: on a free port of this machine, until it is stopped."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from graph.errors import DetenteError

HOST = "127.0.0.1"
FIRST_PORT = 8501
# Neighbours of the first port that are tried when it is taken.
_PORTS_TRIED = 50
# Streamlit answers after two to five seconds; a busy machine takes longer.
_READY_SECONDS = 60.0
_PAUSE_SECONDS = 0.1
_STOP_SECONDS = 10.0


class ExplorerError(DetenteError):
    """The explorer cannot be served."""


def free_port(wanted: int | None) -> int:
    """Give the wanted port, or without one the first that is free; raises ExplorerError where it is taken."""
    if wanted is not None:
        if not _is_free(wanted):
            raise ExplorerError(f"port {wanted} is taken (give another with --port, or none to have one chosen)")
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        if _is_free(port):
            return port
    raise ExplorerError(f"ports {FIRST_PORT} to {FIRST_PORT + _PORTS_TRIED - 1} are taken (give another with --port)")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # as servers do it: a port in its closing wait is free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


@contextmanager
def served(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start the process, wait until it answers on the port, and stop it at the end, also when we are terminated."""
    before = signal.signal(signal.SIGTERM, _leave)
    process = subprocess.Popen(command)  # noqa: S603  # our own command, without a shell
    try:
        _wait_for(process, port)
        yield process
    finally:
        _stop(process)
        signal.signal(signal.SIGTERM, before)


def _leave(signum: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signum)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise ExplorerError(f"the explorer ended while it started, with status {process.returncode}; see above")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(_PAUSE_SECONDS)
    raise ExplorerError(f"the explorer did not answer on port {port} within {_READY_SECONDS:.0f} seconds")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def open_browser(address: str) -> None:
    """Open the address in the user's browser; one that lives in the terminal would take it over and is not opened."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)
