"""What is English alone: hyphens, participles, pronouns, roles without a state, acts made of two words, headlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[..., set[tuple[str, ...]]]

FIRES = {
    "role_in_a_city": ("Police in Minsk detained dozens of demonstrators.", ("BLR_POL", "ARRESTS", "BLR_CIV")),
    "government_in_a_city": ("The government in Tripoli thanked Italy.", ("LBY", "PRAISES", "ITA")),
    "role_in_a_region": (
        "The Taliban attacked a police post in southern Afghanistan.",
        ("TALIBAN", "ATTACKS", "AFG_POL"),
    ),
    "the_only_country_named": (
        "Zimbabwe's opposition rejected the government's offer of talks.",
        ("ZWE_OPP", "REJECTS", "ZWE"),
    ),
    "hyphenated_parties": ("US-Iran talks resumed in Oman.", ("USA", "MEETS", "IRN")),
    "backed_after_a_hyphen": ("Iran-backed Houthi rebels attacked a Saudi airport.", ("IRN", "AIDS", "HOUTHI")),
    "backed_actor_acts": ("Iran-backed Houthi rebels attacked a Saudi airport.", ("HOUTHI", "ATTACKS", "SAU")),
    "participle_after_a_noun": (
        "Sanctions imposed by Washington on Moscow have hurt banks.",
        ("USA", "SANCTIONS", "RUS"),
    ),
    "participle_with_an_article": (
        "An attack carried out by the PKK on Turkish troops failed.",
        ("PKK", "ATTACKS", "TUR"),
    ),
    "passive_of_a_light_verb": ("Sanctions were imposed on Russia by the European Union.", ("EU", "SANCTIONS", "RUS")),
    "passive_talks": ("Talks were held between Greece and Turkey in Vienna.", ("GRC", "MEETS", "TUR")),
    "passive_of_a_deed": ("Iran's attack on Israel was condemned by France.", ("FRA", "CONDEMNS", "IRN")),
    "passive_of_a_thing": ("Two Ukrainian villages were shelled by Russia.", ("RUS", "SHELLS", "UKR")),
    "pronoun_after_saying": (
        "Israel said it had bombed Hezbollah positions.",
        ("ISR", "STRIKES_FROM_THE_AIR", "HEZBOLLAH"),
    ),
    "pronoun_of_a_second_clause": ("Russia attacked Ukraine; it also threatened Poland.", ("RUS", "THREATENS", "POL")),
    "pronoun_as_object": (
        "Beijing complained that Washington had threatened it with new tariffs.",
        ("USA", "THREATENS", "CHN"),
    ),
    "clause_without_that": ("Cuba freed two Americans it had arrested last year.", ("CUB", "ARRESTS", "USA_CIV")),
    "its_after_a_reproach": ("The United States sanctioned Iran for its support of Hamas.", ("IRN", "AIDS", "HAMAS")),
    "participle_opens_the_sentence": (
        "Accusing Germany of meddling, Iran recalled its ambassador.",
        ("IRN", "ACCUSES", "DEU"),
    ),
    "participle_after_a_comma": (
        "The Taliban raided a village, killing nine Afghan soldiers.",
        ("TALIBAN", "KILLS", "AFG"),
    ),
    "apposition": ("Turkey, a NATO member, condemned Russia.", ("TUR", "CONDEMNS", "RUS")),
    "headline_list": ("Russia, Iran sign defence pact", ("RUS", "SIGNS_AGREEMENT_WITH", "IRN")),
    "noun_after_an_object": ("Israel strikes Hezbollah targets in Lebanon", ("ISR", "ATTACKS", "HEZBOLLAH")),
    "day_before_the_subject": ("On Tuesday Iran attacked Israel.", ("IRN", "ATTACKS", "ISR")),
    "said_must": ("The EU says Russia must withdraw from Ukraine.", ("EU", "REQUESTS", "RUS")),
    "ready_to_help": ("The United States stands ready to help Ukraine.", ("USA", "OFFERS_COOPERATION_TO", "UKR")),
    "called_for_from_both": ("The UN called for a ceasefire between Israel and Hamas.", ("UN", "REQUESTS", "HAMAS")),
    "warned_that_it_would": ("Iran warned that it would attack Israel.", ("IRN", "WARNS", "ISR")),
}


@pytest.mark.parametrize(("text", "claim"), FIRES.values(), ids=FIRES.keys())
def test_construction_gives_its_parties(said: Said, text: str, claim: tuple[str, str, str]) -> None:
    assert claim in {found[:3] for found in said(text, "en")}


def test_nato_does_not_act_for_its_member(said: Said) -> None:
    assert not {claim for claim in said("Turkey, a NATO member, condemned Russia.", "en") if claim[0] == "NATO"}


def test_saying_what_one_must_do_oneself_is_no_demand(said: Said) -> None:
    assert not {claim for claim in said("Russia said it must withdraw from Ukraine.", "en") if claim[1] == "REQUESTS"}


def test_refugees_are_no_citizens_of_where_they_are(said: Said) -> None:
    assert not {claim for claim in said("Kenyan police arrested refugees in Uganda.", "en") if claim[2] == "UGA_CIV"}


def test_civilians_belong_to_no_country_where_two_are_named(said: Said) -> None:
    found = said("Turkey said Greek police had beaten migrants and civilians.", "en")
    assert not {claim for claim in found if claim[2].endswith("_CIV")}


def test_month_is_no_modal(said: Said) -> None:
    assert ("IRN", "ATTACKS", "ISR", "actual") in said("In May Iran attacked Israel.", "en")
