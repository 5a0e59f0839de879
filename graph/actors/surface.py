"""Surface forms of the entries: what `Registry.forms` and `Registry.roles` answer, as rows for the cache.

A form that several actors share at one time, or that reads like a word of its language, gets its cue here, so
that nobody has to mark it twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from graph.actors.files import Entry
from graph.actors.folding import fold
from graph.actors.format import (
    ArmedGroup,
    Body,
    Common,
    Group,
    Metonym,
    Named,
    Noun,
    Person,
    Place,
    Role,
    State,
)  # fmt: skip
from graph.actors.forms import Form, Gender, Language, NameForm, Number, RoleForm, Sort
from graph.actors.inflection import HeadNoun, Inflected, english_plural, nationality, role
from graph.model import PartialDate

_LANGUAGES: tuple[Language, ...] = ("ar", "en")
# English words for bodies that have no plural, or are one.
_UNCOUNTED = ("s", "police", "military", "enforcement", "corps", "intelligence", "media", "personnel")
_PEOPLE: tuple[Form, ...] = ("people", "adjective")
# A full name is not weakened by somebody's family name that reads like it, only the other way round.
_STRENGTH: dict[Form, int] = {
    "name": 3, "adjective": 3, "people": 3, "capital": 3, "abbreviation": 2, "metonym": 2, "short": 1,
}  # fmt: skip
_SORTS: dict[str, Sort] = {"item": "item", "place": "place"}


@dataclass(frozen=True, slots=True)
class _Span:
    """When a form stands for its actor, as EDTF; None is without bound."""

    first: str | None = None
    last: str | None = None

    @classmethod
    def of(cls, interval: str | None) -> _Span:
        if interval is None:
            return cls()
        left, _, right = interval.partition("/") if "/" in interval else (interval, "", interval)
        return cls(left if left not in ("", "..") else None, right if right not in ("", "..") else None)


def name_forms(entries: Mapping[str, Mapping[str, Entry]]) -> tuple[NameForm, ...]:
    """Give the forms of all entries, with their cues."""
    common = {key: {fold(word) for word in cast(Common, entry.row).words} for key, entry in entries["common"].items()}
    forms: dict[NameForm, None] = {}
    for kind in ("state", "organization", "body", "armed_group", "company", "media", "person", "item", "place"):
        for entry in entries[kind].values():
            forms.update(dict.fromkeys(_entry_forms(entry, cast(Named, entry.row))))
    for entry in entries["metonym"].values():
        forms.update(dict.fromkeys(_metonyms(entry.key, cast(Metonym, entry.row))))
    return _with_cues(forms, common)


def _entry_forms(entry: Entry, row: Named) -> Iterator[NameForm]:
    builder = _Builder(entry.key, _SORTS.get(entry.kind, "actor"), row.cue, row.dated)
    for language in _LANGUAGES:
        yield from builder.forms(language, getattr(row, language), "name")
        yield from builder.forms(language, row.abbreviations, "abbreviation")
    if isinstance(row, State | Group | Body):
        yield from builder.adjectives(row.adjectives_ar, row.adjectives_en)
    if isinstance(row, State):
        yield from builder.people(row.adjectives_ar, row.plurals_ar, row.person_en, row.people_en)
    if isinstance(row, ArmedGroup):
        yield from builder.people((), row.people_ar, (), row.people_en)
    if isinstance(row, Person):
        yield from _short_names(builder, row)
    if isinstance(row, Place) and row.capital and row.lies_in:
        stands = _Builder(row.lies_in, "actor", row.cue, {}, _Span.of(row.capital))
        for language in _LANGUAGES:
            yield from stands.forms(language, getattr(row, language), "capital")


def _short_names(builder: _Builder, row: Person) -> Iterator[NameForm]:
    bounds = [_Span.of(office.on) for office in row.offices]
    firsts = [span.first for span in bounds if span.first]
    span = _Span(min(firsts) if len(firsts) == len(bounds) else None, _latest(bounds))
    dated = replace(builder, span=span)
    for language in _LANGUAGES:
        yield from dated.forms(language, getattr(row, f"short_{language}"), "short")


def _latest(bounds: Iterable[_Span]) -> str | None:
    lasts = [span.last for span in bounds]
    return None if None in lasts else max(last for last in lasts if last)


def _metonyms(ref: str, row: Metonym) -> Iterator[NameForm]:
    builder = _Builder(ref, "actor", row.cue, row.dated)
    for language in _LANGUAGES:
        yield from builder.forms(language, getattr(row, language), "metonym")


@dataclass(frozen=True, slots=True)
class _Builder:
    ref: str
    sort: Sort
    cue: tuple[str, ...]
    dated: Mapping[str, str]
    span: _Span = _Span()

    def forms(self, language: Language, texts: Iterable[str], form: Form) -> Iterator[NameForm]:
        for text in texts:
            yield self._form(language, text, form, text in self.cue)

    def adjectives(self, arabic: Iterable[str], english: Iterable[str]) -> Iterator[NameForm]:
        for lemma in arabic:
            for made in nationality(lemma):
                yield self._inflected(made, "adjective", lemma)
        yield from self.forms("en", english, "adjective")

    def people(
        self, arabic: Iterable[str], broken: Iterable[str], person: Iterable[str], people: Iterable[str]
    ) -> Iterator[NameForm]:
        for lemma in arabic:
            for made in nationality(lemma):
                if made.number != "dual" and (made.gender, made.number) != ("m", "sg"):
                    yield self._inflected(made, "people", lemma)
        for text in broken:
            for form in _PEOPLE:
                yield self._form("ar", text, form, text in self.cue, "m", "pl")
        for texts, number in ((person, "sg"), (people, "pl")):
            for text in texts:
                yield self._form("en", text, "people", text in self.cue, None, cast(Number, number))

    def _inflected(self, made: Inflected, form: Form, lemma: str) -> NameForm:
        cue = lemma in self.cue or made.text in self.cue
        return self._form("ar", made.text, form, cue, made.gender, made.number, lemma)

    def _form(
        self, language: Language, text: str, form: Form, cue: bool,  # noqa: FBT001 -- a row's column
        gender: Gender | None = None, number: Number | None = None, lemma: str = "",
    ) -> NameForm:  # fmt: skip
        interval = self.dated.get(text) or self.dated.get(lemma)
        span = _Span.of(interval) if interval else self.span
        return NameForm(
            text=text, language=language, ref=self.ref, sort=self.sort, form=form, gender=gender, number=number,
            cue=cue, first=_date(span.first), last=_date(span.last),
        )  # fmt: skip


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None


def _with_cues(forms: Iterable[NameForm], common: Mapping[str, set[str]]) -> tuple[NameForm, ...]:
    sharing: dict[tuple[str, str], list[NameForm]] = defaultdict(list)
    folded = {form: fold(form.text) for form in forms}
    for form, text in folded.items():
        sharing[form.language, text].append(form)
    return tuple(
        replace(form, cue=True)
        if not form.cue and (text in common.get(form.language, ()) or _shared(form, sharing[form.language, text]))
        else form
        for form, text in folded.items()
    )


def _shared(form: NameForm, others: Iterable[NameForm]) -> bool:
    """Whether another actor has the form at the same time; one that is marked by hand gives way to the rest."""
    return any(
        other.ref != form.ref
        and other.sort == form.sort
        and not other.cue
        and _STRENGTH[other.form] >= _STRENGTH[form.form]
        and not _apart(form, other)
        for other in others
    )


def _apart(one: NameForm, other: NameForm) -> bool:
    """Whether no day is in the time of both."""
    return _before(one.last, other.first) or _before(other.last, one.first)


def _before(last: PartialDate | None, first: PartialDate | None) -> bool:
    return bool(last and first and last.last and first.first and last.last < first.first)


def role_forms(entries: Mapping[str, Mapping[str, Entry]]) -> tuple[RoleForm, ...]:
    """Give the forms of all roles; raises no error for a head noun that is not listed: `checks` names it."""
    nouns = {key: _noun(cast(Noun, entry.row)) for key, entry in entries["noun"].items()}
    forms: dict[RoleForm, None] = {}
    for key, entry in entries["role"].items():
        row = cast(Role, entry.row)
        forms.update(dict.fromkeys(_role_forms(key, row, nouns)))
    return tuple(forms)


def _noun(row: Noun) -> HeadNoun:
    return HeadNoun(gender=row.gender, feminine=row.feminine, plurals=row.plurals, number=row.number)


def head_noun(text: str) -> str:
    """Give the first noun of an Arabic role, without article."""
    first = text.split()[0]
    return first.removeprefix("ال")


def _role_forms(key: str, row: Role, nouns: Mapping[str, HeadNoun]) -> Iterator[RoleForm]:
    body = row.leads or (key if row.kind == "body" else None)
    common = RoleForm(
        text="", language="ar", kind=row.kind, key=row.office or key, body=body, suffix=row.suffix, actor=row.actor
    )
    human = row.kind in ("office", "people")
    for text in row.ar:
        noun = nouns.get(head_noun(text), HeadNoun())
        for made in role(text, noun, human=human):
            yield replace(
                common, text=made.text, gender=made.gender, number=made.number, definite=made.definite,
                cue=text in row.cue,
            )  # fmt: skip
    for text in row.en:
        counted = row.kind in ("office", "people") or (row.kind == "body" and not text.endswith(_UNCOUNTED))
        for form, number in ((text, "sg"), *(((english_plural(text), "pl"),) if counted else ())):
            yield replace(common, text=form, language="en", number=cast(Number, number), cue=text in row.cue)
