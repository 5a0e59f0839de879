"""Spells out every form of names, roles and words of a language, and files them in a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.actors.registry import NameForm, RoleForm
from ingest.language import arabic, english
from ingest.language.tokens import fold
from ingest.lexicon.entries import Entry, Marker, Name, Predicate, Reference, Role
from ingest.lexicon.format import AdjectiveRow, NounRow, VerbRow, WordFile, Words, predicate
from ingest.lexicon.table import Table, table

# Abbreviations that some papers write with stops: "the U.N.", "E.U. sanctions".
_INITIALS = re.compile(r"\b[A-Z]{2,3}\b")
_Filed = Iterator[tuple[str, Entry]]
# Letters of a plain verb; one that begins with «أ», «ا» or «ت» and has more is of a derived form.
_RADICALS = 3
_PARTIES = frozenset({"source", "target", "both"})


def compiled(words: Words, names: Iterable[NameForm], roles: Iterable[RoleForm]) -> Table:
    """Spell out one language's words and the registry's names and roles; words come first, in their files' order."""
    filed = [entry for _, rows in words.rows for entry in _words(rows, words.language)]
    names = tuple(names)
    states = {fold(name.text) for name in names if name.form not in ("adjective", "people")}
    filed += [entry for name in names for entry in _name(name, states)]
    filed += [entry for role in roles for entry in _role(role)]
    # Last, so that «معارضة» is the opposition before it is the noun of «عارض».
    if words.language == "ar":
        listed = {fold(form) for _, rows in words.rows for noun in rows.noun for form in (noun.lemma, *noun.plural)}
        filed += [entry for _, rows in words.rows for verb in rows.verb for entry in _verbal_nouns(verb, listed)]
    return table(filed)


def _words(rows: WordFile, language: str) -> _Filed:
    for verb in rows.verb:
        yield from (_arabic_verb if language == "ar" else _english_verb)(verb)
    for noun in rows.noun:
        yield from _noun(noun, language)
    for adjective in rows.adjective:
        yield from _adjective(adjective, language)
    for marker in rows.marker:
        value = Marker(kind=marker.kind, value=marker.value, effect=marker.effect)
        yield from ((word, Entry(value, gender=marker.gender, number=marker.number)) for word in marker.words)
    for row in rows.reference:
        stands_for = Reference(antecedent=row.antecedent, count=row.count, role=row.role)
        yield from ((word, Entry(stands_for, gender=row.gender, number=row.number)) for word in row.words)


def _arabic_verb(row: VerbRow) -> _Filed:
    read = predicate(row, "verb", "ar")
    perfect, *after = row.perf.split()
    imperfect, *_ = row.impf.split()
    transitive = bool(row.slots.keys() & {"obj"})
    voice = "either" if transitive and not row.passive else "active"
    rest = "".join(f" {word}" for word in after)
    doubled = "وّ" in row.lemma or "يّ" in row.lemma
    derived = "ّ" in row.lemma.rstrip("ّ") or imperfect[2:3] == "ا" or (perfect[0] in "أات" and len(perfect) > _RADICALS)
    for form in arabic.verb(perfect, imperfect, hollow=not doubled, derived=derived):
        yield form.form + rest, _inflected(read, form, voice)
    if row.passive:
        for form in arabic.verb(*row.passive):
            yield form.form + rest, _inflected(read, form, "passive")


def _verbal_nouns(row: VerbRow, listed: set[str]) -> _Filed:
    """Give the nouns of a verb that are not in the lexicon themselves: «تقديم» of «قدّم», with its valency."""
    perfect, *after = row.perf.split()
    if row.plain or after:
        return
    regular = arabic.verbal_noun(row.lemma.split()[0], perfect, row.impf.split()[0])
    for noun in row.masdar if row.masdar is not None else [regular]:
        if noun and fold(noun) not in listed:
            yield from _noun(_nominal(row, noun), "ar")


def _nominal(row: VerbRow, noun: str) -> NounRow:
    """Turn a verb's valency into its noun's: the genitive is who does it, or what it is done to."""
    doer = row.slots.get("subj", "")
    suffers = row.slots.get("obj", "")
    slots = {slot: role for slot, role in row.slots.items() if slot not in ("subj", "obj2")}
    if doer in _PARTIES:
        slots["adj"] = doer
        slots["gen"] = f"{doer}|{suffers}" if suffers in _PARTIES and suffers != doer else doer
    content = row.content
    if content is not None and "obj" in content.slots:
        content = content.model_copy(update={"slots": [*content.slots, "gen"]})
    return NounRow(
        lemma=noun, frame=row.frame, slots=slots, content=content, light=row.light, under=row.under,
        needs=row.needs, near=row.near,
    )  # fmt: skip


def _inflected(read: Predicate, form: arabic.Inflection, voice: str) -> Entry:
    hamza = form.form.endswith("ا") and form.number == "sg" and _ends_in_hamza(read.lemma)
    return Entry(read, form.gender, form.number, form.tense, form.person, voice, hamza=hamza)


def _ends_in_hamza(lemma: str) -> bool:
    return lemma.split()[0].endswith(("أ", "ئ", "ؤ"))


def _english_verb(row: VerbRow) -> _Filed:
    read = predicate(row, "verb", "en")
    base, *after = row.lemma.split()
    rest = "".join(f" {word}" for word in after)
    past = row.past or english.past(base)
    forms = [
        (base, "base"),
        (english.third_person(base), "s"),
        (past, "past"),
        (row.pp or past, "pp"),
        (row.ing or english.gerund(base), "ing"),
    ]
    for form, tense in forms:
        yield form + rest, Entry(read, number="sg" if tense == "s" else "", tense=tense, person=3)


def _noun(row: NounRow, language: str) -> _Filed:
    read = predicate(row, "noun", language)
    forms = [(row.lemma, "sg"), *((form, "pl") for form in row.plural)]
    if language == "en" and not row.plural:
        forms.append((english.third_person(row.lemma), "pl"))
    for form, number in forms:
        yield form, Entry(read, number=number)
        if language == "ar":
            yield arabic.definite(form), Entry(read, number=number, definite=True)
            yield from ((accusative, Entry(read, number=number)) for accusative in arabic.accusatives(form))


def _adjective(row: AdjectiveRow, language: str) -> _Filed:
    read = predicate(row, "adjective", language)
    if language == "en" or row.forms:
        for form in [row.lemma, *row.forms]:
            yield form, Entry(read, definite=language == "ar" and form.startswith("ال"))
        return
    for form, gender, number in arabic.adjective(fold(row.lemma)):
        yield form, Entry(read, gender, number)
        yield arabic.definite(form), Entry(read, gender, number, definite=True)


def _name(name: NameForm, states: set[str]) -> _Filed:
    exact = name.language == "en" and name.text[:1].isupper()
    first = name.first.text if name.first else None
    last = name.last.text if name.last else None
    value = Name(name.ref, name.sort, name.form, name.cue, exact, name.text, first, last)
    entry = Entry(value, name.gender or "", name.number or "")
    yield name.text, entry
    if name.language == "en" and _INITIALS.search(name.text):
        yield _INITIALS.sub(lambda found: "".join(f"{letter}." for letter in found.group()), name.text), entry
    if name.language == "ar" and (name.form in ("adjective", "people") or name.sort == "item"):
        yield arabic.definite(name.text), entry._replace(definite=True)
        # «إسرائيليا» is Israeli, but «روسيا» the state.
        yield from ((form, entry) for form in arabic.accusatives(name.text) if fold(form) not in states)


def _role(role: RoleForm) -> _Filed:
    value = Role(role.kind, role.key, role.body, role.suffix, role.actor)
    entry = Entry(value, role.gender or "", role.number or "")
    yield role.text, entry
    if role.language == "ar":
        yield arabic.definite(role.text), entry._replace(definite=True)
        yield from ((accusative, entry) for accusative in arabic.accusatives(role.text))
