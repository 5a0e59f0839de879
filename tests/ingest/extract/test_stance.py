"""How sure, and who says so: nothing threatened, planned, alleged or denied is shown as fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Reading

Said = Callable[..., set[tuple[str, ...]]]
Reads = Callable[..., Reading]

STRIKES = ("TUR", "ATTACKS", "SYR")
AR = {
    "fact": ("هاجمت تركيا سوريا.", "actual"),
    "negated": ("لم تهاجم تركيا سوريا.", "denied"),
    "future": ("ستهاجم تركيا سوريا.", "planned"),
    "if": ("إذا هاجمت تركيا سوريا، فسيجتمع مجلس الأمن.", "conditional"),
    "trailing_if": ("قال مسؤول إن تركيا ستهاجم سوريا إذا فشلت المحادثات.", "conditional"),
    "considered": ("تدرس تركيا شن هجوم على سوريا.", "possible"),
    "accused": ("اتهمت دمشق تركيا بشن هجمات على سوريا.", "possible"),
    "denied_by_the_accused": ("نفت تركيا شن هجوم على سوريا.", "denied"),
    "hedged": ("قد تهاجم تركيا سوريا.", "possible"),
    "intended": ("تعتزم تركيا شن هجوم على سوريا.", "planned"),
}
EN = {
    "fact": ("Turkey attacked Syria.", "actual"),
    "negated": ("Turkey did not attack Syria.", "denied"),
    "future": ("Turkey will attack Syria.", "planned"),
    "trailing_if": ("Turkey will attack Syria if the talks fail.", "conditional"),
    "may": ("Turkey may attack Syria.", "possible"),
    "denied": ("Turkey denied attacking Syria.", "denied"),
    "accused": ("Damascus accused Turkey of attacking Syria.", "possible"),
}


@pytest.mark.parametrize(("text", "factuality"), AR.values(), ids=AR.keys())
def test_arabic_words_of_stance(said: Said, text: str, factuality: str) -> None:
    found = {claim[3] for claim in said(text) if claim[:3] == STRIKES}
    assert found == {factuality}


@pytest.mark.parametrize(("text", "factuality"), EN.values(), ids=EN.keys())
def test_english_words_of_stance(said: Said, text: str, factuality: str) -> None:
    found = {claim[3] for claim in said(text, "en") if claim[:3] == STRIKES}
    assert found == {factuality}


@pytest.mark.parametrize("text", ["هل هاجمت تركيا سوريا؟", "Did Turkey attack Syria?"])
def test_a_question_claims_nothing(said: Said, text: str) -> None:
    assert not said(text, "en" if text.isascii() else "ar")


def _speakers(reading: Reading, relation: str) -> set[tuple[str, ...]]:
    return {claim.speakers for claim in reading.claims if claim.relation == relation}


def test_attribution_covers_its_clause_and_leaves_factuality(reads: Reads) -> None:
    reading = reads("زوّدت كوريا الشمالية روسيا بصواريخ، بحسب واشنطن.")
    assert _speakers(reading, "SUPPLIES") == {("USA",)}
    assert {claim.factuality for claim in reading.claims} == {"actual"}


def test_nested_speakers_stand_outermost_first(reads: Reads) -> None:
    reading = reads("ذكرت وكالة رويترز أن الرئيس الأوكراني قال إن روسيا هاجمت بولندا.")
    assert _speakers(reading, "ATTACKS") == {("REUTERS", "UKR")}


def test_what_somebody_says_in_his_own_name_is_not_attributed(reads: Reads) -> None:
    assert _speakers(reads('وأضافت كندا: "نحن قلقون بشأن إيران".'), "EXPRESSES_CONCERN_ABOUT") == {()}


def test_trailing_english_attribution_covers_the_sentence(reads: Reads) -> None:
    reading = reads("North Korea supplied Russia with missiles, the Japanese government said.", "en")
    assert _speakers(reading, "SUPPLIES") == {("JPN",)}


def test_a_threat_takes_the_code_of_what_it_holds_out(reads: Reads) -> None:
    reading = reads("هددت كندا إيران بفرض عقوبات عليها.")
    assert {(claim.relation, claim.cameo) for claim in reading.claims} == {("THREATENS", "1312")}


def test_background_told_beside_a_denial_is_not_denied(said: Said) -> None:
    found = said("نفت إيران تزويد روسيا، التي هاجمت أوكرانيا، بصواريخ.")
    assert ("RUS", "ATTACKS", "UKR", "actual") in found
    assert all(claim[3] != "actual" for claim in found if claim[1] == "SUPPLIES")
