"""Copies and excerpts of a text are found among many, and reports of one event in other words are none."""

from __future__ import annotations

import json
import random
import tracemalloc
import zipfile
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.likeness import Index, are_copies, groups, runs, sketch

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "arabic" / "SaudiNewsNet-2015-07-31.zip"


def words(seed: int, count: int = 200) -> str:
    chosen = random.Random(seed)
    return " ".join("".join(chosen.choices("ابتثجحخدرزسشصضطظعغفقكلمنهوي", k=5)) for _ in range(count))


STORY = words(1)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        f"{words(2, 30)} {STORY} {words(3, 20)}",
        " ".join(STORY.split()[:60]),
        " ".join(STORY.split()[70:120]),
        " ".join([*STORY.split()[:150], *words(4, 50).split()]),
        "\u064b ".join(STORY.split()),
        STORY.replace("ا", "أ").replace("ه", "ة"),
        STORY.replace(" ", ", "),
    ],
    ids=["same", "between other words", "beginning", "middle", "other end", "vowel signs", "letter forms", "commas"],
)
def test_copy_and_excerpt(copy):
    assert are_copies(runs(STORY), runs(copy))
    assert groups({"b": runs(STORY), "a": runs(copy), "c": runs(words(9))}) == {"a": "a", "b": "a", "c": "c"}


@pytest.mark.parametrize(
    "other",
    [
        words(5),
        " ".join([*STORY.split()[:60], *words(6, 140).split()]),
        " ".join(STORY.split()[:12]),
        "",
    ],
    ids=["another", "a shared beginning", "a headline out of it", "nothing"],
)
def test_no_copy(other):
    assert not are_copies(runs(STORY), runs(other))
    assert groups({"a": runs(STORY), "b": runs(other)}) == {"a": "a", "b": "b"}


def test_short_texts_are_copies_of_equal_ones_only():
    short = " ".join(STORY.split()[:15])
    assert groups({"a": runs(short), "b": runs(short), "c": runs(f"{short} كلمة")}) == {"a": "a", "b": "a", "c": "c"}
    assert groups({"a": runs("كلمتان فقط"), "b": runs("كلمتان فقط")}) == {"a": "a", "b": "b"}


def test_copies_of_copies_are_one_group_in_whatever_order_they_come():
    halves = {"a": STORY, "b": f"{STORY} {words(7)}", "c": words(7)}
    assert (
        len(
            {
                tuple(sorted(groups({name: runs(halves[name]) for name in order}).items()))
                for order in permutations("abc")
            }
        )
        == 1
    )
    assert set(groups({name: runs(text) for name, text in halves.items()}).values()) == {"a"}


def test_index_finds_what_it_holds_and_nothing_that_was_taken_out(monkeypatch):
    monkeypatch.setattr("graph.likeness._PENDING", 100)
    kept = {str(seed): sketch(runs(words(seed))) for seed in range(60)}
    index = Index()
    for name, one in kept.items():
        index.add(name, one)
    assert all(index.similar(one) == [name] for name, one in kept.items())
    index.discard("7")
    index.add("8", kept["9"])
    assert index.similar(kept["7"]) == index.similar(kept["8"]) == []
    assert sorted(index.similar(kept["9"])) == ["8", "9"]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 999), st.integers(25, 200), st.integers(0, 100))
def test_every_excerpt_is_found(seed, length, start):
    text = words(seed, 300).split()
    index = Index()
    index.add("whole", sketch(runs(" ".join(text))))
    excerpt = runs(" ".join(text[start : start + length]))
    # By chance a short excerpt may keep none of its runs but its smallest one, which the whole has not kept.
    if len(excerpt) > 60:
        assert index.similar(sketch(excerpt)) == ["whole"]
    assert are_copies(excerpt, runs(" ".join(text)))


def test_index_is_small():
    tracemalloc.start()
    index = Index()
    for number in range(20_000):
        index.add(str(number), tuple(random.Random(number).sample(range(2**32), 35)))
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert size < 20_000 * 35 * 70


@pytest.mark.skipif(not SAMPLE.is_file(), reason="needs ../shared/samples beside the repository")
def test_agency_reports_of_a_day_are_grouped():
    """2,218 articles of eleven papers; the report on shells that fell on Najran was printed by seven of them."""
    with zipfile.ZipFile(SAMPLE) as archive:
        articles = json.loads(archive.read(archive.namelist()[0]))
    grouped = groups({article["url"]: runs(article["content"]) for article in articles})
    sizes = Counter(grouped.values())
    assert 380 < sum(size for size in sizes.values() if size > 1) < 500
    najran = {article["url"] for article in articles if article["title"].startswith("إصابة مقيمين")}
    assert len(najran) > 1
    assert len({grouped[url] for url in najran}) == 1
