"""A language's date forms compiled from its table: one pattern that finds them all, and what each one's words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.language.script import levelled
from ingest.language.tables import DateTable, date_table

_MACRO = re.compile(r"\{([a-z]\w*)\}")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_SPACE = re.compile(r"\s+")
_NO_DATE = "none"
# News speaks of these years; other four-digit numbers count something.
YEARS = range(1800, 2100)


# The groups of a form with what each matched.
Words = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What the words of one date expression mean; None where it has no such word.

    Years are numbers, months 1-12, weekdays 0-6 from Monday; `direction`, `year_direction` and `deictic` count from
    the day of publication; `unit` comes with how many of it the word itself means, 0 for a plural.
    """

    form: str
    year: int | None = None
    end_year: int | None = None
    from_year: int | None = None
    year_direction: int | None = None
    month: int | None = None
    twin: int | None = None
    end_month: int | None = None
    day: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    end_weekday: int | None = None
    direction: int | None = None
    deictic: int | None = None
    part: str | None = None
    unit: tuple[str, int] | None = None
    number: int | None = None
    vague: bool = False
    decade: int | None = None
    century: bool = False
    event: bool = False


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date; `family` (the name up to the full stop) says how it is understood."""

    family: str
    written: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The form's own pattern, compiled when it is first met: a text has few of the many forms."""
        return _compiled(self.written)


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """All forms of a language. A match of `finder` names its form by its last group."""

    finder: re.Pattern[str]
    forms: Mapping[str, Form]
    words: Mapping[str, Mapping[str, object]]

    def words_of(self, name: str, text: str, start: int) -> Words | None:
        """Give the words of the named form's groups at a place; None for a phrase that only looks like a date."""
        form = self.forms.get(name)
        match = form.pattern.match(text, start) if form else None
        return tuple(match.groupdict().items()) if match else None

    def pieces(self, name: str, words: Words) -> Pieces | None:
        """Read the words of the named form; None where they are no date, as in "in 1500"."""
        return _pieces(self.forms[name].family, words, self.words)


# Each macro's group, and the list of words, or the pattern, it stands for.
_GROUPS: dict[str, tuple[str, str]] = {
    "year": ("year", r"\d{4}(?!\d|[.,٫٬]\d)"),
    "endyear": ("end_year", r"\d{4}(?!\d|[.,٫٬]\d)"),
    "fromyear": ("from_year", r"\d{4}(?!\d)"),
    "decadeyear": ("decade", r"(?:1[89]|20)\d0"),
    "day": ("day", r"\d{1,2}(?!\d)"),
    "day2": ("day_2", r"\d{1,2}(?!\d)"),
    "endday": ("end_day", r"\d{1,2}(?!\d)"),
    "endday2": ("end_day_2", r"\d{1,2}(?!\d)"),
    "monthnumber": ("month", r"\d{1,2}(?!\d)"),
    "month": ("month", "months"),
    "month2": ("month_2", "months"),
    "anymonth": ("month", "any_months"),
    "suremonth": ("month", "sure_months"),
    "doublet": ("twin", "months"),
    "endmonth": ("end_month", "months"),
    "endmonth2": ("end_month_2", "months"),
    "weekday": ("weekday", "weekdays"),
    "endweekday": ("end_weekday", "weekdays"),
    "part": ("part", "parts"),
    "dir": ("direction", "directions"),
    "yeardir": ("year_direction", "directions"),
    "deictic": ("deictic", "days"),
    "unit": ("unit", "units"),
    "number": ("number", "numbers"),
    "vague": ("vague", "vague"),
    "ordinal": ("ordinal", "ordinals"),
    "decade": ("decade", "decades"),
}
_PLAIN = {"anothermonth": "months"}
_NAMES = ("months", "any_months", "sure_months", "weekdays")
_OPENING = ("any_months", "weekdays", "parts", "days", "ordinals")
# Which list gives a group's value where it is written in words.
_VALUES = {
    "month": "any_months", "month_2": "months", "twin": "months", "end_month": "months", "end_month_2": "months",
    "weekday": "weekdays", "end_weekday": "weekdays", "part": "parts", "direction": "directions",
    "year_direction": "directions", "deictic": "days", "unit": "units", "number": "numbers", "ordinal": "ordinals",
    "decade": "decades",
}  # fmt: skip


@cache
def date_grammar(language: str) -> DateGrammar:
    """Compile a language's table, once."""
    table = date_table(language)
    words = _words(table)
    macros = _macros(table, words)
    gate = _NAMED_GROUP.sub("(?:", _expanded("{gate}", macros))
    forms = {}
    found = [f"(?P<{_NO_DATE}>{_any(table.not_dates)}(?!\\w))"]
    for number, (name, form) in enumerate(table.forms.items()):
        pattern = _expanded(form, macros)
        forms[f"f{number}"] = Form(name.partition(".")[0], pattern)
        found.append(f"(?P<f{number}>{_NAMED_GROUP.sub('(?:', pattern)})")
    return DateGrammar(re.compile(f"{macros['start']}(?={gate})(?:{'|'.join(found)})"), forms, words)


def _words(table: DateTable) -> dict[str, dict[str, object]]:
    unsure = set(table.unsure_months)
    lists: dict[str, Mapping[str, object]] = {
        "months": table.months,
        "any_months": table.months | table.short_months,
        "sure_months": {name: month for name, month in table.months.items() if name not in unsure},
        "weekdays": table.weekdays, "parts": table.parts, "directions": table.directions, "days": table.days,
        "units": table.units, "numbers": table.numbers, "vague": dict.fromkeys(table.vague, True),
        "ordinals": table.ordinals, "decades": table.decades,
    }  # fmt: skip
    return {name: {_key(word): value for word, value in words.items()} for name, words in lists.items()}


def _macros(table: DateTable, words: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    spelt = {name: _any(_spellings(name, entries)) for name, entries in words.items()}
    spelt["numbers"] = rf"(?:\d{{1,3}}|{spelt['numbers']})"
    spelt["any_months"] += r"\.?" if table.short_months else ""
    macros = {name: _level(macro) for name, macro in table.macros.items()}
    for macro, (group, words_or_pattern) in _GROUPS.items():
        pattern = spelt.get(words_or_pattern, words_or_pattern)
        macros[macro] = f"(?P<{group}>{pattern}{'(?!' + chr(92) + 'w)' if words_or_pattern in spelt else ''})"
    openings = [spelling for name in _OPENING for spelling in _spellings(name, words[name])]
    macros["opening"] = _any([*table.not_dates, *openings])
    return macros | {macro: spelt[name] for macro, name in _PLAIN.items()}


def _expanded(form: str, macros: Mapping[str, str]) -> str:
    while _MACRO.search(form):
        form = _MACRO.sub(lambda macro: macros[macro[1]], form)
    return _level(form)


def _level(text: str) -> str:
    return levelled(text, (0, len(text))).text


def _key(word: str) -> str:
    # Careless writing has ه for a final ة.
    return _SPACE.sub(" ", _level(word)).lower().replace("ة", "ه").rstrip(".")


def _spellings(kind: str, keys: Iterable[str]) -> Iterable[str]:
    for key in keys:
        if not key.isascii():
            yield key
        elif kind in _NAMES:
            # "march" and "august" are no months.
            yield from (key.title(), key.upper())
        else:
            yield from (key, key[:1].upper() + key[1:])


def _any(words: Iterable[str]) -> str:
    """Write words as one pattern in which shared beginnings stand once, so that a scan gives up early."""
    tree: dict[str, object] = {}
    for word in words:
        branch = tree
        for char in _level(word).replace("ة", "ه"):
            branch = branch.setdefault(char, {})  # type: ignore[assignment]  # a tree of dicts of dicts
        branch[""] = {}
    return _branches(tree)


def _branches(tree: Mapping[str, object]) -> str:
    # A word that ends here stands last, so that the longest match wins.
    options = []
    for char in sorted(tree, reverse=True):
        rest = tree[char]
        assert isinstance(rest, dict)
        options.append(_written(char) + _branches(rest) if char else "")
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


def _written(char: str) -> str:
    if char == " ":
        return r"\s+"
    return "[ةه]" if char == "ه" else re.escape(char)


def _pieces(family: str, groups: Words, words: Mapping[str, Mapping[str, object]]) -> Pieces | None:
    found: dict[str, object] = {"form": family}
    for group, written in groups:
        if written is None:
            continue
        name = group.removesuffix("_2")
        if group in ("vague", "century", "event"):
            found[name] = True
        else:
            found["day" if name == "ordinal" else name] = _value(group, written, words)
    pieces = Pieces(**found)  # type: ignore[arg-type]  # the groups are named after the fields
    years = (pieces.year, pieces.end_year, pieces.from_year)
    return pieces if all(year is None or year in YEARS for year in years) else None


def _value(group: str, written: str, words: Mapping[str, Mapping[str, object]]) -> object:
    if written.isdecimal():
        return int(written)
    return words[_VALUES[group]][_key(written)]
