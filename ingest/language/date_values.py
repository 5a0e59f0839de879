"""What date expressions mean, counted from a day of publication."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from graph.model import PartialDate
from ingest.language.date_grammar import Pieces

DateKind = Literal["absolute", "relative", "weekday", "deictic"]

# A month without a year lies in the year of publication, unless that is further ahead than news looks …
_MONTHS_AHEAD = 4
# … or, from the end of a year, the next January or February is nearer.
_MONTHS_BACK = 10
# «عدة» and "several" are more than one and rarely more than ten.
_VAGUE = (2, 10)
# Nobody counts further in any unit; decades would lead out of the calendar.
_MOST = 150
# The first and the last third of a month, and the months that begin, halve and end a year.
_EARLY_DAYS = (1, 10)
_MID_DAY = 15
_LATE_DAY = 21
_YEAR_PARTS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_WEEK_PARTS = {"early": (0, 2), "mid": (2, 4), "late": (4, 6)}
_HOURS_OF_A_DAY = 24
_DAYS_OF_A_WEEK = 7
_MONTHS_OF_A_YEAR = 12
_YEARS_OF_A_DECADE = 10
_YEARS_OF_A_CENTURY = 100
_NINETEEN_HUNDREDS = 1900
_TWO_THOUSANDS = 2000


@dataclass(frozen=True, slots=True)
class Meaning:
    """A date expression understood: `on(day)` is its date if published on the day, the same on all days if absolute."""

    kind: DateKind
    on: Callable[[date], PartialDate | None]
    absolute: bool = False


def meaning(pieces: Pieces) -> Meaning | None:
    """Understand an expression by its form; None for one that says nothing of time, such as «اليوم الماضي»."""
    return _FAMILIES[pieces.form](pieces)


def _calendar(pieces: Pieces) -> Meaning | None:
    absolute = pieces.year is not None
    kind: DateKind = "absolute" if absolute else "relative"
    return Meaning(kind, lambda day: _calendar_date(pieces, day), absolute=absolute)


def _calendar_date(pieces: Pieces, anchor: date) -> PartialDate | None:
    month = pieces.end_month if pieces.month is None else pieces.month
    if month is None:
        year, month = _shifted_month(anchor, pieces.direction or 0)
    elif not 0 < month <= _MONTHS_OF_A_YEAR:
        return None
    else:
        year = _year(pieces, month, anchor)
    last_month = pieces.end_month or month
    first_year = pieces.from_year or (year - 1 if _absolute_end(pieces) and month > last_month else year)
    last_year = year if _absolute_end(pieces) or last_month >= month else year + 1
    if pieces.day is not None:
        first = _day(first_year, month, pieces.day)
        last = _day(last_year, last_month, pieces.end_day) if pieces.end_day else first
        return _between(first, last)
    if pieces.end_month or pieces.twin not in (None, month):
        return _between(_text_of_month(first_year, month), _text_of_month(last_year, pieces.end_month or pieces.twin))
    return PartialDate(_month_part(year, month, pieces.part, anchor))


def _unsure_order(pieces: Pieces) -> Meaning | None:
    """Understand 7/3/2024, in which either number may be the month: where both may, only the year is sure."""
    day, month = pieces.day or 0, pieces.month or 0
    if day != month and max(day, month) <= _MONTHS_OF_A_YEAR:
        return _year_date(Pieces(form="year", year=pieces.year))
    if month > _MONTHS_OF_A_YEAR:
        day, month = month, day
    return _calendar(Pieces(form="calendar", year=pieces.year, month=month, day=day))


def _absolute_end(pieces: Pieces) -> bool:
    """Whether a written year belongs to the end of a range, so that its beginning may lie in the year before."""
    return pieces.year is not None and pieces.end_month is not None


def _year(pieces: Pieces, month: int, anchor: date) -> int:
    if pieces.year is not None:
        return pieces.year
    if pieces.year_direction is not None:
        return anchor.year + pieces.year_direction
    there = (month, pieces.day or 0)
    here = (anchor.month, anchor.day if pieces.day else 0)
    if pieces.direction is not None:
        passed = there < here
        return anchor.year + {-1: 0 if passed else -1, 0: 0, 1: 1 if there <= here else 0}.get(pieces.direction, 0)
    ahead = month - anchor.month
    return anchor.year + (-1 if ahead > _MONTHS_AHEAD else 1 if ahead <= -_MONTHS_BACK else 0)


def _year_date(pieces: Pieces) -> Meaning | None:
    year, end = pieces.year, pieces.end_year
    if year is None or (end is not None and end <= year):
        return None
    when = PartialDate(f"{year}/{end}" if end else _year_part(year, pieces.part, None))
    return Meaning("absolute", lambda _: when, absolute=True)


def _decade(pieces: Pieces) -> Meaning | None:
    start = pieces.decade
    if start is None:
        return None
    if start < _YEARS_OF_A_CENTURY:
        start += _TWO_THOUSANDS if pieces.century else _NINETEEN_HUNDREDS
    return Meaning("absolute", lambda _: _decade_part(start, pieces.part), absolute=True)


def _decade_part(start: int, part: str | None) -> PartialDate:
    if part not in _DECADE_PARTS:
        return PartialDate(f"{start:04}/{start + 9:04}")
    first, last = _DECADE_PARTS[part]
    return PartialDate(f"{start + first:04}~/{start + last:04}~")


def _period(pieces: Pieces) -> Meaning | None:
    if pieces.unit is None or pieces.unit in (("hour", 1), ("day", 1)):
        return None
    if pieces.year is not None:
        return _year_date(pieces)
    unit, count = pieces.unit
    if count != 1:
        return _past(pieces)
    return Meaning("relative", lambda day: _period_date(unit, pieces.direction or 0, pieces.part, day))


def _period_date(unit: str, turn: int, part: str | None, anchor: date) -> PartialDate:
    if unit == "week":
        return _week(anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=turn), part, anchor)
    if unit == "month":
        return PartialDate(_month_part(*_shifted_month(anchor, turn), part, anchor))
    if unit == "year":
        return PartialDate(_year_part(anchor.year + turn, part, anchor))
    return _decade_part((anchor.year // _YEARS_OF_A_DECADE + turn) * _YEARS_OF_A_DECADE, part)


def _week(monday: date, part: str | None, anchor: date) -> PartialDate:
    first, last = _WEEK_PARTS.get(part or "", (0, 6))
    start, end = monday + timedelta(days=first), monday + timedelta(days=last)
    return PartialDate(f"{anchor if part == 'after' else start}/{anchor if part == 'before' else end}")


def _past(pieces: Pieces) -> Meaning | None:
    if pieces.unit is None:
        return None
    unit, count = pieces.unit
    amount = min(pieces.number or count or _VAGUE[1], _MOST)
    turn = 1 if (pieces.direction or -1) > 0 else -1
    unsure = "" if pieces.number or count else "~"

    def on(anchor: date) -> PartialDate | None:
        there, here = _moved(anchor, unit, turn * amount), _precise(anchor, unit)
        first, last = (here, there + unsure) if turn > 0 else (there + unsure, here)
        return PartialDate(f"{first}/{last}")

    return Meaning("relative", on)


def _ago(pieces: Pieces) -> Meaning | None:
    if pieces.unit is None:
        return None
    if pieces.event:
        return Meaning("relative", lambda _: None)
    unit, count = pieces.unit
    amount = min(pieces.number or count, _MOST)
    if not amount:
        least, most = _VAGUE
        return Meaning("relative", lambda day: _vaguely(_moved(day, unit, -most), _moved(day, unit, -least)))
    if unit == "hour":
        return Meaning("relative", lambda day: PartialDate(f"{_moved(day, unit, -amount)}/{day}"))
    unsure = "~" if unit in ("week", "decade") else ""
    return Meaning("relative", lambda day: PartialDate(_moved(day, unit, -amount) + unsure))


def _vaguely(first: str, last: str) -> PartialDate:
    return PartialDate(f"{first}~/{last}~")


def _deictic(pieces: Pieces) -> Meaning | None:
    turn = pieces.deictic or 0
    kind: DateKind = "relative" if turn else "deictic"
    if pieces.day is not None:
        return Meaning(kind, lambda day: _calendar_date(pieces, day), absolute=pieces.year is not None)

    def on(anchor: date) -> PartialDate | None:
        there = anchor + timedelta(days=turn)
        return PartialDate.of(there) if pieces.weekday in (None, there.weekday()) else None

    return Meaning(kind, on)


def _weekday(pieces: Pieces) -> Meaning | None:
    weekday, end, turn = pieces.weekday, pieces.end_weekday, pieces.direction
    if weekday is None:
        return None

    def on(anchor: date) -> PartialDate:
        first = anchor + timedelta(days=_to_weekday(anchor.weekday(), weekday, turn))
        if end is None:
            return PartialDate.of(first)
        return PartialDate(f"{first}/{first + timedelta(days=(end - weekday) % _DAYS_OF_A_WEEK)}")

    return Meaning("weekday", on)


def _to_weekday(here: int, there: int, turn: int | None) -> int:
    """Count the days to a weekday: with no turn, to the last one that has begun, today included."""
    back, ahead = (there - here) % _DAYS_OF_A_WEEK - _DAYS_OF_A_WEEK, (there - here) % _DAYS_OF_A_WEEK
    if turn is None:
        return back if ahead else 0
    if turn == 0:
        return ahead
    if turn > 0:
        return (ahead or _DAYS_OF_A_WEEK) + _DAYS_OF_A_WEEK * (turn - 1)
    return back + _DAYS_OF_A_WEEK * (turn + 1)


def _moved(day: date, unit: str, count: int) -> str:
    if unit == "month":
        return "{:04}-{:02}".format(*_shifted_month(day, count))
    if unit in ("year", "decade"):
        return f"{day.year + count * (_YEARS_OF_A_DECADE if unit == 'decade' else 1):04}"
    if unit == "hour":
        return (day + timedelta(days=count // _HOURS_OF_A_DAY)).isoformat()
    return (day + timedelta(days=count * (_DAYS_OF_A_WEEK if unit == "week" else 1))).isoformat()


def _precise(day: date, unit: str) -> str:
    return _moved(day, unit, 0)


def _shifted_month(day: date, count: int) -> tuple[int, int]:
    months = day.year * _MONTHS_OF_A_YEAR + day.month - 1 + count
    return months // _MONTHS_OF_A_YEAR, months % _MONTHS_OF_A_YEAR + 1


def _month_part(year: int, month: int, part: str | None, anchor: date) -> str:
    stem, last = f"{year:04}-{month:02}", monthrange(year, month)[1]
    if part == "mid":
        return f"{stem}-{_MID_DAY}~"
    if part == "early":
        return f"{stem}-{_EARLY_DAYS[0]:02}~/{stem}-{_EARLY_DAYS[1]}~"
    if part == "late":
        return f"{stem}-{_LATE_DAY}~/{stem}-{last}~"
    return _up_to_anchor(part, (stem, f"{stem}-01", f"{stem}-{last}"), anchor)


def _year_part(year: int, part: str | None, anchor: date | None) -> str:
    if part in _YEAR_PARTS:
        first, last = _YEAR_PARTS[part]
        return f"{year:04}-{first:02}~/{year:04}-{last:02}~"
    return _up_to_anchor(part, (f"{year:04}", f"{year:04}-01-01", f"{year:04}-12-31"), anchor)


def _up_to_anchor(part: str | None, period: tuple[str, str, str], anchor: date | None) -> str:
    whole, first, last = period
    if anchor is None or not first <= anchor.isoformat() <= last:
        return whole
    return f"{first}/{anchor}" if part == "before" else f"{anchor}/{last}" if part == "after" else whole


def _text_of_month(year: int, month: int | None) -> str | None:
    return f"{year:04}-{month:02}" if month else None


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if 0 < day <= monthrange(year, month)[1] else None


def _between(first: str | None, last: str | None) -> PartialDate | None:
    if first is None or last is None or last < first:
        return None
    return PartialDate(first if first == last else f"{first}/{last}")


_FAMILIES: dict[str, Callable[[Pieces], Meaning | None]] = {
    "calendar": _calendar,
    "unsure": _unsure_order,
    "year": _year_date,
    "decade": _decade,
    "period": _period,
    "past": _past,
    "ago": _ago,
    "day": _deictic,
    "weekday": _weekday,
}
