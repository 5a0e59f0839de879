"""Pages and feeds from the web, when the user names their addresses: politely, within bounds, one at a time."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from importlib import metadata
from urllib.parse import urljoin

from protego import Protego
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Timeout, Url, parse_url

from graph.errors import UnreadableError
from ingest.readers.addresses import Endpoint, endpoint
from ingest.readers.served import Served, unpacked
from ingest.readers.text import LARGEST_DOCUMENT

NAME = "detente"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WAIT = frozenset({429, 503})
# Browsers follow 20; a page of news that takes more than 5 is no page.
_MOST_REDIRECTS = 5
# RFC 9309 asks to read at least 500 kB.
_LARGEST_ROBOTS = 500_000
_PIECE = 65_536
_PORTS = {"http": 80, "https": 443}
_REMEDY = "save the page with a browser, and name the file"
_LATER = "try again later"
_SLOW = "the server takes too long"
# Some sites ask for minutes between two requests; more than this is not waited.
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the web is asked. Seconds: between two requests to one host, for a step of a request, for all of it."""

    allow_private: bool = False
    pause: float = 1.0
    step: float = 15.0
    whole: float = 60.0


class Web:
    """Fetches addresses; remembers each host's robots.txt and when it was asked last."""

    def __init__(self, manners: Manners | None = None) -> None:
        self._manners = manners or Manners()
        self._robots: dict[str, Protego] = {}
        self._asked: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._resting: dict[str, UnreadableError] = {}

    def get(self, address: str) -> Served:
        """Fetch an address, following redirections; raises UnreadableError that says why it cannot be had.

        What robots.txt refuses is not fetched, nor what lies on this machine or its network unless that is allowed.
        """
        url = _parsed(address, address)
        for _ in range(_MOST_REDIRECTS + 1):
            self._ask_leave(url, address)
            with self._answer(url, address) as answer:
                if answer.status in _WAIT:
                    raise self._rest(url, answer, address)
                if answer.status not in _REDIRECTS:
                    return _served(answer, url, address)
                url = _parsed(urljoin(url.url, answer.headers.get("Location", "")), address)
        raise UnreadableError(address, f"it leads on more than {_MOST_REDIRECTS} times", _REMEDY)

    def _ask_leave(self, url: Url, address: str) -> None:
        resting = self._resting.get(url.host or "")
        if resting:
            raise UnreadableError(address, resting.what, resting.remedy)
        origin = f"{url.scheme}://{url.netloc}"
        if origin not in self._robots:
            rules = self._robots[origin] = Protego.parse(self._rules(origin, address))
            wanted = min(rules.crawl_delay(NAME) or 0.0, _LONGEST_PAUSE)
            self._pauses[url.host or ""] = max(self._manners.pause, wanted)
        if not self._robots[origin].can_fetch(url.url, NAME):
            raise UnreadableError(address, f"{url.host} does not want it to be read by programs (robots.txt)", _REMEDY)

    def _rest(self, url: Url, answer: BaseHTTPResponse, address: str) -> UnreadableError:
        """Note that the host is not to be asked again, and say so."""
        asked = answer.headers.get("Retry-After", "")
        remedy = f"try again after {asked} seconds" if asked.isdecimal() else _LATER
        what = f"{url.host} asks not to be asked so often (status {answer.status})"
        self._resting[url.host or ""] = UnreadableError(address, what, remedy)
        return self._resting[url.host or ""]

    def _rules(self, origin: str, address: str) -> str:
        """Read robots.txt as RFC 9309 has it: none is leave for everything, one that cannot be had for nothing."""
        url = _parsed(f"{origin}/robots.txt", address)
        for _ in range(_MOST_REDIRECTS + 1):
            with self._answer(url, address) as answer:
                if answer.status in _REDIRECTS:
                    url = _parsed(urljoin(url.url, answer.headers.get("Location", "")), address)
                    continue
                if answer.status >= 500 or answer.status in _WAIT:
                    raise UnreadableError(address, f"its robots.txt cannot be had (status {answer.status})", _LATER)
                if answer.status != 200:
                    return ""
                return _body(answer, address, _LARGEST_ROBOTS, cut=True).decode("utf-8", "replace")
        return ""

    @contextlib.contextmanager
    def _answer(self, url: Url, address: str) -> Iterator[BaseHTTPResponse]:
        """Ask, and give the answer as far as its headers; its body is to be read inside."""
        scheme = url.scheme or "http"
        found = endpoint(
            (url.host or "").strip("[]"), url.port or _PORTS[scheme], address, allow_private=self._manners.allow_private
        )
        self._wait(found.host)
        connection = self._connected(scheme, found, address)
        watch = _Watch(connection, self._manners.whole)
        try:
            connection.request(
                "GET", url.request_uri, headers=_headers(url), preload_content=False, decode_content=False
            )
            yield connection.getresponse()
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise UnreadableError(address, _SLOW if watch.over else _fault(error), _LATER) from error
        finally:
            watch.end()
            connection.close()
        # A body without a length ends where the connection does, and would pass for whole.
        if watch.over:
            raise UnreadableError(address, _SLOW, _LATER)

    def _wait(self, host: str) -> None:
        pause = self._asked.get(host, 0.0) + self._pauses.get(host, self._manners.pause) - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        self._asked[host] = time.monotonic()

    def _connected(self, scheme: str, found: Endpoint, address: str) -> HTTPConnection:
        """Connect to the first of the numbers that answers; a certificate must be the host's all the same."""
        last: Exception | None = None
        for number in found.numbers:
            connection = self._connection(scheme, number, found)
            try:
                connection.connect()
            except (HTTPError, OSError) as error:
                connection.close()
                last = error
            else:
                return connection
        raise UnreadableError(address, f"{found.host} cannot be reached: {_fault(last)}", _LATER) from last

    def _connection(self, scheme: str, number: str, found: Endpoint) -> HTTPConnection:
        timeout = Timeout(self._manners.step).connect_timeout
        if scheme == "http":
            return HTTPConnection(number, found.port, timeout=timeout)
        return HTTPSConnection(
            number, found.port, timeout=timeout, ssl_context=ssl.create_default_context(),
            server_hostname=found.host, assert_hostname=found.host,
        )  # fmt: skip


def _parsed(address: str, where: str) -> Url:
    try:
        url = parse_url(address.strip())
    except LocationParseError as error:
        raise UnreadableError(where, f"it leads to no address ({error})", "check the address") from error
    if url.scheme not in _PORTS or not url.host:
        raise UnreadableError(where, f"only http and https are fetched, not {url.scheme or address!r}", _REMEDY)
    if url.auth:
        raise UnreadableError(where, "addresses with a name and a password are not fetched", _REMEDY)
    return Url(url.scheme, None, url.host, url.port, url.path or "/", url.query, None)


def _headers(url: Url) -> dict[str, str]:
    return {
        "Host": url.netloc or "",
        "User-Agent": f"{NAME}/{metadata.version(NAME)} (reads news for its user)",
        "Accept": "text/html, application/xhtml+xml, application/xml, text/plain, application/json, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "ar, en",
    }


def _served(answer: BaseHTTPResponse, url: Url, address: str) -> Served:
    if answer.status != 200:
        raise UnreadableError(address, f"the server answers with status {answer.status}", "check the address")
    encoding = answer.headers.get("Content-Encoding", "")
    body = unpacked(_body(answer, address, LARGEST_DOCUMENT), encoding, address)
    return Served(
        address=url.url, content_type=answer.headers.get("Content-Type", ""), content_encoding="", body=body,
        modified=answer.headers.get("Last-Modified"),
    )  # fmt: skip


def _body(answer: BaseHTTPResponse, address: str, limit: int, *, cut: bool = False) -> bytes:
    """Read the body as far as the limit; where there is more, cut it or raise UnreadableError."""
    body = bytearray()
    while len(body) <= limit and (piece := answer.read(_PIECE)):
        body += piece
    if len(body) > limit and not cut:
        raise UnreadableError(address, f"it is larger than {limit // 1_000_000} MB", _REMEDY)
    return bytes(body[:limit])


class _Watch:
    """Ends a connection that takes too long, whatever it is waiting for; `over` tells that it did."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.over = False
        # The connection lets go of its socket while a body without a length is still being read from it.
        self._socket = connection.sock
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        self._timer.cancel()

    def _hang_up(self) -> None:
        self.over = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _fault(error: Exception | None) -> str:
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return _SLOW
    if "certificate" in str(error):
        return f"its certificate is not trusted ({error})"
    return f"the connection broke off ({error})"
