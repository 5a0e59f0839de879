"""The guarded console: an analyst's own Cypher, which may read the graph and nothing else.

Three guards stand one behind the other: the words of the query (`cypher`), on a Neo4j also its plan, and the rights
under which the server runs it (`Server.ask`). Time and rows are limited by the server where it can and here in any
case.
"""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

from neo4j import ManagedTransaction, Record
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.errors import DetenteError, QueryError, RefusedError, ServerError, SyntaxQueryError, TimeLimitError
from graph.store import cypher
from graph.store.server import STATEMENT_SECONDS, Server
from graph.store.showing import Shower, bare_ends, node_view, speakers
from graph.store.views import Answer, NodeView
from graph.vocabulary import vocabulary

# What a table on a screen can show.
_ROWS = 1000
# Members of lists and maps together; more fills the memory of a browser, not a mind.
_VALUES = 200_000
# A server notices its own limit up to a second late.
_GRACE_SECONDS = 2.0

_REFUSED = ("Security.", "Statement.AccessMode", "Request.Invalid")
_OUT_OF_TIME = ("TransactionTimedOut", "Transaction.Terminated", "Transaction.LockClientStopped")
_OUT_OF_MEMORY = ("OutOfMemory", "StackOverFlow")


_Outcome = queue.SimpleQueue[Answer | BaseException]


class Console:
    """Runs queries on one server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def run(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = _ROWS,
        seconds: float = STATEMENT_SECONDS,
    ) -> Answer:
        """Answer a query, with at most `limit` rows, within the time (20 s are the most on the bundled server).

        Raises RefusedError for what may not be asked, TimeLimitError, SyntaxQueryError for what the server does not
        understand, QueryError for what it cannot do, and ServerError where it does not answer; each says why.
        """
        cypher.check(query)
        outcome: _Outcome = queue.SimpleQueue()
        # The thread ends when the server is done. Nobody waits for it: neither for a server that goes on beyond its
        # limit, nor for one that computes the rows after the limit only to throw them away.
        asked = (query, dict(parameters or {}), limit, seconds, outcome)
        threading.Thread(target=self._ask, args=asked, daemon=True).start()
        try:
            given = outcome.get(timeout=seconds + _GRACE_SECONDS)
        except queue.Empty:
            raise _too_long(seconds) from None
        if isinstance(given, Answer):
            return given
        raise given if isinstance(given, DetenteError) else _explained(given, seconds)

    def _ask(self, query: str, parameters: dict[str, Any], limit: int, seconds: float, outcome: _Outcome) -> None:
        begun = time.monotonic()

        def work(tx: ManagedTransaction) -> Answer:
            if self._server.kind == "neo4j":
                _check_plan(tx, query, parameters)
            result = tx.run(query, parameters)
            columns = tuple(result.keys())
            records = list(itertools.islice(result, limit + 1))
            rows = _shown(tx, [list(record.values()) for record in records[:limit]])
            truncated = len(records) > limit
            answer = Answer(columns=columns, rows=rows, truncated=truncated, seconds=time.monotonic() - begun)
            if truncated:
                outcome.put(answer)
            return answer

        try:
            # A server may refuse as late as in the end, so a whole answer counts from then.
            outcome.put(self._server.ask(work, seconds=seconds))
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that asked
            outcome.put(error)


def _shown(tx: ManagedTransaction, values: list[list[Any]]) -> tuple[tuple[Any, ...], ...]:
    _check_size(values)
    shower = Shower(_ends(tx, values), _names(tx, values), vocabulary())
    return tuple(tuple(shower.show(value) for value in row) for row in values)


def _check_plan(tx: ManagedTransaction, query: str, parameters: dict[str, Any]) -> None:
    """Let a Neo4j plan the query without running it, and look at each step."""
    summary = tx.run(f"EXPLAIN {query}", parameters).consume()
    if summary.query_type != "r":
        raise RefusedError("the console is read-only, and the server says that this query does more than read")
    steps = [summary.plan] if summary.plan else []
    while steps:
        step = steps.pop()
        operator = step["operatorType"].partition("@")[0]
        cypher.check_operator(operator)
        if operator == "ProcedureCall":
            cypher.check_procedure(step["args"].get("Details", "").partition("(")[0].strip())
        steps.extend(step.get("children", []))


def _check_size(values: list[list[Any]]) -> None:
    for count, _ in enumerate(_members(values)):
        if count > _VALUES:
            raise QueryError(f"the answer holds more than {_VALUES:,} values (collect fewer, or add a LIMIT)")


def _members(value: Any) -> Iterator[None]:
    yield None
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for member in inner:
        yield from _members(member)


def _ends(tx: ManagedTransaction, values: list[list[Any]]) -> dict[str, NodeView]:
    """Look up the nodes of relationships that were returned without them."""
    wanted = sorted(set(bare_ends(values)))
    if not wanted:
        return {}
    statement = "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id RETURN id, labels(n) AS labels, properties(n) AS n"
    records: Iterator[Record] = iter(tx.run(statement, ids=wanted))
    return {record["id"]: node_view(record["labels"], record["n"]) for record in records}


def _names(tx: ManagedTransaction, values: list[list[Any]]) -> dict[str, str]:
    wanted = sorted(set(speakers(values)))
    statement = "UNWIND $ids AS id MATCH (a:Actor {id: id}) RETURN id, a.name AS name"
    return {record["id"]: record["name"] for record in tx.run(statement, ids=wanted)} if wanted else {}


def _too_long(seconds: float) -> TimeLimitError:
    return TimeLimitError(
        f"the query took longer than {seconds:g} s and was ended (narrow its patterns, or add a LIMIT)"
    )


def _explained(error: BaseException, seconds: float) -> BaseException:
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        return ServerError("the server went away while it answered (try again)")
    if isinstance(error, Neo4jError):
        code, told = error.code or "", (error.message or str(error)).strip()
        if any(part in code for part in _OUT_OF_TIME):
            return _too_long(seconds)
        if any(part in code for part in _REFUSED):
            return RefusedError(f"the console is read-only, and the server refuses more: {told}")
        if any(part in code for part in _OUT_OF_MEMORY) or "Limit of allowed elements" in told:
            return QueryError(f"the query needs more memory than the server gives it: {told}")
        if ".Statement." in code or ".Procedure." in code:
            return SyntaxQueryError(told)
        return QueryError(f"the server cannot answer: {told}")
    if isinstance(error, DriverError | ValueError | TypeError):
        return QueryError(f"the query cannot be sent: {error}")
    return error
