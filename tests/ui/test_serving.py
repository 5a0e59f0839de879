from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator

import pytest

from ui.serving import FIRST_PORT, ExplorerError, free_port, served

SERVER = """
from http.server import BaseHTTPRequestHandler, HTTPServer
HTTPServer(("127.0.0.1", {port}), BaseHTTPRequestHandler).serve_forever()
"""


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def unused() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_port_that_is_asked_for_and_taken_is_an_error(taken: int) -> None:
    with pytest.raises(ExplorerError, match=f"port {taken} is taken"):
        free_port(taken)


def test_next_free_port_is_chosen_when_none_is_asked_for() -> None:
    first = free_port(None)
    assert first >= FIRST_PORT
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", first))
        listening.listen()
        assert free_port(None) > first


def test_process_is_ready_inside_and_stopped_afterwards() -> None:
    port = unused()
    before = signal.getsignal(signal.SIGTERM)
    with served([sys.executable, "-c", SERVER.format(port=port)], port) as process:
        assert listens(port)
        assert process.poll() is None
    assert process.poll() is not None
    assert not listens(port)
    assert signal.getsignal(signal.SIGTERM) is before


def test_process_is_stopped_when_something_goes_wrong() -> None:
    port = unused()
    with pytest.raises(KeyboardInterrupt), served([sys.executable, "-c", SERVER.format(port=port)], port) as process:
        raise KeyboardInterrupt
    assert process.poll() is not None


def test_process_that_ends_at_once_is_an_error_with_its_status() -> None:
    with (
        pytest.raises(ExplorerError, match="status 3"),
        served([sys.executable, "-c", "raise SystemExit(3)"], unused()),
    ):
        pass
