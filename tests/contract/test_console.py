"""What the console promises on both servers: it answers, it only reads, it ends."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from graph.actors.registry import Registry
from graph.errors import QueryError, RefusedError, SyntaxQueryError, TimeLimitError
from graph.model import Reading
from graph.store.console import Console
from graph.store.server import Server
from graph.store.views import EdgeView, NodeView, PathView
from graph.store.writer import Writer
from graph.vocabulary import vocabulary


@pytest.fixture(scope="module")
def loaded(
    opened: Server, empty: Callable[[Server], None], registry: Registry, story: list[Reading], now: datetime
) -> Server:
    """One graph for all these tests: none of them may change it."""
    empty(opened)
    Writer(opened, registry, vocabulary()).write(story, ingested=now)
    return opened


@pytest.fixture
def console(loaded: Server) -> Console:
    return Console(loaded)


def contents(server: Server) -> Any:
    return server.read(
        lambda tx: tx.run(
            "MATCH (n) RETURN count(n) AS nodes, sum(size(keys(n))) AS keys, sum(COUNT { (n)--() }) AS links"
        ).data()
    )


ANSWERED = {
    "example of the docs": (
        "MATCH (a:State)-[r:SUPPLIES]->(b:State {id: 'RUS'}) WHERE r.factuality = 'actual' AND NOT r.attributed "
        "RETURN a.name, r.item_name, r.documents, r.first ORDER BY r.documents DESC",
        [["North Korea", "ballistic missile", 1, "2024-03-01"]],
    ),
    "undirected": ("MATCH (:State {id: 'RUS'})-[r:MEETS]-(b) RETURN b.id", [["IRN"]]),
    "Arabic": ("MATCH (a:State) WHERE a.name_ar STARTS WITH 'رو' RETURN a.name_ar AS الاسم", [["روسيا"]]),
    "keywords as names": ("WITH {set: 1, create: 2} AS show RETURN show.set AS load, show.create", [[1, 2]]),
    "keywords in strings": ("RETURN 'CREATE (n) // LOAD CSV' AS text // SET nothing", [["CREATE (n) // LOAD CSV"]]),
    "subqueries": (
        "MATCH (a:State {id: 'IRN'}) CALL (a) { MATCH (a)-[r:SUPPLIES]->() RETURN count(r) AS n } "
        "RETURN n, EXISTS { (a)-[:MEETS]-() } AS met, COUNT { (a)-[:SUPPLIES]->() } AS again",
        [[2, True, 2]],
    ),
    "shortest path": (
        "MATCH p = shortestPath((:State {id: 'PRK'})-[:SUPPLIES*..4]-(:State {id: 'IRN'})) RETURN length(p)", [[2]],
    ),
    "full text": (
        "CALL db.index.fulltext.queryNodes('actorNames', 'روسيا') YIELD node WITH node WHERE node:State RETURN node.id",
        [["RUS"]],
    ),
    "dates": ("RETURN date('2024-02-01') + duration({days: 1}) AS day", [["2024-02-02"]]),
    "lists": ("WITH [1, 2, 3] AS xs RETURN [x IN xs WHERE x > 1 | x * 2] AS ys", [[[4, 6]]]),
    "union": ("MATCH (a:State {id: 'RUS'}) RETURN a.id AS x UNION MATCH (a:State {id: 'IRN'}) RETURN a.id AS x", None),
    "optional": ("MATCH (a:State {id: 'PRK'}) OPTIONAL MATCH (a)-[:MEETS]-(b) RETURN b", [[None]]),
    "variable length": ("MATCH (:State {id: 'IRN'})-[:SUPPLIES|MEETS*1..2]-(b) RETURN count(b) > 1 AS x", [[True]]),
    "quantified path": ("MATCH (:State {id: 'IRN'}) (()-[:SUPPLIES]->()){1,2} (b) RETURN count(b) AS n", [[2]]),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERED)
def test_reading_queries_are_answered(console: Console, name: str) -> None:
    query, expected = ANSWERED[name]
    answer = console.run(query)
    assert json.dumps(answer.rows)
    assert expected is None or [list(row) for row in answer.rows] == expected


def test_parameters_are_passed(console: Console) -> None:
    answer = console.run("MATCH (a:State) WHERE a.id IN $ids RETURN a.id ORDER BY a.id", {"ids": ["RUS", "IRN"]})
    assert answer.rows == (("IRN",), ("RUS",))


def test_nodes_edges_and_paths_come_as_views(console: Console) -> None:
    answer = console.run(
        "MATCH p = (a:State {id: 'IRN'})-[r:SUPPLIES {item: 'DRONE'}]->(:State {id: 'RUS'}) "
        "RETURN a, r, p, [r] AS many, {edge: r} AS named"
    )
    node, edge, path, many, named = answer.rows[0]
    assert isinstance(node, NodeView)
    assert (node.key, node.kind, node.name, node.name_ar) == ("Actor:IRN", "State", "Iran", "إيران")
    assert isinstance(edge, EdgeView)
    assert (edge.source, edge.target, edge.type, edge.quad) == ("IRN", "RUS", "SUPPLIES", "material cooperation")
    assert (edge.source_key, edge.speakers, edge.speaker_names) == ("Actor:IRN", ("G7", "USA"), ("G7", "United States"))
    assert isinstance(path, PathView)
    assert ([one.id for one in path.nodes], [one.id for one in path.edges]) == (["IRN", "RUS"], [edge.id])
    assert many == [edge]
    assert named == {"edge": edge}
    json.dumps([node.properties, edge.properties])


def test_relationship_alone_knows_its_ends(console: Console) -> None:
    edges = [row[0] for row in console.run("MATCH (:Claim)-[r:HAS_SOURCE]->(:Actor {id: 'PRK'}) RETURN r").rows]
    assert [(edge.type, edge.target_key, edge.derived) for edge in edges] == [("HAS_SOURCE", "Actor:PRK", False)]
    assert edges[0].source_key.startswith("Claim:")


WRITES = [
    "CREATE (n:Actor {id: 'X'}) RETURN n",
    "create(n) return n",
    "MATCH (a:State) SET a.name = 'x' RETURN a",
    "MATCH (a:State) SET a:Company",
    "MATCH (a:State) REMOVE a.name",
    "MATCH (n) DETACH DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MERGE (a:Actor {id: 'RUS'}) RETURN a",
    "MATCH (a:State) FOREACH (x IN [1] | SET a.name = 'x')",
    "CALL { CREATE (n:Zed) RETURN n } RETURN 1 AS x",
    "MATCH (a:State) CALL (a) { SET a.name = 'x' } RETURN a",
    "CALL { CALL { CALL { MERGE (n:Zed {id: 1}) RETURN n } RETURN n } RETURN n } RETURN n",
    "UNWIND range(1, 9) AS i CALL (i) { CREATE (:Zed {i: i}) } IN TRANSACTIONS OF 2 ROWS",
    "UNWIND range(1, 9) AS i CALL (i) { CREATE (:Zed {i: i}) } IN 2 CONCURRENT TRANSACTIONS",
    "/* harmless */ CREATE /* * / */ (n:Zed)",
    "RETURN 1 // first\rCREATE (n:Zed)",
    "MATCH (a) WHERE a.name = '\\' //' SET a.name = 'x' RETURN a",
    "MATCH (a) RETURN a UNION CREATE (a) RETURN a",
    "CR\\u0045ATE (n:Zed)",
    "MATCH (n) WHERE n.name = '\\u0027 SET n.name = \\u0027' RETURN n",
    "MATCH (`a\\u0060) SET a.x = 1 //`) RETURN 1",
    "EXPLAIN CREATE (n:Zed)",
    "PROFILE CREATE (n:Zed)",
    "PROFILE MATCH (n) SET n.x = 1",
    "CYPHER runtime=slotted CREATE (n:Zed)",
    "RETURN 1; CREATE (n:Zed)",
    "CREATE INDEX zed IF NOT EXISTS FOR (n:Actor) ON (n.zed)",
    "CREATE CONSTRAINT zed IF NOT EXISTS FOR (n:Zed) REQUIRE n.id IS UNIQUE",
    "DROP INDEX actorNames",
    "DROP CONSTRAINT actor_id",
    "INSERT (n:Zed)",
    "RETURN 1. CREATE (n:Zed)",
    "MATCH (n) RETURN [x IN [1] | x].y SET n.z = 1",
    "CREATE\u00a0(n:Zed)",
    "\u200bCREATE (n:Zed)",
    "CREATE\u200b (n:Zed)",
    "²CREATE (n:Zed)",
]

REVEALING = [
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:7474/' AS line RETURN line",
    "LOAD CSV FROM $url AS line RETURN line",
    "load /* x */ csv from 'file:///etc/hostname' as line return line",
    "CALL { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } RETURN line",
    "MATCH (a:State) CALL (a) { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } RETURN line",
    "RETURN COLLECT { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } AS x",
    "RETURN EXISTS { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } AS x",
    "RETURN 1. LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "SHOW SETTINGS",
    "SHOW SETTINGS YIELD name, value RETURN name, value",
    "show\n\tusers",
    "SHOW CURRENT USER",
    "SHOW TRANSACTIONS",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW DATABASES",
    "SHOW PROCEDURES",
    "SHOW FUNCTIONS",
    "SHOW INDEXES",
    "SHOW PRIVILEGES",
    "/**/SHOW/**/SERVERS",
    "// x\nSHOW USERS",
    "USE system SHOW USERS",
    "USE neo4j RETURN 1",
    "CALL dbms.listConfig()",
    "CALL dbms.components()",
    "CALL dbms.killQuery('query-1')",
    "CALL db.clearQueryCaches()",
    "CALL `db`.`clearQueryCaches`()",
    "CALL db./**/clearQueryCaches()",
    "CALL { CALL db.clearQueryCaches() YIELD value RETURN value } RETURN value",
    "MATCH (a:State) CALL (a) { CALL dbms.components() YIELD name RETURN name } RETURN name",
    "OPTIONAL CALL dbms.components() YIELD name RETURN name",
    "CALL db.createLabel('Zed')",
    "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "CALL meta.stats()",
    "CALL do.when(true, 'CREATE (n:Zed)', '')",
    "CALL merge.node(['Zed'], {id: 1})",
    "CALL apoc.load.json('file:///etc/hostname')",
    "CALL tx.setMetaData({x: 1})",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {})",
    "RETURN graph.names()",
    "RETURN `java.lang.System.getProperty`('user.home')",
    "RETURN eval('1+1')",
    "RETURN file() AS x",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "ALTER USER neo4j SET PASSWORD 'secret'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "CREATE USER x SET PASSWORD 'secret'",
    "GRANT ROLE admin TO x",
    "START DATABASE neo4j",
    "STOP DATABASE neo4j",
]  # fmt: skip


@pytest.mark.parametrize("query", WRITES + REVEALING)
def test_what_is_more_than_reading_is_refused(console: Console, loaded: Server, query: str) -> None:
    before = contents(loaded)
    with pytest.raises(RefusedError) as refused:
        console.run(query, {"url": "file:///etc/hostname"})
    assert len(str(refused.value)) > 20
    assert contents(loaded) == before


def test_server_refuses_too_where_the_words_would_pass(
    console: Console, loaded: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second guard alone: neither server lets the console write, load files or, on a Neo4j, leave the list."""
    from graph.store import cypher

    monkeypatch.setattr(cypher, "check", lambda _: None)
    before = contents(loaded)
    queries = [
        "CREATE (n:Actor {id: 'X'}) RETURN n",
        "MATCH (a:State) SET a.name = 'x' RETURN a",
        "MATCH (n) DETACH DELETE n",
        "MERGE (a:Actor {id: 'X'}) RETURN a",
        "CALL { CREATE (n:Item {id: 'X'}) RETURN n } RETURN n",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1:1/' AS line RETURN line",
        "CALL { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } RETURN line",
        "CREATE INDEX zed IF NOT EXISTS FOR (n:Actor) ON (n.zed)",
        "SHOW USERS",
    ]
    if loaded.kind == "neo4j":
        queries += [
            "SHOW SETTINGS YIELD name RETURN name", "SHOW TRANSACTIONS YIELD transactionId AS t RETURN t",
            "CALL db.clearQueryCaches() YIELD value RETURN value", "CALL dbms.components() YIELD name RETURN name",
            "TERMINATE TRANSACTIONS 'neo4j-transaction-1' YIELD message RETURN message",
        ]  # fmt: skip
    for query in queries:
        with pytest.raises(RefusedError):
            console.run(query)
    assert contents(loaded) == before


ENDLESS = "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y) AS sum"


def test_query_is_cut_off_at_its_time_limit(console: Console) -> None:
    begun = time.monotonic()
    with pytest.raises(TimeLimitError, match="longer than 2 s"):
        console.run(ENDLESS, seconds=2)
    assert time.monotonic() - begun < 6


def test_thirty_second_query_is_cut_off(console: Console) -> None:
    """With the limit that everybody has, by the server: afterwards it is free again."""
    begun = time.monotonic()
    with pytest.raises(TimeLimitError, match="longer than 20 s"):
        console.run(ENDLESS)
    assert 15 < time.monotonic() - begun < 25
    begun = time.monotonic()
    assert console.run("RETURN 1 AS x").rows == ((1,),)
    assert time.monotonic() - begun < 3


def test_rows_are_limited_and_the_rest_is_not_waited_for(console: Console) -> None:
    begun = time.monotonic()
    answer = console.run("UNWIND range(1, 3000000) AS x RETURN x", limit=100)
    assert (len(answer.rows), answer.truncated) == (100, True)
    assert time.monotonic() - begun < 4
    exact = console.run("UNWIND range(1, 100) AS x RETURN x", limit=100)
    assert (len(exact.rows), exact.truncated) == (100, False)


def test_huge_value_is_refused_with_its_reason(console: Console) -> None:
    with pytest.raises(QueryError, match="values"):
        console.run("RETURN range(1, 1000000) AS xs")


def test_query_that_eats_memory_ends_and_leaves_the_server_alive(console: Console) -> None:
    with pytest.raises((QueryError, TimeLimitError)):
        console.run(
            "UNWIND range(1, 4000000) AS x WITH collect('abcdefghijklmnopqrstuvwxyz' + toString(x)) AS xs "
            "UNWIND xs AS y WITH xs, collect(y + 'abcdefghijklmnopqrstuvwxyz') AS ys RETURN size(xs) + size(ys)",
            seconds=8,
        )
    assert console.run("MATCH (a:State {id: 'RUS'}) RETURN a.id").rows == (("RUS",),)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n RETURN n",
        "RETURN 'open",
        "RETURN `open",
        "RETURN 1 /* open",
        "",
        "// nothing",
        "FETCH everything",
        "RETURN $missing",
    ],
)
def test_what_is_not_cypher_is_named(console: Console, query: str) -> None:
    with pytest.raises(SyntaxQueryError) as wrong:
        console.run(query)
    assert str(wrong.value)
    assert "server log" not in str(wrong.value)
