"""How the console cuts a query: as the servers do, so that nothing hides in comments, quotes or dots."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, RefusedError, SyntaxQueryError
from graph.store.cypher import check, check_operator, check_procedure


@pytest.mark.parametrize(
    "query",
    [
        "RETURN 1;",
        "RETURN 1; // the end",
        "MATCH (n {set: 1, create: 2, call: 3}) RETURN n.set, n.delete AS remove",
        "MATCH (create) RETURN create",
        "MATCH (n:Set)-[:CREATE|DROP]->(m) RETURN n",
        "RETURN $set, $call, $load",
        "RETURN '// CREATE' + \"/* SET\" AS `SHOW USERS`",
        'RETURN \'it\\\'s\' AS x, "say \\"CREATE (n)\\"" AS y',
        "RETURN `a``CREATE (n)` AS x",
        "MATCH (start)-->(end) RETURN start ORDER BY start.id",
        "MATCH (a)\nWHERE (a)-->() OR NOT (a)<--() AND ANY (x IN [1] WHERE x IN (a.list))\nRETURN COUNT (*) AS n",
        "CALL db.labels YIELD label RETURN label",
        "CALL\ndb . labels ( ) YIELD label RETURN label",
        "CALL { MATCH (n) RETURN n } RETURN n",
        "MATCH (n) CALL (n) { RETURN n.id AS x } RETURN x",
        "RETURN point.distance(point({x: 1, y: 2}), point({x: 1, y: 3})) AS d, duration.between(date(), date()) AS t",
        "MATCH p = SHORTEST 1 (a:State)-[:SUPPLIES]->+(b) RETURN p",
        "RETURN CASE WHEN (1 > 0) THEN (1) ELSE (2) END AS x",
        "MATCH (n) WHERE n.name =~ '(?i)iran.*' RETURN n",
        "MATCH (اسم:State) RETURN اسم.name_ar AS الاسم",
    ],
)
def test_reading_passes(query: str) -> None:
    check(query)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("CREATE (n)", "CREATE"), ("MATCH (n) sEt n.x = 1", "SET"), ("LOAD CSV FROM 'x' AS l RETURN l", "LOAD"),
        ("CALL apoc.load.json('x')", "apoc.load.json"), ("CALL `db`.`x`()", "db.x"), ("CALL x", "x"),
        ("RETURN {a: apoc.util.sleep(1)}", "apoc.util.sleep"), ("RETURN [x IN [1] | file()]", "file"),
        ("RETURN $x, file ( )", "file"), ("RETURN 1 AS call CALL db.x()", "db.x"), ("RETURN n.x CALL db.x()", "db.x"),
        ("RETURN {a: 1}.b CALL db.x()", "db.x"), ("WITH {call: 1} AS m CALL db.x() RETURN m", "db.x"),
        ("RETURN 1; RETURN 2", "semicolon"), ("RETURN '\\u0041'", "\\u"), ("RETURN 1 \u200f", "U+200F"),
        ("FOREACH (x IN [1] | CREATE (n))", "FOREACH"), ("MATCH (n) USE system RETURN 1", "USE"),
        ("CALL { RETURN 1 AS x } IN TRANSACTIONS RETURN x", "IN TRANSACTIONS"), ("PROFILE RETURN 1", "PROFILE"),
        ("RETURN [x IN [1] | x][0].CREATE (n)", "CREATE"), ("RETURN x.y.z(1)", "x.y.z"),
        ("/*/ RETURN 1 */ CREATE (n)", "CREATE"), ("//\u2028CREATE (n)", "CREATE"),
        ("RETURN \"\\\\\" CREATE (n)", "CREATE"), ("RETURN {a: x.y.z.w (1)}", "x.y.z.w"),
        ("RETURN 'a''b' CREATE (n)", "CREATE"), ("RETURN 1 AS x ſet x.y = 2", "SET"), ("STOP DATABASE x", "STOP"),
    ],
)  # fmt: skip
def test_more_is_refused_and_named(query: str, named: str) -> None:
    with pytest.raises(RefusedError) as refused:
        check(query)
    assert named in str(refused.value)


@pytest.mark.parametrize("query", ["", " \n", "RETURN 'x", 'RETURN "x', "RETURN `x", "RETURN /* x", "/* x * /"])
def test_what_does_not_end_is_no_query(query: str) -> None:
    with pytest.raises(SyntaxQueryError):
        check(query)


@given(st.text(alphabet="abCALLSET(){}[]'\"`\\/*;:.,$|=<>- \n\t\u200b\u00a0روسيا019", max_size=60))
def test_any_text_is_judged(text: str) -> None:
    with suppress(QueryError):
        check(text)


@given(
    st.sampled_from(["CREATE (n)", "CALL db.x()", "LOAD CSV FROM 'x' AS l RETURN l", "MATCH (n) DELETE n"]), st.data()
)
def test_comments_and_blanks_hide_nothing(query: str, data: st.DataObject) -> None:
    blanks = st.sampled_from([" ", "\n", "\t", "/* x */", "// x\n", "/* ' */", '// "\n', "\u00a0", "/**/"])
    spread = "".join(data.draw(blanks) if one == " " else one for one in f" {query} ")
    with pytest.raises(RefusedError):
        check(spread)


def test_procedures_and_steps_outside_the_lists_are_refused() -> None:
    check_procedure("DB.Labels")
    check_operator("Expand(All)")
    check_operator("NodeUniqueIndexSeek")
    check_operator("DirectedRelationshipTypeScan")
    check_operator("Repeat(Trail)")
    with pytest.raises(RefusedError):
        check_procedure("db.clearQueryCaches")
    for step in (
        "LoadCSV",
        "Create",
        "SetProperty",
        "TransactionApply",
        "ShowSettings",
        "TerminateTransactions",
        "Merge",
    ):
        with pytest.raises(RefusedError):
            check_operator(step)
