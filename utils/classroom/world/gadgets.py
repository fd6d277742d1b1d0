"""New technology on trial: a view in the customer's own room, dispensers that report their level, and projects."""

import numpy as np

from classroom.world.columns import Coded, Columns, coded
from classroom.world.effects_recommendation import ArUsersChooseThemselves
from classroom.world.made import Made
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES

AR_VISITS = 26_000
AR_KINDS = ("wall_decor", "lamp", "camp_furniture")
_AR_GOODS = 4  # of each kind, the ones most looked at
_AR_FIRST, _AR_DAYS = np.datetime64("2025-09-01", "D"), 61
_FIRST_VISITOR = 7_400_001
_BUY, _KEEN_BUY = -2.75, 0.85
_USE = -1.15
_COMES_BACK = 0.30

# Grams of beans that offices draw on a working day, and what a dispenser holds.
_OFFICES = (95, 60, 150, 40, 110, 75, 230, 50, 130, 85, 205, 65)
HOLDS = 2_000
_SENSOR_FIRST, _SENSOR_DAYS, _EVERY = np.datetime64("2025-09-01", "D"), 84, 6
_REFILL_DAYS = 14
_DRAWN = (0.02, 0.36, 0.42, 0.20)  # share of the day's cups in each quarter of the day
_WEEKEND = 0.12

# project, technology, cost, what its seller promises a year, running cost a year, difficulty 1 to 5, years of life.
_PROJECTS = (
    ("service_bot", "ai", 4_500, 9_000, 1_800, 2, 4), ("visual_search", "ai", 26_000, 12_000, 4_000, 4, 4),
    ("personal_shelf", "ai", 60_000, 310_000, 180_000, 4, 4), ("demand_forecast", "big_data", 12_000, 7_500, 1_500, 2, 5),
    ("coupon_scoring", "big_data", 9_000, 8_000, 2_000, 3, 3), ("trace_chain", "blockchain", 30_000, 14_000, 6_000, 4, 5),
    ("room_view", "vr_ar", 34_000, 52_000, 9_000, 3, 3), ("vr_showroom", "vr_ar", 60_000, 32_000, 14_000, 5, 3),
    ("smart_dispenser", "iot", 7_200, 5_200, 900, 2, 5), ("shelf_sensors", "iot", 15_000, 4_800, 1_200, 3, 6),
)  # fmt: skip


def ar_visits(made: Made) -> Columns:
    """Make the table ``ar_visits``: half of the visitors, drawn by lot, have the button for the view in their room."""
    effect = made.effects.ar_users_choose or ArUsersChooseThemselves(keen=0.0, sells=1.0, returns=1.0)
    rng = stream(made.seed, "ar_visits")
    kinds = [item.cat2 for item in CATEGORIES]
    goods = []
    for kind in AR_KINDS:
        inside = np.flatnonzero(made.catalogue.category == kinds.index(kind))
        goods.append(inside[np.argsort(-made.catalogue.interest[inside], kind="stable")[:_AR_GOODS]])
    able = np.concatenate(goods)
    keen = rng.normal(0.0, 1.0, AR_VISITS)
    button = rng.random(AR_VISITS) < 0.5
    # Who is keen has been here before, more or less.
    earlier = rng.poisson(np.exp(-0.35 + 0.55 * keen))
    use = 1 / (1 + np.exp(-(_USE + effect.keen * keen)))
    opened = button & (rng.random(AR_VISITS) < use)
    chance = 1 / (1 + np.exp(-(_BUY + _KEEN_BUY * keen)))
    bought = rng.random(AR_VISITS) < chance * np.where(opened, effect.sells, 1.0)
    back = bought & (rng.random(AR_VISITS) < _COMES_BACK * np.where(opened, effect.returns, 1.0))
    seconds = np.sort(rng.integers(0, _AR_DAYS * 86_400, AR_VISITS))
    mobile = rng.random(AR_VISITS) < 0.83
    return {
        "visitor_id": _FIRST_VISITOR + np.arange(AR_VISITS),
        "ts": _AR_FIRST.astype("datetime64[s]") + seconds.astype("timedelta64[s]"),
        "sku_id": 1 + able[rng.integers(0, len(able), AR_VISITS)],
        "device": Coded(np.where(mobile, 0, 1), ("mobile", "tablet")),
        "earlier_views": earlier,
        "ar_button": button,
        "ar_view": opened,
        "bought": bought,
        "returned": back,
    }


def sensor_log(seed: int) -> Columns:
    """Make the table ``sensor_log``: every six hours the grams that are left; refilled to the brim every two weeks."""
    rng = stream(seed, "sensor_log")
    readings = _SENSOR_DAYS * 24 // _EVERY
    days = _SENSOR_FIRST + np.arange(_SENSOR_DAYS)
    weekend = (days.astype("datetime64[D]").view(np.int64) - 4) % 7 >= 5
    devices, times, levels = [], [], []
    start = _SENSOR_FIRST.astype("datetime64[s]")
    for device, grams in enumerate(_OFFICES):
        left = float(HOLDS)
        refill = rng.integers(0, 3)  # the van comes on a Monday, a Tuesday or a Wednesday
        for reading in range(readings):
            day, quarter = divmod(reading, 24 // _EVERY)
            times.append(start + np.timedelta64(reading * _EVERY * 3600, "s"))
            devices.append(device)
            if quarter == 1 and day % _REFILL_DAYS == refill and day > refill:
                left = float(HOLDS)
            levels.append(max(0.0, round(left)))
            drawn = grams * _DRAWN[quarter] * (_WEEKEND if weekend[day] else 1.0)
            left = max(0.0, left - drawn * float(np.exp(rng.normal(0.0, 0.25))))
    return {
        "device": Coded(np.array(devices), [f"D{number + 1:02d}" for number in range(len(_OFFICES))]),
        "ts": np.array(times),
        "level": np.array(levels),
    }


def tech_projects() -> Columns:
    """Make the table ``tech_projects``: what could be bought, with the gain that its seller promises."""
    project, tech, cost, gain, running, difficulty, life = zip(*_PROJECTS, strict=True)
    return {
        "project": coded(project),
        "tech": coded(tech),
        "cost": np.array(cost) * 100,
        "yearly_gain": np.array(gain) * 100,
        "yearly_cost": np.array(running) * 100,
        "difficulty": np.array(difficulty),
        "life": np.array(life),
    }
