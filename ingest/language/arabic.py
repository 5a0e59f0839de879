"""Arabic inflection, as far as unvowelled news text shows it: verb and noun forms from a lemma's few principal parts.

All forms given are folded (`tokens.fold`). Ambiguity is kept: a form carries every analysis it can have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ingest.language.tokens import fold

_WEAK = "اوي"
# A hollow verb's jussive loses its long vowel; shorter bases would collide with too many other words.
_SHORTEST_HOLLOW = 3
_HAMZAS = ("أ", "ئ", "ؤ", "ء")
_RADICALS = 3


class Inflection(NamedTuple):
    """One analysis of a form. `tense`: perf, impf, juss (only after a particle that asks for it), part (participle)."""

    form: str
    tense: str
    person: int
    gender: str
    number: str


def verb(perfect: str, imperfect: str, *, hollow: bool = True, derived: bool = False) -> Iterator[Inflection]:
    """Inflect a verb given its third person masculine singular, perfect and imperfect, as written.

    A final hamza («بدأ») is a strong letter, which the folded form no longer shows. `hollow` is False where a long
    vowel's letter is a doubled consonant («موّل»). Participles are formed of `derived` verbs (forms II to X).
    """
    strong = perfect.endswith(("أ", "ء", "ئ"))
    yield from _strong_perfect(fold(perfect)) if strong else _perfect(fold(perfect))
    if derived:
        yield from _participles(fold(imperfect))
    weak = fold(imperfect)[-1] in _WEAK and not imperfect.endswith(("أ", "ئ", "ؤ"))
    yield from _imperfect(fold(imperfect), weak=weak, hollow=hollow)


def _participles(imperfect: str) -> Iterator[Inflection]:
    """The active participle as an accusative of circumstance («متهماً روسيا بـ»), of derived forms only.

    Its feminine is left out where it would be the verbal noun of form III («مهاجمة»).
    """
    base = imperfect[1:]
    yield Inflection("م" + base + "ا", "part", 3, "m", "sg")
    if base[1] != "ا":
        feminine = base[:-1] + "ية" if base[-1] == "ي" else base + "ة"
        yield Inflection("م" + feminine, "part", 3, "f", "sg")


def _strong_perfect(perfect: str) -> Iterator[Inflection]:
    yield Inflection(perfect, "perf", 3, "m", "sg")
    yield Inflection(perfect + "ت", "perf", 3, "f", "sg")
    yield Inflection(perfect + "تا", "perf", 3, "f", "dual")
    yield Inflection(perfect + "وا", "perf", 3, "m", "pl")
    yield Inflection(perfect[:-1] + "ؤوا", "perf", 3, "m", "pl")
    yield Inflection(perfect + "نا", "perf", 1, "", "pl")


def _perfect(perfect: str) -> Iterator[Inflection]:
    weak = perfect[-1] in "اي"
    stem = perfect[:-1] if weak else perfect
    third_dual = stem + ("وا" if perfect[-1] == "ا" else "يا") if weak else perfect + "ا"
    first = stem + ("و" if perfect[-1] == "ا" else "ي") if weak else perfect
    yield Inflection(perfect, "perf", 3, "m", "sg")
    yield Inflection(stem + "ت", "perf", 3, "f", "sg")
    yield Inflection(third_dual, "perf", 3, "m", "dual")
    yield Inflection(stem + "تا", "perf", 3, "f", "dual")
    yield Inflection(stem + "وا", "perf", 3, "m", "pl")
    yield Inflection(first + "نا", "perf", 1, "", "pl")


def _imperfect(imperfect: str, *, weak: bool, hollow: bool) -> Iterator[Inflection]:
    base = imperfect[1:]
    short = base[:-1] if weak else base
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield Inflection(prefix + base, "impf", 3, gender, "sg")
        for ending, number in (("ون", "pl"), ("وا", "pl")):
            yield Inflection(prefix + short + ending, "impf", 3, gender, number)
        for ending in ("ان", "ا"):
            stem = short + "ي" if weak and base[-1] != "و" else base
            yield Inflection(prefix + stem + ending, "impf", 3, gender, "dual")
        for form in _jussives(base, weak=weak, hollow=hollow):
            yield Inflection(prefix + form, "juss", 3, gender, "sg")
    yield Inflection("ن" + base, "impf", 1, "", "pl")
    yield Inflection("ا" + base, "impf", 1, "", "sg")


def _jussives(base: str, *, weak: bool, hollow: bool) -> Iterator[str]:
    if weak:
        yield base[:-1]
    elif hollow and len(base) >= _SHORTEST_HOLLOW and base[-2] in _WEAK:
        yield base[:-2] + base[-1]


def verbal_noun(lemma: str, perfect: str, imperfect: str) -> str | None:
    """Give the regular verbal noun of a verb of form II to X or of four letters; None for a plain one.

    The lemma shows what the letters do not: doubling («قدّم») and the hamza of form IV («أرسل»).

    >>> verbal_noun("قدّم", "قدم", "يقدم"), verbal_noun("استولى", "استولى", "يستولي")
    ('تقديم', 'استيلاء')
    """
    root = fold(perfect)
    weak = fold(imperfect)[-1] in _WEAK and not imperfect.endswith(_HAMZAS)
    doubled = "ّ" in lemma.rstrip("ّ")
    if root.startswith("است") and len(root) >= len("استقر"):
        return "است" + _with_long_vowel(root[3:], weak=weak)
    if root[0] == "ا" and lemma[0] not in "أآ" and len(root) in (4, 5):
        return _eighth(root, weak=weak, doubled=doubled or lemma.endswith("ّ"))
    if lemma[0] == "أ" and len(root) in (3, 4) and not (doubled and len(root) == _RADICALS):
        return (
            None if len(root) == _RADICALS and not lemma.endswith("ّ") else "إ" + _with_long_vowel(root[1:], weak=weak)
        )
    if root[0] == "ت" and len(root) >= 4:
        return root[:-1] + "ي" if weak else perfect
    if len(root) == 4:
        if root[1] == "ا":
            return "م" + root[:3] + ("اة" if weak else root[3] + "ة")
        return root + "ة" if root[0] == root[2] else None
    if doubled and len(root) == _RADICALS:
        middle = ("أ" if lemma[0] == "أ" else root[0]) + root[1]
        if weak or lemma.endswith(_HAMZAS):
            return "ت" + middle + ("ية" if weak else "ئة")
        return "ت" + middle + "ي" + root[2]
    return None


def _with_long_vowel(stem: str, *, weak: bool) -> str:
    """Give what follows «إ» or «است» in a verbal noun: «رسال», «دانة», «عداد», «يقاف», «عطاء»."""
    head = "ي" if stem[0] == "و" else stem[0]
    if weak:
        return head + stem[1:-1] + "اء"
    if len(stem) == 2:
        return head + stem[1] + "ا" + stem[1]
    if stem[1] == "ا":
        return stem[0] + "ا" + stem[2] + "ة"
    return head + stem[1] + "ا" + stem[2:]


def _eighth(root: str, *, weak: bool, doubled: bool) -> str:
    """Forms VII and VIII: «انسحاب», «اتفاق», «احتلال», «اختيار», «اشتراء»."""
    if weak:
        return root[:-1] + "اء"
    if len(root) == 4 and doubled and root[1] != "ت":
        return root + "ا" + root[-1]
    if root[-2] == "ا":
        return root[:-2] + "يا" + root[-1]
    return root[:-1] + "ا" + root[-1]


def definite(phrase: str) -> str:
    """Give the definite form of an indefinite noun, or of a noun with its adjectives; an idafa stays as it is."""
    parts = phrase.split()
    if any(part.startswith("ال") for part in parts):
        return phrase
    return " ".join("ال" + part for part in parts)


def accusatives(phrase: str) -> tuple[str, ...]:
    """Give the indefinite accusatives of a noun, or of a noun with adjectives: «اتفاقا», «تعاونا عسكريا».

    Of several words the first alone may show it («عقد بيع» -> «عقدا بيع» never hurts) or all of them.
    """
    parts = phrase.split()
    if any(part.startswith("ال") for part in parts):
        return ()
    marked = [part + "ا" if _shows_accusative(part) else part for part in parts]
    forms = {" ".join(marked), " ".join([marked[0], *parts[1:]])}
    return tuple(sorted(forms - {phrase}))


def _shows_accusative(word: str) -> bool:
    return not word.endswith(("ة", "ا", "اء", "ات", "ى"))


def adjective(masculine: str) -> Iterator[tuple[str, str, str]]:
    """Inflect a regular adjective or participle: (form, gender, number), indefinite."""
    stem = masculine
    yield stem, "m", "sg"
    yield stem + "ة", "f", "sg"
    yield stem + "ون", "m", "pl"
    yield stem + "ين", "m", "pl"
    yield stem + "ان", "m", "dual"
    yield stem + "تان", "f", "dual"
    yield stem + "تين", "f", "dual"
    yield stem + "ات", "f", "pl"
    yield stem + "ا", "m", "sg"
