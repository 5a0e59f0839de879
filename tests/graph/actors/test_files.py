from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.actors.checks import problems
from graph.actors.files import DataFile, own, tables
from graph.actors.registry import check, load_registry
from graph.errors import DataError

OwnFile = Callable[[str], Path]

MINISTER = """source = "my notes"

[person.JANE_DOE]
en = ["Jane Doe"]
ar = ["جين دو"]
offices = [
    { of = "RUS", office = "sport_minister", on = "2019-01-21/.." },
]
"""

BASE = DataFile(
    name="base.toml",
    text="""
[state.RUS]
en = ["Russia"]
adjectives_en = ["Russian"]
adjectives_ar = ["روسي"]
""",
)


def faults(path: Path) -> list[DataError]:
    """What is wrong in an own file over a registry of one state; `check` asks the same of the shipped one."""
    read = tables([BASE], own([path]))
    return [*read.errors, *problems(read)]


def test_an_own_file_adds_a_person(own_file: OwnFile) -> None:
    registry = load_registry(overlays=[own_file(MINISTER)])
    assert registry.actor("JANE_DOE").names_ar == ("جين دو",)
    assert registry.actor("JANE_DOE").source == "my notes"
    assert registry.search("jane doe")[0].id == "JANE_DOE"


def test_an_own_file_replaces_the_fields_it_names_and_leaves_the_others(own_file: OwnFile) -> None:
    registry = load_registry(overlays=[own_file('[organization.SCO]\nen = ["Shanghai Club"]\n')])
    assert registry.actor("SCO").names_en == ("Shanghai Club",)
    assert "منظمة شنغهاي للتعاون" in registry.actor("SCO").names_ar


def test_a_correct_own_file_has_no_problems(own_file: OwnFile) -> None:
    assert check(own_file(MINISTER)) == ()


def test_an_unknown_field_is_named_with_its_line(own_file: OwnFile) -> None:
    path = own_file(MINISTER.replace("ar =", "arabic ="))
    (problem,) = check(path)
    assert problem.where == f"{path}:5"
    assert "JANE_DOE" in problem.what
    assert "arabic" in problem.what
    assert "short_ar" in problem.remedy


def test_a_date_that_does_not_exist_is_named_with_its_line(own_file: OwnFile) -> None:
    path = own_file(MINISTER.replace("2019-01-21", "2019-02-30"))
    (problem,) = faults(path)
    assert problem.where == f"{path}:6"
    assert "offices.0.on" in problem.what


def test_an_office_that_ends_before_it_begins_is_refused(own_file: OwnFile) -> None:
    (problem,) = faults(own_file(MINISTER.replace("2019-01-21/..", "2019-01-21/2018-01-01")))
    assert "ends before it begins" in problem.what


def test_broken_toml_is_named_with_its_line(own_file: OwnFile) -> None:
    path = own_file(MINISTER.replace('en = ["Jane Doe"]', 'en = ["Jane Doe'))
    (problem,) = faults(path)
    assert problem.where == f"{path}:4"
    assert "not TOML" in problem.what


def test_an_unknown_kind_of_table_is_refused(own_file: OwnFile) -> None:
    (problem,) = faults(own_file('[minister.JANE_DOE]\nen = ["Jane Doe"]\n'))
    assert "minister" in problem.what
    assert "[person." in problem.remedy


def test_an_actor_that_is_nowhere_is_named(own_file: OwnFile) -> None:
    path = own_file(MINISTER.replace('"RUS"', '"RSU"'))
    (problem,) = faults(path)
    assert problem.where == f"{path}:6"
    assert "RSU" in problem.what


def test_every_problem_of_a_file_is_reported(own_file: OwnFile) -> None:
    text = (
        '[item.LASER_RIFLE]\nen = ["laser rifle"]\nkind_of = "RIFEL"\n\n[place.ATLANTIS]\nlies_in = "ATL"\nen = ["A"]\n'
    )
    path = own_file(text)
    assert sorted(problem.where for problem in faults(path)) == [f"{path}:3", f"{path}:6"]


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="cannot be read"):
        check(path)


def test_loading_a_wrong_file_raises_with_file_and_line(own_file: OwnFile) -> None:
    path = own_file(MINISTER.replace('"RUS"', '"RSU"'))
    with pytest.raises(DataError, match=f"{path}:6"):
        load_registry(overlays=[path])


def test_an_id_in_small_letters_is_refused(own_file: OwnFile) -> None:
    (problem,) = faults(own_file(MINISTER.replace("JANE_DOE]", "jane_doe]")))
    assert "jane_doe" in problem.what


def test_an_entry_that_stands_twice_is_refused() -> None:
    one = DataFile(name="one.toml", text='[place.A]\nen = ["A"]\n')
    other = DataFile(name="other.toml", text='\n[place.A]\nen = ["B"]\n')
    (error,) = tables([one, other]).errors
    assert error.where == "other.toml:2"
    assert "one.toml" in error.what
