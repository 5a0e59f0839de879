from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from graph.errors import DataError
from graph.vocabulary import Quad, parse, vocabulary

PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
LEAST_TYPES = 40
ARABIC = re.compile(r"[\u0621-\u0652\s،«»()]+$")
SHIPPED = files("graph").joinpath("vocabulary.toml").read_text(encoding="utf-8")
SMALL = """
[class.AID]
quad = "material cooperation"
en = "aid"
ar = "مساعدة"
[relation.GIVES_AID_TO]
plover = "AID"
cameo = "070"
goldstein = 7.0
en = "gives aid to"
ar = "تقدم مساعدة إلى"
[cameo]
"070" = { name = "Provide aid", goldstein = 7.0 }
"""


def test_every_plover_class_is_there_and_used() -> None:
    words = vocabulary()
    assert set(words.classes) == PLOVER
    assert {relation.plover for relation in words.relations.values()} == PLOVER
    assert {event_class.quad for event_class in words.classes.values()} == set(get_args(Quad))


def test_there_are_enough_relation_types() -> None:
    assert len(vocabulary().relations) >= LEAST_TYPES


def test_phrases_are_in_their_language_and_tell_types_apart() -> None:
    relations = vocabulary().relations.values()
    for relation in relations:
        assert relation.en.isascii(), relation.name
        assert ARABIC.match(relation.ar), relation.name
    for language in ("en", "ar"):
        again = [phrase for phrase, times in Counter(getattr(one, language) for one in relations).items() if times > 1]
        assert again == []


def test_goldstein_values_lean_the_way_of_their_quad() -> None:
    words = vocabulary()
    # PLOVER counts a request as conflict, CAMEO's scale sees appeals for help and talks as friendly
    for relation in (one for one in words.relations.values() if one.plover != "REQUEST"):
        cooperative = words.quad(relation.name).endswith("cooperation")
        assert relation.goldstein >= 0 if cooperative else relation.goldstein <= 0, relation.name


def test_no_type_is_called_like_a_label_or_another_relationship_of_the_graph() -> None:
    structure = {
        "HAS_SOURCE", "HAS_TARGET", "VIA", "OF_ITEM", "SAID_BY", "IN_PLACE", "EVIDENCED_BY", "KIND_OF", "LIES_IN",
        "MEMBER_OF", "PART_OF", "HOLDS_OFFICE_IN", "ABOUT",
    }  # fmt: skip
    labels = {"ACTOR", "STATE", "ORGANIZATION", "ARMEDGROUP", "COMPANY", "MEDIA", "PERSON", "BODY", "ITEM", "PLACE",
              "DOCUMENT", "CLAIM", "JUDGEMENT"}  # fmt: skip
    assert not set(vocabulary().relations) & (structure | labels)


def test_a_small_vocabulary_is_read() -> None:
    read = parse(SMALL, where="small.toml")
    assert read.relations["GIVES_AID_TO"].symmetric is False
    assert read.quad("GIVES_AID_TO") == "material cooperation"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("goldstein = 7.0\nen", "goldstein = 6.0\nen", "goldstein 6.0 is not that of 070"),
        ('plover = "AID"', 'plover = "HELP"', "no class 'HELP'"),
        ('cameo = "070"', 'cameo = "07"', "no CAMEO code '07'"),
        ("GIVES_AID_TO", "gives_aid_to", "not in capitals"),
        ('en = "aid"', 'en = "aid"\nnl = "hulp"', "class.AID.nl: Extra inputs"),
        ('quad = "material cooperation"', 'quad = "peace"', "class.AID.quad"),
        ("goldstein = 7.0 }", "goldstein = 70.0 }", "less than or equal to 10"),
        ("[cameo]", "[cameo", "not TOML"),
        ("[relation", '[class.ASSAULT]\nquad = "material conflict"\nen = "a"\nar = "أ"\n[relation', "ASSAULT"),
    ],
)
def test_contradiction_is_refused_and_named(old: str, new: str, said: str) -> None:
    assert old in SMALL
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        parse(SMALL.replace(old, new, 1), where="small.toml")
    assert str(caught.value).startswith("small.toml: ")


def test_shipped_file_has_no_entry_twice() -> None:
    headers = re.findall(r"^\[.+\]$", SHIPPED, flags=re.MULTILINE)
    assert len(headers) == len(set(headers))
    assert SHIPPED.count("[relation.") == len(vocabulary().relations)
