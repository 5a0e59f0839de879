from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.actors.checks import problems
from graph.actors.files import Tables

Read = Callable[[str], Tables]

SMALL = """
[state.AAA]
en = ["Aaa"]
adjectives_en = ["Aaan"]
adjectives_ar = ["آي"]

[noun."وزير"]
plurals = ["وزراء"]

[role.war_minister]
kind = "office"
single = true
ar = ["وزير الحرب"]
"""


def person(name: str, on: str, extra: str = "") -> str:
    return (
        f'\n[person.{name}]\nen = ["{name.title()}"]\n'
        f'offices = [{{ of = "AAA", office = "war_minister", on = "{on}" {extra} }}]\n'
    )


def faults(read: Read, text: str) -> list[str]:
    found = read(SMALL + text)
    return [str(error) for error in (*found.errors, *problems(found))]


def test_the_small_registry_is_sound(read: Read) -> None:
    assert faults(read, person("ONE", "2001/2002") + person("TWO", "2002/..")) == []


def test_two_holders_at_one_time_are_a_fault(read: Read) -> None:
    (fault,) = faults(read, person("ONE", "2001-01-05/2004-03-01") + person("TWO", "2004-02-01/.."))
    assert "TWO" in fault
    assert "held by ONE" in fault


def test_a_marked_shared_office_is_no_fault(read: Read) -> None:
    text = person("ONE", "2001-01-05/2004-03-01") + person("TWO", "2004-02-01/..", ", shared = true")
    assert faults(read, text) == []


def test_a_change_of_office_on_one_day_is_no_fault(read: Read) -> None:
    assert faults(read, person("ONE", "2001/2004-02-01") + person("TWO", "2004-02-01/..")) == []


def test_namesakes_in_office_at_one_time_are_a_fault(read: Read) -> None:
    twin = person("ONE_B", "2001/2003", ", shared = true").replace('["One_B"]', '["One"]')
    (fault,) = faults(read, person("ONE", "2001/2003") + twin)
    assert "shares the name 'one'" in fault


def test_marked_namesakes_are_no_fault(read: Read) -> None:
    twin = person("ONE_B", "2001/2003", ", shared = true").replace('["One_B"]', '["One"]\nnamesake = true')
    assert faults(read, person("ONE", "2001/2003") + twin) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[place.AAA]\nen = ["Aaa"]\n', "the id is that of a state too"),
        ('[item.GUN]\nen = ["gun"]\nkind_of = "ARMS"\n', "kind_of names no item 'ARMS'"),
        ('[item.A1]\nen = ["a"]\nkind_of = "B1"\n[item.B1]\nen = ["b"]\nkind_of = "A1"\n', "in a circle"),
        ('[body.COURT_A]\nen = ["Court"]\npart_of = "BBB"\n', "part_of names no actor 'BBB'"),
        ('[organization.CLUB]\nen = ["Club"]\n[organization.CLUB.members]\n"2001/.." = ["BBB"]\n', "members names no"),
        ('[state.BBB]\nen = ["Bbb"]\n', "a state needs adjectives in both languages"),
        ('[media.PAPER]\nmedium = "newspaper"\n', "no name in either language"),
        ('[place.HILL]\nen = ["Hill"]\ncue = ["Hall"]\n', "cue lists 'Hall', which is none of its forms"),
        ('[role.envoy]\nkind = "office"\nar = ["المبعوث"]\n', "no noun table for 'مبعوث'"),
        ('[person.X]\nen = ["X"]\noffices = []\n', "a person needs an office"),
        ('[metonym.BBB_ARMY]\nen = ["Barracks"]\n', "no such actor"),
    ],
)  # fmt: skip
def test_what_contradicts_other_entries_is_found(read: Read, text: str, said: str) -> None:
    assert any(said in fault for fault in faults(read, "\n" + text))
