"""Days counted forth and back, also at the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["shifted"]


def shifted(day: date, days: int) -> date:
    """The day so many days later (or earlier); the calendar's end where it has no such day."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
