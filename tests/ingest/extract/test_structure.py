"""Who does what to whom: word order, voice, control, light verbs, references."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[..., set[tuple[str, ...]]]

ARABIC = {
    "verb_subject_object": ("زوّدت إيران روسيا بمسيّرات هجومية.", ("IRN", "SUPPLIES", "RUS", "actual")),
    "subject_verb_object": ("إيران زوّدت روسيا بمسيّرات هجومية.", ("IRN", "SUPPLIES", "RUS", "actual")),
    "receiving_reverses_the_subject": ("تلقّت روسيا صواريخ من كوريا الشمالية.", ("PRK", "SUPPLIES", "RUS", "actual")),
    "auxiliary_and_insertion": (
        "كانت تركيا قد هددت، أواخر الشهر الماضي، اليونان برد عسكري.",
        ("TUR", "THREATENS", "GRC", "actual"),
    ),
    "hidden_subject_and_clitic_object": (
        "دعمت باريس بيروت بعدما زودتها بأسلحة خفيفة.",
        ("FRA", "SUPPLIES", "LBN", "actual"),
    ),
    "relative_clause": ("انتقدت برلين بيلاروس التي هاجمت ليتوانيا.", ("BLR", "ATTACKS", "LTU", "actual")),
    "masdar_with_two_parties": (
        "استمر قصف إسرائيل لبنان طوال الليل.",
        ("ISR", "STRIKES_FROM_THE_AIR", "LBN", "actual"),
    ),
    "light_verb": ("شنّت باكستان هجمات على أفغانستان.", ("PAK", "ATTACKS", "AFG", "actual")),
    "attack_located_in_a_state": ("بدأت روسيا في شن هجمات في عمق أوكرانيا.", ("RUS", "ATTACKS", "UKR", "actual")),
    "lifting_turns_sanctions_round": (
        "رفعت بريطانيا العقوبات عن سوريا.",
        ("GBR", "LIFTS_SANCTIONS_ON", "SYR", "actual"),
    ),
    "attending_an_organisation": (
        "شارك وزير الخارجية الهندي في اجتماع لمنظمة شنغهاي للتعاون.",
        ("IND", "ATTENDS", "SCO", "actual"),
    ),
    "dual_role_gives_two_actors": ("التقى وزيرا الخارجية المصري والتركي في أنقرة.", ("EGY", "MEETS", "TUR", "actual")),
}
ENGLISH = {
    "active": ("Iran supplied Russia with attack drones.", ("IRN", "SUPPLIES", "RUS", "actual")),
    "passive": ("Poland was attacked by Belarus on Tuesday.", ("BLR", "ATTACKS", "POL", "actual")),
    "nominal": ("Turkey's attack on Syria drew criticism.", ("TUR", "ATTACKS", "SYR", "actual")),
    "light_verb": ("Pakistan launched strikes against Afghanistan.", ("PAK", "STRIKES_FROM_THE_AIR", "AFG", "actual")),
    "role_and_person": (
        "Turkish Foreign Minister Hakan Fidan met his officials and visited Greece.",
        ("TUR", "VISITS", "GRC", "actual"),
    ),
    "coordinated_targets": ("Canada imposed sanctions on Russia and Belarus.", ("CAN", "SANCTIONS", "BLR", "actual")),
}


@pytest.mark.parametrize(("text", "claim"), ARABIC.values(), ids=ARABIC.keys())
def test_arabic_structures_give_their_parties(said: Said, text: str, claim: tuple[str, ...]) -> None:
    assert claim in said(text)


@pytest.mark.parametrize(("text", "claim"), ENGLISH.values(), ids=ENGLISH.keys())
def test_english_structures_give_their_parties(said: Said, text: str, claim: tuple[str, ...]) -> None:
    assert claim in said(text, "en")


def test_partners_of_somebody_unnamed_are_not_linked_with_each_other(said: Said) -> None:
    assert not said("رحّب الخبراء بالتعاون مع كندا والمكسيك.")


def test_references_mean_whom_the_document_named(said: Said) -> None:
    text = "التقى وزيرا الدفاع القطري والكويتي في الدوحة.\nوبحث الجانبان تعاونا أوسع. وزادت الاتصالات بين البلدين."
    assert ("KWT", "CONSULTS_WITH", "QAT", "actual") in said(text) or ("QAT", "CONSULTS_WITH", "KWT", "actual") in said(
        text
    )


def test_a_joint_statement_threatens_for_each_that_issued_it(said: Said) -> None:
    text = 'وجاء في بيان مشترك صدر عن فرنسا وإسبانيا: "إذا هاجمت روسيا مولدوفا، فسنكون مستعدين للرد بقوة".'
    found = said(text)
    assert {("FRA", "THREATENS", "RUS", "actual"), ("ESP", "THREATENS", "RUS", "actual")} <= found
    assert ("RUS", "ATTACKS", "MDA", "conditional") in found


def test_weapons_meant_by_a_demonstrative_are_those_named_before(reads: Callable[..., object]) -> None:
    text = "تملك إيران صواريخ بالستية. وأرسلت طهران مثل هذه الأسلحة إلى روسيا."
    assert [claim.item for claim in reads(text).claims] == ["BALLISTIC_MISSILE"]  # type: ignore[attr-defined] # a Reading


def test_sentences_with_two_actors_and_no_claim_are_counted_as_unread(reads: Callable[..., object]) -> None:
    reading = reads("تقع سلوفينيا بين إيطاليا وكرواتيا.")
    assert (reading.sentences, len(reading.unread), reading.claims) == (1, 1, ())  # type: ignore[attr-defined] # a Reading


def test_reading_twice_gives_the_same_claims(reads: Callable[..., object]) -> None:
    text = "زوّدت إيران روسيا بمسيّرات. وفرضت كندا عقوبات على إيران."
    assert [claim.id for claim in reads(text).claims] == [claim.id for claim in reads(text).claims]  # type: ignore[attr-defined] # a Reading
