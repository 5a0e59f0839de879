"""English inflection: verb and noun forms from a lemma, with the irregular ones given by the lexicon."""

from __future__ import annotations

_VOWELS = "aeiou"


def third_person(base: str) -> str:
    """Give the -s form of a verb, or the plural of a noun."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def past(base: str) -> str:
    """Give the regular past."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + "ed"


def gerund(base: str) -> str:
    """Give the regular -ing form."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"
