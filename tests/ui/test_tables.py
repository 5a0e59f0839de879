from __future__ import annotations

import io
import re

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ui import tables

WORDS = st.lists(
    st.sampled_from(["التقى", "وزيرا", "الدفاع", "في", "قازاخستان", "MEETS", "RUS", "2024", "s-300"]), min_size=1
)


def shown(renderable: object, width: int) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(renderable)
    return out.getvalue().splitlines()


def test_arabic_is_isolated_and_latin_stays_as_it_is() -> None:
    assert tables.isolated("إيران") == "\u2068إيران\u2069"
    assert tables.isolated("Iran and إيران") == "\u2068Iran and إيران\u2069"
    assert tables.isolated("Iran") == "Iran"


def test_missing_value_is_a_dash_and_zero_is_not_missing() -> None:
    assert tables.cell(None).plain == tables.cell("").plain == "–"
    assert tables.cell("0").plain == "0"


def test_arabic_stands_at_the_right_edge_of_its_column() -> None:
    lines = shown(tables.table(["name"], [["إيران"], ["كوريا الشمالية"], ["Iran"]]), 60)
    iran = next(line for line in lines if "إيران" in line)
    korea = next(line for line in lines if "الشمالية" in line)
    assert len(iran.rstrip()) == len(korea.rstrip())
    assert next(line for line in lines if "Iran" in line).strip() == "Iran"


@given(WORDS, st.integers(min_value=20, max_value=80))
def test_prose_keeps_its_words_whole_and_every_line_balanced(words: list[str], width: int) -> None:
    body = shown(tables.Prose(" ".join(words)), width)
    for line in body:
        assert line.count("\u2068") == line.count("\u2069") <= 1
        assert len(re.sub("[\u2068\u2069]", "", line)) <= width
    said = [word for line in body for word in re.sub("[\u2068\u2069]", "", line).split()]
    assert said == words


def test_markup_in_values_is_text() -> None:
    lines = shown(tables.table(["name"], [["[red]not a colour[/red]"]]), 60)
    assert any("[red]not a colour[/red]" in line for line in lines)


def test_column_of_ids_is_not_broken_where_one_of_texts_can_be() -> None:
    path, title = "news/2024/03/a-rather-long-name-of-a-file.txt", "Ministers of many countries met and talked for long"
    lines = shown(tables.table(["document", "title"], [[path, title]]), 60)
    assert any(path in line for line in lines)
    assert max(map(len, lines)) <= 60


def test_rows_too_wide_for_the_terminal_stand_one_below_the_other_and_lose_nothing() -> None:
    columns = ("source", "relation", "target", "said by", "sentence")
    row = ("IRN", "COOPERATES_MILITARILY_WITH", "RUS", "RIA_NOVOSTI", tables.Prose("Iran and Russia train together."))
    narrow, wide = shown(tables.table(columns, [row]), 60), shown(tables.table(columns, [row]), 160)
    assert max(map(len, narrow)) <= 60
    assert {"source    IRN", "target    RUS", "said by   RIA_NOVOSTI"} <= {line.rstrip() for line in narrow}
    assert any("IRN" in line and "RIA_NOVOSTI" in line for line in wide)
