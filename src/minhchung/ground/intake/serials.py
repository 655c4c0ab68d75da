"""Day numbers of spreadsheets."""

from __future__ import annotations

import datetime as dt


def moment_of_serial(serial: float, date1904: bool = False) -> dt.datetime | dt.time | None:
    """A spreadsheet's day number to a moment, rounded to the second; None when there is no such day.

    Numbers under one are times of day. The 1900 calendar counts a 29/02/1900 that never was: numbers before
    it are shifted by one, and that number itself is refused.
    """
    if serial < 0 or serial > 2_958_466:
        return None
    seconds = round(serial * 86400)
    day, rest = divmod(seconds, 86400)
    if date1904:
        return dt.datetime(1904, 1, 1) + dt.timedelta(days=day, seconds=rest)
    if day == 0:
        return (dt.datetime.min + dt.timedelta(seconds=rest)).time()
    if day == 60 or day > 2_958_465:
        return None
    return dt.datetime(1899, 12, 31 if day < 60 else 30) + dt.timedelta(days=day, seconds=rest)
