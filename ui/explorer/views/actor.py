"""An actor's card, as HTML: names in both scripts, offices, memberships and members on a day, where each is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from graph.actors.cards import SORTS, Bond, Card, Sort
from graph.model import PartialDate
from graph.store.views import ActorCard
from ui.explorer.texts import DIRECTION, Language, Texts

_SHOWN_NAMES = 8
# Rows and chips beyond these are folded away: a state has forty offices, a bloc two hundred members.
_SHOWN_ROWS = 8
_SHOWN_CHIPS = 24
# Offices need a row for office, holder and dates; members are many and short.
_IN_ROWS = frozenset({"holders", "offices", "wholes"})
_COMMA: Mapping[Language, str] = {"en": ", ", "ar": "، "}
_WIKIDATA = "https://www.wikidata.org/wiki/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Namer:
    """How the reader's language calls actors and offices, by their ids and keys."""

    actor: Callable[[str], str]
    office: Callable[[str], str]


def heading(actor: ActorCard, words: Texts) -> str:
    """Give the names in both scripts, the reader's first, with the kind and how much is known."""
    first = words.name(actor)
    other = actor.name_en if words.language == "ar" else actor.name_ar
    second = f'<div class="dt-actor-other"><bdi>{escape(other)}</bdi></div>' if other and other != first else ""
    counts = words("actor.links", links=actor.links, claims=actor.claims) if actor.links else words("actor.unlinked")
    return (
        f'<div class="dt-actor" dir="{DIRECTION[words.language]}">'
        f'<div class="dt-actor-name"><bdi>{escape(first)}</bdi>'
        f'<span class="dt-actor-id">{escape(actor.id)}</span></div>'
        f'{second}<div class="dt-actor-kind">{escape(words(f"kind.{actor.kind}"))} · {escape(counts)}</div></div>'
    )


def facts(card: Card, words: Texts, namer: Namer) -> str:
    """Give what is known of the actor on the card's day; small figures lead to the sources at the end."""
    refs = {source: number for number, source in enumerate(card.sources, start=1)}
    sections = "".join(_section(card, sort, words, namer, refs) for sort in SORTS)
    return (
        f'<section class="dt-actor dt-bonds" dir="{DIRECTION[words.language]}">'
        f"{_existence(card, words, namer)}{sections or _nothing(words)}{_names(card, words, refs)}"
        f"{_sources(card, words, refs)}</section>"
    )


def _existence(card: Card, words: Texts, namer: Namer) -> str:
    if card.exists is None or (card.stands and not card.exists.last):
        return ""
    said = words("actor.existed" if card.stands else "actor.not_then")
    heirs = ""
    if card.successors:
        listed = _COMMA[words.language].join(f"<bdi>{escape(namer.actor(each))}</bdi>" for each in card.successors)
        heirs = f" · {escape(words('actor.successors'))} {listed}"
    kind = "dt-existence" if card.stands else "dt-existence dt-not-then"
    return f'<p class="{kind}">{escape(said)} {_span(*_ends(card.exists))}{heirs}</p>'


def _nothing(words: Texts) -> str:
    return f'<p class="dt-existence">{escape(words("actor.nothing"))}</p>'


def _names(card: Card, words: Texts, refs: dict[str, int]) -> str:
    main = {names[0] for names in (card.names_en, card.names_ar) if names}
    spelt = [name for name in (*card.names_en, *card.names_ar) if name not in main]
    if not spelt:
        return ""
    chips = [f'<bdi class="dt-chip">{escape(name)}</bdi>' for name in spelt]
    title = f"{escape(words('actor.names'))}{_ref(card.source, refs)}"
    return f"<h4>{title}</h4>{_folded(chips, _SHOWN_NAMES, words, 'div', 'dt-chips')}"


def _section(card: Card, sort: Sort, words: Texts, namer: Namer, refs: dict[str, int]) -> str:
    now, others = card.of(sort), card.of(sort, holding=False)
    if not now and not others:
        return ""
    told = {bond.tie.source for bond in (*now, *others)}
    # One source for all stands at the title, so that the rows stay quiet.
    common = _ref(next(iter(told)), refs) if len(told) == 1 else ""
    inner = {} if common else refs
    count = f' <span class="dt-count">{len(now)}</span>' if len(now) > 1 else ""
    title = f"<h4>{escape(words(f'actor.{sort}'))}{common}{count}</h4>"
    shown = _listed(now, sort, words, namer, inner) if now else f'<p class="dt-none">{escape(words("actor.none"))}</p>'
    return title + shown + _at_other_times(others, sort, words, namer, inner)


def _listed(bonds: Sequence[Bond], sort: Sort, words: Texts, namer: Namer, refs: dict[str, int]) -> str:
    if sort in _IN_ROWS:
        rows = [_row(bond, sort, words, namer, refs) for bond in bonds]
        return _folded(rows, _SHOWN_ROWS, words, "ul", "dt-rows")
    ordered = sorted(bonds, key=lambda bond: namer.actor(bond.other))
    return _folded([_chip(bond, namer, refs) for bond in ordered], _SHOWN_CHIPS, words, "div", "dt-chips")


def _at_other_times(bonds: Sequence[Bond], sort: Sort, words: Texts, namer: Namer, refs: dict[str, int]) -> str:
    if not bonds:
        return ""
    summary = escape(words("actor.other_times", count=len(bonds)))
    inner = (
        _list("ul", "dt-rows", (_row(bond, sort, words, namer, refs) for bond in bonds))
        if sort in _IN_ROWS
        else _list("div", "dt-chips", (_chip(bond, namer, refs) for bond in bonds))
    )
    return f'<details class="dt-more dt-past"><summary>{summary}</summary>{inner}</details>'


def _folded(items: Sequence[str], shown: int, words: Texts, tag: str, kind: str) -> str:
    """Give a list of which what is beyond the first ones opens with a click; one item alone is never hidden."""
    if len(items) <= shown + 1:
        return _list(tag, kind, items)
    more = escape(words("actor.more", count=len(items) - shown))
    rest = _list(tag, kind, items[shown:])
    return f'{_list(tag, kind, items[:shown])}<details class="dt-more"><summary>{more}</summary>{rest}</details>'


def _list(tag: str, kind: str, items: Iterable[str]) -> str:
    return f'<{tag} class="{kind}">{"".join(items)}</{tag}>'


def _row(bond: Bond, sort: Sort, words: Texts, namer: Namer, refs: dict[str, int]) -> str:
    office = namer.office(bond.tie.office) if bond.tie.office else ""
    if bond.acting:
        office = words("actor.acting", office=office)
    other = f"<bdi>{escape(namer.actor(bond.other))}</bdi>"
    label = f"<bdi>{escape(office)}</bdi>"
    first, second = (label, other) if office and sort == "holders" else (other, label)
    if sort == "offices":
        first, second = f"<b>{label}</b>", other
    elif office:
        second = f"<b>{second}</b>"
    return (
        f"<li><span>{first}</span><span>{second if office else ''}</span>"
        f'<span class="dt-when">{_span(bond.tie.first, bond.tie.last)}{_ref(bond.tie.source, refs)}</span></li>'
    )


def _chip(bond: Bond, namer: Namer, refs: dict[str, int]) -> str:
    first, last = bond.tie.first, bond.tie.last
    years = [when.text[:4] if when else "" for when in (first, last)]
    year = f" <small>{'–'.join(years) if years[1] else years[0]}</small>" if any(years) else ""
    title = f' title="{_days(first, last)}"' if any(years) else ""
    name = f"<bdi>{escape(namer.actor(bond.other))}</bdi>"
    return f'<span class="dt-chip"{title}>{name}{year}{_ref(bond.tie.source, refs)}</span>'


def _span(first: PartialDate | None, last: PartialDate | None) -> str:
    return f'<span class="dt-days" dir="ltr">{_days(first, last)}</span>' if first or last else ""


def _days(first: PartialDate | None, last: PartialDate | None) -> str:
    return " – ".join(escape(when.text) if when else "…" for when in (first, last))


def _ends(when: PartialDate) -> tuple[PartialDate | None, PartialDate | None]:
    left, _, right = when.text.partition("/")
    first, last = (PartialDate(text) if text.strip(".") else None for text in (left, right))
    return first, last


def _ref(source: str | None, refs: dict[str, int]) -> str:
    if source not in refs:
        return ""
    return f'<sup class="dt-ref" title="{escape(source)}">{refs[source]}</sup>'


def _sources(card: Card, words: Texts, refs: dict[str, int]) -> str:
    listed = [f'<li><bdi lang="en">{escape(source)}</bdi></li>' for source in refs]
    if item := card.details.get("wikidata"):
        link = f'<a href="{_WIKIDATA}{escape(item)}" target="_blank" rel="noopener">Wikidata {escape(item)}</a>'
        listed.append(f'<li class="dt-unnumbered"><bdi lang="en">{link}</bdi></li>')
    if not listed:
        return ""
    return f'<div class="dt-sources"><h4>{escape(words("actor.sources"))}</h4><ol>{"".join(listed)}</ol></div>'
