"""Inflected forms made from one: Arabic nationality adjectives and role nouns, English plurals of role phrases.

Newspapers write no case endings, so the nominative and the oblique of duals and sound plurals are all there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.actors.forms import Gender, Number

_ARTICLE = "ال"
# What follows these is no genitive: the noun before keeps its endings and takes its own article.
_NO_GENITIVE = {"باسم", "بلا", "في", "لدى", "إلى", "عن", "من"}
_PREPOSITIONAL = ("لل", "بال", "لشؤون", "لمكافحة")


@dataclass(frozen=True, slots=True)
class Inflected:
    """A form with its gender and number, and whether an article stands inside it."""

    text: str
    gender: Gender
    number: Number
    definite: bool = False


def nationality(lemma: str) -> Iterator[Inflected]:
    """Give all forms of a masculine adjective in ـي; in a compound every such word agrees (كوريان جنوبيان)."""
    words = lemma.split()
    endings: tuple[tuple[str, Gender, Number], ...] = (
        ("", "m", "sg"), ("ة", "f", "sg"), ("ان", "m", "dual"), ("ين", "m", "dual"), ("تان", "f", "dual"),
        ("تين", "f", "dual"), ("ون", "m", "pl"), ("ين", "m", "pl"), ("ات", "f", "pl"),
    )  # fmt: skip
    for ending, gender, number in endings:
        text = " ".join(word + ending if word.endswith("ي") else word for word in words)
        yield Inflected(text, gender, number)


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """How the first noun of a role inflects; without `plurals` one for humans takes the sound ones of its gender.

    A noun with `number` "pl" is a plural already; one whose `feminine` is empty has none.
    """

    gender: Gender = "m"
    feminine: str | None = None
    plurals: tuple[str, ...] = ()
    number: Number = "sg"


def role(text: str, noun: HeadNoun, *, human: bool) -> Iterator[Inflected]:
    """Give the forms of a role written with its articles; `human` roles have feminines, adjectives agree.

    وزير الدفاع gives وزير دفاع, وزيرا الدفاع, وزراء الدفاع, وزيرة الدفاع …; الأمين العام gives أمين عام,
    الأمينان العامان …; a single noun comes without article.
    """
    head, *rest = text.split()
    base = head.removeprefix(_ARTICLE) if head.startswith(_ARTICLE) and head != _ARTICLE else head
    if rest and head.startswith(_ARTICLE) and rest[0].startswith(_ARTICLE):
        yield from _with_adjectives(base, rest, noun, human=human)
    else:
        yield from _with_complement(base, rest, noun, human=human)


def _stems(base: str, noun: HeadNoun, *, human: bool) -> Iterator[tuple[str, HeadNoun]]:
    yield base, noun
    if human and noun.gender == "m":
        feminine = base + "ة" if noun.feminine is None else noun.feminine
        if feminine:
            yield feminine, HeadNoun(gender="f")


def _with_complement(base: str, rest: list[str], noun: HeadNoun, *, human: bool) -> Iterator[Inflected]:
    genitive = bool(rest) and rest[0] not in _NO_GENITIVE and not rest[0].startswith(_PREPOSITIONAL)
    complements = {" ".join(rest): any(word.startswith(_ARTICLE) for word in rest)}
    if genitive:
        complements.setdefault(" ".join(_bare(word) for word in rest), False)
    for stem, stem_noun in _stems(base, noun, human=human):
        for form, number in _numbers(stem, stem_noun, construct=genitive, human=human):
            for complement, definite in complements.items():
                yield Inflected(f"{form} {complement}".strip(), stem_noun.gender, number, definite)


def _with_adjectives(base: str, rest: list[str], noun: HeadNoun, *, human: bool) -> Iterator[Inflected]:
    bare = [_bare(word) for word in rest]
    if not human:
        yield Inflected(" ".join([base, *bare]), noun.gender, noun.number)
        yield Inflected(" ".join([_ARTICLE + base, *rest]), noun.gender, noun.number, definite=True)
        return
    for stem, stem_noun in _stems(base, noun, human=True):
        for form, number in _numbers(stem, stem_noun, construct=False, human=True):
            ending = _agreement(form, stem_noun.gender, number)
            words = [form, *(word.removesuffix("ة") + ending for word in bare)]
            yield Inflected(" ".join(words), stem_noun.gender, number)
            yield Inflected(" ".join(_ARTICLE + word for word in words), stem_noun.gender, number, definite=True)


def _agreement(noun: str, gender: Gender, number: Number) -> str:
    oblique = noun.endswith("ين")
    if number == "sg":
        return "ة" if gender == "f" else ""
    if number == "dual":
        return ("تين" if oblique else "تان") if gender == "f" else ("ين" if oblique else "ان")
    return "ات" if gender == "f" else ("ين" if oblique else "ون")


def _numbers(stem: str, noun: HeadNoun, *, construct: bool, human: bool) -> Iterator[tuple[str, Number]]:
    short = stem.removesuffix("ة") + "ت" if stem.endswith("ة") else stem
    yield stem, noun.number
    if noun.number == "pl" or not (human or noun.plurals):
        return
    yield from ((short + ending, "dual") for ending in (("ا", "ي") if construct else ("ان", "ين")))
    if noun.plurals:
        yield from ((plural, "pl") for plural in noun.plurals)
    elif stem.endswith("ة"):
        yield stem.removesuffix("ة") + "ات", "pl"
    else:
        yield from ((stem + ending, "pl") for ending in (("و", "ي") if construct else ("ون", "ين")))


def _bare(word: str) -> str:
    if word.startswith("وال"):
        return "و" + word[3:]
    return word.removeprefix(_ARTICLE)


def definite(adjective: str) -> str:
    """Put the article on an adjective; in a compound on every word that agrees (الكوري الجنوبي)."""
    first, *rest = adjective.split()
    agreeing = first.endswith(("ي", "ية"))
    return " ".join([_ARTICLE + first, *(_ARTICLE + word if agreeing else word for word in rest)])


def english_plural(phrase: str) -> str:
    """Give the plural of a role phrase: its head takes the ending (ministers of defence, chiefs of staff).

    >>> english_plural("secretary of state"), english_plural("spokeswoman"), english_plural("secretary-general")
    ('secretaries of state', 'spokeswomen', 'secretaries-general')
    """
    for joint in (" of ", " for ", " in ", " to ", "-general", " general", "-in-", "-designate", "-elect"):
        if joint in phrase:
            head, tail = phrase.split(joint, 1)
            if joint == " general" and (tail or head not in ("attorney", "consul", "secretary", "prosecutor")):
                continue
            return _plural_word(head) + joint + tail
    return _plural_word(phrase)


def _plural_word(phrase: str) -> str:
    lead, _, word = phrase.rpartition(" ")
    lead += " " if lead else ""
    if word.endswith("man") and word.lower() not in ("german", "ottoman", "human"):
        return f"{lead}{word[:-3]}men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{lead}{word[:-1]}ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{lead}{word}es"
    return f"{lead}{word}s"
