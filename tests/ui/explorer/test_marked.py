import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from ui.explorer.views.marked import Mark, marked

_TEXTS = st.text(alphabet="ab <>&\"'/=روسيا\n", max_size=30)


@st.composite
def _marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(_TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair))), max_size=5))
    return text, [Mark(span=span, style="dt-source", note="<&\"'>") for span in spans]


@given(_marked_texts())
def test_marks_add_nothing_to_the_text_and_lose_nothing_of_it(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    assert unescape(re.sub(r"</?mark[^>]*>", "", marked(text, marks))) == text


@given(_marked_texts())
def test_marks_nest_as_html_must(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    depth = 0
    for tag in re.findall(r"</?mark", marked(text, marks)):
        depth += 1 if tag == "<mark" else -1
        assert depth >= 0
    assert depth == 0


def test_text_cannot_become_markup() -> None:
    html = marked("<script>alert(1)</script>", [Mark(span=(0, 8), style="dt-source", note='" onclick="x')])
    assert "<script" not in html
    assert 'onclick="x' not in html


def test_a_mark_covers_exactly_its_span() -> None:
    assert marked("إيران زوّدت روسيا", [Mark(span=(6, 11), style="dt-trigger")]) == (
        'إيران <mark class="dt-mark dt-trigger dt-begins dt-ends">زوّدت</mark> روسيا'
    )


def test_overlapping_marks_share_their_common_piece() -> None:
    html = marked("abcd", [Mark(span=(0, 3), style="long"), Mark(span=(2, 4), style="short")])
    bare = re.sub(r'<mark class="dt-mark (\w+)[^>]*>', r"<\1>", html).replace("</mark>", "|")
    assert bare == "<long>ab|<long><short>c||<short>d|"


def test_part_of_a_text_keeps_the_spans_of_the_whole() -> None:
    assert "<mark" in marked("0123456789", [Mark(span=(5, 6), style="x")], start=4, end=7)
    assert marked("0123456789", [Mark(span=(5, 6), style="x")], start=6, end=8) == "67"
