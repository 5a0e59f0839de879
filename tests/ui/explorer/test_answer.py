import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from graph.store.views import Answer, EdgeView, NodeView, PathView
from ui.explorer.texts import Texts
from ui.explorer.views import answer as answers

Edges = Callable[..., EdgeView]
Nodes = Callable[[str], NodeView]


def _answer(*rows: tuple[Any, ...], columns: tuple[str, ...] = ("a",)) -> Answer:
    return Answer(columns=columns, rows=rows, truncated=False, seconds=0.1)


def test_values_that_cannot_be_shown_are_put_into_words(node: Nodes, edge: Edges, arabic: Texts) -> None:
    path = PathView(nodes=(node("IRN"), node("RUS")), edges=(edge(),))
    given = (node("IRN"), edge(), path, [1, "x", node("USA")], {"k": node("RUS")}, None, 1.5)
    shown = [answers.cell(value, arabic) for value in given]
    assert shown == [
        "إيران", "IRN SUPPLIES RUS", "إيران ← روسيا", "1, x, الولايات المتحدة", '{"k": "روسيا"}', None, 1.5,
    ]  # fmt: skip


def test_two_columns_of_one_name_stay_two(english: Texts) -> None:
    columns, rows = answers.table(_answer((1, "x"), columns=("n", "n")), english)
    assert [column.label for column in columns] == ["n", "n"]
    assert [column.kind for column in columns] == ["number", "text"]
    assert [rows[0][column.key] for column in columns] == [1, "x"]


def test_everything_drawable_is_found_once(node: Nodes, edge: Edges) -> None:
    path = PathView(nodes=(node("IRN"), node("RUS")), edges=(edge(),))
    nodes, edges = answers.drawable(_answer((node("IRN"),), ([path, {"x": node("USA")}],)))
    assert sorted(each.id for each in nodes) == ["IRN", "RUS", "USA"]
    assert [each.id for each in edges] == [edge().id]


def test_a_link_without_its_ends_brings_them_along(edge: Edges) -> None:
    nodes, _ = answers.drawable(_answer((edge(),)))
    assert sorted(each.key for each in nodes) == ["Actor:IRN", "Actor:RUS"]


def test_the_file_holds_what_the_table_shows(english: Texts) -> None:
    read = list(csv.reader(io.StringIO(answers.as_csv(_answer(('روسيا، "x"\n',), (2,)), english).decode("utf-8-sig"))))
    assert read == [["a"], ['روسيا، "x"\n'], ["2"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_the_file_runs_as_a_formula(english: Texts, text: str) -> None:
    assert answers.as_csv(_answer((text,)), english).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")
