from __future__ import annotations

from datetime import date

import pytest

from graph.actors.registry import Registry

SPRING_2024 = date(2024, 4, 26)


@pytest.mark.parametrize(
    ("actor", "day", "expected"),
    [
        ("RUS", SPRING_2024, "RUS"), ("NATO", SPRING_2024, "NATO"), ("HEZBOLLAH", SPRING_2024, "HEZBOLLAH"),
        ("RUS_DEFENCE_MINISTRY", SPRING_2024, "RUS"), ("USA_PARLIAMENT", SPRING_2024, "USA_LEG"),
        ("EGY_POLICE", None, "EGY_POL"), ("SYR_OPP", None, "SYR_OPP"), ("EU_LEG", None, "EU_LEG"),
        ("UNSC", SPRING_2024, "UN"), ("UNHCR", SPRING_2024, "UN"), ("EUROPEAN_COMMISSION", SPRING_2024, "EU"),
        ("IAEA", SPRING_2024, "IAEA"), ("QASSAM_BRIGADES", SPRING_2024, "HAMAS"), ("AQAP", None, "AL_QAEDA"),
        ("NUSRA", None, "NUSRA"), ("QUDS_FORCE", SPRING_2024, "IRN"), ("CENTCOM", SPRING_2024, "USA"),
        ("BOEING", None, "USA_COM"), ("SUKHOI_CO", None, "RUS_COM"), ("AL_JAZEERA", None, "QAT_COM"),
        ("AL_MANAR", None, "HEZBOLLAH"), ("SERGEI_SHOIGU", SPRING_2024, "RUS"),
        ("KOFI_ANNAN", date(2003, 3, 19), "UN"), ("ISMAIL_HANIYEH", date(2023, 10, 7), "HAMAS"),
        ("AHMED_ABOUL_GHEIT", date(2009, 1, 10), "EGY"), ("AHMED_ABOUL_GHEIT", date(2018, 1, 10), "ARAB_LEAGUE"),
        ("JENS_STOLTENBERG", date(2010, 1, 10), "NOR"), ("JENS_STOLTENBERG", date(2020, 1, 10), "NATO"),
        ("MIKHAIL_GORBACHEV", date(1988, 1, 1), "SUN"),
    ],
)  # fmt: skip
def test_for_whom_an_actor_acts(registry: Registry, actor: str, day: date | None, expected: str) -> None:
    assert registry.acts_for(actor, day) == expected


def test_a_person_out_of_office_acts_for_the_nearest_office(registry: Registry) -> None:
    assert registry.acts_for("KOFI_ANNAN", date(1990, 1, 1)) == "UN"


@pytest.mark.parametrize(
    ("owner", "office", "day", "expected"),
    [
        ("RUS", "defence_minister", date(2012, 11, 6), "SERGEI_SHOIGU"),
        ("RUS", "defence_minister", date(2012, 11, 5), "ANATOLY_SERDYUKOV"),
        ("RUS", "defence_minister", date(2024, 5, 14), "ANDREI_BELOUSOV"),
        ("USA", "president", date(2009, 1, 20), "BARACK_OBAMA"),
        ("ISR", "parliament_speaker", date(2023, 10, 7), "AMIR_OHANA"),
        ("DEU", "prime_minister", date(2015, 9, 4), "ANGELA_MERKEL"),
        ("RUS", "defence_minister", date(1900, 1, 1), None),
        ("RUS", "no_such_office", SPRING_2024, None),
        ("IRQ", "vice_president", date(2014, 10, 1), None),
    ],
)  # fmt: skip
def test_who_holds_an_office(registry: Registry, owner: str, office: str, day: date, expected: str | None) -> None:
    assert registry.holder(owner, office, day) == expected


def test_offices_that_several_hold_name_them_all(registry: Registry) -> None:
    assert set(registry.holders("IRQ", "vice_president", date(2014, 10, 1))) >= {"NOURI_AL_MALIKI", "IYAD_ALLAWI"}


@pytest.mark.parametrize(
    ("owner", "day", "member", "is_member"),
    [
        ("G7", SPRING_2024, "JPN", True), ("G7", SPRING_2024, "RUS", False), ("G8", date(2010, 6, 1), "RUS", True),
        ("EU", date(2019, 1, 1), "GBR", True), ("EU", date(2021, 1, 1), "GBR", False),
        ("NATO", date(2022, 1, 1), "FIN", False), ("NATO", date(2024, 1, 1), "FIN", True),
        ("SCO", date(2022, 1, 1), "IRN", False), ("SCO", SPRING_2024, "IRN", True),
        ("P5+1", date(2015, 7, 14), "USA", True), ("P5+1", date(2015, 7, 14), "DEU", True),
        ("ARAB_LEAGUE", date(2015, 1, 1), "SYR", False), ("ARAB_LEAGUE", date(2024, 1, 1), "SYR", True),
        ("GCC", SPRING_2024, "QAT", True), ("OPEC", SPRING_2024, "QAT", False), ("OPEC", date(2015, 1, 1), "QAT", True),
    ],
)  # fmt: skip
def test_membership_on_a_day(registry: Registry, owner: str, day: date, member: str, is_member: bool) -> None:
    assert (member in registry.members(owner, day)) is is_member


@pytest.mark.parametrize(
    ("actor", "english", "arabic"),
    [
        ("RUS_DEFENCE_MINISTRY", "Russian defence ministry", "وزارة الدفاع الروسية"),
        ("PRK_ARMY", "North Korean army", "الجيش الكوري الشمالي"),
        ("SYR_OPP", "Syrian opposition", "المعارضة السورية"),
        ("FRA_COM", "French companies", "الشركات الفرنسية"),
        ("PSE_CIV", "Palestinian civilians", "المدنيون الفلسطينيون"),
        ("ZAF_FOREIGN_MINISTRY", "South African foreign ministry", "وزارة الخارجية الجنوب أفريقية"),
    ],
)
def test_bodies_and_sectors_are_named_in_both_languages(
    registry: Registry, actor: str, english: str, arabic: str
) -> None:
    composed = registry.actor(actor)
    assert (composed.names_en, composed.names_ar) == ((english,), (arabic,))
    assert composed.kind == "Body"
    assert [(tie.kind, tie.to) for tie in composed.ties] == [("PART_OF", actor[:3])]


def test_a_body_is_named_by_its_kind(registry: Registry) -> None:
    assert registry.body("RUS", "defence_ministry") == "RUS_DEFENCE_MINISTRY"
    with pytest.raises(KeyError):
        registry.body("RUS", "ministry_of_silly_walks")


@pytest.mark.parametrize("unknown", ["", "ATLANTIS", "RUS_", "RUS_NOTHING", "SERGEI_SHOIGU_ARMY", "rus"])
def test_an_unknown_id_is_no_actor(registry: Registry, unknown: str) -> None:
    assert not registry.has_actor(unknown)
    with pytest.raises(KeyError):
        registry.actor(unknown)


def test_a_person_carries_dated_offices_and_a_source(registry: Registry) -> None:
    shoigu = registry.actor("SERGEI_SHOIGU")
    minister = next(tie for tie in shoigu.ties if tie.office == "defence_minister")
    assert (minister.to, str(minister.first), str(minister.last)) == ("RUS", "2012-11-06", "2024-05-12")
    assert minister.source
    assert shoigu.source


def test_a_state_is_a_place_too(registry: Registry) -> None:
    assert registry.place("RUS").names_ar == registry.actor("RUS").names_ar
    assert registry.place("MOSCOW").lies_in == "RUS"


def test_the_kin_of_an_item_leads_to_the_root(registry: Registry) -> None:
    assert registry.kin("SHAHED_136") == ("SHAHED_136", "LOITERING_MUNITION", "DRONE", "ARMS")
    assert registry.kin("BALLISTIC_MISSILE") == ("BALLISTIC_MISSILE", "MISSILE", "ARMS")
    with pytest.raises(KeyError):
        registry.kin("NO_SUCH_ITEM")


def test_an_ended_state_names_its_years_and_successors(registry: Registry) -> None:
    assert registry.details("SUN")["exists"] == "1922-12-30/1991-12-26"
    assert "RUS" in registry.details("SUN")["successors"]


def test_offices_have_names_for_screens(registry: Registry) -> None:
    assert registry.office_name("defence_minister", "en") == "defence minister"
    assert registry.office_name("defence_minister", "ar") == "وزير الدفاع"
    assert registry.office_name("envoy_libya", "en") == "envoy for Libya"
    assert registry.office_name("envoy_libya", "ar") == "المبعوث إلى ليبيا"
    assert registry.office_name("keeper_of_rivers", "en") == "keeper of rivers"
