"""Addresses are fetched politely and within bounds, from a server on this machine that misbehaves in every way."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import LeftOutError
from ingest.readers import documents
from ingest.readers.addresses import is_public
from ingest.readers.web import Manners, Web

WORDS = "بدأت المحادثات اليوم في براتيسلافا بين الوفدين، وقالت الوزارة إنها ستستمر يومين كاملين."
PAGE = (
    f"<html><head><title>محادثات</title></head><body><article><p>{WORDS}</p><p>{WORDS * 2}</p></article></body></html>"
)
FEED = (
    "<rss><channel><title>صحيفة</title><item><title>خبر من الصحيفة</title><link>/7</link><guid>7</guid>"
    "</item></channel></rss>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}

Act = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server on this machine: what it does for each path, and what it was asked."""

    port: int = 0
    acts: dict[str, Act] = field(default_factory=dict)
    asked: list[tuple[str, str, float]] = field(default_factory=list)

    def serves(self, path: str, body: bytes | str = "", status: int = 200, **headers: str) -> None:
        data = body if isinstance(body, bytes) else body.encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()} or HTML

        def act(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **named}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)

        self.acts[path] = act

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers["User-Agent"], time.monotonic()))
            act = site.acts.get(self.path)
            self.close_connection = True
            try:
                if act:
                    act(self)
                else:
                    self.send_error(404)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


def fetch(*addresses: str, **manners: float):
    errors = []
    web = Web(Manners(**{"allow_private": True, "pause": 0.0, "step": 2.0, "whole": 3.0, **manners}))
    return list(documents(addresses, report=errors.append, web=web)), errors


def test_page_is_fetched_and_called_by_its_address(site):
    site.serves("/1", PAGE, Last_Modified="Thu, 11 Jan 2024 10:00:00 GMT", Content_Type="text/html")
    (document,), errors = fetch(site.at("/1"))
    assert not errors
    assert (document.id, document.url) == (site.at("/1"),) * 2
    assert WORDS in document.text
    assert document.revised.isoformat() == "2024-01-11T10:00:00+00:00"
    assert document.reported is None


def test_server_is_told_who_asks(site):
    site.serves("/1", PAGE)
    fetch(site.at("/1"))
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/1"]
    assert all(agent.startswith("detente/") for _, agent, _ in site.asked)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (FEED, {"Content_Type": "application/rss+xml"}), (FEED, {"Content_Type": "text/xml"}),
        (gzip.compress(FEED.encode()), {"Content_Type": "application/xml", "Content_Encoding": "gzip"}),
        (gzip.compress(FEED.encode()), {"Content_Type": "application/gzip"}),
    ],
    ids=["feed", "xml", "packed on the way", "packed file"],
)  # fmt: skip
def test_feed_is_fetched_and_its_links_completed(site, body, headers):
    site.serves("/feed", body, **headers)
    (document,), errors = fetch(site.at("/feed"))
    assert not errors
    assert (document.title, document.url) == ("خبر من الصحيفة", site.at("/7"))


def test_what_robots_txt_refuses_is_not_fetched(site):
    site.serves(
        "/robots.txt", "User-agent: *\nDisallow: /private\n\nUser-agent: detente\nDisallow: /*.pdf$\nDisallow: /no"
    )
    site.serves("/private/1", PAGE)
    site.serves("/no/1", PAGE)
    (document,), (error,) = fetch(site.at("/no/1"), site.at("/private/1"))
    assert document.id == site.at("/private/1")
    assert "robots.txt" in error.what
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/private/1"]


def test_page_is_not_fetched_while_robots_txt_cannot_be_had(site):
    site.serves("/robots.txt", "x", status=500)
    site.serves("/1", PAGE)
    found, (error,) = fetch(site.at("/1"))
    assert not found
    assert "robots.txt cannot be had (status 500)" in error.what


def test_host_is_asked_no_more_than_once_in_the_pause(site):
    for path in ("/1", "/2", "/3"):
        site.serves(path, PAGE)
    began = time.monotonic()
    fetch(*(site.at(path) for path in ("/1", "/2", "/3")), pause=0.4)
    assert len(site.asked) == 4
    assert time.monotonic() - began >= 3 * 0.4
    # The server may notice one request late and the next one in time.
    assert all(later - earlier > 0.2 for earlier, later in pairwise(moment for _, _, moment in site.asked))


def test_unless_told_otherwise_a_host_is_asked_once_a_second_and_private_ones_never():
    assert (Manners().pause, Manners().allow_private) == (1.0, False)


def test_longer_pause_that_a_site_asks_for_is_kept(site):
    site.serves("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
    site.serves("/1", PAGE)
    fetch(site.at("/1"))
    (_, _, robots), (_, _, page) = site.asked
    assert page - robots > 0.2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirection_is_followed_and_the_document_called_as_asked(site, status):
    site.serves("/old", status=status, Location="/new?a=1")
    site.serves("/new?a=1", PAGE)
    (document,), errors = fetch(site.at("/old"))
    assert not errors
    assert (document.id, document.url) == (site.at("/old"), site.at("/new?a=1"))


def test_endless_redirection_is_given_up(site):
    site.serves("/round", status=302, Location="/round")
    _, (error,) = fetch(site.at("/round"))
    assert "leads on more than 5 times" in error.what
    assert len(site.asked) == 7


@pytest.mark.parametrize(
    "location", ["file:///etc/hostname", "gopher://x.example/", "http://u:p@x.example/", "http://["]
)
def test_redirection_to_what_is_no_page_is_refused(site, location):
    site.serves("/1", status=302, Location=location)
    found, (error,) = fetch(site.at("/1"))
    assert not found
    assert error.where == site.at("/1")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1"])
def test_address_of_this_machine_is_refused_without_being_asked(site, host):
    site.serves("/1", PAGE)
    found, (error,) = fetch(site.at("/1", host), allow_private=False)
    assert not found
    assert "this machine or its network" in error.what
    assert "DETENTE_ALLOW_PRIVATE_ADDRESSES" in error.remedy
    assert not site.asked


PUBLIC = "93.184.216.34"


@pytest.fixture
def network(monkeypatch) -> list[tuple[str, str]]:
    """A network in which names lead where their first label says, and the public number to this machine.

    Gives the names that were looked up and the numbers that were connected to.
    """
    seen: list[tuple[str, str]] = []
    connect = socket.socket.connect

    def look_up(host: str, port: int, *_: object, **__: object):
        seen.append(("looked up", host))
        inside = host.startswith("inside") or (host.startswith("rebound") and seen.count(("looked up", host)) > 1)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if inside else PUBLIC, port))]

    def to_this_machine(sock: socket.socket, where: tuple[str, int]) -> None:
        seen.append(("connected to", where[0]))
        connect(sock, ("127.0.0.1" if where[0] == PUBLIC else "127.0.0.9", where[1]))

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    monkeypatch.setattr("socket.socket.connect", to_this_machine)
    return seen


def test_redirection_to_this_machine_is_refused(site, network):
    site.serves("/1", status=302, Location=f"http://inside.example:{site.port}/secret")
    site.serves("/secret", PAGE)
    found, (error,) = fetch(site.at("/1", "outside.example"), allow_private=False)
    assert not found
    assert "this machine or its network" in error.what
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/1"]


def test_name_that_leads_here_when_it_is_looked_up_again_is_refused(site, network):
    """Between the request for robots.txt and that for the page the name comes to lead to this machine."""
    site.serves("/1", PAGE)
    found, (error,) = fetch(site.at("/1", "rebound.example"), allow_private=False)
    assert not found
    assert "this machine or its network" in error.what
    assert [path for path, _, _ in site.asked] == ["/robots.txt"]


def test_connection_goes_to_the_number_that_was_checked(site, network):
    site.serves("/1", PAGE)
    (document,), errors = fetch(site.at("/1", "outside.example"), allow_private=False)
    assert not errors
    assert document.id == site.at("/1", "outside.example")
    assert network.count(("looked up", "outside.example")) == len(site.asked) == 2
    assert {number for what, number in network if what == "connected to"} == {PUBLIC}


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "ff02::1", "192.0.2.1",
    ],
)  # fmt: skip
def test_number_that_is_not_public(number):
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]
)
def test_number_that_is_public(number):
    assert is_public(number)


@pytest.mark.parametrize(
    ("status", "headers", "what", "remedy"),
    [
        (404, {}, "status 404", "check the address"),
        (500, {}, "status 500", "check the address"),
    ],
)
def test_refusal_of_the_server_is_said(site, status, headers, what, remedy):
    site.serves("/1", "no", status=status, **headers)
    site.serves("/2", PAGE)
    (document,), (error,) = fetch(site.at("/1"), site.at("/2"))
    assert document.id == site.at("/2")
    assert what in error.what
    assert remedy in error.remedy


@pytest.mark.parametrize(
    ("status", "wait", "remedy"), [(429, "120", "120 seconds"), (503, "soon", "later")], ids=["429", "503"]
)
def test_server_that_asks_to_wait_is_not_asked_again(site, status, wait, remedy):
    site.serves("/1", "no", status=status, Retry_After=wait)
    site.serves("/2", PAGE)
    found, errors = fetch(site.at("/1"), site.at("/2"))
    assert not found
    assert [error.where for error in errors] == [site.at("/1"), site.at("/2")]
    assert all("not to be asked so often" in error.what and remedy in error.remedy for error in errors)
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/1"]


def test_what_is_no_text_is_not_read(site):
    site.serves("/1.png", b"\x89PNG", Content_Type="image/png")
    _, (error,) = fetch(site.at("/1.png"))
    assert "it is image/png" in error.what


def slowly(head: bytes, drop: bytes, times: int) -> Act:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _ in range(times):
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.1)

    return act


@pytest.mark.parametrize(
    "act",
    [
        slowly(b"", b"", 100),
        slowly(b"HTTP/1.1 200 OK\r\nX-Long: ", b"a", 100),
        slowly(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode(), b" ", 100),
        slowly(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n" + PAGE.encode(), b" ", 100
        ),
    ],
    ids=["no answer", "headers in drops", "body in drops without a length", "body in drops"],
)
def test_slow_server_is_given_up(site, act):
    site.acts["/1"] = act
    began = time.monotonic()
    found, (error,) = fetch(site.at("/1"), step=1.0, whole=1.5)
    assert not found
    assert error.what == "the server takes too long"
    assert time.monotonic() - began < 6


def test_endless_body_is_given_up_at_the_limit(site, monkeypatch):
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            handler.wfile.write(b"<p>word</p>" * 10_000)

    site.acts["/1"] = act
    monkeypatch.setattr("ingest.readers.web.LARGEST_DOCUMENT", 1_000_000)
    found, (error,) = fetch(site.at("/1"), whole=30.0)
    assert not found
    assert error.what == "it is larger than 1 MB"


def test_body_that_is_shorter_than_announced_is_no_document(site):
    site.serves("/1", PAGE, Content_Type="text/html", Content_Length="99999")
    found, (error,) = fetch(site.at("/1"))
    assert not found
    assert "broke off" in error.what


def test_bomb_is_not_unpacked(site):
    site.serves("/1", gzip.compress(bytes(50_000_000)), Content_Type="text/html", Content_Encoding="gzip")
    found, (error,) = fetch(site.at("/1"))
    assert not found
    assert "larger than 20 MB" in error.what


@pytest.mark.parametrize(
    "answer", [b"", b"rubbish\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"]
)
def test_rubbish_is_no_answer(site, answer):
    site.acts["/1"] = lambda handler: handler.wfile.write(answer)
    found, errors = fetch(site.at("/1"))
    assert not found
    assert len(errors) == 1


def test_server_that_is_not_there_is_said(site):
    _, (error,) = fetch("http://127.0.0.1:9/1")
    assert "cannot be reached" in error.what


def test_address_is_encoded_as_browsers_do(site):
    site.serves("/%D8%AE%D8%A8%D8%B1?a=%D8%A8", PAGE)
    (document,), errors = fetch(site.at("/خبر?a=ب"))
    assert not errors
    assert document.id == site.at("/خبر?a=ب")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_certificate_that_nobody_vouches_for_is_refused(site, tmp_path):
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-keyout", "key", "-out", "cert", "-subj", "/CN=x"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    _, (error,) = fetch(f"https://127.0.0.1:{server.server_address[1]}/")
    server.shutdown()
    server.server_close()
    assert "certificate is not trusted" in error.what


OPML = """<opml version="2.0"><body><outline text="أخبار"><outline text="صحيفة" xmlUrl="{feed}"/>
<outline text="أخرى" xmlurl="{missing}"/><outline text="صحيفة مكررة" xmlUrl="{feed}"/></outline></body></opml>"""


def test_list_of_feeds_names_them_and_fetches_nothing_unless_asked(site, tmp_path):
    path = Path(tmp_path / "list.opml")
    path.write_text(
        OPML.replace("{feed}", site.at("/feed")).replace("{missing}", site.at("/missing")), encoding="utf-8"
    )
    errors = []
    web = Web(Manners(allow_private=True, pause=0.0))
    assert list(documents([path], report=errors.append, web=web)) == []
    assert [(error.where, error.what) for error in errors] == [
        (f"{path}:1", f"the feed {site.at('/feed')} (صحيفة)"), (f"{path}:2", f"the feed {site.at('/missing')} (أخرى)")
    ]  # fmt: skip
    assert not site.asked


def test_feeds_of_a_list_are_fetched_when_asked_and_one_that_fails_does_not_stop_the_others(site, tmp_path):
    path = Path(tmp_path / "list.opml")
    path.write_text(
        OPML.replace("{feed}", site.at("/feed")).replace("{missing}", site.at("/missing")), encoding="utf-8"
    )
    site.serves("/feed", FEED, Content_Type="application/rss+xml")
    errors = []
    web = Web(Manners(allow_private=True, pause=0.0))
    (document,) = documents([path], report=errors.append, web=web, follow=True)
    assert document.title == "خبر من الصحيفة"
    assert [error.where for error in errors] == [site.at("/missing")]
    assert [path for path, _, _ in site.asked].count("/feed") == 1


def test_lists_of_feeds_among_the_samples_are_named(sample):
    """The one of Russia has quotation marks within an attribute, which cost it one of its thirteen feeds."""
    found, (broken, *feeds) = sample("rss/opml/Russia.opml")
    assert not found
    assert broken.where.endswith("Russia.opml:20")
    assert len(feeds) == 12
    found, feeds = sample("rss/opml/Iran.opml")
    assert not found
    assert len(feeds) == 7
    assert all(isinstance(error, LeftOutError) and "the feed http" in error.what for error in feeds)
