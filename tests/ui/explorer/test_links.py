"""What canvas, table and headings say of a link."""

import json
from collections.abc import Callable
from datetime import date

from graph.store.views import EdgeView, NodeView
from graph.vocabulary import Vocabulary
from ui.explorer.texts import Texts
from ui.explorer.views import canvas, links, table
from ui.explorer.views.filters import LinkFilter

Edges = Callable[..., EdgeView]
Nodes = Callable[[str], NodeView]


def _name(identity: str) -> str:
    return {"DRONE": "طائرات مسيّرة", "USA": "الولايات المتحدة"}.get(identity, identity)


def test_a_link_is_named_in_the_readers_language(
    edge: Edges, node: Nodes, arabic: Texts, english: Texts, known: Vocabulary
) -> None:
    link = edge(item="DRONE", item_name="drones", speakers=("USA",))
    named = links.names([node("IRN"), node("RUS")], [link], arabic, _name)
    assert links.ends(link, arabic, named) == "إيران ← روسيا"
    assert links.phrase(link, arabic, known, named).endswith("· طائرات مسيّرة")
    assert links.speakers(link, arabic, named) == "الولايات المتحدة"
    named = links.names([node("IRN"), node("RUS")], [link], english, lambda identity: identity)
    assert links.phrase(link, english, known, named) == "supplies · drones"
    assert links.ends(link, english, named) == "Iran → Russia"


def test_speakers_stand_outermost_first(edge: Edges, node: Nodes, english: Texts) -> None:
    link = edge(speakers=("G7", "USA"))
    named = links.names([node("IRN")], [link], english, lambda identity: identity)
    assert links.speakers(link, english, named) == "G7 › United States"


def test_what_somebody_else_says_is_quoted_on_the_canvas(
    edge: Edges, node: Nodes, words: Texts, known: Vocabulary
) -> None:
    nodes = [node("IRN"), node("RUS")]
    own, said = edge(), edge(speakers=("USA",))
    drawn = canvas.drawing(nodes, [own, said], words, known, {}, memory="m", height="1px")["edges"]
    assert [each["attributed"] for each in drawn] == [False, True]
    assert drawn[1]["label"] == links.quoted(drawn[0]["label"], words)
    assert drawn[1]["label"] != drawn[0]["label"]


def test_symmetric_links_have_no_direction(edge: Edges, node: Nodes, english: Texts, known: Vocabulary) -> None:
    drawn = canvas.drawing(
        [node("IRN"), node("RUS")], [edge(type="MEETS"), edge()], english, known, {}, memory="m", height="1px"
    )
    assert [each["directed"] for each in drawn["edges"]] == [False, True]


def test_the_canvas_gets_hidden_kinds_but_not_other_periods(
    edge: Edges, node: Nodes, english: Texts, known: Vocabulary
) -> None:
    early, late = edge(first=date(2020, 1, 1)), edge(first=date(2024, 1, 1), factuality="denied")
    chosen = LinkFilter(factualities=frozenset({"denied"}), first=date(2023, 1, 1))
    drawn = canvas.drawing(
        [node("IRN"), node("RUS")], [early, late], english, known, {}, memory="m", height="1px", chosen=chosen
    )
    assert [each["id"] for each in drawn["edges"]] == [late.id]
    assert drawn["hidden"] == ["factuality:denied"]


def test_the_canvas_draws_no_link_without_both_ends(
    edge: Edges, node: Nodes, english: Texts, known: Vocabulary
) -> None:
    drawn = canvas.drawing([node("IRN")], [edge()], english, known, {}, memory="m", height="1px")
    assert drawn["edges"] == []


def test_the_canvas_data_travels_as_json(edge: Edges, node: Nodes, words: Texts, known: Vocabulary) -> None:
    drawn = canvas.drawing(
        [node("IRN"), node("RUS")], [edge(first=date(2024, 1, 1))], words, known, {}, memory="m", height="1px"
    )
    assert json.loads(json.dumps(drawn)) == drawn


def test_a_row_holds_dates_and_counts_that_sort(edge: Edges, node: Nodes, english: Texts, known: Vocabulary) -> None:
    link = edge(first=date(2024, 3, 1), last=date(2024, 3, 9), claims=11, documents=2)
    (row,) = table.rows([link], english, known, {"Actor:IRN": "Iran", "Actor:RUS": "Russia"})
    assert (row["first"], row["last"], row["claims"], row["documents"]) == ("2024-03-01", "2024-03-09", 11, 2)
    assert {column.key for column in table.columns(english)} <= row.keys()
