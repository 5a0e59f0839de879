"""Which links are shown: by colour, factuality, who says so, days, and a pair of actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.model import Factuality
from graph.store.views import EdgeView
from graph.vocabulary import Quad

Attribution = Literal["document", "others"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFilter:
    """What to leave out. `first` and `last` bound the days, either may be open; `pair` are two node keys."""

    quads: frozenset[Quad] = frozenset()
    factualities: frozenset[Factuality] = frozenset()
    attributions: frozenset[Attribution] = frozenset()
    first: date | None = None
    last: date | None = None
    pair: frozenset[str] = frozenset()

    @property
    def keys(self) -> list[str]:
        """What the canvas's legend calls the kinds that are left out."""
        return sorted(
            [f"quad:{quad}" for quad in self.quads]
            + [f"factuality:{factuality}" for factuality in self.factualities]
            + [f"attribution:{attribution}" for attribution in self.attributions]
        )

    @property
    def empty(self) -> bool:
        """Whether it lets everything through."""
        return not (self.keys or self.first or self.last or self.pair)

    def passes(self, edge: EdgeView) -> bool:
        """Tell whether a link is shown."""
        return self.dated(edge) and not (
            edge.quad in self.quads
            or edge.factuality in self.factualities
            or attribution(edge) in self.attributions
            or (self.pair and {edge.source_key, edge.target_key} != self.pair)
        )

    def dated(self, edge: EdgeView) -> bool:
        """Tell whether a link's days meet the period; one without any day passes only where no period is set."""
        begins, ends = days(edge)
        if self.first and (ends is None or ends < self.first):
            return False
        return not (self.last and (begins is None or begins > self.last))


def attribution(edge: EdgeView) -> Attribution:
    """Tell whether the documents themselves say it or somebody whom they quote."""
    return "others" if edge.attributed else "document"


def days(edge: EdgeView) -> tuple[date | None, date | None]:
    """Give the outermost days of the events, else of the reports."""
    if edge.first or edge.last:
        return edge.first or edge.last, edge.last or edge.first
    return edge.first_reported, edge.last_reported


def parse_keys(keys: Iterable[str], sort: str) -> frozenset[str]:
    """Give what the legend's keys of one sort name."""
    return frozenset(key.partition(":")[2] for key in keys if key.partition(":")[0] == sort)


def shown(edges: Sequence[EdgeView], chosen: LinkFilter) -> list[EdgeView]:
    """Give the links that pass, in their order."""
    return [edge for edge in edges if chosen.passes(edge)]
