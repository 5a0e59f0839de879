"""Which server the store lies on: a Neo4j by its address, or the bundled server. All else speaks to a `Server`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Concatenate, Literal, LiteralString, ParamSpec, Self, TypeVar
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import ServerError
from graph.store import bundled, jvm, schema
from graph.store.folder import Folder

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[ManagedTransaction, P], T]
Kind = Literal["bundled", "neo4j"]

STATEMENT_SECONDS = jvm.STATEMENT_SECONDS
_SCHEMES = tuple(f"{scheme}{secure}://" for scheme in ("bolt", "neo4j") for secure in ("", "+s", "+ssc"))
# Neo4j 5.26 is the oldest long-term release whose Cypher the store was tried on.
_OLDEST_NEO4J = (5, 26)
_CONNECT_SECONDS = 10.0
# Bridges an election in a cluster, and the conflicts of several writers.
_RETRY_SECONDS = 30.0
# The bundled server's driver gives up early, so that a server that was killed with its keeper is started again.
_BUNDLED_RETRY_SECONDS = 4.0
# A start on a busy machine, and many writers at once.
_PATIENCE_SECONDS = 90.0
# A query of which only the first rows were wanted ends within this, or is left to the end of the process.
_LAST_ANSWER_SECONDS = 1.0


class _AwayError(ServerError):
    """The server is away or busy: a later attempt may succeed."""


class Server:
    """A graph database that was reached, with its schema in place; used as a context manager.

    `read` and `write` run a function in a managed transaction, which the driver repeats where the server was away
    for a moment or two writers met; the function must therefore do nothing but query.
    """

    def __init__(self, kind: Kind, *, address: str, database: str, user: str, password_file: Path | None) -> None:
        self.kind: Kind = kind
        # Whether a statement can take the type of a relationship that it creates from a row.
        self.types_in_rows = kind == "neo4j"
        self.address = address
        self.database = database
        self.user = user
        self.password_file = password_file
        self.version = ""
        self._driver: Driver | None = None
        self._asking = 0
        self._answered = threading.Condition()

    def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the function in a read transaction."""
        return self._run(work, READ_ACCESS, *args, **kwargs)

    def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the function in a write transaction."""
        return self._run(work, WRITE_ACCESS, *args, **kwargs)

    def ask(self, work: Callable[[ManagedTransaction], T], *, seconds: float) -> T:
        """Run an analyst's query: as somebody who may only read, ended by the server after the time where it can.

        Raises the driver's errors as they are, for the console to explain.
        """
        with self._answered:
            self._asking += 1
        try:
            with self._analyst().session(database=self.database, default_access_mode=READ_ACCESS) as session:
                return session.execute_read(unit_of_work(timeout=seconds)(work))
        finally:
            with self._answered:
                self._asking -= 1
                self._answered.notify_all()

    def index_names(self, index: str) -> None:
        """Index the folded names of actors word by word, in full-text Cypher."""
        statement = f"CREATE FULLTEXT INDEX {index} IF NOT EXISTS FOR (n:Actor) ON EACH [n.search]"
        for each in (statement, "CALL db.awaitIndexes(60)"):
            self.write(_consume, each)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from changing the schema meanwhile, where the server cannot."""
        yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers from deriving the same edges meanwhile, where the server cannot."""
        yield

    def close(self) -> None:
        """Let go of the server."""
        if self._driver and self._quiet():
            self._driver.close()
        self._driver = None

    def _quiet(self) -> bool:
        """Wait a moment for queries whose rows nobody waits for any more; a driver is not closed under one."""
        with self._answered:
            return self._answered.wait_for(lambda: not self._asking, timeout=_LAST_ANSWER_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connected(self) -> Driver:
        if self._driver is None:
            raise ServerError("the store was closed")
        return self._driver

    def _analyst(self) -> Driver:
        return self._connected()

    def _run(self, work: Work[P, T], access: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with self._connected().session(database=self.database) as session:
                run = session.execute_read if access == READ_ACCESS else session.execute_write
                return run(work, *args, **kwargs)
        except (ServiceUnavailable, SessionExpired) as error:
            raise _AwayError(f"{self.address}: the server does not answer (is it running?)") from error
        except Neo4jError as error:
            if error.is_retryable():
                raise _AwayError(f"{self.address}: others kept writing the same ({error.code}); try again") from error
            raise


class Neo4jServer(Server):
    """A Neo4j of the user's own."""

    def __init__(self, uri: str, *, user: str, password: str, database: str) -> None:
        super().__init__("neo4j", address=_plain(uri), database=database, user=user, password_file=None)
        if not uri.startswith(_SCHEMES):
            raise ServerError(f"{self.address}: not a Bolt address (DETENTE_NEO4J_URI begins with bolt:// or neo4j://)")
        try:
            self._driver = _driver(uri, user, password)
            self._driver.verify_connectivity()
            agent = str(self._driver.get_server_info().agent)
        except AuthError:
            self.close()
            message = f"{self.address}: user {user!r} is not let in"
            raise ServerError(f"{message} (check DETENTE_NEO4J_USER and DETENTE_NEO4J_PASSWORD)") from None
        except (DriverError, ConfigurationError, Neo4jError, ValueError, OSError) as error:
            self.close()
            reason = "does not answer as a Neo4j" if isinstance(error, ServiceUnavailable) else type(error).__name__
            raise ServerError(f"{self.address}: {reason} (check DETENTE_NEO4J_URI)") from None
        self.version = agent.rpartition("/")[2]
        if _release(self.version) < _OLDEST_NEO4J:
            self.close()
            oldest = ".".join(map(str, _OLDEST_NEO4J))
            raise ServerError(f"{self.address}: Neo4j {self.version} is too old (use {oldest} or newer)")

    def _run(self, work: Work[P, T], access: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function, again where another writer created the same node meanwhile: then it finds the node there."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                return super()._run(work, access, *args, **kwargs)
            except ConstraintError:
                if time.monotonic() > end:
                    raise


class BundledServer(Server):
    """The server that comes with Détente. When it went away, the next use starts it again."""

    def __init__(self, folder: Folder, *, idle: float) -> None:
        super().__init__(
            "bundled", address="", database=jvm.DATABASE, user=jvm.ROOT_USER, password_file=folder.password_file
        )
        self._folder = folder
        self._idle = idle
        self._reader: Driver | None = None
        self._use: bundled.Use | None = None
        self._opening = threading.RLock()
        self._closed = False
        self._connect()

    def _run(self, work: Work[P, T], access: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function until the server is back, or the other writers are done.

        A constraint is violated only where another writer created the same node meanwhile.
        """
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            driver = self._connected()
            try:
                return super()._run(work, access, *args, **kwargs)
            except (_AwayError, ConstraintError):
                if time.monotonic() > end:
                    raise
            except DriverError:
                # Another thread may have found the server gone and closed the driver under this one.
                if driver is self._driver:
                    raise

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder, under which the server is also started."""
        with self._folder.starting():
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder's lock for writers."""
        with self._folder.writing():
            yield

    def index_names(self, index: str) -> None:
        """Index the folded names in SQL: this server's Cypher has no full-text indexes."""
        self._sql("CREATE PROPERTY Actor.search IF NOT EXISTS STRING")
        self._sql(f"CREATE INDEX {index} IF NOT EXISTS ON Actor (search) FULL_TEXT")

    def _sql(self, statement: str) -> None:
        assert self._use
        path = f"/api/v1/command/{self.database}"
        password = self._folder.password_file.read_text(encoding="utf-8")
        jvm.command(self._use.state.http, password, path, {"language": "sql", "command": statement})

    def close(self) -> None:
        """Let go of the server; it stops when everybody has let go for its idle time."""
        with self._opening:
            self._closed = True
            self._let_go()

    def _let_go(self) -> None:
        super().close()
        if self._reader and self._quiet():
            self._reader.close()
        self._reader = None
        if self._use:
            self._use.lease.give_back()
            self._use = None

    def _connected(self) -> Driver:
        with self._opening:
            running = self._use is not None and bundled.running(self._folder, self._use.state)
            if not running and not self._closed:
                with suppress(DriverError):
                    self._let_go()
                self._connect()
            return super()._connected()

    def _analyst(self) -> Driver:
        self._connected()
        assert self._reader
        return self._reader

    def _connect(self) -> None:
        """Log in, again where a server was found that was just dying."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            self._use = bundled.use(self._folder, idle=self._idle)
            self.address = f"bolt://127.0.0.1:{self._use.state.bolt}"
            root = self._folder.password_file.read_text(encoding="utf-8")
            analyst = self._folder.analyst_password_file.read_text(encoding="utf-8")
            self._driver = _driver(self.address, jvm.ROOT_USER, root, retry=_BUNDLED_RETRY_SECONDS)
            self._reader = _driver(self.address, jvm.ANALYST_USER, analyst, retry=_BUNDLED_RETRY_SECONDS)
            try:
                self._driver.verify_connectivity()
                self.version = str(self._driver.get_server_info().agent).partition("(")[2].rstrip(")")
                return
            except (DriverError, Neo4jError) as error:
                self._let_go()
                if isinstance(error, AuthError) or time.monotonic() > end:
                    message = f"{self._folder.root}: the bundled server does not let us in ({type(error).__name__})"
                    raise ServerError(f"{message} (see {self._folder.log})") from None


def open_server(
    uri: str | None = None, *, user: str = "neo4j", password: str = "", database: str = "neo4j",
    data: Path, idle: float = bundled.IDLE_SECONDS,
) -> Server:  # fmt: skip
    """Reach the Neo4j at `uri`, or without one the bundled server of the folder `data`, and prepare its schema.

    `idle` is for how many seconds the bundled server stays when nobody uses it. Raises ServerError.
    """
    server: Server
    if uri:
        server = Neo4jServer(uri, user=user, password=password, database=database)
    else:
        server = BundledServer(Folder(data), idle=idle)
    try:
        schema.prepare(server)
    except Neo4jError as error:
        server.close()
        remedy = "check DETENTE_NEO4J_DATABASE" if "Database" in error.code else "the user needs rights on the schema"
        raise ServerError(f"{server.address}: the schema cannot be prepared: {error.message} ({remedy})") from None
    except BaseException:
        server.close()
        raise
    return server


def _consume(tx: ManagedTransaction, statement: LiteralString) -> None:
    tx.run(statement).consume()


def _driver(uri: str, user: str, password: str, *, retry: float = _RETRY_SECONDS) -> Driver:
    return GraphDatabase.driver(
        uri,
        auth=(user, password),
        connection_timeout=_CONNECT_SECONDS,
        max_transaction_retry_time=retry,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )


def _plain(uri: str) -> str:
    """Leave out what could be a password."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return "the address"
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _release(version: str) -> tuple[int, ...]:
    digits = (part for part in version.replace("-", ".").split(".")[:2])
    return tuple(int(part) if part.isdigit() else 0 for part in digits)
