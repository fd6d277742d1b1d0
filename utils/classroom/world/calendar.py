"""The calendar of the shop: festivals, campaigns, lunar dates, and how busy each day is."""

from datetime import date, timedelta

import numpy as np

from classroom.world.columns import Columns, Floats, coded
from classroom.world.streams import stream

FIRST_DAY = np.datetime64("2024-01-01", "D")
LAST_DAY = np.datetime64("2025-12-31", "D")
DAYS = int((LAST_DAY - FIRST_DAY).astype(int)) + 1
WINDOW = (np.datetime64("2025-10-13", "D"), np.datetime64("2025-11-23", "D"))

# First days of lunar months (month, is leap), from 2023-12-13 on.
_LUNAR_MONTHS = [
    ("2023-12-13", "11"), ("2024-01-11", "12"), ("2024-02-10", "01"), ("2024-03-10", "02"), ("2024-04-09", "03"),
    ("2024-05-08", "04"), ("2024-06-06", "05"), ("2024-07-06", "06"), ("2024-08-04", "07"), ("2024-09-03", "08"),
    ("2024-10-03", "09"), ("2024-11-01", "10"), ("2024-12-01", "11"), ("2024-12-31", "12"), ("2025-01-29", "01"),
    ("2025-02-28", "02"), ("2025-03-29", "03"), ("2025-04-28", "04"), ("2025-05-27", "05"), ("2025-06-25", "06"),
    ("2025-07-25", "06L"), ("2025-08-23", "07"), ("2025-09-22", "08"), ("2025-10-21", "09"), ("2025-11-20", "10"),
    ("2025-12-20", "11"),
]  # fmt: skip
_FESTIVALS = {
    "2024-01-01": "new_year", "2024-02-10": "spring_festival", "2024-02-24": "lantern_festival",
    "2024-04-04": "qingming", "2024-05-01": "labour_day", "2024-06-10": "dragon_boat", "2024-08-10": "qixi",
    "2024-09-17": "mid_autumn", "2024-10-01": "national_day", "2025-01-01": "new_year",
    "2025-01-29": "spring_festival", "2025-02-12": "lantern_festival", "2025-04-04": "qingming",
    "2025-05-01": "labour_day", "2025-05-31": "dragon_boat", "2025-08-29": "qixi", "2025-10-01": "national_day",
    "2025-10-06": "mid_autumn",
}  # fmt: skip
_HOLIDAYS = [
    ("2024-01-01", 1), ("2024-02-10", 8), ("2024-04-04", 3), ("2024-05-01", 5), ("2024-06-08", 3), ("2024-09-15", 3),
    ("2024-10-01", 7), ("2025-01-01", 1), ("2025-01-28", 8), ("2025-04-04", 3), ("2025-05-01", 5), ("2025-05-31", 3),
    ("2025-10-01", 8),
]  # fmt: skip
# Campaign, first day, last day, peak day.
CAMPAIGNS = [
    (name, f"{year}-{first}", f"{year}-{last}", f"{year}-{peak}")
    for year in (2024, 2025)
    for name, first, last, peak in (
        ("goddess_day", "03-04", "03-08", "03-08"),
        ("618", "05-31", "06-18", "06-18"),
        ("double_11", "10-27", "11-11", "11-11"),
        ("double_12", "12-09", "12-12", "12-12"),
    )
] + [
    ("spring_goods", "2024-01-15", "2024-01-28", "2024-01-26"),
    ("spring_goods", "2025-01-03", "2025-01-16", "2025-01-14"),
]
_MONTH_LEVEL = [1.0, 0.92, 0.95, 0.92, 0.98, 1.0, 0.88, 0.86, 0.96, 1.06, 1.16, 1.08]
_WEEKDAY_LEVEL = [1.02, 1.03, 1.02, 1.01, 1.0, 0.93, 0.95]


def day_number(day: str | np.datetime64) -> int:
    """Position of a day, counted from the first day of the world."""
    return int((np.array(day, dtype="datetime64[D]") - FIRST_DAY).astype(int))


def all_days() -> np.ndarray:
    """Every day of the world."""
    return FIRST_DAY + np.arange(DAYS)


def campaign_days() -> np.ndarray:
    """Whether each day belongs to a campaign."""
    inside = np.zeros(DAYS, dtype=bool)
    for _, first, last, _ in CAMPAIGNS:
        inside[day_number(first) : day_number(last) + 1] = True
    return inside


def peak_days() -> np.ndarray:
    """Whether each day is the peak of a campaign."""
    peaks = np.zeros(DAYS, dtype=bool)
    peaks[[day_number(peak) for *_, peak in CAMPAIGNS]] = True
    return peaks


def busyness(seed: int) -> Floats:
    """How eagerly customers buy on each day; about 1 on an ordinary day."""
    days = all_days()
    months = days.astype("datetime64[M]").astype(int) % 12
    weekdays = (days.astype(int) + 3) % 7  # 1970-01-01 was a Thursday
    level = np.array(_MONTH_LEVEL)[months] * np.array(_WEEKDAY_LEVEL)[weekdays]

    def raise_days(first: str, last: str, factor: float) -> None:
        level[day_number(first) : day_number(last) + 1] *= factor

    for year in (2024, 2025):
        raise_days(f"{year}-03-04", f"{year}-03-07", 1.15)
        raise_days(f"{year}-03-08", f"{year}-03-08", 2.0)
        raise_days(f"{year}-05-31", f"{year}-06-01", 2.2)
        raise_days(f"{year}-06-02", f"{year}-06-17", 1.45)
        raise_days(f"{year}-06-18", f"{year}-06-18", 6.5)
        raise_days(f"{year}-06-19", f"{year}-06-28", 0.8)
        raise_days(f"{year}-10-27", f"{year}-10-31", 1.95)
        raise_days(f"{year}-11-01", f"{year}-11-01", 3.4)
        raise_days(f"{year}-11-02", f"{year}-11-10", 1.95)
        raise_days(f"{year}-11-11", f"{year}-11-11", 14.0)
        raise_days(f"{year}-11-12", f"{year}-11-12", 2.0)
        raise_days(f"{year}-11-13", f"{year}-11-30", 0.85)
        raise_days(f"{year}-12-09", f"{year}-12-11", 1.2)
        raise_days(f"{year}-12-12", f"{year}-12-12", 3.0)
    raise_days("2024-01-15", "2024-01-28", 1.35)
    raise_days("2025-01-03", "2025-01-16", 1.35)
    raise_days("2024-02-07", "2024-02-14", 0.45)  # couriers rest at Spring Festival
    raise_days("2025-01-26", "2025-02-02", 0.45)
    rng = stream(seed, "calendar.noise")
    shocks = rng.normal(0, 0.075, DAYS)
    mood = np.zeros(DAYS)
    for day in range(1, DAYS):
        mood[day] = 0.7 * mood[day - 1] + shocks[day]
    return level * np.exp(mood)


def lunar_date(day: date) -> str:
    """Month and day of the lunar calendar, such as ``08-15``; a leap month carries an L."""
    first, month = max(item for item in _LUNAR_MONTHS if date.fromisoformat(item[0]) <= day)
    return f"{month}-{(day - date.fromisoformat(first)).days + 1:02d}"


def calendar() -> Columns:
    """Make the table ``calendar``, one row a day."""
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(DAYS)]
    holidays = {date.fromisoformat(first) + timedelta(days=n) for first, length in _HOLIDAYS for n in range(length)}
    campaign: list[str | None] = [None] * DAYS
    for name, first, last, _ in CAMPAIGNS:
        for number in range(day_number(first), day_number(last) + 1):
            campaign[number] = name
    peaks = np.flatnonzero(peak_days())
    position = np.searchsorted(peaks, np.arange(DAYS))
    ahead = np.where(position < len(peaks), peaks[np.minimum(position, len(peaks) - 1)] - np.arange(DAYS), -1)
    return {
        "date": all_days().astype("datetime64[s]"),
        "weekday": np.array([day.isoweekday() for day in days]),
        "week": np.array([day.isocalendar().week for day in days]),
        "festival": coded(_FESTIVALS.get(day.isoformat()) for day in days),
        "campaign": coded(campaign),
        "lunar_md": coded(lunar_date(day) for day in days),
        "is_holiday": np.array([day in holidays for day in days]),
        "pre_days": ahead.astype(np.int64),
    }
