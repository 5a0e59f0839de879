"""Who holds an office on a day, given that dates are known to the day, the month or only the year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import Tie

# An office whose end nobody knows is believed to be held for so long after it began; most ministers stay longer.
_BELIEVED = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's time in an office; `unknown_end` where it ended nobody knows when, `acting` for the time being."""

    person: str
    tie: Tie
    unknown_end: bool = False
    acting: bool = False

    def possible(self, day: date) -> bool:
        """Tell whether the person can have held the office on the day."""
        if self.unknown_end and self.tie.first and self.tie.first.first:
            return self.tie.holds(day) and day <= self.tie.first.first + _BELIEVED
        return self.tie.holds(day)

    def certain(self, day: date) -> bool:
        """Tell whether the person held the office on the day whatever the true dates are."""
        first, last = self.tie.first, self.tie.last
        begun = first is not None and first.last is not None and first.last <= day
        still = not self.unknown_end if last is None else last.first is not None and day <= last.first
        return begun and still

    def left_on(self, day: date) -> bool:
        """Tell whether the day is known to be the last in office."""
        last = self.tie.last
        return last is not None and last.precision == "day" and last.last == day


def holders(holdings: Iterable[Holding], day: date) -> tuple[str, ...]:
    """Give everybody who can have held the office on the day."""
    return tuple(dict.fromkeys(holding.person for holding in holdings if holding.possible(day)))


def chosen(holdings: Iterable[Holding], day: date) -> str | None:
    """Give the one holder: who certainly held it, else who alone can have; the successor on a day of change."""
    possible = [holding for holding in holdings if holding.possible(day)]
    for candidates in ([holding for holding in possible if holding.certain(day)], possible):
        staying = [holding for holding in candidates if not holding.left_on(day)] or candidates
        persons = {holding.person for holding in staying}
        if persons:
            return persons.pop() if len(persons) == 1 else None
    return None
