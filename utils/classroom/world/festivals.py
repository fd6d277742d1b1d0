"""When the festivals of the Chinese calendar fall, for some years back and ahead."""

from datetime import date

import numpy as np

from classroom.world.columns import Columns, coded

# Made with the library lunardate from month and day of the lunar calendar; the tests compare each date with it.
LUNAR = {
    "spring_festival": "01-01",
    "lantern_festival": "01-15",
    "dragon_boat": "05-05",
    "qixi": "07-07",
    "mid_autumn": "08-15",
}
_DAYS = {
    2020: ("01-25", "02-08", "06-25", "08-25", "10-01"),
    2021: ("02-12", "02-26", "06-14", "08-14", "09-21"),
    2022: ("02-01", "02-15", "06-03", "08-04", "09-10"),
    2023: ("01-22", "02-05", "06-22", "08-22", "09-29"),
    2024: ("02-10", "02-24", "06-10", "08-10", "09-17"),
    2025: ("01-29", "02-12", "05-31", "08-29", "10-06"),
    2026: ("02-17", "03-03", "06-19", "08-19", "09-25"),
    2027: ("02-06", "02-20", "06-09", "08-08", "09-15"),
    2028: ("01-26", "02-09", "05-28", "08-26", "10-03"),
    2029: ("02-13", "02-27", "06-16", "08-16", "09-22"),
    2030: ("02-03", "02-17", "06-05", "08-05", "09-12"),
}
SOLAR = {"goddess_day": "03-08", "618": "06-18", "national_day": "10-01", "double_11": "11-11", "double_12": "12-12"}


def day_of(festival: str, year: int) -> np.datetime64:
    """The day of a lunar festival in a year."""
    return np.datetime64(f"{year}-{_DAYS[year][list(LUNAR).index(festival)]}", "D")


def festival_dates() -> Columns:
    """Make the table ``festival_dates``: one row a year and festival or campaign day, in order of the date."""
    rows = [
        (f"{year}-{day}", name, LUNAR[name]) for year in _DAYS for name, day in zip(LUNAR, _DAYS[year], strict=True)
    ]
    rows += [(f"{year}-{day}", name, None) for year in _DAYS for name, day in SOLAR.items()]  # type: ignore[misc]
    rows.sort()
    return {
        "year": np.array([date.fromisoformat(day).year for day, *_ in rows]),
        "festival": coded(name for _, name, _ in rows),
        "date": np.array([day for day, *_ in rows], dtype="datetime64[s]"),
        "lunar_md": coded(lunar for *_, lunar in rows),
    }
