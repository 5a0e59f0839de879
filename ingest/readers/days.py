"""Dates and times as formats write them: the day in the place where they were written, and moments to compare."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?$")
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})([+-]\d{4}|Z)?)?$")
_SECONDS = re.compile(r"\d{9,10}$")
_LONG_FRACTION = re.compile(r"(\.\d{6})\d+")
_WEEKDAY = re.compile(r"^[A-Za-z]+,?\s+(?=\d)")
# Programs write 1 January 1970 and the year 1 for a date that they do not know.
_EARLIEST = date(1970, 1, 2)


def moment(written: str | None) -> datetime | None:
    """Read a time as ISO 8601, RFC 822 or seconds since 1970 have it; None for anything else.

    A time without its zone is taken as UTC, a day as its beginning.
    """
    if not written or not (text := written.strip()):
        return None
    found = _iso(text) or _mail(text)
    if found is None and _SECONDS.match(text):
        found = datetime.fromtimestamp(int(text), UTC)
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def published(written: str | None) -> tuple[date | None, str | None]:
    """Give the day of a publication date, in the time zone that it is written in, else a note that says why not."""
    if not written or not written.strip():
        return None, None
    if _PARTIAL.match(written.strip()):
        return None, f"the given date {written.strip()} names no day"
    found = moment(written)
    if found is None:
        return None, f"the given date {written.strip()!r} is not a day, such as 2024-03-11"
    if found.date() < _EARLIEST:
        return None, f"the given date {written.strip()!r} stands for none"
    return found.date(), None


def _iso(text: str) -> datetime | None:
    basic = _BASIC.match(text)
    try:
        if basic and basic[4]:
            return datetime.strptime(text, "%Y%m%dT%H%M%S%z" if basic[7] else "%Y%m%dT%H%M%S")  # noqa: DTZ007
        return datetime.fromisoformat(_LONG_FRACTION.sub(r"\1", text))
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    # Neither a wrong name of the weekday nor a missing time of day is a reason to lose the date.
    bare = _WEEKDAY.sub("", text)
    for form in (text, bare, f"{bare} 00:00:00"):
        try:
            return parsedate_to_datetime(form)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
