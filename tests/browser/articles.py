"""Short articles of our own with their claims set by hand, so that these tests judge the screens alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.model import Claim, Document, PartialDate, Reading
from graph.vocabulary import vocabulary

SUPPLY = "وأكدت مجموعة السبع في بيانها أن إيران سلّمت روسيا دفعة من الطائرات المسيّرة في مارس 2024."
CONDITION = "وهددت المجموعة إيران بعقوبات إذا أرسلت صواريخ باليستية إلى روسيا."
DENIAL = "ونفت طهران أن تكون قد زوّدت موسكو بأي صواريخ <باليستية>."
MEETING = "والتقى وزيرا خارجية روسيا وإيران في موسكو يوم الثلاثاء."
ATTACK = "Russia shelled two towns in eastern Ukraine on Monday."
MISSILES = "North Korea has shipped missiles to Russia, according to Washington."

ARABIC = Document(
    id="tests/drones-ar", language="ar", layout="clean", title="مجموعة السبع تتحدث عن مسيّرات إيرانية",
    publisher="صحيفة المرفأ", reported=date(2024, 4, 2), url="https://example.org/drones",
    text="\n\n".join((f"{SUPPLY} {CONDITION}", f"{DENIAL} {MEETING}", "ولم يصدر تعليق آخر.")),
)  # fmt: skip
ENGLISH = Document(
    id="tests/front-en", language="en", layout="clean", title="Shelling in the east", publisher="The Harbour Post",
    reported=date(2024, 4, 3), text=f"{ATTACK} {MISSILES}",
)  # fmt: skip
MANY = "China and India have dealt with each other in every way this year."
SUMMARY = Document(
    id="tests/many-en", language="en", layout="clean", title="A year in review", publisher="The Harbour Post", text=MANY
)
# One more than the canvas draws singly.
MANY_LINKS = 11


def readings() -> list[Reading]:
    """Give the articles as read."""
    arabic = (
        _claim(ARABIC, SUPPLY, "SUPPLIES", "IRN", "RUS", ("سلّمت", "إيران", "روسيا"), speakers=("G7",),
               item="DRONE", when=PartialDate("2024-03")),
        _claim(ARABIC, CONDITION, "THREATENS", "G7", "IRN", ("هددت", "المجموعة", "إيران")),
        _claim(ARABIC, CONDITION, "SUPPLIES", "IRN", "RUS", ("أرسلت", "إيران", "روسيا"), speakers=("G7",),
               item="BALLISTIC_MISSILE", factuality="conditional"),
        _claim(ARABIC, DENIAL, "SUPPLIES", "IRN", "RUS", ("زوّدت", "طهران", "موسكو"), speakers=("IRN",),
               item="BALLISTIC_MISSILE", factuality="denied"),
        _claim(ARABIC, MEETING, "MEETS", "IRN", "RUS", ("التقى", "إيران", "روسيا")),
    )  # fmt: skip
    english = (
        _claim(ENGLISH, ATTACK, "ATTACKS", "RUS", "UKR", ("shelled", "Russia", "Ukraine")),
        _claim(ENGLISH, MISSILES, "SUPPLIES", "PRK", "RUS", ("shipped", "North Korea", "Russia"), speakers=("USA",),
               item="MISSILE"),
    )  # fmt: skip
    return [
        Reading(document=ARABIC, claims=arabic, sentences=5, unread=()),
        Reading(document=ENGLISH, claims=english, sentences=2, unread=()),
        Reading(document=SUMMARY, claims=_many(), sentences=1, unread=()),
    ]


def _many() -> tuple[Claim, ...]:
    directed = [name for name, kind in vocabulary().relations.items() if not kind.symmetric][:MANY_LINKS]
    return tuple(_claim(SUMMARY, MANY, name, "CHN", "IND", ("dealt", "China", "India")) for name in directed)


def _claim(
    document: Document, sentence: str, relation: str, source: str, target: str, at: tuple[str, str, str], **facts: Any
) -> Claim:
    kind = vocabulary().relations[relation]
    start = document.text.index(sentence)
    trigger, source_span, target_span = (_span(document.text, word, start) for word in at)
    values: dict[str, Any] = {
        "document": document.id, "relation": relation, "plover": kind.plover, "cameo": kind.cameo,
        "goldstein": kind.goldstein, "source": source, "target": target, "factuality": "actual", "quote": sentence,
        "sentence": (start, start + len(sentence)), "trigger": trigger, "source_span": source_span,
        "target_span": target_span, "rule": "by.hand",
    }  # fmt: skip
    return Claim(**values | facts)


def _span(text: str, word: str, start: int) -> tuple[int, int]:
    at = text.index(word, start)
    return at, at + len(word)
