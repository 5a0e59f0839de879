from __future__ import annotations

import pytest

from graph.actors.folding import fold
from graph.actors.registry import Registry
from graph.actors.searching import skeleton


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("shoigu", "SERGEI_SHOIGU"), ("شويغو", "SERGEI_SHOIGU"), ("SHOYGU", "SERGEI_SHOIGU"),
        ("ايران", "IRN"), ("iran", "IRN"), ("Türkiye", "TUR"), ("turkiye", "TUR"), ("RUS", "RUS"),
        ("hizballah", "HEZBOLLAH"), ("حزب الله", "HEZBOLLAH"), ("zelenskiy", "VOLODYMYR_ZELENSKY"),
        ("الجامعة العربية", "ARAB_LEAGUE"), ("shahed-136", "SHAHED_136"), ("Москва", None),
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_script_and_spelling(registry: Registry, text: str, first: str | None) -> None:
    hits = registry.search(text)
    assert (hits[0].id if hits else None) == first


def test_a_latin_spelling_finds_the_arabic_name(registry: Registry) -> None:
    assert "HIKMAT_AL_HIJRI" in {hit.id for hit in registry.search("hajri", limit=200)}


def test_hits_carry_names_in_both_languages(registry: Registry) -> None:
    hit = registry.search("shoigu")[0]
    assert (hit.kind, hit.name_en, hit.name_ar) == ("Person", "Sergei Shoigu", "سيرغي شويغو")


def test_no_more_hits_than_asked_for(registry: Registry) -> None:
    assert len(registry.search("a", limit=5)) == 5
    assert registry.search("", limit=5) == []
    assert registry.search("!?", limit=5) == []


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [("Shoigu", "شويغو"), ("Khamenei", "خامنئي"), ("Ghani", "غني"), ("Qassem", "قاسم"), ("Vladimir", "فلاديمير")],
)
def test_both_scripts_sound_alike(latin: str, arabic: str) -> None:
    assert skeleton(fold(latin)) == skeleton(fold(arabic))
