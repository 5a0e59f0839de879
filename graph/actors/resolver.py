"""From a mention with its date to an actor, or to nothing: names, and offices or bodies with a nationality.

The resolver never guesses: a name that several actors bear on the day, or that is a common word and stands
alone, is answered with None, and the mention stays an unregistered actor with its own surface.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.actors.folding import fold
from graph.actors.forms import Language, NameForm, RoleForm
from graph.actors.registry import Registry

_ARTICLE = "ال"
# Adjectives and state names beside a role have at most so many words (الولايات المتحدة الأمريكية).
_LONGEST_NATIONALITY = 4
_OWNERS = ("State", "Organization", "ArmedGroup")
# A form that is several roles at once (المعارضة: the opposition, a woman of it) is the body or sector first.
_KINDS = ("body", "sector", "office", "people")
_NATIONALITY = ("adjective", "name", "capital", "metonym", "abbreviation")
_GENITIVE = re.compile(r"['’]s?(?=\s)")
_LINKS = {"ar": ("في", "ب", "لدي"), "en": ("of", "in", "for")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a mention was taken for: the actor's id or None, and the rule that decided."""

    id: str | None
    rule: str


_NOTHING = Resolution(id=None, rule="unregistered")


class Resolver:
    """Resolves mentions of one registry; the index is made when the first mention of a language comes."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._indexes: dict[Language, _Index] = {}

    def resolve(
        self, mention: str, language: Language, day: date | None, *, met: Collection[str] = (), cued: bool = False
    ) -> Resolution:
        """Resolve a mention on the day that the text is about; None is a text without date.

        `met` are the actors that the text has named before: a short name that is one of theirs is taken for it.
        `cued` says that something beside the mention (a title, a class noun, quotation marks) shows it to be a name.
        """
        index = self._index(language)
        words = fold(mention).split()
        if language == "en" and words[:1] == ["the"]:
            words = words[1:]
        if not words:
            return _NOTHING
        text = " ".join(words)
        for forms in (index.names.get(text, ()), index.names.get(_without_article(text), ())):
            found = self._by_name(forms, day, met, cued=cued)
            if found:
                return found
        if language == "en":
            words = fold(_GENITIVE.sub("", mention)).split()
            words = words[1:] if words[:1] == ["the"] else words
        return self._by_role(words, index, day, met) or _NOTHING

    def _index(self, language: Language) -> _Index:
        if language not in self._indexes:
            self._indexes[language] = _Index.of(self._registry, language)
        return self._indexes[language]

    def _by_name(
        self, forms: Sequence[NameForm], day: date | None, met: Collection[str], *, cued: bool
    ) -> Resolution | None:
        known = {form.ref for form in forms if form.ref in met}
        if len(known) == 1:
            return Resolution(id=known.pop(), rule="met before")
        standing = [form for form in forms if _stands(form, day)]
        if cued and (unique := _only(standing)):
            return Resolution(id=unique.ref, rule=f"{unique.form} with a cue")
        if unique := _only([form for form in standing if not form.cue]):
            return Resolution(id=unique.ref, rule=unique.form)
        return None

    def _by_role(
        self, words: Sequence[str], index: _Index, day: date | None, met: Collection[str]
    ) -> Resolution | None:
        for at in range(len(words), 0, -1):
            for start in range(at) if index.language == "en" else (0,):
                roles = index.roles.get(" ".join(words[start:at])) or (
                    index.roles.get(" ".join([_bare(words[0]), *words[1:at]])) if start == 0 else None
                )
                if roles:
                    before, after = words[:start], words[at:]
                    found = self._role(roles, before, after, index, day, met)
                    if found:
                        return found
        return None

    def _role(
        self, roles: Sequence[RoleForm], before: Sequence[str], after: Sequence[str], index: _Index,
        day: date | None, met: Collection[str],
    ) -> Resolution | None:  # fmt: skip
        for role in sorted(roles, key=lambda role: _KINDS.index(role.kind)):
            for owners, rest in _owners(role, before, after, index, day):
                if rest:
                    named = self._named_beside(" ".join(rest), owners, role, index, day, met)
                    if named:
                        return named
                elif owner := self._owner(owners, role, day):
                    found = self._of(owner, role, day)
                    if found:
                        return found
        return None

    def _owner(self, owners: Collection[str], role: RoleForm, day: date | None) -> str | None:
        """Take the owner; of several that bear the name (Oman, Amman) the one that has such an office."""
        if len(owners) > 1 and role.kind == "office" and day:
            owners = {owner for owner in owners if self._registry.holders(owner, role.key, day)}
        return next(iter(owners)) if len(owners) == 1 else None

    def _named_beside(
        self, text: str, owners: Collection[str], role: RoleForm, index: _Index, day: date | None, met: Collection[str]
    ) -> Resolution | None:
        forms = [form for form in index.names.get(text, ()) if self._is_person(form)]
        found = self._by_name(forms, day, met, cued=True) or self._in_office(forms, owners, role, day)
        return Resolution(id=found.id, rule="office and name") if found else None

    def _is_person(self, form: NameForm) -> bool:
        return form.form in ("name", "short") and self._registry.kind(form.ref) == "Person"

    def _of(self, owner: str, role: RoleForm, day: date | None) -> Resolution | None:
        if role.kind in ("sector", "people"):
            return Resolution(id=f"{owner}_{role.suffix}", rule="sector and nationality") if role.suffix else None
        if role.kind == "office":
            person = self._registry.holder(owner, role.key, day) if day else None
            if person:
                return Resolution(id=person, rule="office and nationality")
        if role.body is None:
            return None
        try:
            return Resolution(id=self._registry.body(owner, role.body), rule="body and nationality")
        except KeyError:
            return None

    def _in_office(
        self, forms: Iterable[NameForm], owners: Collection[str], role: RoleForm, day: date | None
    ) -> Resolution | None:
        """Take a name that several bear for the one who held the office named beside it."""
        if day is None:
            return None
        fitting = {
            form.ref
            for form in forms
            for tie in self._registry.actor(form.ref).ties
            if tie.office == role.key and tie.holds(day) and (not owners or tie.to in owners)
        }
        return Resolution(id=fitting.pop(), rule="office and name") if len(fitting) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """The forms of one language by their folded text."""

    language: Language
    names: Mapping[str, Sequence[NameForm]]
    roles: Mapping[str, Sequence[RoleForm]]
    owners: frozenset[str]

    @classmethod
    def of(cls, registry: Registry, language: Language) -> _Index:
        names: dict[str, list[NameForm]] = defaultdict(list)
        for form in registry.forms(language):
            if form.sort == "actor":
                names[fold(form.text)].append(form)
        roles: dict[str, list[RoleForm]] = defaultdict(list)
        for role in registry.roles(language):
            roles[fold(role.text)].append(role)
        refs = {form.ref for forms in names.values() for form in forms}
        owners = frozenset(ref for ref in refs if registry.kind(ref) in _OWNERS)
        return cls(language=language, names=names, roles=roles, owners=owners)

    def nationality(self, words: Sequence[str], day: date | None) -> frozenset[str]:
        """Give the actors whose adjective or name the words are, articles aside; unmarked forms go before others."""
        variants = {" ".join(words)}
        if self.language == "ar":
            variants |= {" ".join(map(_bare, words)), " ".join([_bare(words[0]), *words[1:]])}
        forms = [form for text in variants for form in self.names.get(text, ()) if form.form in _NATIONALITY]
        standing = [form for form in forms if _stands(form, day) and form.ref in self.owners]
        plain = [form for form in standing if not form.cue] or standing
        return frozenset(form.ref for form in plain)


def _owners(
    role: RoleForm, before: Sequence[str], after: Sequence[str], index: _Index, day: date | None
) -> Iterator[tuple[frozenset[str], Sequence[str]]]:
    """Give whose the role can be, and the words that remain for a name; the longest nationality first."""
    if role.actor:
        yield frozenset({role.actor}), [*before, *after]
    if before:
        owners = index.nationality(before, day)
        if owners:
            yield owners, after
        return
    for linked in _linked(after, index.language):
        for length in range(min(_LONGEST_NATIONALITY, len(linked)), 0, -1):
            owners = index.nationality(linked[:length], day)
            if owners:
                yield owners, linked[length:]
    if after:
        yield frozenset(), after


def _linked(words: Sequence[str], language: Language) -> Iterator[Sequence[str]]:
    """Give the words after a role, without the preposition that links them to it (الأمين العام للأمم المتحدة)."""
    yield words
    if not words:
        return
    first, rest = words[0], list(words[1:])
    if first in _LINKS[language]:
        yield rest[1:] if rest[:1] == ["the"] else rest
    elif language == "ar" and first.startswith("لل"):
        yield ["ا" + first[1:], *rest]
        yield [first[2:], *rest]
    elif language == "ar" and first[0] in "لب":
        yield [first[1:], *rest]


def _stands(form: NameForm, day: date | None) -> bool:
    if day is None:
        return True
    begun = form.first is None or form.first.first is None or form.first.first <= day
    over = form.last is not None and form.last.last is not None and form.last.last < day
    return begun and not over


def _only(forms: Sequence[NameForm]) -> NameForm | None:
    """Give the form that decides, where all that stand mean one actor; full names count before short ones."""
    strong = [form for form in forms if form.form != "short"] or forms
    return strong[0] if len({form.ref for form in strong}) == 1 else None


def _bare(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word


def _without_article(text: str) -> str:
    return " ".join(map(_bare, text.split()))
