"""An actor's card, as HTML: names in both scripts, kind, and dated ties."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from graph.store.views import ActorCard, Named, TieView
from ui.explorer.texts import DIRECTION, Texts

OfficeNamer = Callable[[str], str]

# Ties beyond these are counted, not listed: a bloc has dozens of members.
_SHOWN_TIES = 12
_SHOWN_NAMES = 10


def card(actor: ActorCard, words: Texts, office: OfficeNamer) -> str:
    """Give the card; `office` names an office in the reader's language."""
    first = words.name(actor)
    other = actor.name_en if words.language == "ar" else actor.name_ar
    second = f'<div class="dt-actor-other"><bdi>{escape(other)}</bdi></div>' if other and other != first else ""
    kind = escape(words(f"kind.{actor.kind}"))
    counts = escape(words("actor.links", links=actor.links, claims=actor.claims))
    return (
        f'<section class="dt-actor" dir="{DIRECTION[words.language]}">'
        f'<div class="dt-actor-name"><bdi>{escape(first)}</bdi>'
        f'<span class="dt-actor-id">{escape(actor.id)}</span></div>{second}'
        f'<div class="dt-actor-kind">{kind} · {counts}</div>'
        f"{_names(actor, words)}{_ties(actor, words, office)}</section>"
    )


def _names(actor: ActorCard, words: Texts) -> str:
    others = [name for name in actor.names if name not in (actor.name_en, actor.name_ar)]
    if not others:
        return ""
    shown = "".join(f'<bdi class="dt-chip">{escape(name)}</bdi>' for name in others[:_SHOWN_NAMES])
    left = len(others) - _SHOWN_NAMES
    more = f' <span class="dt-label">{escape(words("actor.more", count=left))}</span>' if left > 0 else ""
    return f'<h4>{escape(words("actor.names"))}</h4><div class="dt-chips">{shown}{more}</div>'


def _ties(actor: ActorCard, words: Texts, office: OfficeNamer) -> str:
    if not actor.ties:
        return ""
    ordered = sorted(actor.ties, key=_rank)
    listed = "".join(_tie(tie, words, office) for tie in ordered[:_SHOWN_TIES])
    left = len(ordered) - _SHOWN_TIES
    more = f'<li class="dt-label">{escape(words("actor.more", count=left))}</li>' if left > 0 else ""
    return f'<h4>{escape(words("actor.ties"))}</h4><ul class="dt-ties">{listed}{more}</ul>'


def _rank(tie: TieView) -> tuple[bool, bool, bool, str]:
    """Order what holds before what is over, offices before memberships, own ties before those of others."""
    return tie.last is not None, tie.kind != "HOLDS_OFFICE_IN", not tie.outgoing, tie.kind


def _tie(tie: TieView, words: Texts, office: OfficeNamer) -> str:
    kind = words(f"actor.{tie.kind}" if tie.outgoing else f"actor.{tie.kind}_in")
    other = words.name(Named(id=tie.other, name_en=tie.other_name_en, name_ar=tie.other_name_ar))
    held = f" ({escape(office(tie.office))})" if tie.office else ""
    dates = (
        " – ".join(day.isoformat() if day else "…" for day in (tie.first, tie.last)) if tie.first or tie.last else ""
    )
    when = f' <span class="dt-label" dir="ltr">{dates}</span>' if dates else ""
    return f"<li>{escape(kind)} <bdi>{escape(other)}</bdi>{held}{when}</li>"
